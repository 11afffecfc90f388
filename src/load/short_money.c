/* Sums, and lines of funding, as they are written in few words. */
#include "load/short.h"
#include "load/short_parts.h"
#include "model/unit.h"

/* --- money --- */

static const struct {
    const char *word, *scale;
} scales[] = {
    {"thousand", " thousand"}, {"million", " million"}, {"billion", " billion"},
    {"trillion", " trillion"}, {"k", " thousand"},      {"m", " million"},
    {"bn", " billion"},
};

static bool read_scale(sl_str word, const char **scale)
{
    *scale = "";
    for (size_t i = 0; word.n && i < SL_COUNT(scales); i++)
        if (sl_str_equal_z(word, scales[i].word)) {
            *scale = scales[i].scale;
            return true;
        }
    return word.n == 0;
}

/* 1,250,000.50: the figure without its commas, which stand where they may. */
bool sl_short_amount(sl_arena *a, sl_str text, sl_str *amount)
{
    sl_buf b;
    sl_dec value;
    size_t since = 0;
    bool commas = sl_str_find_char(text, ',', 0) != SIZE_MAX, fraction = false, good = text.n > 0;
    sl_buf_init(&b);
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == ',') {
            good = good && !fraction && since > 0 && since <= 3 && (b.n == since || since == 3);
            since = 0;
            continue;
        }
        good = good && (!commas || fraction || text.p[i] != '.' || since == 3);
        fraction = fraction || text.p[i] == '.';
        since += !fraction;
        sl_buf_push_char(&b, text.p[i]);
    }
    good = good && (!commas || since == 3 || fraction) && sl_dec_parse(sl_buf_str(&b), &value);
    *amount = sl_buf_take(&b, a);
    return good;
}

/* "£55 million", "GBP 6.75 million", "€3m": its amount and its unit. */
static bool read_sum(sl_arena *a, sl_str text, sl_str *amount, sl_str *unit)
{
    size_t end = 0;
    const sl_currency *c;
    const char *scale;
    while (end < text.n && (text.p[end] < '0' || text.p[end] > '9'))
        end++;
    sl_str head = sl_str_trim(sl_str_slice(text, 0, end));
    bool minus = sl_str_starts(head, "-") || sl_str_ends(head, "-");
    c = head.n && !minus ? sl_currency_lookup(head) : NULL;
    if (!c && head.n && !minus)
        c = sl_currency_ending(head);
    if (!c || (!sl_str_equal_z(head, c->code) && !sl_str_equal_z(head, c->sign)))
        return false;
    size_t from = end;
    while (end < text.n &&
           ((text.p[end] >= '0' && text.p[end] <= '9') || text.p[end] == '.' || text.p[end] == ','))
        end++;
    sl_str word = sl_str_trim(sl_str_slice(text, end, text.n));
    if (!read_scale(word, &scale) || !sl_short_amount(a, sl_str_slice(text, from, end), amount))
        return false;
    *unit = sl_str_format(a, "%s%s", c->code, scale);
    return true;
}

/* The next part before ", ": commas within a figure part nothing. */
static bool next_part(sl_str *rest, sl_str *part)
{
    if (!rest->n)
        return false;
    size_t comma = sl_str_find(*rest, SL_STR(", "), 0);
    *part = sl_str_trim(sl_str_slice(*rest, 0, comma == SIZE_MAX ? rest->n : comma));
    *rest = comma == SIZE_MAX ? SL_STR_NONE : sl_str_slice(*rest, comma + 2, rest->n);
    return true;
}

static bool is_year(sl_str text)
{
    bool good = text.n >= 4;
    for (size_t i = 0; i < 4 && good; i++)
        good = text.p[i] >= '0' && text.p[i] <= '9';
    return good && (text.n == 4 || text.p[4] < '0' || text.p[4] > '9');
}

/* Whether a part can name what a sum comes from: nearly years ("27 to 32", "from 2027 to 2032"), a
 * second sum and what is still to be said cannot. */
static bool is_source(sl_arena *a, sl_str part)
{
    static const char *const never[] = {"tbc", "tbd", "n/a", "unknown", "various years", "?"};
    static const char *const begins[] = {"from ", "between ", "until ", "since ", "over ", "for "};
    sl_str lower = sl_str_lower(a, part), amount, unit;
    size_t digits = 0;
    while (digits < part.n && sl_is_digit(part.p[digits]))
        digits++;
    bool name = digits + 1 < part.n && part.p[digits] == ' ' && sl_is_upper(part.p[digits + 1]);
    bool number = digits && !name && (digits == part.n || strchr(" -/.\xE2", part.p[digits]));
    bool named = part.n && !number && !read_sum(a, part, &amount, &unit);
    for (size_t i = 0; i < SL_COUNT(never); i++)
        named = named && !sl_str_equal_z(lower, never[i]);
    for (size_t i = 0; i < SL_COUNT(begins); i++)
        named = named && !sl_str_starts(lower, begins[i]);
    return named;
}

const sl_yaml *sl_short_money(sl_arena *a, const sl_yaml *y)
{
    sl_str rest = y->text, part, amount, unit;
    if (y->kind != SL_YAML_SCALAR || !next_part(&rest, &part) || !read_sum(a, part, &amount, &unit))
        return NULL;
    sl_yaml *map = sl_short_replace(a, y, SL_YAML_MAP);
    sl_short_add(a, map, "amount", amount, y->span);
    sl_short_add(a, map, "unit", unit, y->span);
    sl_str before = rest;
    if (next_part(&rest, &part) && is_year(part)) {
        sl_short_add(a, map, "years", part, y->span);
        before = rest;
    }
    if (sl_str_starts(before, "from ")) /* printed before it anyhow */
        before = sl_str_slice(before, sizeof "from " - 1, before.n);
    for (rest = before; next_part(&rest, &part);)
        if (!is_source(a, part))
            return NULL;
    if (before.n) /* a name may have commas */
        sl_short_add(a, map, "source", sl_str_trim(before), y->span);
    return map;
}

/* --- lines of funding --- */

static bool is_state(sl_str word)
{
    return sl_str_equal_z(word, "sought") || sl_str_equal_z(word, "offered") ||
           sl_str_equal_z(word, "agreed") || sl_str_equal_z(word, "spent");
}

/* What a line says. */
typedef struct line {
    sl_str fund, amount, unit, year, state, other; /* other: a part that is none of these */
    uint32_t first, last;                          /* years, of "2027 to 2030" */
    bool a_year, match;
} line;

static bool read_years(sl_str text, uint32_t *first, uint32_t *last)
{
    size_t to = sl_str_find(text, SL_STR(" to "), 0);
    return to != SIZE_MAX && sl_num_parse(sl_str_slice(text, 0, to), first) &&
           sl_num_parse(sl_str_slice(text, to + 4, text.n), last) && *first <= *last &&
           *last - *first < 50;
}

static void read_part(line *l, sl_str part)
{
    if (sl_str_equal_z(part, "match"))
        l->match = true;
    else if (is_state(part))
        l->state = part;
    else if (!l->year.n && (is_year(part) || read_years(part, &l->first, &l->last)))
        l->year = part;
    else
        l->other = part;
}

/* FUND, SUM[ a year][, YEAR or YEARS][, STATE][, match]: the fund is all before the sum. */
static bool read_line(sl_arena *a, sl_str text, line *l)
{
    sl_str rest = text, part, every = SL_STR(" a year");
    size_t fund = 0;
    bool found = false;
    *l = (line){.other = SL_STR_NONE};
    while (!found && next_part(&rest, &part)) {
        fund = (size_t)(part.p - text.p);
        l->a_year = sl_str_ends(part, " a year");
        if (l->a_year)
            part.n -= every.n;
        found = fund && read_sum(a, part, &l->amount, &l->unit);
    }
    if (!found)
        return false;
    l->fund = sl_str_trim(sl_str_slice(text, 0, fund));
    while (l->fund.n && (l->fund.p[l->fund.n - 1] == ',' || l->fund.p[l->fund.n - 1] == ' '))
        l->fund.n--;
    while (next_part(&rest, &part))
        read_part(l, part);
    read_years(l->year, &l->first, &l->last);
    /* A sum for each of several years says so, and one for all of them has no year to stand in. */
    if (l->other.n && l->year.n && l->state.n)
        return false;
    return l->a_year == (l->last > l->first) && (!l->a_year || !l->other.n);
}

static sl_yaml *write_line(sl_arena *a, const sl_yaml *y, const line *l, sl_str year)
{
    sl_yaml *map = sl_short_replace(a, y, SL_YAML_MAP);
    sl_short_add(a, map, "fund", l->fund, y->span);
    sl_short_add(a, map, "amount", l->amount, y->span);
    sl_short_add(a, map, "unit", l->unit, y->span);
    if (year.n)
        sl_short_add(a, map, "year", year, y->span); /* the schema says when it is none */
    sl_str state = !l->state.n && l->year.n ? l->other : l->state;
    if (state.n)
        sl_short_add(a, map, "state", state, y->span);
    if (l->match)
        sl_short_add(a, map, "match", SL_STR("true"), y->span);
    return map;
}

/* One line, or one for each of its years; as it stands where it is no such text. */
static void write_years(sl_arena *a, const sl_yaml *y, sl_yaml *list, sl_yaml **last)
{
    line l;
    if (y->kind != SL_YAML_SCALAR || !read_line(a, y->text, &l)) {
        sl_yaml *copy = SL_NEW(a, sl_yaml);
        *copy = *y;
        copy->next = NULL;
        sl_short_append(list, last, copy);
        return;
    }
    if (!l.a_year) {
        sl_short_append(list, last, write_line(a, y, &l, l.year.n ? l.year : l.other));
        return;
    }
    for (uint32_t year = l.first; year <= l.last; year++)
        sl_short_append(list, last, write_line(a, y, &l, sl_str_format(a, "%u", year)));
}

const sl_yaml *sl_short_lines(sl_arena *a, const sl_yaml *y)
{
    bool any = false;
    if (y->kind == SL_YAML_SCALAR)
        y = sl_short_list(a, y);
    SL_EACH (one, y)
        any = any || one->kind == SL_YAML_SCALAR;
    if (!any)
        return y;
    sl_yaml *list = sl_short_replace(a, y, SL_YAML_LIST), *last = NULL;
    SL_EACH (one, y)
        write_years(a, one, list, &last);
    return list;
}
