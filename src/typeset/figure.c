#include "typeset/setter.h"

enum {
    LOGO_HIGH = 60, /* points */
    FLOATS_FROM = 6 /* a figure less high than a sixth of the page stands where it is called */
};

/* y: down from the row's top. What was said on another page is decoration here. */
static void put_marks(sl_setter *s, sl_row *row, const sl_picture *picture, int32_t elem, sl_u x,
                      sl_u y)
{
    for (size_t i = 0; i < picture->marks.n; i++) {
        const sl_mark *m = &picture->marks.at[i];
        sl_paint paint = {.elem = m->repeated ? SL_ARTIFACT_LAYOUT : elem};
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
        sl_row_move_paint(s, &paint, x, y);
        sl_row_append(s, row, paint);
    }
}

/* Links stand in a paragraph behind the figure, not in it: what has an alternative text is read as
 * a leaf, and would hide them from who goes through them by keyboard. */
static void add_links(sl_setter *s, sl_row *row, const sl_picture *picture, uint32_t parent, sl_u x,
                      sl_u y)
{
    uint32_t paragraph = 0;
    for (size_t i = 0; i < picture->marks.n; i++) {
        if (picture->marks.at[i].kind != SL_MARK_LINK)
            continue;
        if (!paragraph)
            paragraph = sl_pages_add_elem(s->pages, SL_TAG_P, parent, false);
        sl_link link = picture->marks.at[i].u.link;
        link.x += x;
        link.y += y;
        link.elem = sl_pages_add_elem(s->pages, SL_TAG_LINK, paragraph, true);
        sl_row_add_link(s, row, link);
    }
}

/* The most height of a picture: a page without the pads of the frames around it, with room for its
 * caption. */
static sl_u most_height(const sl_setter *s)
{
    sl_u height = sl_flow_form(s, s->width != sl_flow_measure(s, false)).height;
    for (uint16_t b = s->box; b; b = s->frames.at[b - 1].outer)
        height -= 2 * s->frames.at[b - 1].style->pad;
    height = height * 4 / 5;
    return height > SL_PT(20) ? height : SL_PT(20);
}

/* A picture larger than its place is scaled down to it. */
static const sl_picture *fit_picture(sl_setter *s, const sl_picture *picture, sl_u measure,
                                     sl_u most, unsigned percent)
{
    sl_u width = percent ? sl_u_scale(measure, percent, 100) : picture->width;
    width = width < measure ? width : measure;
    sl_u height = sl_u_scale(picture->height, width, picture->width);
    if (height > most) {
        width = sl_u_scale(width, most, height);
        width = width > 0 ? width : 1;
    }
    return width == picture->width ? picture
                                   : sl_picture_scale(s->arena, picture, width, picture->width);
}

typedef struct placing {
    sl_setter *s;
    sl_rows *rows;
    const sl_node *node;
    uint32_t parent;
    sl_u left;
} placing;

/* A row that holds a picture below `above`. */
static sl_row *place_picture(const placing *p, const sl_picture *picture, sl_str alt, sl_u above)
{
    sl_setter *s = p->s;
    uint32_t elem = sl_pages_add_elem(s->pages, SL_TAG_FIGURE, p->parent, false);
    s->pages->elems.at[elem].alt = alt;
    s->pages->elems.at[elem].data = s->book->figures.at[p->node->figure].data_path;
    sl_picture_place place = {picture->image, p->left, above, picture->width, picture->height};
    sl_row *row = sl_row_push(s, p->rows, above + place.height);
    sl_row_more *more = sl_row_more_of(s, row);
    sl_figure_place *at = SL_NEW(s->work, sl_figure_place);
    *at = (sl_figure_place){more->figures, elem, p->left, above, place.width, place.height};
    more->figures = at;
    put_marks(s, row, picture, (int32_t)elem, p->left, above);
    add_links(s, row, picture, p->parent, p->left, above);
    if (picture->image) {
        sl_paint paint = {.kind = SL_PAINT_IMAGE, .elem = (int32_t)elem};
        paint.u.image = place;
        sl_row_append(s, row, paint);
    }
    row->before = SL_PT(2);
    row->after = SL_PT(4);
    return row;
}

/* The rows of a picture higher than a page, on as many as they need, each part under its axis. */
static void place_parts(const placing *p, const sl_picture *picture, sl_u measure, sl_u most)
{
    sl_setter *s = p->s;
    const sl_style *style = sl_block_role(s, SL_STR("caption"), "caption");
    size_t n = picture->cuts.n - 1;
    const sl_node *caption = p->node->first;
    bool numbered = caption && caption->kind == SL_NODE_CAPTION && caption->number.n;
    sl_str again = sl_say(s->book->phrases, s->arena, SL_SAY_CONTINUED,
                          SL_T("number", numbered ? caption->number : SL_STR_NONE));
    for (size_t from = 0, to; from < n; from = to) {
        const sl_u *cuts = picture->cuts.at;
        sl_u above = from ? style->leading : 0;
        for (to = from + 1; to < n; to++)
            if (above + cuts[0] + cuts[to + 1] - cuts[from] + SL_PT(12) > most)
                break;
        const sl_picture *part = sl_picture_part(s->arena, picture, from, to);
        part =
            fit_picture(s, part, measure, most - above > SL_PT(10) ? most - above : SL_PT(10), 0);
        sl_row *row = place_picture(p, part, from ? again : p->node->alt, above);
        if (from)
            sl_row_append(s, row,
                          sl_label_set(s, style, again, p->left, sl_lines_baseline(s, style),
                                       SL_ARTIFACT_LAYOUT));
    }
}

/* What keeps a figure on one page: one row, or the caption with the first and the source with the
 * last of them where they are too high together. */
static void join_rows(sl_setter *s, sl_rows *rows, size_t first, size_t picture, size_t after)
{
    sl_u height = 0;
    for (size_t i = first; i < rows->rows.n; i++) {
        const sl_row *r = &rows->rows.at[i];
        height += r->height + (i > first ? sl_row_gap(r - 1, r) : 0);
    }
    if (after - picture <= 1 && height <= most_height(s) * 5 / 4) {
        sl_row_unite(s, rows, first);
        rows->rows.at[first].keep_next = false;
        return;
    }
    if (picture > first && picture < after)
        rows->rows.at[picture - 1].keep_next = true;
    if (after < rows->rows.n && after > picture)
        rows->rows.at[after].penalty = SL_BREAK_NEVER;
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
    size_t at = rows->rows.n;
    sl_u most = sl_str_equal_z(node->role, "cover-logo") ? SL_PT(LOGO_HIGH) : most_height(s);
    placing place = {s, rows, node, parent, left};
    if (picture && picture->cuts.n > 2 && picture->height > most * 6 / 5)
        place_parts(&place, picture, measure, most);
    else if (picture)
        place_picture(&place, fit_picture(s, picture, measure, most, node->percent), node->alt, 0);
    size_t after = rows->rows.n;
    for (const sl_node *n = node->first; n; n = n->next)
        if (n->kind == SL_NODE_PARAGRAPH)
            sl_block_set_text(s, rows, n, n->role.n ? sl_block_role(s, n->role, "source") : source,
                              SL_TAG_P, parent, left, measure);
    if (rows->rows.n == first)
        return;
    join_rows(s, rows, first, at, after);
    sl_row *row = &rows->rows.at[first], *last = &rows->rows.at[rows->rows.n - 1];
    row->before = caption->before > SL_PT(10) ? caption->before : SL_PT(10);
    last->after = source->after;
    row->floats = row == last && !s->in_cell && !s->box && s->notes.n == notes &&
                  row->height > s->layout->page_height / FLOATS_FROM;
    row->sinks = sl_node_is_item_graph(node);
    sl_row_add_name(s, row, node->id);
}
