/* The faces that an SVG asks for. Its words are set in the bundled ones on paper, so that one file
 * gives one picture everywhere: a list of others alone is set otherwise than where it was drawn. */
#include "page/svg_face.h"

static bool is_name_end(char c)
{
    return strchr(";}<>", c) != NULL;
}

/* Names that are there: the bundled, and those that stand for any of a kind. */
static bool is_there(sl_arena *a, sl_str name)
{
    static const char *const there[] = {"source serif 4", "source sans 3", "source code pro",
                                        "serif",          "sans-serif",    "monospace",
                                        "sans",           "system-ui",     "ui-sans-serif",
                                        "ui-serif",       "ui-monospace",  "inherit",
                                        "initial",        "unset",         "cursive",
                                        "fantasy",        "math",          "emoji"};
    sl_str lower = sl_str_lower(a, name);
    for (size_t i = 0; i < SL_COUNT(there); i++)
        if (sl_str_equal_z(lower, there[i]))
            return true;
    return sl_str_starts(lower, "var(");
}

static sl_str unquote(sl_str s)
{
    s = sl_str_trim(s);
    if (sl_str_starts(s, "&quot;") || sl_str_starts(s, "&apos;"))
        s = sl_str_slice(s, 6, s.n);
    while (s.n && strchr("'\"", s.p[0]))
        s = sl_str_slice(s, 1, s.n);
    if (sl_str_ends(s, "&quot;") || sl_str_ends(s, "&apos;"))
        s = sl_str_slice(s, 0, s.n - 6);
    while (s.n && strchr("'\"", s.p[s.n - 1]))
        s = sl_str_slice(s, 0, s.n - 1);
    return sl_str_trim(s);
}

static bool all_strange(sl_arena *a, sl_str list)
{
    sl_str rest = list, one;
    bool any = false;
    while (sl_str_split(&rest, ',', &one)) {
        sl_str name = unquote(one);
        if (!name.n)
            continue;
        if (is_there(a, name))
            return false;
        any = true;
    }
    return any;
}

/* The list behind font-family, as an attribute or within a style. */
static sl_str list_at(sl_str bytes, size_t at)
{
    while (at < bytes.n && strchr(" \t\r\n", bytes.p[at]))
        at++;
    if (at >= bytes.n || !strchr("=:", bytes.p[at]))
        return SL_STR_NONE;
    bool attribute = bytes.p[at++] == '=';
    while (at < bytes.n && strchr(" \t\r\n", bytes.p[at]))
        at++;
    size_t end = at;
    if (attribute) {
        char quote = at < bytes.n ? bytes.p[at++] : 0;
        end = quote == '"' || quote == '\'' ? sl_str_find_char(bytes, quote, at) : SIZE_MAX;
        return end == SIZE_MAX ? SL_STR_NONE : sl_str_slice(bytes, at, end);
    }
    /* In a style that is an attribute the quotation mark that ends it is not one of a name's. */
    char other = 0;
    for (; end < bytes.n && (other || bytes.p[end] == '&' || !is_name_end(bytes.p[end])); end++) {
        if (bytes.p[end] == '&') {
            sl_str rest = sl_str_slice(bytes, end, bytes.n);
            if (!sl_str_starts(rest, "&quot;") && !sl_str_starts(rest, "&apos;"))
                break;
            end += sizeof "&quot;" - 2;
            continue;
        }
        if (other ? bytes.p[end] == other : strchr("'\"", bytes.p[end]) != NULL) {
            bool opens = !other && (end == at || strchr(", ", bytes.p[end - 1]));
            if (!other && !opens)
                break;
            other = other ? 0 : bytes.p[end];
        }
    }
    return sl_str_slice(bytes, at, end);
}

sl_str sl_svg_strange_face(sl_arena *a, sl_str bytes)
{
    static const char word[] = "font-family";
    if (sl_str_find(bytes, SL_STR("<text"), 0) == SIZE_MAX)
        return SL_STR_NONE;
    for (size_t at = 0; (at = sl_str_find(bytes, sl_str_from(word), at)) != SIZE_MAX;) {
        bool whole = at && !sl_is_letter(bytes.p[at - 1]) && bytes.p[at - 1] != '-';
        at += sizeof word - 1;
        sl_str list = whole ? list_at(bytes, at) : SL_STR_NONE;
        if (list.n && all_strange(a, list)) {
            sl_str first = list;
            sl_str_split(&list, ',', &first);
            return unquote(first);
        }
    }
    return SL_STR_NONE;
}
