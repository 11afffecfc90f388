/* Rows of parts on each other, and rows that part from a middle. */
#include "draw/axis.h"

enum { ROW = SL_PT(20), BAR = SL_PT(14) };

/* The key above the rows; what it needs beside the unit. */
static sl_u draw_key(sl_plot *p)
{
    sl_u y = sl_axis_draw_key(p, 0);
    return y - p->k->line * (sl_u)p->unit.lines.n + SL_PT(2);
}

/* Figures on a series' colour: dark on the light ones in every light and dark page. How light one
 * is is taken by the squares of its parts, as eyes weigh them. */
static sl_rgb ink_on(const sl_plot *p, size_t series)
{
    enum { INK = 0x000000, PAPER = 0xFEFEFE };
    sl_rgb color = sl_plot_series_color(p->k, p->c, series);
    if (color == p->k->accent)
        return SL_SKETCH_GROUND; /* turns with the accent */
    unsigned red = color >> 16, green = color >> 8 & 0xFF, blue = color & 0xFF;
    unsigned light = (red * red * 213 + green * green * 715 + blue * blue * 72) / 65025;
    return light > 220 ? INK : PAPER; /* thousandths */
}

static sl_str share_text(const sl_plot *p, size_t s, size_t i)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_dec(&b, sl_plot_share(p->c, s, i, sl_plot_sum(p->c, i, false)));
    sl_buf_push_char(&b, '%');
    return sl_buf_take(&b, p->k->arena);
}

/* A part, or where it has room its figure. */
static void draw_part(sl_plot *p, size_t s, size_t i, const sl_u ends[2], bool figure)
{
    sl_u left = ends[0] < ends[1] ? ends[0] : ends[1], right = ends[0] + ends[1] - left;
    sl_u top = sl_plot_row_middle(p, i) - BAR / 2;
    if (!figure) {
        sl_axis_fill_rect(p, s, left, top, right - left, BAR);
        return;
    }
    sl_str text =
        p->c->is_share ? share_text(p, s, i) : sl_plot_value_text(p->k->arena, p->c, s, i);
    if (sl_sketch_measure(p->k, text, false) + SL_PT(6) > right - left)
        return;
    sl_plot_draw_boxed(p, text, left + (right - left) / 2,
                       sl_plot_row_middle(p, i) + sl_sketch_middle(p->k), SL_ANCHOR_MIDDLE, false,
                       ink_on(p, s), sl_plot_series_color(p->k, p->c, s));
}

/* The parts of a row, to both sides of nought, or their figures; where it ends. */
static sl_u draw_row(sl_plot *p, size_t i, bool figures)
{
    const sl_chart *c = p->c;
    sl_dec sums[] = {{0, 0}, {0, 0}};
    sl_u zero = sl_plot_part_end(p, i, sl_plot_whole(0), p->x0, p->x1), end = zero;
    for (size_t s = 0; s < c->series_count; s++) {
        if (!sl_plot_is_present(c, s, i))
            continue;
        sl_u ends[2];
        sl_plot_add_part(p, s, i, sums, p->x0, p->x1, ends);
        draw_part(p, s, i, ends, figures);
        sl_u from = ends[0];
        if (from != zero && !figures) {
            sl_u top = sl_plot_row_middle(p, i) - BAR / 2;
            const sl_u seam[] = {from, top, from, top + BAR};
            sl_axis_hold_seam(p, seam);
        }
        end = ends[1] > end ? ends[1] : end;
    }
    return end;
}

/* What a row adds up to; empty where a part of it is missing or takes away. */
static sl_str total_text(const sl_plot *p, size_t i)
{
    for (size_t s = 0; s < p->c->series_count; s++)
        if (!sl_plot_is_present(p->c, s, i))
            return SL_STR_NONE;
    if (p->c->is_share || p->c->series_count < 2 ||
        sl_dec_compare(sl_plot_sum(p->c, i, true), sl_plot_whole(0)) < 0)
        return SL_STR_NONE;
    return sl_plot_figure_text(p->k->arena, p->c, sl_plot_sum(p->c, i, false));
}

/* Why a row lacks parts, in a line. */
static sl_str reasons_text(const sl_plot *p, size_t i)
{
    sl_buf b;
    sl_buf_init(&b);
    for (size_t s = 0; s < p->c->series_count; s++)
        if (!sl_plot_is_present(p->c, s, i))
            sl_buf_push_format(&b, "%s%.*s%s%.*s", b.n ? "; " : "", SL_FMT(p->c->series[s]),
                               p->c->series[s].n ? ": " : "",
                               SL_FMT(p->c->reasons[s * p->c->label_count + i]));
    return sl_buf_take(&b, p->k->arena);
}

static void find_range(sl_plot *p)
{
    sl_plot_find_range(p, true);
    for (size_t i = 0; i < p->c->label_count; i++) {
        sl_dec high = sl_plot_sum(p->c, i, false), low = sl_plot_sum(p->c, i, true);
        p->high = sl_dec_compare(high, p->high) > 0 ? high : p->high;
        p->low = sl_dec_compare(low, p->low) < 0 ? low : p->low;
    }
}

/* The widest of what stands behind rows: totals, or reasons as far as there is room. */
static sl_u behind_width(const sl_plot *p)
{
    sl_u most = 0;
    for (size_t i = 0; i < p->c->label_count; i++) {
        sl_u w = sl_sketch_measure(p->k, total_text(p, i), true);
        most = w > most ? w : most;
    }
    return most ? most + SL_PT(6) : SL_PT(2);
}

void sl_plot_draw_stacked_rows(sl_plot *p)
{
    const sl_chart *c = p->c;
    bool gone = false; /* what has no room in its row stands below */
    find_range(p);
    sl_u extra = draw_key(p);
    sl_plot_start_rows(p, ROW, extra);
    p->x1 = p->k->picture->width - behind_width(p);
    sl_plot_widen(p);
    for (size_t i = 0; i < c->label_count; i++) {
        sl_plot_draw_row_name(p, i, false);
        draw_row(p, i, false);
    }
    sl_axis_draw_held(p);
    if (!c->is_share) {
        sl_u zero = sl_plot_position(p, sl_plot_whole(0), p->x0, p->x1);
        const sl_u base[] = {zero, p->y0, zero, p->y1};
        sl_sketch_line(p->k, base, 2, SL_PT(1), p->k->secondary, 0);
        sl_plot_draw_reference(p);
    }
    for (size_t i = 0; i < c->label_count; i++) {
        sl_u end = draw_row(p, i, true), base = sl_plot_row_middle(p, i) + sl_sketch_middle(p->k);
        sl_str total = total_text(p, i), why = reasons_text(p, i);
        if (total.n)
            sl_plot_draw_boxed(p, total, end + SL_PT(4), base, SL_ANCHOR_START, true, p->k->text,
                               SL_SKETCH_GROUND);
        sl_u room = p->k->picture->width - end - SL_PT(4);
        if (why.n && sl_sketch_measure(p->k, why, false) <= room)
            sl_plot_draw_boxed(p, why, end + SL_PT(4), base, SL_ANCHOR_START, false,
                               p->k->secondary, SL_SKETCH_GROUND);
        else
            gone = gone || why.n;
    }
    if (gone)
        p->k->picture->height = sl_axis_draw_missing(p, p->k->picture->height);
}

/* --- rows that part from a middle --- */

/* One figure of a row: to the right of the middle where it is above it. */
static void draw_swing(sl_plot *p, size_t i, sl_dec middle)
{
    const sl_chart *c = p->c;
    bool some = sl_plot_any_highlight(c, c->label_count), strong = some && c->highlight[i];
    sl_u from = sl_plot_position(p, middle, p->x0, p->x1),
         base = sl_plot_row_middle(p, i) + sl_sketch_middle(p->k);
    if (!sl_plot_is_present(c, 0, i)) {
        sl_plot_draw_boxed(p, c->reasons[i], from + SL_PT(5), base, SL_ANCHOR_START, false,
                           p->k->secondary, SL_SKETCH_GROUND);
        return;
    }
    enum { BELOW = 0xE5601C };
    sl_u to = sl_plot_position(p, sl_plot_value_at(c, 0, i), p->x0, p->x1);
    sl_rgb color = some && !strong ? p->k->quiet : to < from ? BELOW : p->k->accent;
    sl_sketch_rect(p->k, to < from ? to : from, sl_plot_row_middle(p, i) - BAR / 2,
                   to < from ? from - to : to - from, BAR, color);
    sl_sketch_label(p->k, sl_plot_value_text(p->k->arena, c, 0, i),
                    to < from ? to - SL_PT(4) : to + SL_PT(4), base,
                    to < from ? SL_ANCHOR_END : SL_ANCHOR_START, strong, p->k->text);
}

void sl_plot_draw_diverging(sl_plot *p)
{
    const sl_chart *c = p->c;
    bool single = c->series_count == 1;
    sl_dec middle = single && c->has_reference ? c->reference : sl_plot_whole(0);
    if (single)
        sl_plot_find_range(p, !c->has_reference);
    else
        find_range(p);
    sl_u extra = single ? 0 : draw_key(p), value = sl_plot_widest_value(p) + SL_PT(8);
    sl_plot_start_rows(p, ROW, extra);
    p->x0 += single ? value : 0;
    p->x1 = p->k->picture->width - (single ? value : SL_PT(2));
    sl_plot_widen(p);
    if (single)
        sl_plot_draw_unit(p);
    sl_u left = p->x0 - (single ? value : 0), inner = p->x0;
    for (size_t i = 0; i < c->label_count; i++) {
        p->x0 = left;
        sl_plot_draw_row_name(p, i, single && c->highlight[i]);
        p->x0 = inner;
        if (single)
            draw_swing(p, i, middle);
        else
            draw_row(p, i, false);
    }
    sl_axis_draw_held(p);
    sl_u x = sl_plot_position(p, middle, p->x0, p->x1);
    const sl_u line[] = {x, p->y0 - SL_PT(2), x, p->y1};
    sl_sketch_line(p->k, line, 2, SL_PT(1), p->k->text, 0);
    if (c->has_reference)
        sl_plot_draw_reference(p);
    for (size_t i = 0; !single && i < c->label_count; i++)
        draw_row(p, i, true);
    if (!single)
        p->k->picture->height = sl_axis_draw_missing(p, p->k->picture->height);
}
