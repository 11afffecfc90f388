/* Small multiples: a panel for each series, all on one scale; lines over time, with the others
 * behind them, and columns otherwise. */
#include "draw/axis.h"

enum { TALL = SL_PT(64), STEPS = 3, GAP = SL_PT(14) };

typedef struct panels {
    sl_plot *p;
    unsigned across;     /* how many side by side */
    sl_u x, width, head; /* of one panel, with its name above */
    sl_u ticks, value;   /* widths: of the axis' figures, of the last figure of a line */
} panels;

static sl_u *points_of(sl_plot *p, size_t s, uint32_t *n, size_t *from)
{
    const sl_chart *c = p->c;
    sl_u *out = SL_NEW_ARRAY(p->k->arena, sl_u, 2 * c->label_count);
    *n = 0;
    for (; *from < c->label_count && !sl_plot_is_present(c, s, *from); ++*from)
        ;
    for (; *from < c->label_count && sl_plot_is_present(c, s, *from); ++*from) {
        out[2 * *n] = sl_plot_column_x(p, *from);
        out[2 * *n + 1] = sl_plot_position(p, sl_plot_value_at(c, s, *from), p->y1, p->y0);
        ++*n;
    }
    return out;
}

/* A line with its gaps; a figure alone between two of them is a dot. */
static void draw_line(sl_plot *p, size_t s, sl_u width, sl_rgb color)
{
    uint32_t n;
    for (size_t at = 0; at < p->c->label_count;) {
        const sl_u *points = points_of(p, s, &n, &at);
        if (n == 1)
            sl_sketch_dot(p->k, points[0], points[1], width, color, false);
        else
            sl_sketch_line(p->k, points, n, width, color, 0);
    }
}

static void draw_lines(panels *g, size_t own, sl_rgb color)
{
    sl_plot *p = g->p;
    const sl_chart *c = p->c;
    for (size_t s = 0; s < c->series_count && p->k->picture->width > SL_PT(300); s++)
        if (s != own)
            draw_line(p, s, SL_PT(0.5), p->k->hairline);
    draw_line(p, own, SL_PT(2), color);
    size_t last = c->label_count;
    while (last && !sl_plot_is_present(c, own, last - 1))
        last--;
    if (!last--)
        return;
    sl_u x = sl_plot_column_x(p, last),
         y = sl_plot_position(p, sl_plot_value_at(c, own, last), p->y1, p->y0);
    sl_sketch_dot(p->k, x, y, SL_PT(2.6), color, false);
    /* Behind the end of all lines, or above this one where it ends before. */
    bool end = last + 1 == c->label_count;
    sl_str text = sl_plot_value_text(p->k->arena, c, own, last);
    if (end)
        sl_sketch_label(p->k, text, x + SL_PT(5), y + sl_sketch_middle(p->k), SL_ANCHOR_START, true,
                        p->k->text);
    else
        sl_plot_draw_boxed(p, text, x, y - SL_PT(6),
                           x - sl_sketch_measure(p->k, text, true) / 2 < p->x0 ? SL_ANCHOR_START
                                                                               : SL_ANCHOR_END,
                           true, p->k->text, SL_SKETCH_GROUND);
}

static void draw_columns(panels *g, size_t own, sl_rgb color)
{
    sl_plot *p = g->p;
    const sl_chart *c = p->c;
    sl_u slot = (p->x1 - p->x0) / c->label_count, width = slot * 7 / 10;
    sl_u zero = sl_plot_position(p, sl_plot_whole(0), p->y1, p->y0);
    for (size_t i = 0; i < c->label_count; i++) {
        if (!sl_plot_is_present(c, own, i))
            continue;
        sl_u y = sl_plot_position(p, sl_plot_value_at(c, own, i), p->y1, p->y0);
        sl_sketch_rect(p->k, p->x0 + slot * (sl_u)i + (slot - width) / 2, y < zero ? y : zero,
                       width, y < zero ? zero - y : y - zero, color);
    }
    const sl_u base[] = {p->x0, zero, p->x1, zero};
    sl_sketch_line(p->k, base, 2, SL_PT(1), p->k->secondary, 0);
}

/* The first and the last label below a panel, or one on the other where they have no room. */
static sl_u draw_ends(sl_plot *p)
{
    const sl_chart *c = p->c;
    sl_u y = p->y1 + p->k->line, room = p->x1 - p->x0, low = y;
    size_t n = c->label_count;
    sl_sketch_lines first = sl_sketch_wrap(p->k, c->labels[0], false,
                                           n > 1 ? room / 2 - SL_PT(3) : room),
                    last = sl_sketch_wrap(p->k, c->labels[n - 1], false, room / 2 - SL_PT(3));
    for (size_t i = 0; i < first.lines.n; i++)
        sl_sketch_label(p->k, first.lines.at[i], p->x0, y + p->k->line * (sl_u)i, SL_ANCHOR_START,
                        false, p->k->secondary);
    for (size_t i = 0; n > 1 && i < last.lines.n; i++)
        sl_sketch_label(p->k, last.lines.at[i], p->x1, y + p->k->line * (sl_u)i, SL_ANCHOR_END,
                        false, p->k->secondary);
    size_t most = first.lines.n > last.lines.n || n == 1 ? first.lines.n : last.lines.n;
    return low + p->k->line * (sl_u)(most ? most - 1 : 0) + SL_PT(3);
}

/* Lines across that have no name in a panel: the reference dashed, the target whole. */
static void draw_level(sl_plot *p, bool there, sl_dec value, sl_u dash)
{
    sl_u y = sl_plot_position(p, value, p->y1, p->y0);
    const sl_u line[] = {p->x0, y, p->x1, y};
    if (there)
        sl_sketch_line(p->k, line, 2, SL_PT(1), p->k->text, dash);
}

/* One panel whose top is at y; the lowest of it. */
static sl_u draw_panel(panels *g, size_t s, sl_u y, sl_u left, bool first)
{
    sl_plot *p = g->p;
    const sl_chart *c = p->c;
    bool some = sl_plot_any_highlight(c, c->series_count), strong = !some || c->highlight[s];
    sl_sketch_lines name = sl_sketch_wrap(p->k, c->series[s], true, g->width);
    sl_u down = g->head - p->k->line * (sl_u)name.lines.n;
    for (size_t i = 0; i < name.lines.n; i++)
        sl_sketch_label(p->k, name.lines.at[i], left,
                        y + down + p->k->line * (sl_u)(i + 1) - SL_PT(4), SL_ANCHOR_START, true,
                        strong ? p->k->text : p->k->secondary);
    p->x0 = left;
    p->x1 = left + g->width - (c->days ? g->value : 0);
    p->y0 = y + g->head + SL_PT(4);
    p->y1 = p->y0 + TALL;
    sl_axis_draw_band(p, true);
    sl_axis_draw_lines(p, first);
    sl_rgb color = strong ? p->k->accent : p->k->secondary;
    if (!c->days) /* levels stand before columns, and behind a line and its figure */
        draw_columns(g, s, color);
    draw_level(p, c->has_reference, c->reference, SL_PT(3));
    draw_level(p, c->has_target, c->target, 0);
    if (c->days)
        draw_lines(g, s, color);
    return draw_ends(p);
}

void sl_plot_draw_multiples(sl_plot *p)
{
    const sl_chart *c = p->c;
    panels g = {.p = p};
    sl_u width = p->k->picture->width;
    unsigned n = c->series_count;
    g.across = width < SL_PT(300) ? 2 : n <= 4 ? (n < 2 ? 1 : 2) : n <= 9 ? 3 : 4;
    g.across = g.across > n ? n : g.across;
    sl_plot_find_range(p, !c->days);
    sl_axis_round(p, STEPS);
    g.ticks = sl_axis_widest(p) + SL_PT(8);
    g.value = sl_plot_widest_value(p) + SL_PT(8);
    g.width = (width - g.ticks - GAP * (sl_u)(g.across - 1)) / (sl_u)g.across;
    if (g.width < g.value + SL_PT(40)) { /* drawn wider, and then made smaller as a whole */
        g.width = g.value + SL_PT(40);
        p->k->picture->width = g.ticks + (g.width + GAP) * (sl_u)g.across - GAP;
    }
    for (size_t s = 0; s < n; s++) {
        sl_sketch_lines name = sl_sketch_wrap(p->k, c->series[s], true, g.width);
        sl_u tall = p->k->line * (sl_u)name.lines.n;
        g.head = tall > g.head ? tall : g.head;
    }
    sl_u y = sl_axis_draw_samples(p, sl_axis_draw_head(p, 0)) + SL_PT(4), low = y;
    for (size_t s = 0; s < n; s++) {
        unsigned column = (unsigned)s % g.across;
        if (s && !column)
            y = low + SL_PT(8);
        sl_u foot = draw_panel(&g, s, y, g.ticks + (g.width + GAP) * (sl_u)column, !column);
        low = foot > low ? foot : low;
    }
    p->k->picture->height = sl_axis_draw_missing(p, low) + SL_PT(2);
}
