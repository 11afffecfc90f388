#include "typeset/setter.h"

enum {
    FLOATS_FROM = 6 /* a figure less high than a sixth of the page stands where it is called */
};

static sl_path *moved_path(sl_setter *s, const sl_path *path)
{
    sl_path *copy = SL_NEW(s->work, sl_path);
    *copy = *path;
    return copy;
}

static void put_marks(sl_setter *s, sl_row *row, const sl_picture *picture, int32_t elem, sl_u x,
                      sl_u y)
{
    for (size_t i = 0; i < picture->marks.n; i++) {
        const sl_mark *m = &picture->marks.at[i];
        sl_paint paint = {.elem = elem};
        switch ((sl_mark_kind)m->kind) {
        case SL_MARK_RECT:
            paint.kind = SL_PAINT_RECT;
            paint.u.rect = m->u.rect;
            break;
        case SL_MARK_PATH:
            paint.kind = SL_PAINT_PATH;
            paint.u.path = moved_path(s, &m->u.path);
            break;
        case SL_MARK_LABEL:
            paint.kind = SL_PAINT_RUN;
            paint.u.run = m->u.label.run;
            break;
        case SL_MARK_LINK:
            continue;
        }
        sl_row_move_paint(s, &paint, x, y);
        sl_row_append(s, row, paint);
    }
    if (picture->image) {
        sl_paint paint = {.kind = SL_PAINT_IMAGE, .elem = elem};
        paint.u.image = (sl_picture_place){picture->image, x, y, picture->width, picture->height};
        sl_row_append(s, row, paint);
    }
}

static void place_picture(sl_setter *s, sl_rows *rows, const sl_node *node, uint32_t parent,
                          sl_u left, sl_u measure)
{
    const sl_picture *picture = s->pictures[node->figure];
    uint32_t elem = sl_pages_add_elem(s->pages, SL_TAG_FIGURE, parent, false);
    s->pages->elems.at[elem].alt = node->alt;
    s->pages->elems.at[elem].data = s->book->figures.at[node->figure].data_path;
    sl_row *row = sl_row_push(s, rows, picture->height);
    sl_row_more *more = sl_row_more_of(s, row);
    sl_figure_place *at = SL_NEW(s->work, sl_figure_place);
    sl_u width = picture->width < measure ? picture->width : measure;
    *at = (sl_figure_place){more->figures, elem, left, 0, width, picture->height};
    more->figures = at;
    put_marks(s, row, picture, (int32_t)elem, left, 0);
    row->before = SL_PT(2);
    row->after = SL_PT(4);
}

void sl_figure_set(sl_setter *s, sl_rows *rows, const sl_node *node, uint32_t parent, sl_u left,
                   sl_u measure)
{
    const sl_picture *picture = s->pictures[node->figure];
    const sl_style *caption = sl_block_role(s, SL_STR("caption"), "caption");
    const sl_style *source = sl_block_role(s, SL_STR("source"), "source");
    size_t first = rows->rows.n, notes = s->notes.n;
    if (node->first && node->first->kind == SL_NODE_CAPTION) {
        uint32_t p = sl_pages_add_elem(s->pages, SL_TAG_P, parent, false);
        sl_str number = sl_str_format(s->arena, "%.*s.", SL_FMT(node->first->number));
        sl_block_set_inlines(s, rows, node->first, caption, p, number, left, measure);
        sl_note_set_pending(s, parent);
    }
    if (picture)
        place_picture(s, rows, node, parent, left, measure);
    for (const sl_node *n = node->first; n; n = n->next)
        if (n->kind == SL_NODE_PARAGRAPH)
            sl_block_set_text(s, rows, n, n->role.n ? sl_block_role(s, n->role, "source") : source,
                              SL_TAG_P, parent, left, measure);
    if (rows->rows.n == first)
        return;
    sl_row_unite(s, rows, first);
    sl_row *row = &rows->rows.at[first];
    row->before = caption->before > SL_PT(10) ? caption->before : SL_PT(10);
    row->after = source->after;
    row->keep_next = false;
    row->floats = !s->in_cell && !s->box && s->notes.n == notes &&
                  row->height > s->layout->page_height / FLOATS_FROM;
    sl_row_add_name(s, row, node->id);
}
