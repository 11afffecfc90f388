#include "draw/plot.h"

enum {
    LEAST_WIDTH = 60, /* points that bars need to be told apart */
    CAP = 2,          /* half a line's end, where it is one through a figure */
};

sl_str sl_plot_figure_text(sl_arena *a, const sl_chart *c, sl_dec v)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_chart_push_figure(&b, c, v);
    return sl_buf_take(&b, a);
}

/* v on a scale from low to high, as a length between a and b. */
sl_u sl_plot_position(const sl_plot *p, sl_dec v, sl_u a, sl_u b)
{
    return a + (sl_u)sl_dec_part(v, p->low, p->high, b - a);
}

sl_dec sl_plot_whole(int64_t v)
{
    return (sl_dec){v, 0};
}

const sl_bounds *sl_plot_bounds_at(const sl_chart *c, size_t series, size_t label)
{
    const sl_bounds *b = c->bounds ? &c->bounds[series * c->label_count + label] : NULL;
    return b && b->known ? b : NULL;
}

/* From one end to the other, with a cap across each: dx and dy are half of one. */
static void draw_bounds(sl_plot *p, const sl_u from[2], const sl_u to[2], sl_u dx, sl_u dy,
                        sl_rgb color)
{
    const sl_u lines[][4] = {{from[0], from[1], to[0], to[1]},
                             {from[0] - dx, from[1] - dy, from[0] + dx, from[1] + dy},
                             {to[0] - dx, to[1] - dy, to[0] + dx, to[1] + dy}};
    for (size_t i = 0; i < SL_COUNT(lines); i++)
        sl_sketch_line(p->k, lines[i], 2, SL_PT(1), color, 0);
}

void sl_plot_draw_bounds_across(sl_plot *p, size_t series, size_t label, sl_u y, sl_rgb color)
{
    const sl_bounds *b = sl_plot_bounds_at(p->c, series, label);
    if (!b)
        return;
    const sl_u from[] = {sl_plot_position(p, b->low, p->x0, p->x1), y};
    const sl_u to[] = {sl_plot_position(p, b->high, p->x0, p->x1), y};
    draw_bounds(p, from, to, 0, SL_PT(CAP), color);
}

void sl_plot_draw_bounds_upright(sl_plot *p, size_t series, size_t label, sl_u x, sl_rgb color)
{
    const sl_bounds *b = sl_plot_bounds_at(p->c, series, label);
    if (!b)
        return;
    const sl_u from[] = {x, sl_plot_position(p, b->low, p->y1, p->y0)};
    const sl_u to[] = {x, sl_plot_position(p, b->high, p->y1, p->y0)};
    draw_bounds(p, from, to, SL_PT(CAP), 0, color);
}

/* The range of the figures, with nought where bars start and with the reference. */
void sl_plot_find_range(sl_plot *p, bool from_zero)
{
    const sl_chart *c = p->c;
    bool any = false;
    for (size_t i = 0; i < (size_t)c->label_count * c->series_count; i++) {
        if (!c->present[i])
            continue;
        const sl_bounds *b = sl_plot_bounds_at(c, i / c->label_count, i % c->label_count);
        sl_dec low = b ? b->low : c->values[i], high = b ? b->high : c->values[i];
        if (!any || sl_dec_compare(low, p->low) < 0)
            p->low = low;
        if (!any || sl_dec_compare(high, p->high) > 0)
            p->high = high;
        any = true;
    }
    if (c->has_reference && sl_dec_compare(c->reference, p->high) > 0)
        p->high = c->reference;
    if (c->has_reference && sl_dec_compare(c->reference, p->low) < 0)
        p->low = c->reference;
    const sl_dec also[] = {c->target, c->band_low, c->band_high};
    for (size_t i = c->has_target ? 0 : 1; i < (c->has_band ? 3u : 1u); i++) {
        if (sl_dec_compare(also[i], p->high) > 0)
            p->high = also[i];
        if (sl_dec_compare(also[i], p->low) < 0)
            p->low = also[i];
    }
    if (from_zero && sl_dec_compare(p->low, sl_plot_whole(0)) > 0)
        p->low = sl_plot_whole(0);
    if (from_zero && sl_dec_compare(p->high, sl_plot_whole(0)) < 0)
        p->high = sl_plot_whole(0);
}

bool sl_plot_is_present(const sl_chart *c, size_t series, size_t label)
{
    return c->present[series * c->label_count + label];
}

sl_dec sl_plot_value_at(const sl_chart *c, size_t series, size_t label)
{
    return c->values[series * c->label_count + label];
}

/* What is not rated yet is grey. */
static sl_rgb rating_color(sl_rating rating)
{
    return rating == SL_RATING_GREEN   ? 0x0F7A52
           : rating == SL_RATING_AMBER ? 0xC77700
           : rating == SL_RATING_RED   ? 0xCA3535
                                       : 0x8A9299;
}

sl_rgb sl_plot_label_color(const sl_sketch *k, const sl_chart *c, size_t label)
{
    bool some = sl_plot_any_highlight(c, c->label_count);
    if (some)
        return c->highlight[label] ? k->accent : k->quiet;
    return c->ratings ? rating_color(c->ratings[label]) : k->accent;
}

sl_rgb sl_plot_series_color(const sl_sketch *k, const sl_chart *c, size_t series)
{
    static const sl_rgb colors[] = {0, 0x28A197, 0xA8508F, 0xE5601C};
    bool any = false;
    for (size_t i = 0; i < c->series_count; i++)
        any = any || c->highlight[i];
    if (any)
        return c->highlight[series] ? k->accent : k->quiet;
    if (c->ratings && c->series_count > 1)
        return rating_color(c->ratings[series]);
    if (!series && c->series_count <= SL_COUNT(colors))
        return k->accent;
    return c->series_count <= SL_COUNT(colors) ? colors[series] : k->quiet;
}

sl_u sl_plot_widest_label(sl_sketch *k, const sl_str *texts, size_t n, bool bold)
{
    sl_u most = 0;
    for (size_t i = 0; i < n; i++) {
        sl_u w = sl_sketch_measure(k, texts[i], bold);
        most = w > most ? w : most;
    }
    return most;
}

sl_u sl_plot_widest_value(const sl_plot *p)
{
    sl_u most = 0;
    for (size_t i = 0; i < (size_t)p->c->label_count * p->c->series_count; i++)
        if (p->c->present[i]) {
            sl_u w = sl_sketch_measure(
                p->k,
                sl_plot_value_text(p->k->arena, p->c, i / p->c->label_count, i % p->c->label_count),
                true);
            most = w > most ? w : most;
        }
    return most;
}

void sl_plot_draw_unit(sl_plot *p)
{
    for (size_t i = 0; i < p->unit.lines.n; i++)
        sl_sketch_label(p->k, p->unit.lines.at[i], 0, p->k->line * (sl_u)(i + 1) - SL_PT(3),
                        SL_ANCHOR_START, false, p->k->secondary);
}

/* What the labels leave too little room for is drawn wider, and then made smaller as a whole. */
void sl_plot_widen(sl_plot *p)
{
    sl_u lack = p->x0 + SL_PT(LEAST_WIDTH) - p->x1;
    if (lack <= 0)
        return;
    p->x1 += lack;
    p->k->picture->width += lack;
}

/* A figure with its marks, or the reason why there is none. */
sl_str sl_plot_value_text(sl_arena *a, const sl_chart *c, size_t series, size_t label)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_chart_push_value(&b, c, series * c->label_count + label);
    return sl_buf_take(&b, a);
}

bool sl_plot_any_highlight(const sl_chart *c, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (c->highlight[i])
            return true;
    return false;
}

sl_dec sl_plot_sum(const sl_chart *c, size_t label, bool below)
{
    sl_dec sum = {0, 0};
    for (size_t s = 0; s < c->series_count; s++)
        if (sl_plot_is_present(c, s, label) &&
            (sl_dec_compare(sl_plot_value_at(c, s, label), sl_plot_whole(0)) < 0) == below)
            sl_dec_add(sum, sl_plot_value_at(c, s, label), &sum); /* loading saw that it can be */
    return sum;
}

void sl_plot_draw_boxed(sl_plot *p, sl_str text, sl_u x, sl_u y, sl_anchor anchor, bool bold,
                        sl_rgb color, sl_rgb box)
{
    sl_u width = sl_sketch_measure(p->k, text, bold), half = sl_sketch_middle(p->k);
    sl_u left = anchor == SL_ANCHOR_START ? x : anchor == SL_ANCHOR_END ? x - width : x - width / 2;
    sl_sketch_rect(p->k, left - SL_PT(1.5), y - 2 * half - SL_PT(1.5), width + SL_PT(3),
                   2 * half + SL_PT(3), box);
    sl_sketch_label(p->k, text, x, y, anchor, bold, color);
}

sl_dec sl_plot_share(const sl_chart *c, size_t series, size_t label, sl_dec whole)
{
    int64_t scale = 100;
    for (unsigned i = 0; i < c->places; i++)
        scale *= 10;
    int64_t twice =
        sl_dec_part(sl_plot_value_at(c, series, label), sl_plot_whole(0), whole, 2 * scale);
    return (sl_dec){(twice + 1) / 2, c->places};
}

sl_u sl_plot_part_end(const sl_plot *p, size_t label, sl_dec sum, sl_u a, sl_u b)
{
    if (!p->c->is_share)
        return sl_plot_position(p, sum, a, b);
    sl_dec whole = sl_plot_sum(p->c, label, false);
    sl_u part = (sl_u)sl_dec_part(sum, sl_plot_whole(0), whole, a < b ? b - a : a - b);
    return a < b ? a + part : a - part;
}

void sl_plot_add_part(const sl_plot *p, size_t series, size_t label, sl_dec sums[2], sl_u a, sl_u b,
                      sl_u ends[2])
{
    sl_dec value = sl_plot_value_at(p->c, series, label);
    bool below = sl_dec_compare(value, sl_plot_whole(0)) < 0;
    ends[0] = sl_plot_part_end(p, label, sums[below], a, b);
    sl_dec_add(sums[below], value, &sums[below]);
    ends[1] = sl_plot_part_end(p, label, sums[below], a, b);
}
