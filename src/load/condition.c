#include "load/condition.h"

#include "load/short.h"
#include "model/called.h"
#include "model/funding.h"
#include "model/number.h"

typedef enum comparison { EQUAL, UNEQUAL, LESS, AT_MOST, MORE, AT_LEAST } comparison;

typedef struct wanted {
    comparison how;
    sl_str text;
} wanted;

static wanted read_wanted(sl_str text)
{
    static const struct {
        const char *sign;
        comparison how;
    } signs[] = {{"!=", UNEQUAL}, {"<=", AT_MOST}, {">=", AT_LEAST}, {"<", LESS}, {">", MORE}};
    text = sl_str_trim(text);
    for (size_t i = 0; i < SL_COUNT(signs); i++)
        if (sl_str_starts(text, signs[i].sign))
            return (wanted){signs[i].how,
                            sl_str_trim(sl_str_slice(text, strlen(signs[i].sign), text.n))};
    return (wanted){EQUAL, text};
}

static bool holds(comparison how, int order)
{
    switch (how) {
    case EQUAL:
        return order == 0;
    case UNEQUAL:
        return order != 0;
    case LESS:
        return order < 0;
    case AT_MOST:
        return order <= 0;
    case MORE:
        return order > 0;
    case AT_LEAST:
        return order >= 0;
    }
    return false;
}

static bool is_ordered(comparison how)
{
    return how != EQUAL && how != UNEQUAL;
}

static bool report(sl_strategy *s, const sl_yaml *y, const char *what, const char *help)
{
    sl_finding *f =
        y->kind == SL_YAML_SCALAR
            ? sl_diag_add(s->diags, SL_E0111, y->span, "'%.*s' is %s", SL_FMT(y->text), what)
            : sl_diag_add(s->diags, SL_E0111, y->span, "keys with values are %s", what);
    sl_diag_help(s->diags, f, "%s", help);
    return false;
}

/* "5 GBP million", in hundredths of the currency. */
static bool read_money(sl_strategy *s, sl_str text, int64_t *pence, const sl_currency **currency)
{
    sl_dec amount;
    sl_unit u;
    sl_str meant;
    size_t space = sl_str_find_char(text, ' ', 0);
    sl_str number = sl_str_slice(text, 0, space == SIZE_MAX ? text.n : space);
    const sl_yaml typed = {.kind = SL_YAML_SCALAR, .text = text};
    const sl_yaml *sum = sl_short_money(s->arena, &typed); /* £5 million */
    if (sum && sum->count == 2)
        return sl_funding_read(sum, pence, currency);
    if (space == SIZE_MAX || !sl_dec_parse(number, &amount))
        return false;
    sl_str unit = sl_str_trim(sl_str_slice(text, space, text.n));
    if (!sl_unit_read(s->arena, unit, NULL, 0, &u, &meant) || u.kind != SL_UNIT_MONEY || u.rest.n)
        return false;
    sl_number n = sl_number_of(amount, unit);
    *currency = u.currency;
    return sl_number_pence(&n, pence);
}

/* A sum to compare with: in the currency of the strategy's own. */
static bool check_money(sl_strategy *s, const sl_yaml *y, sl_str text)
{
    int64_t pence;
    const sl_currency *currency, *own = sl_funding_currency(s->whole ? s->whole : s);
    if (!read_money(s, text, &pence, &currency))
        return report(s, y, "no sum of money", "write \"> £5 million\", or \"> 5 GBP million\"");
    if (!own || currency == own)
        return true;
    sl_finding *f =
        sl_diag_add(s->diags, SL_E0613, y->span, "'%.*s' cannot be compared with sums in %s",
                    SL_FMT(y->text), own->code);
    sl_diag_help(s->diags, f, "write it in %s", own->code);
    return false;
}

/* --- what fits --- */

/* A date against a date, a month or a year: within it they are equal. */
static int compare_dates(sl_date have, sl_date want)
{
    if (have.year != want.year)
        return have.year < want.year ? -1 : 1;
    if (!want.month || have.month != want.month)
        return !want.month ? 0 : have.month < want.month ? -1 : 1;
    return !want.day || have.day == want.day ? 0 : have.day < want.day ? -1 : 1;
}

static bool fits_value(sl_strategy *s, const sl_item_field *f, const sl_yaml *have, const wanted *w)
{
    int64_t pence[2];
    const sl_currency *currency;
    sl_dec figures[2];
    sl_date dates[2];
    if (sl_item_field_is_money(f))
        return sl_funding_read(have, &pence[0], &currency) &&
               read_money(s, w->text, &pence[1], &currency) &&
               holds(w->how, pence[0] == pence[1]  ? 0
                             : pence[0] < pence[1] ? -1
                                                   : 1);
    if (sl_item_field_is_figure(f))
        return sl_dec_parse(have->text, &figures[0]) && sl_dec_parse(w->text, &figures[1]) &&
               holds(w->how, sl_dec_compare(figures[0], figures[1]));
    if (sl_item_field_is_time(f))
        return sl_date_parse(have->text, &dates[0]) && sl_date_parse(w->text, &dates[1]) &&
               holds(w->how, compare_dates(dates[0], dates[1]));
    return sl_str_equal(have->text, w->text) == (w->how == EQUAL);
}

/* Whether a part of a measure is a figure that can be compared. */
static bool is_measured(sl_str part)
{
    return part.n && !sl_str_equal_z(part, "rating") && !sl_str_equal_z(part, "due") &&
           !sl_str_equal_z(part, "name");
}

static bool fits_measure(const sl_item_field *f, const sl_measure *m, const wanted *w)
{
    sl_dec have, want;
    sl_date date;
    if (!m)
        return w->how == UNEQUAL;
    if (sl_str_equal_z(f->part, "due"))
        return m->due.year && sl_date_parse(w->text, &date) &&
               holds(w->how, compare_dates(m->due, date));
    if (is_measured(f->part))
        return sl_measure_part_value(m, f->part, &have) && sl_dec_parse(w->text, &want) &&
               holds(w->how, sl_dec_compare(have, want));
    return sl_str_equal_z(w->text, sl_rating_name(sl_measure_rate(m))) == (w->how == EQUAL);
}

/* The ID of what a condition names: by its ID, its title or its number. */
static sl_str end_of(sl_strategy *s, const sl_role *role, sl_str text)
{
    sl_str id = text;
    if (!sl_called_is_id(s, text))
        sl_called_find(s, text, SL_SPAN_NONE, role, &id);
    return id;
}

static bool leads_to(const sl_strategy *s, const sl_item *item, const sl_role *role, sl_str id)
{
    for (size_t i = 0; i < item->out.n; i++) {
        const sl_edge *e = &s->edges.at[item->out.at[i]];
        sl_str to = e->to_evidence ? s->evidence.at[e->to]->id : s->items.at[e->to]->id;
        if (e->role == role && sl_str_equal(to, id))
            return true;
    }
    return false;
}

static bool fits_one(sl_strategy *s, const sl_item_field *f, const sl_item *item, sl_str text)
{
    wanted w = read_wanted(text);
    if (f->role)
        return leads_to(s, item, f->role, end_of(s, f->role, w.text)) == (w.how == EQUAL);
    const sl_yaml *have = sl_item_field_value(f, item);
    if (!have)
        return w.how == UNEQUAL;
    if (f->key && f->key->measure)
        return fits_measure(f, sl_item_field_measure(f, item), &w);
    if (have->kind != SL_YAML_LIST)
        return fits_value(s, f, have, &w);
    bool any = false;
    const wanted equal = {EQUAL, w.text};
    SL_EACH (one, have)
        any = any || fits_value(s, f, one, w.how == UNEQUAL ? &equal : &w);
    return any == (w.how != UNEQUAL);
}

bool sl_condition_fits(sl_strategy *s, const sl_types *types, const sl_yaml *where,
                       const sl_item *item)
{
    SL_EACH (condition, where) {
        sl_item_field f;
        if (!sl_item_field_find(s, types, condition->key_span, condition->key, &f))
            return false;
        bool list = condition->kind == SL_YAML_LIST, any = false;
        for (const sl_yaml *one = list ? condition->first : condition; one;
             one = list ? one->next : NULL)
            any = any || fits_one(s, &f, item, one->text);
        if (!any)
            return false;
    }
    return true;
}

/* --- what can fit --- */

typedef SL_VEC(sl_str) texts;

static void add_text(sl_strategy *s, texts *to, sl_str text)
{
    for (size_t i = 0; i < to->n; i++)
        if (sl_str_equal(to->at[i], text))
            return;
    SL_PUSH(s->arena, *to, text);
}

/* Every value that an item of the types may or does have. */
static texts list_values(sl_strategy *s, const sl_types *types, const sl_item_field *f)
{
    texts all = {0};
    sl_str one;
    if (f->key && f->key->field.choices)
        for (sl_str rest = sl_str_from(f->key->field.choices); sl_str_split(&rest, '|', &one);)
            add_text(s, &all, one);
    for (size_t i = 0; sl_str_equal_z(f->name, "state") && i < s->framework->states.n; i++)
        add_text(s, &all, s->framework->states.at[i]);
    for (size_t t = 0; t < types->n; t++)
        for (size_t i = 0; sl_str_equal_z(f->name, "state") && i < types->at[t]->states.n; i++)
            add_text(s, &all, types->at[t]->states.at[i]);
    /* An audience's view lacks items, and their values are none of its findings. */
    const sl_strategy *whole = s->whole ? s->whole : s;
    for (size_t i = 0; i < whole->items.n; i++) {
        const sl_yaml *y = sl_item_field_value(f, whole->items.at[i]);
        for (size_t t = 0; y && t < types->n; t++) {
            if (whole->items.at[i]->type != types->at[t])
                continue;
            if (y->kind == SL_YAML_SCALAR)
                add_text(s, &all, y->text);
            SL_EACH (value, y->kind == SL_YAML_LIST ? y : NULL)
                add_text(s, &all, value->text);
        }
    }
    return all;
}

static bool check_text(sl_strategy *s, const sl_types *types, const sl_item_field *f,
                       const sl_yaml *y, const wanted *w)
{
    if (is_ordered(w->how))
        return report(s, y, "compared, and the key has words and no figures",
                      "write the word itself, or != and the word");
    texts known = list_values(s, types, f);
    for (size_t i = 0; i < known.n; i++)
        if (sl_str_equal(known.at[i], w->text))
            return true;
    sl_finding *g = sl_diag_add(s->diags, SL_E0145, y->span, "no item has '%.*s' as its '%.*s'",
                                SL_FMT(w->text), SL_FMT(f->name));
    if (!sl_diag_suggest(s->diags, g, w->text, known.at, known.n))
        sl_diag_help(s->diags, g, "write a value as the items have it, letter for letter");
    return false;
}

static bool check_link(sl_strategy *s, const sl_role *role, const sl_yaml *y, const wanted *w)
{
    const sl_strategy *whole = s->whole ? s->whole : s;
    if (is_ordered(w->how))
        return report(s, y, "compared, and the role leads to items",
                      "write the ID, the title or the number of an item");
    const sl_item *end = sl_strategy_lookup_item(whole, w->text);
    bool entry = sl_strategy_lookup_evidence(whole, w->text) != NULL;
    if (end ? role->to[end->type->index] : entry && role->to[SL_EVIDENCE_TYPE])
        return true;
    if (end || entry)
        return report(s, y, "no item that the role leads to", "name one of the items at its end");
    sl_str id;
    if (sl_called_is_id(whole, w->text)) {
        sl_strategy_report_dangling(s, w->text, y->span, true, true);
        return false;
    }
    sl_called_result result = sl_called_find(s, w->text, y->span, role, &id);
    if (result == SL_CALLED_NONE && sl_called_find(s, w->text, y->span, NULL, &id) == SL_CALLED_ONE)
        return report(s, y, "no item that the role leads to", "name one of the items at its end");
    if (result == SL_CALLED_NONE)
        sl_called_report_none(s, w->text, y->span);
    return result == SL_CALLED_ONE;
}

/* A part of a measure: a rating by its name, a date, or a figure. */
static bool check_measure(sl_strategy *s, const sl_item_field *f, const sl_yaml *y, const wanted *w)
{
    static const char *const ratings[] = {"green", "amber", "red", "none"};
    sl_dec figure;
    sl_date date;
    if (sl_str_equal_z(f->part, "due"))
        return sl_date_parse(w->text, &date) ||
               report(s, y, "no date", "write 2027, or \"< 2027-04\"");
    if (is_measured(f->part))
        return sl_dec_parse(w->text, &figure) || report(s, y, "no figure", "write 5, or \"> 5\"");
    for (size_t i = 0; !is_ordered(w->how) && i < SL_COUNT(ratings); i++)
        if (sl_str_equal_z(w->text, ratings[i]))
            return true;
    return report(s, y, "no rating", "write green, amber, red or none");
}

static bool check_one(sl_strategy *s, const sl_types *types, const sl_item_field *f,
                      const sl_yaml *y)
{
    wanted w = read_wanted(y->text);
    sl_dec figure;
    sl_date date;
    if (y->kind != SL_YAML_SCALAR)
        return report(s, y, "no value", "write a value, or a list of them");
    if (f->role)
        return check_link(s, f->role, y, &w);
    if (sl_item_field_is_money(f))
        return check_money(s, y, w.text);
    if (sl_item_field_is_figure(f))
        return sl_dec_parse(w.text, &figure) || report(s, y, "no figure", "write 5, or \"> 5\"");
    if (f->key && f->key->measure)
        return check_measure(s, f, y, &w);
    if (sl_item_field_is_time(f))
        return sl_date_parse(w.text, &date) ||
               report(s, y, "no date", "write 2027, or \"< 2027-04\"");
    return check_text(s, types, f, y, &w);
}

bool sl_condition_check(sl_strategy *s, const sl_types *types, const sl_yaml *where)
{
    bool good = true;
    if (where && where->kind != SL_YAML_MAP)
        return report(s, where, "no condition", "write where: {state: draft}");
    SL_EACH (condition, where) {
        sl_item_field f;
        bool list = condition->kind == SL_YAML_LIST;
        if (!sl_item_field_find(s, types, condition->key_span, condition->key, &f)) {
            good = false;
            continue;
        }
        for (const sl_yaml *one = list ? condition->first : condition; one;
             one = list ? one->next : NULL)
            good = check_one(s, types, &f, one) && good;
    }
    return good;
}
