/* Pictures that do not fit their place: made smaller, or divided where their rows end. */
#include "base/assert.h"
#include "page/page.h"

static void scale_path(sl_arena *a, sl_path *path, int64_t mul, int64_t div)
{
    sl_u *coords = SL_NEW_ARRAY(a, sl_u, path->coord_count * 2u + 1);
    for (uint32_t i = 0; i < path->coord_count * 2u; i++)
        coords[i] = sl_u_scale(path->coords[i], mul, div);
    path->coords = coords;
    path->width = sl_u_scale(path->width, mul, div);
    path->dash[0] = sl_u_scale(path->dash[0], mul, div);
    path->dash[1] = sl_u_scale(path->dash[1], mul, div);
}

static void scale_label(sl_arena *a, sl_label *l, int64_t mul, int64_t div)
{
    sl_run *run = &l->run;
    sl_placed *words = SL_NEW_ARRAY(a, sl_placed, run->n + 1u);
    for (uint16_t i = 0; i < run->n; i++) {
        words[i] = run->words[i];
        words[i].x = sl_u_scale(words[i].x, mul, div);
    }
    run->words = words;
    sl_u *const lengths[] = {&l->x, &l->y, &l->size, &run->x, &run->y, &run->size, &run->end};
    for (size_t i = 0; i < SL_COUNT(lengths); i++)
        *lengths[i] = sl_u_scale(*lengths[i], mul, div);
    run->size = run->size > 0 ? run->size : 1;
    l->size = run->size;
}

static void scale_box(sl_u *x, sl_u *y, sl_u *width, sl_u *height, int64_t mul, int64_t div)
{
    *x = sl_u_scale(*x, mul, div);
    *y = sl_u_scale(*y, mul, div);
    *width = sl_u_scale(*width, mul, div);
    *height = sl_u_scale(*height, mul, div);
}

static void scale_mark(sl_arena *a, sl_mark *m, int64_t mul, int64_t div)
{
    switch ((sl_mark_kind)m->kind) {
    case SL_MARK_RECT:
        scale_box(&m->u.rect.x, &m->u.rect.y, &m->u.rect.width, &m->u.rect.height, mul, div);
        break;
    case SL_MARK_PATH:
        scale_path(a, &m->u.path, mul, div);
        break;
    case SL_MARK_LABEL:
        scale_label(a, &m->u.label, mul, div);
        break;
    case SL_MARK_LINK:
        scale_box(&m->u.link.x, &m->u.link.y, &m->u.link.width, &m->u.link.height, mul, div);
        break;
    }
}

sl_picture *sl_picture_scale(sl_arena *a, const sl_picture *p, sl_u mul, sl_u div)
{
    SL_CHECK(mul > 0 && div > 0);
    sl_picture *out = SL_NEW(a, sl_picture);
    out->accent = p->accent;
    out->width = sl_u_scale(p->width, mul, div);
    out->height = sl_u_scale(p->height, mul, div);
    out->image = p->image;
    for (size_t i = 0; i < p->cuts.n; i++)
        SL_PUSH(a, out->cuts, sl_u_scale(p->cuts.at[i], mul, div));
    for (size_t i = 0; i < p->marks.n; i++) {
        sl_mark m = p->marks.at[i];
        scale_mark(a, &m, mul, div);
        SL_PUSH(a, out->marks, m);
    }
    return out;
}

/* --- parts --- */

typedef struct part {
    sl_u head, top, bottom; /* what is repeated ends at head; the part's rows */
    bool first, last;
} part;

/* From where to where a mark reaches. */
static void reach(const sl_mark *m, sl_u *top, sl_u *bottom)
{
    switch ((sl_mark_kind)m->kind) {
    case SL_MARK_RECT:
        *top = m->u.rect.y;
        *bottom = *top + m->u.rect.height;
        break;
    case SL_MARK_PATH:
        *top = *bottom = m->u.path.coord_count ? m->u.path.coords[1] : 0;
        for (uint32_t i = 1; i < m->u.path.coord_count; i++) {
            sl_u y = m->u.path.coords[2 * i + 1];
            *top = y < *top ? y : *top;
            *bottom = y > *bottom ? y : *bottom;
        }
        break;
    case SL_MARK_LABEL:
        *bottom = m->u.label.y;
        *top = *bottom - m->u.label.size * 2 / 3;
        break;
    case SL_MARK_LINK:
        *top = m->u.link.y;
        *bottom = *top + m->u.link.height;
        break;
    }
}

static void move_mark(sl_arena *a, sl_mark *m, sl_u by)
{
    switch ((sl_mark_kind)m->kind) {
    case SL_MARK_RECT:
        m->u.rect.y += by;
        break;
    case SL_MARK_PATH: {
        sl_u *coords = SL_NEW_ARRAY(a, sl_u, m->u.path.coord_count * 2u + 1);
        for (uint32_t i = 0; i < m->u.path.coord_count * 2u; i++)
            coords[i] = m->u.path.coords[i] + (i % 2 ? by : 0);
        m->u.path.coords = coords;
        break;
    }
    case SL_MARK_LABEL:
        m->u.label.y += by;
        m->u.label.run.y += by;
        break;
    case SL_MARK_LINK:
        m->u.link.y += by;
        break;
    }
}

static bool is_upright(const sl_mark *m)
{
    return m->kind == SL_MARK_PATH && m->u.path.coord_count == 2 &&
           m->u.path.coords[0] == m->u.path.coords[2];
}

/* The piece of an upright line that lies beside a part's rows. */
static bool cut_line(sl_arena *a, sl_mark *m, const part *p, sl_u top, sl_u bottom)
{
    sl_u from = top > p->top ? top : p->top;
    sl_u to = bottom < p->bottom || p->last ? bottom : p->bottom;
    if (to <= from)
        return false;
    sl_u *coords = SL_NEW_ARRAY(a, sl_u, 4);
    coords[0] = coords[2] = m->u.path.coords[0];
    coords[1] = top <= p->head ? top : from - p->top + p->head;
    coords[3] = to - p->top + p->head;
    m->u.path.coords = coords;
    return true;
}

/* Whether a mark, changed to where it then stands, is in a part. */
static bool take_mark(sl_arena *a, sl_mark *m, const part *p)
{
    sl_u top = 0, bottom = 0;
    reach(m, &top, &bottom);
    m->repeated = bottom <= p->head && !p->first;
    if (bottom <= p->head)
        return true;
    if (is_upright(m))
        return cut_line(a, m, p, top, bottom);
    sl_u middle = top + (bottom - top) / 2;
    bool above = middle < p->top && !p->first, below = middle >= p->bottom && !p->last;
    if (above || below)
        return false;
    move_mark(a, m, p->head - p->top);
    return true;
}

sl_picture *sl_picture_part(sl_arena *a, const sl_picture *p, size_t from, size_t to)
{
    SL_CHECK(from < to && to < p->cuts.n);
    part one = {p->cuts.at[0], p->cuts.at[from], p->cuts.at[to], from == 0, to + 1 == p->cuts.n};
    sl_picture *out = SL_NEW(a, sl_picture);
    out->accent = p->accent;
    out->width = p->width;
    out->height = one.head + one.bottom - one.top + (one.last ? p->height - one.bottom : 0);
    for (size_t i = 0; i < p->marks.n; i++) {
        sl_mark m = p->marks.at[i];
        if (take_mark(a, &m, &one))
            SL_PUSH(a, out->marks, m);
    }
    return out;
}
