#include "base/assert.h"
#include "typeset/setter.h"

/* Number and title as one link; the page number has its place at the end of the last line. */
static void set_entry(sl_setter *s, sl_rows *rows, const sl_node *section, uint32_t toc)
{
    bool top = section->toc == 1;
    const sl_style *style =
        sl_layout_role(s->layout, top ? SL_STR("contents-1") : SL_STR("contents-2"), "contents-1");
    uint32_t toci = sl_pages_add_elem(s->pages, SL_TAG_TOCI, toc, false);
    uint32_t reference = sl_pages_add_elem(s->pages, SL_TAG_REFERENCE, toci, false);
    uint32_t elem = sl_pages_add_elem(s->pages, SL_TAG_LINK, reference, true);
    sl_arena_mark mark = sl_arena_mark_now(s->scratch);
    sl_para p = {0};
    uint16_t how = sl_para_push_style(s, &p, style, (int32_t)elem);
    p.styles.at[how].target = sl_str_format(s->arena, "#%.*s", SL_FMT(section->id));
    p.styles.at[how].contents = section->title;
    sl_str number = sl_node_number_of(section);
    if (number.n)
        sl_para_push_text(s, &p, number, how, SL_SPAN_NONE);
    sl_str title =
        number.n ? sl_str_format(s->work, " %.*s", SL_FMT(section->title)) : section->title;
    sl_para_push_text(s, &p, title, how, SL_SPAN_NONE);
    size_t first = rows->rows.n;
    /* The slot at the right holds the widest number there can be. */
    sl_u slot = sl_label_measure(s, style, SL_STR("40000")) + SL_PT(8);
    sl_lines_break(s, rows, &p, style, 0, style->left, s->width - style->left - slot);
    sl_arena_reset(s->scratch, mark);
    if (first == rows->rows.n)
        return;
    rows->rows.at[first].before = style->before;
    sl_row *last = &rows->rows.at[rows->rows.n - 1];
    last->after = style->after;
    last->keep_next = top && section->next && section->next->toc != 1;
    sl_row_more *more = sl_row_more_of(s, last);
    more->page_of = section->id;
    more->page_style = style;
    /* An empty run holds the number's place in the order of reading. */
    sl_paint hold = {.kind = SL_PAINT_RUN, .elem = (int32_t)elem};
    hold.u.run.y = sl_lines_baseline(s, style);
    sl_row_append(s, last, hold);
}

void sl_contents_set(sl_setter *s, sl_rows *rows, uint32_t parent)
{
    const sl_style *style = sl_layout_role(s->layout, SL_STR("contents-title"), "heading-1");
    uint32_t heading = sl_pages_add_elem(s->pages, SL_TAG_H1, parent, false);
    sl_arena_mark mark = sl_arena_mark_now(s->scratch);
    sl_para p = {0};
    uint16_t how = sl_para_push_style(s, &p, style, (int32_t)heading);
    sl_para_push_text(s, &p, sl_phrase(s->book->phrases, SL_SAY_CONTENTS), how, SL_SPAN_NONE);
    sl_lines_break(s, rows, &p, style, 0, 0, s->width);
    sl_arena_reset(s->scratch, mark);
    sl_row *title = &rows->rows.at[rows->rows.n - 1];
    title->after = style->after;
    title->keep_next = true;
    uint32_t toc = sl_pages_add_elem(s->pages, SL_TAG_TOC, parent, false);
    const sl_node *root = s->book->root;
    for (const sl_node *n = root->first; n; n = sl_node_walk(root, n))
        if (n->kind == SL_NODE_SECTION && n->toc && n->toc <= s->layout->contents_depth)
            set_entry(s, rows, n, toc);
}

void sl_contents_fill(sl_setter *s)
{
    if (!s->slots.n)
        return;
    sl_map pages;
    sl_map_init(&pages, s->arena);
    for (size_t i = 0; i < s->pages->dests.n; i++)
        sl_map_add(&pages, s->pages->dests.at[i].name,
                   (void *)(uintptr_t)(s->pages->dests.at[i].page + 1));
    for (size_t i = 0; i < s->slots.n; i++) {
        const sl_contents_slot *slot = &s->slots.at[i];
        uintptr_t page = (uintptr_t)sl_map_lookup(&pages, slot->dest);
        if (!page)
            continue;
        sl_paint *hold = &s->pages->pages.at[slot->page].paints.at[slot->paint];
        sl_str number = s->pages->pages.at[page - 1].label;
        *hold = sl_label_set(s, slot->style, number, 0, hold->u.run.y, hold->elem);
        hold->u.run.x = slot->right - hold->u.run.end;
    }
}
