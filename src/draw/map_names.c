/* Names beside a map, led to their places: in two columns, so that no name lies on another, on a
 * border or on a dark area, and by lines that do not cross. */
#include <stdlib.h>

#include "draw/map.h"

enum { LEAD = SL_PT(14) /* between a name and the map, at least */ };

static sl_str name_text(sl_sketch *k, const sl_chart *c, size_t label)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_format(&b, "%.*s%s", SL_FMT(c->labels[label]), c->present[label] ? " " : ": ");
    sl_chart_push_value(&b, c, label);
    return sl_buf_take(&b, k->arena);
}

/* Whether a feature lies in the east of the map. */
static bool is_east(const sl_geo *g, const sl_geo_feature *f)
{
    const sl_geo_ring *last = &g->rings.at[f->first_ring + f->ring_count - 1];
    int64_t low = INT64_MAX, high = INT64_MIN;
    for (uint32_t i = g->rings.at[f->first_ring].first; i < last->first + last->count; i++) {
        low = g->positions.at[i].x < low ? g->positions.at[i].x : low;
        high = g->positions.at[i].x > high ? g->positions.at[i].x : high;
    }
    return low + high > (int64_t)g->low.x + g->high.x;
}

sl_map_names sl_map_names_choose(sl_sketch *k, const sl_chart *c)
{
    sl_map_names out = {0};
    sl_u most = k->picture->width * 3 / 10;
    most = most < SL_PT(110) ? most : SL_PT(110);
    for (size_t i = 0; i < c->label_count; i++) {
        if (!c->map->named[i])
            continue;
        sl_map_name n = {.feature = c->map->features[i], .strong = c->highlight[i]};
        n.right = is_east(c->map->geo, &c->map->geo->features.at[n.feature]);
        n.lines = sl_sketch_wrap(k, name_text(k, c, i), n.strong, most - LEAD);
        sl_u width = sl_plot_widest_label(k, n.lines.lines.at, n.lines.lines.n, n.strong) + LEAD;
        sl_u *column = &out.widths[n.right];
        *column = width > *column ? width : *column;
        SL_PUSH(k->arena, out.names, n);
    }
    return out;
}

/* --- one column --- */

typedef struct column {
    sl_map_name **at; /* from the top */
    size_t n;
    sl_u x; /* where lines begin */
    sl_u line, top, bottom;
} column;

static int by_height(const void *a, const void *b)
{
    const sl_map_name *x = *(sl_map_name *const *)a, *y = *(sl_map_name *const *)b;
    if (x->at.y != y->at.y)
        return x->at.y < y->at.y ? -1 : 1;
    return x->feature < y->feature ? -1 : 1;
}

static sl_u half_of(const column *c, size_t i)
{
    return (sl_u)c->at[i]->lines.lines.n * c->line / 2 + SL_PT(1);
}

/* Each as near to the height of its place as its neighbours let it, from the top down or, where
 * that runs past the bottom, up again. */
static void stand(column *c)
{
    sl_u room = c->top;
    for (size_t i = 0; i < c->n; i++) {
        sl_u half = half_of(c, i), y = c->at[i]->at.y;
        c->at[i]->middle = y - half > room ? y : room + half;
        room = c->at[i]->middle + half;
    }
    room = room > c->bottom ? c->bottom : room;
    for (size_t i = c->n; i > 0; i--) {
        sl_u half = half_of(c, i - 1), y = c->at[i - 1]->middle;
        c->at[i - 1]->middle = y + half < room ? y : room - half;
        room = c->at[i - 1]->middle - half;
    }
    room = c->top; /* more than there is height for run on below */
    for (size_t i = 0; i < c->n; i++) {
        sl_u half = half_of(c, i), y = c->at[i]->middle;
        c->at[i]->middle = y - half > room ? y : room + half;
        room = c->at[i]->middle + half;
    }
}

/* On which side of the line from a to b a point lies. */
static int side_of(sl_shape_point a, sl_shape_point b, sl_shape_point p)
{
    int64_t v = (int64_t)(b.x - a.x) * (p.y - a.y) - (int64_t)(b.y - a.y) * (p.x - a.x);
    return v < 0 ? -1 : v > 0;
}

static bool do_cross(const column *c, const sl_map_name *one, const sl_map_name *two)
{
    sl_shape_point a = {c->x, one->middle}, b = {c->x, two->middle};
    return side_of(a, one->at, b) * side_of(a, one->at, two->at) < 0 &&
           side_of(b, two->at, a) * side_of(b, two->at, one->at) < 0;
}

/* Neighbours whose lines cross change places: each time the lines are shorter together. */
static void untangle(column *c)
{
    stand(c);
    size_t rounds = c->n * c->n;
    for (size_t i = 0; i + 1 < c->n && rounds; i++) {
        if (!do_cross(c, c->at[i], c->at[i + 1]))
            continue;
        sl_map_name *swap = c->at[i];
        c->at[i] = c->at[i + 1];
        c->at[i + 1] = swap;
        stand(c);
        rounds--;
        i = SIZE_MAX; /* again from the top */
    }
}

static void draw_lead(sl_sketch *k, const column *c, const sl_map_name *n, bool halo)
{
    const sl_u points[] = {c->x, n->middle, n->at.x, n->at.y};
    sl_sketch_line(k, points, 2, halo ? SL_PT(2.2) : SL_PT(0.6), halo ? SL_MAP_GROUND : k->text, 0);
    if (n->spot)
        return;
    sl_sketch_dot(k, n->at.x, n->at.y, halo ? SL_PT(2.6) : SL_PT(1.5),
                  halo ? SL_MAP_GROUND : k->text, false);
}

sl_u sl_map_names_draw(sl_sketch *k, sl_map_names *names, const sl_shapes *shapes, sl_u left,
                       sl_u right, sl_u top, sl_u bottom)
{
    sl_u lowest = bottom;
    column columns[2];
    for (int side = 0; side < 2; side++) {
        column *c = &columns[side];
        *c = (column){.x = side ? right + LEAD - SL_PT(3) : left - LEAD + SL_PT(3),
                      .line = k->line,
                      .top = top,
                      .bottom = bottom};
        c->at = SL_NEW_ARRAY(k->arena, sl_map_name *, names->names.n + 1);
        for (size_t i = 0; i < names->names.n; i++) {
            sl_map_name *n = &names->names.at[i];
            if (n->right != (side == 1))
                continue;
            n->at = sl_shapes_middle(shapes, n->feature);
            n->spot = shapes->shapes.at[n->feature].ring_count == 0;
            n->at.x += n->spot ? (side ? SL_PT(5) : -SL_PT(5)) : 0;
            c->at[c->n++] = n;
        }
        qsort(c->at, c->n, sizeof(sl_map_name *), by_height);
        untangle(c);
    }
    for (int step = 0; step < 4; step++) /* every halo lies below every line */
        for (size_t i = 0; i < columns[step % 2].n; i++)
            draw_lead(k, &columns[step % 2], columns[step % 2].at[i], step < 2);
    for (int side = 0; side < 2; side++)
        for (size_t i = 0; i < columns[side].n; i++) {
            const sl_map_name *n = columns[side].at[i];
            sl_sketch_put_lines(k, &n->lines, columns[side].x + (side ? SL_PT(3) : -SL_PT(3)),
                                n->middle, side ? SL_ANCHOR_START : SL_ANCHOR_END, n->strong,
                                k->text);
            sl_u end = n->middle + half_of(&columns[side], i);
            lowest = end > lowest ? end : lowest;
        }
    return lowest;
}
