/* […]{lang=fr}: words in brackets, and what the braces behind them say. */
#include "doc/bracket.h"

#include "doc/cut.h"

/* Whether a language tag has the form of BCP 47: letters and digits in parts of up to eight. */
static bool is_language(sl_str s)
{
    size_t part = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'),
             digit = c >= '0' && c <= '9';
        part = c == '-' ? 0 : part + 1;
        if ((c == '-' && (i < 2 || i + 1 == s.n || s.p[i - 1] == '-')) || part > 8 ||
            (c != '-' && !letter && !digit))
            return false;
    }
    return s.n >= 2;
}

/* The tag after a closing bracket at `close`, with the length of the whole mark; SL_STR_NONE when
 * none stands there. */
static sl_str language_at(sl_parse *p, const sl_node *node, size_t close, size_t *length)
{
    sl_str rest = sl_str_slice(node->text, close + 1, node->text.n);
    size_t end = sl_str_starts(rest, "{lang=") ? sl_str_find_char(rest, '}', 0) : SIZE_MAX;
    if (end == SIZE_MAX)
        return SL_STR_NONE;
    sl_str lang = sl_str_slice(rest, 6, end);
    *length = 1 + end + 1;
    if (is_language(lang))
        return lang;
    sl_finding *f = sl_diag_add(p->diags, SL_E0114,
                                sl_cut_part_of(node->span, node->text, close + 1, close + 2),
                                "this is no tag of a language");
    sl_diag_help(p->diags, f, "write [pays de Galles]{lang=fr} or {lang=cy-GB}");
    return SL_STR_NONE;
}

typedef struct opening {
    sl_node *node;
    size_t at;
} opening;

/* […]{lang=fr} among the children of parent becomes a SPAN in that language. One pass, with the
 * brackets that are open: of more than a page has, the outermost are forgotten. */
void sl_bracket_resolve(sl_parse *p, sl_node *parent)
{
    enum { MOST = 32 };
    opening open[MOST];
    size_t depth = 0;
    sl_node *n = parent->first;
    while (n && !(n->kind == SL_NODE_TEXT && sl_str_find(n->text, SL_STR("{lang="), 0) != SIZE_MAX))
        n = n->next;
    if (!n)
        return; /* nearly always */
    n = parent->first;
    for (size_t i = 0; n; n = n->next, i = 0) {
        if (n->kind != SL_NODE_TEXT)
            continue;
        for (; i < n->text.n; i++) {
            if (n->text.p[i] == '[') {
                if (depth == MOST)
                    memmove(open, open + 1, --depth * sizeof *open);
                open[depth++] = (opening){n, i};
            }
            if (n->text.p[i] != ']' || !depth)
                continue;
            opening from = open[--depth];
            size_t length = 0;
            sl_str lang = language_at(p, n, i, &length);
            if (!lang.n)
                continue;
            sl_node *span = sl_node_new(
                p->arena, SL_NODE_SPAN,
                sl_cut_part_of(from.node->span, from.node->text, from.at, from.node->text.n));
            span->lang = lang;
            sl_cut_wrap(p, from.node, from.at, n, i, 1, length, span, span);
            n = span;
            break;
        }
    }
}
