/* Measures by hand: courses, ratings, milestones, days that are due. */
#include "load/trajectory.h"
#include "model/measure.h"
#include "plan.h"

static plan p;

static const sl_measure *read_track(const char *track, const char *day)
{
    char front[1024];
    snprintf(front, sizeof front, "track:\n%s", track);
    plan_item(&p, "STP-1", front, "Text.");
    plan_read(&p, day);
    return sl_measure_of(plan_lookup(&p, "STP-1"), SL_STR_NONE);
}

static const char *rating(const sl_measure *m)
{
    if (!m)
        return "unread";
    sl_rating r = sl_measure_rate(m);
    return r == SL_RATING_NO_FIGURE   ? "no figure"
           : r == SL_RATING_NO_TARGET ? "no target"
                                      : sl_rating_name(r);
}

/* From 100 on 1 January 2020 to 200 on 1 January 2030: ten years of 3653 days. On 1 January 2025,
 * 1827 days on, the course has 100 + 100 * 1827 / 3653 = 150.0137…; amber from a lack of 10, red
 * from one of 25. */
#define UP                                                                                         \
    "  unit: homes\n  better: up\n  baseline: {date: 2020, value: 100}\n"                          \
    "  target: {date: 2030, value: 200}\n"
#define DOWN                                                                                       \
    "  unit: homes\n  better: down\n  baseline: {date: 2020, value: 200}\n"                        \
    "  target: {date: 2030, value: 100}\n"
/* From 0 to 100 within the 1000 days from 1 January 2020 to 27 September 2022. */
#define EVEN                                                                                       \
    "  unit: homes\n  better: up\n  baseline: {date: 2020-01-01, value: 0}\n"                      \
    "  target: {date: 2022-09-27, value: 100}\n"

static void test_ratings(void)
{
    static const struct {
        const char *track, *want;
    } rows[] = {
        {UP, "no figure"},
        {UP "  actuals: [{date: 2020, value: 100}]\n", "no figure"},
        {UP "  actuals: [{date: 2025, value: 151}]\n", "green"},
        {UP "  actuals: [{date: 2025, value: 150}]\n", "green"},
        {UP "  actuals: [{date: 2025, value: 140.02}]\n", "green"},
        {UP "  actuals: [{date: 2025, value: 140.01}]\n", "amber"},
        {UP "  actuals: [{date: 2025, value: 125.02}]\n", "amber"},
        {UP "  actuals: [{date: 2025, value: 125.01}]\n", "red"},
        {UP "  actuals: [{date: 2025, value: -5}]\n", "red"},
        {UP "  actuals: [{date: 2031, value: 190.1}]\n", "green"},
        {UP "  actuals: [{date: 2031, value: 190}]\n", "amber"},
        {UP "  actuals: [{date: 2031, value: 175}]\n", "red"},
        {UP "  actuals: [{date: 2031, value: 190}, {date: 2032, value: 200}]\n", "green"},
        {UP "  actuals: [{date: 2032, value: 200}, {date: 2031, value: 100}]\n", "green"},
        {DOWN "  actuals: [{date: 2025, value: 149}]\n", "green"},
        {DOWN "  actuals: [{date: 2025, value: 159.98}]\n", "green"},
        {DOWN "  actuals: [{date: 2025, value: 159.99}]\n", "amber"},
        {DOWN "  actuals: [{date: 2025, value: 174.98}]\n", "amber"},
        {DOWN "  actuals: [{date: 2025, value: 174.99}]\n", "red"},
        /* Half way, 500 days on: 15 May 2021. */
        {EVEN "  actuals: [{date: 2021-05-15, value: 50}]\n", "green"},
        {EVEN "  actuals: [{date: 2021-05-15, value: 41}]\n", "green"},
        {EVEN "  actuals: [{date: 2021-05-15, value: 40}]\n", "amber"},
        {EVEN "  actuals: [{date: 2021-05-15, value: 26}]\n", "amber"},
        {EVEN "  actuals: [{date: 2021-05-15, value: 25}]\n", "red"},
        /* By way of a path the course is 20 then. */
        {EVEN
         "  path: [{date: 2021-05-15, value: 20}]\n  actuals: [{date: 2021-05-15, value: 11}]\n",
         "green"},
        {EVEN
         "  path: [{date: 2021-05-15, value: 20}]\n  actuals: [{date: 2021-05-15, value: 10}]\n",
         "amber"},
        {"  unit: homes\n  better: up\n  actuals: [{date: 2025, value: 150}]\n", "no target"},
        {"  unit: homes\n  better: up\n  target: {date: 2030, value: 200}\n"
         "  actuals: [{date: 2025, value: 150}]\n",
         "no target"},
        {"  unit: homes\n  better: up\n  baseline: {date: 2020}\n  target: {date: 2030, value: "
         "200}\n"
         "  actuals: [{date: 2020, value: 100}, {date: 2025, value: 140.01}]\n",
         "amber"},
        /* What cannot be read is no measure. */
        {UP "  actuals: [{date: 2025, value: 150}, {date: 2025-01, value: 151}]\n", "unread"},
        {UP "  actuals: [{date: soon, value: 150}]\n", "unread"},
        {UP "  actuals: [{date: 2025, value: 1.1234567}]\n", "unread"},
        {UP "  actuals: [{date: 2025, value: 1.123456}]\n", "red"},
        {UP "  actuals: [{date: 2025, value: 999999999999}]\n", "green"},
        {UP "  actuals: [{date: 2025, value: 1000000000000}]\n", "unread"},
        {UP "  path: [{date: 2030, value: 150}]\n", "unread"},
        {UP "  path: [{date: 2020, value: 150}]\n", "unread"},
        {UP "  path: [{date: 2020-01-02, value: 150}, {date: 2029-12-31, value: 160}]\n",
         "no figure"},
        {"  unit: homes\n  better: down\n  baseline: {date: 2020, value: 100}\n"
         "  target: {date: 2030, value: 100.1}\n",
         "unread"},
        {"  unit: homes\n  better: down\n  baseline: {date: 2020, value: 100}\n"
         "  target: {date: 2030, value: 100}\n",
         "no figure"},
    };
    plan_begin(&p);
    for (size_t i = 0; i < SL_COUNT(rows); i++)
        is_str(sl_str_from(rating(read_track(rows[i].track, "2040-01-01"))), rows[i].want,
               rows[i].track);
    plan_end(&p);
}

static void test_course(void)
{
    static const struct {
        int day;
        const char *want;
    } rows[] = {{-1, "0"},   {0, "0"},     {10, "1"},     {14, "1"},    {15, "2"},
                {500, "50"}, {999, "100"}, {1000, "100"}, {1001, "100"}};
    plan_begin(&p);
    const sl_measure *m = read_track(EVEN, NULL);
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        sl_dec value;
        sl_buf b;
        sl_buf_init(&b);
        ok(sl_measure_expected(m, 7305 + rows[i].day, &value), "there is a course");
        sl_buf_push_fixed(&b, value.mantissa, value.places);
        is_str(sl_buf_str(&b), rows[i].want, "a day of it");
        sl_buf_done(&b);
    }
    sl_dec d;
    ok(!sl_measure_part_value(m, SL_STR("expected"), &d), "nothing is expected before a figure");
    ok(sl_measure_part_value(m, SL_STR("baseline"), &d) && d.mantissa == 0, "the baseline");
    ok(sl_measure_part_value(m, SL_STR("target"), &d) && d.mantissa == 100, "the target");
    ok(!sl_measure_part_value(m, SL_STR("latest"), &d), "no figure yet");
    ok(!sl_measure_has_part(m, SL_STR("due")) && !sl_measure_has_part(m, SL_STR("name")),
       "what it does not say");
    ok(sl_measure_is_part(SL_STR("rating")) && !sl_measure_is_part(SL_STR("colour")), "parts");
    plan_end(&p);
}

/* All its figures print as many decimals as the finest of them has, whichever that is. */
static void test_places(void)
{
    static const char *const values[][4] = {{"1.25", "3", "2", "2"},
                                            {"1", "3.25", "2", "2"},
                                            {"1", "3", "2.25", "2"},
                                            {"1", "3", "2", "2.25"}};
    plan_begin(&p);
    for (size_t i = 0; i < SL_COUNT(values); i++) {
        char track[512];
        snprintf(track, sizeof track,
                 "  unit: homes\n  better: up\n  baseline: {date: 2020, value: %s}\n"
                 "  target: {date: 2030, value: %s}\n  path: [{date: 2026, value: %s}]\n"
                 "  actuals: [{date: 2025, value: %s}]\n",
                 values[i][0], values[i][1], values[i][2], values[i][3]);
        const sl_measure *m = read_track(track, NULL);
        is_int(m ? m->places : -1, 2, track);
    }
    plan_end(&p);
}

/* The last day that each way to write a time may mean; a milestone has passed on it. */
static void test_passed(void)
{
    static const struct {
        const char *when, *last, *next;
    } rows[] = {
        {"2027-06-30", "2027-06-30", "2027-07-01"},   {"2027-06", "2027-06-30", "2027-07-01"},
        {"2027", "2027-12-31", "2028-01-01"},         {"2028", "2028-12-31", "2029-01-01"},
        {"2027/28", "2028-03-31", "2028-04-01"},      {"2026/27", "2027-03-31", "2027-04-01"},
        {"2027 Q1", "2027-03-31", "2027-04-01"},      {"2028 Q1", "2028-03-31", "2028-04-01"},
        {"2027 Q2", "2027-06-30", "2027-07-01"},      {"2027 Q3", "2027-09-30", "2027-10-01"},
        {"2027 Q4", "2027-12-31", "2028-01-01"},      {"June 2027", "2027-06-30", "2027-07-01"},
        {"May 2027", "2027-05-31", "2027-06-01"},     {"February 2028", "2028-02-29", "2028-03-01"},
        {"30 June 2027", "2027-06-30", "2027-07-01"}, {"Q3 2027", "2027-09-30", "2027-10-01"},
        {"2027 q3", "2027-09-30", "2027-10-01"},      {"2027Q3", "2027-09-30", "2027-10-01"},
    };
    plan_begin(&p);
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        char track[512];
        sl_date last, next;
        snprintf(track, sizeof track,
                 "  unit: homes\n  better: up\n  baseline: {date: 2020-01-01, value: 100}\n"
                 "  target: {date: %s, value: 200}\n"
                 "  actuals: [{date: 2029-01-01, value: 150}]\n",
                 rows[i].when);
        const sl_measure *m = read_track(track, rows[i].last);
        sl_date_parse(sl_str_from(rows[i].last), &last);
        sl_date_parse(sl_str_from(rows[i].next), &next);
        if (!ok(m != NULL, rows[i].when))
            continue;
        ok(sl_measure_passed(m, sl_date_days(last)) == &m->target, "has passed on its last day");
        ok(!sl_measure_passed(m, sl_date_days(last) - 1), "and not on the day before");
    }
    plan_end(&p);
}

static void test_findings(void)
{
    static const struct {
        const char *track, *day;
        int due, missed;
    } rows[] = {
        {UP "  due: 2026-03-15\n", "2026-03-15", 0, 0},
        {UP "  due: 2026-03-15\n", "2026-03-16", 1, 0},
        {UP "  due: 2026-03\n", "2026-03-31", 0, 0},
        {UP "  due: 2026-03\n", "2026-04-01", 1, 0},
        {UP "  due: 2026\n", "2026-12-31", 0, 0},
        {UP "  due: 2026\n", "2027-01-01", 1, 0},
        /* A target that is met exactly is reached; figures from before it say nothing of it. */
        {UP "  actuals: [{date: 2030, value: 200}]\n", "2031-01-01", 0, 0},
        {UP "  actuals: [{date: 2030, value: 199}]\n", "2031-01-01", 0, 1},
        {UP "  actuals: [{date: 2029, value: 199}]\n", "2031-01-01", 0, 0},
        {UP "  actuals: [{date: 2030, value: 199}]\n", "2030-12-30", 0, 0},
        {DOWN "  actuals: [{date: 2030, value: 100}]\n", "2031-01-01", 0, 0},
        {DOWN "  actuals: [{date: 2030, value: 101}]\n", "2031-01-01", 0, 1},
        {DOWN "  actuals: [{date: 2030, value: 99}]\n", "2031-01-01", 0, 0},
        {UP "  path: [{date: 2024, value: 150}]\n  actuals: [{date: 2025, value: 149}]\n",
         "2025-06-01", 0, 1},
        {UP "  path: [{date: 2024, value: 150}]\n  actuals: [{date: 2025, value: 150}]\n",
         "2025-06-01", 0, 0},
    };
    plan_begin(&p);
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        read_track(rows[i].track, rows[i].day);
        is_int((long long)plan_count(&p, SL_E0261), rows[i].due, rows[i].track);
        is_int((long long)plan_count(&p, SL_E0262), rows[i].missed, rows[i].day);
    }
    read_track("  unit: homes\n  better: up\n  baseline: {date: 2020, value: 1}\n"
               "  path: [{date: 2024, value: 2}, {date: 2025, value: 3}]\n",
               NULL);
    ok(plan_codes(&p, false).n > 0, "a course to nowhere is told");
    bool said = false;
    for (size_t i = 0; i < p.session.diags.findings.n; i++)
        said = said ||
               sl_str_find(p.session.diags.findings.at[i]->message, SL_STR("2024"), 0) != SIZE_MAX;
    ok(said, "of its first step");
    read_track(UP "  actuals: [{date: 2026-02-01, value: 150}]\n", NULL);
    is_int((long long)plan_count(&p, SL_E0240), 1, "a figure after the document's day is told");
    read_track(UP "  actuals: [{date: 2026-01-31, value: 150}]\n", NULL);
    is_int((long long)plan_count(&p, SL_E0240), 0, "one of that day is not");
    plan_end(&p);
}

/* --- its chart --- */

static sl_str chart_text(const sl_chart *c)
{
    sl_buf b;
    sl_buf_init(&b);
    for (size_t k = 0; c && k < c->series_count; k++) {
        sl_buf_push_format(&b, "%s%.*s:", k ? "; " : "", SL_FMT(c->series[k]));
        for (size_t i = 0; i < c->label_count; i++) {
            size_t at = k * c->label_count + i;
            sl_buf_push_format(&b, " %.*s ", SL_FMT(c->labels[i]));
            if (c->present[at])
                sl_buf_push_dec(&b, c->values[at]);
            else
                sl_buf_push_format(&b, "(%.*s)", SL_FMT(c->reasons[at]));
        }
    }
    return sl_buf_take(&b, p.session.arena);
}

static void is_chart(const char *track, const char *want)
{
    const sl_measure *m = read_track(track, NULL);
    const sl_chart *c = sl_trajectory_make(p.s, m, SL_STR("T"));
    is_str(chart_text(c), want, track);
}

static void test_chart(void)
{
    plan_begin(&p);
    is_chart(UP, "Planned: 2020 100 2030 200");
    is_chart(UP "  actuals: [{date: 2031, value: 150}, {date: 2025, value: 120}]\n",
             "Measured: 2020 100 2025 120 2030 (no figure) 2031 150; "
             "Planned: 2020 100 2025 (no figure) 2030 200 2031 (no figure)");
    is_chart(UP "  path: [{date: 2025, value: 160}]\n  actuals: [{date: 2025, value: 120}]\n",
             "Measured: 2020 100 2025 120 2030 (no figure); Planned: 2020 100 2025 160 2030 200");
    is_chart("  unit: homes\n  better: up\n  actuals: [{date: 2024, value: 1}, {date: 2025, value: "
             "2}]\n",
             "Measured: 2024 1 2025 2");
    is_chart("  unit: homes\n  better: up\n  actuals: [{date: 2024, value: 1}]\n", "");
    const sl_measure *share =
        read_track("  unit: per cent\n  better: up\n  places: 1\n"
                   "  actuals: [{date: 2024, value: 1.25}, {date: 2025, value: 2}]\n",
                   NULL);
    const sl_chart *c = sl_trajectory_make(p.s, share, SL_STR("T"));
    is_str(c->suffix, "%", "percentages have their sign");
    is_int(c->places, 1, "and the decimals that are asked for");
    ok(c->days[0] == 8766 && c->days[1] == 9132, "days since 2000 place them");
    plan_end(&p);
}

/* Figures from a dataset and by a query. */
static void test_data(void)
{
    static const char csv[] = "year,place,n\n2023,Here,1\n2024,Here,[x]\n2025,Here,\"1,234.5\"\n"
                              "2024,There,7\n2026,Here,8\n";
    plan_begin(&p);
    plan_put(&p, "evidence/data/a.csv", csv);
    const sl_measure *m = read_track("  unit: homes\n  better: up\n  actuals:\n"
                                     "    data: evidence/data/a.csv\n    date: year\n"
                                     "    value: n\n    where: {place: Here}\n",
                                     "2030-01-01");
    if (ok(m && m->actuals.n == 3, "rows that fit and have a figure")) {
        is_int(m->actuals.at[1].value.mantissa, 12345, "as it is written");
        is_str(sl_measure_latest(m)->when, "2026", "the last one in time");
        is_str(m->data_path, "evidence/data/a.csv", "where they stand");
    }
    m = read_track("  unit: homes\n  better: up\n  places: 1\n  actuals:\n"
                   "    query: SELECT year, sum(n) / 3.0 FROM a GROUP BY year\n",
                   "2030-01-01");
    if (ok(m && m->actuals.n == 4, "one for each year: [x] counts as nothing")) {
        is_int(m->actuals.at[0].value.mantissa, 3, "0.33 as 0.3");
        is_int(m->actuals.at[1].value.mantissa, 23, "7 / 3 as 2.3: a missing value adds nothing");
    }
    plan_end(&p);
}

int main(void)
{
    test_ratings();
    test_course();
    test_places();
    test_passed();
    test_findings();
    test_chart();
    test_data();
    return done();
}
