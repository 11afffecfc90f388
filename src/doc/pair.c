/* Marks in pairs, as Pandoc and GitHub read them, and web addresses as they stand. */
#include "base/assert.h"
#include "doc/cut.h"
#include "doc/pair.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* Where the ~ or ^ at `open` closes: in the same text, without a space or a bracket between. */
static size_t find_script(sl_str s, size_t open)
{
    for (size_t i = open + 1; i < s.n; i++) {
        if (s.p[i] == s.p[open])
            return i > open + 1 && !(i + 1 < s.n && s.p[i + 1] == s.p[i]) ? i : SIZE_MAX;
        if (is_blank(s.p[i]) || strchr("[]~^/", s.p[i]))
            return SIZE_MAX;
    }
    return SIZE_MAX;
}

/* Whether the first of three ~ at `at` closes small letters that begin behind `from`: ~~a~b~~~. */
static bool closes_script(sl_str s, size_t from, size_t at)
{
    if (at + 2 >= s.n || s.p[at + 2] != '~' || (at + 3 < s.n && s.p[at + 3] == '~'))
        return false;
    size_t open = at;
    while (open > from && s.p[open - 1] != '~')
        open--;
    return open > from && (open < from + 2 || s.p[open - 2] != '~') &&
           find_script(sl_str_slice(s, 0, at + 1), open - 1) == at;
}

/* Where the ~~ opened before `from` in node closes, behind something that is no space; *at. */
static sl_node *find_struck(sl_node *node, size_t from, size_t *at)
{
    for (; node; node = node->next, from = 0) {
        if (node->kind != SL_NODE_TEXT)
            continue;
        for (size_t i = from; (i = sl_str_find(node->text, SL_STR("~~"), i)) != SIZE_MAX; i++)
            if (i > 0 ? !is_blank(node->text.p[i - 1]) : node->prev != NULL) {
                *at = i + closes_script(node->text, from, i);
                return node;
            }
    }
    return NULL;
}

static sl_node *new_span(sl_parse *p, const sl_node *at, size_t open, const char *role)
{
    sl_node *span =
        sl_node_new(p->arena, SL_NODE_SPAN, sl_cut_part_of(at->span, at->text, open, at->text.n));
    span->role = sl_str_from(role);
    return span;
}

/* The span that begins at `open` in n, when one does. */
static sl_node *take_pair(sl_parse *p, sl_node *n, size_t open)
{
    sl_str s = n->text;
    bool two = s.p[open] == '~' && open + 1 < s.n && s.p[open + 1] == '~';
    size_t close = SIZE_MAX;
    sl_node *last = n, *span;
    if (two) {
        bool small = open + 2 < s.n && s.p[open + 2] == '~' && find_script(s, open + 2) != SIZE_MAX;
        bool opens = open + 2 < s.n ? small || (!is_blank(s.p[open + 2]) && s.p[open + 2] != '~')
                                    : n->next != NULL;
        last = opens ? find_struck(n, open + 2, &close) : NULL;
        if (!last || (last == n && close < open + 3))
            return NULL;
        span = new_span(p, n, open, "struck");
        sl_cut_wrap(p, n, open, last, close, 2, 2, span, span);
        return span;
    }
    close = find_script(s, open);
    if (close == SIZE_MAX)
        return NULL;
    span = new_span(p, n, open, s.p[open] == '~' ? "sub" : "sup");
    sl_cut_wrap(p, n, open, n, close, 1, 1, span, span);
    return span;
}

void sl_pair_resolve(sl_parse *p, sl_node *parent)
{
    for (sl_node *n = parent->first; n; n = n->next) {
        if (n->kind != SL_NODE_TEXT)
            continue;
        for (size_t i = 0; i < n->text.n; i++) {
            char c = n->text.p[i];
            if (c != '~' && c != '^')
                continue;
            sl_node *span = take_pair(p, n, i);
            if (span) {
                n = span;
                break;
            }
            while (i + 1 < n->text.n && n->text.p[i + 1] == c)
                i++;
        }
    }
}

/* --- web addresses --- */

/* Bytes of the address at `at` (GFM 6.9): up to a space or <, without the stops that end the
 * sentence and a bracket that nothing in it opens. */
static size_t address_length(sl_str s, size_t at, size_t scheme)
{
    size_t end = at + scheme;
    while (end < s.n && !is_blank(s.p[end]) && !strchr("<>\"", s.p[end]) &&
           (unsigned char)s.p[end] < 0x80)
        end++;
    for (bool more = true; more && end > at + scheme;) {
        char last = s.p[end - 1];
        int depth = 0;
        for (size_t i = at; i < end; i++)
            depth += (s.p[i] == '(') - (s.p[i] == ')');
        more =
            strchr("?!.,:;*_~'|", last) || (last == ')' && depth < 0) || last == ']' || last == '}';
        end -= more;
    }
    size_t dot = sl_str_find_char(sl_str_slice(s, 0, end), '.', at + scheme);
    return dot != SIZE_MAX && dot > at + scheme && dot + 1 < end ? end - at : 0;
}

/* The next address at or behind `from`: its place, with its length; SIZE_MAX. */
static size_t find_address(sl_str s, size_t from, size_t *length)
{
    for (size_t i = from; (i = sl_str_find(s, SL_STR("://"), i)) != SIZE_MAX; i++) {
        size_t n = i >= 5 && memcmp(s.p + i - 5, "https", 5) == 0  ? 5
                   : i >= 4 && memcmp(s.p + i - 4, "http", 4) == 0 ? 4
                                                                   : 0;
        size_t at = i - n;
        char before = at > from ? s.p[at - 1] : ' ';
        bool alone = !((before | 32) >= 'a' && (before | 32) <= 'z');
        *length = n && at >= from && alone ? address_length(s, at, n + 3) : 0;
        if (*length)
            return at;
    }
    return SIZE_MAX;
}

void sl_pair_resolve_addresses(sl_parse *p, sl_node *text)
{
    size_t at, length;
    while ((at = find_address(text->text, 0, &length)) != SIZE_MAX) {
        sl_node *rest = sl_cut_text(p, text, at + length);
        sl_node *address = sl_cut_text(p, text, at);
        sl_node *link = sl_node_new(p->arena, SL_NODE_LINK, address->span);
        link->target = address->text;
        link->role = SL_STR("bare");
        sl_node_insert_before(address, link);
        sl_node_unlink(address);
        sl_node_append(link, address);
        text = rest;
    }
}
