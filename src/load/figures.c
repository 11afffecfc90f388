/* The figures that entries derive from their own (`figures`), and the statements that print them:
 * nothing that is typed outlives the data. */
#include "load/loading.h"
#include "model/derive.h"
#include "model/figure.h"
#include "model/unit.h"

static void report(sl_strategy *s, sl_span span, const char *help, const char *what, sl_str name)
{
    sl_finding *f =
        sl_diag_add(s->diags, SL_E0254, span, "the figure '%.*s' %s", SL_FMT(name), what);
    sl_diag_help(s->diags, f, "%s", help);
}

static bool lookup(void *context, sl_str name, sl_fraction *out)
{
    const sl_evidence *e = context;
    const struct {
        const char *name;
        bool has;
        sl_dec value;
    } own[] = {{"value", e->has_value && !e->is_range, e->value},
               {"comparator", e->has_comparator, e->comparator},
               {"from", e->is_range, e->value},
               {"to", e->is_range, e->value_to},
               {"low", e->interval.known, e->interval.low},
               {"high", e->interval.known, e->interval.high}};
    for (size_t i = 0; i < SL_COUNT(own); i++)
        if (own[i].has && sl_str_equal_z(name, own[i].name)) {
            *out = sl_fraction_of(own[i].value, 1);
            return true;
        }
    for (size_t i = 0; i < e->figures.n; i++)
        if (sl_str_equal(name, e->figures.at[i].name)) {
            const sl_derived *d = &e->figures.at[i];
            sl_unit_kind kind = sl_unit_of(d->unit).kind;
            bool share = kind != sl_unit_of(e->unit).kind || !d->unit.n;
            sl_dec value = d->value;
            if (share && kind == SL_UNIT_PERCENT) /* 25 per cent of something are 0.25 of it */
                value.places += 2;
            *out = sl_fraction_of(value, share ? 0 : 1);
            return true;
        }
    return false;
}

/* Words that [=ID.word] prints already. */
static bool is_taken(sl_str name)
{
    static const char *const words[] = {"value",     "comparator", "unit",     "period",
                                        "geography", "statement",  "interval", "from",
                                        "to",        "low",        "high"};
    for (size_t i = 0; i < SL_COUNT(words); i++)
        if (sl_str_equal_z(name, words[i]))
            return true;
    return false;
}

/* What the result of an expression is of: a share is printed in per cent, a difference of two
 * percentages in percentage points, all else in the entry's unit. */
static bool settle(sl_strategy *s, const sl_evidence *e, const sl_yaml *y, const sl_fraction *f,
                   sl_derived *d)
{
    const sl_yaml *unit = y->kind == SL_YAML_MAP ? sl_yaml_lookup(y, "unit") : NULL;
    sl_unit own = sl_unit_of(e->unit);
    bool points = own.kind == SL_UNIT_PERCENT && f->is_difference;
    if (unit)
        d->unit = unit->text;
    else if (!f->is_bound)
        d->unit = SL_STR_NONE;
    else if (f->dimension == 0)
        d->unit = SL_STR("per cent");
    else if (f->dimension == 1)
        d->unit = points ? SL_STR("percentage points") : e->unit;
    else {
        report(s, y->span, "write {is: …, unit: …}", "is in no unit of its entry", d->name);
        return false;
    }
    bool share = f->is_bound && f->dimension == 0 && sl_unit_of(d->unit).kind == SL_UNIT_PERCENT;
    unsigned places = d->places >= 0 ? (unsigned)d->places : share ? 0 : f->places;
    if (share && d->places < 0)
        d->places = 0;
    if (sl_fraction_round(*f, share ? 2 : 0, places, &d->value))
        return true;
    report(s, y->span, "scale its unit, or say it otherwise", "is too large to be printed",
           d->name);
    return false;
}

static void derive(sl_strategy *s, sl_evidence *e, const sl_yaml *y)
{
    const sl_yaml *is = y->kind == SL_YAML_MAP ? sl_yaml_lookup(y, "is") : y;
    bool query = y->kind == SL_YAML_MAP && sl_yaml_lookup(y, "query");
    sl_derived d = {.name = y->key, .places = -1};
    sl_fraction f;
    const char *why = "";
    size_t at = 0;
    uint32_t n;
    if (is_taken(y->key)) {
        report(s, y->key_span, "give it another name", "has a name that is taken", y->key);
        return;
    }
    if (query && !is)
        return; /* computed already */
    if (!is || query) {
        report(s, y->span, "write one of 'is' and 'query'",
               query ? "has an expression and a query" : "has no expression", y->key);
        return;
    }
    if (y->kind == SL_YAML_MAP && sl_num_parse(sl_yaml_text(y, "places"), &n) && n < 9)
        d.places = (int)n;
    if (!sl_derive(s->arena, is->text, lookup, e, &f, &why, &at)) {
        if (e->query_failed)
            return; /* reported: its figures are not known */
        sl_span span = is->span;
        if (span.end - span.begin == is->text.n)
            span = (sl_span){span.file, span.begin + (uint32_t)at, span.end};
        report(s, span,
               "write + - * / and brackets between numbers, value, comparator, and figures above; "
               "put spaces round a minus",
               sl_str_format(s->arena, "cannot be worked out: %s", why).p, y->key);
        return;
    }
    if (settle(s, e, y, &f, &d))
        SL_PUSH(s->arena, e->figures, d);
}

/* --- statements --- */

/* The text of a mark [=ID.key] of a statement; false with a finding. */
static bool print_mark(sl_strategy *s, const sl_evidence *e, sl_str inner, sl_span span,
                       sl_buf *out)
{
    size_t dot = sl_str_find_char(inner, '.', 0);
    sl_str id = dot == SIZE_MAX ? inner : sl_str_slice(inner, 0, dot);
    sl_str key = dot == SIZE_MAX ? SL_STR_NONE : sl_str_slice(inner, dot + 1, inner.n);
    bool own = sl_str_equal(id, e->id);
    if (own && !sl_str_equal_z(key, "statement") && sl_figure_push_key(out, s->phrases, e, key))
        return true;
    if (own && e->query_failed)
        return true; /* reported */
    sl_finding *f = sl_diag_add(s->diags, SL_E0218, span,
                                own ? "%.*s has no '%.*s'"
                                    : "a statement prints its own figures, "
                                      "not those of %.*s%.*s",
                                SL_FMT(id), own ? (int)key.n : 0, key.p ? key.p : "");
    sl_diag_help(s->diags, f, "write [=%.*s], .comparator, .interval or one of its 'figures'",
                 SL_FMT(e->id));
    return false;
}

static void print_statement(sl_strategy *s, sl_evidence *e)
{
    const sl_yaml *y = sl_yaml_lookup(e->yaml, "statement");
    sl_str text = e->statement;
    size_t done = 0, at;
    if (sl_str_find(text, SL_STR("[="), 0) == SIZE_MAX)
        return;
    sl_buf b;
    sl_buf_init(&b);
    while ((at = sl_str_find(text, SL_STR("[="), done)) != SIZE_MAX) {
        size_t end = sl_str_find_char(text, ']', at);
        if (end == SIZE_MAX)
            break;
        sl_buf_push_str(&b, sl_str_slice(text, done, at));
        print_mark(s, e, sl_str_trim(sl_str_slice(text, at + 2, end)), y->span, &b);
        done = end + 1;
    }
    sl_buf_push_str(&b, sl_str_slice(text, done, text.n));
    e->statement = sl_buf_take(&b, s->arena);
}

static void keep_printed(sl_strategy *s, sl_evidence *e)
{
    sl_buf b;
    sl_buf_init(&b);
    if (sl_figure_push_key(&b, s->phrases, e, SL_STR_NONE)) {
        e->printed = sl_buf_copy(&b, s->arena);
        e->printed_in = s->phrases;
    }
    sl_buf_done(&b);
}

void sl_load_figures(sl_strategy *s)
{
    for (size_t i = 0; i < s->evidence.n; i++) {
        sl_evidence *e = s->evidence.at[i];
        const sl_yaml *figures = sl_yaml_lookup(e->yaml, "figures");
        SL_EACH (y, figures && figures->kind == SL_YAML_MAP ? figures : NULL)
            derive(s, e, y);
        keep_printed(s, e);
        print_statement(s, e);
        sl_load_check_holds(s, e->yaml, sl_yaml_lookup(e->yaml, "statement"));
    }
}
