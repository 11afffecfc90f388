#include "base/assert.h"
#include "typeset/setter.h"

sl_row *sl_row_push(sl_setter *s, sl_rows *rows, sl_u height)
{
    SL_PUSH(s->work, rows->rows, ((sl_row){.height = height, .box = s->box}));
    return &rows->rows.at[rows->rows.n - 1];
}

sl_row_more *sl_row_more_of(sl_setter *s, sl_row *row)
{
    if (!row->more) {
        row->more = SL_NEW(s->work, sl_row_more);
        row->more->spots_end = &row->more->spots;
        row->more->calls_end = &row->more->calls;
    }
    return row->more;
}

static sl_ink *new_ink(sl_setter *s, sl_paint paint)
{
    sl_ink *ink = SL_NEW(s->work, sl_ink);
    ink->paint = paint;
    return ink;
}

void sl_row_append(sl_setter *s, sl_row *row, sl_paint paint)
{
    sl_ink *ink = new_ink(s, paint);
    if (row->ink_end)
        row->ink_end->next = ink;
    else
        row->ink = ink;
    row->ink_end = ink;
}

void sl_row_prepend(sl_setter *s, sl_row *row, sl_paint paint)
{
    sl_ink *ink = new_ink(s, paint);
    ink->next = row->ink;
    row->ink = ink;
    if (!row->ink_end)
        row->ink_end = ink;
}

void sl_row_add_link(sl_setter *s, sl_row *row, sl_link link)
{
    sl_row_more *more = sl_row_more_of(s, row);
    sl_spot *spot = SL_NEW(s->work, sl_spot);
    spot->link = link;
    *more->spots_end = spot;
    more->spots_end = &spot->next;
}

void sl_row_add_call(sl_setter *s, sl_row *row, uint32_t note)
{
    sl_row_more *more = sl_row_more_of(s, row);
    sl_call *call = SL_NEW(s->work, sl_call);
    call->note = note;
    *more->calls_end = call;
    more->calls_end = &call->next;
}

void sl_row_add_name(sl_setter *s, sl_row *row, sl_str name)
{
    if (!name.n)
        return;
    sl_row_more *more = sl_row_more_of(s, row);
    sl_anchor_name *a = SL_NEW(s->work, sl_anchor_name);
    a->name = name;
    a->next = more->names;
    more->names = a;
}

void sl_row_move_paint(sl_setter *s, sl_paint *paint, sl_u x, sl_u y)
{
    switch ((sl_paint_kind)paint->kind) {
    case SL_PAINT_RUN:
        paint->u.run.x += x;
        paint->u.run.y += y;
        break;
    case SL_PAINT_RECT:
        paint->u.rect.x += x;
        paint->u.rect.y += y;
        break;
    case SL_PAINT_IMAGE:
        paint->u.image.x += x;
        paint->u.image.y += y;
        break;
    case SL_PAINT_PATH: {
        sl_path *path = SL_NEW(s->arena, sl_path);
        *path = *paint->u.path;
        sl_u *coords = SL_NEW_ARRAY(s->arena, sl_u, path->coord_count * 2u);
        for (uint32_t i = 0; i < path->coord_count; i++) {
            coords[2 * i] = path->coords[2 * i] + x;
            coords[2 * i + 1] = path->coords[2 * i + 1] + y;
        }
        path->coords = coords;
        paint->u.path = path;
        break;
    }
    }
}

static void absorb_more(sl_setter *s, sl_row *row, sl_row_more *from, sl_u y)
{
    sl_row_more *more = sl_row_more_of(s, row);
    more->section = more->section ? more->section : from->section;
    for (sl_spot *spot = from->spots; spot; spot = spot->next)
        spot->link.y += y;
    if (from->spots) {
        *more->spots_end = from->spots;
        more->spots_end = from->spots_end;
    }
    if (from->calls) {
        *more->calls_end = from->calls;
        more->calls_end = from->calls_end;
    }
    while (from->names) {
        sl_anchor_name *name = from->names;
        from->names = name->next;
        name->y += y;
        name->next = more->names;
        more->names = name;
    }
    sl_hung **hung = &more->hung;
    while (*hung)
        hung = &(*hung)->next;
    *hung = from->hung;
    for (sl_hung *one = *hung; one; one = one->next)
        one->offset += y;
    from->hung = NULL;
    while (from->figures) {
        sl_figure_place *figure = from->figures;
        from->figures = figure->next;
        figure->y += y;
        figure->next = more->figures;
        more->figures = figure;
    }
}

void sl_row_absorb(sl_setter *s, sl_row *row, sl_row *from, sl_u y)
{
    for (sl_ink *ink = from->ink; ink; ink = ink->next)
        sl_row_move_paint(s, &ink->paint, 0, y);
    if (from->ink) {
        if (row->ink_end)
            row->ink_end->next = from->ink;
        else
            row->ink = from->ink;
        row->ink_end = from->ink_end;
    }
    if (from->more)
        absorb_more(s, row, from->more, y);
    from->ink = from->ink_end = NULL;
    from->more = NULL;
}

sl_u sl_row_sum_heights(const sl_rows *rows)
{
    sl_u h = 0;
    for (size_t i = 0; i < rows->rows.n; i++) {
        const sl_row *r = &rows->rows.at[i];
        h += r->height + (i ? sl_row_gap(r - 1, r) : 0);
    }
    return h;
}

void sl_row_unite(sl_setter *s, sl_rows *rows, size_t first)
{
    if (first + 1 >= rows->rows.n)
        return;
    sl_row *row = &rows->rows.at[first];
    sl_u y = row->height;
    for (size_t i = first + 1; i < rows->rows.n; i++) {
        sl_row *next = &rows->rows.at[i];
        y += sl_row_gap(next - 1, next);
        sl_row_absorb(s, row, next, y);
        y += next->height;
    }
    const sl_row *last = &rows->rows.at[rows->rows.n - 1];
    row->height = y;
    row->after = last->after;
    row->keep_next = last->keep_next;
    rows->rows.n = first + 1;
}

void sl_row_forget(sl_setter *s, sl_arena_mark mark)
{
    memset(&s->notes, 0, sizeof s->notes);
    memset(&s->frames, 0, sizeof s->frames);
    memset(&s->repeats, 0, sizeof s->repeats);
    memset(&s->pending_notes, 0, sizeof s->pending_notes);
    sl_arena_reset(s->work, mark);
}

sl_u sl_row_take(sl_setter *s, sl_row *row, sl_rows *from, size_t *done, sl_u pad, sl_u room)
{
    sl_u y = pad;
    bool first = true;
    while (*done < from->rows.n) {
        sl_row *r = &from->rows.at[*done];
        sl_u gap = first ? 0 : sl_row_gap(r - 1, r);
        if (!first && y + gap + r->height > pad + room)
            break;
        y += gap;
        sl_row_absorb(s, row, r, y);
        y += r->height;
        first = false;
        (*done)++;
    }
    return y;
}
