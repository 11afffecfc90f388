/* The signs around a column's figures: those that its cells have, and those that a block says. Two
 * that do not agree would print a share as pounds. */
#include "load/select.h"
#include "model/unit.h"

typedef struct signs {
    sl_strategy *s;
    bool good;
} signs;

static void report(signs *g, sl_span at, const char *what, const char *help)
{
    sl_diag_help(g->s->diags, sl_diag_add(g->s->diags, SL_E0758, at, "%s", what), "%s", help);
    g->good = false;
}

static bool holds(sl_str text, const char *part)
{
    return sl_str_find(text, sl_str_from(part), 0) != SIZE_MAX;
}

/* The currency whose sign or code begins a text; NULL when none does. */
static const sl_currency *currency_of(sl_str text)
{
    sl_str s = sl_str_trim(text);
    for (size_t n = 1; n <= 3 && n <= s.n; n++) {
        const sl_currency *c = sl_currency_ending(sl_str_slice(s, 0, n));
        if (c)
            return c;
    }
    return s.n >= 3 ? sl_currency_lookup(sl_str_slice(s, 0, 3)) : NULL;
}

/* --- what a block says --- */

static size_t letters_at(sl_str s, size_t at)
{
    size_t n = 0;
    while (at + n < s.n && sl_is_letter(s.p[at + n]))
        n++;
    return n;
}

static void check_prefix(signs *g, const sl_yaml *y)
{
    enum { CODE = 3 };
    if (!y || y->kind != SL_YAML_SCALAR)
        return;
    sl_str s = sl_str_trim(y->text);
    const sl_currency *money = currency_of(s);
    size_t sign = money && *money->sign ? strlen(money->sign) : 0;
    if (holds(s, "%"))
        report(g, y->span, "a % before each figure", "write suffix: \"%\"");
    else if (sign && sl_str_starts(s, money->sign) && letters_at(s, sign))
        report(
            g, y->span, "a scale before each figure, as if it were a part of the sign",
            "write the sign under 'prefix', and under 'suffix' what stands behind: \" million\"");
    else if (money && s.n == CODE && y->text.n == CODE && !sl_str_equal_z(s, money->sign))
        report(g, y->span, "the code of a currency that runs into its figure",
               *money->sign ? "write its sign, or a space behind the code, in quotes"
                            : "write a space behind the code, in quotes");
}

static void check_suffix(signs *g, const sl_yaml *y)
{
    enum { WORD = 3 }; /* km, bn and pp may stand at a figure; million may not */
    if (!y || y->kind != SL_YAML_SCALAR || !y->text.n)
        return;
    sl_str s = y->text;
    size_t percent = sl_str_find_char(s, '%', 0);
    if (letters_at(s, 0) >= WORD) {
        sl_finding *f =
            sl_diag_add(g->s->diags, SL_E0758, y->span, "a word that runs into its figure");
        sl_diag_help(g->s->diags, f, "write suffix: \" %.*s\", with a space in the quotes",
                     SL_FMT(s));
        g->good = false;
    } else if (percent != SIZE_MAX && percent + 1 < s.n && !strchr(" ,)", s.p[percent + 1])) {
        report(g, y->span, "a % with something at it that is no word", "write suffix: \"%\"");
    } else if (s.p[0] != ' ' && (unsigned char)s.p[0] != 0xC2 && currency_of(s)) {
        report(g, y->span, "the sign of a currency behind each figure", "write it under 'prefix'");
    } else if (sl_str_starts(s, "\u00A3")) {
        report(g, y->span, "the sign of a currency behind each figure", "write it under 'prefix'");
    }
}

/* Whether the words over an axis say the other of the two, per cent and money. */
static void check_unit(signs *g, const sl_yaml *unit, const sl_select_signs *out)
{
    if (!unit || unit->kind != SL_YAML_SCALAR)
        return;
    sl_str s = sl_str_trim(unit->text);
    bool share = sl_str_starts(s, "per cent") || sl_str_starts(s, "percent") || s.p[0] == '%';
    if (currency_of(s) && holds(out->suffix, "%"))
        report(g, unit->span, "figures in per cent, and a unit of money",
               "put the unit right, or the sign");
    else if (share && currency_of(out->prefix))
        report(g, unit->span, "figures of money, and a unit of per cent",
               "put the unit right, or the sign");
}

/* --- with what the cells have --- */

static bool says_money(const sl_select_signs *out, const char *symbol)
{
    const sl_currency *c = currency_of(out->prefix);
    return holds(out->prefix, symbol) || holds(out->suffix, symbol) ||
           (c && strcmp(c->sign, symbol) == 0);
}

static void add_own(signs *g, const sl_yaml *y, const char *symbol, sl_select_signs *out)
{
    const sl_yaml *prefix = sl_yaml_lookup(y, "prefix"), *suffix = sl_yaml_lookup(y, "suffix");
    bool percent = symbol[0] == '%', said = percent ? suffix != NULL : prefix != NULL;
    const sl_yaml *at = percent ? suffix : prefix;
    if (!said && !percent && holds(out->suffix, symbol))
        return; /* 12 EUR, as some write it */
    if (!said) {
        *(percent ? &out->suffix : &out->prefix) = sl_str_from(symbol);
    } else if (percent ? !holds(out->suffix, "%") : !says_money(out, symbol)) {
        sl_finding *f = sl_diag_add(g->s->diags, SL_E0758, at->span,
                                    "'%.*s' around figures that have %s in the dataset",
                                    SL_FMT(at->text), symbol);
        sl_diag_help(g->s->diags, f, "leave '%.*s' out: the dataset's own sign is printed",
                     SL_FMT(at->key));
        g->good = false;
    }
}

bool sl_select_read_signs(sl_strategy *s, const sl_yaml *y, const char *symbol,
                          sl_select_signs *out)
{
    signs g = {.s = s, .good = true};
    const sl_yaml *prefix = sl_yaml_lookup(y, "prefix"), *suffix = sl_yaml_lookup(y, "suffix");
    *out = (sl_select_signs){sl_yaml_text(y, "prefix"), sl_yaml_text(y, "suffix")};
    check_prefix(&g, prefix);
    check_suffix(&g, suffix);
    if (g.good && symbol)
        add_own(&g, y, symbol, out);
    if (g.good && currency_of(out->prefix) && holds(out->suffix, "%"))
        report(&g, suffix ? suffix->span : prefix->span, "figures of money in per cent",
               "leave one of the two signs out");
    if (g.good)
        check_unit(&g, sl_yaml_lookup(y, "unit"), out);
    return g.good;
}

static bool is_same(const char *one, const char *other)
{
    return one == other || (one && other && strcmp(one, other) == 0);
}

static sl_finding *report_other(sl_strategy *s, const sl_csv *csv, const sl_yaml *y, int column,
                                int first)
{
    const char *sign = csv->typed[column].symbol, *other = csv->typed[first].symbol;
    return sl_diag_add(s->diags, SL_E0758, y->span,
                       "figures with %s beside those of '%.*s' with %s", sign ? sign : "no sign",
                       SL_FMT(csv->columns[first]), other ? other : "none");
}

bool sl_select_column_signs(sl_strategy *s, const sl_csv *csv, const sl_yaml *value,
                            const char **symbol)
{
    bool list = value->kind == SL_YAML_LIST;
    int first = -1;
    for (const sl_yaml *y = list ? value->first : value; y; y = list ? y->next : NULL) {
        int column = sl_select_column(s, csv, y);
        if (column < 0)
            return false;
        first = first < 0 ? column : first;
        if (is_same(csv->typed[column].symbol, csv->typed[first].symbol))
            continue;
        sl_diag_help(s->diags, report_other(s, csv, y, column, first),
                     "one axis has one unit: make two charts of them, or mend the dataset");
        return false;
    }
    *symbol = first < 0 ? NULL : csv->typed[first].symbol;
    return true;
}
