#include "model/measure.h"

#include "model/derive.h"
#include "model/figure.h"

const sl_measure *sl_measure_of(const sl_item *item, sl_str key)
{
    for (size_t i = 0; i < item->measures.n; i++)
        if (!key.n || sl_str_equal(item->measures.at[i]->key->name, key))
            return item->measures.at[i];
    return NULL;
}

size_t sl_measure_list_points(const sl_measure *m, const sl_measure_point **at)
{
    size_t n = 0;
    bool first = m->has_baseline && (!m->actuals.n || m->baseline.day < m->actuals.at[0].day);
    if (first && at)
        at[n] = &m->baseline;
    n += first;
    for (size_t i = 0; i < m->actuals.n; i++, n++)
        if (at)
            at[n] = &m->actuals.at[i];
    return n;
}

const sl_measure_point *sl_measure_latest(const sl_measure *m)
{
    return m->actuals.n ? &m->actuals.at[m->actuals.n - 1] : NULL;
}

/* --- the course --- */

static size_t count_course(const sl_measure *m)
{
    return m->path.n + m->has_baseline + m->has_target;
}

/* The points of the course, in the order of time. */
static const sl_measure_point *course_at(const sl_measure *m, size_t i)
{
    if (m->has_baseline && i == 0)
        return &m->baseline;
    i -= m->has_baseline;
    return i < m->path.n ? &m->path.at[i] : &m->target;
}

/* The decimals with which all of its figures are exact. */
static unsigned find_places(const sl_measure *m)
{
    unsigned most = 0;
    for (size_t i = 0; i < count_course(m); i++)
        most = course_at(m, i)->value.places > most ? course_at(m, i)->value.places : most;
    for (size_t i = 0; i < m->actuals.n; i++)
        most = m->actuals.at[i].value.places > most ? m->actuals.at[i].value.places : most;
    return most;
}

/* What the course has on a day, as a fraction. */
static bool find_course(const sl_measure *m, int32_t day, sl_fraction *out)
{
    size_t n = count_course(m), after = 0;
    if (!m->has_target || n < 2)
        return false;
    while (after < n && course_at(m, after)->day <= day)
        after++;
    if (after == 0 || after == n) {
        *out = sl_fraction_of(course_at(m, after ? n - 1 : 0)->value, 0);
        return true;
    }
    const sl_measure_point *one = course_at(m, after - 1), *two = course_at(m, after);
    unsigned places = find_places(m);
    __extension__ typedef __int128 wide;
    wide a = sl_dec_scale(one->value, places).mantissa,
         b = sl_dec_scale(two->value, places).mantissa;
    wide days = two->day - one->day;
    *out = (sl_fraction){.over = a * days + (b - a) * (day - one->day), .under = days};
    for (unsigned i = 0; i < places; i++)
        out->under *= 10;
    return true;
}

bool sl_measure_expected(const sl_measure *m, int32_t day, sl_dec *out)
{
    sl_fraction f;
    unsigned places = m->places >= 0 ? (unsigned)m->places : find_places(m);
    return find_course(m, day, &f) && sl_fraction_round(f, 0, places, out);
}

bool sl_measure_reaches(const sl_measure *m, sl_dec value, sl_dec wanted)
{
    int order = sl_dec_compare(value, wanted);
    return m->is_down ? order <= 0 : order >= 0;
}

/* Whether a figure is short of the course by at least so much of the whole way, in per cent. */
static bool is_short_by(const sl_measure *m, sl_dec value, const sl_fraction *course,
                        unsigned share)
{
    __extension__ typedef __int128 wide;
    unsigned places = find_places(m);
    wide first = sl_dec_scale(course_at(m, 0)->value, places).mantissa;
    wide last = sl_dec_scale(m->target.value, places).mantissa;
    wide have = sl_dec_scale(value, places).mantissa, scale = 1;
    for (unsigned i = 0; i < places; i++)
        scale *= 10;
    /* course - value, over course->under; the way is last - first, over scale. */
    wide lack = course->over * scale - have * course->under;
    wide way = last - first;
    lack = m->is_down ? -lack : lack;
    way = way < 0 ? -way : way;
    return lack > 0 && lack * 100 >= way * course->under * share;
}

sl_rating sl_measure_rate(const sl_measure *m)
{
    const sl_measure_point *latest = sl_measure_latest(m);
    sl_fraction course;
    if (!latest)
        return SL_RATING_NO_FIGURE;
    if (!find_course(m, latest->day, &course))
        return SL_RATING_NO_TARGET;
    if (latest->day <= course_at(m, 0)->day)
        return SL_RATING_NO_FIGURE;
    return is_short_by(m, latest->value, &course, m->key->red)     ? SL_RATING_RED
           : is_short_by(m, latest->value, &course, m->key->amber) ? SL_RATING_AMBER
                                                                   : SL_RATING_GREEN;
}

const sl_measure_point *sl_measure_passed(const sl_measure *m, int32_t day)
{
    const sl_measure_point *passed = NULL;
    for (size_t i = m->has_baseline; i < count_course(m); i++)
        if (course_at(m, i)->last <= day)
            passed = course_at(m, i);
    return passed;
}

bool sl_measure_is_overdue(const sl_measure *m, int32_t day)
{
    return m->due.year && sl_date_last_day(m->due) < day;
}

/* --- in words --- */

void sl_measure_push_figure(sl_buf *out, const sl_phrases *p, const sl_measure *m, sl_dec value)
{
    sl_figure_push(out, p, value, m->unit, m->places);
}

/* A day as it is printed; years and quarters as they are written. */
static void push_when(sl_buf *out, const sl_phrases *p, sl_str when)
{
    sl_date date;
    if (sl_date_parse(when, &date))
        sl_say_push_date(out, p, date);
    else
        sl_buf_push_str(out, when);
}

void sl_measure_push_point(sl_buf *out, const sl_phrases *p, const sl_measure *m,
                           const sl_measure_point *at)
{
    sl_buf figure, when;
    sl_buf_init(&figure);
    sl_buf_init(&when);
    sl_measure_push_figure(&figure, p, m, at->value);
    push_when(&when, p, at->when);
    const sl_say_field fields[] = {SL_T("figure", sl_buf_str(&figure)),
                                   SL_T("when", sl_buf_str(&when))};
    sl_say_push(out, p, SL_SAY_MEASURE_POINT, fields, 2);
    sl_buf_done(&figure);
    sl_buf_done(&when);
}

void sl_measure_push(sl_buf *out, const sl_phrases *p, const sl_measure *m)
{
    const sl_measure_point *latest = sl_measure_latest(m);
    bool moved = latest && m->has_baseline && latest->day > m->baseline.day;
    sl_buf texts[3];
    for (int i = 0; i < 3; i++)
        sl_buf_init(&texts[i]);
    if (latest && (moved || !m->has_baseline))
        sl_measure_push_point(&texts[0], p, m, latest);
    if (m->has_baseline)
        sl_measure_push_point(&texts[1], p, m, &m->baseline);
    if (m->has_target)
        sl_measure_push_point(&texts[2], p, m, &m->target);
    const sl_say_field fields[] = {SL_T("name", m->name), SL_T("latest", sl_buf_str(&texts[0])),
                                   SL_T("baseline", sl_buf_str(&texts[1])),
                                   SL_T("target", sl_buf_str(&texts[2]))};
    sl_say_push(out, p, SL_SAY_MEASURE_LINE, fields, 4);
    for (int i = 0; i < 3; i++)
        sl_buf_done(&texts[i]);
}

void sl_measure_push_rating(sl_buf *out, const sl_phrases *p, const sl_measure *m)
{
    static const sl_say_id words[] = {
        [SL_RATING_NO_FIGURE] = SL_SAY_RATING_NO_FIGURE,
        [SL_RATING_NO_TARGET] = SL_SAY_RATING_NO_TARGET,
        [SL_RATING_GREEN] = SL_SAY_RATING_GREEN,
        [SL_RATING_AMBER] = SL_SAY_RATING_AMBER,
        [SL_RATING_RED] = SL_SAY_RATING_RED,
    };
    sl_buf_push_str(out, sl_phrase(p, words[sl_measure_rate(m)]));
}

const char *sl_rating_name(sl_rating rating)
{
    switch (rating) {
    case SL_RATING_GREEN:
        return "green";
    case SL_RATING_AMBER:
        return "amber";
    case SL_RATING_RED:
        return "red";
    case SL_RATING_NO_FIGURE:
    case SL_RATING_NO_TARGET:
        break;
    }
    return "none";
}

const char *sl_rating_role(sl_rating rating)
{
    return rating == SL_RATING_GREEN   ? "rating-green"
           : rating == SL_RATING_AMBER ? "rating-amber"
           : rating == SL_RATING_RED   ? "rating-red"
                                       : NULL;
}

/* --- its parts --- */

bool sl_measure_is_part(sl_str part)
{
    return sl_measure_part_label(NULL, part).p != NULL;
}

sl_str sl_measure_part_label(const sl_phrases *p, sl_str part)
{
    static const struct {
        const char *name;
        sl_say_id label;
    } parts[] = {
        {"name", SL_SAY_MEASURE},          {"baseline", SL_SAY_MEASURE_BASELINE},
        {"latest", SL_SAY_MEASURE_LATEST}, {"expected", SL_SAY_MEASURE_EXPECTED},
        {"target", SL_SAY_MEASURE_TARGET}, {"rating", SL_SAY_MEASURE_RATING},
        {"due", SL_SAY_MEASURE_DUE},
    };
    for (size_t i = 0; i < SL_COUNT(parts); i++)
        if (sl_str_equal_z(part, parts[i].name))
            return p ? sl_phrase(p, parts[i].label) : sl_str_from(parts[i].name);
    return SL_STR_NONE;
}

bool sl_measure_part_value(const sl_measure *m, sl_str part, sl_dec *out)
{
    const sl_measure_point *latest = sl_measure_latest(m);
    if (sl_str_equal_z(part, "expected"))
        return latest && sl_measure_expected(m, latest->day, out);
    const sl_measure_point *at =
        sl_str_equal_z(part, "baseline") ? (m->has_baseline ? &m->baseline : NULL)
        : sl_str_equal_z(part, "target") ? (m->has_target ? &m->target : NULL)
        : sl_str_equal_z(part, "latest") ? latest
                                         : NULL;
    if (at)
        *out = at->value;
    return at != NULL;
}

bool sl_measure_has_part(const sl_measure *m, sl_str part)
{
    sl_dec value;
    if (sl_str_equal_z(part, "due"))
        return m->due.year != 0;
    if (sl_str_equal_z(part, "name"))
        return m->name.n != 0;
    return sl_str_equal_z(part, "rating") || sl_measure_part_value(m, part, &value);
}

void sl_measure_push_part(sl_buf *out, const sl_phrases *p, const sl_measure *m, sl_str part)
{
    sl_dec value;
    if (sl_str_equal_z(part, "rating"))
        sl_measure_push_rating(out, p, m);
    else if (sl_str_equal_z(part, "name"))
        sl_buf_push_str(out, m->name);
    else if (sl_str_equal_z(part, "due"))
        sl_say_push_date(out, p, m->due);
    else if (sl_str_equal_z(part, "baseline") && m->has_baseline)
        sl_measure_push_point(out, p, m, &m->baseline);
    else if (sl_str_equal_z(part, "target") && m->has_target)
        sl_measure_push_point(out, p, m, &m->target);
    else if (sl_str_equal_z(part, "latest") && m->actuals.n)
        sl_measure_push_point(out, p, m, sl_measure_latest(m));
    else if (sl_measure_part_value(m, part, &value))
        sl_measure_push_figure(out, p, m, value);
}
