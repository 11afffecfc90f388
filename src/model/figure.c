#include "model/figure.h"

#include "model/unit.h"

/* Without zeros at the end: 143.60 -> 143.6. */
static sl_dec trimmed(sl_dec d)
{
    while (d.places && d.mantissa % 10 == 0) {
        d.mantissa /= 10;
        d.places--;
    }
    return d;
}

static sl_dec shifted(sl_dec d, unsigned by)
{
    d.places = (uint8_t)(d.places + by);
    return d;
}

static bool is_at_least(sl_dec d, int64_t least)
{
    sl_dec positive = {d.mantissa < 0 ? -d.mantissa : d.mantissa, d.places};
    return sl_dec_compare(positive, (sl_dec){least, 0}) >= 0;
}

static sl_dec rounded(sl_dec d, int places, unsigned otherwise)
{
    return places >= 0 ? sl_dec_scale(d, (unsigned)places) : trimmed(sl_dec_round(d, otherwise));
}

/* The minus and the sign of a currency: −£5m, CHF 12. */
static void push_sign(sl_buf *out, const sl_currency *c, sl_dec *value)
{
    if (value->mantissa < 0)
        sl_buf_push_z(out, "\u2212");
    value->mantissa = value->mantissa < 0 ? -value->mantissa : value->mantissa;
    sl_buf_push_z(out, *c->sign ? c->sign : c->code);
    if (!*c->sign)
        sl_buf_push_z(out, "\u00A0");
}

/* "4.3 million" */
static void push_scaled(sl_buf *out, const sl_phrases *p, sl_dec value, unsigned zeros)
{
    sl_buf figure;
    sl_buf_init(&figure);
    sl_buf_push_dec(&figure, value);
    sl_say_push(out, p,
                zeros >= 12  ? SL_SAY_TRILLION
                : zeros >= 9 ? SL_SAY_BILLION
                             : SL_SAY_MILLION,
                &(sl_say_field)SL_T("figure", sl_buf_str(&figure)), 1);
    sl_buf_done(&figure);
}

/* Money whose unit is millions or more: at most one decimal, and the next word from 1,000. */
static void push_large_money(sl_buf *out, const sl_phrases *p, sl_dec value, unsigned zeros,
                             int places)
{
    if (zeros < 12 && is_at_least(value, 1000)) {
        value = shifted(value, 3);
        zeros += 3;
    }
    push_scaled(out, p, rounded(value, places, 1), zeros);
}

/* Thousands in full: £900,500. */
static sl_dec unscaled(sl_dec value, unsigned zeros)
{
    for (; zeros; zeros--)
        if (value.places)
            value.places--;
        else if (value.mantissa < INT64_MAX / 10 && value.mantissa > INT64_MIN / 10)
            value.mantissa *= 10;
    return trimmed(value);
}

static void push_money(sl_buf *out, const sl_phrases *p, sl_dec value, const sl_unit *u, int places)
{
    push_sign(out, u->currency, &value);
    bool whole = trimmed(value).places == 0;
    if (u->zeros >= 6)
        push_large_money(out, p, value, u->zeros, places);
    else if (u->zeros)
        sl_buf_push_dec(out, unscaled(value, u->zeros));
    else /* pounds and pence, or pounds alone */
        sl_buf_push_dec(out, sl_dec_scale(value, places >= 0 ? (unsigned)places
                                                 : whole     ? 0
                                                             : u->currency->places));
}

/* From a million up: three significant figures and the word. */
static void push_million(sl_buf *out, const sl_phrases *p, sl_dec value, int places)
{
    bool billion = is_at_least(value, 1000000000);
    value = shifted(value, billion ? 9 : 6);
    unsigned before = is_at_least(value, 100) ? 3 : is_at_least(value, 10) ? 2 : 1;
    push_scaled(out, p, rounded(value, places, 3 - before), billion ? 9 : 6);
}

static void push_count(sl_buf *out, const sl_phrases *p, sl_dec value, unsigned zeros, int places)
{
    if (zeros == 3)
        value = unscaled(value, zeros);
    if (zeros < 6 && is_at_least(value, 1000000)) {
        push_million(out, p, value, places);
        return;
    }
    value = places >= 0 ? sl_dec_scale(value, (unsigned)places) : value;
    if (zeros >= 6)
        push_scaled(out, p, value, zeros);
    else
        sl_buf_push_dec(out, value);
}

static void push_points(sl_buf *out, const sl_phrases *p, sl_dec shown)
{
    sl_buf figure;
    sl_buf_init(&figure);
    sl_buf_push_dec(&figure, shown);
    bool one = sl_dec_compare(shown, (sl_dec){1, 0}) == 0;
    sl_say_field fields[] = {SL_T("figure", sl_buf_str(&figure)),
                             SL_T("one", one ? SL_STR("yes") : SL_STR_NONE)};
    sl_say_push(out, p, SL_SAY_POINTS, fields, SL_COUNT(fields));
    sl_buf_done(&figure);
}

static void push_in(sl_buf *out, const sl_phrases *p, sl_dec value, const sl_unit *u, int places)
{
    sl_dec shown = places >= 0 ? sl_dec_scale(value, (unsigned)places) : value;
    switch (u->kind) {
    case SL_UNIT_MONEY:
        push_money(out, p, value, u, places);
        break;
    case SL_UNIT_PERCENT:
        sl_buf_push_dec(out, shown);
        sl_buf_push_char(out, '%');
        break;
    case SL_UNIT_POINTS:
        push_points(out, p, shown);
        break;
    case SL_UNIT_YEAR:
        sl_buf_push_int(out, sl_dec_round(value, 0).mantissa);
        break;
    case SL_UNIT_NONE:
    case SL_UNIT_COUNT:
        push_count(out, p, value, u->zeros, places);
        break;
    }
}

void sl_figure_push(sl_buf *out, const sl_phrases *p, sl_dec value, sl_str unit, int places)
{
    sl_unit u = sl_unit_of(unit);
    push_in(out, p, value, &u, places);
}

static bool push_text(sl_buf *out, sl_str text)
{
    sl_buf_push_str(out, text);
    return text.n > 0;
}

/* Two figures of one unit: "10 to 12%", "£1.2 million to £1.5 million". */
static void push_range(sl_buf *out, const sl_phrases *p, const sl_evidence *e, sl_dec low,
                       sl_dec high)
{
    const sl_unit bare = {.kind = SL_UNIT_NONE}, *u = &e->measure;
    bool once = u->kind == SL_UNIT_PERCENT || u->kind == SL_UNIT_POINTS; /* what stands behind */
    sl_buf from, to;
    sl_buf_init(&from);
    sl_buf_init(&to);
    push_in(&from, p, low, once ? &bare : u, e->places);
    push_in(&to, p, high, u->kind == SL_UNIT_POINTS ? &bare : u, e->places);
    sl_say_field fields[] = {SL_T("from", sl_buf_str(&from)), SL_T("to", sl_buf_str(&to))};
    sl_say_push(out, p, u->kind == SL_UNIT_POINTS ? SL_SAY_POINTS_RANGE : SL_SAY_FIGURE_RANGE,
                fields, SL_COUNT(fields));
    sl_buf_done(&from);
    sl_buf_done(&to);
}

static bool push_own(sl_buf *out, const sl_phrases *p, const sl_evidence *e)
{
    if (!e->has_value)
        return false;
    if (e->printed.n && e->printed_in == p) {
        sl_buf_push_str(out, e->printed);
        return true;
    }
    sl_buf figure;
    sl_buf_init(&figure);
    if (e->is_range)
        push_range(&figure, p, e, e->value, e->value_to);
    else
        push_in(&figure, p, e->value, &e->measure, e->places);
    sl_say_field fields[] = {SL_T("figure", sl_buf_str(&figure)), SL_T("qualifier", e->qualifier)};
    sl_say_push(out, p, SL_SAY_FIGURE_QUALIFIED, fields, SL_COUNT(fields));
    sl_buf_done(&figure);
    return true;
}

/* "7.1 to 8.0% (95% confidence interval)" */
static bool push_interval(sl_buf *out, const sl_phrases *p, const sl_evidence *e)
{
    const sl_interval *i = &e->interval;
    if (!i->known)
        return false;
    if (!i->level.n) {
        push_range(out, p, e, i->low, i->high);
        return true;
    }
    sl_buf range;
    sl_buf_init(&range);
    push_range(&range, p, e, i->low, i->high);
    sl_say_field fields[] = {SL_T("range", sl_buf_str(&range)), SL_T("level", i->level)};
    sl_say_push(out, p, SL_SAY_FIGURE_INTERVAL, fields, SL_COUNT(fields));
    sl_buf_done(&range);
    return true;
}

static const sl_derived *find_derived(const sl_evidence *e, sl_str key)
{
    for (size_t i = 0; i < e->figures.n; i++)
        if (sl_str_equal(e->figures.at[i].name, key))
            return &e->figures.at[i];
    return NULL;
}

/* The keys that print a text of the entry. */
static sl_str text_of(const sl_evidence *e, sl_str key)
{
    return sl_str_equal_z(key, "geography")   ? e->geography
           : sl_str_equal_z(key, "period")    ? e->period
           : sl_str_equal_z(key, "unit")      ? e->unit
           : sl_str_equal_z(key, "statement") ? e->statement
                                              : SL_STR_NONE;
}

bool sl_figure_has_key(const sl_evidence *e, sl_str key)
{
    if (key.n == 0)
        return e->has_value;
    return sl_str_equal_z(key, "comparator") ? e->has_comparator
           : sl_str_equal_z(key, "interval") ? e->interval.known
                                             : find_derived(e, key) || text_of(e, key).n;
}

bool sl_figure_push_key(sl_buf *out, const sl_phrases *p, const sl_evidence *e, sl_str key)
{
    if (key.n == 0)
        return push_own(out, p, e);
    if (sl_str_equal_z(key, "comparator")) {
        if (e->has_comparator)
            push_in(out, p, e->comparator, &e->measure, e->places);
        return e->has_comparator;
    }
    if (sl_str_equal_z(key, "interval"))
        return push_interval(out, p, e);
    const sl_derived *d = find_derived(e, key);
    if (d)
        sl_figure_push(out, p, d->value, d->unit, d->places);
    return d || push_text(out, text_of(e, key));
}

/* True where the words before a node end a sentence, or nothing stands before it. */
static bool begins_sentence(const sl_node *n)
{
    const sl_node *before = n->prev;
    while (!before && n->parent && sl_node_is_inline(n->parent->kind)) {
        n = n->parent;
        before = n->prev;
    }
    if (!before || before->kind == SL_NODE_LINE_BREAK)
        return true;
    if (before->kind == SL_NODE_SOFT_BREAK)
        before = before->prev;
    sl_str text = before && before->kind == SL_NODE_TEXT ? sl_str_trim(before->text) : SL_STR_NONE;
    return sl_str_ends(text, ".") || sl_str_ends(text, "?") || sl_str_ends(text, "!");
}

bool sl_figure_push_value(sl_buf *out, const sl_phrases *p, const sl_evidence *e,
                          const sl_node *value)
{
    enum { MOST = SL_SAY_NUMBER_10 - SL_SAY_NUMBER_0 };
    size_t begin = out->n;
    if (!sl_figure_push_key(out, p, e, value->text))
        return false;
    uint32_t n;
    sl_str shown = sl_str_slice(sl_buf_str(out), begin, out->n);
    if (!sl_str_equal_z(value->role, "words") || !sl_num_parse(shown, &n) || n > MOST)
        return true;
    out->n = begin;
    sl_say_push_number(out, p, n, begins_sentence(value));
    return true;
}

void sl_figure_push_money(sl_buf *out, const sl_phrases *p, const sl_yaml *money)
{
    sl_dec amount;
    if (!sl_dec_parse(sl_yaml_text(money, "amount"), &amount))
        return;
    sl_buf sum;
    sl_buf_init(&sum);
    sl_figure_push(&sum, p, amount, sl_yaml_text(money, "unit"), -1);
    sl_say_field fields[] = {SL_T("sum", sl_buf_str(&sum)),
                             SL_T("years", sl_yaml_text(money, "years")),
                             SL_T("source", sl_yaml_text(money, "source"))};
    sl_say_push(out, p, SL_SAY_MONEY, fields, SL_COUNT(fields));
    sl_buf_done(&sum);
}
