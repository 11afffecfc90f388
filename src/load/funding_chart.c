#include "load/funding_chart.h"

#include "load/select.h"
#include "model/audience.h"
#include "model/funding.h"

enum { MOST_SERIES = 4, MILLION = 100000000 /* hundredths */, PLACES = 8 };

static const sl_field fields[] = {
    {"id", SL_FIELD_NAME, SL_ONE, true, .doc = "Unique in the strategy."},
    {"title", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "What it shows: the finding."},
    {"by", SL_FIELD_CHOICE, SL_ONE, .choices = "standing|source|fund",
     .doc = "What each year's sums are divided by; standing if absent: secured or sought."},
    {"evidence", SL_FIELD_ID, SL_ONE_OR_MANY, .doc = "The entries it shows; its source."},
    {"note", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "Printed below."},
};
const sl_schema sl_funding_chart_schema = {"funding", "Funding by year", fields, SL_COUNT(fields)};

typedef struct sums {
    sl_str name;
    int64_t all, years[SL_FUNDING_MOST_YEARS];
} sums;

typedef struct totals {
    sl_strategy *s;
    sl_str by;
    uint32_t first, last;  /* years */
    int64_t undated, most; /* most: of a line, or of what has no year */
    SL_VEC(sums) series;
} totals;

static sl_str name_of(const totals *t, const sl_fund_line *l)
{
    const sl_phrases *p = t->s->phrases;
    if (sl_str_equal_z(t->by, "fund"))
        return l->fund;
    if (sl_str_equal_z(t->by, "source"))
        return sl_phrase(p, l->match ? SL_SAY_MATCH_OF_OTHERS : SL_SAY_FUNDING_OF_FUNDS);
    return sl_phrase(p, sl_fund_is_secured(l) ? SL_SAY_SECURED : SL_SAY_SOUGHT);
}

static sums *sums_of(totals *t, sl_str name)
{
    for (size_t i = 0; i < t->series.n; i++)
        if (sl_str_equal(t->series.at[i].name, name))
            return &t->series.at[i];
    SL_PUSH(t->s->arena, t->series, (sums){.name = name});
    return &t->series.at[t->series.n - 1];
}

static bool is_read(const sl_strategy *s, const sl_fund_line *l)
{
    return !sl_audience_hides(s, l->item->front, s->audience);
}

/* The first and the last year; false: no line has one, or they are too far from each other. */
static bool find_years(totals *t, const sl_funding *all)
{
    for (size_t i = 0; i < all->lines.n; i++) {
        uint32_t year = all->lines.at[i].year;
        if (!year || !is_read(t->s, &all->lines.at[i]))
            continue;
        t->first = !t->first || year < t->first ? year : t->first;
        t->last = year > t->last ? year : t->last;
    }
    return t->first && t->last - t->first < SL_FUNDING_MOST_YEARS;
}

static void add_up(totals *t, const sl_funding *all)
{
    for (size_t i = 0; i < all->lines.n; i++) {
        const sl_fund_line *l = &all->lines.at[i];
        if (!is_read(t->s, l))
            continue;
        t->most = l->pence > t->most ? l->pence : t->most;
        if (!l->year) {
            t->undated += l->pence;
            continue;
        }
        sums *to = sums_of(t, name_of(t, l));
        to->years[l->year - t->first] += l->pence;
        to->all += l->pence;
    }
}

/* The three largest, and the others together, where there are more than can be told apart. */
static void join_small(totals *t)
{
    for (size_t i = 1; i < t->series.n; i++) /* in order of their sums, the first named first */
        for (size_t k = i;
             k && t->series.at[k].all > t->series.at[k - 1].all && sl_str_equal_z(t->by, "fund");
             k--) {
            sums other = t->series.at[k];
            t->series.at[k] = t->series.at[k - 1];
            t->series.at[k - 1] = other;
        }
    if (t->series.n <= MOST_SERIES)
        return;
    sums *rest = &t->series.at[MOST_SERIES - 1];
    rest->name = sl_phrase(t->s->phrases, SL_SAY_FUNDING_OTHERS);
    for (size_t i = MOST_SERIES; i < t->series.n; i++)
        for (size_t y = 0; y < SL_FUNDING_MOST_YEARS; y++)
            rest->years[y] += t->series.at[i].years[y];
    t->series.n = MOST_SERIES;
}

static sl_str year_name(const sl_strategy *s, uint32_t year)
{
    return sl_say(s->phrases, s->arena, SL_SAY_FUNDING_YEAR,
                  SL_T("from", sl_str_format(s->arena, "%u", year)),
                  SL_T("to", sl_str_format(s->arena, "%02u", (year + 1) % 100)));
}

/* Sums in millions where one is a million. */
static sl_chart *make(totals *t, const sl_currency *currency)
{
    const sl_strategy *s = t->s;
    sl_str names[MOST_SERIES];
    for (size_t i = 0; i < t->series.n; i++)
        names[i] = t->series.at[i].name;
    size_t n = t->last - t->first + 1;
    sl_chart *c = sl_select_new_chart(s->arena, SL_CHART_STACKED, n, names, t->series.n);
    bool large = t->most >= MILLION;
    sl_str sign = sl_str_from(currency->sign[0] ? currency->sign : currency->code);
    c->unit = large ? sl_say(s->phrases, s->arena, SL_SAY_MONEY_UNIT, SL_T("sign", sign)) : sign;
    c->places = large ? 1 : 0;
    c->is_upright = true;
    c->highlight = SL_NEW_ARRAY(s->arena, bool, n);
    for (size_t i = 0; i < n; i++)
        c->labels[i] = year_name(s, t->first + (uint32_t)i);
    for (size_t k = 0; k < t->series.n; k++)
        for (size_t i = 0; i < n; i++) {
            c->values[k * n + i] = (sl_dec){t->series.at[k].years[i], large ? PLACES : 2};
            c->present[k * n + i] = true;
        }
    if (t->undated) {
        sl_buf b;
        sl_buf_init(&b);
        sl_funding_push(&b, s->phrases, t->undated, currency);
        c->legend = sl_say(s->phrases, s->arena, SL_SAY_FUNDING_UNDATED,
                           SL_T("sum", sl_buf_take(&b, s->arena)));
    }
    return c;
}

const sl_chart *sl_funding_chart_read(sl_strategy *s, const sl_yaml *block, sl_span span)
{
    sl_funding all = sl_funding_gather(s->arena, s);
    totals t = {.s = s, .by = sl_yaml_text(block, "by")};
    if (find_years(&t, &all)) {
        add_up(&t, &all);
        join_small(&t);
        sl_chart *c = make(&t, all.currency);
        c->title = sl_yaml_text(block, "title");
        return c;
    }
    if (s->whole)
        return NULL; /* its readers may not see what the whole has */
    sl_finding *f =
        sl_diag_add(s->diags, SL_E0756, span,
                    t.first ? "the lines of funding are more years apart than a chart has"
                            : "no item has a line of funding with a year");
    sl_diag_help(s->diags, f,
                 "write lines such as 'Growth fund, £2 million, 2027, sought' under an "
                 "item's key of kind funding");
    return NULL;
}
