#include "model/figure.h"

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

/* millions: how many zeros the unit itself stands for (6 or 9). */
static void push_large_money(sl_buf *out, sl_dec value, unsigned zeros, int places)
{
    const char *word = zeros == 9 ? "billion" : "million";
    if (zeros == 6 && is_at_least(value, 1000)) {
        value = shifted(value, 3);
        word = "billion";
    }
    sl_buf_push_z(out, "£");
    sl_buf_push_dec(out, rounded(value, places, 1));
    sl_buf_push_format(out, "\u00A0%s", word);
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

void sl_figure_push(sl_buf *out, sl_dec value, sl_str unit, int places)
{
    bool whole = trimmed(value).places == 0;
    if (sl_str_starts(unit, "GBP million")) {
        push_large_money(out, value, 6, places);
    } else if (sl_str_starts(unit, "GBP billion")) {
        push_large_money(out, value, 9, places);
    } else if (sl_str_starts(unit, "GBP thousand")) {
        sl_buf_push_z(out, "£");
        for (int zeros = 3; zeros; zeros--)
            if (value.places)
                value.places--;
            else if (value.mantissa < INT64_MAX / 10 && value.mantissa > INT64_MIN / 10)
                value.mantissa *= 10;
        sl_buf_push_dec(out, trimmed(value));
    } else if (sl_str_starts(unit, "GBP")) {
        sl_buf_push_z(out, "£");
        /* Pounds and pence, or pounds alone. */
        sl_buf_push_dec(out, sl_dec_scale(value, places >= 0 ? (unsigned)places : whole ? 0 : 2));
    } else if (sl_str_starts(unit, "per cent")) {
        sl_buf_push_dec(out, places >= 0 ? sl_dec_scale(value, (unsigned)places) : value);
        sl_buf_push_char(out, '%');
    } else if (sl_str_starts(unit, "year")) {
        sl_buf_push_int(out, sl_dec_round(value, 0).mantissa);
    } else if (is_at_least(value, 1000000)) {
        push_million(out, value, places);
    } else {
        sl_buf_push_dec(out, places >= 0 ? sl_dec_scale(value, (unsigned)places) : value);
    }
}

static bool push_text(sl_buf *out, sl_str text)
{
    sl_buf_push_str(out, text);
    return text.n > 0;
}

bool sl_figure_push_key(sl_buf *out, const sl_evidence *e, sl_str key)
{
    if (key.n == 0) {
        if (e->has_value)
            sl_figure_push(out, e->value, e->unit, e->places);
        return e->has_value;
    }
    if (sl_str_equal_z(key, "comparator")) {
        if (e->has_comparator)
            sl_figure_push(out, e->comparator, e->unit, e->places);
        return e->has_comparator;
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
