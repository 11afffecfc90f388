#include "base/check.h"
#include "typeset/setter.h"

static void set_entry(sl_setter *s, sl_rows *rows, const sl_node *section, uint32_t toc)
{
    bool top = section->toc == 1;
    sl_style style =
        *sl_layout_role(s->layout, top ? SL_STR("contents-1") : SL_STR("contents-2"), "contents-1");
    uint32_t toci = sl_pages_add_elem(s->pages, SL_TAG_TOCI, toc, false);
    uint32_t reference = sl_pages_add_elem(s->pages, SL_TAG_REFERENCE, toci, false);
    uint32_t elem = sl_pages_add_elem(s->pages, SL_TAG_LINK, reference, true);
    sl_para p = {0};
    uint16_t how = sl_para_push_style(s, &p, &style, (int32_t)elem);
    p.styles.at[how].target = sl_str_format(s->arena, "#%.*s", SL_FMT(section->id));
    p.styles.at[how].contents = section->title;
    const sl_node *heading = section->first;
    while (heading && heading->kind == SL_NODE_BOX)
        heading = heading->first;
    sl_str number = heading && heading->kind == SL_NODE_HEADING ? heading->number : SL_STR_NONE;
    if (number.n)
        sl_para_push_text(s, &p, number, how, SL_SPAN_NONE);
    sl_str title =
        number.n ? sl_str_format(s->arena, " %.*s", SL_FMT(section->title)) : section->title;
    sl_para_push_text(s, &p, title, how, SL_SPAN_NONE);
    size_t first = rows->n;
    /* The slot at the right holds the widest number there can be. */
    sl_u slot = sl_lines_measure_label(s, &style, SL_STR("40000")) + SL_PT(8);
    sl_lines_break(s, rows, &p, &style, style.left, s->width - style.left - slot);
    if (first == rows->n)
        return;
    rows->at[first].before = style.before;
    sl_row *last = &rows->at[rows->n - 1];
    last->page_of = section->id;
    last->page_style = top ? 1 : 2;
    last->page_elem = (int32_t)elem;
    sl_row gap = {.before = style.after, .penalty = SL_BREAK_NEVER, .keep_next = top};
    SL_PUSH(s->arena, *rows, gap);
}

void sl_contents_set(sl_setter *s, sl_rows *rows, uint32_t parent)
{
    const sl_style *style = sl_layout_role(s->layout, SL_STR("contents-title"), "heading-1");
    uint32_t heading = sl_pages_add_elem(s->pages, SL_TAG_H1, parent, false);
    sl_para p = {0};
    uint16_t how = sl_para_push_style(s, &p, style, (int32_t)heading);
    sl_para_push_text(s, &p, SL_STR("Contents"), how, SL_SPAN_NONE);
    sl_lines_break(s, rows, &p, style, 0, s->width);
    sl_row gap = {.before = style->after, .penalty = SL_BREAK_NEVER, .keep_next = true};
    SL_PUSH(s->arena, *rows, gap);
    uint32_t toc = sl_pages_add_elem(s->pages, SL_TAG_TOC, parent, false);
    const sl_node *root = s->book->root;
    for (const sl_node *n = root->first; n; n = sl_node_walk(root, n))
        if (n->kind == SL_NODE_SECTION && n->toc && n->toc <= s->layout->contents_depth)
            set_entry(s, rows, n, toc);
}

void sl_contents_note_row(sl_setter *s, const sl_row *row, uint32_t page, sl_u x, sl_u y)
{
    sl_contents_slot slot = {row->page_of, page, x, y, row->page_style, row->page_elem};
    SL_PUSH(s->arena, s->slots, slot);
}

void sl_contents_fill(sl_setter *s)
{
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
        const char *role = slot->style == 1 ? "contents-1" : "contents-2";
        const sl_style *style = sl_layout_role(s->layout, sl_str_from(role), NULL);
        sl_str number = s->pages->pages.at[page - 1].label;
        sl_u width = sl_lines_measure_label(s, style, number);
        sl_page *on = &s->pages->pages.at[slot->page];
        size_t before = on->paints.n;
        sl_lines_push_label(s, on, style, number, slot->x + s->width - width,
                            slot->y + sl_setter_baseline(s, style), slot->elem);
        /* In reading order the number follows its title. */
        for (size_t k = before; k < on->paints.n; k++) {
            sl_paint paint = on->paints.at[k];
            size_t at = k;
            while (at > 0 && on->paints.at[at - 1].elem != slot->elem)
                at--;
            if (at == 0)
                continue;
            memmove(&on->paints.at[at + 1], &on->paints.at[at], (k - at) * sizeof paint);
            on->paints.at[at] = paint;
        }
    }
}
