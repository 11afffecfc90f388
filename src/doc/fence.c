#include "doc/fence.h"

bool sl_fence_holds(sl_fence *f, sl_str line)
{
    size_t indent = 0;
    while (indent < line.n && line.p[indent] == ' ')
        indent++;
    size_t width = 0;
    char mark = indent < line.n ? line.p[indent] : '\0';
    if (mark == '`' || mark == '~')
        while (indent + width < line.n && line.p[indent + width] == mark)
            width++;
    sl_str rest = sl_str_trim(sl_str_slice(line, indent + width, line.n));
    if (f->width) {
        if (mark == f->mark && width >= f->width && rest.n == 0 && indent < 4)
            f->width = 0;
        return true;
    }
    if (width < 3 || indent > 3 || (mark == '`' && sl_str_find_char(rest, '`', 0) != SIZE_MAX))
        return false;
    *f = (sl_fence){mark, width};
    return true;
}

bool sl_fence_holds_within(sl_fence *f, sl_str line)
{
    size_t i = 0;
    for (bool more = true; more;) {
        while (i < line.n && (line.p[i] == ' ' || line.p[i] == '>' || line.p[i] == '\t'))
            i++;
        size_t digits = i;
        while (digits < line.n && line.p[digits] >= '0' && line.p[digits] <= '9')
            digits++;
        size_t sign = digits > i ? 2 : 1;
        bool list = !f->width && digits + 1 < line.n && line.p[digits + 1] == ' ' &&
                    (sign == 2 ? line.p[digits] == '.' || line.p[digits] == ')'
                               : line.p[i] == '-' || line.p[i] == '*' || line.p[i] == '+');
        more = list;
        i = list ? digits + 2 : i;
    }
    return sl_fence_holds(f, sl_str_slice(line, i, line.n));
}
