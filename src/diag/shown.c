#include "diag/shown.h"

#include "base/buf.h"

bool sl_shown_is_refused(uint32_t c)
{
    return (c >= 0x80 && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0x061C;
}

static bool is_plain(sl_str text)
{
    for (size_t i = 0; i < text.n; i++)
        if ((unsigned char)text.p[i] < ' ' || (unsigned char)text.p[i] >= 0x7F)
            return false;
    return true;
}

sl_str sl_shown(sl_arena *a, sl_str text)
{
    if (is_plain(text))
        return text;
    sl_buf b;
    sl_buf_init(&b);
    for (size_t at = 0; at < text.n;) {
        size_t from = at;
        uint32_t c = sl_utf8_next(text, &at);
        sl_str part = sl_str_slice(text, from, at);
        if (sl_utf8_find_invalid(part) != SIZE_MAX || (c < ' ' && c != '\t') || c == 0x7F)
            sl_buf_push_format(&b, "\\x%02x", (unsigned char)part.p[0]);
        else if (sl_shown_is_refused(c))
            sl_buf_push_format(&b, "\\u%04x", (unsigned)c);
        else
            sl_buf_push_str(&b, part);
    }
    return sl_buf_take(&b, a);
}
