/* The keys of kind measure: figures with their times, typed or from a dataset, in order. */
#include <stdlib.h>

#include "base/limits.h"
#include "data/query.h"
#include "data/when.h"
#include "load/loading.h"
#include "load/select.h"
#include "model/measure.h"

/* Figures of more digits than these cannot be compared exactly. */
enum { MOST_PLACES = 6 };
static const sl_dec too_much = {1000000000000, 0};

typedef struct measuring {
    sl_strategy *s;
    sl_measure *m;
    bool is_good;
} measuring;

static void report(measuring *r, sl_span at, const char *help, const char *what, sl_str text)
{
    r->is_good = false;
    sl_finding *f = sl_diag_add(r->s->diags, SL_E0263, at, "'%.*s' %s", SL_FMT(text), what);
    sl_diag_help(r->s->diags, f, "%s", help);
}

static bool read_time(measuring *r, sl_str when, sl_span at, int32_t *day)
{
    if (sl_when_read(&when, 1, day))
        return true;
    report(r, at, "write 2027, 2027/28, 2027-06, 2027 Q2 or 2027-06-30", "is no time", when);
    return false;
}

static bool is_fine(measuring *r, sl_dec value, sl_str text, sl_span at)
{
    sl_dec positive = {value.mantissa < 0 ? -value.mantissa : value.mantissa, value.places};
    if (value.places <= MOST_PLACES && sl_dec_compare(positive, too_much) < 0)
        return true;
    report(r, at, "write at most 12 digits and 6 decimals; the unit may be a larger one",
           "has more digits than can be compared", text);
    return false;
}

/* What is no figure where the schema wants one is said already. */
static bool read_figure(measuring *r, const sl_yaml *y, bool is_text, sl_dec *out)
{
    if (!y || y->kind != SL_YAML_SCALAR)
        return false;
    if (!sl_dec_parse(y->text, out)) {
        r->is_good = false;
        if (is_text)
            report(r, y->span, "write digits and a point alone: 1236.4", "is no figure", y->text);
        return false;
    }
    return is_fine(r, *out, y->text, y->span);
}

/* {date, value, note}; false when there is none, or it cannot be read, which is said. */
static bool read_point(measuring *r, const sl_yaml *y, bool is_actual, sl_measure_point *out)
{
    const sl_yaml *date = sl_yaml_lookup(y, "date");
    if (!date || date->kind != SL_YAML_SCALAR)
        return false;
    *out = (sl_measure_point){.when = date->text, .span = date->span};
    out->note = sl_yaml_text(y, "note");
    bool has_value = read_figure(r, sl_yaml_lookup(y, "value"), is_actual, &out->value);
    return read_time(r, date->text, date->span, &out->day) && has_value;
}

/* --- what was measured --- */

static void add_row(measuring *r, const sl_csv *csv, uint32_t row, uint32_t date, uint32_t value)
{
    sl_cell cell = sl_table_cell(csv, row, value);
    sl_str when = sl_csv_cell(csv, row, date);
    sl_measure_point p = {.value = cell.value, .when = when};
    p.span = sl_csv_cell_span(r->s->sources, csv, row, date);
    if (cell.kind != SL_CELL_NUMBER) /* it is said in the dataset why there is none */
        return;
    if (read_time(r, when, p.span, &p.day) &&
        is_fine(r, cell.value, sl_csv_cell(csv, row, value), p.span))
        SL_PUSH(r->s->arena, r->m->actuals, p);
}

static void read_dataset(measuring *r, const sl_yaml *y)
{
    const sl_yaml *date = sl_yaml_lookup(y, "date"), *value = sl_yaml_lookup(y, "value");
    const sl_csv *csv = date && value ? sl_select_data(r->s, y) : NULL;
    sl_selection rows;
    r->is_good = r->is_good && csv != NULL;
    if (!csv || !sl_select_rows(r->s, y, csv, &rows)) {
        r->is_good = false;
        return;
    }
    r->m->data_path = sl_select_path(r->s, y);
    int when = sl_select_column(r->s, csv, date), figure = sl_select_figures(r->s, csv, value);
    if (when < 0 || figure < 0) {
        r->is_good = false;
        return;
    }
    for (size_t i = 0; i < rows.rows.n && r->is_good; i++)
        add_row(r, csv, rows.rows.at[i], (uint32_t)when, (uint32_t)figure);
}

static void read_query(measuring *r, const sl_yaml *sql)
{
    sl_query_row *rows = SL_NEW_ARRAY(r->s->arena, sl_query_row, SL_LIMIT_CHART_POINTS);
    size_t n;
    if (sql->kind != SL_YAML_SCALAR ||
        !sl_load_rows(r->s, sql, rows, SL_LIMIT_CHART_POINTS, &n, &r->m->data_path)) {
        r->is_good = false;
        return;
    }
    for (size_t i = 0; i < n && r->is_good; i++) {
        sl_measure_point p = {.value = rows[i].value, .when = rows[i].label, .span = sql->span};
        if (r->m->places >= 0) /* what a division leaves behind is not for print */
            p.value = sl_dec_round(p.value, (unsigned)r->m->places);
        if (rows[i].has_value && read_time(r, p.when, p.span, &p.day) &&
            is_fine(r, p.value, p.when, p.span))
            SL_PUSH(r->s->arena, r->m->actuals, p);
    }
}

/* A figure has its date and value, a dataset its columns, a query neither. */
static bool has_keys(measuring *r, const sl_yaml *y)
{
    const sl_yaml *query = sl_yaml_lookup(y, "query"), *date = sl_yaml_lookup(y, "date"),
                  *value = sl_yaml_lookup(y, "value"), *data = sl_yaml_lookup(y, "data");
    if (query && (date || value || data)) {
        report(r, query->key_span, "write the query alone, or date and value",
               "gives times and figures itself", SL_STR("query"));
        return false;
    }
    if (!query && (!date || !value)) {
        report(r, y->span, "write {date: 2025, value: 12.5}, columns of a dataset, or a query",
               "lacks a date or a value", SL_STR("actuals"));
        return false;
    }
    return true;
}

static void read_actual(measuring *r, const sl_yaml *y)
{
    sl_measure_point p;
    const sl_yaml *where = sl_yaml_lookup(y, "where"), *query = sl_yaml_lookup(y, "query");
    if (!has_keys(r, y))
        return;
    if (query)
        read_query(r, query);
    else if (sl_yaml_lookup(y, "data"))
        read_dataset(r, y);
    else if (where)
        report(r, where->key_span, "name the dataset under 'data', or leave 'where' out",
               "chooses rows, and there is no dataset", where->key);
    else if (read_point(r, y, true, &p))
        SL_PUSH(r->s->arena, r->m->actuals, p);
}

/* --- order --- */

static int by_day(const void *a, const void *b)
{
    const sl_measure_point *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return x->span.begin < y->span.begin ? -1 : x->span.begin > y->span.begin;
}

/* The last day that a time may mean, whose first is known. */
static int32_t last_of(sl_str when, int32_t first)
{
    sl_date date;
    bool is_quarter =
        sl_str_find_char(when, 'Q', 0) != SIZE_MAX || sl_str_find_char(when, 'q', 0) != SIZE_MAX;
    bool has_day = !is_quarter && sl_str_find_char(when, ' ', 0) < 3;
    if (sl_date_parse(when, &date) && sl_date_days(date) == first)
        return sl_date_last_day(date);
    bool is_year = !is_quarter && when.n && when.p[0] >= '0' && when.p[0] <= '9';
    if (has_day)
        return first;
    sl_date next = sl_date_from_days(first);
    unsigned months = next.month - 1u + (is_quarter ? 3 : is_year ? 12 : 1);
    next.year = (int16_t)(next.year + (int)(months / 12));
    next.month = (uint8_t)(months % 12 + 1);
    return sl_date_days(next) - 1;
}

/* Times that are read together: 2011-12 is a financial year where all of its form may be. */
static void read_days(measuring *r)
{
    sl_measure *m = r->m;
    size_t n = 0, count = m->actuals.n + m->path.n + 2;
    sl_str *when = SL_NEW_ARRAY(r->s->arena, sl_str, count);
    int32_t *days = SL_NEW_ARRAY(r->s->arena, int32_t, count);
    sl_measure_point **points = SL_NEW_ARRAY(r->s->arena, sl_measure_point *, count);
    if (m->baseline.when.n)
        points[n++] = &m->baseline;
    for (size_t i = 0; i < m->path.n; i++)
        points[n++] = &m->path.at[i];
    if (m->has_target)
        points[n++] = &m->target;
    for (size_t i = 0; i < m->actuals.n; i++)
        points[n++] = &m->actuals.at[i];
    for (size_t i = 0; i < n; i++)
        when[i] = points[i]->when;
    bool together = sl_when_read(when, n, days); /* each is a time by itself */
    for (size_t i = 0; i < n; i++) {
        points[i]->day = together ? days[i] : points[i]->day;
        points[i]->last = last_of(when[i], points[i]->day);
    }
}

static void check_repeats(measuring *r)
{
    for (size_t i = 1; i < r->m->actuals.n; i++) {
        const sl_measure_point *one = &r->m->actuals.at[i - 1], *two = one + 1;
        if (one->day != two->day)
            continue;
        report(r, two->span, "keep one of the two; of a dataset, choose rows with 'where'",
               "has two figures", two->when);
        return;
    }
}

static void check_course(measuring *r)
{
    const sl_measure *m = r->m;
    const sl_measure_point *latest = sl_measure_latest(m);
    if (latest && m->has_baseline && latest->day < m->baseline.day)
        report(r, latest->span, "add what was measured since, or name an earlier baseline",
               "is the newest figure, and older than the baseline", latest->when);
    const sl_measure_point *before = m->has_baseline ? &m->baseline : NULL;
    for (size_t i = 0; i < m->path.n + m->has_target; i++) {
        const sl_measure_point *p = i < m->path.n ? &m->path.at[i] : &m->target;
        if (before && p->day <= before->day)
            report(r, p->span, "put baseline, path and target in the order of time",
                   "comes no later than what stands before it", p->when);
        before = p;
    }
    if (m->path.n && !m->has_target)
        report(r, m->path.at[0].span, "add 'target', with its date and value",
               "is on the way to a target, and there is none", m->path.at[0].when);
    if (m->has_target && m->has_baseline &&
        !sl_measure_reaches(m, m->target.value, m->baseline.value))
        report(r, m->target.span, "turn 'better', or mend one of the two figures",
               m->is_down ? "is the date of a target above the baseline, and less is better"
                          : "is the date of a target below the baseline, and more is better",
               m->target.when);
}

/* A baseline without a value is the actual figure of its date. */
static void find_baseline(measuring *r)
{
    sl_measure *m = r->m;
    for (size_t i = 0; i < m->actuals.n && !m->has_baseline; i++)
        if (m->actuals.at[i].day == m->baseline.day) {
            m->baseline.value = m->actuals.at[i].value;
            m->has_baseline = true;
        }
    if (!m->has_baseline)
        report(r, m->baseline.span, "write its value, or a date that 'actuals' have",
               "is the date of a baseline without a value, and nothing was measured then",
               m->baseline.when);
}

/* As many decimals for all figures as the finest has; thousands are written out. */
static void choose_places(sl_measure *m)
{
    unsigned most = 0;
    const sl_measure_point *ends[] = {&m->baseline, &m->target};
    for (size_t i = 0; i < SL_COUNT(ends); i++)
        most = ends[i]->value.places > most ? ends[i]->value.places : most;
    for (size_t i = 0; i < m->path.n; i++)
        most = m->path.at[i].value.places > most ? m->path.at[i].value.places : most;
    for (size_t i = 0; i < m->actuals.n; i++)
        most = m->actuals.at[i].value.places > most ? m->actuals.at[i].value.places : most;
    if (m->places < 0 && most && sl_unit_of(m->unit).zeros != 3)
        m->places = (int)most;
}

/* --- one of them --- */

static void read_baseline(measuring *r, const sl_yaml *y)
{
    const sl_yaml *date = sl_yaml_lookup(y, "date");
    sl_measure_point *b = &r->m->baseline;
    if (!date || date->kind != SL_YAML_SCALAR || !read_time(r, date->text, date->span, &b->day))
        return;
    b->when = date->text;
    b->span = date->span;
    r->m->has_baseline = read_figure(r, sl_yaml_lookup(y, "value"), false, &b->value);
}

static void read_course(measuring *r, const sl_yaml *y)
{
    sl_measure_point p;
    if (sl_yaml_lookup(y, "baseline"))
        read_baseline(r, sl_yaml_lookup(y, "baseline"));
    const sl_yaml *path = sl_yaml_lookup(y, "path");
    SL_EACH (one, path && path->kind == SL_YAML_LIST ? path : NULL)
        if (read_point(r, one, false, &p))
            SL_PUSH(r->s->arena, r->m->path, p);
    r->m->has_target = read_point(r, sl_yaml_lookup(y, "target"), false, &r->m->target);
}

static bool check_count(measuring *r, const sl_yaml *y)
{
    if (r->m->actuals.n <= SL_LIMIT_CHART_POINTS)
        return true;
    report(r, y->span, "choose some of them with 'where'", "holds more figures than can be shown",
           SL_STR("actuals"));
    return false;
}

static void load_measure(sl_strategy *s, sl_item *item, const sl_key *key, const sl_yaml *y)
{
    sl_measure *m = SL_NEW(s->arena, sl_measure);
    measuring r = {s, m, true};
    const sl_yaml *actuals = sl_yaml_lookup(y, "actuals");
    uint32_t places;
    m->item = item;
    m->key = key;
    m->yaml = y;
    m->name = sl_yaml_text(y, "name");
    m->unit = sl_yaml_text(y, "unit");
    m->places = sl_num_parse(sl_yaml_text(y, "places"), &places) ? (int)places : -1;
    m->is_down = sl_str_equal_z(sl_yaml_text(y, "better"), "down");
    sl_date_parse(sl_yaml_text(y, "due"), &m->due);
    read_course(&r, y);
    if (actuals && actuals->kind == SL_YAML_LIST)
        SL_EACH (one, actuals)
            read_actual(&r, one);
    else if (actuals)
        read_actual(&r, actuals);
    if (!r.is_good || (actuals && !check_count(&r, actuals)))
        return;
    read_days(&r);
    if (m->actuals.n)
        qsort(m->actuals.at, m->actuals.n, sizeof *m->actuals.at, by_day);
    choose_places(m);
    check_repeats(&r);
    if (m->baseline.when.n && !m->has_baseline)
        find_baseline(&r);
    check_course(&r);
    if (r.is_good)
        SL_PUSH(s->arena, item->measures, m);
}

void sl_load_measures(sl_strategy *s)
{
    for (size_t i = 0; i < s->items.n; i++) {
        sl_item *item = s->items.at[i];
        for (size_t k = 0; k < item->type->keys.n; k++) {
            const sl_key *key = &item->type->keys.at[k];
            const sl_yaml *y = key->measure ? sl_yaml_lookup_str(item->front, key->name) : NULL;
            if (y && y->kind == SL_YAML_MAP)
                load_measure(s, item, key, y);
        }
    }
}
