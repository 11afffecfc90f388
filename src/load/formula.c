#include "load/formula.h"

#include "model/derive.h"
#include "model/funding.h"

/* --- what a name stands for in an item --- */

static bool money_of(const sl_yaml *y, const sl_key *key, sl_fraction *out)
{
    const sl_currency *currency;
    int64_t pence = 0, one;
    if (key->money && !sl_funding_read(y, &pence, &currency))
        return false;
    SL_EACH (line, key->funding ? y : NULL)
        if (!sl_funding_read(line, &one, &currency) || __builtin_add_overflow(pence, one, &pence))
            return false;
    *out = sl_fraction_of((sl_dec){pence, 2}, 1);
    return true;
}

/* Words count from 1; one that is none of them has been reported. */
static bool rank_of(const sl_yaml *y, const sl_key *key, sl_dec *out)
{
    int rank = sl_word_rank(key->field.choices, y->text),
        all = sl_word_rank(key->field.choices, SL_STR_NONE);
    *out = (sl_dec){rank + 1, 0};
    return rank < all;
}

static bool figure_of(const sl_item_field *f, const sl_item *item, sl_fraction *out)
{
    const sl_yaml *y = sl_item_field_value(f, item);
    const sl_measure *m = f->part.n ? sl_item_field_measure(f, item) : NULL;
    if (y && (f->key->money || f->key->funding))
        return money_of(y, f->key, out);
    sl_dec d;
    bool there = f->part.n ? m && sl_measure_part_value(m, f->part, &d)
                 : !y      ? false
                 : f->key->field.kind == SL_FIELD_CHOICE ? rank_of(y, f->key, &d)
                                                         : sl_dec_parse(y->text, &d);
    if (there)
        *out = sl_fraction_of(d, 0);
    return there;
}

/* Whether a field can stand in an expression. */
static bool counts(const sl_item_field *f)
{
    static const char *const parts[] = {"baseline", "latest", "expected", "target"};
    for (size_t i = 0; f->part.n && i < SL_COUNT(parts); i++)
        if (sl_str_equal_z(f->part, parts[i]))
            return true;
    if (f->part.n || !f->key)
        return false;
    return sl_item_field_is_money(f) || f->key->funding || sl_item_field_is_figure(f) ||
           (f->key->field.kind == SL_FIELD_CHOICE && f->key->field.choices);
}

/* Whether a field is a day that can be counted to. */
static bool is_day(const sl_item_field *f)
{
    return f->part.n ? sl_str_equal_z(f->part, "due")
                     : f->key && (f->key->field.kind == SL_FIELD_DATE ||
                                  f->key->field.kind == SL_FIELD_MONTH);
}

/* --- what comes out --- */

/* An item of a type that has the key otherwise, or not at all, has its own. */
static bool lookup_value(void *context, sl_str name, sl_fraction *out)
{
    const sl_item *item = context;
    const sl_type *own[] = {item->type};
    sl_types types = {0};
    types.at = own;
    types.n = 1;
    sl_item_field f;
    return sl_item_field_lookup(&types, name, &f) && counts(&f) && figure_of(&f, item, out);
}

static bool day_of(const sl_item_field *f, const sl_item *item, sl_date *out)
{
    const sl_measure *m = f->part.n ? sl_item_field_measure(f, item) : NULL;
    const sl_yaml *y = sl_item_field_value(f, item);
    if (!f->part.n)
        return y && sl_date_parse(y->text, out);
    if (m)
        *out = m->due;
    return m && m->due.year;
}

/* To the end of a month, and from the beginning of one. */
static bool count_days(const sl_strategy *s, const sl_formula *m, const sl_item *item,
                       sl_fraction *out)
{
    sl_date from = s->as_of, till;
    if ((m->from.name.n && !day_of(&m->from, item, &from)) || !day_of(&m->till, item, &till))
        return false;
    *out = sl_fraction_of((sl_dec){sl_date_last_day(till) - sl_date_days(from), 0}, 0);
    return true;
}

static bool outcome_of(sl_strategy *s, const sl_formula *m, const sl_item *item, sl_fraction *out)
{
    if (!m->is.n)
        return count_days(s, m, item, out);
    const char *why;
    size_t at;
    return sl_derive(s->arena, m->is, lookup_value, (void *)item, out, &why, &at);
}

/* The decimals that show a fraction whole, or 2 where none do. */
static unsigned places_of(sl_fraction f)
{
    return f.under == 1 ? 0 : 10 % f.under == 0 ? 1 : 2;
}

void sl_formula_work_out(sl_strategy *s, const sl_item_field *f, const sl_item *const *items,
                         size_t n, sl_str places)
{
    enum { EXACT = 9 };
    sl_formula *m = f->formula;
    sl_fraction *all = SL_NEW_ARRAY(s->arena, sl_fraction, n + 1);
    m->outcomes = SL_NEW_ARRAY(s->arena, sl_outcome, s->items.n + 1);
    uint32_t said;
    bool is_said = sl_num_parse(places, &said);
    unsigned shown = is_said ? said : m->is_money ? 2 : 0;
    for (size_t i = 0; i < n; i++) {
        sl_outcome *one = &m->outcomes[items[i]->index];
        one->known = outcome_of(s, m, items[i], &all[i]);
        if (one->known && !is_said && places_of(all[i]) > shown)
            shown = places_of(all[i]);
    }
    for (size_t i = 0; i < n; i++) {
        sl_outcome *one = &m->outcomes[items[i]->index];
        one->known = one->known && sl_fraction_round(all[i], 0, shown, &one->value);
        if (one->known && !sl_fraction_round(all[i], 0, EXACT, &one->exact))
            one->exact = one->value;
    }
}

/* --- reading --- */

typedef struct trying {
    const sl_types *types;
    sl_str missing, unfit; /* the first name that is none, or that is no figure */
    int64_t next, money;   /* what names stand for: figures; how many times that of sums */
} trying;

/* Any figures: what comes out of expressions of one kind does not depend on them. */
static bool lookup_trial(void *context, sl_str name, sl_fraction *out)
{
    trying *t = context;
    sl_item_field f;
    bool there = sl_item_field_lookup(t->types, name, &f);
    if (!there || !counts(&f)) {
        *(there ? &t->unfit : &t->missing) = name;
        return false;
    }
    t->next += 30;
    bool money = sl_item_field_is_money(&f) || (f.key && f.key->funding && !f.part.n);
    *out = sl_fraction_of((sl_dec){money ? t->next * t->money : t->next, 0}, money);
    return true;
}

static void suggest(sl_strategy *s, sl_finding *g, const sl_types *types, sl_str name,
                    bool (*fits)(const sl_item_field *), const char *else_help)
{
    SL_VEC(sl_str) near = {0};
    sl_field_names all = sl_item_field_names(s, types);
    sl_item_field f;
    for (size_t i = 0; i < all.n; i++)
        if (sl_item_field_lookup(types, all.at[i], &f) && fits(&f))
            SL_PUSH(s->arena, near, all.at[i]);
    if (!sl_diag_suggest(s->diags, g, name, near.at, near.n))
        sl_diag_help(s->diags, g, "%s", else_help);
}

static bool refuse_name(sl_strategy *s, const trying *t, sl_span at)
{
    sl_str name = t->missing.n ? t->missing : t->unfit;
    sl_finding *g = sl_diag_add(
        s->diags, SL_E0110, at,
        t->missing.n ? "the items have no key '%.*s'" : "'%.*s' holds no figures", SL_FMT(name));
    suggest(s, g, t->types, name, counts,
            "name keys that hold figures, sums of money or one of several words (kind: choice)");
    return false;
}

static bool refuse(sl_strategy *s, sl_span at, const char *what, const char *help)
{
    sl_finding *g = sl_diag_add(s->diags, SL_E0111, at, "%s", what);
    sl_diag_help(s->diags, g, "%s", help);
    return false;
}

/* The part of a value from a byte of its text on, where the file has it as it is read. */
static sl_span part_of(const sl_yaml *y, size_t at)
{
    bool same = y->span.end - y->span.begin == y->text.n;
    return same ? (sl_span){y->span.file, y->span.begin + (uint32_t)at, y->span.end} : y->span;
}

/* Worked out twice, with sums twice as high the second time: what is twice as high then is a sum of
 * money, what is the same a figure, and anything else adds one to the other. */
static bool read_expression(sl_strategy *s, const sl_types *types, const sl_yaml *is, sl_formula *m)
{
    sl_fraction out[2];
    const char *why;
    size_t at;
    m->is = is->text;
    for (int64_t i = 0; i < 2; i++) {
        trying t = {.types = types, .next = 1, .money = i + 1};
        if (sl_derive(s->arena, is->text, lookup_trial, &t, &out[i], &why, &at))
            continue;
        if (t.missing.n || t.unfit.n)
            return refuse_name(s, &t, part_of(is, at));
        return refuse(s, part_of(is, at),
                      sl_str_format(s->arena, "it cannot be worked out: %s", why).p,
                      "write + - * / and brackets between keys and numbers; put spaces round a "
                      "minus");
    }
    __extension__ __int128 low = out[0].over * out[1].under, high = out[1].over * out[0].under;
    m->is_money = high == 2 * low && low != 0;
    if (high == low || m->is_money)
        return true;
    return refuse(s, is->span, "it comes out neither as a sum of money nor as a figure",
                  "add sums to sums, and figures to figures; divide one sum by another, or by a "
                  "figure");
}

static bool read_day(sl_strategy *s, const sl_types *types, const sl_yaml *y, sl_item_field *out)
{
    bool there = sl_item_field_lookup(types, y->text, out);
    if (there && is_day(out))
        return true;
    sl_finding *g =
        sl_diag_add(s->diags, SL_E0110, y->span,
                    there ? "'%.*s' is no date" : "the items have no key '%.*s'", SL_FMT(y->text));
    suggest(s, g, types, y->text, is_day, "name a key of kind: date or month");
    return false;
}

bool sl_formula_read(sl_strategy *s, const sl_types *types, const sl_yaml *column,
                     sl_item_field *out)
{
    const sl_yaml *is = sl_yaml_lookup(column, "is"), *days = sl_yaml_lookup(column, "days"),
                  *from = sl_yaml_lookup(column, "from");
    sl_formula *m = SL_NEW(s->arena, sl_formula);
    *out = (sl_item_field){.source = SL_FIELD_WORKED_OUT, .name = is ? is->text : days->text};
    out->formula = m;
    if (from && !days)
        return refuse(s, from->span, "'from' goes with 'days'",
                      "write {days: end, from: start, title: Days}, or leave 'from' out");
    if (!sl_yaml_text(column, "title").n)
        return refuse(s, column->span, "what is worked out has no head",
                      "add 'title': {is: likelihood * impact, title: Score}");
    if (is)
        return read_expression(s, types, is, m);
    return read_day(s, types, days, &m->till) && (!from || read_day(s, types, from, &m->from));
}
