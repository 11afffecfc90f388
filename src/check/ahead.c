/* What tells of something that has happened, and lies after the document's day. */
#include "check/check.h"
#include "check/checking.h"
#include "data/when.h"
#include "load/block.h"
#include "model/measure.h"
#include "record/record.h"

typedef struct looking {
    const sl_strategy *s;
    int32_t today; /* the later of the document's day and the one it is judged on */
} looking;

static void report(const looking *l, sl_span at, sl_str day, const char *what)
{
    sl_finding *f = sl_diag_add(l->s->diags, SL_E0240, at, "%s on %.*s, after the document's day",
                                what, SL_FMT(day));
    sl_diag_help(l->s->diags, f, "mend the date, or the document's under 'date' in strategy.yaml");
}

static void look(const looking *l, sl_date date, sl_span at, const char *what)
{
    if (date.year && sl_date_days(date) > l->today)
        report(l, at, sl_date_format(l->s->arena, date), what);
}

static void look_at(const looking *l, const sl_yaml *y, const char *what)
{
    sl_date date;
    if (y && y->kind == SL_YAML_SCALAR && sl_date_parse(y->text, &date))
        look(l, date, y->span, what);
}

/* Words before the date of a period that lies behind once that date is reached. */
static sl_str skip_lead(sl_str period)
{
    static const char *const leads[] = {"year to ",     "Year to ",    "year ending ",
                                        "Year ending ", "Census Day ", "Census "};
    for (size_t i = 0; i < SL_COUNT(leads); i++)
        if (sl_str_starts(period, leads[i]))
            return sl_str_slice(period, strlen(leads[i]), period.n);
    return period;
}

/* A period that is a time and nothing else, "April 2026", "1 April 2026", "Q2 2026", "2026/27": its
 * first day, of a financial year that of the year it begins in. One that says more, "by 2030",
 * "forecast for 2030", is none. */
static bool read_period(sl_str period, int32_t *first)
{
    sl_date month;
    sl_str time = skip_lead(sl_str_trim(period));
    if (time.n == 7 && strchr("/-", time.p[4]) && !sl_date_parse(time, &month))
        time = sl_str_slice(time, 0, 4);
    return sl_when_read(&time, 1, first);
}

static void check_period(const looking *l, const sl_yaml *period)
{
    int32_t first;
    if (!period || period->kind != SL_YAML_SCALAR || !read_period(period->text, &first) ||
        first <= l->today)
        return;
    sl_finding *f =
        sl_diag_add(l->s->diags, SL_E0240, period->span,
                    "the figure is of %.*s, after the document's day", SL_FMT(period->text));
    sl_diag_help(l->s->diags, f,
                 "mend the date, or the document's under 'date' in strategy.yaml; of a forecast "
                 "say so: 'forecast for %.*s'",
                 SL_FMT(period->text));
}

static void check_entry(const looking *l, const sl_evidence *e)
{
    check_period(l, sl_yaml_lookup(e->yaml, "period"));
    check_period(l, sl_yaml_lookup(sl_yaml_lookup(e->yaml, "comparator"), "period"));
    const sl_yaml *source = sl_yaml_lookup(e->yaml, "source");
    look_at(l, sl_yaml_lookup(source, "accessed"), "the source was read");
    look_at(l, sl_yaml_lookup(source, "year"), "the source appeared");
    look_at(l, sl_yaml_lookup(e->yaml, "reviewed"), "the entry was looked at");
}

static void check_record(const looking *l, const sl_record *r)
{
    for (size_t i = 0; i < r->responses.n; i++)
        look(l, r->responses.at[i].date, r->responses.at[i].span, "the response came");
    for (size_t i = 0; i < r->talks.n; i++) {
        look(l, r->talks.at[i].agreed, r->talks.at[i].span, "the wording was agreed");
        SL_EACH (move, r->talks.at[i].history)
            look_at(l, sl_yaml_lookup(move, "date"), "the item moved");
    }
    for (size_t i = 0; i < r->signatures.n; i++)
        look(l, r->signatures.at[i].date, r->signatures.at[i].span, "the signature was given");
    for (size_t i = 0; i < r->gates.n; i++)
        if (sl_gate_state_of(l->s, &r->gates.at[i]) == SL_GATE_PASSED)
            look(l, r->gates.at[i].date, r->gates.at[i].span, "the gate was passed");
}

/* What was measured lies behind; only the course goes on. */
static void check_measure(const looking *l, const sl_measure *m)
{
    const sl_measure_point *latest = sl_measure_latest(m);
    if (!latest || latest->day <= l->today)
        return;
    sl_finding *f = sl_diag_add(l->s->diags, SL_E0240, latest->span,
                                "%.*s was measured in %.*s, after the document's day",
                                SL_FMT(m->item->id), SL_FMT(latest->when));
    sl_diag_help(l->s->diags, f, "what is still to come belongs under 'path' or 'target'");
}

/* Figures of a time to come, unless the data say that they are a forecast. */
static void check_chart(const looking *l, const sl_block *b)
{
    const sl_chart *c = b->chart;
    if (sl_yaml_lookup(b->yaml, "items"))
        return; /* what items are to do lies ahead */
    for (size_t i = 0; c->days && i < c->label_count; i++) {
        if (c->days[i] <= l->today)
            continue;
        for (size_t k = 0; k < c->series_count; k++) {
            size_t at = k * c->label_count + i;
            if (!c->present[at] || sl_str_find(c->marks[at], SL_STR("[f]"), 0) != SIZE_MAX)
                continue;
            sl_finding *f = sl_diag_add(l->s->diags, SL_E0240, b->span,
                                        "the chart has a figure for %.*s, after the document's day",
                                        SL_FMT(c->labels[i]));
            sl_diag_help(l->s->diags, f,
                         "mark it in the data as a forecast, [f], or leave it out with 'where'");
            return;
        }
    }
}

void sl_check_ahead(const sl_strategy *s)
{
    int32_t own = sl_date_last_day(sl_strategy_date(s)), judged = sl_date_last_day(s->as_of);
    looking l = {s, own > judged ? own : judged};
    if (!sl_strategy_date(s).year)
        return; /* reported where it is missing */
    for (size_t i = 0; i < s->evidence.n; i++)
        check_entry(&l, s->evidence.at[i]);
    SL_EACH (change, sl_yaml_lookup(s->config, "changes"))
        look_at(&l, sl_yaml_lookup(change, "date"), "the version came");
    if (s->record)
        check_record(&l, s->record);
    for (size_t i = 0; i < s->items.n; i++)
        for (size_t k = 0; k < s->items.at[i]->measures.n; k++)
            check_measure(&l, s->items.at[i]->measures.at[k]);
    for (size_t i = 0; i < s->blocks.n; i++)
        if (s->blocks.at[i]->chart && !s->blocks.at[i]->chart->is_joined) /* a course lies ahead */
            check_chart(&l, s->blocks.at[i]);
}
