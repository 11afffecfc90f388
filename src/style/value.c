#include "style/value.h"

/* A layout is named, never reached by a path. */
bool sl_value_is_name(sl_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '/' || s.p[i] == '\\' || (unsigned char)s.p[i] < ' ')
            return false;
    return s.n && s.p[0] != '.';
}

/* What stands as a custom property of the web page too. */
bool sl_value_is_token(sl_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_", s.p[i]))
            return false;
    return s.n > 0;
}

bool sl_value_parse_color(sl_str s, uint32_t *out)
{
    if (s.n != 7 || s.p[0] != '#')
        return false;
    uint32_t v = 0;
    for (size_t i = 1; i < 7; i++) {
        char c = s.p[i];
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                                                : 16;
        if (digit > 15)
            return false;
        v = v * 16 + digit;
    }
    *out = v;
    return true;
}

/* A CSS length: digits and a unit. It goes into the web page as it stands. */
bool sl_value_is_css_length(sl_str s)
{
    static const char *const units[] = {"ch", "em", "px", "pt", "mm", "cm", "in", "%"};
    sl_dec d;
    for (size_t i = 0; i < SL_COUNT(units); i++)
        if (sl_str_ends(s, units[i])) {
            s.n -= strlen(units[i]);
            if (i == 1 && s.n && s.p[s.n - 1] == 'r')
                s.n--; /* rem */
            return s.n < 9 && sl_dec_parse(s, &d) && d.mantissa > 0;
        }
    return false;
}

/* Contrast (WCAG 2.2, 1.4.3), in integers: relative luminance in 1/1,000,000. */

static int64_t channel(uint32_t v)
{
    /* ((v/255 + 0.055) / 1.055) ^ 2.4, tabled by its 12 segments would be coarse: powers by
     * squaring x^2.4 = x^2 * x^0.4, x^0.4 by Newton's method in 1/1,000,000. */
    int64_t c = (int64_t)v * 1000000 / 255;
    if (c <= 40450)
        return c * 100 / 1292;
    int64_t x = (c + 55000) * 1000 / 1055, r = 1000000;
    for (int i = 0; i < 40; i++) { /* r^5 = x^2 */
        int64_t r4 = r * r / 1000000 * r / 1000000 * r / 1000000;
        int64_t nearer = (4 * r + x * x / 1000000 * 1000000 / (r4 ? r4 : 1)) / 5;
        if (nearer == r)
            break;
        r = nearer;
    }
    return x * x / 1000000 * r / 1000000;
}

static int64_t luminance(uint32_t rgb)
{
    return (2126 * channel(rgb >> 16 & 255) + 7152 * channel(rgb >> 8 & 255) +
            722 * channel(rgb & 255)) /
           10000;
}

int64_t sl_value_contrast(uint32_t a, uint32_t b)
{
    int64_t x = luminance(a) + 50000, y = luminance(b) + 50000;
    return x > y ? x * 100 / y : y * 100 / x;
}
