#include "data/cell.h"

#include "base/assert.h"

typedef struct mark {
    const char *name, *meaning;
} mark;

/* Analysis Function, "Using symbols in tables"; the letters that Eurostat puts beside a figure are
 * the same. Those without brackets stand alone in a cell. */
static const mark marks[] = {
    {"[b]", "break in the series"},
    {"[c]", "confidential"},
    {"[e]", "estimated"},
    {"[f]", "forecast"},
    {"[low]", "low figure"},
    {"[ns]", "not statistically significant"},
    {"[p]", "provisional"},
    {"[r]", "revised"},
    {"[s]", "significant at 5 per cent"},
    {"[ss]", "significant at 1 per cent"},
    {"[sss]", "significant at 0.1 per cent"},
    {"[u]", "low reliability"},
    {"[w]", "none recorded in the survey"},
    {"[x]", "not available"},
    {"[z]", "not applicable"},
    {"..", "not available"},
    {"...", "not available"},
    {"\u2026", "not available"},
    {":", "not available"},
    {"-", "nil or not given"},
    {"\u2013", "nil or not given"},
    {"\u2014", "nil or not given"},
    {"\u2212", "nil or not given"},
    {"n/a", "not available"},
    {"n.a.", "not available"},
    {"na", "not available"},
    {"nan", "not available"},
    {"#n/a", "not available"},
    {"null", "not available"},
};
enum { COUNT = sizeof marks / sizeof *marks, BRACKETED = 15, MOST_DIGITS = 18, SAFE_DIGITS = 15 };

const char *sl_mark_name(unsigned i)
{
    return i < COUNT ? marks[i].name : NULL;
}

const char *sl_mark_meaning(unsigned i)
{
    return i < COUNT ? marks[i].meaning : NULL;
}

/* The length of white space at s.p[at], or 0: ASCII, no-break, the spaces of U+2000 to 200B, the
 * narrow no-break space and the byte order mark. */
static size_t space_at(sl_str s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.p + at;
    size_t left = s.n - at;
    if (p[0] == ' ' || (p[0] >= '\t' && p[0] <= '\r'))
        return 1;
    if (left >= 2 && p[0] == 0xC2 && p[1] == 0xA0)
        return 2;
    if (left >= 3 && p[0] == 0xE2 && p[1] == 0x80 && (p[2] <= 0x8B || p[2] == 0xAF))
        return 3;
    return left >= 3 && p[0] == 0xEF && p[1] == 0xBB && p[2] == 0xBF ? 3 : 0;
}

sl_str sl_cell_trim(sl_str s)
{
    while (s.n) {
        size_t n = space_at(s, 0);
        if (!n)
            break;
        s = sl_str_slice(s, n, s.n);
    }
    while (s.n) {
        size_t n = 1;
        while (n < 3 && n < s.n && ((unsigned char)s.p[s.n - n] & 0xC0) == 0x80)
            n++;
        if (space_at(s, s.n - n) != n)
            break;
        s.n -= n;
    }
    return s;
}

static uint32_t mark_of(sl_str s, unsigned first, unsigned end)
{
    for (unsigned i = first; i < end; i++)
        if (sl_str_equal_fold_z(s, marks[i].name))
            return UINT32_C(1) << i;
    return 0;
}

/* The letter of a mark without its brackets, as Eurostat has it. */
static uint32_t letter_of(char c)
{
    const char bracketed[] = {'[', c, ']', '\0'};
    return strchr("cefprsuz", c) ? mark_of(sl_str_from(bracketed), 0, BRACKETED) : 0;
}

/* Cuts the marks off both ends of *s; false when brackets hold none that is known. */
static bool take_marks(sl_str *s, uint32_t *found)
{
    for (;;) {
        *s = sl_cell_trim(*s);
        size_t begin = 0, end = s->n;
        if (s->n && s->p[s->n - 1] == ']') {
            for (begin = s->n - 1; begin && s->p[begin] != '[';)
                begin--;
        } else if (s->n && s->p[0] == '[') {
            size_t close = sl_str_find_char(*s, ']', 0);
            if (close == SIZE_MAX)
                return false;
            end = close + 1;
        } else {
            break;
        }
        uint32_t bit = mark_of(sl_str_slice(*s, begin, end), 0, BRACKETED);
        if (!bit)
            return false;
        *found |= bit;
        *s = begin ? sl_str_slice(*s, 0, begin) : sl_str_slice(*s, end, s->n);
    }
    while (s->n > 2) {
        uint32_t bit = letter_of(s->p[s->n - 1]);
        sl_str before = sl_str_slice(*s, 0, s->n - 1), rest = sl_cell_trim(before);
        if (!bit || rest.n == before.n || !rest.n)
            break;
        *found |= bit;
        *s = rest;
    }
    return true;
}

/* --- figures --- */

static bool starts(sl_str s, const char *z)
{
    return sl_str_starts(s, z);
}

/* A sign or a currency at the start of *s is cut off, each once. */
static bool take_head(sl_str *s, bool *minus, bool *plus, const char **symbol)
{
    static const char *const minuses[] = {"-", "\u2212", "\u2013", "\u2010", "\u2011"};
    static const char *const symbols[] = {"£", "€", "$", "¥"};
    for (;;) {
        size_t cut = 0;
        *s = sl_cell_trim(*s);
        for (size_t i = 0; i < sizeof minuses / sizeof *minuses && !cut; i++)
            if (starts(*s, minuses[i]) && !*minus && !*plus)
                *minus = (cut = strlen(minuses[i])) != 0;
        if (!cut && starts(*s, "+") && !*minus && !*plus)
            *plus = (cut = 1) != 0;
        for (size_t i = 0; i < sizeof symbols / sizeof *symbols && !cut; i++)
            if (starts(*s, symbols[i]) && !*symbol) {
                cut = strlen(symbols[i]);
                *symbol = symbols[i];
            }
        if (!cut)
            return s->n > 0;
        *s = sl_str_slice(*s, cut, s->n);
    }
}

typedef struct digits {
    int64_t mantissa;
    unsigned count, places, spare; /* spare: whole digits that did not fit */
    int dropped;                   /* the first decimal that did not fit, or -1 */
} digits;

static void push_digit(digits *d, char c, bool decimal)
{
    if (d->count >= MOST_DIGITS) {
        if (!decimal)
            d->spare++;
        else if (d->dropped < 0)
            d->dropped = c - '0';
        return;
    }
    d->mantissa = d->mantissa * 10 + (c - '0');
    d->count += d->mantissa != 0;
    d->places += decimal;
}

/* The length of what parts groups of three digits at s.p[at], or 0. */
static size_t group_at(sl_str s, size_t at)
{
    if (s.p[at] == ',' || s.p[at] == '\'')
        return 1;
    size_t n = s.p[at] == '\t' ? 0 : space_at(s, at);
    if (!n && starts(sl_str_slice(s, at, s.n), "\u2019"))
        n = 3;
    return n;
}

/* Whole digits, in groups of three or in none. Returns how far they go; SIZE_MAX when a group is
 * not of three. */
static size_t take_whole(sl_str s, digits *d)
{
    size_t at = 0, in_group = 0, groups = 0;
    sl_str by = SL_STR_NONE;
    while (at < s.n) {
        if (sl_is_digit(s.p[at])) {
            push_digit(d, s.p[at++], false);
            in_group++;
            continue;
        }
        size_t n = group_at(s, at);
        if (!n || at + n >= s.n || !sl_is_digit(s.p[at + n]))
            break;
        sl_str one = sl_str_slice(s, at, at + n);
        bool right =
            groups ? in_group == 3 && sl_str_equal(one, by) : in_group >= 1 && in_group <= 3;
        if (!right)
            return SIZE_MAX;
        by = one;
        groups++;
        in_group = 0;
        at += n;
    }
    return groups && in_group != 3 ? SIZE_MAX : at;
}

static bool apply_exponent(sl_dec *v, int exponent)
{
    int places = (int)v->places - exponent;
    while (places < 0) {
        if (v->mantissa > INT64_MAX / 100 || v->mantissa < INT64_MIN / 100)
            return false;
        v->mantissa *= 10;
        places++;
    }
    while (places > MOST_DIGITS && v->mantissa % 10 == 0 && v->mantissa) {
        v->mantissa /= 10;
        places--;
    }
    if (places > MOST_DIGITS)
        return v->mantissa == 0;
    v->places = (uint8_t)places;
    return true;
}

/* e+05, E-3: signed, as programs write it; 10E2 is a code. */
static bool take_exponent(sl_str s, bool bare, int *exponent)
{
    if (s.n < 2 || (s.p[0] != 'e' && s.p[0] != 'E'))
        return false;
    bool sign = s.p[1] == '+' || s.p[1] == '-';
    uint32_t size;
    if ((!sign && !bare) || !sl_num_parse(sl_str_slice(s, sign ? 2 : 1, s.n), &size) || size > 99)
        return false;
    *exponent = s.p[1] == '-' ? -(int)size : (int)size;
    return true;
}

/* All of s, no sign: digits, point, digits, exponent. */
static bool take_digits(sl_str s, bool grouped, bool bare_exponent, sl_dec *out)
{
    digits d = {.dropped = -1};
    size_t whole = 0;
    if (grouped)
        whole = take_whole(s, &d);
    else
        while (whole < s.n && sl_is_digit(s.p[whole]))
            push_digit(&d, s.p[whole++], false);
    if (whole == SIZE_MAX || d.spare)
        return false;
    size_t at = whole, decimals = 0;
    if (at < s.n && s.p[at] == '.')
        for (at++; at < s.n && sl_is_digit(s.p[at]); at++, decimals++)
            push_digit(&d, s.p[at], true);
    if (whole + decimals == 0)
        return false;
    if (d.dropped >= 5)
        d.mantissa++;
    while (d.places > MOST_DIGITS) {
        d.mantissa /= 10;
        d.places--;
    }
    *out = (sl_dec){d.mantissa, (uint8_t)d.places};
    int exponent = 0;
    if (at < s.n && !take_exponent(sl_str_slice(s, at, s.n), bare_exponent, &exponent))
        return false;
    return apply_exponent(out, exponent);
}

static bool read_number(sl_str s, sl_cell *c)
{
    bool minus = false, plus = false;
    const char *symbol = NULL;
    if (!take_head(&s, &minus, &plus, &symbol))
        return false;
    bool around = s.p[0] == '(' && s.p[s.n - 1] == ')';
    if (around) {
        s = sl_str_slice(s, 1, s.n - 1);
        if (minus || plus || !take_head(&s, &minus, &plus, &symbol) || minus || plus)
            return false;
        minus = true;
    }
    if (s.p[s.n - 1] == '%') {
        if (symbol)
            return false;
        symbol = "%";
        s = sl_cell_trim(sl_str_slice(s, 0, s.n - 1));
        if (s.n && s.p[0] == '(')
            return false;
    }
    if (!s.n || !take_digits(s, true, false, &c->value))
        return false;
    if (minus)
        c->value.mantissa = -c->value.mantissa;
    c->symbol = symbol;
    return true;
}

/* 007; 10E2; more digits than a double keeps. */
static bool is_code(sl_str s)
{
    size_t n = 0;
    while (n < s.n && sl_is_digit(s.p[n]))
        n++;
    if (n == s.n)
        return (n > 1 && s.p[0] == '0') || n > SAFE_DIGITS;
    if (n == 0 || (s.p[n] != 'e' && s.p[n] != 'E') || n + 1 == s.n)
        return false;
    for (size_t i = n + 1; i < s.n; i++)
        if (!sl_is_digit(s.p[i]))
            return false;
    return true;
}

/* Most cells: a few digits, a point among them. */
static bool read_fast(sl_str s, sl_cell *c)
{
    size_t i = s.p[0] == '-', begin = i, point = 0;
    if (s.n - i > SAFE_DIGITS || s.n == i || (s.p[i] == '0' && s.n > i + 1 && s.p[i + 1] != '.'))
        return false;
    int64_t m = 0;
    for (; i < s.n; i++) {
        unsigned digit = (unsigned)(s.p[i] - '0');
        if (digit < 10)
            m = m * 10 + digit;
        else if (s.p[i] == '.' && !point && i > begin && i + 1 < s.n)
            point = i + 1;
        else
            return false;
    }
    c->kind = SL_CELL_NUMBER;
    c->value = (sl_dec){begin ? -m : m, (uint8_t)(point ? s.n - point : 0)};
    return true;
}

sl_cell sl_cell_read(sl_str s)
{
    sl_cell c = {.kind = SL_CELL_EMPTY};
    if (s.n && read_fast(s, &c))
        return c;
    s = sl_cell_trim(s);
    if (!s.n)
        return c;
    c.kind = SL_CELL_TEXT;
    sl_str rest = s;
    if (is_code(s)) {
        c.kind = SL_CELL_CODE;
        return c;
    }
    if (!take_marks(&rest, &c.marks))
        return c;
    uint32_t word = mark_of(rest, BRACKETED, COUNT);
    if (word || !rest.n) {
        /* ": c" is confidential; the colon only says that there is no figure. */
        c.marks = c.marks ? c.marks : word;
        c.kind = SL_CELL_MISSING;
    } else if (read_number(rest, &c)) {
        c.kind = SL_CELL_NUMBER;
    }
    return c;
}

bool sl_cell_read_plain(sl_str s, sl_dec *value)
{
    bool minus = s.n && s.p[0] == '-', sign = minus || (s.n && s.p[0] == '+');
    s = sl_str_slice(s, sign, s.n);
    if (!take_digits(s, false, true, value))
        return false;
    if (minus)
        value->mantissa = -value->mantissa;
    return true;
}
