/* Points of two figures each; those that are picked out, or all where they are few, are named: each
 * name stands on no point, no other name and no other name's line. */
#include "draw/axis.h"

enum { STEPS = 5, TALL = SL_PT(230), FEW = 14, DOT = SL_PT(32) / 10 };

typedef struct box {
    sl_u x0, y0, x1, y1;
} box;

typedef struct leader {
    sl_u at[4];
    bool drawn;
} leader;

typedef struct placing {
    sl_plot *p;
    SL_VEC(box) boxes; /* of names */
    SL_VEC(leader) leads;
    sl_u *xs, *ys; /* by label */
} placing;

static bool is_there(const sl_chart *c, size_t i)
{
    return sl_plot_is_present(c, 0, i) && sl_plot_is_present(c, 1, i);
}

static bool overlap(const box *a, const box *b)
{
    return a->x0 < b->x1 && b->x0 < a->x1 && a->y0 < b->y1 && b->y0 < a->y1;
}

/* Whether a line meets a box: by points along it, nearer than a box is high. */
static bool meets(const sl_u line[4], const box *b)
{
    enum { POINTS = 24 };
    for (int i = 0; i <= POINTS; i++) {
        sl_u x = line[0] + sl_u_scale(line[2] - line[0], i, POINTS);
        sl_u y = line[1] + sl_u_scale(line[3] - line[1], i, POINTS);
        if (x > b->x0 && x < b->x1 && y > b->y0 && y < b->y1)
            return true;
    }
    return false;
}

/* Whether a name may stand there, led from its point. */
static bool is_free(const placing *g, const box *b, const sl_u lead[4], size_t own, bool strict)
{
    const sl_chart *c = g->p->c;
    if (b->x0 < g->p->x0 || b->x1 > g->p->k->picture->width || b->y0 < g->p->y0 - SL_PT(6) ||
        b->y1 > g->p->y1)
        return false;
    for (size_t i = 0; i < c->label_count; i++) {
        const box dot = {g->xs[i] - DOT - SL_PT(1), g->ys[i] - DOT - SL_PT(1),
                         g->xs[i] + DOT + SL_PT(1), g->ys[i] + DOT + SL_PT(1)};
        if (is_there(c, i) && (overlap(b, &dot) || (strict && i != own && meets(lead, &dot))))
            return false;
    }
    for (size_t i = 0; i < g->boxes.n; i++)
        if (overlap(b, &g->boxes.at[i]) || meets(lead, &g->boxes.at[i]))
            return false;
    for (size_t i = 0; i < g->leads.n; i++)
        if (g->leads.at[i].drawn && meets(g->leads.at[i].at, b))
            return false;
    return true;
}

/* The nearest place around a point, ring by ring. strict: its line passes over no other point. */
static bool find_place(const placing *g, size_t label, sl_u wide, sl_u tall, bool strict, box *out,
                       leader *lead)
{
    static const int8_t ways[][2] = {{10, 0},  {-10, 0}, {0, -10}, {0, 10}, {7, -7},  {7, 7},
                                     {-7, -7}, {-7, 7},  {9, -4},  {9, 4},  {-9, -4}, {-9, 4},
                                     {4, -9},  {4, 9},   {-4, -9}, {-4, 9}};
    enum { NEAR = 5, RINGS = 22 };
    sl_u x = g->xs[label], y = g->ys[label];
    for (int ring = 0; ring < RINGS; ring++) {
        sl_u far = SL_PT(NEAR) + SL_PT(6) * ring;
        for (size_t w = 0; w < SL_COUNT(ways); w++) {
            sl_u px = x + far * ways[w][0] / 10, py = y + far * ways[w][1] / 10;
            int side = ways[w][0] > 3 ? 1 : ways[w][0] < -3 ? -1 : 0;
            box b = {side > 0 ? px : side < 0 ? px - wide : px - wide / 2, py - tall / 2, 0, 0};
            if (!side)
                b.y0 = ways[w][1] < 0 ? py - tall : py;
            b.x1 = b.x0 + wide;
            b.y1 = b.y0 + tall;
            *lead = (leader){{x, y, px, py}, ring > 0};
            if (!is_free(g, &b, lead->at, label, strict))
                continue;
            *out = b;
            return true;
        }
    }
    return false;
}

/* Names a point; false: it has no room. */
static bool name(placing *g, size_t i, bool strong)
{
    sl_plot *p = g->p;
    sl_sketch_lines lines = sl_sketch_wrap(p->k, p->c->labels[i], strong, p->k->picture->width / 3);
    sl_u wide = sl_plot_widest_label(p->k, lines.lines.at, lines.lines.n, strong) + SL_PT(2);
    sl_u tall = p->k->line * (sl_u)lines.lines.n - SL_PT(1);
    box b;
    leader lead;
    if (!find_place(g, i, wide, tall, true, &b, &lead) &&
        !find_place(g, i, wide, tall, false, &b, &lead))
        return false;
    SL_PUSH(p->k->arena, g->boxes, b);
    SL_PUSH(p->k->arena, g->leads, lead);
    if (lead.drawn)
        sl_sketch_line(p->k, lead.at, 2, SL_PT(0.6), p->k->secondary, 0);
    sl_sketch_rect(p->k, b.x0, b.y0, wide, tall, SL_SKETCH_GROUND);
    sl_sketch_put_lines(p->k, &lines, b.x0 + SL_PT(1), b.y0 + tall / 2, SL_ANCHOR_START, strong,
                        p->k->text);
    return true;
}

/* Below the axis: what has no room beside its point, with its figures. */
static sl_u list_name(sl_plot *p, size_t i, sl_u y)
{
    sl_str text = sl_str_format(p->k->arena, "%.*s: %.*s, %.*s", SL_FMT(p->c->labels[i]),
                                SL_FMT(sl_plot_value_text(p->k->arena, p->c, 1, i)),
                                SL_FMT(sl_plot_value_text(p->k->arena, p->c, 0, i)));
    sl_sketch_lines lines = sl_sketch_wrap(p->k, text, false, p->k->picture->width);
    for (size_t l = 0; l < lines.lines.n; l++, y += p->k->line)
        sl_sketch_label(p->k, lines.lines.at[l], 0, y + p->k->line - SL_PT(3), SL_ANCHOR_START,
                        false, p->k->secondary);
    return y;
}

/* The range of one axis, among the points that have both figures. */
static void find_range(sl_plot *p, size_t series)
{
    const sl_chart *c = p->c;
    bool any = false;
    for (size_t i = 0; i < c->label_count; i++) {
        sl_dec v = sl_plot_value_at(c, series, i);
        if (!is_there(c, i))
            continue;
        p->low = !any || sl_dec_compare(v, p->low) < 0 ? v : p->low;
        p->high = !any || sl_dec_compare(v, p->high) > 0 ? v : p->high;
        any = true;
    }
    if (!any) {
        p->low = sl_plot_whole(0);
        p->high = sl_plot_whole(1);
    }
    p->step = (sl_dec){0, 0};
    sl_axis_round(p, STEPS);
}

/* The same chart with the other axis' signs around its figures. */
static sl_chart turn(const sl_chart *c)
{
    sl_chart like = *c;
    like.prefix = c->across->prefix;
    like.suffix = c->across->suffix;
    like.places = c->across->places;
    return like;
}

/* The axis from left to right, and its words below it; the lowest of them. */
static sl_u draw_across(sl_plot *p, sl_u *xs)
{
    const sl_chart *c = p->c;
    sl_chart like = turn(c);
    p->c = &like;
    find_range(p, 1);
    for (size_t i = 0; i < c->label_count; i++)
        xs[i] = sl_plot_position(p, sl_plot_value_at(c, 1, i), p->x0, p->x1);
    sl_u y = sl_axis_draw_across(p);
    p->c = c;
    sl_sketch_lines unit = sl_sketch_wrap(p->k, c->across->unit, false, p->k->picture->width);
    for (size_t i = 0; i < unit.lines.n; i++, y += p->k->line)
        sl_sketch_label(p->k, unit.lines.at[i], p->k->picture->width, y + p->k->line - SL_PT(3),
                        SL_ANCHOR_END, false, p->k->secondary);
    return y + SL_PT(4);
}

/* Half of the last figure along the lower axis, which reaches over its end. */
static sl_u half_tick(sl_plot *p)
{
    sl_plot other = *p;
    sl_chart like = turn(p->c);
    other.c = &like;
    find_range(&other, 1);
    return sl_axis_widest(&other) / 2 + SL_PT(2);
}

static void draw_points(sl_plot *p, const placing *g, bool some)
{
    for (int strong = 0; strong < 2; strong++)
        for (size_t i = 0; i < p->c->label_count; i++)
            if (is_there(p->c, i) && p->c->highlight[i] == strong) {
                if (strong)
                    sl_sketch_dot(p->k, g->xs[i], g->ys[i], DOT + SL_PT(0.8), SL_SKETCH_GROUND,
                                  false);
                sl_sketch_dot(p->k, g->xs[i], g->ys[i], DOT,
                              some && !strong ? p->k->quiet : p->k->accent, false);
            }
}

void sl_plot_draw_scatter(sl_plot *p)
{
    const sl_chart *c = p->c;
    placing g = {.p = p};
    g.xs = SL_NEW_ARRAY(p->k->arena, sl_u, c->label_count);
    g.ys = SL_NEW_ARRAY(p->k->arena, sl_u, c->label_count);
    sl_u top = sl_axis_draw_head(p, 0), half = half_tick(p);
    find_range(p, 0);
    p->x0 = sl_axis_widest(p) + SL_PT(8);
    p->x0 = p->x0 > half ? p->x0 : half;
    p->x1 = p->k->picture->width - half;
    sl_plot_widen(p);
    p->y0 = top + SL_PT(8);
    p->y1 = p->y0 + TALL;
    for (size_t i = 0; i < c->label_count; i++)
        g.ys[i] = sl_plot_position(p, sl_plot_value_at(c, 0, i), p->y1, p->y0);
    sl_axis_draw_upright(p);
    sl_u y = draw_across(p, g.xs);
    bool some = sl_plot_any_highlight(c, c->label_count);
    draw_points(p, &g, some);
    for (size_t i = 0; i < c->label_count; i++) {
        bool wanted = some ? c->highlight[i] : c->label_count <= FEW;
        if (is_there(c, i) && wanted && !name(&g, i, false))
            y = list_name(p, i, y);
    }
    p->k->picture->height = sl_axis_draw_missing(p, y) + SL_PT(2);
}
