/* Quantities whose unit is none, or is not the one that stands there: a figure that would be
 * printed with another meaning. */
#include "check/checking.h"
#include "load/block.h"
#include "model/funding.h"
#include "model/number.h"
#include "model/unit.h"

/* Reads a unit where it is written; false with a finding. */
static bool read_unit(const sl_strategy *s, const sl_yaml *y, sl_unit *out)
{
    sl_str meant;
    const sl_framework *f = s->framework;
    if (y->kind != SL_YAML_SCALAR ||
        sl_unit_read(s->arena, y->text, f->units.at, f->units.n, out, &meant))
        return y->kind == SL_YAML_SCALAR;
    if (s->framework->types.n == 0)
        return false; /* it declares units, and could not be read */
    sl_finding *found = sl_diag_add(s->diags, SL_E0250, y->span, "'%.*s' is no unit that is known",
                                    SL_FMT(y->text));
    if (meant.n)
        sl_diag_help(s->diags, found, "did you mean '%.*s'?", SL_FMT(meant));
    else
        sl_diag_help(s->diags, found,
                     "if that is what is counted, declare it in framework.yaml: units: [%.*s]",
                     SL_FMT(y->text));
    return false;
}

/* --- statements --- */

typedef SL_VEC(sl_number) numbers;

static void add_text(sl_arena *a, numbers *to, sl_str text)
{
    sl_number n;
    for (size_t at = 0; sl_number_next(text, &at, &n);)
        SL_PUSH(a, *to, n);
}

/* Every figure that an entry declares, and those of its places, times and units. */
static numbers gather_known(sl_arena *a, const sl_evidence *e)
{
    numbers known = {0};
    const sl_dec values[] = {e->value,
                             e->value_to,
                             e->comparator,
                             e->interval.low,
                             e->interval.high,
                             e->comparator_interval.low,
                             e->comparator_interval.high};
    const bool has[] = {e->has_value,
                        e->is_range,
                        e->has_comparator,
                        e->interval.known,
                        e->interval.known,
                        e->comparator_interval.known,
                        e->comparator_interval.known};
    for (size_t i = 0; i < SL_COUNT(values); i++)
        if (has[i])
            SL_PUSH(a, known, sl_number_of(values[i], e->unit));
    for (size_t i = 0; i < e->figures.n; i++)
        SL_PUSH(a, known, sl_number_of(e->figures.at[i].value, e->figures.at[i].unit));
    add_text(a, &known, e->unit);
    add_text(a, &known, e->geography);
    add_text(a, &known, e->comparator_geography);
    add_text(a, &known, e->period);
    add_text(a, &known, e->source_title);
    add_text(a, &known, e->interval.level);
    return known;
}

static bool agrees_with_any(const numbers *known, const sl_number *n)
{
    for (size_t i = 0; i < known->n; i++)
        if (sl_number_agrees(n, &known->at[i]))
            return true;
    return false;
}

static void check_statement(const sl_strategy *s, const sl_evidence *e)
{
    sl_arena *scratch = sl_arena_new();
    numbers known = gather_known(scratch, e);
    const sl_yaml *y = sl_yaml_lookup(e->yaml, "statement");
    sl_number n;
    for (size_t at = 0; !e->query_failed && y && sl_number_next(e->statement, &at, &n);) {
        if (agrees_with_any(&known, &n))
            continue;
        sl_finding *f = sl_diag_add_as(
            s->diags, sl_framework_severity(s->framework, SL_E0253, SL_STR_NONE), SL_E0253, y->span,
            "'%.*s' in the statement of %.*s is no figure that the entry declares",
            (int)(n.end - n.begin), e->statement.p + n.begin, SL_FMT(e->id));
        sl_diag_help(s->diags, f,
                     "declare it under 'figures', such as {gap: 1 - value / comparator}, and print "
                     "it with [=%.*s.gap]",
                     SL_FMT(e->id));
    }
    sl_arena_free(scratch);
}

static void check_entry(const sl_strategy *s, const sl_evidence *e)
{
    const sl_yaml *unit = sl_yaml_lookup(e->yaml, "unit");
    const sl_yaml *figures = sl_yaml_lookup(e->yaml, "figures");
    sl_unit u;
    if (unit)
        read_unit(s, unit, &u);
    SL_EACH (y, figures && figures->kind == SL_YAML_MAP ? figures : NULL) {
        const sl_yaml *own = y->kind == SL_YAML_MAP ? sl_yaml_lookup(y, "unit") : NULL;
        if (own)
            read_unit(s, own, &u);
    }
    check_statement(s, e);
}

/* --- sums --- */

/* What no sum has room for would be left out of all of them. */
static void check_amount(const sl_strategy *s, const sl_yaml *y)
{
    const sl_yaml *figure = sl_yaml_lookup(y, "amount");
    sl_dec amount;
    int64_t hundredths;
    const sl_currency *currency;
    if (!figure || figure->kind != SL_YAML_SCALAR || !sl_dec_parse(figure->text, &amount) ||
        sl_funding_read(y, &hundredths, &currency))
        return;
    bool minus = amount.mantissa < 0;
    sl_finding *f =
        sl_diag_add(s->diags, SL_E0613, figure->span, "'%.*s' cannot be added up: it is %s",
                    SL_FMT(figure->text), minus ? "less than nothing" : "too large");
    sl_diag_help(s->diags, f,
                 minus ? "write what it costs, or what is paid, without a minus"
                       : "put the figure or its unit right");
}

/* {amount, unit}: money, and in the currency of all other money. */
static void check_money(const sl_strategy *s, const sl_yaml *y, const sl_currency *currency)
{
    const sl_yaml *unit = y->kind == SL_YAML_MAP ? sl_yaml_lookup(y, "unit") : NULL;
    sl_unit u;
    if (!unit || !read_unit(s, unit, &u))
        return;
    if (u.kind != SL_UNIT_MONEY) {
        sl_finding *f = sl_diag_add(s->diags, SL_E0613, unit->span,
                                    "'%.*s' is no money that can be added up", SL_FMT(unit->text));
        sl_diag_help(s->diags, f, "write GBP, GBP thousand, GBP million or GBP billion");
    } else if (currency && u.currency != currency) {
        sl_finding *f = sl_diag_add(s->diags, SL_E0613, unit->span,
                                    "'%.*s' cannot be added to the %s of the other sums",
                                    SL_FMT(unit->text), currency->code);
        sl_diag_help(s->diags, f, "write all sums in one currency");
    } else {
        check_amount(s, y);
    }
}

static void check_item(const sl_strategy *s, const sl_item *item, const sl_currency *currency)
{
    for (size_t k = 0; k < item->type->keys.n; k++) {
        const sl_key *key = &item->type->keys.at[k];
        const sl_yaml *y =
            key->money || key->funding ? sl_yaml_lookup_str(item->front, key->name) : NULL;
        if (y && key->money)
            check_money(s, y, currency);
        SL_EACH (line, y && key->funding ? y : NULL)
            check_money(s, line, currency);
        const sl_yaml *measured = key->measure ? sl_yaml_lookup_str(item->front, key->name) : NULL;
        sl_unit u;
        if (measured && sl_yaml_lookup(measured, "unit"))
            read_unit(s, sl_yaml_lookup(measured, "unit"), &u);
    }
}

/* The words on an axis are free, but for money by its code, which is printed by its sign. */
static void check_axis(const sl_strategy *s, const sl_block *b)
{
    const sl_yaml *y = b->chart ? sl_yaml_lookup(b->yaml, "unit") : NULL;
    sl_unit u;
    if (y && sl_unit_names_currency(y->text))
        read_unit(s, y, &u);
}

void sl_check_units(const sl_strategy *s)
{
    const sl_currency *currency = sl_funding_currency(s);
    for (size_t i = 0; i < s->evidence.n; i++)
        check_entry(s, s->evidence.at[i]);
    for (size_t i = 0; i < s->items.n; i++)
        check_item(s, s->items.at[i], currency);
    for (size_t i = 0; i < s->blocks.n; i++)
        check_axis(s, s->blocks.at[i]);
}
