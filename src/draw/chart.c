#include <stdlib.h>

#include "base/assert.h"
#include "draw/plot.h"

static sl_str reference_text(const sl_plot *p)
{
    return sl_str_format(p->k->arena, "%.*s %.*s", SL_FMT(p->c->reference_label),
                         SL_FMT(sl_plot_figure_text(p->k->arena, p->c, p->c->reference)));
}

/* Lines above the figures. */
static sl_u start_head(sl_plot *p)
{
    sl_u width = p->k->picture->width;
    p->unit = sl_sketch_wrap(p->k, p->c->unit, false, width);
    if (p->c->has_reference)
        p->reference = sl_sketch_wrap(p->k, reference_text(p), false, width);
    return p->k->line * (sl_u)(p->unit.lines.n + p->reference.lines.n);
}

/* A dashed line at the reference, named above the figures. */
static void draw_reference(sl_plot *p)
{
    if (!p->c->has_reference)
        return;
    sl_u x = sl_plot_position(p, p->c->reference, p->x0, p->x1);
    const sl_u points[] = {x, p->y0 - SL_PT(2), x, p->y1};
    sl_sketch_line(p->k, points, 2, SL_PT(1), p->k->text, SL_PT(3));
    sl_u half = sl_plot_widest_label(p->k, p->reference.lines.at, p->reference.lines.n, false) / 2;
    sl_u at = x + half > p->k->picture->width ? p->k->picture->width - half : x;
    at = at < half ? half : at;
    for (size_t i = 0; i < p->reference.lines.n; i++) {
        sl_u up = p->k->line * (sl_u)(p->reference.lines.n - 1 - i);
        sl_sketch_label(p->k, p->reference.lines.at[i], at, p->y0 - SL_PT(5) - up, SL_ANCHOR_MIDDLE,
                        false, p->k->text);
    }
}

/* --- bars and dots: one row for each label --- */

/* row: its height where its label has one line; extra: room above the first one. */
static void start_rows(sl_plot *p, sl_u row, sl_u extra)
{
    sl_picture *picture = p->k->picture;
    size_t n = p->c->label_count;
    sl_u name = sl_plot_widest_label(p->k, p->c->labels, n, true);
    sl_u most = picture->width * 2 / 5;
    name = name < most ? name : most;
    p->x0 = name + SL_PT(8);
    p->x1 = picture->width - sl_plot_widest_value(p) - SL_PT(8);
    p->y0 = start_head(p) + SL_PT(4) + extra;
    p->names = SL_NEW_ARRAY(p->k->arena, sl_sketch_lines, n + 1);
    p->tops = SL_NEW_ARRAY(p->k->arena, sl_u, n + 1);
    p->tops[0] = p->y0;
    SL_PUSH(p->k->arena, picture->cuts, p->y0);
    for (size_t i = 0; i < n; i++) {
        p->names[i] = sl_sketch_wrap(p->k, p->c->labels[i], true, name);
        sl_u need = (sl_u)p->names[i].lines.n * p->k->line + SL_PT(4);
        p->tops[i + 1] = p->tops[i] + (p->names[i].lines.n > 1 && need > row ? need : row);
        SL_PUSH(p->k->arena, picture->cuts, p->tops[i + 1]);
    }
    p->y1 = p->tops[n];
    picture->height = p->y1 + SL_PT(4);
}

static sl_u row_middle(const sl_plot *p, size_t i)
{
    return p->tops[i] + (p->tops[i + 1] - p->tops[i]) / 2;
}

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

static void draw_bars(sl_plot *p)
{
    enum { ROW = 18, BAR = 12 };
    const sl_chart *c = p->c;
    sl_plot_find_range(p, true);
    start_rows(p, SL_PT(ROW), 0);
    sl_plot_widen(p);
    sl_plot_draw_unit(p);
    bool some = sl_plot_any_highlight(c, c->label_count);
    sl_u zero = sl_plot_position(p, sl_plot_whole(0), p->x0, p->x1);
    for (size_t i = 0; i < c->label_count; i++) {
        sl_u middle = row_middle(p, i), base = middle + sl_sketch_middle(p->k);
        bool strong = some && c->highlight[i];
        sl_sketch_put_lines(p->k, &p->names[i], p->x0 - SL_PT(6), middle, SL_ANCHOR_END, strong,
                            p->k->text);
        if (!sl_plot_is_present(c, 0, i)) {
            sl_sketch_label(p->k, sl_plot_value_text(p->k->arena, c, 0, i), zero + SL_PT(4), base,
                            SL_ANCHOR_START, false, p->k->secondary);
            continue;
        }
        sl_u x = sl_plot_position(p, sl_plot_value_at(c, 0, i), p->x0, p->x1);
        sl_u right = right_end(p, 0, i, x < zero ? zero : x);
        draw_bar(p, 0, i, middle - SL_PT(BAR) / 2, SL_PT(BAR),
                 !some || strong ? p->k->accent : p->k->quiet);
        sl_sketch_label(p->k, sl_plot_value_text(p->k->arena, c, 0, i), right + SL_PT(4), base,
                        SL_ANCHOR_START, strong, p->k->text);
    }
    draw_reference(p);
}

static void draw_grouped(sl_plot *p)
{
    enum { BAR = 11, GAP = 9 };
    const sl_chart *c = p->c;
    sl_u row = SL_PT(BAR) * c->series_count + SL_PT(GAP);
    sl_u names = sl_plot_widest_label(p->k, c->series, c->series_count, true);
    sl_plot_find_range(p, true);
    start_rows(p, row, 0);
    p->x1 -= names + SL_PT(4);
    sl_plot_widen(p);
    sl_plot_draw_unit(p);
    sl_u zero = sl_plot_position(p, sl_plot_whole(0), p->x0, p->x1);
    for (size_t i = 0; i < c->label_count; i++) {
        sl_u middle = row_middle(p, i), y = middle - row / 2;
        sl_sketch_put_lines(p->k, &p->names[i], p->x0 - SL_PT(6), middle, SL_ANCHOR_END, false,
                            p->k->text);
        for (size_t s = 0; s < c->series_count; s++) {
            bool there = sl_plot_is_present(c, s, i);
            sl_u top = y + SL_PT(GAP) / 2 + SL_PT(BAR) * (sl_u)s;
            sl_u x = there ? sl_plot_position(p, sl_plot_value_at(c, s, i), p->x0, p->x1) : zero;
            sl_u right = x < zero ? zero : x;
            if (there) {
                draw_bar(p, s, i, top, SL_PT(BAR - 1), sl_plot_series_color(p->k, c, s));
                right = right_end(p, s, i, right);
            }
            sl_str text = sl_str_format(p->k->arena, "%.*s  %.*s",
                                        SL_FMT(sl_plot_value_text(p->k->arena, c, s, i)),
                                        SL_FMT(c->series[s]));
            sl_sketch_label(p->k, text, right + SL_PT(4),
                            top + SL_PT(BAR - 1) / 2 + sl_sketch_middle(p->k), SL_ANCHOR_START,
                            false, there ? p->k->text : p->k->secondary);
        }
    }
    draw_reference(p);
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
    sl_u y = row_middle(p, i), base = y + sl_sketch_middle(p->k), ends[2] = {p->x1, p->x1};
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
        sl_sketch_label(p->k, text, right ? ends[1] + SL_PT(3) : ends[0] - SL_PT(3), base,
                        right ? SL_ANCHOR_START : SL_ANCHOR_END, strong && end, p->k->text);
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
    start_rows(p, SL_PT(ROW), c->series_count > 1 ? p->k->line : 0);
    sl_u margin = sl_plot_widest_value(p) + SL_PT(10);
    p->x0 += c->series_count > 1 ? margin : SL_PT(6);
    sl_plot_widen(p);
    sl_plot_draw_unit(p);
    bool some = sl_plot_any_highlight(c, c->label_count);
    for (size_t i = 0; i < c->label_count; i++) {
        sl_u y = row_middle(p, i), left = p->x0 - (c->series_count > 1 ? margin : SL_PT(6));
        bool strong = some && c->highlight[i];
        sl_sketch_put_lines(p->k, &p->names[i], left - SL_PT(6), y, SL_ANCHOR_END, strong,
                            p->k->text);
        draw_row_of_dots(p, i, left, !some || strong ? p->k->accent : p->k->secondary, strong);
        draw_reasons(p, i, left + SL_PT(4), y + sl_sketch_middle(p->k));
    }
    draw_reference(p);
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
    switch (chart->kind) {
    case SL_CHART_BAR:
        draw_bars(&p);
        break;
    case SL_CHART_GROUPED_BAR:
        draw_grouped(&p);
        break;
    case SL_CHART_LINE:
        sl_plot_draw_lines(&p, false);
        break;
    case SL_CHART_DOT:
        draw_dots(&p);
        break;
    case SL_CHART_SLOPE:
        sl_plot_draw_lines(&p, true);
        break;
    case SL_CHART_MAP:
    case SL_CHART__COUNT:
        SL_NEVER("chart kind");
    }
    return picture->width > width ? sl_picture_scale(a, picture, width, picture->width) : picture;
}
