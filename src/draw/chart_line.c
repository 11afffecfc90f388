/* Charts of lines over columns, and of slopes between two. */
#include <stdlib.h>

#include "base/assert.h"
#include "draw/axis.h"

enum { STEPS = 5 };

/* --- lines and slopes: figures over time --- */

/* What stands at an end: a series, or a line or band across. */
typedef struct ending {
    size_t series;
    sl_u wanted, y;
    sl_str text; /* of what is no series */
} ending;

static int by_height(const void *a, const void *b)
{
    const ending *x = a, *y = b;
    if (x->wanted != y->wanted)
        return x->wanted < y->wanted ? -1 : 1;
    return x->series < y->series ? -1 : 1;
}

/* Pushes labels apart so that none covers another, keeping their order. */
static void spread(ending *e, size_t n, sl_u apart, sl_u top, sl_u bottom)
{
    if (n == 0)
        return;
    qsort(e, n, sizeof *e, by_height);
    for (size_t i = 0; i < n; i++) {
        e[i].y = e[i].wanted < top ? top : e[i].wanted;
        if (i && e[i].y < e[i - 1].y + apart)
            e[i].y = e[i - 1].y + apart;
    }
    if (e[n - 1].y > bottom) {
        e[n - 1].y = bottom;
        for (size_t i = n - 1; i > 0 && e[i - 1].y > e[i].y - apart; i--)
            e[i - 1].y = e[i].y - apart;
    }
}

sl_u sl_plot_column_x(const sl_plot *p, size_t label)
{
    const sl_chart *c = p->c;
    if (c->label_count < 2)
        return p->x0;
    int64_t at = (int64_t)label, all = c->label_count - 1;
    if (c->days && c->days[all] > c->days[0]) {
        at = c->days[label] - c->days[0];
        all = c->days[all] - c->days[0];
    }
    return p->x0 + (sl_u)((p->x1 - p->x0) * at / all);
}

/* What others are compared with; where nobody says what that is, every other of few lines. */
static bool is_dashed(const sl_chart *c, size_t s)
{
    if (c->compared)
        return c->compared[s];
    return c->series_count > 1 && c->series_count <= 4 && s % 2;
}

static void draw_series_line(sl_plot *p, size_t s)
{
    const sl_chart *c = p->c;
    for (size_t i = 0; i < c->label_count; i++)
        if (sl_plot_is_present(c, s, i))
            sl_plot_draw_bounds_upright(p, s, i, sl_plot_column_x(p, i),
                                        sl_plot_series_color(p->k, c, s));
    sl_u *points = SL_NEW_ARRAY(p->k->arena, sl_u, c->label_count * 2u);
    uint32_t n = 0;
    sl_u dash = is_dashed(c, s) ? SL_PT(5) : 0;
    for (size_t i = 0; i <= c->label_count; i++) {
        if (i < c->label_count && sl_plot_is_present(c, s, i)) {
            points[2 * n] = sl_plot_column_x(p, i);
            points[2 * n + 1] = sl_plot_position(p, sl_plot_value_at(c, s, i), p->y1, p->y0);
            n++;
            continue;
        }
        if (i < c->label_count && c->is_joined)
            continue;
        if (n == 1) /* between two gaps */
            sl_sketch_dot(p->k, points[0], points[1], SL_PT(3), sl_plot_series_color(p->k, c, s),
                          false);
        else
            sl_sketch_line(p->k, points, n, SL_PT(2), sl_plot_series_color(p->k, c, s),
                           dash); /* a gap ends it */
        n = 0;
    }
}

/* Where lines begin at one figure it is written once. */
static bool is_said_before(const sl_chart *c, size_t series, size_t label)
{
    for (size_t s = 0; s < series && c->is_joined; s++)
        if (sl_plot_is_present(c, s, label) &&
            sl_dec_compare(sl_plot_value_at(c, s, label), sl_plot_value_at(c, series, label)) == 0)
            return true;
    return false;
}

static sl_str level_text(const sl_plot *p, sl_str label, sl_dec value)
{
    return sl_str_format(p->k->arena, "%.*s %.*s", SL_FMT(label),
                         SL_FMT(sl_plot_figure_text(p->k->arena, p->c, value)));
}

/* The reference, the target and the band, behind the series. */
static size_t list_levels(const sl_plot *p, ending *e)
{
    const sl_chart *c = p->c;
    size_t n = 0;
    if (c->has_reference)
        e[n++] = (ending){c->series_count, sl_plot_position(p, c->reference, p->y1, p->y0), 0,
                          level_text(p, c->reference_label, c->reference)};
    if (c->has_target)
        e[n++] = (ending){c->series_count + 1u, sl_plot_position(p, c->target, p->y1, p->y0), 0,
                          level_text(p, c->target_label, c->target)};
    if (c->has_band)
        e[n++] = (ending){c->series_count + 2u,
                          (sl_plot_position(p, c->band_low, p->y1, p->y0) +
                           sl_plot_position(p, c->band_high, p->y1, p->y0)) /
                              2,
                          0, c->band_label};
    return n;
}

/* Names and figures at one end of the lines. */
static void draw_endings(sl_plot *p, size_t label, bool at_start, bool named)
{
    const sl_chart *c = p->c;
    ending *e = SL_NEW_ARRAY(p->k->arena, ending, c->series_count + 3u);
    size_t n = 0;
    for (size_t s = 0; s < c->series_count; s++)
        if (sl_plot_is_present(c, s, label) && !(at_start && is_said_before(c, s, label)))
            e[n++] = (ending){s, sl_plot_position(p, sl_plot_value_at(c, s, label), p->y1, p->y0),
                              0, SL_STR_NONE};
    n += at_start ? 0 : list_levels(p, e + n);
    spread(e, n, p->k->line, p->y0, p->y1);
    sl_u x = sl_plot_column_x(p, label);
    for (size_t i = 0; i < n; i++) {
        if (e[i].series >= c->series_count) {
            sl_sketch_label(p->k, e[i].text, x + SL_PT(7), e[i].y + sl_sketch_middle(p->k),
                            SL_ANCHOR_START, false, p->k->text);
            continue;
        }
        sl_str value = sl_plot_value_text(p->k->arena, c, e[i].series, label);
        sl_str text = named && c->series[e[i].series].n
                          ? sl_str_format(p->k->arena, "%.*s %.*s", SL_FMT(value),
                                          SL_FMT(c->series[e[i].series]))
                          : value;
        sl_rgb color = sl_plot_series_color(p->k, c, e[i].series);
        sl_sketch_dot(p->k, x, e[i].wanted, SL_PT(3), color, false);
        sl_sketch_label(p->k, text, at_start ? x - SL_PT(7) : x + SL_PT(7),
                        e[i].y + sl_sketch_middle(p->k), at_start ? SL_ANCHOR_END : SL_ANCHOR_START,
                        c->highlight[e[i].series],
                        color == p->k->quiet ? p->k->secondary : p->k->text);
    }
}

/* How high another line is at a label: straight between its figures around it; below everything
 * where it has none on one side. */
static sl_u height_at(const sl_plot *p, size_t s, size_t label)
{
    const sl_chart *c = p->c;
    size_t before = label, after = label;
    while (before > 0 && !sl_plot_is_present(c, s, before))
        before--;
    while (after + 1 < c->label_count && !sl_plot_is_present(c, s, after))
        after++;
    if (!sl_plot_is_present(c, s, before) || !sl_plot_is_present(c, s, after))
        return p->y1;
    sl_u one = sl_plot_position(p, sl_plot_value_at(c, s, before), p->y1, p->y0),
         two = sl_plot_position(p, sl_plot_value_at(c, s, after), p->y1, p->y0);
    int64_t way = sl_plot_column_x(p, after) - sl_plot_column_x(p, before);
    int64_t at = sl_plot_column_x(p, label) - sl_plot_column_x(p, before);
    return way ? one + (sl_u)((two - one) * at / way) : one;
}

/* The name and the figure of a line that ends before the last column: above its end, or below it
 * where another line passes above. */
static void draw_early_end(sl_plot *p, size_t s)
{
    const sl_chart *c = p->c;
    size_t last = c->label_count;
    while (last && !sl_plot_is_present(c, s, last - 1))
        last--;
    if (!last || last == c->label_count)
        return;
    sl_u x = sl_plot_column_x(p, last - 1),
         y = sl_plot_position(p, sl_plot_value_at(c, s, last - 1), p->y1, p->y0);
    sl_str value = sl_plot_value_text(p->k->arena, c, s, last - 1);
    sl_str text = sl_str_format(p->k->arena, "%.*s %.*s", SL_FMT(value), SL_FMT(c->series[s]));
    sl_sketch_dot(p->k, x, y, SL_PT(3), sl_plot_series_color(p->k, c, s), false);
    bool fits = x - sl_sketch_measure(p->k, text, c->highlight[s]) >= p->x0, below = false;
    for (size_t other = 0; other < c->series_count; other++)
        below = below || (other != s && height_at(p, other, last - 1) < y);
    sl_u base = below ? y + p->k->line : y - SL_PT(9);
    sl_sketch_label(p->k, text, fits ? x : p->x0, base, fits ? SL_ANCHOR_END : SL_ANCHOR_START,
                    c->highlight[s], p->k->text);
}

/* What stands below a column, on lines of at most half the picture's width. */
static sl_u draw_column_name(sl_plot *p, size_t i, sl_u x, const sl_sketch_lines *name)
{
    sl_u width = p->k->picture->width,
         half = sl_plot_widest_label(p->k, name->lines.at, name->lines.n, false) / 2;
    sl_u from = half, to = width - half;
    if (p->c->label_count == 2) { /* a half of the picture each */
        from = i ? width / 2 + SL_PT(3) + half : from;
        to = i ? to : width / 2 - SL_PT(3) - half;
    }
    x = x > to ? to : x;
    x = x < from ? from : x;
    for (size_t k = 0; k < name->lines.n; k++)
        sl_sketch_label(p->k, name->lines.at[k], x, p->y1 + p->k->line * (sl_u)(k + 1) + SL_PT(6),
                        SL_ANCHOR_MIDDLE, false, p->k->secondary);
    sl_u bottom = p->y1 + p->k->line * (sl_u)name->lines.n + SL_PT(10);
    if (bottom > p->k->picture->height)
        p->k->picture->height = bottom;
    return x + half;
}

static void draw_columns(sl_plot *p)
{
    const sl_chart *c = p->c;
    sl_u width = p->k->picture->width, last = -width;
    p->k->picture->height = p->y1 + p->k->line + SL_PT(10);
    for (size_t i = 0; i < c->label_count; i++) {
        sl_sketch_lines name = sl_sketch_wrap(p->k, c->labels[i], false, width / 2 - SL_PT(8));
        sl_u x = sl_plot_column_x(p, i),
             half = sl_plot_widest_label(p->k, name.lines.at, name.lines.n, false) / 2;
        bool end = i + 1 == c->label_count;
        /* Years that would touch are left out; the last one is always there, and both of two. */
        bool touches = x - half < last + SL_PT(6) ||
                       x + half > sl_plot_column_x(p, c->label_count - 1) - 3 * half;
        if (touches && !end && c->label_count > 2)
            continue;
        last = draw_column_name(p, i, x, &name);
    }
}

/* Lines across at the reference and the target, which are named at their right ends. */
static void draw_levels(sl_plot *p)
{
    const sl_chart *c = p->c;
    const sl_dec at[] = {c->reference, c->target};
    const bool there[] = {c->has_reference, c->has_target};
    for (size_t i = 0; i < SL_COUNT(at); i++) {
        sl_u y = sl_plot_position(p, at[i], p->y1, p->y0);
        const sl_u points[] = {p->x0, y, p->x1 + SL_PT(4), y};
        if (there[i])
            sl_sketch_line(p->k, points, 2, SL_PT(1), p->k->text, i ? 0 : SL_PT(3));
    }
}

/* Words above the figures, each led to the highest line at its label. */
static sl_u draw_words(sl_plot *p, sl_u y, bool measure)
{
    const sl_chart *c = p->c;
    sl_u *at = SL_NEW_ARRAY(p->k->arena, sl_u, c->label_count);
    sl_u feet[SL_CHART_NOTES_MOST];
    for (size_t i = 0; i < c->label_count; i++)
        at[i] = sl_plot_column_x(p, i);
    for (size_t i = 0; i < c->note_count; i++) {
        feet[i] = p->y1;
        for (size_t s = 0; s < c->series_count; s++) {
            size_t label = c->notes[i].label;
            sl_u high = sl_plot_is_present(c, s, label)
                            ? sl_plot_position(p, sl_plot_value_at(c, s, label), p->y1, p->y0)
                            : p->y1;
            feet[i] = high < feet[i] ? high : feet[i];
        }
        feet[i] -= SL_PT(3);
    }
    return sl_axis_draw_notes(p, at, y, measure ? NULL : feet);
}

/* The marks of figures between a line's ends, which have no label. */
static void draw_marks(sl_plot *p)
{
    const sl_chart *c = p->c;
    for (size_t s = 0; s < c->series_count; s++)
        for (size_t i = 1; i + 1 < c->label_count; i++) {
            sl_str mark = c->marks[s * c->label_count + i];
            if (!mark.n)
                continue;
            sl_u y = sl_plot_position(p, sl_plot_value_at(c, s, i), p->y1, p->y0);
            sl_sketch_label(p->k, mark, sl_plot_column_x(p, i), y - SL_PT(4), SL_ANCHOR_MIDDLE,
                            false, p->k->secondary);
        }
}

/* Below the axis, where a line has a gap: which figure is missing there, and why. */
static void draw_gaps(sl_plot *p)
{
    const sl_chart *c = p->c;
    sl_u y = p->k->picture->height + p->k->line - SL_PT(2);
    for (size_t i = 0; i < c->label_count; i++)
        for (size_t s = 0; s < c->series_count; s++) {
            if (sl_plot_is_present(c, s, i))
                continue;
            const sl_u tick[] = {sl_plot_column_x(p, i), p->y1 + SL_PT(3), sl_plot_column_x(p, i),
                                 p->y1 + SL_PT(9)};
            sl_sketch_line(p->k, tick, 2, SL_PT(1), p->k->secondary, 0);
            sl_str text = sl_str_format(p->k->arena, "%.*s%s%.*s: %.*s", SL_FMT(c->series[s]),
                                        c->series[s].n ? ", " : "", SL_FMT(c->labels[i]),
                                        SL_FMT(c->reasons[s * c->label_count + i]));
            sl_sketch_label(p->k, text, p->x0, y, SL_ANCHOR_START, false, p->k->secondary);
            y += p->k->line;
            p->k->picture->height = y - p->k->line + SL_PT(6);
        }
}

/* Too many gaps to be named one by one: a line that begins late says so by itself. */
static bool names_gaps(const sl_chart *c)
{
    enum { MOST = 6 };
    size_t n = 0;
    for (size_t i = 0; i < (size_t)c->label_count * c->series_count; i++)
        n += !c->present[i];
    return n && n <= MOST;
}

void sl_plot_draw_lines(sl_plot *p, bool slope)
{
    const sl_chart *c = p->c;
    sl_u name = sl_plot_widest_label(p->k, c->series, c->series_count, true),
         value = sl_plot_widest_value(p);
    sl_u tall = slope ? SL_PT(190) : SL_PT(170), need = p->k->line * (c->series_count + 3);
    sl_plot_find_range(p, false);
    if (!slope)
        sl_axis_round(p, STEPS);
    p->x0 = slope || !p->step.mantissa ? value + SL_PT(12) : sl_axis_widest(p) + SL_PT(8);
    p->x1 = p->k->picture->width - name - value - SL_PT(20);
    ending levels[3];
    sl_u beside = 0;
    for (size_t n = list_levels(p, levels), i = 0; i < n; i++) {
        sl_u w = sl_sketch_measure(p->k, levels[i].text, false) + SL_PT(8);
        beside = w > beside ? w : beside;
    }
    if (p->x1 > p->k->picture->width - beside)
        p->x1 = p->k->picture->width - beside;
    p->x1 = sl_axis_notes_edge(p, p->x1);
    sl_plot_widen(p);
    p->unit = sl_sketch_wrap(p->k, c->unit, false, p->k->picture->width);
    sl_u top = p->k->line * (sl_u)p->unit.lines.n;
    p->y0 = draw_words(p, top, true) + SL_PT(14);
    p->y1 = p->y0 + (need > tall ? need : tall);
    sl_plot_draw_unit(p);
    const sl_u axis[] = {p->x0, p->y1 + SL_PT(6), p->x1, p->y1 + SL_PT(6)};
    if (slope)
        sl_sketch_line(p->k, axis, 2, SL_PT(0.5), p->k->hairline, 0);
    draw_columns(p);
    sl_axis_draw_band(p, true);
    if (!slope)
        sl_axis_draw_upright(p);
    draw_levels(p);
    for (size_t s = 0; s < c->series_count; s++)
        draw_series_line(p, s);
    if (c->label_count > 1 && (slope || !p->step.mantissa))
        draw_endings(p, 0, true, false);
    draw_endings(p, c->label_count - 1u, false, true);
    draw_marks(p);
    draw_words(p, top, false);
    for (size_t s = 0; c->is_joined && s < c->series_count; s++)
        draw_early_end(p, s);
    if (!c->is_joined && names_gaps(c))
        draw_gaps(p);
}
