#include "load/level.h"

/* "95%", "99.9 per cent": more than half, and less than all. */
static bool is_level(sl_str level)
{
    sl_dec n;
    size_t end = 0;
    while (end < level.n && (sl_is_digit(level.p[end]) || level.p[end] == '.'))
        end++;
    sl_str rest = sl_str_trim(sl_str_slice(level, end, level.n));
    return sl_dec_parse(sl_str_slice(level, 0, end), &n) &&
           (sl_str_equal_z(rest, "%") || sl_str_equal_z(rest, "per cent")) &&
           sl_dec_compare(n, (sl_dec){50, 0}) >= 0 && sl_dec_compare(n, (sl_dec){100, 0}) < 0;
}

bool sl_level_check(sl_strategy *s, const sl_yaml *level)
{
    if (!level || is_level(level->text))
        return true;
    sl_finding *f =
        sl_diag_add(s->diags, SL_E0244, level->span, "this says of no interval how sure it is");
    sl_diag_help(s->diags, f, "write level: 95%%");
    return false;
}
