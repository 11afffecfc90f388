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

/* Money whose unit is millions or more: at most one decimal, and the next word from 1,000. */
static void push_large_money(sl_buf *out, sl_dec value, unsigned zeros, int places)
{
    if (zeros < 12 && is_at_least(value, 1000)) {
        value = shifted(value, 3);
        zeros += 3;
    }
    sl_buf_push_dec(out, rounded(value, places, 1));
    sl_buf_push_format(out, "\u00A0%s", sl_unit_scale_name(zeros));
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

static void push_money(sl_buf *out, sl_dec value, const sl_unit *u, int places)
{
    push_sign(out, u->currency, &value);
    bool whole = trimmed(value).places == 0;
    if (u->zeros >= 6)
        push_large_money(out, value, u->zeros, places);
    else if (u->zeros)
        sl_buf_push_dec(out, unscaled(value, u->zeros));
    else /* pounds and pence, or pounds alone */
        sl_buf_push_dec(out, sl_dec_scale(value, places >= 0 ? (unsigned)places
                                                 : whole     ? 0
                                                             : u->currency->places));
}

/* From a million up: three significant figures and the word. */
static void push_million(sl_buf *out, sl_dec value, int places)
{
    bool billion = is_at_least(value, 1000000000);
    value = shifted(value, billion ? 9 : 6);
    unsigned before = is_at_least(value, 100) ? 3 : is_at_least(value, 10) ? 2 : 1;
    sl_buf_push_dec(out, rounded(value, places, 3 - before));
    sl_buf_push_z(out, billion ? "\u00A0billion" : "\u00A0million");
}

static void push_count(sl_buf *out, sl_dec value, unsigned zeros, int places)
{
    if (zeros == 3)
        value = unscaled(value, zeros);
    if (zeros < 6 && is_at_least(value, 1000000)) {
        push_million(out, value, places);
        return;
    }
    sl_buf_push_dec(out, places >= 0 ? sl_dec_scale(value, (unsigned)places) : value);
    if (zeros >= 6)
        sl_buf_push_format(out, "\u00A0%s", sl_unit_scale_name(zeros));
}

void sl_figure_push(sl_buf *out, sl_dec value, sl_str unit, int places)
{
    sl_unit u = sl_unit_of(unit);
    sl_dec shown = places >= 0 ? sl_dec_scale(value, (unsigned)places) : value;
    switch (u.kind) {
    case SL_UNIT_MONEY:
        push_money(out, value, &u, places);
        break;
    case SL_UNIT_PERCENT:
        sl_buf_push_dec(out, shown);
        sl_buf_push_char(out, '%');
        break;
    case SL_UNIT_POINTS:
        sl_buf_push_dec(out, shown);
        sl_buf_push_z(out, sl_dec_compare(shown, (sl_dec){1, 0}) == 0 ? "\u00A0percentage point"
                                                                      : "\u00A0percentage points");
        break;
    case SL_UNIT_YEAR:
        sl_buf_push_int(out, sl_dec_round(value, 0).mantissa);
        break;
    case SL_UNIT_NONE:
    case SL_UNIT_COUNT:
        push_count(out, value, u.zeros, places);
        break;
    }
}

static bool push_text(sl_buf *out, sl_str text)
{
    sl_buf_push_str(out, text);
    return text.n > 0;
}

/* Two figures of one unit: "10 to 12%", "£1.2 million to £1.5 million". */
static void push_range(sl_buf *out, const sl_evidence *e, sl_dec from, sl_dec to)
{
    size_t begin = out->n;
    sl_figure_push(out, from, e->unit, e->places);
    sl_unit u = sl_unit_of(e->unit);
    if (u.kind == SL_UNIT_PERCENT) /* the sign stands once */
        out->n--;
    if (u.kind == SL_UNIT_POINTS)
        out->n = begin + (size_t)(strstr(out->p + begin, "\u00A0p") - (out->p + begin));
    sl_buf_push_z(out, " to ");
    sl_figure_push(out, to, e->unit, e->places);
}

static bool push_own(sl_buf *out, const sl_evidence *e)
{
    if (!e->has_value)
        return false;
    bool before = sl_str_equal_z(e->qualifier, "about");
    if (before)
        sl_buf_push_z(out, "about ");
    if (e->is_range)
        push_range(out, e, e->value, e->value_to);
    else
        sl_figure_push(out, e->value, e->unit, e->places);
    if (e->qualifier.n && !before)
        sl_buf_push_format(out, " (%.*s)", SL_FMT(e->qualifier));
    return true;
}

/* "7.1 to 8.0% (95% confidence interval)" */
static bool push_interval(sl_buf *out, const sl_evidence *e)
{
    const sl_interval *i = &e->interval;
    if (!i->known)
        return false;
    push_range(out, e, i->low, i->high);
    if (i->level.n)
        sl_buf_push_format(out, " (%.*s confidence interval)", SL_FMT(i->level));
    return true;
}

bool sl_figure_push_key(sl_buf *out, const sl_evidence *e, sl_str key)
{
    if (key.n == 0)
        return push_own(out, e);
    if (sl_str_equal_z(key, "comparator")) {
        if (e->has_comparator)
            sl_figure_push(out, e->comparator, e->unit, e->places);
        return e->has_comparator;
    }
    if (sl_str_equal_z(key, "interval"))
        return push_interval(out, e);
    for (size_t i = 0; i < e->figures.n; i++) {
        const sl_derived *d = &e->figures.at[i];
        if (!sl_str_equal(d->name, key))
            continue;
        sl_figure_push(out, d->value, d->unit, d->places);
        return true;
    }
    if (sl_str_equal_z(key, "geography"))
        return push_text(out, e->geography);
    if (sl_str_equal_z(key, "period"))
        return push_text(out, e->period);
    if (sl_str_equal_z(key, "unit"))
        return push_text(out, e->unit);
    if (sl_str_equal_z(key, "statement"))
        return push_text(out, e->statement);
    return false;
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

bool sl_figure_push_value(sl_buf *out, const sl_evidence *e, const sl_node *value)
{
    static const char *const words[] = {"zero", "one",   "two",   "three", "four", "five",
                                        "six",  "seven", "eight", "nine",  "ten"};
    size_t begin = out->n;
    if (!sl_figure_push_key(out, e, value->text))
        return false;
    uint32_t n;
    sl_str shown = sl_str_slice(sl_buf_str(out), begin, out->n);
    if (!sl_str_equal_z(value->role, "words") || !sl_num_parse(shown, &n) || n >= SL_COUNT(words))
        return true;
    out->n = begin;
    sl_buf_push_z(out, words[n]);
    if (begins_sentence(value))
        out->p[begin] = (char)(out->p[begin] - 'a' + 'A');
    return true;
}

void sl_figure_push_money(sl_buf *out, const sl_yaml *money)
{
    sl_dec amount;
    if (!sl_dec_parse(sl_yaml_text(money, "amount"), &amount))
        return;
    sl_figure_push(out, amount, sl_yaml_text(money, "unit"), -1);
    sl_str years = sl_yaml_text(money, "years"), source = sl_yaml_text(money, "source");
    if (years.n)
        sl_buf_push_format(out, ", %.*s", SL_FMT(years));
    if (source.n)
        sl_buf_push_format(out, ", from %.*s", SL_FMT(source));
}
