#include "edit/locate.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool keeps_ends(sl_str text, const sl_yaml *y)
{
    for (size_t i = y->span.begin + 1u; i < y->span.end && i < y->span.begin + 3u; i++)
        if (text.p[i] == '+')
            return true;
    return false;
}

sl_scalar_style sl_locate_style(sl_str text, const sl_yaml *y)
{
    if (y->kind != SL_YAML_SCALAR || y->span.begin >= y->span.end)
        return SL_SCALAR_PLAIN;
    switch (text.p[y->span.begin]) {
    case '\'':
        return SL_SCALAR_SINGLE;
    case '"':
        return SL_SCALAR_DOUBLE;
    case '|':
        return SL_SCALAR_LITERAL;
    case '>':
        return SL_SCALAR_FOLDED;
    default:
        return SL_SCALAR_PLAIN;
    }
}

static const sl_yaml *last_of(sl_str text, const sl_yaml *y)
{
    while (y->kind != SL_YAML_SCALAR && y->count && !sl_locate_is_flow(text, y))
        y = sl_locate_before(y, NULL);
    return y;
}

size_t sl_locate_content_end(sl_str text, const sl_yaml *y)
{
    const sl_yaml *last = last_of(text, y);
    size_t end = last->span.end;
    while (end > last->span.begin && is_blank(text.p[end - 1]))
        end--;
    return end;
}

size_t sl_locate_end(sl_str text, const sl_yaml *y)
{
    const sl_yaml *last = last_of(text, y);
    bool keeps = sl_locate_style(text, last) >= SL_SCALAR_LITERAL && keeps_ends(text, last);
    return keeps ? last->span.end : sl_locate_content_end(text, last);
}

bool sl_locate_is_flow(sl_str text, const sl_yaml *y)
{
    return y->span.begin < y->span.end && strchr("[{", text.p[y->span.begin]);
}

size_t sl_locate_skip(sl_str text, size_t at)
{
    while (at < text.n && (is_blank(text.p[at]) || text.p[at] == '#')) {
        if (text.p[at] == '#')
            while (at < text.n && text.p[at] != '\n')
                at++;
        else
            at++;
    }
    return at;
}

bool sl_locate_is_blank(sl_str text, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++)
        if (!is_blank(text.p[i]))
            return false;
    return true;
}

size_t sl_locate_line(sl_str text, size_t at)
{
    while (at > 0 && text.p[at - 1] != '\n')
        at--;
    return at;
}

size_t sl_locate_next_line(sl_str text, size_t at)
{
    if (at > 0 && at <= text.n && text.p[at - 1] == '\n')
        return at;
    size_t end = sl_str_find_char(text, '\n', at);
    return end == SIZE_MAX ? text.n : end + 1;
}

size_t sl_locate_column(sl_str text, size_t at)
{
    size_t line = sl_locate_line(text, at);
    return at - (line == 0 && sl_str_starts(text, "\xEF\xBB\xBF") ? 3 : line);
}

bool sl_locate_is_first(sl_str text, size_t at)
{
    size_t line = sl_locate_line(text, at);
    if (line == 0 && sl_str_starts(text, "\xEF\xBB\xBF"))
        line = 3;
    return at >= line && sl_locate_is_blank(text, line, at);
}

const sl_yaml *sl_locate_before(const sl_yaml *collection, const sl_yaml *child)
{
    const sl_yaml *last = NULL;
    SL_EACH (one, collection) {
        if (one == child)
            return last;
        last = one;
    }
    return last;
}

size_t sl_locate_child(sl_str text, const sl_yaml *collection, const sl_yaml *child)
{
    if (collection->kind == SL_YAML_MAP)
        return child->key_span.begin;
    const sl_yaml *before = sl_locate_before(collection, child);
    size_t at = before ? sl_locate_skip(text, sl_locate_end(text, before)) : collection->span.begin;
    return at < text.n && text.p[at] == '-' ? at : SIZE_MAX;
}
