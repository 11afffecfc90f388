/* References that are nearly one. */
#include "check/near_mark.h"
#include "load/names.h"

/* Bytes of the name at `at`: letters, digits, - and _. */
static size_t name_length(sl_str s, size_t at)
{
    size_t n = 0;
    while (at + n < s.n && (sl_near_is_word(s.p[at + n]) || strchr("-_#", s.p[at + n])) &&
           (unsigned char)s.p[at + n] < 0x80)
        n++;
    while (n && strchr("-_#", s.p[at + n - 1]))
        n--;
    return n;
}

static bool is_known(const sl_near *c, sl_str name)
{
    if (sl_strategy_lookup_item(c->s, name) || sl_strategy_lookup_evidence(c->s, name) ||
        sl_map_lookup(&c->s->gap_ids, name) || sl_map_lookup(&c->s->hidden, name) ||
        sl_names_has(c->s, name))
        return true;
    size_t dash = sl_str_find_char(name, '-', 0);
    return dash != SIZE_MAX && dash + 1 < name.n &&
           sl_map_lookup(&c->prefixes, sl_str_slice(name, 0, dash));
}

static bool is_figure_name(sl_str name)
{
    static const char *const kinds[] = {"fig-", "tab-", "tbl-", "sec-", "fig:", "tab:", "annex-"};
    for (size_t i = 0; i < SL_COUNT(kinds); i++)
        if (sl_str_starts(name, kinds[i]) && name.n > strlen(kinds[i]))
            return true;
    return false;
}

/* Where an ID stands among words, as in "see EV-01"; 0: nowhere else than at the beginning. */
static size_t find_id(const sl_near *c, sl_str s)
{
    for (size_t at = 0; at < s.n; at++) {
        if (!sl_is_upper(s.p[at]) || (at && (sl_near_is_word(s.p[at - 1]) || s.p[at - 1] == '-')))
            continue;
        sl_str name = sl_str_slice(s, at, at + name_length(s, at));
        if (sl_strategy_lookup_evidence(c->s, name) || sl_strategy_lookup_item(c->s, name))
            return at;
    }
    return 0;
}

/* "[EV-01]", "[EV-01, table 2]", "[ @EV-01 ]", "[see @EV-01]", "[@EV-01" is said by the parser. */
size_t sl_near_check_bracket(sl_near *c, const sl_node *n, size_t open)
{
    sl_str s = n->text;
    size_t close = sl_near_find_close(s, ']', open);
    if (close == SIZE_MAX)
        return open;
    sl_str inner = sl_str_slice(s, open + 1, close), trimmed = sl_str_trim(inner);
    if (!trimmed.n)
        return open;
    size_t at = sl_str_find_char(trimmed, '@', 0), sign = trimmed.p[0] == '=' ? 1 : 0;
    size_t from = at != SIZE_MAX ? at + 1 : sign;
    if (at == SIZE_MAX && !sign)
        from = find_id(c, trimmed);
    sl_str name = sl_str_slice(trimmed, from, from + name_length(trimmed, from));
    bool whole = from + name.n == trimmed.n || strchr(",; .", trimmed.p[from + name.n]);
    bool free = at == SIZE_MAX || at == 0 || !sl_near_is_word(trimmed.p[at - 1]) ||
                (at > 1 && memcmp(trimmed.p + at - 2, "\u00A0", 2) == 0);
    if (!whole || !free || !name.n ||
        (!is_known(c, name) && !(at != SIZE_MAX && is_figure_name(name))))
        return open;
    sl_finding *f = sl_diag_add(c->s->diags, SL_E0132, sl_near_part(n, open, close + 1),
                                "'%.*s' is no citation: it would be printed as it is",
                                (int)(close + 1 - open), s.p + open);
    sl_diag_help(
        c->s->diags, f,
        "write [@%.*s], with words before or behind the brackets; a backslash before [ shows "
        "it as it is",
        SL_FMT(name));
    return close;
}

/* "@EV-01", "@fig-output" without brackets. */
void sl_near_check_at(sl_near *c, const sl_node *n, size_t at)
{
    sl_str s = n->text;
    if (at && (sl_near_is_word(s.p[at - 1]) || strchr("[!.-_", s.p[at - 1])))
        return;
    sl_str name = sl_str_slice(s, at + 1, at + 1 + name_length(s, at + 1));
    if (!name.n || (!is_known(c, name) && !is_figure_name(name)))
        return;
    sl_finding *f = sl_diag_add(c->s->diags, SL_E0132, sl_near_part(n, at, at + 1 + name.n),
                                "'@%.*s' stands in no brackets", SL_FMT(name));
    sl_diag_help(c->s->diags, f, "write [@%.*s]", SL_FMT(name));
}

void sl_near_check_equals(sl_near *c, const sl_node *n, size_t at)
{
    sl_str s = n->text, name = sl_str_slice(s, at + 1, at + 1 + name_length(s, at + 1));
    if ((at && s.p[at - 1] == '[') || sl_str_find_char(name, '-', 0) == SIZE_MAX ||
        !is_known(c, name))
        return;
    sl_finding *f = sl_diag_add(c->s->diags, SL_E0132, sl_near_part(n, at, at + 1 + name.n),
                                "'=%.*s' stands in no brackets", SL_FMT(name));
    sl_diag_help(c->s->diags, f, "write [=%.*s], which prints the figure", SL_FMT(name));
}

/* "(EV-01)", "(EV-01, EV-02)": as other programs cite. */
size_t sl_near_check_round(sl_near *c, const sl_node *n, size_t open)
{
    sl_str s = n->text;
    size_t close = sl_near_find_close(s, ')', open), end = open + 1 + name_length(s, open + 1);
    sl_str name = sl_str_slice(s, open + 1, end);
    if (close == SIZE_MAX || !strchr(",;)", s.p[end]) || !sl_strategy_lookup_evidence(c->s, name))
        return open;
    sl_finding *f = sl_diag_add(c->s->diags, SL_E0132, sl_near_part(n, open, close + 1),
                                "'%.*s' is no citation: it would be printed as it is",
                                (int)(close + 1 - open), s.p + open);
    sl_diag_help(c->s->diags, f, "write [@%.*s]; a backslash before ( shows it as it is",
                 SL_FMT(name));
    return close;
}

void sl_near_check_place(sl_near *c, const sl_node *cite)
{
    sl_str place = sl_str_trim(cite->text);
    size_t at = place.n && strchr("@=!", place.p[0]) ? 1 : 0;
    sl_str name = sl_str_slice(place, at, at + name_length(place, at));
    if (!name.n ||
        (!sl_strategy_lookup_evidence(c->s, name) && !sl_strategy_lookup_item(c->s, name)))
        return;
    sl_finding *f =
        sl_diag_add(c->s->diags, SL_E0132, cite->span, "'%.*s' is an ID, and no place in %.*s",
                    SL_FMT(name), SL_FMT(cite->id));
    sl_diag_help(c->s->diags, f, "write [@%.*s; @%.*s], with a semicolon", SL_FMT(cite->id),
                 SL_FMT(name));
}
