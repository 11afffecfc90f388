#include "base/assert.h"
#include "typeset/setter.h"

/* A note's rows, kept for the foot of the page that calls it. */
static void set_note(sl_setter *s, const sl_node *note, uint32_t index, uint32_t parent)
{
    const sl_style *style = sl_block_role(s, SL_STR("note"), "note"), *body = s->body;
    uint32_t elem = sl_pages_add_elem(s->pages, SL_TAG_NOTE, parent, false);
    s->pages->elems.at[elem].id = note->id;
    uint32_t label = sl_pages_add_elem(s->pages, SL_TAG_LBL, elem, false);
    sl_rows rows = {0};
    uint16_t box = s->box;
    bool in_cell = s->in_cell, first_text = s->first_text;
    s->box = 0;
    s->in_cell = true; /* nothing floats out of a note */
    s->body = style;
    sl_u indent = SL_PT(16);
    sl_u column = sl_rail_column(s->layout, s->width);
    for (const sl_node *n = note->first; n; n = n->next)
        sl_block_set(s, &rows, n, elem, indent, (column ? column : s->width) - indent);
    if (rows.rows.n) {
        sl_row *first = &rows.rows.at[0];
        sl_row_prepend(s, first,
                       sl_label_set(s, style, sl_str_format(s->work, "%d", note->start), 0,
                                    sl_lines_baseline(s, style), (int32_t)label));
        sl_row_add_name(s, first, note->id);
        first->before = style->after;
    }
    s->body = body;
    s->in_cell = in_cell;
    s->first_text = first_text;
    s->box = box;
    s->notes.at[index].rows = rows;
}

void sl_note_set_pending(sl_setter *s, uint32_t parent)
{
    if (s->measuring)
        return;
    /* A note may itself call notes: they stand behind it in the list. */
    size_t end = s->pending_notes.n, first = s->notes.n - end;
    s->pending_notes.n = 0;
    if (!end)
        return;
    const sl_node **called = SL_NEW_ARRAY(s->work, const sl_node *, end);
    memcpy(called, s->pending_notes.at, end * sizeof *called);
    for (size_t i = 0; i < end; i++)
        set_note(s, called[i], (uint32_t)(first + i), parent);
}
