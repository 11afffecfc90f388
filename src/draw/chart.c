#include <stdlib.h>

#include "base/assert.h"
#include "draw/axis.h"

/* --- bars and dots: one row for each label --- */

/* The right end of a figure that is drawn from left to right: its own or its interval's. */
static sl_u right_end(const sl_plot *p, size_t series, size_t label, sl_u right)
{
    const sl_bounds *b = sl_plot_bounds_at(p->c, series, label);
    sl_u high = b ? sl_plot_position(p, b->high, p->x0, p->x1) : right;
    return high > right ? high : right;
}

/* A bar, and the line through its end: light on the bar where that is dark. */
static void draw_bar(sl_plot *p, size_t series, size_t label, sl_u top, sl_u height, sl_rgb color)
{
    sl_u zero = sl_plot_position(p, sl_plot_whole(0), p->x0, p->x1);
    sl_u x = sl_plot_position(p, sl_plot_value_at(p->c, series, label), p->x0, p->x1);
    sl_u left = x < zero ? x : zero, right = x < zero ? zero : x;
    const sl_bounds *b = sl_plot_bounds_at(p->c, series, label);
    if (p->c->series_count > 1)
        sl_axis_fill_rect(p, series, left, top, right - left, height);
    else
        sl_sketch_rect(p->k, left, top, right - left, height, color);
    if (!b)
        return;
    sl_u y = top + height / 2;
    sl_plot_draw_bounds_across(p, series, label, y, p->k->text);
    sl_u inner = sl_plot_position(p, x < zero ? b->high : b->low, p->x0, p->x1);
    inner = inner < left ? left : inner > right ? right : inner;
    const sl_u within[] = {x, y, inner, y}, cap[] = {inner, y - SL_PT(2), inner, y + SL_PT(2)};
    if (color == p->k->quiet)
        return;
    sl_sketch_line(p->k, within, 2, SL_PT(1), p->k->hairline, 0);
    sl_sketch_line(p->k, cap, 2, SL_PT(1), p->k->hairline, 0);
}

/* A figure behind its bar, or why there is none; a line that passes there ends at it. */
static void draw_figure(sl_plot *p, size_t s, size_t i, sl_u zero, sl_u middle, bool strong)
{
    const sl_chart *c = p->c;
    bool there = sl_plot_is_present(c, s, i), lines = c->has_reference || c->has_target;
    sl_u x = there ? sl_plot_position(p, sl_plot_value_at(c, s, i), p->x0, p->x1) : zero;
    sl_u right = x < zero ? zero : x, base = middle + sl_sketch_middle(p->k);
    right = (there ? right_end(p, s, i, right) : right) + SL_PT(4);
    sl_str text = sl_plot_value_text(p->k->arena, c, s, i);
    sl_rgb color = there ? p->k->text : p->k->secondary;
    if (lines)
        sl_plot_draw_boxed(p, text, right, base, SL_ANCHOR_START, strong, color, SL_SKETCH_GROUND);
    else
        sl_sketch_label(p->k, text, right, base, SL_ANCHOR_START, strong, color);
}

static void draw_bars(sl_plot *p)
{
    enum { ROW = 18, BAR = 12 };
    const sl_chart *c = p->c;
    sl_plot_find_range(p, true);
    sl_plot_start_rows(p, SL_PT(ROW), 0);
    sl_plot_widen(p);
    sl_plot_draw_unit(p);
    bool some = sl_plot_any_highlight(c, c->label_count);
    sl_u zero = sl_plot_position(p, sl_plot_whole(0), p->x0, p->x1);
    for (size_t i = 0; i < c->label_count; i++) {
        bool strong = some && c->highlight[i];
        sl_plot_draw_row_name(p, i, strong);
        if (sl_plot_is_present(c, 0, i))
            draw_bar(p, 0, i, sl_plot_row_middle(p, i) - SL_PT(BAR) / 2, SL_PT(BAR),
                     sl_plot_label_color(p->k, c, i));
    }
    sl_plot_draw_reference(p);
    for (size_t i = 0; i < c->label_count; i++)
        draw_figure(p, 0, i, zero, sl_plot_row_middle(p, i), some && c->highlight[i]);
}

static void draw_grouped(sl_plot *p)
{
    enum { BAR = 11, GAP = 9 };
    const sl_chart *c = p->c;
    sl_u row = SL_PT(BAR) * c->series_count + SL_PT(GAP);
    sl_plot_find_range(p, true);
    sl_u key = sl_axis_draw_key(p, 0);
    sl_plot_start_rows(p, row, key - p->k->line * (sl_u)p->unit.lines.n + SL_PT(2));
    sl_plot_widen(p);
    sl_u zero = sl_plot_position(p, sl_plot_whole(0), p->x0, p->x1);
    for (int figures = 0; figures < 2; figures++) {
        for (size_t i = 0; i < c->label_count; i++) {
            sl_u y = sl_plot_row_middle(p, i) - row / 2 + SL_PT(GAP) / 2;
            if (!figures)
                sl_plot_draw_row_name(p, i, false);
            for (size_t s = 0; s < c->series_count; s++, y += SL_PT(BAR))
                if (figures)
                    draw_figure(p, s, i, zero, y + SL_PT(BAR - 1) / 2, false);
                else if (sl_plot_is_present(c, s, i))
                    draw_bar(p, s, i, y, SL_PT(BAR - 1), sl_plot_series_color(p->k, c, s));
        }
        sl_axis_draw_held(p);
        if (!figures)
            sl_plot_draw_reference(p);
    }
}

static sl_str list_reasons(const sl_plot *p, size_t label)
{
    const sl_chart *c = p->c;
    sl_buf b;
    sl_buf_init(&b);
    for (size_t s = 0; s < c->series_count; s++) {
        if (sl_plot_is_present(c, s, label))
            continue;
        if (b.n)
            sl_buf_push_z(&b, "; ");
        if (c->series_count > 1 && c->series[s].n)
            sl_buf_push_format(&b, "%.*s: ", SL_FMT(c->series[s]));
        sl_buf_push_str(&b, c->reasons[s * c->label_count + label]);
    }
    return sl_buf_take(&b, p->k->arena);
}

/* The reasons why a label lacks figures, in its row: behind its dots where there is room, else
 * before them. */
static void draw_reasons(sl_plot *p, size_t label, sl_u left, sl_u base)
{
    const sl_chart *c = p->c;
    sl_str text = list_reasons(p, label);
    sl_u behind = left, room = p->k->picture->width;
    for (size_t s = 0; s < c->series_count; s++)
        if (sl_plot_is_present(c, s, label)) {
            sl_u x = right_end(p, s, label,
                               sl_plot_position(p, sl_plot_value_at(c, s, label), p->x0, p->x1)) +
                     SL_PT(14) +
                     sl_sketch_measure(p->k, sl_plot_value_text(p->k->arena, c, s, label), true);
            behind = x > behind ? x : behind;
        }
    if (text.n)
        sl_sketch_label(p->k, text,
                        behind + sl_sketch_measure(p->k, text, false) > room ? left : behind, base,
                        SL_ANCHOR_START, false, p->k->secondary);
}

/* From the leftmost to the rightmost thing that is drawn of a label's figures. */
static bool find_ends(const sl_plot *p, size_t label, sl_u *left, sl_u *right)
{
    bool any = false;
    for (size_t s = 0; s < p->c->series_count; s++) {
        if (!sl_plot_is_present(p->c, s, label))
            continue;
        const sl_bounds *b = sl_plot_bounds_at(p->c, s, label);
        sl_u x = sl_plot_position(p, sl_plot_value_at(p->c, s, label), p->x0, p->x1);
        sl_u low = b ? sl_plot_position(p, b->low, p->x0, p->x1) : x;
        sl_u high = b ? sl_plot_position(p, b->high, p->x0, p->x1) : x;
        low = low < x - SL_PT(4) ? low : x - SL_PT(4);
        high = high > x + SL_PT(4) ? high : x + SL_PT(4);
        *left = !any || low < *left ? low : *left;
        *right = !any || high > *right ? high : *right;
        any = true;
    }
    return any;
}

/* The dots of a label with their figures, those of a pair on either side of it, and a hairline from
 * `left` that ends before what is read. */
static void draw_row_of_dots(sl_plot *p, size_t i, sl_u left, sl_rgb color, bool strong)
{
    const sl_chart *c = p->c;
    sl_u y = sl_plot_row_middle(p, i), base = y + sl_sketch_middle(p->k), ends[2] = {p->x1, p->x1};
    bool pair = c->series_count > 1, any = find_ends(p, i, &ends[0], &ends[1]);
    sl_u first = 0, last = 0, stop = any ? ends[0] : p->x1;
    for (size_t s = 0; s < c->series_count; s++) {
        if (!sl_plot_is_present(c, s, i))
            continue;
        last = sl_plot_position(p, sl_plot_value_at(c, s, i), p->x0, p->x1);
        first = s == 0 ? last : first;
    }
    const sl_u span[] = {first, y, last, y};
    if (pair && first && last)
        sl_sketch_line(p->k, span, 2, SL_PT(2), color, 0);
    for (size_t s = 0; s < c->series_count; s++) {
        if (!sl_plot_is_present(c, s, i))
            continue;
        sl_u x = sl_plot_position(p, sl_plot_value_at(c, s, i), p->x0, p->x1);
        bool end = s + 1 == c->series_count, right = !pair || (end ? last >= first : first > last);
        sl_str text = sl_plot_value_text(p->k->arena, c, s, i);
        sl_plot_draw_bounds_across(p, s, i, y, p->k->text);
        sl_sketch_dot(p->k, x, y, SL_PT(4), color, !end);
        sl_u at = right ? ends[1] + SL_PT(3) : ends[0] - SL_PT(3);
        sl_anchor anchor = right ? SL_ANCHOR_START : SL_ANCHOR_END;
        if (c->has_reference || c->has_target)
            sl_plot_draw_boxed(p, text, at, base, anchor, strong && end, p->k->text,
                               SL_SKETCH_GROUND);
        else
            sl_sketch_label(p->k, text, at, base, anchor, strong && end, p->k->text);
        if (!right)
            stop = ends[0] - SL_PT(6) - sl_sketch_measure(p->k, text, strong && end);
        if (i == 0 && pair)
            sl_sketch_label(p->k, c->series[s], x, y - SL_PT(9), SL_ANCHOR_MIDDLE, false,
                            p->k->secondary);
    }
    const sl_u across[] = {left, y, stop, y};
    if (stop > left && any)
        sl_sketch_line(p->k, across, 2, SL_PT(0.5), p->k->hairline, 0);
}

/* One dot for a label, or two joined by a line: from the first series to the second. */
static void draw_dots(sl_plot *p)
{
    enum { ROW = 18 };
    const sl_chart *c = p->c;
    sl_plot_find_range(p, false);
    sl_plot_start_rows(p, SL_PT(ROW), c->series_count > 1 ? p->k->line : 0);
    sl_u margin = sl_plot_widest_value(p) + SL_PT(10);
    p->x0 += c->series_count > 1 ? margin : SL_PT(6);
    sl_plot_widen(p);
    sl_plot_draw_unit(p);
    sl_plot_draw_reference(p);
    bool some = sl_plot_any_highlight(c, c->label_count);
    for (size_t i = 0; i < c->label_count; i++) {
        sl_u y = sl_plot_row_middle(p, i), left = p->x0 - (c->series_count > 1 ? margin : SL_PT(6));
        bool strong = some && c->highlight[i];
        sl_sketch_put_lines(p->k, &p->names[i], left - SL_PT(6), y, SL_ANCHOR_END, strong,
                            p->k->text);
        draw_row_of_dots(p, i, left, !some || strong ? p->k->accent : p->k->secondary, strong);
        draw_reasons(p, i, left + SL_PT(4), y + sl_sketch_middle(p->k));
    }
}

static void draw(sl_plot *p)
{
    switch (p->c->kind) {
    case SL_CHART_BAR:
        draw_bars(p);
        return;
    case SL_CHART_GROUPED_BAR:
        draw_grouped(p);
        return;
    case SL_CHART_LINE:
        sl_plot_draw_lines(p, false);
        return;
    case SL_CHART_DOT:
        draw_dots(p);
        return;
    case SL_CHART_SLOPE:
        sl_plot_draw_lines(p, true);
        return;
    case SL_CHART_COLUMN:
        if (sl_plot_draw_columns(p))
            return;
        if (p->c->series_count > 1)
            draw_grouped(p);
        else
            draw_bars(p);
        return;
    case SL_CHART_STACKED:
        if (!p->c->is_upright || !sl_plot_draw_stacked_columns(p))
            sl_plot_draw_stacked_rows(p);
        return;
    case SL_CHART_DIVERGING:
        sl_plot_draw_diverging(p);
        return;
    case SL_CHART_MULTIPLES:
        sl_plot_draw_multiples(p);
        return;
    case SL_CHART_STRIP:
        sl_plot_draw_strip(p);
        return;
    case SL_CHART_SCATTER:
        sl_plot_draw_scatter(p);
        return;
    case SL_CHART_AREA:
        sl_plot_draw_area(p);
        return;
    case SL_CHART_GRID:
        sl_plot_draw_grid(p);
        return;
    case SL_CHART_MAP:
    case SL_CHART__COUNT:
        break;
    }
    SL_NEVER("chart kind");
}

const sl_picture *sl_draw_chart(sl_arena *a, const sl_chart *chart, const sl_layout *layout,
                                sl_fonts *fonts, sl_words *words, sl_u width)
{
    if (chart->kind == SL_CHART_MAP)
        return sl_draw_map(a, chart, layout, fonts, words, width);
    sl_picture *picture = SL_NEW(a, sl_picture);
    picture->width = width;
    sl_sketch k = sl_sketch_start(a, picture, layout, fonts, words);
    sl_plot p = {.k = &k, .c = chart};
    draw(&p);
    return picture->width > width ? sl_picture_scale(a, picture, width, picture->width) : picture;
}
