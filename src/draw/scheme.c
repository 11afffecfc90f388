/* Boxes and arrows in layers, from left to right or down (K. Sugiyama, S. Tagawa and M. Toda,
 * "Methods for visual understanding of hierarchical system structures", 1981): rank.c finds the
 * order of each layer, and here each box goes as near to the middle of those it is joined with as
 * that order allows: least squares under an order, by pooling neighbours that are too near (R. E.
 * Barlow and others, "Statistical inference under order restrictions", 1972).
 *
 * Places are told by u, the way that the arrows lead, and v across it. */
#include "base/assert.h"
#include "draw/rank.h"
#include "draw/sketch.h"

enum { SWEEPS = 12, ROUNDS = 10 };

typedef struct spot {
    sl_sketch_lines text;
    sl_u u, v, du, dv; /* v: of the middle */
    sl_u wanted;
} spot;

typedef struct plan {
    sl_sketch *k;
    const sl_scheme *d;
    sl_diagram ranked;
    uint32_t *arrows; /* by edge: the arrow that it is */
    sl_rank rank;
    spot *spots; /* by place */
    uint32_t *order[SL_RANK_MOST_LAYERS];
    sl_u starts[SL_RANK_MOST_LAYERS], sizes[SL_RANK_MOST_LAYERS];
    bool down, back;                  /* back: up, or to the left */
    sl_u along;                       /* room for u */
    sl_u tail;                        /* of it, behind the last layer */
    SL_VEC(sl_rect) taken;            /* by boxes and labels */
    sl_u width, across, gap, between; /* across: room for v; between: of two boxes of a layer */
    sl_u head, side;                  /* room for the names of lanes, above or at the left */
    sl_u box;                         /* width of a box */
} plan;

/* --- order --- */

/* rank.c takes edges from the higher layer to the lower. */
static void order_boxes(plan *p)
{
    sl_arena *a = p->k->arena;
    for (size_t i = 0; i < p->d->boxes.n; i++) {
        sl_diagram_node n = {.layer = p->d->boxes.at[i].layer};
        SL_PUSH(a, p->ranked.nodes, n);
    }
    for (uint32_t i = 0; i < p->d->layers; i++)
        SL_PUSH(a, p->ranked.layers, SL_STR_NONE);
    p->arrows = SL_NEW_ARRAY(a, uint32_t, p->d->arrows.n + 1);
    for (uint32_t i = 0; i < p->d->arrows.n; i++) {
        const sl_scheme_arrow *e = &p->d->arrows.at[i];
        uint32_t from = p->d->boxes.at[e->from].layer, to = p->d->boxes.at[e->to].layer;
        if (from == to)
            continue;
        p->arrows[p->ranked.edges.n] = i;
        sl_diagram_edge edge = {from < to ? e->to : e->from, from < to ? e->from : e->to, false};
        SL_PUSH(a, p->ranked.edges, edge);
    }
    p->rank = sl_rank_order(a, &p->ranked, SWEEPS);
    p->spots = SL_NEW_ARRAY(a, spot, p->rank.places.n + 1);
    for (uint32_t i = 0; i < p->d->layers; i++)
        p->order[i] = SL_NEW_ARRAY(a, uint32_t, p->rank.counts[i] + 1);
    for (uint32_t i = 0; i < p->rank.places.n; i++)
        p->order[p->rank.places.at[i].layer][p->rank.places.at[i].position] = i;
}

static uint32_t most_in_layer(const plan *p)
{
    uint32_t most = 1;
    for (uint32_t layer = 0; layer < p->d->layers; layer++) {
        uint32_t n = 0;
        for (uint32_t i = 0; i < p->rank.counts[layer]; i++)
            n += p->rank.places.at[p->order[layer][i]].node != SL_RANK_BEND;
        most = n > most ? n : most;
    }
    return most;
}

static bool has_labels(const plan *p)
{
    for (size_t i = 0; i < p->d->arrows.n; i++)
        if (p->d->arrows.at[i].label.n)
            return true;
    return false;
}

static bool is_beside(const plan *p, const sl_scheme_arrow *a)
{
    return p->d->boxes.at[a->from].layer == p->d->boxes.at[a->to].layer;
}

/* Room behind the last layer, for arrows between its boxes. */
static sl_u tail_of(const plan *p)
{
    sl_u room = 0;
    for (size_t i = 0; i < p->d->arrows.n; i++) {
        const sl_scheme_arrow *a = &p->d->arrows.at[i];
        if (is_beside(p, a) && p->d->boxes.at[a->from].layer + 1 == p->d->layers &&
            room <= SL_PT(18))
            room = a->label.n ? SL_PT(64) : SL_PT(18);
    }
    return room;
}

/* --- sizes --- */

/* The way that leaves boxes the more room. */
static void choose_way(plan *p)
{
    enum { WIDEST = 150 /* points */ };
    sl_u layers = (sl_u)p->d->layers, most = (sl_u)most_in_layer(p);
    sl_u side = p->d->lanes.n ? SL_PT(72) : 0;
    p->gap = has_labels(p) ? SL_PT(64) : SL_PT(28);
    p->between = SL_PT(12);
    p->tail = tail_of(p);
    sl_u right = (p->width - p->tail - p->gap * (layers - 1)) / layers;
    sl_u down = (p->width - side - p->between * (most - 1)) / most;
    right = right < SL_PT(WIDEST) ? right : SL_PT(WIDEST);
    down = down < SL_PT(WIDEST) ? down : SL_PT(WIDEST);
    p->back = p->d->way == SL_SCHEME_LEFT || p->d->way == SL_SCHEME_UP;
    p->down = p->d->way == SL_SCHEME_DOWN || p->d->way == SL_SCHEME_UP ||
              (p->d->way == SL_SCHEME_AUTO && down > right);
    p->box = p->down ? down : right;
    if (p->down)
        p->gap = has_labels(p) ? 3 * p->k->line : SL_PT(26);
    else if (layers > 1) /* what boxes do not take is between them */
        p->gap = (p->width - p->tail - p->box * layers) / (layers - 1);
    if (p->box < SL_PT(36))
        p->box = SL_PT(36); /* the whole is then scaled to its place */
    p->side = p->down ? side : 0;
}

static void take_style(plan *p, const sl_layout *layout)
{
    p->k->style = sl_layout_role(layout, SL_STR(p->box < SL_PT(70) ? "graph" : "chart"), "chart");
    p->k->line = p->k->style->leading;
}

static void wrap_texts(plan *p)
{
    for (uint32_t i = 0; i < p->rank.places.n; i++) {
        spot *s = &p->spots[i];
        uint32_t node = p->rank.places.at[i].node;
        if (node == SL_RANK_BEND) {
            s->du = 0;
            s->dv = SL_PT(6);
            continue;
        }
        /* Room to spare: a browser may set the words in a wider face. */
        s->text = sl_sketch_wrap(p->k, p->d->boxes.at[node].title, false,
                                 sl_u_scale(p->box, 93, 100) - SL_PT(9));
        sl_u height = (sl_u)s->text.lines.n * p->k->line + SL_PT(8);
        s->du = p->down ? height : p->box;
        s->dv = p->down ? p->box : height;
    }
}

static void place_layers(plan *p)
{
    sl_u at = 0;
    for (uint32_t layer = 0; layer < p->d->layers; layer++) {
        sl_u size = p->down ? p->k->line : p->box; /* of a lane that is empty, too */
        for (uint32_t i = 0; i < p->rank.counts[layer]; i++) {
            const spot *s = &p->spots[p->order[layer][i]];
            size = s->du > size ? s->du : size;
        }
        p->starts[layer] = at;
        p->sizes[layer] = size;
        at += size + p->gap;
    }
    for (uint32_t i = 0; i < p->rank.places.n; i++) {
        uint32_t layer = p->rank.places.at[i].layer;
        p->spots[i].u = p->starts[layer];
        if (p->rank.places.at[i].node == SL_RANK_BEND)
            p->spots[i].du = p->sizes[layer];
    }
}

/* --- places across --- */

static sl_u distance(const plan *p, const spot *a, const spot *b)
{
    return (a->dv + b->dv) / 2 + p->between;
}

static sl_u length_of(const plan *p, uint32_t layer)
{
    sl_u sum = 0;
    for (uint32_t i = 0; i < p->rank.counts[layer]; i++)
        sum += p->spots[p->order[layer][i]].dv + (i ? p->between : 0);
    return sum;
}

typedef struct pool {
    int64_t sum;
    uint32_t n;
} pool;

/* Each as near to where it is wanted as the order and the distances allow, within the room. */
static void settle(plan *p, uint32_t layer)
{
    uint32_t n = p->rank.counts[layer], pools = 0;
    pool *all = SL_NEW_ARRAY(p->k->arena, pool, n + 1);
    sl_u *before = SL_NEW_ARRAY(p->k->arena, sl_u, n + 1); /* least distance from the first */
    for (uint32_t i = 0; i < n; i++) {
        const spot *s = &p->spots[p->order[layer][i]];
        before[i] = i ? before[i - 1] + distance(p, &p->spots[p->order[layer][i - 1]], s) : 0;
        all[pools++] = (pool){s->wanted - before[i], 1};
        while (pools > 1 &&
               all[pools - 2].sum * all[pools - 1].n > all[pools - 1].sum * all[pools - 2].n) {
            all[pools - 2].sum += all[pools - 1].sum;
            all[pools - 2].n += all[pools - 1].n;
            pools--;
        }
    }
    uint32_t i = 0;
    for (uint32_t k = 0; k < pools; k++)
        for (uint32_t j = 0; j < all[k].n; j++, i++)
            p->spots[p->order[layer][i]].v = (sl_u)(all[k].sum / all[k].n) + before[i];
    sl_u first = p->spots[p->order[layer][0]].dv / 2;
    sl_u last = n ? p->across - p->spots[p->order[layer][n - 1]].dv / 2 : 0;
    for (i = 0; i < n; i++) {
        spot *s = &p->spots[p->order[layer][i]];
        sl_u low = first + before[i], high = last - (before[n - 1] - before[i]);
        s->v = s->v > high ? high : s->v;
        s->v = s->v < low ? low : s->v;
    }
}

static void want_middle(plan *p, uint32_t place)
{
    int64_t sum = 0, n = 0;
    for (size_t i = 0; i < p->rank.links.n; i++) {
        const sl_rank_link *l = &p->rank.links.at[i];
        if (l->low != place && l->high != place)
            continue;
        sum += p->spots[l->low == place ? l->high : l->low].v;
        n++;
    }
    p->spots[place].wanted = n ? (sl_u)(sum / n) : p->spots[place].v;
}

static void place_across(plan *p)
{
    p->across = 0;
    for (uint32_t layer = 0; layer < p->d->layers; layer++) {
        sl_u length = length_of(p, layer);
        p->across = length > p->across ? length : p->across;
    }
    if (p->down && p->across < p->width - p->side)
        p->across = p->width - p->side;
    for (uint32_t layer = 0; layer < p->d->layers; layer++) {
        uint32_t n = p->rank.counts[layer];
        for (uint32_t i = 0; i < n; i++)
            p->spots[p->order[layer][i]].wanted =
                sl_u_scale(p->across, 2 * (int64_t)i + 1, 2 * (int64_t)n);
        if (n)
            settle(p, layer);
    }
    for (unsigned round = 0; round < ROUNDS; round++)
        for (uint32_t k = 0; k < p->d->layers; k++) {
            uint32_t layer = round % 2 ? p->d->layers - 1 - k : k;
            for (uint32_t i = 0; i < p->rank.counts[layer]; i++)
                want_middle(p, p->order[layer][i]);
            if (p->rank.counts[layer])
                settle(p, layer);
        }
}

/* --- drawing --- */

typedef struct point {
    sl_u x, y;
} point;

static point at(const plan *p, sl_u u, sl_u v)
{
    u = p->back ? p->along - u : u;
    return p->down ? (point){p->side + v, p->head + u} : (point){u, p->head + v};
}

static void draw_path(plan *p, const uint8_t *ops, uint32_t op_count, const point *points,
                      uint32_t n, sl_rgb color, bool filled)
{
    sl_u *coords = SL_NEW_ARRAY(p->k->arena, sl_u, n * 2);
    for (uint32_t i = 0; i < n; i++) {
        coords[2 * i] = points[i].x;
        coords[2 * i + 1] = points[i].y;
    }
    sl_mark m = {.kind = SL_MARK_PATH};
    m.u.path = (sl_path){.ops = ops, .coords = coords, .op_count = op_count, .coord_count = n};
    m.u.path.filled = filled;
    m.u.path.fill = color;
    m.u.path.stroked = !filled;
    m.u.path.stroke = color;
    m.u.path.width = SL_PT(1);
    SL_PUSH(p->k->arena, p->k->picture->marks, m);
}

/* A head whose tip stands at (u, v); way: 1 where it leads along u, -1 against it. */
static void draw_head(plan *p, sl_u u, sl_u v, int way)
{
    static const uint8_t ops[] = {SL_PATH_MOVE, SL_PATH_LINE, SL_PATH_LINE, SL_PATH_CLOSE};
    sl_u back = way * SL_PT(5), half = SL_PT(2.6);
    const point points[] = {at(p, u, v), at(p, u - back, v - half), at(p, u - back, v + half)};
    draw_path(p, ops, SL_COUNT(ops), points, SL_COUNT(points), p->k->accent, true);
}

static void draw_curve(plan *p, sl_u u0, sl_u v0, sl_u u1, sl_u v1, sl_u bulge)
{
    static const uint8_t ops[] = {SL_PATH_MOVE, SL_PATH_CURVE};
    sl_u half = bulge ? bulge : (u1 - u0) / 2;
    const point points[] = {at(p, u0, v0), at(p, u0 + half, v0),
                            at(p, bulge ? u1 + half : u1 - half, v1), at(p, u1, v1)};
    draw_path(p, ops, SL_COUNT(ops), points, SL_COUNT(points), p->k->accent, false);
}

static bool is_free(const plan *p, const sl_rect *r)
{
    for (size_t i = 0; i < p->taken.n; i++) {
        const sl_rect *o = &p->taken.at[i];
        if (r->x < o->x + o->width && o->x < r->x + r->width && r->y < o->y + o->height &&
            o->y < r->y + r->height)
            return false;
    }
    return true;
}

/* A label on the way from one point to another, nearest to the middle where nothing else is. */
static void draw_label(plan *p, sl_str text, sl_u u0, sl_u v0, sl_u u1, sl_u v1)
{
    enum { STEPS = 9, SIDES = 13 };
    static const int steps[STEPS] = {50, 42, 58, 34, 66, 26, 74, 18, 82};
    static const int sides[SIDES] = {0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6};
    sl_u room = p->down ? SL_PT(90) : p->gap - SL_PT(14), widest = 0;
    room = room < SL_PT(50) ? SL_PT(50) : room;
    sl_sketch_lines lines = sl_sketch_wrap(p->k, text, false, room);
    for (size_t i = 0; i < lines.lines.n; i++) {
        sl_u w = sl_sketch_measure(p->k, lines.lines.at[i], false);
        widest = w > widest ? w : widest;
    }
    sl_rect best = {0};
    sl_u height = (sl_u)lines.lines.n * p->k->line;
    sl_u step = p->down ? widest / 2 : p->k->line;
    bool found = false;
    for (size_t i = 0; i < SIDES && !found; i++)
        for (size_t k = 0; k < STEPS && !found; k++) {
            point c = at(p, u0 + sl_u_scale(u1 - u0, steps[k], 100),
                         v0 + sl_u_scale(v1 - v0, steps[k], 100) + sides[i] * step);
            sl_rect r = {c.x - widest / 2 - SL_PT(2), c.y - height / 2, widest + SL_PT(4), height,
                         0xFFFFFF};
            found = is_free(p, &r);
            best = found || (!i && !k) ? r : best;
        }
    SL_PUSH(p->k->arena, p->taken, best);
    sl_sketch_rect(p->k, best.x, best.y, best.width, best.height, 0xFFFFFF);
    sl_sketch_put_lines(p->k, &lines, best.x + best.width / 2, best.y + height / 2,
                        SL_ANCHOR_MIDDLE, false, p->k->secondary);
}

/* One piece of an arrow, between neighbouring layers. */
static void draw_link(plan *p, const sl_rank_link *l)
{
    const sl_scheme_arrow *a = &p->d->arrows.at[p->arrows[l->edge]];
    const sl_rank_place *low = &p->rank.places.at[l->low], *high = &p->rank.places.at[l->high];
    const spot *from = &p->spots[l->low], *to = &p->spots[l->high];
    bool back = p->d->boxes.at[a->from].layer > p->d->boxes.at[a->to].layer;
    sl_u u0 = from->u + from->du, u1 = to->u;
    bool head_high = !a->plain && !back && high->node != SL_RANK_BEND;
    bool head_low = !a->plain && back && low->node != SL_RANK_BEND;
    if (low->node == SL_RANK_BEND) {
        static const uint8_t ops[] = {SL_PATH_MOVE, SL_PATH_LINE};
        const point points[] = {at(p, from->u, from->v), at(p, u0, from->v)};
        draw_path(p, ops, SL_COUNT(ops), points, SL_COUNT(points), p->k->accent, false);
    }
    draw_curve(p, head_low ? u0 + SL_PT(4) : u0, from->v, head_high ? u1 - SL_PT(4) : u1, to->v, 0);
    if (head_high)
        draw_head(p, u1, to->v, 1);
    if (head_low)
        draw_head(p, u0, from->v, -1);
}

/* Between two boxes of a layer: round through the gap behind it. */
static void draw_beside(plan *p, const sl_scheme_arrow *a)
{
    const spot *from = NULL, *to = NULL;
    for (uint32_t i = 0; i < p->rank.places.n; i++) {
        from = p->rank.places.at[i].node == a->from ? &p->spots[i] : from;
        to = p->rank.places.at[i].node == a->to ? &p->spots[i] : to;
    }
    sl_u u0 = from->u + from->du, u1 = to->u + to->du, shift = SL_PT(3);
    sl_u v0 = from->v + (to->v > from->v ? shift : -shift);
    sl_u v1 = to->v + (to->v > from->v ? -shift : shift);
    draw_curve(p, u0, v0, a->plain ? u1 : u1 + SL_PT(4), v1, SL_PT(20));
    if (!a->plain)
        draw_head(p, u1, v1, -1);
    if (!a->label.n)
        return;
    sl_u room = a->label.n && p->d->boxes.at[a->from].layer + 1 == p->d->layers ? p->tail : p->gap;
    sl_u u = (u0 > u1 ? u0 : u1) + room / 2;
    draw_label(p, a->label, u, v0, u, v1);
}

static void take_boxes(plan *p)
{
    for (uint32_t i = 0; i < p->rank.places.n; i++) {
        const spot *s = &p->spots[i];
        point a = at(p, s->u, s->v - s->dv / 2), b = at(p, s->u + s->du, s->v + s->dv / 2);
        sl_rect r = {a.x < b.x ? a.x : b.x, a.y < b.y ? a.y : b.y, 0, 0, 0};
        r.width = a.x < b.x ? b.x - a.x : a.x - b.x;
        r.height = a.y < b.y ? b.y - a.y : a.y - b.y;
        if (p->rank.places.at[i].node != SL_RANK_BEND)
            SL_PUSH(p->k->arena, p->taken, r);
    }
}

static void draw_arrows(plan *p)
{
    take_boxes(p);
    for (size_t i = 0; i < p->rank.links.n; i++)
        draw_link(p, &p->rank.links.at[i]);
    for (size_t i = 0; i < p->d->arrows.n; i++) {
        const sl_scheme_arrow *a = &p->d->arrows.at[i];
        if (is_beside(p, a))
            draw_beside(p, a);
    }
    /* Labels over all lines. */
    uint32_t labelled = UINT32_MAX;
    for (size_t i = 0; i < p->rank.links.n; i++) {
        const sl_rank_link *l = &p->rank.links.at[i];
        const sl_scheme_arrow *a = &p->d->arrows.at[p->arrows[l->edge]];
        if (!a->label.n || l->edge == labelled)
            continue;
        labelled = l->edge; /* once, on its first piece */
        const spot *from = &p->spots[l->low], *to = &p->spots[l->high];
        draw_label(p, a->label, from->u + from->du, from->v, to->u, to->v);
    }
}

static void draw_box(plan *p, const spot *s, uint32_t box, sl_str target)
{
    point a = at(p, p->back ? s->u + s->du : s->u, s->v - s->dv / 2);
    point b = at(p, p->back ? s->u : s->u + s->du, s->v + s->dv / 2);
    const sl_u outline[] = {a.x, a.y, b.x, a.y, b.x, b.y, a.x, b.y, a.x, a.y};
    sl_sketch_rect(p->k, a.x, a.y, b.x - a.x, b.y - a.y, 0xFFFFFF);
    sl_sketch_line(p->k, outline, SL_COUNT(outline) / 2, SL_PT(0.75), p->k->accent, 0);
    sl_sketch_rect(p->k, a.x, a.y, SL_PT(2.5), b.y - a.y, p->k->accent);
    sl_sketch_put_lines(p->k, &s->text, a.x + SL_PT(7), (a.y + b.y) / 2, SL_ANCHOR_START, false,
                        p->k->text);
    if (!target.n)
        return;
    sl_mark m = {.kind = SL_MARK_LINK};
    m.u.link = (sl_link){.x = a.x, .y = a.y, .width = b.x - a.x, .height = b.y - a.y};
    m.u.link.target = target;
    m.u.link.contents = p->d->boxes.at[box].title;
    SL_PUSH(p->k->arena, p->k->picture->marks, m);
}

static void draw_lanes(plan *p)
{
    for (uint32_t i = 0; i < p->d->lanes.n; i++) {
        sl_u room = p->down ? p->side - SL_PT(10) : p->sizes[i] ? p->sizes[i] : p->box;
        sl_sketch_lines lines = sl_sketch_wrap(p->k, p->d->lanes.at[i], true, room);
        point middle = at(p, p->starts[i] + p->sizes[i] / 2, 0);
        point left = at(p, p->back ? p->starts[i] + p->sizes[i] : p->starts[i], 0);
        sl_sketch_put_lines(p->k, &lines, p->down ? 0 : left.x,
                            p->down ? middle.y : p->head / 2 - SL_PT(3), SL_ANCHOR_START, true,
                            p->k->secondary);
    }
}

/* The names of lanes stand above their columns, in as many lines as they need. */
static void measure_heads(plan *p)
{
    size_t most = 0;
    for (uint32_t i = 0; i < p->d->lanes.n && !p->down; i++) {
        sl_sketch_lines lines =
            sl_sketch_wrap(p->k, p->d->lanes.at[i], true, p->sizes[i] ? p->sizes[i] : p->box);
        most = lines.lines.n > most ? lines.lines.n : most;
    }
    p->head = most ? (sl_u)most * p->k->line + SL_PT(8) : 0;
}

const sl_picture *sl_draw_scheme(sl_arena *a, const sl_scheme_view *view, const sl_layout *layout,
                                 sl_fonts *fonts, sl_words *words, sl_u width)
{
    sl_picture *picture = SL_NEW(a, sl_picture);
    sl_sketch k = sl_sketch_start(a, picture, layout, fonts, words);
    plan p = {.k = &k, .d = view->scheme, .width = width};
    order_boxes(&p);
    choose_way(&p);
    take_style(&p, layout);
    wrap_texts(&p);
    place_layers(&p);
    place_across(&p);
    measure_heads(&p);
    uint32_t last = p.d->layers - 1;
    p.along = p.starts[last] + p.sizes[last];
    p.along += p.tail;
    picture->width = p.down ? p.side + p.across : p.along;
    picture->height = p.head + (p.down ? p.along : p.across) + SL_PT(1);
    picture->width = picture->width > width ? picture->width : width;
    draw_lanes(&p);
    draw_arrows(&p);
    for (uint32_t i = 0; i < p.rank.places.n; i++) {
        uint32_t box = p.rank.places.at[i].node;
        if (box != SL_RANK_BEND)
            draw_box(&p, &p.spots[i], box, view->targets[box]);
    }
    return picture;
}
