/* A map: areas and points in the colour of their class, with a key above and names beside. */
#include <stdlib.h>

#include "base/limits.h"
#include "draw/map.h"

enum { MOST_HEIGHT = 330, SWATCH = 16, HATCH = SL_PT(3) };

typedef struct map {
    sl_sketch *k;
    const sl_chart *c;
    sl_shapes shapes;
    size_t *labels; /* by feature */
} map;

/* --- paths --- */

/* Rings as one path; its looks are the caller's. */
static sl_path *add_rings(sl_sketch *k, const sl_shapes *s, uint32_t first, uint32_t count)
{
    uint32_t n = 0, to = 0, op = 0;
    for (uint32_t r = first; r < first + count; r++)
        n += s->rings.at[r].count;
    uint8_t *ops = SL_NEW_ARRAY(k->arena, uint8_t, n + count + 1);
    sl_u *coords = SL_NEW_ARRAY(k->arena, sl_u, 2 * (size_t)n + 1);
    for (uint32_t r = first; r < first + count; r++) {
        for (uint32_t i = 0; i < s->rings.at[r].count; i++) {
            sl_shape_point p = s->points.at[s->rings.at[r].first + i];
            ops[op++] = i ? SL_PATH_LINE : SL_PATH_MOVE;
            coords[to++] = p.x;
            coords[to++] = p.y;
        }
        ops[op++] = SL_PATH_CLOSE;
    }
    sl_mark m = {.kind = SL_MARK_PATH};
    m.u.path = (sl_path){.ops = ops, .coords = coords, .op_count = op, .coord_count = n, .cap = 1};
    SL_PUSH(k->arena, k->picture->marks, m);
    return &k->picture->marks.at[k->picture->marks.n - 1].u.path;
}

static void stroke(sl_path *p, sl_u width, sl_rgb color)
{
    p->stroked = true;
    p->width = width;
    p->stroke = color;
}

/* A part of the accent colour on the ground: the higher the class, the more. */
static void fill_class(sl_sketch *k, sl_path *p, unsigned class, unsigned count)
{
    enum { LEAST = 14 };
    p->tint = (uint8_t)(count > 1 ? LEAST + (100 - LEAST) * class / (count - 1) : 60);
    p->filled = true;
    p->fill = 0;
    for (unsigned shift = 0; shift < 24; shift += 8) {
        unsigned ground = SL_MAP_GROUND >> shift & 0xFF, accent = k->accent >> shift & 0xFF;
        p->fill |= ((ground * (100 - p->tint) + accent * p->tint + 50) / 100) << shift;
    }
}

/* --- hatching: lines that rise to the right, within a shape --- */

static int by_size(const void *a, const void *b)
{
    sl_u x = *(const sl_u *)a, y = *(const sl_u *)b;
    return (x > y) - (x < y);
}

typedef SL_VEC(sl_u) crossings;

/* Where the line x + y = sum meets the borders, by x. */
static void find_crossings(sl_arena *a, const sl_shapes *s, const sl_shape *shape, sl_u sum,
                           crossings *out)
{
    out->n = 0;
    for (uint32_t r = shape->first_ring; r < shape->first_ring + shape->ring_count; r++) {
        const sl_shape_point *p = &s->points.at[s->rings.at[r].first];
        uint32_t n = s->rings.at[r].count;
        for (uint32_t i = 0; i < n; i++) {
            sl_shape_point from = p[i], to = p[(i + 1) % n];
            sl_u one = from.x + from.y, two = to.x + to.y;
            if ((one > sum) != (two > sum))
                SL_PUSH(a, *out, from.x + sl_u_scale(to.x - from.x, sum - one, two - one));
        }
    }
    qsort(out->at, out->n, sizeof(sl_u), by_size);
}

static void hatch(sl_sketch *k, const sl_shapes *s, const sl_shape *shape)
{
    sl_u low = SL_U_MAX, high = -SL_U_MAX;
    for (uint32_t r = shape->first_ring; r < shape->first_ring + shape->ring_count; r++)
        for (uint32_t i = 0; i < s->rings.at[r].count; i++) {
            sl_shape_point p = s->points.at[s->rings.at[r].first + i];
            low = p.x + p.y < low ? p.x + p.y : low;
            high = p.x + p.y > high ? p.x + p.y : high;
        }
    crossings at = {0}, coords = {0};
    SL_VEC(uint8_t) ops = {0};
    for (sl_u sum = (low / HATCH + 1) * HATCH; sum < high; sum += HATCH) {
        find_crossings(k->arena, s, shape, sum, &at);
        for (size_t i = 0; i + 1 < at.n; i += 2)
            for (size_t end = i; end < i + 2; end++) {
                SL_PUSH(k->arena, ops, end == i ? SL_PATH_MOVE : SL_PATH_LINE);
                SL_PUSH(k->arena, coords, at.at[end]);
                SL_PUSH(k->arena, coords, sum - at.at[end]);
            }
    }
    if (!ops.n)
        return;
    sl_mark m = {.kind = SL_MARK_PATH};
    m.u.path = (sl_path){.ops = ops.at,
                         .coords = coords.at,
                         .op_count = (uint32_t)ops.n,
                         .coord_count = (uint32_t)coords.n / 2};
    stroke(&m.u.path, SL_PT(0.6), k->secondary);
    SL_PUSH(k->arena, k->picture->marks, m);
}

/* --- key --- */

/* A swatch is a shape like any other. */
static void draw_swatch(map *m, sl_u x, sl_u y, sl_u w, unsigned class, bool missing)
{
    sl_u h = SL_PT(9);
    sl_shapes one = {0};
    const sl_shape_point corners[] = {{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}};
    for (size_t i = 0; i < SL_COUNT(corners); i++)
        SL_PUSH(m->k->arena, one.points, corners[i]);
    SL_PUSH(m->k->arena, one.rings, ((sl_shape_ring){0, 4}));
    const sl_shape shape = {0, 1, 0, 0};
    sl_path *p = add_rings(m->k, &one, 0, 1);
    if (!missing)
        fill_class(m->k, p, class, m->c->map->class_count);
    stroke(p, SL_PT(0.4), m->k->secondary);
    if (missing)
        hatch(m->k, &one, &shape);
}

/* The classes as one bar, the words of each below its part; the lowest of it. */
static sl_u draw_classes(map *m, sl_u y)
{
    const sl_chart_map *of = m->c->map;
    sl_u part = m->k->picture->width / of->class_count;
    part = part < SL_PT(84) ? part : SL_PT(84);
    sl_u lowest = y;
    for (unsigned i = 0; i < of->class_count; i++) {
        sl_u x = part * (sl_u)i, down = y + SL_PT(11);
        draw_swatch(m, x, y, part, i, false);
        sl_sketch_lines lines = sl_sketch_wrap(m->k, of->class_names[i], false, part - SL_PT(4));
        for (size_t l = 0; l < lines.lines.n; l++, down += m->k->line)
            sl_sketch_label(m->k, lines.lines.at[l], x + part / 2,
                            down + m->k->line / 2 + sl_sketch_middle(m->k), SL_ANCHOR_MIDDLE, false,
                            m->k->text);
        lowest = down > lowest ? down : lowest;
    }
    return lowest;
}

/* A reason why places have no figure; the lowest of it. */
static sl_u draw_reason(map *m, sl_u y, sl_str reason)
{
    sl_u left = SL_PT(SWATCH + 5);
    sl_sketch_lines lines = sl_sketch_wrap(m->k, reason, false, m->k->picture->width - left);
    draw_swatch(m, 0, y + (m->k->line - SL_PT(9)) / 2, SL_PT(SWATCH), 0, true);
    for (size_t i = 0; i < lines.lines.n; i++, y += m->k->line)
        sl_sketch_label(m->k, lines.lines.at[i], left, y + m->k->line / 2 + sl_sketch_middle(m->k),
                        SL_ANCHOR_START, false, m->k->text);
    return y;
}

/* The reason of a label that has no figure, where no label before it has the same. */
static bool is_new_reason(const sl_chart *c, size_t label)
{
    bool found = c->present[label];
    for (size_t i = 0; i < label && !found; i++)
        found = !c->present[i] && sl_str_equal(c->reasons[i], c->reasons[label]);
    return !found;
}

/* The lowest of the key. */
static sl_u draw_key(map *m)
{
    const sl_chart *c = m->c;
    sl_u y = 0;
    sl_sketch_lines unit = sl_sketch_wrap(m->k, c->unit, false, m->k->picture->width);
    for (size_t i = 0; i < unit.lines.n; i++, y += m->k->line)
        sl_sketch_label(m->k, unit.lines.at[i], 0, y + m->k->line / 2 + sl_sketch_middle(m->k),
                        SL_ANCHOR_START, false, m->k->secondary);
    y += unit.lines.n ? SL_PT(3) : 0;
    y = draw_classes(m, y);
    for (size_t i = 0; i < c->label_count; i++)
        if (is_new_reason(c, i))
            y = draw_reason(m, y + SL_PT(2), c->reasons[i]);
    return y + SL_PT(8);
}

/* --- places --- */

static void draw_spots(map *m, const sl_shape *shape, size_t label)
{
    bool missing = !m->c->present[label], strong = m->c->highlight[label];
    sl_u radius = SL_PT(4);
    for (uint32_t i = shape->first_spot; i < shape->first_spot + shape->spot_count; i++) {
        sl_shape_point p = m->shapes.spots.at[i];
        if (strong)
            sl_sketch_dot(m->k, p.x, p.y, radius + SL_PT(2.2), m->k->text, false);
        sl_sketch_dot(m->k, p.x, p.y, radius + SL_PT(0.8), SL_MAP_GROUND, false);
        sl_sketch_dot(m->k, p.x, p.y, radius, m->k->secondary, true);
        if (missing)
            continue;
        sl_sketch_dot(m->k, p.x, p.y, radius, m->k->accent, false);
        sl_path *dot = &m->k->picture->marks.at[m->k->picture->marks.n - 1].u.path;
        fill_class(m->k, dot, m->c->map->classes[label], m->c->map->class_count);
        stroke(dot, SL_PT(0.5), m->k->secondary);
    }
}

static void draw_areas(map *m)
{
    sl_shapes *s = &m->shapes;
    /* Half of this line stays to be seen along the coast. */
    if (s->rings.n)
        stroke(add_rings(m->k, s, 0, (uint32_t)s->rings.n), SL_PT(1.4), m->k->secondary);
    for (size_t f = 0; f < s->shapes.n; f++) {
        const sl_shape *shape = &s->shapes.at[f];
        size_t label = m->labels[f];
        if (!shape->ring_count)
            continue;
        sl_path *p = add_rings(m->k, s, shape->first_ring, shape->ring_count);
        if (m->c->present[label]) {
            fill_class(m->k, p, m->c->map->classes[label], m->c->map->class_count);
        } else {
            p->filled = true;
            p->fill = SL_MAP_GROUND;
        }
        stroke(p, SL_PT(0.6), SL_MAP_GROUND);
        if (!m->c->present[label])
            hatch(m->k, s, shape);
    }
    for (int halo = 1; halo >= 0; halo--)
        for (size_t f = 0; f < s->shapes.n; f++) {
            const sl_shape *shape = &s->shapes.at[f];
            if (m->c->highlight[m->labels[f]] && shape->ring_count)
                stroke(add_rings(m->k, s, shape->first_ring, shape->ring_count),
                       halo ? SL_PT(3) : SL_PT(1.4), halo ? SL_MAP_GROUND : m->k->text);
        }
    for (size_t f = 0; f < s->shapes.n; f++)
        draw_spots(m, &s->shapes.at[f], m->labels[f]);
}

const sl_picture *sl_draw_map(sl_arena *a, const sl_chart *c, const sl_layout *layout,
                              sl_fonts *fonts, sl_words *words, sl_u width)
{
    sl_picture *picture = SL_NEW(a, sl_picture);
    picture->width = width;
    sl_sketch k = sl_sketch_start(a, picture, layout, fonts, words);
    map m = {.k = &k, .c = c};
    m.labels = SL_NEW_ARRAY(a, size_t, c->label_count + 1u);
    for (size_t i = 0; i < c->label_count; i++)
        m.labels[c->map->features[i]] = i;
    sl_map_names names = sl_map_names_choose(&k, c);
    sl_u edge = SL_PT(5), top = draw_key(&m) + edge;
    sl_u room = width - names.widths[0] - names.widths[1] - 2 * edge;
    sl_u inner = room > SL_PT(60) ? room : SL_PT(60);
    sl_u most = inner * 3 / 2 < SL_PT(MOST_HEIGHT) ? inner * 3 / 2 : SL_PT(MOST_HEIGHT);
    sl_u height = sl_shapes_fit(c->map->geo, &inner, most);
    sl_u left = names.widths[0] + edge + (room > inner ? (room - inner) / 2 : 0);
    m.shapes = sl_shapes_make(a, c->map->geo, left, top, inner, height);
    draw_areas(&m);
    picture->height = sl_map_names_draw(&k, &names, &m.shapes, left - edge, left + inner + edge,
                                        top, top + height) +
                      edge;
    return picture;
}
