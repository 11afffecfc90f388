/* The strategy on one page: the title over the width of it, then each numbered chapter in columns,
 * with its first paragraph or the titles of what it holds. */
#include "base/buf.h"
#include "base/assert.h"
#include "typeset/setter.h"

enum {
    LARGEST = 130,
    LARGEST_CHAPTERS = 160,
    SMALLEST = 66,
    STEP = 2 /* hundredths of the sizes that the layout gives */
};

typedef struct summary {
    sl_setter *s;
    sl_rows *rows;
    int scale;
    uint32_t root;
} summary;

static sl_style scaled(const summary *m, const char *role)
{
    sl_style style = *sl_layout_role(m->s->layout, sl_str_from(role), "paragraph");
    sl_u *lengths[] = {&style.size, &style.leading, &style.before, &style.after};
    for (size_t i = 0; i < SL_COUNT(lengths); i++)
        *lengths[i] = sl_u_scale(*lengths[i], m->scale, 100);
    return style;
}

/* A text of its own: links and notes lead to nothing on this page. */
static void set_plain(const summary *m, sl_tag tag, uint32_t parent, const sl_style *style,
                      sl_str number, sl_str text, sl_u left)
{
    sl_setter *s = m->s;
    sl_node *node = sl_node_new(s->work, SL_NODE_PARAGRAPH, SL_SPAN_NONE);
    sl_node_append_text(s->work, node, text);
    uint32_t elem = sl_pages_add_elem(s->pages, tag, parent, false);
    sl_block_set_inlines(s, m->rows, node, style, elem, number, left, s->width - left);
}

/* Without marks of evidence ("[4]"): the entries are in the whole document. */
static sl_str without_marks(sl_arena *a, sl_str text)
{
    sl_buf out;
    sl_buf_init(&out);
    for (size_t at = 0; at < text.n;) {
        size_t open = sl_str_find(text, SL_STR(" ["), at);
        size_t close = open == SIZE_MAX ? SIZE_MAX : sl_str_find_char(text, ']', open);
        if (close == SIZE_MAX) {
            sl_buf_push_str(&out, sl_str_slice(text, at, text.n));
            break;
        }
        sl_buf_push_str(&out, sl_str_slice(text, at, open));
        at = close + 1;
    }
    return sl_buf_take(&out, a);
}

static const sl_node *first_paragraph(const sl_node *section)
{
    for (const sl_node *n = section->first; n; n = n->next)
        if (n->kind == SL_NODE_PARAGRAPH && !n->role.n)
            return n;
    return NULL;
}

/* Number and title of a section within a chapter, as an item of its list. */
static void set_title(const summary *m, const sl_node *section, uint32_t list)
{
    sl_setter *s = m->s;
    sl_style style = scaled(m, "summary-item");
    uint32_t item = sl_pages_add_elem(s->pages, SL_TAG_LI, list, false);
    sl_str number = sl_node_number_of(section);
    size_t first = m->rows->rows.n;
    sl_u indent = sl_u_scale(style.size, 24, 10);
    if (number.n && sl_label_measure(s, &style, number) > indent - style.size / 3) {
        uint32_t whole = sl_pages_add_elem(s->pages, SL_TAG_LBODY, item, false);
        set_plain(m, SL_TAG_P, whole, &style, number, section->title, 0); /* Priority One */
        return;
    }
    uint32_t label = sl_pages_add_elem(s->pages, SL_TAG_LBL, item, false);
    uint32_t body = sl_pages_add_elem(s->pages, SL_TAG_LBODY, item, false);
    set_plain(m, SL_TAG_P, body, &style, SL_STR_NONE, section->title, indent);
    if (first == m->rows->rows.n || !number.n)
        return;
    sl_row_prepend(
        s, &m->rows->rows.at[first],
        sl_label_set(s, &style, number, 0, sl_lines_baseline(s, &style), (int32_t)label));
    for (size_t i = first + 1; i < m->rows->rows.n; i++)
        m->rows->rows.at[i].penalty = SL_BREAK_NEVER;
}

static void set_chapter(const summary *m, const sl_node *section)
{
    sl_setter *s = m->s;
    sl_str number = sl_node_number_of(section);
    if (section->toc != 1 || !number.n || sl_str_equal_z(section->role, "annex"))
        return; /* front matter has no number */
    uint32_t sect = sl_pages_add_elem(s->pages, SL_TAG_SECT, m->root, false);
    s->pages->elems.at[sect].title = section->title;
    sl_style head = scaled(m, "summary-heading"), text = scaled(m, "summary-text");
    set_plain(m, SL_TAG_H2, sect, &head, number, section->title, 0);
    const sl_node *paragraph = first_paragraph(section);
    if (paragraph)
        set_plain(m, SL_TAG_P, sect, &text, SL_STR_NONE,
                  without_marks(s->work, sl_node_plain(s->work, paragraph)), 0);
    uint32_t list = 0;
    for (const sl_node *n = section->first; n; n = n->next) {
        if (n->kind != SL_NODE_SECTION || !n->toc)
            continue;
        if (!list)
            list = sl_pages_add_elem(s->pages, SL_TAG_L, sect, false);
        set_title(m, n, list);
    }
}

/* A title as the cover has it, with its marks; plain where there is no cover. */
static void set_cover_words(const summary *m, sl_tag tag, const sl_style *style, const char *role,
                            sl_str plain)
{
    sl_setter *s = m->s;
    const sl_node *cover = s->book->root->first, *words = NULL;
    while (cover && !sl_str_equal_z(cover->role, "cover"))
        cover = cover->next;
    for (const sl_node *n = cover ? cover->first : NULL; n && !words; n = n->next)
        words = sl_str_equal_z(n->role, role) ? n : NULL;
    if (!words) {
        set_plain(m, tag, m->root, style, SL_STR_NONE, plain, 0);
        return;
    }
    uint32_t elem = sl_pages_add_elem(s->pages, tag, m->root, false);
    sl_block_set_inlines(s, m->rows, words, style, elem, SL_STR_NONE, 0, s->width);
}

/* The title's rows over the whole width. */
static void set_title_band(summary *m, sl_rows *band, sl_u width)
{
    sl_setter *s = m->s;
    sl_u column = s->width;
    m->rows = band;
    s->width = width;
    sl_style title = scaled(m, "summary-title"), subtitle = scaled(m, "summary-subtitle");
    set_cover_words(m, SL_TAG_H1, &title, "cover-title", s->book->title);
    if (s->book->subtitle.n)
        set_cover_words(m, SL_TAG_P, &subtitle, "cover-subtitle", s->book->subtitle);
    s->width = column;
}

/* Every role so much smaller, hundredths. */
static const sl_layout *shrink(sl_setter *s, const sl_layout *from, int scale)
{
    sl_layout *to = SL_NEW(s->arena, sl_layout);
    *to = *from;
    to->roles.at = SL_NEW_ARRAY(s->arena, sl_style, from->roles.n + 1);
    for (size_t i = 0; i < from->roles.n; i++) {
        sl_style *one = &to->roles.at[i];
        *one = from->roles.at[i];
        sl_u *lengths[] = {&one->size, &one->leading, &one->before, &one->after, &one->pad};
        for (size_t k = 0; k < SL_COUNT(lengths); k++)
            *lengths[k] = sl_u_scale(*lengths[k], scale, 100);
    }
    return to;
}

void sl_plan_set(sl_setter *s, const sl_node *section)
{
    const sl_layout *layout = s->layout;
    sl_form form = sl_flow_form(s, false);
    sl_arena_mark mark = sl_arena_mark_now(s->work);
    size_t elems = s->pages->elems.n, outline = s->pages->outline.n;
    for (int scale = layout->summary ? LARGEST : 100;; scale -= STEP) {
        sl_rows rows = {0};
        s->first_text = true;
        s->layout = scale == 100 ? layout : shrink(s, layout, scale);
        s->trial = scale - STEP >= SMALLEST;
        sl_block_set(s, &rows, section, 0, 0, s->width);
        if (!rows.rows.n)
            break;
        if (scale - STEP < SMALLEST || sl_row_sum_heights(&rows) <= form.height) {
            sl_sheet_paginate(s, &rows, form, section->title);
            break;
        }
        s->pages->elems.n = elems;
        s->pages->outline.n = outline;
        sl_row_forget(s, mark);
    }
    s->layout = layout;
    s->trial = false;
}

static const sl_node *find_plan(const sl_node *root)
{
    for (const sl_node *n = root->first; n; n = n->next)
        if (n->kind == SL_NODE_SECTION && sl_str_equal_z(n->role, "plan"))
            return n;
    return NULL;
}

/* The poster: title, vision, figures and the rest, over the width of the page. */
static void set_poster(sl_setter *s, const sl_node *plan)
{
    sl_layout one = *s->layout;
    const sl_layout *own = s->layout;
    one.columns = 1;
    s->layout = &one;
    s->width = sl_flow_measure(s, false);
    sl_plan_set(s, plan);
    s->layout = own;
}

void sl_summary_set(sl_setter *s)
{
    const sl_node *plan = find_plan(s->book->root);
    if (plan) {
        set_poster(s, plan);
        return;
    }
    sl_form form = sl_flow_form(s, false);
    sl_u width = s->layout->page_width - s->layout->inner - s->layout->outer;
    sl_arena_mark mark = sl_arena_mark_now(s->work);
    for (int scale = LARGEST_CHAPTERS;; scale -= STEP) {
        size_t elems = s->pages->elems.n;
        sl_rows band = {0}, rows = {0};
        summary m = {.s = s, .scale = scale, .rows = &rows};
        m.root = sl_pages_add_elem(s->pages, SL_TAG_SECT, 0, false);
        set_title_band(&m, &band, width);
        m.rows = &rows;
        for (const sl_node *n = s->book->root->first; n; n = n->next)
            if (n->kind == SL_NODE_SECTION)
                set_chapter(&m, n);
        form.top = sl_row_sum_heights(&band) + SL_PT(14);
        if (scale - STEP < SMALLEST || sl_flow_count_sheets(s, &rows, form) <= form.columns) {
            size_t page = s->pages->pages.n;
            if (!rows.rows.n)
                sl_row_push(s, &rows, 1);
            sl_sheet_paginate(s, &rows, form, s->book->title);
            sl_sheet_paint_band(s, (uint32_t)page, &band);
            return;
        }
        s->pages->elems.n = elems;
        sl_row_forget(s, mark);
    }
}
