#include "typeset/setter.h"

/* Signs of unordered lists by depth. */
static sl_str bullet_of(uint8_t depth)
{
    return depth == 1 ? SL_STR("•") : depth == 2 ? SL_STR("–") : SL_STR("·");
}

static void set_item(sl_setter *s, sl_rows *rows, const sl_node *item, sl_str label,
                     const sl_style *list, uint32_t parent, sl_u left, sl_u measure)
{
    uint32_t li = sl_pages_add_elem(s->pages, SL_TAG_LI, parent, false);
    uint32_t lbl = sl_pages_add_elem(s->pages, SL_TAG_LBL, li, false);
    uint32_t body = sl_pages_add_elem(s->pages, SL_TAG_LBODY, li, false);
    size_t first = rows->rows.n;
    s->first_text = true;
    sl_block_set_all(s, rows, item, body, left + list->left, measure - list->left);
    if (first == rows->rows.n)
        return;
    const sl_style *style = s->body ? s->body : sl_block_role(s, SL_STR("paragraph"), "paragraph");
    sl_u width = sl_label_measure(s, style, label);
    /* It is painted first: it is read first. */
    sl_row_prepend(s, &rows->rows.at[first],
                   sl_label_set(s, style, label, left + list->left - width - SL_PT(6),
                                sl_lines_baseline(s, style), (int32_t)lbl));
}

void sl_list_set(sl_setter *s, sl_rows *rows, const sl_node *node, uint32_t parent, sl_u left,
                 sl_u measure)
{
    const sl_style *style = sl_block_role(s, SL_STR("list"), "list");
    const sl_style *item = sl_block_role(s, SL_STR("list-item"), "list-item");
    uint32_t elem = sl_pages_add_elem(s->pages, SL_TAG_L, parent, false);
    s->pages->elems.at[elem].ordered = node->ordered;
    int32_t number = node->start;
    size_t first = rows->rows.n;
    s->list_depth += s->list_depth < UINT8_MAX;
    for (const sl_node *n = node->first; n; n = n->next) {
        sl_str label =
            node->ordered ? sl_str_format(s->work, "%d.", number++) : bullet_of(s->list_depth);
        size_t begin = rows->rows.n;
        set_item(s, rows, n, label, style, elem, left, measure);
        /* Tight items stand closer than paragraphs do. */
        if (rows->rows.n > begin)
            rows->rows.at[rows->rows.n - 1].after = node->tight ? item->after : style->after;
    }
    s->list_depth--;
    if (rows->rows.n == first)
        return;
    if (rows->rows.at[first].before < style->before)
        rows->rows.at[first].before = style->before;
    rows->rows.at[rows->rows.n - 1].after = s->list_depth ? item->after : style->after;
}
