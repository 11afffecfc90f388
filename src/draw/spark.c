/* What a measure has done, as small as a word: its figures as a line, the last of them a dot, and
 * dashed the way to its target. Below it stand the last figure and, where it has room, the first.
 */
#include "draw/draw.h"
#include "draw/sketch.h"

enum { HIGH = 18, DOT = 2 }; /* points */

typedef struct spark {
    sl_sketch k;
    const sl_measure *m;
    const sl_phrases *phrases;
    const sl_measure_point **at; /* in the order of time */
    size_t n;
    int32_t from, to; /* days */
    sl_dec low, high;
    sl_u top;
} spark;

static void widen(spark *s, const sl_measure_point *p)
{
    s->low = sl_dec_compare(p->value, s->low) < 0 ? p->value : s->low;
    s->high = sl_dec_compare(p->value, s->high) > 0 ? p->value : s->high;
    s->from = p->day < s->from ? p->day : s->from;
    s->to = p->day > s->to ? p->day : s->to;
}

static sl_u x_of(const spark *s, const sl_measure_point *p)
{
    sl_u width = s->k.picture->width - SL_PT(2 * DOT);
    return SL_PT(DOT) + (sl_u)((int64_t)(p->day - s->from) * width / (s->to - s->from));
}

static sl_u y_of(const spark *s, const sl_measure_point *p)
{
    if (sl_dec_compare(s->low, s->high) == 0)
        return s->top + SL_PT(HIGH) / 2;
    return s->top + SL_PT(HIGH) - (sl_u)sl_dec_part(p->value, s->low, s->high, SL_PT(HIGH));
}

static sl_str say(spark *s, const sl_measure_point *p)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_measure_push_point(&b, s->phrases, s->m, p);
    return sl_buf_take(&b, s->k.arena);
}

static void put_ends(spark *s, sl_str first, sl_str last, sl_u y)
{
    sl_u width = s->k.picture->width, w = sl_sketch_measure(&s->k, last, false);
    if (w > width)
        return; /* the facts say it */
    sl_sketch_label(&s->k, last, width, y, SL_ANCHOR_END, false, s->k.text);
    if (w + sl_sketch_measure(&s->k, first, false) + SL_PT(6) <= width)
        sl_sketch_label(&s->k, first, 0, y, SL_ANCHOR_START, false, s->k.secondary);
}

static void draw_lines(spark *s)
{
    sl_u *points = SL_NEW_ARRAY(s->k.arena, sl_u, 2 * s->n);
    for (size_t i = 0; i < s->n; i++) {
        points[2 * i] = x_of(s, s->at[i]);
        points[2 * i + 1] = y_of(s, s->at[i]);
    }
    sl_u x = points[2 * s->n - 2], y = points[2 * s->n - 1];
    if (s->m->has_target && s->m->target.day > s->at[s->n - 1]->day) {
        const sl_u way[] = {x, y, x_of(s, &s->m->target), y_of(s, &s->m->target)};
        sl_sketch_line(&s->k, way, 2, SL_PT(0.75), s->k.secondary, SL_PT(2));
        sl_sketch_dot(&s->k, way[2], way[3], SL_PT(DOT), s->k.secondary, true);
    }
    sl_sketch_line(&s->k, points, (uint32_t)s->n, SL_PT(1.25), s->k.accent, 0);
    sl_sketch_dot(&s->k, x, y, SL_PT(DOT), s->k.accent, false);
}

const sl_picture *sl_draw_spark(sl_arena *a, const sl_phrases *p, const sl_measure *m,
                                const sl_layout *layout, sl_fonts *fonts, sl_words *words,
                                sl_u width)
{
    sl_picture *picture = SL_NEW(a, sl_picture);
    picture->width = width;
    spark s = {.k = sl_sketch_start(a, picture, layout, fonts, words), .m = m, .phrases = p};
    s.at = SL_NEW_ARRAY(a, const sl_measure_point *, m->actuals.n + 1);
    s.n = sl_measure_list_points(m, s.at);
    s.from = s.to = s.at[0]->day;
    s.low = s.high = s.at[0]->value;
    for (size_t i = 0; i < s.n; i++)
        widen(&s, s.at[i]);
    const sl_measure_point *last = s.at[s.n - 1];
    bool aims = m->has_target && m->target.day > last->day;
    if (aims)
        widen(&s, &m->target);
    s.top = SL_PT(DOT);
    sl_u base = s.top + SL_PT(HIGH) + SL_PT(DOT) + s.k.line - SL_PT(1);
    picture->height = base + SL_PT(2);
    draw_lines(&s);
    put_ends(&s, say(&s, s.at[0]), say(&s, aims ? &m->target : last), base);
    return picture;
}
