#include "typeset/setter.h"

enum {
    FLOATS_FROM = 6 /* a figure less high than a sixth of the page stands where it is called */
};

static void put_marks(sl_setter *s, sl_row *row, const sl_picture *picture, int32_t elem, sl_u x)
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
            paint.u.path = &m->u.path;
            break;
        case SL_MARK_LABEL:
            paint.kind = SL_PAINT_RUN;
            paint.u.run = m->u.label.run;
            break;
        case SL_MARK_LINK:
            continue;
        }
        sl_row_move_paint(s, &paint, x, 0);
        sl_row_append(s, row, paint);
    }
}

/* Links stand in a paragraph behind the figure, not in it: what has an alternative text is read as
 * a leaf, and would hide them from who goes through them by keyboard. */
static void add_links(sl_setter *s, sl_row *row, const sl_picture *picture, uint32_t parent, sl_u x)
{
    uint32_t paragraph = 0;
    for (size_t i = 0; i < picture->marks.n; i++) {
        if (picture->marks.at[i].kind != SL_MARK_LINK)
            continue;
        if (!paragraph)
            paragraph = sl_pages_add_elem(s->pages, SL_TAG_P, parent, false);
        sl_link link = picture->marks.at[i].u.link;
        link.x += x;
        link.elem = sl_pages_add_elem(s->pages, SL_TAG_LINK, paragraph, true);
        sl_row_add_link(s, row, link);
    }
}

/* An image larger than its place is scaled down: to the measure, and to a page with room for its
 * caption. What was drawn for its place is not. */
static sl_picture_place fit_image(sl_setter *s, const sl_picture *picture, sl_u left, sl_u measure)
{
    sl_picture_place at = {picture->image, left, 0, picture->width, picture->height};
    sl_u most = sl_flow_form(s, s->width != sl_flow_measure(s, false)).height * 4 / 5;
    if (picture->image && at.width > measure) {
        at.height = sl_u_scale(at.height, measure, at.width);
        at.width = measure;
    }
    if (picture->image && at.height > most) {
        at.width = sl_u_scale(at.width, most, at.height);
        at.height = most;
    }
    return at;
}

static void place_picture(sl_setter *s, sl_rows *rows, const sl_node *node, uint32_t parent,
                          sl_u left, sl_u measure)
{
    const sl_picture *picture = s->pictures[node->figure];
    uint32_t elem = sl_pages_add_elem(s->pages, SL_TAG_FIGURE, parent, false);
    s->pages->elems.at[elem].alt = node->alt;
    s->pages->elems.at[elem].data = s->book->figures.at[node->figure].data_path;
    sl_picture_place place = fit_image(s, picture, left, measure);
    sl_row *row = sl_row_push(s, rows, place.height);
    sl_row_more *more = sl_row_more_of(s, row);
    sl_figure_place *at = SL_NEW(s->work, sl_figure_place);
    *at = (sl_figure_place){more->figures, elem, left, 0, place.width, place.height};
    more->figures = at;
    put_marks(s, row, picture, (int32_t)elem, left);
    add_links(s, row, picture, parent, left);
    if (picture->image) {
        sl_paint paint = {.kind = SL_PAINT_IMAGE, .elem = (int32_t)elem};
        paint.u.image = place;
        sl_row_append(s, row, paint);
    }
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
