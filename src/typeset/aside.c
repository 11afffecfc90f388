/* What stands in the rail beside the rows of a sheet: what was hung on them, and notes.
 *
 * What is hung on a row stands where the row came to stand, or below what is above it in the rail;
 * never below the frame while there is room. A note stands beside the row that calls it, where the
 * rail is free: below what is hung there, beside nothing that takes the whole width, and not far
 * from its call. Either all notes of a sheet have room so, or all stand at its foot, for which the
 * flow has left room; so none is ever lost, and no sheet has notes in two places.
 */
#include "typeset/setter.h"

enum { NOTE_GAP = 6 /* points between notes */, FAR = 130 /* points from a call to its note */ };

typedef struct aside {
    const sl_flow *f;
    const sl_sheet *sheet;
    const sl_u *y; /* of each row of the sheet */
    sl_u top, bottom;
    sl_asides *all;
} aside;

static void place_hung(aside *a)
{
    const sl_flow *f = a->f;
    sl_u cursor = a->top, bottom = a->bottom;
    for (uint32_t i = a->sheet->begin; i < a->sheet->end; i++) {
        const sl_row *r = &f->rows[i];
        if (sl_flow_is_deferred(f, a->sheet, i) || !r->more)
            continue;
        sl_u top = a->y[i - a->sheet->begin];
        for (const sl_hung *one = r->more->hung; one; one = one->next) {
            sl_u y = top + one->offset;
            if (a->all->n && one->gap >= 0)
                y = cursor + one->gap;
            y = y > cursor ? y : cursor;
            SL_PUSH(f->s->scratch, *a->all, ((sl_aside){&one->row, y}));
            cursor = y + one->row.height;
        }
    }
    for (size_t i = a->all->n; i-- > 0;) {
        sl_aside *one = &a->all->at[i];
        one->y = one->y + one->row->height > bottom ? bottom - one->row->height : one->y;
        bottom = one->y;
    }
}

/* Whether a row leaves no rail beside it: it takes the whole width, or its frame does. */
static bool is_broad(const sl_row *r)
{
    return r->across || r->box;
}

/* Where something of a height has room from y on; beyond the bottom where it has none. */
static sl_u find_room(const aside *a, size_t hung, sl_u y, sl_u height)
{
    for (bool moved = true; moved && y + height <= a->bottom;) {
        moved = false;
        for (size_t i = 0; i < hung; i++) {
            const sl_aside *one = &a->all->at[i];
            sl_u end = one->y + one->row->height + SL_PT(NOTE_GAP);
            if (y < end && one->y < y + height + SL_PT(NOTE_GAP)) {
                y = end;
                moved = true;
            }
        }
        for (uint32_t i = a->sheet->begin; i < a->sheet->end; i++) {
            const sl_row *r = &a->f->rows[i];
            sl_u top = a->y[i - a->sheet->begin], end = top + r->height + SL_PT(NOTE_GAP);
            if (is_broad(r) && !sl_flow_is_deferred(a->f, a->sheet, i) && y < end &&
                top < y + height) {
                y = end;
                moved = true;
            }
        }
    }
    return y;
}

static sl_u height_of(const sl_rows *rows)
{
    sl_u height = 0;
    for (size_t i = 0; i < rows->rows.n; i++)
        height += rows->rows.at[i].height;
    return height;
}

/* A note beside the row that calls it; *cursor is where the last one ends. */
static bool place_note(aside *a, size_t hung, const sl_rows *note, sl_u called, sl_u *cursor)
{
    sl_u height = height_of(note), y = called > *cursor ? called : *cursor;
    y = find_room(a, hung, y, height);
    if (!note->rows.n || y + height > a->bottom || y - called > SL_PT(FAR))
        return false;
    for (size_t i = 0; i < note->rows.n; i++) {
        SL_PUSH(a->f->s->scratch, *a->all, ((sl_aside){&note->rows.at[i], y}));
        y += note->rows.at[i].height;
    }
    *cursor = y + SL_PT(NOTE_GAP);
    return true;
}

static bool place_notes(aside *a)
{
    const sl_flow *f = a->f;
    const sl_sheet *sheet = a->sheet;
    /* All that are called here stand here, whole. */
    if (sheet->note_begin != f->calls_before[sheet->begin] ||
        sheet->note_end != f->calls_before[sheet->end])
        return false;
    size_t hung = a->all->n;
    sl_u cursor = a->top;
    for (uint32_t i = sheet->begin; i < sheet->end; i++) {
        const sl_row *r = &f->rows[i];
        for (const sl_call *call = r->more ? r->more->calls : NULL; call; call = call->next)
            if (r->box || !place_note(a, hung, &f->s->notes.at[call->note].beside,
                                      a->y[i - sheet->begin], &cursor))
                return false;
    }
    return true;
}

bool sl_aside_place(const sl_flow *f, const sl_sheet *sheet, const sl_u *y, sl_u top,
                    sl_asides *out)
{
    aside a = {f, sheet, y, top, top + f->form.height, out};
    place_hung(&a);
    if (sheet->note_begin == sheet->note_end || !f->s->layout->rail_notes)
        return false;
    size_t hung = out->n;
    bool placed = place_notes(&a);
    if (!placed)
        out->n = hung;
    return placed;
}
