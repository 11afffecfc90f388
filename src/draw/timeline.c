/* A line of time: stages as bars, milestones and gates as points, each on its own row with its name
 * before it. Years in which nothing happens are folded into a gap that is marked as one. */
#include "base/assert.h"
#include "draw/draw.h"
#include "draw/sketch.h"

enum { LONGEST_EMPTY = 400, GAP_DAYS = 90, SIDE_DAYS = 30 }; /* days */

/* A stretch of days that is drawn, with the room that stands before it. */
typedef struct stretch {
    int32_t from, to; /* days, inclusive */
    int64_t before;   /* days drawn before it, gaps included */
} stretch;

typedef struct axis {
    SL_VEC(stretch) stretches;
    int64_t days; /* drawn in all */
    sl_u x0, x1;
} axis;

/* The rows come in order of their first day. */
static void fold(axis *x, sl_arena *a, const sl_timeline *t)
{
    for (size_t i = 0; i < t->rows.n; i++) {
        int32_t from = sl_date_days(t->rows.at[i].from) - SIDE_DAYS,
                to = sl_date_last_day(t->rows.at[i].to) + SIDE_DAYS;
        stretch *last = x->stretches.n ? &x->stretches.at[x->stretches.n - 1] : NULL;
        if (last && from <= last->to + LONGEST_EMPTY) {
            if (to > last->to)
                last->to = to;
            continue;
        }
        SL_PUSH(a, x->stretches, ((stretch){from, to, 0}));
    }
    for (size_t i = 0; i < x->stretches.n; i++) {
        stretch *s = &x->stretches.at[i];
        x->days += i ? GAP_DAYS : 0;
        s->before = x->days;
        x->days += s->to - s->from + 1;
    }
}

/* x of a day; -1 when it is folded away. */
static sl_u place(const axis *x, int32_t day)
{
    for (size_t i = 0; i < x->stretches.n; i++) {
        const stretch *s = &x->stretches.at[i];
        if (day >= s->from && day <= s->to)
            return x->x0 + (sl_u)((s->before + day - s->from) * (x->x1 - x->x0) / x->days);
    }
    return -1;
}

/* Two short strokes: years are left out here. */
static void draw_fold(sl_sketch *k, const axis *x, const stretch *s, sl_u bottom)
{
    sl_u at = place(x, s->from) - (sl_u)(GAP_DAYS / 2 * (int64_t)(x->x1 - x->x0) / x->days);
    for (int n = -1; n <= 1; n += 2) {
        const sl_u stroke[] = {at + n * SL_PT(2) - SL_PT(2), bottom + SL_PT(3),
                               at + n * SL_PT(2) + SL_PT(2), bottom - SL_PT(3)};
        sl_sketch_line(k, stroke, 2, SL_PT(0.75), k->secondary, 0);
    }
}

/* A line at the start of each year, with its name where that has room. */
static void draw_years(sl_sketch *k, const axis *x, sl_u bottom)
{
    sl_u last = -SL_PT(100);
    for (size_t i = 0; i < x->stretches.n; i++) {
        const stretch *s = &x->stretches.at[i];
        int16_t end = sl_date_from_days(s->to).year;
        for (int16_t year = sl_date_from_days(s->from).year; year <= end; year++) {
            int32_t day = sl_date_days((sl_date){year, 1, 1});
            if (day < s->from)
                continue;
            sl_u at = place(x, day);
            const sl_u line[] = {at, k->line, at, bottom};
            sl_sketch_line(k, line, 2, SL_PT(0.5), k->hairline, 0);
            if (at - last <= SL_PT(34))
                continue;
            sl_sketch_label(k, sl_str_format(k->arena, "%d", year), at, k->line - SL_PT(4),
                            SL_ANCHOR_MIDDLE, false, k->secondary);
            last = at;
        }
        if (i)
            draw_fold(k, x, s, bottom);
    }
}

static void draw_gate(sl_sketch *k, sl_u x, sl_u y, bool done)
{
    sl_u r = SL_PT(5);
    sl_u points[] = {x, y - r, x + r, y, x, y + r, x - r, y, x, y - r};
    sl_sketch_line(k, points, 5, SL_PT(1.5), k->accent, 0);
    if (done)
        sl_sketch_dot(k, x, y, SL_PT(2.5), k->accent, false);
}

static void draw_row(sl_sketch *k, const axis *x, const sl_timeline_row *row,
                     const sl_sketch_lines *name, sl_u middle)
{
    sl_u from = place(x, sl_date_days(row->from)), to = place(x, sl_date_last_day(row->to));
    sl_sketch_put_lines(k, name, 0, middle, SL_ANCHOR_START, row->is_gate, k->text);
    if (from < 0 || to < 0)
        return;
    if (!row->is_point) {
        sl_sketch_rect(k, from, middle - SL_PT(4), to - from, SL_PT(8),
                       row->is_done ? k->quiet : k->accent);
        return;
    }
    sl_u at = (from + to) / 2;
    if (row->is_gate)
        draw_gate(k, at, middle, row->is_done);
    else
        sl_sketch_dot(k, at, middle, SL_PT(4), k->accent, !row->is_done);
}

const sl_picture *sl_draw_timeline(sl_arena *a, const sl_timeline *t, const sl_layout *layout,
                                   sl_fonts *fonts, sl_words *words, sl_u width)
{
    sl_picture *picture = SL_NEW(a, sl_picture);
    picture->width = width;
    sl_sketch k = sl_sketch_start(a, picture, layout, fonts, words);
    axis x = {0};
    fold(&x, a, t);
    sl_u names = 0, height = k.line + SL_PT(5);
    for (size_t i = 0; i < t->rows.n; i++) {
        sl_u w = sl_sketch_measure(&k, t->rows.at[i].label, t->rows.at[i].is_gate);
        names = w > names ? w : names;
    }
    x.x0 = names + SL_PT(14);
    if (x.x0 > width * 2 / 3)
        x.x0 = width * 2 / 3;
    x.x1 = width;
    sl_sketch_lines *lines = SL_NEW_ARRAY(a, sl_sketch_lines, t->rows.n + 1);
    sl_u *tops = SL_NEW_ARRAY(a, sl_u, t->rows.n + 1);
    tops[0] = k.line + SL_PT(2);
    SL_PUSH(a, picture->cuts, tops[0]);
    for (size_t i = 0; i < t->rows.n; i++) {
        const sl_timeline_row *row = &t->rows.at[i];
        lines[i] = sl_sketch_wrap(&k, row->label, row->is_gate, x.x0 - SL_PT(14));
        sl_u more = lines[i].lines.n > 1 ? (sl_u)(lines[i].lines.n - 1) * k.line : 0;
        tops[i + 1] = tops[i] + height + more;
        SL_PUSH(a, picture->cuts, tops[i + 1]);
    }
    sl_u bottom = tops[t->rows.n] + SL_PT(2);
    picture->height = bottom + SL_PT(6);
    if (!x.days)
        return picture;
    draw_years(&k, &x, bottom);
    const sl_u base[] = {x.x0, bottom, x.x1, bottom};
    sl_sketch_line(&k, base, 2, SL_PT(0.5), k.hairline, 0);
    sl_u today = place(&x, sl_date_days(t->today));
    if (today >= 0) {
        const sl_u line[] = {today, k.line, today, bottom};
        sl_sketch_line(&k, line, 2, SL_PT(1), k.text, SL_PT(2));
    }
    for (size_t i = 0; i < t->rows.n; i++)
        draw_row(&k, &x, &t->rows.at[i], &lines[i], tops[i] + (tops[i + 1] - tops[i]) / 2);
    return picture;
}

sl_str sl_draw_timeline_alt(sl_arena *a, const sl_phrases *p, const sl_timeline *t)
{
    sl_buf b;
    sl_buf_init(&b);
    for (size_t i = 0; i < t->rows.n; i++)
        sl_buf_push_format(&b, "%s%.*s, %.*s", i ? "; " : "", SL_FMT(t->rows.at[i].label),
                           SL_FMT(t->rows.at[i].when));
    return sl_say(p, a, SL_SAY_TIMELINE_ALT, SL_N("n", t->rows.n),
                  SL_T("rows", sl_buf_take(&b, a)));
}
