#include "model/number.h"

#include "base/assert.h"

static bool is_letter(char c)
{
    return sl_is_letter(c) || (unsigned char)c >= 0x80;
}

/* --- what stands before and after --- */

static bool follows(sl_str text, size_t at, const char *word)
{
    size_t n = strlen(word);
    return text.n - at >= n && memcmp(text.p + at, word, n) == 0;
}

/* Past one space of any kind (also the one that does not break). */
static size_t skip_space(sl_str text, size_t at)
{
    if (at < text.n && text.p[at] == ' ')
        return at + 1;
    return follows(text, at, "\u00A0") ? at + 2 : at;
}

/* The word that ends before at, without the space between. */
static sl_str word_before(sl_str text, size_t at)
{
    while (at && (text.p[at - 1] == ' ' || (unsigned char)text.p[at - 1] == 0xA0 ||
                  (unsigned char)text.p[at - 1] == 0xC2))
        at--;
    size_t end = at;
    while (at && is_letter(text.p[at - 1]))
        at--;
    return sl_str_slice(text, at, end);
}

static sl_str word_after(sl_str text, size_t at)
{
    at = skip_space(text, at);
    size_t end = at;
    while (end < text.n && is_letter(text.p[end]) && (unsigned char)text.p[end] < 0x80)
        end++;
    return sl_str_slice(text, at, end);
}

static bool is_one_of(sl_str word, const char *const *words, size_t n)
{
    for (size_t i = 0; word.n && i < n; i++) {
        if ((word.p[0] | 0x20) != (words[i][0] | 0x20))
            continue;
        size_t length = strlen(words[i]);
        bool same = word.n == length;
        for (size_t k = 0; same && k < length; k++)
            same = (word.p[k] | 0x20) == (words[i][k] | 0x20);
        if (same)
            return true;
    }
    return false;
}

static bool is_month(sl_str word)
{
    for (unsigned month = 1; month <= 12; month++) {
        const char *name = sl_month_name(month);
        if (is_one_of(word, &name, 1))
            return true;
    }
    return false;
}

static bool is_label(sl_str word)
{
    static const char *const labels[] = {"level", "grade",   "table",    "figure",  "part",
                                         "annex", "chapter", "section",  "page",    "stage",
                                         "phase", "number",  "aged",     "age",     "tier",
                                         "class", "article", "route",    "version", "under",
                                         "step",  "option",  "scenario", "tranche", "round"};
    return is_one_of(word, labels, SL_COUNT(labels));
}

/* "65 or over", "65 and over", "the age of 65". */
static bool is_age(sl_str text, size_t begin, size_t end)
{
    sl_str of = word_before(text, begin);
    bool by_age = sl_str_equal_z(of, "of") &&
                  sl_str_equal_z(word_before(text, (size_t)(of.p - text.p)), "age");
    return by_age || follows(text, skip_space(text, end), "or over") ||
           follows(text, skip_space(text, end), "and over");
}

/* --- reading --- */

typedef struct reading {
    sl_str text;
    size_t digits, end; /* of the digits alone */
    bool commas, point;
    sl_number n;
} reading;

/* Digits with thousands commas and a decimal point; false when they are too many to keep. */
static bool read_digits(reading *r)
{
    size_t i = r->digits;
    int figures = 0;
    r->n.mantissa = 0;
    r->n.exponent = 0;
    for (; i < r->text.n; i++) {
        char c = r->text.p[i];
        bool more = i + 1 < r->text.n && sl_is_digit(r->text.p[i + 1]);
        if (c == ',' && more && !r->point)
            r->commas = true;
        else if (c == '.' && more && !r->point)
            r->point = true;
        else if (sl_is_digit(c)) {
            if (++figures > 15)
                return false;
            r->n.mantissa = r->n.mantissa * 10 + (c - '0');
            r->n.exponent -= r->point;
        } else
            break;
    }
    r->end = i;
    return true;
}

/* %, per cent, million, billion, m, bn behind the digits; the words that figures print in Welsh. */
static void read_scale(reading *r)
{
    static const struct {
        const char *word;
        int zeros;
    } scales[] = {{"million", 6}, {"billion", 9},  {"trillion", 12}, {"thousand", 3}, {"miliwn", 6},
                  {"biliwn", 9},  {"triliwn", 12}, {"m", 6},         {"bn", 9},       {"k", 3}};
    sl_str word = word_after(r->text, r->end);
    r->n.end = r->end;
    if (r->end < r->text.n && r->text.p[r->end] == '%') {
        r->n.kind = SL_NUMBER_PERCENT;
        r->n.end++;
        return;
    }
    size_t words = skip_space(r->text, r->end);
    if (follows(r->text, words, "percentage point")) {
        r->n.kind = SL_NUMBER_POINTS;
        r->n.end = words + strlen("percentage point");
        r->n.end += follows(r->text, r->n.end, "s");
        return;
    }
    if (follows(r->text, words, "per cent")) {
        r->n.kind = SL_NUMBER_PERCENT;
        r->n.end = words + strlen("per cent");
        return;
    }
    for (size_t i = 0; i < SL_COUNT(scales); i++)
        if (sl_str_equal_z(word, scales[i].word)) {
            bool apart = word.p != r->text.p + r->end;
            if (strlen(scales[i].word) < 3 && apart)
                continue; /* "3 m" is a length */
            r->n.exponent += scales[i].zeros;
            r->n.end = (size_t)(word.p - r->text.p) + word.n;
        }
}

/* "84 million pounds" */
static void read_pounds(reading *r)
{
    static const struct {
        const char *word, *code;
    } names[] = {{"pounds", "GBP"}, {"euros", "EUR"}, {"dollars", "USD"}};
    sl_str word = word_after(r->text, r->n.end);
    for (size_t i = 0; r->n.kind == SL_NUMBER_PLAIN && i < SL_COUNT(names); i++)
        if (sl_str_equal_z(word, names[i].word)) {
            r->n.kind = SL_NUMBER_MONEY;
            r->n.currency = sl_currency_lookup(sl_str_from(names[i].code));
            r->n.end = (size_t)(word.p - r->text.p) + word.n;
        }
}

static bool is_year(const reading *r)
{
    return r->end - r->digits == 4 && !r->commas && !r->point && r->n.mantissa >= 1700 &&
           r->n.mantissa <= 2200 && r->n.kind == SL_NUMBER_PLAIN && r->n.end == r->end;
}

/* 2019/20 and 2015-16: the two figures behind belong to the year. */
static size_t year_end(const reading *r)
{
    size_t i = r->end;
    bool split = i + 2 < r->text.n && (r->text.p[i] == '/' || r->text.p[i] == '-') &&
                 sl_is_digit(r->text.p[i + 1]) && sl_is_digit(r->text.p[i + 2]);
    return split ? i + 3 : i;
}

/* True when it looks like a figure and is none. */
static bool is_passed_over(const reading *r)
{
    size_t begin = r->digits;
    bool glued = begin && (is_letter(r->text.p[begin - 1]) || r->text.p[begin - 1] == '-' ||
                           r->text.p[begin - 1] == '/' || r->text.p[begin - 1] == '.');
    if (r->n.kind == SL_NUMBER_MONEY)
        return false;
    if (glued || (r->n.end < r->text.n && is_letter(r->text.p[r->n.end]) &&
                  !follows(r->text, r->n.end, "\u00A0") && !follows(r->text, r->n.end, "\u2019") &&
                  !follows(r->text, r->n.end, "\u2013")))
        return true;
    sl_str before = word_before(r->text, begin), after = word_after(r->text, r->end);
    if (r->n.kind == SL_NUMBER_PLAIN && r->n.end == r->end &&
        (is_label(before) || is_month(after) || is_month(before) || is_age(r->text, begin, r->end)))
        return true;
    return is_year(r);
}

static void settle_precision(sl_number *n)
{
    enum { SURE = 100 };
    while (n->exponent >= 0 && n->mantissa >= SURE && n->mantissa % 10 == 0) {
        n->mantissa /= 10;
        n->exponent++;
    }
}

/* The second of two ages: "aged 16 to 64". */
static bool ends_range_of_ages(sl_str text, size_t begin)
{
    sl_str to = word_before(text, begin);
    if (!sl_str_equal_z(to, "to"))
        return false;
    size_t i = (size_t)(to.p - text.p);
    while (i && text.p[i - 1] == ' ')
        i--;
    while (i && sl_is_digit(text.p[i - 1]))
        i--;
    sl_str before = word_before(text, i);
    return sl_str_equal_z(before, "aged") || sl_str_equal_z(before, "ages");
}

bool sl_number_next(sl_str text, size_t *at, sl_number *out)
{
    for (size_t i = *at; i < text.n; i++) {
        if (!sl_is_digit(text.p[i]))
            continue;
        reading r = {.text = text, .digits = i};
        bool kept = read_digits(&r);
        if (!kept) {
            while (i < text.n && (sl_is_digit(text.p[i]) || text.p[i] == ','))
                i++;
            continue;
        }
        r.n.begin = i;
        r.n.currency = sl_currency_ending(sl_str_slice(text, 0, i));
        if (r.n.currency) {
            r.n.kind = SL_NUMBER_MONEY;
            r.n.begin = i - strlen(r.n.currency->sign);
        }
        sl_number_kind kind = r.n.kind;
        read_scale(&r);
        if (kind == SL_NUMBER_MONEY)
            r.n.kind = kind;
        read_pounds(&r);
        i = is_year(&r) ? year_end(&r) - 1 : r.n.end - 1;
        if (is_passed_over(&r) || ends_range_of_ages(text, r.digits))
            continue;
        settle_precision(&r.n);
        *out = r.n;
        *at = r.n.end;
        return true;
    }
    *at = text.n;
    return false;
}

sl_number sl_number_of(sl_dec value, sl_str unit)
{
    static const sl_number_kind kinds[] = {
        [SL_UNIT_MONEY] = SL_NUMBER_MONEY,
        [SL_UNIT_PERCENT] = SL_NUMBER_PERCENT,
        [SL_UNIT_POINTS] = SL_NUMBER_POINTS,
        [SL_UNIT_COUNT] = SL_NUMBER_PLAIN,
    };
    sl_unit u = sl_unit_of(unit);
    sl_number n = {.mantissa = value.mantissa < 0 ? -value.mantissa : value.mantissa,
                   .exponent = (int)u.zeros - (int)value.places,
                   .currency = u.currency};
    n.kind = kinds[u.kind];
    return n;
}

bool sl_number_agrees(const sl_number *said, const sl_number *known)
{
    if (said->kind != known->kind || said->currency != known->currency)
        return false;
    int64_t mantissa = known->mantissa;
    int exponent = known->exponent;
    while (exponent > said->exponent && mantissa < INT64_MAX / 10) {
        mantissa *= 10;
        exponent--;
    }
    int64_t unit = 1;
    while (exponent < said->exponent && unit < INT64_MAX / 10) {
        unit *= 10;
        exponent++;
    }
    if (exponent != said->exponent)
        return false;
    return (mantissa + (unit > 1 ? unit / 2 : 0)) / unit == said->mantissa;
}

bool sl_number_pence(const sl_number *n, int64_t *out)
{
    int64_t v = n->mantissa;
    int exponent = n->exponent + 2;
    for (; exponent > 0; exponent--) {
        if (v > INT64_MAX / 10 || v < INT64_MIN / 10)
            return false;
        v *= 10;
    }
    for (; exponent < 0 && v; exponent++)
        v /= 10;
    *out = v;
    return true;
}
