#include "model/unit.h"

static const sl_currency currencies[] = {
#define CURRENCY(code, sign, places) {code, sign, places},
#include "model/units.def"
};

static const sl_str heads[] = {
#define HEAD(name) {name, sizeof(name) - 1},
#include "model/units.def"
};

static const struct {
    const char *written, *meant;
} aliases[] = {
#define ALIAS(written, meant) {written, meant},
#include "model/units.def"
};

static const struct {
    const char *name;
    unsigned zeros;
} scales[] = {{"thousand", 3}, {"million", 6}, {"billion", 9}, {"trillion", 12}};

const char *sl_unit_scale_name(unsigned zeros)
{
    for (size_t i = 0; i < SL_COUNT(scales); i++)
        if (scales[i].zeros == zeros)
            return scales[i].name;
    return NULL;
}

const sl_currency *sl_currency_lookup(sl_str code)
{
    if (code.n != 3 || !sl_is_upper(code.p[0]))
        return NULL; /* most units are words */
    for (size_t i = 0; i < SL_COUNT(currencies); i++)
        if (memcmp(code.p, currencies[i].code, 3) == 0)
            return &currencies[i];
    return NULL;
}

const sl_currency *sl_currency_ending(sl_str text)
{
    for (size_t i = 0; i < SL_COUNT(currencies); i++)
        if (!*currencies[i].sign)
            break; /* those with a sign come first */
        else if (sl_str_ends(text, currencies[i].sign))
            return &currencies[i];
    return NULL;
}

static sl_str after(sl_str text, size_t n)
{
    return sl_str_slice(text, n, text.n);
}

/* --- the parts of a unit --- */

/* Behind what is counted nothing stands but words that say of what. */
static bool is_rest(sl_str rest)
{
    static const char *const begins[] = {", ",        " (",      " per ",   " a ",     " an ",
                                         " of ",      " in ",    " on ",    " at ",    " from ",
                                         " to ",      " under ", " over ",  " aged ",  " with ",
                                         " without ", " who ",   " that ",  " by ",    " for ",
                                         " each",     " and ",   " since ", " above ", " below "};
    for (size_t i = 0; rest.n && i < SL_COUNT(begins); i++)
        if (sl_str_starts(rest, begins[i]))
            return true;
    return rest.n == 0;
}

/* A scale and the space behind it; how long they are. */
static size_t read_scale(sl_str text, unsigned *zeros)
{
    for (size_t i = 0; i < SL_COUNT(scales); i++) {
        size_t n = strlen(scales[i].name);
        bool whole = text.n == n || (text.n > n && (text.p[n] == ' ' || text.p[n] == ','));
        if (!sl_str_starts(text, scales[i].name) || !whole)
            continue;
        *zeros = scales[i].zeros;
        return n;
    }
    return 0;
}

/* The longest name of what is counted that begins a text; 0 when none does. */
static size_t read_head(sl_str text, const sl_str *declared, size_t count)
{
    size_t best = 0;
    for (size_t i = 0; i < SL_COUNT(heads) + count; i++) {
        sl_str head = i < count ? declared[i] : heads[i - count];
        if (head.n > best && head.n <= text.n && head.p[0] == text.p[0] &&
            memcmp(text.p, head.p, head.n) == 0 && is_rest(after(text, head.n)))
            best = head.n;
    }
    return best;
}

static bool starts_number(sl_str text)
{
    return text.n && sl_is_digit(text.p[0]);
}

/* "of 32 local authorities", "rank of 901 neighbourhoods", "ratio of highest to lowest". */
static bool is_share(sl_str text)
{
    return (sl_str_starts(text, "of ") && starts_number(after(text, 3))) ||
           sl_str_starts(text, "rank of ") || sl_str_starts(text, "ratio of ");
}

static bool read_money(sl_str text, sl_unit *out)
{
    out->currency = text.n >= 3 ? sl_currency_lookup(sl_str_slice(text, 0, 3)) : NULL;
    if (!out->currency)
        return false;
    sl_str rest = after(text, 3);
    if (rest.n && rest.p[0] == ' ') {
        size_t n = read_scale(after(rest, 1), &out->zeros);
        rest = n ? after(rest, n + 1) : rest;
    }
    out->kind = SL_UNIT_MONEY;
    out->rest = rest;
    return is_rest(rest);
}

/* A unit that begins with words of its own; what follows says of what. */
static bool read_words(sl_str text, const char *words, sl_unit_kind kind, sl_unit *out)
{
    size_t n = strlen(words);
    if (!sl_str_starts(text, words) || (text.n > n && text.p[n] != ' ' && text.p[n] != ','))
        return false;
    out->kind = kind;
    out->rest = after(text, n);
    return true;
}

static bool read_count(sl_str text, const sl_str *declared, size_t n, sl_unit *out)
{
    size_t scale = read_scale(text, &out->zeros);
    sl_str counted = scale && scale < text.n ? after(text, scale + 1) : after(text, scale);
    size_t head = read_head(counted, declared, n);
    out->kind = SL_UNIT_COUNT;
    out->head = sl_str_slice(counted, 0, head);
    out->rest = after(counted, head);
    return head > 0 || (scale && !counted.n) || (!scale && is_share(text));
}

/* Words that make "per cent" another thing. */
static bool is_points(sl_str rest)
{
    return sl_str_starts(rest, " point") || sl_str_starts(rest, " pts");
}

static bool read(sl_str text, const sl_str *declared, size_t n, sl_unit *out)
{
    *out = (sl_unit){.kind = SL_UNIT_NONE};
    if (!text.n)
        return true;
    if (n && read_head(text, declared, n))
        return read_count(text, declared, n, out); /* what is declared comes first */
    if (read_words(text, "per cent", SL_UNIT_PERCENT, out))
        return !is_points(out->rest);
    if (read_words(text, "percentage points", SL_UNIT_POINTS, out))
        return true;
    if (read_words(text, "year", SL_UNIT_YEAR, out))
        return is_rest(out->rest);
    if (read_money(text, out) || out->currency)
        return is_rest(out->rest);
    return read_count(text, declared, n, out);
}

sl_unit sl_unit_of(sl_str text)
{
    sl_unit u;
    read(text, NULL, 0, &u);
    return u;
}

/* --- what was meant --- */

/* Past the letters of a word, or past one sign; text is in lower case. */
static size_t word_length(sl_str text)
{
    size_t n = 0;
    while (n < text.n && sl_is_letter(text.p[n]))
        n++;
    return n;
}

/* What people write for a scale; text is in lower case and starts with it. */
static unsigned guess_scale(sl_str text, size_t *n)
{
    static const struct {
        const char *word;
        unsigned zeros;
    } words[] = {{"thousand", 3},  {"thousands", 3},  {"k", 3},   {"th", 3},  {"000s", 3},
                 {"million", 6},   {"millions", 6},   {"m", 6},   {"mn", 6},  {"mm", 6},
                 {"mil", 6},       {"mill", 6},       {"mln", 6}, {"mio", 6}, {"billion", 9},
                 {"billions", 9},  {"bn", 9},         {"b", 9},   {"bln", 9}, {"bill", 9},
                 {"trillion", 12}, {"trillions", 12}, {"tn", 12}, {"t", 12}};
    *n = sl_str_starts(text, "000s") ? 4 : word_length(text);
    sl_str word = sl_str_slice(text, 0, *n);
    for (size_t i = 0; i < SL_COUNT(words); i++)
        if (sl_str_equal_z(word, words[i].word))
            return words[i].zeros;
    sl_str names[SL_COUNT(scales)];
    for (size_t i = 0; i < SL_COUNT(scales); i++)
        names[i] = sl_str_from(scales[i].name);
    const sl_str *near = word.n > 4 ? sl_str_nearest(word, names, SL_COUNT(scales)) : NULL;
    if (near)
        return scales[near - names].zeros;
    *n = 0;
    return 0;
}

/* What people write for a currency; text is in lower case and starts with it. */
static const sl_currency *guess_currency(sl_str text, size_t *n)
{
    static const struct {
        const char *word, *code;
    } words[] = {{"pounds sterling", "GBP"}, {"pounds", "GBP"}, {"pound", "GBP"},
                 {"sterling", "GBP"},        {"quid", "GBP"},   {"stg", "GBP"},
                 {"uk\u00A3", "GBP"},        {"euros", "EUR"},  {"euro", "EUR"},
                 {"us dollars", "USD"},      {"us$", "USD"},    {"dollars", "USD"},
                 {"dollar", "USD"}};
    for (size_t i = 0; i < SL_COUNT(words); i++)
        if (sl_str_starts(text, words[i].word)) {
            *n = strlen(words[i].word);
            return sl_currency_lookup(sl_str_from(words[i].code));
        }
    for (size_t i = 0; i < SL_COUNT(currencies); i++) {
        const sl_currency *c = &currencies[i];
        char lower[4] = {(char)(c->code[0] | 0x20), (char)(c->code[1] | 0x20),
                         (char)(c->code[2] | 0x20), 0};
        *n = *c->sign && sl_str_starts(text, c->sign) ? strlen(c->sign) : 3;
        if (*n != 3 || (*c->sign && sl_str_starts(text, c->sign)))
            return c;
        size_t scale;
        /* "gbpm": a code with its scale run on; "all homes" is no code. */
        if (sl_str_starts(text, lower) &&
            (word_length(text) == 3 || guess_scale(after(text, 3), &scale)))
            return c;
    }
    return NULL;
}

static sl_str skip_spaces(sl_str text)
{
    while (text.n && (text.p[0] == ' ' || text.p[0] == '-'))
        text = after(text, 1);
    return sl_str_starts(text, "\u00A0") ? after(text, 2) : text;
}

/* What a rest of the text in lower case is in the text as written. */
static sl_str as_written(sl_str text, sl_str rest)
{
    return sl_str_slice(text, text.n - rest.n, text.n);
}

static sl_str guess_money(sl_arena *a, sl_str text, sl_str lower)
{
    size_t n = 0, scale = 0;
    unsigned zeros = guess_scale(lower, &scale); /* "million pounds", "m GBP" */
    const sl_currency *c = zeros ? guess_currency(skip_spaces(after(lower, scale)), &n) : NULL;
    sl_str rest = lower;
    if (c) {
        rest = after(skip_spaces(after(lower, scale)), n);
    } else {
        c = guess_currency(lower, &n);
        if (!c)
            return SL_STR_NONE;
        rest = skip_spaces(after(lower, n));
        zeros = guess_scale(rest, &scale);
        rest = zeros ? after(rest, scale) : after(lower, n);
    }
    const char *name = sl_unit_scale_name(zeros);
    rest = is_rest(rest) ? as_written(text, rest) : SL_STR_NONE;
    return sl_str_format(a, "%s%s%s%.*s", c->code, name ? " " : "", name ? name : "", SL_FMT(rest));
}

static sl_str guess_alias(sl_arena *a, sl_str text, sl_str lower)
{
    size_t best = 0, length = 0;
    for (size_t i = 0; i < SL_COUNT(aliases); i++) {
        size_t n = strlen(aliases[i].written);
        bool whole = lower.n == n || (lower.n > n && (lower.p[n] == ' ' || lower.p[n] == ','));
        if (n > length && whole && sl_str_starts(lower, aliases[i].written)) {
            best = i;
            length = n;
        }
    }
    if (!length)
        return SL_STR_NONE;
    sl_str rest = after(text, length);
    return sl_str_format(a, "%s%.*s", aliases[best].meant, SL_FMT(rest));
}

/* A scale of a counted unit that is written otherwise, or what is counted nearly. */
static sl_str guess_count(sl_arena *a, sl_str text, sl_str lower, const sl_str *declared, size_t n)
{
    size_t scale = 0;
    unsigned zeros = guess_scale(lower, &scale);
    sl_str counted = zeros ? skip_spaces(after(lower, scale)) : lower;
    size_t total = SL_COUNT(heads) + n;
    sl_str *names = SL_NEW_ARRAY(a, sl_str, total), *folded = SL_NEW_ARRAY(a, sl_str, total);
    for (size_t i = 0; i < total; i++) {
        names[i] = i < n ? declared[i] : heads[i - n];
        folded[i] = sl_str_lower(a, names[i]);
    }
    const char *name = sl_unit_scale_name(zeros);
    /* The head may be the whole or what stands before " per ", " of " and the like. */
    for (size_t end = counted.n; end > 0; end--) {
        if (!is_rest(after(counted, end)))
            continue;
        const sl_str *near = sl_str_nearest(sl_str_slice(counted, 0, end), folded, total);
        if (near)
            return sl_str_format(a, "%s%s%.*s%.*s", name ? name : "", name ? " " : "",
                                 SL_FMT(names[near - folded]),
                                 SL_FMT(as_written(text, after(counted, end))));
    }
    return SL_STR_NONE;
}

bool sl_unit_read(sl_arena *a, sl_str text, const sl_str *declared, size_t n, sl_unit *out,
                  sl_str *meant)
{
    *meant = SL_STR_NONE;
    if (read(text, declared, n, out))
        return true;
    text = sl_str_trim(text);
    sl_str lower = sl_str_lower(a, text);
    sl_str guess = guess_alias(a, text, lower);
    guess = guess.n ? guess : guess_money(a, text, lower);
    guess = guess.n ? guess : guess_count(a, text, lower, declared, n);
    sl_unit again;
    if (guess.n && read(guess, declared, n, &again))
        *meant = guess;
    return false;
}

bool sl_unit_names_currency(sl_str text)
{
    return text.n >= 3 && sl_currency_lookup(sl_str_slice(text, 0, 3)) &&
           (text.n == 3 || !sl_is_upper(text.p[3]));
}

sl_str sl_unit_words(sl_arena *a, sl_str text)
{
    if (!sl_unit_names_currency(text))
        return text;
    sl_unit u = sl_unit_of(text);
    if (u.kind != SL_UNIT_MONEY || !u.currency->sign[0])
        return text;
    const char *scale = sl_unit_scale_name(u.zeros);
    return sl_str_format(a, "%s%s%s%.*s", u.currency->sign, scale ? " " : "", scale ? scale : "",
                         SL_FMT(u.rest));
}
