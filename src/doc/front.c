#include "doc/front.h"

/* True when the line at `at` is --- and nothing more; *next is the line after it. */
static bool is_fence(sl_str s, size_t at, size_t *next)
{
    size_t end = sl_str_find_char(s, '\n', at);
    *next = end == SIZE_MAX ? s.n : end + 1;
    sl_str line = sl_str_slice(s, at, end == SIZE_MAX ? s.n : end);
    return sl_str_starts(line, "---") && sl_str_trim(line).n == 3;
}

bool sl_front_parse(sl_diags *d, uint32_t file, sl_front *out)
{
    sl_str s = sl_sources_lookup(d->sources, file)->bytes;
    *out = (sl_front){0};
    size_t at = sl_str_starts(s, "\xEF\xBB\xBF") ? 3 : 0, next;
    out->body = (uint32_t)at;
    if (at >= s.n || !is_fence(s, at, &next))
        return true;
    out->yaml_begin = (uint32_t)next;
    for (at = next; at < s.n; at = next) {
        if (!is_fence(s, at, &next))
            continue;
        out->present = true;
        out->yaml_end = (uint32_t)at;
        out->body = (uint32_t)next;
        return true;
    }
    sl_finding *f =
        sl_diag_add(d, SL_E0121, (sl_span){file, 0, 3}, "the front matter is not closed");
    sl_diag_help(d, f, "put a line --- after its last key");
    return false;
}
