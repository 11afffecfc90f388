#include "style/length.h"

bool sl_u_parse(sl_str s, sl_u em, sl_u *out)
{
    /* Each unit in 1/1024 pt, times 10,000. */
    static const struct {
        const char *name;
        int64_t factor;
    } units[] = {
        {"pt", 10240000}, {"mm", 29026772}, {"cm", 290267717}, {"in", 737280000}, {"em", 0}};
    sl_dec d;
    if (sl_str_equal_z(s, "0")) {
        *out = 0;
        return true;
    }
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (!sl_str_ends(s, units[i].name) || !sl_dec_parse(sl_str_slice(s, 0, s.n - 2), &d))
            continue;
        d = sl_dec_scale(d, 4);
        if (d.mantissa > 100000000 || d.mantissa < -100000000)
            return false;
        int64_t factor = units[i].factor ? units[i].factor : (int64_t)em * 10000;
        int64_t v =
            d.mantissa * (factor / 10000) / 10000 + d.mantissa * (factor % 10000) / 100000000;
        if (v > SL_U_MAX || v < -SL_U_MAX)
            return false;
        *out = (sl_u)v;
        return true;
    }
    return false;
}

int64_t sl_u_thousandths(sl_u v)
{
    return ((int64_t)v * 1000 + (v >= 0 ? 512 : -512)) / 1024;
}

void sl_buf_push_u(sl_buf *b, sl_u v)
{
    sl_buf_push_fixed(b, sl_u_thousandths(v), 3);
}
