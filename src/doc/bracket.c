/* […]{lang=fr} and […]{shows=limits}: words in brackets, and what the braces behind them say. */
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

/* Whether s is a name as the framework gives them: small letters, digits and hyphens. */
static bool is_name(sl_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        bool letter = s.p[i] >= 'a' && s.p[i] <= 'z';
        if (!letter && (i == 0 || (s.p[i] != '-' && (s.p[i] < '0' || s.p[i] > '9'))))
            return false;
    }
    return s.n > 0;
}

/* What the braces may say, and what a wrong value is told. */
static const struct attribute {
    const char *key;
    bool (*is_value)(sl_str s);
    const char *fault, *help;
} attributes[] = {
    {"{lang=", is_language, "this is no tag of a language",
     "write [pays de Galles]{lang=fr} or {lang=cy-GB}"},
    {"{shows=", is_name, "this is no name of what a sentence shows",
     "write [The figures are old.]{shows=limits}, with a name of the framework's scores"},
};

/* Whether braces behind the closing bracket at `close` say something that is read; the span is
 * told, `length` is that of the whole closing mark. */
static bool read_braces(sl_parse *p, const sl_node *node, size_t close, sl_node *span,
                        size_t *length)
{
    sl_str rest = sl_str_slice(node->text, close + 1, node->text.n);
    for (size_t i = 0; i < SL_COUNT(attributes); i++) {
        const struct attribute *a = &attributes[i];
        size_t key = strlen(a->key);
        size_t end = sl_str_starts(rest, a->key) ? sl_str_find_char(rest, '}', 0) : SIZE_MAX;
        if (end == SIZE_MAX)
            continue;
        sl_str value = sl_str_slice(rest, key, end);
        *length = 1 + end + 1;
        if (a->is_value(value)) {
            *(a->is_value == is_language ? &span->lang : &span->target) = value;
            return true;
        }
        sl_finding *f = sl_diag_add(p->diags, SL_E0114,
                                    sl_cut_part_of(node->span, node->text, close + 1, close + 2),
                                    "%s", a->fault);
        sl_diag_help(p->diags, f, "%s", a->help);
        return false;
    }
    return false;
}

static bool has_braces(sl_str text)
{
    if (sl_str_find_char(text, '{', 0) == SIZE_MAX)
        return false;
    for (size_t i = 0; i < SL_COUNT(attributes); i++)
        if (sl_str_find(text, sl_str_from(attributes[i].key), 0) != SIZE_MAX)
            return true;
    return false;
}

typedef struct opening {
    sl_node *node;
    size_t at;
} opening;

/* One pass, with the brackets that are open: of more than a page has, the outermost are forgotten.
 */
void sl_bracket_resolve(sl_parse *p, sl_node *parent)
{
    enum { MOST = 32 };
    opening open[MOST];
    size_t depth = 0;
    sl_node *n = parent->first;
    while (n && !(n->kind == SL_NODE_TEXT && has_braces(n->text)))
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
            sl_node told = {0};
            if (!read_braces(p, n, i, &told, &length))
                continue;
            sl_node *span = sl_node_new(
                p->arena, SL_NODE_SPAN,
                sl_cut_part_of(from.node->span, from.node->text, from.at, from.node->text.n));
            span->lang = told.lang;
            span->target = told.target;
            sl_cut_wrap(p, from.node, from.at, n, i, 1, length, span, span);
            n = span;
            break;
        }
    }
}
