#include "base/assert.h"
#include "typeset/setter.h"

/* Rows between two pads; the frame itself is drawn by sheet, on each page anew. */
void sl_box_set(sl_setter *s, sl_rows *rows, const sl_node *node, uint32_t parent, sl_u left,
                sl_u measure)
{
    const sl_style *style = sl_block_role(s, node->role, "box");
    uint32_t elem = sl_pages_add_elem(s->pages, SL_TAG_DIV, parent, false);
    if (s->frames.n == UINT16_MAX) { /* more than one section can hold: set without a frame */
        sl_block_set_all(s, rows, node, elem, left, measure);
        return;
    }
    uint16_t outer = s->box;
    SL_PUSH(s->work, s->frames, ((sl_frame){style, left, measure, outer}));
    s->box = (uint16_t)s->frames.n;
    size_t first = rows->rows.n;
    sl_row_push(s, rows, style->pad);
    size_t inner = rows->rows.n;
    sl_u inset = style->pad + style->bar_width;
    s->first_text = true;
    sl_u column = s->column, inside = measure - inset - style->pad;
    if (column) /* of an item's frame: it has its rail inside it */
        s->column = left + inset + sl_rail_column(s->layout, inside);
    if (sl_rail_begins(s, node))
        sl_rail_set_all(s, rows, node, elem, left + inset, inside);
    else
        sl_block_set_all(s, rows, node, elem, left + inset, inside);
    s->column = column;
    if (inner < rows->rows.n) {
        rows->rows.at[inner].before = 0;
        rows->rows.at[inner].penalty = SL_BREAK_NEVER;
        rows->rows.at[rows->rows.n - 1].after = 0;
    }
    sl_row_push(s, rows, style->pad)->penalty = SL_BREAK_NEVER;
    for (size_t i = first + 1; style->keep && i < rows->rows.n; i++)
        rows->rows.at[i].penalty = SL_BREAK_NEVER;
    s->box = outer;
    sl_row *top = &rows->rows.at[first];
    top->before = style->before;
    sl_row_add_name(s, top, node->id);
    rows->rows.at[rows->rows.n - 1].after = style->after;
}
