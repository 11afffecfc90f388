#include "page/copy.h"

static void *copy(sl_arena *a, const void *from, size_t n)
{
    return n ? sl_arena_copy(a, (const char *)from, n) : NULL;
}

static void copy_words(sl_arena *a, sl_run *r)
{
    r->words = copy(a, r->words, r->n * sizeof *r->words);
}

static void copy_outline(sl_arena *a, sl_path *p)
{
    p->ops = copy(a, p->ops, p->op_count);
    sl_u *coords = SL_NEW_ARRAY(a, sl_u, p->coord_count * 2u + 1);
    if (p->coord_count)
        memcpy(coords, p->coords, p->coord_count * 2u * sizeof *coords);
    p->coords = coords;
}

sl_paint sl_paint_copy(sl_arena *a, const sl_paint *paint)
{
    sl_paint own = *paint;
    if (own.kind == SL_PAINT_RUN)
        copy_words(a, &own.u.run);
    if (own.kind == SL_PAINT_PATH) {
        sl_path *path = SL_NEW(a, sl_path);
        *path = *paint->u.path;
        copy_outline(a, path);
        own.u.path = path;
    }
    return own;
}

sl_link sl_link_copy(sl_arena *a, const sl_link *link)
{
    sl_link own = *link;
    own.target = sl_str_copy(a, link->target);
    own.contents = sl_str_copy(a, link->contents);
    return own;
}

static void copy_mark(sl_arena *a, sl_mark *m)
{
    switch ((sl_mark_kind)m->kind) {
    case SL_MARK_RECT:
        break;
    case SL_MARK_PATH:
        copy_outline(a, &m->u.path);
        break;
    case SL_MARK_LABEL:
        m->u.label.text = sl_str_copy(a, m->u.label.text);
        copy_words(a, &m->u.label.run);
        break;
    case SL_MARK_LINK:
        m->u.link = sl_link_copy(a, &m->u.link);
        break;
    }
}

sl_picture *sl_picture_copy(sl_arena *a, const sl_picture *p)
{
    sl_picture *own = SL_NEW(a, sl_picture);
    *own = *p;
    own->marks.cap = own->marks.n;
    own->marks.at = copy(a, p->marks.at, p->marks.n * sizeof *p->marks.at);
    for (size_t i = 0; i < own->marks.n; i++)
        copy_mark(a, &own->marks.at[i]);
    own->cuts.cap = own->cuts.n;
    own->cuts.at = copy(a, p->cuts.at, p->cuts.n * sizeof *p->cuts.at);
    return own;
}
