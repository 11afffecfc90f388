#include "base/assert.h"
#include "typeset/setter.h"

static void put_label(sl_setter *s, sl_row *first, const sl_style *style, const sl_node *note,
                      sl_u left, uint32_t label)
{
    sl_row_prepend(s, first,
                   sl_label_set(s, style, sl_str_format(s->work, "%d", note->start), left,
                                sl_lines_baseline(s, style), (int32_t)label));
    sl_row_add_name(s, first, note->id);
    first->before = style->after;
}

/* One paragraph, for the foot and for the rail: the same words under the same element. */
static void set_short(sl_setter *s, sl_note_rows *to, const sl_node *paragraph,
                      const sl_style *style, uint32_t parent, sl_u indent, sl_u measure)
{
    enum { RAIL_INDENT = 12 };
    const sl_layout *l = s->layout;
    uint32_t elem = sl_pages_add_elem(s->pages, SL_TAG_P, parent, false);
    size_t calls = s->pending_notes.n;
    sl_arena_mark mark = sl_arena_mark_now(s->scratch);
    sl_para p = {0};
    s->measure = measure - indent - style->left - style->right;
    sl_para_build(s, &p, paragraph, style, (int32_t)elem, SL_STR_NONE);
    sl_block_break(s, &to->rows, &p, style, indent, measure - indent);
    sl_u left = s->width - l->rail + SL_PT(RAIL_INDENT);
    if (s->pending_notes.n == calls)
        sl_block_break(s, &to->beside, &p, style, left, s->width - left);
    sl_arena_reset(s->scratch, mark);
    sl_note_set_pending(s, parent);
}

/* A note's rows, kept for the page that calls it: for its foot, and for its rail where it has one
 * and the note is a paragraph that calls no other. */
static void set_note(sl_setter *s, const sl_node *note, uint32_t index, uint32_t parent)
{
    const sl_style *style = sl_block_role(s, SL_STR("note"), "note"), *body = s->body;
    uint32_t elem = sl_pages_add_elem(s->pages, SL_TAG_NOTE, parent, false);
    s->pages->elems.at[elem].id = note->id;
    uint32_t label = sl_pages_add_elem(s->pages, SL_TAG_LBL, elem, false);
    sl_note_rows all = {0};
    uint16_t box = s->box;
    bool in_cell = s->in_cell, first_text = s->first_text;
    s->box = 0;
    s->in_cell = true; /* nothing floats out of a note */
    s->body = style;
    sl_u indent = SL_PT(16);
    sl_u column = sl_rail_column(s->layout, s->width), measure = column ? column : s->width;
    const sl_node *only = note->first && !note->first->next ? note->first : NULL;
    if (column && s->layout->rail_notes && only && only->kind == SL_NODE_PARAGRAPH)
        set_short(s, &all, only, style, elem, indent, measure);
    else
        for (const sl_node *n = note->first; n; n = n->next)
            sl_block_set(s, &all.rows, n, elem, indent, measure - indent);
    if (all.rows.rows.n)
        put_label(s, &all.rows.rows.at[0], style, note, 0, label);
    if (all.beside.rows.n)
        put_label(s, &all.beside.rows.at[0], style, note, s->width - s->layout->rail, label);
    s->body = body;
    s->in_cell = in_cell;
    s->first_text = first_text;
    s->box = box;
    s->notes.at[index] = all;
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
