/* Expressions of figures, read by recursive descent:
 *   sum = term { ("+" | "-") term }, term = factor { ("*" | "/") factor },
 *   factor = number | name | "(" sum ")" | "-" factor */
#include "model/derive.h"

__extension__ typedef __int128 wide;

enum { MOST_DEPTH = 32, MOST_PLACES = 12 };

typedef struct deriving {
    sl_arena *arena;
    sl_str text;
    size_t at;
    unsigned depth;
    sl_derive_lookup *lookup;
    void *context;
    const char *why;
} deriving;

static wide common_divisor(wide a, wide b)
{
    a = a < 0 ? -a : a;
    while (b) {
        wide rest = a % b;
        a = b;
        b = rest;
    }
    return a ? a : 1;
}

static sl_fraction reduced(sl_fraction f)
{
    wide d = common_divisor(f.over, f.under);
    f.over /= d;
    f.under /= d;
    if (f.under < 0) {
        f.over = -f.over;
        f.under = -f.under;
    }
    return f;
}

sl_fraction sl_fraction_of(sl_dec d, int dimension)
{
    wide under = 1;
    for (unsigned i = 0; i < d.places; i++)
        under *= 10;
    return reduced((sl_fraction){d.mantissa, under, dimension, false, false, d.places});
}

static bool fail(deriving *d, const char *why)
{
    if (!d->why)
        d->why = why;
    return false;
}

static void skip_spaces(deriving *d)
{
    while (d->at < d->text.n && (d->text.p[d->at] == ' ' || d->text.p[d->at] == '\n'))
        d->at++;
}

static bool take(deriving *d, char c)
{
    skip_spaces(d);
    if (d->at >= d->text.n || d->text.p[d->at] != c)
        return false;
    d->at++;
    return true;
}

/* a + b, or a - b. */
static bool add(deriving *d, sl_fraction a, sl_fraction b, bool minus, sl_fraction *out)
{
    wide x, y, sum, under;
    if (minus)
        b.over = -b.over;
    if (__builtin_mul_overflow(a.over, b.under, &x) ||
        __builtin_mul_overflow(b.over, a.under, &y) || __builtin_add_overflow(x, y, &sum) ||
        __builtin_mul_overflow(a.under, b.under, &under))
        return fail(d, "its figures are too large");
    bool both = a.dimension == 1 && b.dimension == 1;
    *out =
        reduced((sl_fraction){sum, under, a.dimension > b.dimension ? a.dimension : b.dimension,
                              both || a.is_difference || b.is_difference, a.is_bound || b.is_bound,
                              a.places > b.places ? a.places : b.places});
    return true;
}

static bool multiply(deriving *d, sl_fraction a, sl_fraction b, sl_fraction *out)
{
    wide over, under;
    if (__builtin_mul_overflow(a.over, b.over, &over) ||
        __builtin_mul_overflow(a.under, b.under, &under))
        return fail(d, "its figures are too large");
    *out = reduced((sl_fraction){over, under, a.dimension + b.dimension,
                                 a.is_difference || b.is_difference, a.is_bound || b.is_bound,
                                 a.places > b.places ? a.places : b.places});
    return true;
}

static bool divide(deriving *d, sl_fraction a, sl_fraction b, sl_fraction *out)
{
    if (b.over == 0)
        return fail(d, "it divides by nought");
    sl_fraction turned = {b.under, b.over, -b.dimension, b.is_difference, b.is_bound, b.places};
    return multiply(d, a, reduced(turned), out);
}

static bool read_sum(deriving *d, sl_fraction *out);

static bool is_name(char c)
{
    return sl_is_letter(c) || sl_is_digit(c) || c == '-' || c == '_' || c == '.';
}

static bool read_number(deriving *d, sl_fraction *out)
{
    size_t begin = d->at;
    while (d->at < d->text.n && (sl_is_digit(d->text.p[d->at]) || d->text.p[d->at] == '.'))
        d->at++;
    sl_dec value;
    if (!sl_dec_parse(sl_str_slice(d->text, begin, d->at), &value) || value.places > MOST_PLACES) {
        d->at = begin;
        return fail(d, "this is no number");
    }
    *out = sl_fraction_of(value, 0);
    return true;
}

/* A name may hold hyphens: "a - b" wants its spaces. */
static bool read_name(deriving *d, sl_fraction *out)
{
    size_t begin = d->at;
    while (d->at < d->text.n && is_name(d->text.p[d->at]))
        d->at++;
    sl_str name = sl_str_slice(d->text, begin, d->at);
    if (d->lookup(d->context, name, out)) {
        out->is_bound = true;
        return true;
    }
    d->at = begin;
    return fail(d, sl_str_format(d->arena, "there is no figure '%.*s'", SL_FMT(name)).p);
}

static bool read_factor(deriving *d, sl_fraction *out)
{
    if (++d->depth > MOST_DEPTH)
        return fail(d, "its brackets are nested too deeply");
    bool good;
    if (take(d, '(')) {
        good = read_sum(d, out) && (take(d, ')') || fail(d, "a bracket is not closed"));
    } else if (take(d, '-')) {
        good = read_factor(d, out);
        out->over = good ? -out->over : 0;
    } else {
        skip_spaces(d);
        char c = d->at < d->text.n ? d->text.p[d->at] : '\0';
        good = sl_is_digit(c)           ? read_number(d, out)
               : is_name(c) && c != '.' ? read_name(d, out)
                                        : fail(d, "a figure is missing");
    }
    d->depth--;
    return good;
}

static bool read_term(deriving *d, sl_fraction *out)
{
    if (!read_factor(d, out))
        return false;
    for (;;) {
        sl_fraction next;
        bool times = take(d, '*');
        if (!times && !take(d, '/'))
            return true;
        if (!read_factor(d, &next) ||
            !(times ? multiply(d, *out, next, out) : divide(d, *out, next, out)))
            return false;
    }
}

static bool read_sum(deriving *d, sl_fraction *out)
{
    if (!read_term(d, out))
        return false;
    for (;;) {
        sl_fraction next;
        bool plus = take(d, '+');
        if (!plus && !take(d, '-'))
            return true;
        if (!read_term(d, &next) || !add(d, *out, next, !plus, out))
            return false;
    }
}

bool sl_derive(sl_arena *a, sl_str text, sl_derive_lookup *lookup, void *context, sl_fraction *out,
               const char **why, size_t *at)
{
    deriving d = {.arena = a, .text = text, .lookup = lookup, .context = context};
    bool good = read_sum(&d, out);
    skip_spaces(&d);
    if (good && d.at < text.n)
        good = fail(&d, "what stands here is no part of an expression");
    *why = d.why;
    *at = d.at < text.n ? d.at : text.n;
    return good;
}

bool sl_fraction_round(sl_fraction f, unsigned zeros, unsigned places, sl_dec *out)
{
    wide over = f.over;
    for (unsigned i = 0; i < zeros + places; i++)
        if (__builtin_mul_overflow(over, (wide)10, &over))
            return false;
    wide half = f.under / 2, rest = over % f.under;
    wide quotient = over / f.under;
    rest = rest < 0 ? -rest : rest;
    if (rest > half || (rest == half && f.under % 2 == 0))
        quotient += over < 0 ? -1 : 1;
    if (quotient > INT64_MAX || quotient < -INT64_MAX)
        return false;
    *out = (sl_dec){(int64_t)quotient, (uint8_t)places};
    return true;
}
