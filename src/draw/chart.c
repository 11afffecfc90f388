#include <stdlib.h>

#include "base/assert.h"
#include "draw/sketch.h"

typedef struct plot {
    sl_sketch *k;
    const sl_chart *c;
    sl_dec low, high;       /* of the axis */
    sl_u x0, x1, y0, y1;    /* of the figures' area */
    sl_sketch_lines *names; /* rows: each label's lines */
    sl_u *tops;             /* rows: where each begins, and where the last ends */
    sl_sketch_lines unit, reference;
} plot;

enum { LEAST_WIDTH = 60 }; /* points that bars need to be told apart */

static sl_str figure_text(sl_arena *a, const sl_chart *c, sl_dec v)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_chart_push_figure(&b, c, v);
    return sl_buf_take(&b, a);
}

/* A figure with its marks, or the reason why there is none. */
static sl_str value_text(sl_arena *a, const sl_chart *c, size_t series, size_t label)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_chart_push_value(&b, c, series * c->label_count + label);
    return sl_buf_take(&b, a);
}

/* v on a scale from low to high, as a length between a and b. */
static sl_u position(const plot *p, sl_dec v, sl_u a, sl_u b)
{
    return a + (sl_u)sl_dec_part(v, p->low, p->high, b - a);
}

static sl_dec whole(int64_t v)
{
    return (sl_dec){v, 0};
}

/* The range of the figures, with nought where bars start and with the reference. */
static void find_range(plot *p, bool from_zero)
{
    const sl_chart *c = p->c;
    bool any = false;
    for (size_t i = 0; i < (size_t)c->label_count * c->series_count; i++) {
        if (!c->present[i])
            continue;
        if (!any || sl_dec_compare(c->values[i], p->low) < 0)
            p->low = c->values[i];
        if (!any || sl_dec_compare(c->values[i], p->high) > 0)
            p->high = c->values[i];
        any = true;
    }
    if (c->has_reference && sl_dec_compare(c->reference, p->high) > 0)
        p->high = c->reference;
    if (c->has_reference && sl_dec_compare(c->reference, p->low) < 0)
        p->low = c->reference;
    if (from_zero && sl_dec_compare(p->low, whole(0)) > 0)
        p->low = whole(0);
    if (from_zero && sl_dec_compare(p->high, whole(0)) < 0)
        p->high = whole(0);
}

static bool is_present(const sl_chart *c, size_t series, size_t label)
{
    return c->present[series * c->label_count + label];
}

static sl_dec value_at(const sl_chart *c, size_t series, size_t label)
{
    return c->values[series * c->label_count + label];
}

static sl_rgb series_color(const sl_sketch *k, const sl_chart *c, size_t series)
{
    static const sl_rgb colors[] = {0x12436D, 0x28A197, 0x801650, 0xF46A25};
    bool any = false;
    for (size_t i = 0; i < c->series_count; i++)
        any = any || c->highlight[i];
    if (any)
        return c->highlight[series] ? k->accent : k->quiet;
    return c->series_count <= SL_COUNT(colors) ? colors[series] : k->quiet;
}

static sl_u widest_label(sl_sketch *k, const sl_str *texts, size_t n, bool bold)
{
    sl_u most = 0;
    for (size_t i = 0; i < n; i++) {
        sl_u w = sl_sketch_measure(k, texts[i], bold);
        most = w > most ? w : most;
    }
    return most;
}

static sl_u widest_value(const plot *p)
{
    sl_u most = 0;
    for (size_t i = 0; i < (size_t)p->c->label_count * p->c->series_count; i++)
        if (p->c->present[i]) {
            sl_u w = sl_sketch_measure(
                p->k, value_text(p->k->arena, p->c, i / p->c->label_count, i % p->c->label_count),
                true);
            most = w > most ? w : most;
        }
    return most;
}

static sl_str reference_text(const plot *p)
{
    return sl_str_format(p->k->arena, "%.*s %.*s", SL_FMT(p->c->reference_label),
                         SL_FMT(figure_text(p->k->arena, p->c, p->c->reference)));
}

/* Lines above the figures. */
static sl_u start_head(plot *p)
{
    sl_u width = p->k->picture->width;
    p->unit = sl_sketch_wrap(p->k, p->c->unit, false, width);
    if (p->c->has_reference)
        p->reference = sl_sketch_wrap(p->k, reference_text(p), false, width);
    return p->k->line * (sl_u)(p->unit.lines.n + p->reference.lines.n);
}

static void draw_unit(plot *p)
{
    for (size_t i = 0; i < p->unit.lines.n; i++)
        sl_sketch_label(p->k, p->unit.lines.at[i], 0, p->k->line * (sl_u)(i + 1) - SL_PT(3),
                        SL_ANCHOR_START, false, p->k->secondary);
}

/* What the labels leave too little room for is drawn wider, and then made smaller as a whole. */
static void widen(plot *p)
{
    sl_u lack = p->x0 + SL_PT(LEAST_WIDTH) - p->x1;
    if (lack <= 0)
        return;
    p->x1 += lack;
    p->k->picture->width += lack;
}

/* A dashed line at the reference, named above the figures. */
static void draw_reference(plot *p)
{
    if (!p->c->has_reference)
        return;
    sl_u x = position(p, p->c->reference, p->x0, p->x1);
    const sl_u points[] = {x, p->y0 - SL_PT(2), x, p->y1};
    sl_sketch_line(p->k, points, 2, SL_PT(1), p->k->text, SL_PT(3));
    sl_u half = widest_label(p->k, p->reference.lines.at, p->reference.lines.n, false) / 2;
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
static void start_rows(plot *p, sl_u row, sl_u extra)
{
    sl_picture *picture = p->k->picture;
    size_t n = p->c->label_count;
    sl_u name = widest_label(p->k, p->c->labels, n, true);
    sl_u most = picture->width * 2 / 5;
    name = name < most ? name : most;
    p->x0 = name + SL_PT(8);
    p->x1 = picture->width - widest_value(p) - SL_PT(8);
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

static sl_u row_middle(const plot *p, size_t i)
{
    return p->tops[i] + (p->tops[i + 1] - p->tops[i]) / 2;
}

static bool any_highlight(const sl_chart *c, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (c->highlight[i])
            return true;
    return false;
}

static void draw_bars(plot *p)
{
    enum { ROW = 18, BAR = 12 };
    const sl_chart *c = p->c;
    find_range(p, true);
    start_rows(p, SL_PT(ROW), 0);
    widen(p);
    draw_unit(p);
    bool some = any_highlight(c, c->label_count);
    sl_u zero = position(p, whole(0), p->x0, p->x1);
    for (size_t i = 0; i < c->label_count; i++) {
        sl_u middle = row_middle(p, i), base = middle + sl_sketch_middle(p->k);
        bool strong = some && c->highlight[i];
        sl_sketch_put_lines(p->k, &p->names[i], p->x0 - SL_PT(6), middle, SL_ANCHOR_END, strong,
                            p->k->text);
        if (!is_present(c, 0, i)) {
            sl_sketch_label(p->k, value_text(p->k->arena, c, 0, i), zero + SL_PT(4), base,
                            SL_ANCHOR_START, false, p->k->secondary);
            continue;
        }
        sl_u x = position(p, value_at(c, 0, i), p->x0, p->x1);
        sl_u left = x < zero ? x : zero, right = x < zero ? zero : x;
        sl_sketch_rect(p->k, left, middle - SL_PT(BAR) / 2, right - left, SL_PT(BAR),
                       !some || strong ? p->k->accent : p->k->quiet);
        sl_sketch_label(p->k, value_text(p->k->arena, c, 0, i), right + SL_PT(4), base,
                        SL_ANCHOR_START, strong, p->k->text);
    }
    draw_reference(p);
}

static void draw_grouped(plot *p)
{
    enum { BAR = 11, GAP = 9 };
    const sl_chart *c = p->c;
    sl_u row = SL_PT(BAR) * c->series_count + SL_PT(GAP);
    sl_u names = widest_label(p->k, c->series, c->series_count, true);
    find_range(p, true);
    start_rows(p, row, 0);
    p->x1 -= names + SL_PT(4);
    widen(p);
    draw_unit(p);
    sl_u zero = position(p, whole(0), p->x0, p->x1);
    for (size_t i = 0; i < c->label_count; i++) {
        sl_u middle = row_middle(p, i), y = middle - row / 2;
        sl_sketch_put_lines(p->k, &p->names[i], p->x0 - SL_PT(6), middle, SL_ANCHOR_END, false,
                            p->k->text);
        for (size_t s = 0; s < c->series_count; s++) {
            bool there = is_present(c, s, i);
            sl_u top = y + SL_PT(GAP) / 2 + SL_PT(BAR) * (sl_u)s;
            sl_u x = there ? position(p, value_at(c, s, i), p->x0, p->x1) : zero;
            sl_u left = x < zero ? x : zero, right = x < zero ? zero : x;
            if (there)
                sl_sketch_rect(p->k, left, top, right - left, SL_PT(BAR - 1),
                               series_color(p->k, c, s));
            sl_str text =
                sl_str_format(p->k->arena, "%.*s  %.*s", SL_FMT(value_text(p->k->arena, c, s, i)),
                              SL_FMT(c->series[s]));
            sl_sketch_label(p->k, text, right + SL_PT(4),
                            top + SL_PT(BAR - 1) / 2 + sl_sketch_middle(p->k), SL_ANCHOR_START,
                            false, there ? p->k->text : p->k->secondary);
        }
    }
    draw_reference(p);
}

static sl_str list_reasons(const plot *p, size_t label)
{
    const sl_chart *c = p->c;
    sl_buf b;
    sl_buf_init(&b);
    for (size_t s = 0; s < c->series_count; s++) {
        if (is_present(c, s, label))
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
static void draw_reasons(plot *p, size_t label, sl_u left, sl_u base)
{
    const sl_chart *c = p->c;
    sl_str text = list_reasons(p, label);
    sl_u behind = left, room = p->k->picture->width;
    for (size_t s = 0; s < c->series_count; s++)
        if (is_present(c, s, label)) {
            sl_u x = position(p, value_at(c, s, label), p->x0, p->x1) + SL_PT(14) +
                     sl_sketch_measure(p->k, value_text(p->k->arena, c, s, label), true);
            behind = x > behind ? x : behind;
        }
    if (text.n)
        sl_sketch_label(p->k, text,
                        behind + sl_sketch_measure(p->k, text, false) > room ? left : behind, base,
                        SL_ANCHOR_START, false, p->k->secondary);
}

/* One dot for a label, or two joined by a line: from the first series to the second. */
static void draw_dots(plot *p)
{
    enum { ROW = 18 };
    const sl_chart *c = p->c;
    find_range(p, false);
    start_rows(p, SL_PT(ROW), c->series_count > 1 ? p->k->line : 0);
    sl_u margin = widest_value(p) + SL_PT(10);
    p->x0 += c->series_count > 1 ? margin : SL_PT(6);
    widen(p);
    draw_unit(p);
    bool some = any_highlight(c, c->label_count);
    for (size_t i = 0; i < c->label_count; i++) {
        sl_u y = row_middle(p, i), base = y + sl_sketch_middle(p->k);
        bool strong = some && c->highlight[i];
        sl_rgb color = !some || strong ? p->k->accent : p->k->secondary;
        sl_u left = p->x0 - (c->series_count > 1 ? margin : SL_PT(6));
        sl_sketch_put_lines(p->k, &p->names[i], left - SL_PT(6), y, SL_ANCHOR_END, strong,
                            p->k->text);
        const sl_u across[] = {left, y, p->x1, y};
        sl_sketch_line(p->k, across, 2, SL_PT(0.5), p->k->hairline, 0);
        draw_reasons(p, i, left + SL_PT(4), base);
        sl_u first = 0, last = 0;
        for (size_t s = 0; s < c->series_count; s++) {
            if (!is_present(c, s, i))
                continue;
            sl_u x = position(p, value_at(c, s, i), p->x0, p->x1);
            first = s == 0 ? x : first;
            last = x;
        }
        const sl_u span[] = {first, y, last, y};
        if (c->series_count > 1 && first && last)
            sl_sketch_line(p->k, span, 2, SL_PT(2), color, 0);
        for (size_t s = 0; s < c->series_count; s++) {
            if (!is_present(c, s, i))
                continue;
            sl_u x = position(p, value_at(c, s, i), p->x0, p->x1);
            bool end = s + 1 == c->series_count,
                 right = c->series_count == 1 || (end ? last >= first : first > last);
            sl_sketch_dot(p->k, x, y, SL_PT(4), color, !end);
            sl_sketch_label(p->k, value_text(p->k->arena, c, s, i),
                            right ? x + SL_PT(7) : x - SL_PT(7), base,
                            right ? SL_ANCHOR_START : SL_ANCHOR_END, strong && end, p->k->text);
            if (i == 0 && c->series_count > 1)
                sl_sketch_label(p->k, c->series[s], x, y - SL_PT(9), SL_ANCHOR_MIDDLE, false,
                                p->k->secondary);
        }
    }
    draw_reference(p);
}

/* --- lines and slopes: figures over time --- */

typedef struct ending {
    size_t series;
    sl_u wanted, y;
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

/* Where a label stands along the axis: in proportion where labels say when. */
static sl_u column_x(const plot *p, size_t label)
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

static void draw_series_line(plot *p, size_t s)
{
    const sl_chart *c = p->c;
    sl_u *points = SL_NEW_ARRAY(p->k->arena, sl_u, c->label_count * 2u);
    uint32_t n = 0;
    sl_u dash = c->series_count > 1 && c->series_count <= 4 && s % 2 ? SL_PT(5) : 0;
    for (size_t i = 0; i <= c->label_count; i++) {
        if (i < c->label_count && is_present(c, s, i)) {
            points[2 * n] = column_x(p, i);
            points[2 * n + 1] = position(p, value_at(c, s, i), p->y1, p->y0);
            n++;
            continue;
        }
        if (n == 1) /* between two gaps */
            sl_sketch_dot(p->k, points[0], points[1], SL_PT(3), series_color(p->k, c, s), false);
        else
            sl_sketch_line(p->k, points, n, SL_PT(2), series_color(p->k, c, s),
                           dash); /* a gap ends it */
        n = 0;
    }
}

/* Names and figures at one end of the lines. */
static void draw_endings(plot *p, size_t label, bool at_start, bool named)
{
    const sl_chart *c = p->c;
    ending *e = SL_NEW_ARRAY(p->k->arena, ending, c->series_count);
    size_t n = 0;
    for (size_t s = 0; s < c->series_count; s++)
        if (is_present(c, s, label))
            e[n++] = (ending){s, position(p, value_at(c, s, label), p->y1, p->y0), 0};
    spread(e, n, p->k->line, p->y0, p->y1);
    sl_u x = column_x(p, label);
    for (size_t i = 0; i < n; i++) {
        sl_str value = value_text(p->k->arena, c, e[i].series, label);
        sl_str text = named && c->series[e[i].series].n
                          ? sl_str_format(p->k->arena, "%.*s %.*s", SL_FMT(value),
                                          SL_FMT(c->series[e[i].series]))
                          : value;
        sl_rgb color = series_color(p->k, c, e[i].series);
        sl_sketch_dot(p->k, x, e[i].wanted, SL_PT(3), color, false);
        sl_sketch_label(p->k, text, at_start ? x - SL_PT(7) : x + SL_PT(7),
                        e[i].y + sl_sketch_middle(p->k), at_start ? SL_ANCHOR_END : SL_ANCHOR_START,
                        c->highlight[e[i].series],
                        color == p->k->quiet ? p->k->secondary : p->k->text);
    }
}

/* What stands below a column, on lines of at most half the picture's width. */
static sl_u draw_column_name(plot *p, size_t i, sl_u x, const sl_sketch_lines *name)
{
    sl_u width = p->k->picture->width,
         half = widest_label(p->k, name->lines.at, name->lines.n, false) / 2;
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

static void draw_columns(plot *p)
{
    const sl_chart *c = p->c;
    sl_u width = p->k->picture->width, last = -width;
    p->k->picture->height = p->y1 + p->k->line + SL_PT(10);
    for (size_t i = 0; i < c->label_count; i++) {
        sl_sketch_lines name = sl_sketch_wrap(p->k, c->labels[i], false, width / 2 - SL_PT(8));
        sl_u x = column_x(p, i), half = widest_label(p->k, name.lines.at, name.lines.n, false) / 2;
        bool end = i + 1 == c->label_count;
        /* Years that would touch are left out; the last one is always there, and both of two. */
        bool touches =
            x - half < last + SL_PT(6) || x + half > column_x(p, c->label_count - 1) - 3 * half;
        if (touches && !end && c->label_count > 2)
            continue;
        last = draw_column_name(p, i, x, &name);
    }
}

/* A dashed line across at the reference, named above it at its left end. */
static void draw_level(plot *p)
{
    const sl_chart *c = p->c;
    if (!c->has_reference)
        return;
    sl_u y = position(p, c->reference, p->y1, p->y0);
    const sl_u points[] = {p->x0, y, p->x1, y};
    sl_sketch_line(p->k, points, 2, SL_PT(1), p->k->text, SL_PT(3));
    sl_str text = sl_str_format(p->k->arena, "%.*s %.*s", SL_FMT(c->reference_label),
                                SL_FMT(figure_text(p->k->arena, c, c->reference)));
    sl_sketch_label(p->k, text, p->x0 + SL_PT(6), y - SL_PT(4), SL_ANCHOR_START, false, p->k->text);
}

/* The marks of figures between a line's ends, which have no label. */
static void draw_marks(plot *p)
{
    const sl_chart *c = p->c;
    for (size_t s = 0; s < c->series_count; s++)
        for (size_t i = 1; i + 1 < c->label_count; i++) {
            sl_str mark = c->marks[s * c->label_count + i];
            if (!mark.n)
                continue;
            sl_u y = position(p, value_at(c, s, i), p->y1, p->y0);
            sl_sketch_label(p->k, mark, column_x(p, i), y - SL_PT(4), SL_ANCHOR_MIDDLE, false,
                            p->k->secondary);
        }
}

/* Below the axis, where a line has a gap: which figure is missing there, and why. */
static void draw_gaps(plot *p)
{
    const sl_chart *c = p->c;
    sl_u y = p->k->picture->height + p->k->line - SL_PT(2);
    for (size_t i = 0; i < c->label_count; i++)
        for (size_t s = 0; s < c->series_count; s++) {
            if (is_present(c, s, i))
                continue;
            const sl_u tick[] = {column_x(p, i), p->y1 + SL_PT(3), column_x(p, i),
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

static void draw_lines(plot *p, bool slope)
{
    const sl_chart *c = p->c;
    sl_u name = widest_label(p->k, c->series, c->series_count, true), value = widest_value(p);
    sl_u tall = slope ? SL_PT(190) : SL_PT(170), need = p->k->line * (sl_u)c->series_count;
    find_range(p, false);
    p->x0 = value + SL_PT(12);
    p->x1 = p->k->picture->width - name - value - SL_PT(20);
    widen(p);
    p->unit = sl_sketch_wrap(p->k, c->unit, false, p->k->picture->width);
    p->y0 = p->k->line * (sl_u)p->unit.lines.n + SL_PT(14);
    p->y1 = p->y0 + (need > tall ? need : tall);
    draw_unit(p);
    const sl_u axis[] = {p->x0, p->y1 + SL_PT(6), p->x1, p->y1 + SL_PT(6)};
    sl_sketch_line(p->k, axis, 2, SL_PT(0.5), p->k->hairline, 0);
    draw_columns(p);
    draw_level(p);
    for (size_t s = 0; s < c->series_count; s++)
        draw_series_line(p, s);
    if (c->label_count > 1)
        draw_endings(p, 0, true, false);
    draw_endings(p, c->label_count - 1u, false, true);
    draw_marks(p);
    if (names_gaps(c))
        draw_gaps(p);
}

const sl_picture *sl_draw_chart(sl_arena *a, const sl_chart *chart, const sl_layout *layout,
                                sl_fonts *fonts, sl_words *words, sl_u width)
{
    sl_picture *picture = SL_NEW(a, sl_picture);
    picture->width = width;
    sl_sketch k = sl_sketch_start(a, picture, layout, fonts, words);
    plot p = {.k = &k, .c = chart};
    switch (chart->kind) {
    case SL_CHART_BAR:
        draw_bars(&p);
        break;
    case SL_CHART_GROUPED_BAR:
        draw_grouped(&p);
        break;
    case SL_CHART_LINE:
        draw_lines(&p, false);
        break;
    case SL_CHART_DOT:
        draw_dots(&p);
        break;
    case SL_CHART_SLOPE:
        draw_lines(&p, true);
        break;
    case SL_CHART__COUNT:
        SL_NEVER("chart kind");
    }
    return picture->width > width ? sl_picture_scale(a, picture, width, picture->width) : picture;
}
