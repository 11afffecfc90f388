/* Columns side by side or on each other, and areas, over labels from left to right. */
#include "draw/axis.h"

enum { TALL = SL_PT(160), STEPS = 5 };

/* Whether figures can stand at the columns, and no line of the axis is needed: nothing else is
 * drawn there, and each has room. */
static bool has_room_for_figures(sl_plot *p, sl_u room)
{
    const sl_chart *c = p->c;
    if (c->has_reference || c->has_target || c->has_band || c->bounds || c->note_count)
        return false;
    return sl_plot_widest_value(p) + SL_PT(2) <= room;
}

/* Half of a label's name as it stands below its place. */
static sl_u half_name(sl_plot *p, size_t i)
{
    sl_sketch_lines l = sl_sketch_wrap(p->k, p->c->labels[i], false, p->k->picture->width / 3);
    return sl_plot_widest_label(p->k, l.lines.at, l.lines.n, false) / 2;
}

/* The key, the ends of the axes, and where columns stand; steps 0: no axis. */
static void start(sl_plot *p, sl_u *at, unsigned steps, bool between)
{
    const sl_chart *c = p->c;
    sl_u top = sl_axis_draw_key(p, 0), side = sl_axis_side_width(p);
    if (steps)
        sl_axis_round(p, steps);
    p->x0 = steps ? sl_axis_widest(p) + SL_PT(8) : SL_PT(1);
    p->x1 = sl_axis_notes_edge(p, p->k->picture->width - (side ? side : SL_PT(2)));
    if (!between) { /* the outer names stand below the ends */
        sl_u ends[] = {half_name(p, 0), half_name(p, c->label_count - 1u)};
        p->x0 = p->x0 > ends[0] ? p->x0 : ends[0];
        p->x1 = p->x1 < p->k->picture->width - ends[1] ? p->x1 : p->k->picture->width - ends[1];
    }
    sl_plot_widen(p);
    sl_u width = p->x1 - p->x0;
    for (size_t i = 0; i < c->label_count; i++)
        at[i] = between ? p->x0 + (sl_u)((int64_t)width * (2 * (int64_t)i + 1) /
                                         (2 * (int64_t)c->label_count))
                        : sl_plot_column_x(p, i);
    p->y0 = sl_axis_draw_notes(p, at, top, NULL) + SL_PT(8);
    p->y1 = p->y0 + TALL;
}

static sl_u *feet_of(sl_plot *p, const sl_u *heights)
{
    sl_u *feet = SL_NEW_ARRAY(p->k->arena, sl_u, p->c->note_count + 1u);
    for (size_t i = 0; i < p->c->note_count; i++)
        feet[i] = heights[p->c->notes[i].label] - SL_PT(2);
    return feet;
}

/* Below the axis: names, and what is missing. */
static void finish(sl_plot *p, const sl_u *at, sl_u slot)
{
    sl_u y = sl_axis_draw_names(p, at, slot, p->y1 + SL_PT(3));
    p->k->picture->height = sl_axis_draw_missing(p, y) + SL_PT(2);
}

static sl_u slot_of(const sl_plot *p)
{
    return (p->x1 - p->x0) / p->c->label_count;
}

static void draw_base(sl_plot *p)
{
    sl_u zero = sl_plot_position(p, sl_plot_whole(0), p->y1, p->y0);
    const sl_u base[] = {p->x0, zero, p->x1, zero};
    sl_sketch_line(p->k, base, 2, SL_PT(1), p->k->secondary, 0);
}

static void draw_column(sl_plot *p, size_t s, size_t i, sl_u left, sl_u width, bool figures)
{
    const sl_chart *c = p->c;
    sl_u zero = sl_plot_position(p, sl_plot_whole(0), p->y1, p->y0);
    sl_u y = sl_plot_position(p, sl_plot_value_at(c, s, i), p->y1, p->y0);
    sl_u high = y < zero ? y : zero, tall = y < zero ? zero - y : y - zero;
    if (c->series_count == 1)
        sl_sketch_rect(p->k, left, high, width, tall, sl_plot_label_color(p->k, c, i));
    else
        sl_axis_fill_rect(p, s, left, high, width, tall);
    sl_plot_draw_bounds_upright(p, s, i, left + width / 2, p->k->text);
    if (figures)
        sl_sketch_label(p->k, sl_plot_value_text(p->k->arena, c, s, i), left + width / 2,
                        y <= zero ? high - SL_PT(3) : y + SL_PT(4) + 2 * sl_sketch_middle(p->k),
                        SL_ANCHOR_MIDDLE, c->series_count == 1 && c->highlight[i], p->k->text);
}

bool sl_plot_draw_columns(sl_plot *p)
{
    const sl_chart *c = p->c;
    sl_u room = p->k->picture->width / c->label_count;
    sl_plot_find_range(p, true);
    bool figures = has_room_for_figures(p, room * 7 / 10 / c->series_count);
    bool bare = !c->has_band && !c->note_count;
    if (bare && !c->days && !sl_axis_names_fit(p, room * 9 / 10))
        return false;
    sl_u *at = SL_NEW_ARRAY(p->k->arena, sl_u, c->label_count);
    sl_u *heights = SL_NEW_ARRAY(p->k->arena, sl_u, c->label_count);
    start(p, at, figures ? 0 : STEPS, true);
    sl_u slot = slot_of(p), width = slot * 7 / 10 / c->series_count;
    if (figures) { /* above the highest, and below the lowest */
        p->y0 += p->k->line - SL_PT(4);
        p->y1 += p->k->line;
    } else {
        sl_axis_draw_band(p, true);
        sl_axis_draw_upright(p);
    }
    sl_u names = p->y1;
    if (figures && sl_dec_compare(p->low, sl_plot_whole(0)) < 0)
        p->y1 -= p->k->line;
    for (size_t i = 0; i < c->label_count; i++) {
        heights[i] = sl_plot_position(p, sl_plot_whole(0), p->y1, p->y0);
        for (size_t s = 0; s < c->series_count; s++) {
            if (!sl_plot_is_present(c, s, i))
                continue;
            sl_u left = at[i] + width * (sl_u)s - width * (sl_u)c->series_count / 2;
            sl_u air = c->series_count > 1 ? SL_PT(0.5) : 0;
            draw_column(p, s, i, left + air, width - 2 * air, figures);
            const sl_bounds *b = sl_plot_bounds_at(c, s, i);
            sl_u y = sl_plot_position(p, b ? b->high : sl_plot_value_at(c, s, i), p->y1, p->y0);
            heights[i] = y < heights[i] ? y : heights[i];
        }
    }
    sl_axis_draw_held(p);
    draw_base(p);
    sl_axis_draw_side(p);
    p->y1 = names;
    sl_u top = p->y0 - SL_PT(8);
    if (c->note_count)
        sl_axis_draw_notes(p, at, top - sl_axis_draw_notes(p, at, 0, NULL), feet_of(p, heights));
    finish(p, at, slot);
    return true;
}

/* --- on each other --- */

static void find_sums(sl_plot *p)
{
    p->low = p->high = sl_plot_whole(0);
    for (size_t i = 0; i < p->c->label_count; i++) {
        sl_dec high = sl_plot_sum(p->c, i, false), low = sl_plot_sum(p->c, i, true);
        p->high = sl_dec_compare(high, p->high) > 0 ? high : p->high;
        p->low = sl_dec_compare(low, p->low) < 0 ? low : p->low;
    }
    const sl_chart *c = p->c;
    if (c->has_reference && sl_dec_compare(c->reference, p->high) > 0)
        p->high = c->reference;
    if (c->has_target && sl_dec_compare(c->target, p->high) > 0)
        p->high = c->target;
    if (c->has_band && sl_dec_compare(c->band_high, p->high) > 0)
        p->high = c->band_high;
}

static sl_u draw_pile(sl_plot *p, size_t i, sl_u left, sl_u width)
{
    const sl_chart *c = p->c;
    sl_dec sums[] = {{0, 0}, {0, 0}};
    sl_u zero = sl_plot_part_end(p, i, sl_plot_whole(0), p->y1, p->y0), highest = zero;
    for (size_t s = 0; s < c->series_count; s++) {
        if (!sl_plot_is_present(c, s, i))
            continue;
        sl_u ends[2];
        sl_plot_add_part(p, s, i, sums, p->y1, p->y0, ends);
        sl_u from = ends[0], to = ends[1];
        sl_u top = to < from ? to : from;
        sl_axis_fill_rect(p, s, left, top, width, to < from ? from - to : to - from);
        if (from != zero) { /* where two meet */
            const sl_u seam[] = {left, from, left + width, from};
            sl_axis_hold_seam(p, seam);
        }
        highest = top < highest ? top : highest;
    }
    return highest;
}

/* The axis of shares: 0% to 100%. */
static void set_share(sl_plot *p, sl_chart *like)
{
    *like = *p->c;
    like->prefix = SL_STR_NONE;
    like->suffix = SL_STR("%");
    p->c = like;
    p->low = sl_plot_whole(0);
    p->high = sl_plot_whole(100);
}

bool sl_plot_draw_stacked_columns(sl_plot *p)
{
    const sl_chart *c = p->c;
    sl_chart like;
    sl_u room = p->k->picture->width / c->label_count;
    if (!c->days && !sl_axis_names_fit(p, room * 8 / 10))
        return false;
    find_sums(p);
    if (c->is_share)
        set_share(p, &like);
    sl_u *at = SL_NEW_ARRAY(p->k->arena, sl_u, c->label_count);
    start(p, at, STEPS, true);
    sl_axis_draw_upright(p);
    p->c = c;
    sl_u slot = slot_of(p), width = slot * 7 / 10;
    for (size_t i = 0; i < c->label_count; i++)
        draw_pile(p, i, at[i] - width / 2, width);
    sl_axis_draw_held(p);
    draw_base(p);
    sl_axis_draw_side(p);
    finish(p, at, slot);
    return true;
}

/* --- areas --- */

/* A layer between the sums below a series and with it. */
static void draw_layer(sl_plot *p, size_t s, const sl_u *at, sl_dec *sums)
{
    const sl_chart *c = p->c;
    size_t n = c->label_count;
    sl_u *points = SL_NEW_ARRAY(p->k->arena, sl_u, 4 * n);
    for (size_t i = 0; i < n; i++) {
        points[4 * n - 2 * i - 2] = at[i];
        points[4 * n - 2 * i - 1] = sl_plot_position(p, sums[i], p->y1, p->y0);
        sl_dec_add(sums[i], sl_plot_value_at(c, s, i), &sums[i]);
        points[2 * i] = at[i];
        points[2 * i + 1] = sl_plot_position(p, sums[i], p->y1, p->y0);
    }
    sl_axis_fill(p, s, points, 2 * n);
    if (s) /* the border with the layer below */
        sl_sketch_line(p->k, points + 2 * n, (uint32_t)n, SL_PT(1.2), SL_SKETCH_GROUND, 0);
}

void sl_plot_draw_area(sl_plot *p)
{
    const sl_chart *c = p->c;
    find_sums(p);
    sl_u *at = SL_NEW_ARRAY(p->k->arena, sl_u, c->label_count);
    sl_u *heights = SL_NEW_ARRAY(p->k->arena, sl_u, c->label_count);
    sl_dec *sums = SL_NEW_ARRAY(p->k->arena, sl_dec, c->label_count);
    start(p, at, STEPS, false);
    sl_axis_draw_band(p, true);
    sl_axis_draw_upright(p);
    for (size_t s = 0; s < c->series_count; s++)
        draw_layer(p, s, at, sums);
    for (size_t i = 0; i < c->label_count; i++)
        heights[i] = sl_plot_position(p, sums[i], p->y1, p->y0);
    draw_base(p);
    sl_axis_draw_side(p);
    sl_u top = p->y0 - SL_PT(8);
    if (c->note_count)
        sl_axis_draw_notes(p, at, top - sl_axis_draw_notes(p, at, 0, NULL), feet_of(p, heights));
    finish(p, at, slot_of(p));
}
