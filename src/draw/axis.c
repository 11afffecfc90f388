/* Axes with round figures, and how series look. */
#include "draw/axis.h"

__extension__ typedef __int128 wide;

static wide power(unsigned n)
{
    wide p = 1;
    while (n--)
        p *= 10;
    return p;
}

static wide floor_to(wide v, wide step)
{
    wide rest = v % step;
    return v - rest - (rest < 0 ? step : 0);
}

/* The least of 1, 2 and 5 times a power of ten with which no more than `most` steps are needed. */
static wide find_step(wide low, wide high, unsigned most)
{
    static const int64_t of[] = {1, 2, 5};
    for (unsigned k = 0;; k++) {
        wide step = of[k % 3] * power(k / 3);
        if ((-floor_to(-high, step) - floor_to(low, step)) / step <= most)
            return step;
    }
}

void sl_axis_round(sl_plot *p, unsigned most)
{
    enum { MOST_PLACES = 12 };
    const wide room = power(16);
    unsigned places = p->low.places > p->high.places ? p->low.places : p->high.places;
    wide low = p->low.mantissa * power(places - p->low.places);
    wide high = p->high.mantissa * power(places - p->high.places);
    if (low >= high)
        high = low + power(places);
    while (high - low < most && places < MOST_PLACES && high < room && low > -room) {
        low *= 10;
        high *= 10;
        places++;
    }
    wide step = find_step(low, high, most), end = -floor_to(-high, step);
    low = floor_to(low, step);
    if (low < -INT64_MAX || end > INT64_MAX)
        return; /* without lines */
    p->low = (sl_dec){(int64_t)low, (uint8_t)places};
    p->high = (sl_dec){(int64_t)end, (uint8_t)places};
    p->step = (sl_dec){(int64_t)step, (uint8_t)places};
    p->step_places = (uint8_t)places;
    for (wide one = step; p->step_places && one % 10 == 0; one /= 10)
        p->step_places--;
}

/* The nth round figure; false: past the end. */
static bool tick_at(const sl_plot *p, unsigned n, sl_dec *out)
{
    *out = (sl_dec){p->low.mantissa, p->low.places};
    for (unsigned i = 0; i < n; i++)
        if (!sl_dec_add(*out, p->step, out))
            return false;
    return p->step.mantissa && sl_dec_compare(*out, p->high) <= 0;
}

static sl_str tick_text(const sl_plot *p, sl_dec v)
{
    sl_chart like = *p->c;
    like.places = p->step_places;
    return sl_plot_figure_text(p->k->arena, &like, v);
}

sl_u sl_axis_widest(const sl_plot *p)
{
    sl_u most = 0;
    sl_dec v;
    for (unsigned i = 0; tick_at(p, i, &v); i++) {
        sl_u w = sl_sketch_measure(p->k, tick_text(p, v), false);
        most = w > most ? w : most;
    }
    return most;
}

static void draw_tick(sl_plot *p, sl_dec v, const sl_u line[4])
{
    bool zero = sl_dec_compare(v, sl_plot_whole(0)) == 0;
    sl_sketch_line(p->k, line, 2, zero ? SL_PT(1) : SL_PT(0.5),
                   zero ? p->k->secondary : p->k->hairline, 0);
}

void sl_axis_draw_lines(sl_plot *p, bool figures)
{
    sl_dec v;
    for (unsigned i = 0; tick_at(p, i, &v); i++) {
        sl_u y = sl_plot_position(p, v, p->y1, p->y0);
        const sl_u line[] = {p->x0, y, p->x1, y};
        draw_tick(p, v, line);
    }
    for (unsigned i = 0; figures && tick_at(p, i, &v); i++)
        sl_sketch_label(p->k, tick_text(p, v), p->x0 - SL_PT(6),
                        sl_plot_position(p, v, p->y1, p->y0) + sl_sketch_middle(p->k),
                        SL_ANCHOR_END, false, p->k->secondary);
}

void sl_axis_draw_upright(sl_plot *p)
{
    sl_axis_draw_lines(p, true);
}

sl_u sl_axis_draw_across(sl_plot *p)
{
    sl_dec v;
    for (unsigned i = 0; tick_at(p, i, &v); i++) {
        sl_u x = sl_plot_position(p, v, p->x0, p->x1);
        const sl_u line[] = {x, p->y0, x, p->y1};
        draw_tick(p, v, line);
    }
    for (unsigned i = 0; tick_at(p, i, &v); i++)
        sl_sketch_label(p->k, tick_text(p, v), sl_plot_position(p, v, p->x0, p->x1),
                        p->y1 + p->k->line, SL_ANCHOR_MIDDLE, false, p->k->secondary);
    return p->y1 + p->k->line + SL_PT(4);
}

/* --- how series look --- */

/* Which lines lie over a series: x + y, y or x - y stays the same along them. */
static const struct {
    int8_t x, y;
} textures[] = {{0, 0}, {1, 1}, {0, 1}, {1, -1}};

static bool is_textured(const sl_plot *p, size_t series)
{
    return p->c->series_count > 1 && p->c->series_count <= SL_COUNT(textures) && series &&
           !sl_plot_any_highlight(p->c, sl_chart_highlights_series(p->c) ? p->c->series_count
                                                                         : p->c->label_count);
}

/* Where the lines of one measure meet the borders, by x. */
static size_t find_crossings(const sl_u *points, size_t n, int ax, int ay, sl_u sum, sl_u *out)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        const sl_u *from = points + 2 * i, *to = points + 2 * ((i + 1) % n);
        sl_u one = from[0] * ax + from[1] * ay, two = to[0] * ax + to[1] * ay;
        if ((one > sum) == (two > sum))
            continue;
        sl_u x = from[0] + sl_u_scale(to[0] - from[0], sum - one, two - one);
        size_t at = count++;
        for (; at && out[at - 1] > x; at--)
            out[at] = out[at - 1];
        out[at] = x;
    }
    return count;
}

static void draw_texture(sl_plot *p, size_t series, const sl_u *points, size_t n)
{
    const sl_u apart = SL_PT(5);
    int ax = textures[series].x, ay = textures[series].y;
    sl_u low = SL_U_MAX, high = -SL_U_MAX;
    for (size_t i = 0; i < n; i++) {
        sl_u sum = points[2 * i] * ax + points[2 * i + 1] * ay;
        low = sum < low ? sum : low;
        high = sum > high ? sum : high;
    }
    SL_VEC(uint8_t) ops = {0};
    SL_VEC(sl_u) coords = {0};
    sl_u *at = SL_NEW_ARRAY(p->k->arena, sl_u, n + 1);
    for (sl_u sum = low + apart / 2; sum < high; sum += apart) {
        size_t count = find_crossings(points, n, ax, ay, sum, at);
        for (size_t i = 0; i + 1 < count; i += 2)
            for (size_t end = i; end < i + 2; end++) {
                SL_PUSH(p->k->arena, ops, end == i ? SL_PATH_MOVE : SL_PATH_LINE);
                SL_PUSH(p->k->arena, coords, at[end]);
                SL_PUSH(p->k->arena, coords, ay < 0 ? at[end] - sum : sum - ax * at[end]);
            }
    }
    if (!ops.n)
        return;
    sl_mark m = {.kind = SL_MARK_PATH};
    m.u.path = (sl_path){.ops = ops.at,
                         .coords = coords.at,
                         .op_count = (uint32_t)ops.n,
                         .coord_count = (uint32_t)coords.n / 2,
                         .stroked = true,
                         .stroke = SL_SKETCH_GROUND,
                         .width = SL_PT(0.8)};
    SL_PUSH(p->k->arena, p->held, m);
}

void sl_axis_hold_seam(sl_plot *p, const sl_u line[4])
{
    static const uint8_t ops[] = {SL_PATH_MOVE, SL_PATH_LINE};
    sl_u *coords = SL_NEW_ARRAY(p->k->arena, sl_u, 4);
    memcpy(coords, line, 4 * sizeof *coords);
    sl_mark m = {.kind = SL_MARK_PATH};
    m.u.path = (sl_path){.ops = ops,
                         .coords = coords,
                         .op_count = 2,
                         .coord_count = 2,
                         .stroked = true,
                         .stroke = SL_SKETCH_GROUND,
                         .width = SL_PT(0.8)};
    SL_PUSH(p->k->arena, p->held, m);
}

void sl_axis_draw_held(sl_plot *p)
{
    for (size_t i = 0; i < p->held.n; i++)
        SL_PUSH(p->k->arena, p->k->picture->marks, p->held.at[i]);
    p->held.n = 0;
}

void sl_axis_fill(sl_plot *p, size_t series, const sl_u *points, size_t n)
{
    sl_mark m = {.kind = SL_MARK_PATH};
    uint8_t *ops = SL_NEW_ARRAY(p->k->arena, uint8_t, n + 1);
    sl_u *coords = SL_NEW_ARRAY(p->k->arena, sl_u, 2 * n);
    memcpy(coords, points, 2 * n * sizeof *coords);
    for (size_t i = 0; i <= n; i++)
        ops[i] = i == n ? SL_PATH_CLOSE : i ? SL_PATH_LINE : SL_PATH_MOVE;
    m.u.path = (sl_path){.ops = ops,
                         .coords = coords,
                         .op_count = (uint32_t)n + 1,
                         .coord_count = (uint32_t)n,
                         .filled = true,
                         .fill = sl_plot_series_color(p->k, p->c, series)};
    SL_PUSH(p->k->arena, p->k->picture->marks, m);
    if (is_textured(p, series))
        draw_texture(p, series, points, n);
    sl_axis_draw_held(p);
}

void sl_axis_fill_rect(sl_plot *p, size_t series, sl_u x, sl_u y, sl_u width, sl_u height)
{
    if (width <= 0 || height <= 0)
        return;
    const sl_u corners[] = {x, y, x + width, y, x + width, y + height, x, y + height};
    sl_sketch_rect(p->k, x, y, width, height, sl_plot_series_color(p->k, p->c, series));
    if (is_textured(p, series))
        draw_texture(p, series, corners, 4);
}
