#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/assert.h"
#include "base/mem.h"

enum { FORMATTED = 64 }; /* bytes that a format is given room for at first */

void sl_buf_init(sl_buf *b)
{
    *b = (sl_buf){0};
}

void sl_buf_done(sl_buf *b)
{
    sl_mem_free(b->p);
    *b = (sl_buf){0};
}

char *sl_buf_reserve(sl_buf *b, size_t n)
{
    SL_CHECK(n < SIZE_MAX / 4);
    if (b->cap - b->n < n + 1 || !b->p) {
        size_t cap = b->cap ? b->cap + b->cap / 2 : 256;
        if (cap < b->n + n + 1)
            cap = b->n + n + 1;
        b->p = sl_mem_resize(b->p, cap);
        b->cap = cap;
    }
    return b->p + b->n;
}

void sl_buf_push_int(sl_buf *b, int64_t v)
{
    char digits[24];
    size_t at = sizeof digits;
    uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    do {
        digits[--at] = (char)('0' + u % 10);
        u /= 10;
    } while (u);
    if (v < 0)
        digits[--at] = '-';
    sl_buf_push(b, digits + at, sizeof digits - at);
}

void sl_buf_push_fixed(sl_buf *b, int64_t v, unsigned places)
{
    char digits[48];
    size_t at = sizeof digits;
    uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    bool started = false;
    for (unsigned i = 0; i < places; i++) {
        unsigned d = (unsigned)(u % 10);
        u /= 10;
        if (d || started) {
            digits[--at] = (char)('0' + d);
            started = true;
        }
    }
    if (started)
        digits[--at] = '.';
    bool zero = u == 0 && !started;
    do {
        digits[--at] = (char)('0' + u % 10);
        u /= 10;
    } while (u);
    if (v < 0 && !zero)
        digits[--at] = '-';
    sl_buf_push(b, digits + at, sizeof digits - at);
}

void sl_buf_push_utf8(sl_buf *b, uint32_t c)
{
    char bytes[4];
    sl_buf_push(b, bytes, sl_utf8_encode(c, bytes));
}

void sl_buf_push_format(sl_buf *b, const char *format, ...)
{
    SL_CHECK(format != NULL);
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    /* Most of what is formatted is short: it is written at once, and again only when it was not. */
    char *to = sl_buf_reserve(b, FORMATTED);
    int n = vsnprintf(to, b->cap - b->n, format, args);
    va_end(args);
    SL_CHECK(n >= 0);
    if ((size_t)n >= b->cap - b->n)
        vsnprintf(sl_buf_reserve(b, (size_t)n), (size_t)n + 1, format, again);
    va_end(again);
    b->n += (size_t)n;
}

sl_str sl_buf_str(const sl_buf *b)
{
    return (sl_str){b->p ? b->p : "", b->n};
}

sl_str sl_buf_copy(const sl_buf *b, sl_arena *a)
{
    return sl_str_copy(a, sl_buf_str(b));
}

sl_str sl_buf_take(sl_buf *b, sl_arena *a)
{
    sl_str s = sl_buf_copy(b, a);
    sl_buf_done(b);
    return s;
}

void sl_buf_push_json(sl_buf *b, sl_str s)
{
    sl_buf_push_char(b, '"');
    size_t done = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        sl_buf_push(b, s.p + done, i - done);
        done = i + 1;
        if (c == '\n')
            sl_buf_push_z(b, "\\n");
        else if (c < 0x20)
            sl_buf_push_format(b, "\\u%04x", c);
        else
            sl_buf_push_format(b, "\\%c", c);
    }
    sl_buf_push(b, s.p ? s.p + done : "", s.n - done);
    sl_buf_push_char(b, '"');
}

void sl_buf_push_json_pair(sl_buf *b, const char *key, sl_str value, bool first)
{
    sl_buf_push_format(b, "%s\"%s\": ", first ? "" : ", ", key);
    sl_buf_push_json(b, value);
}

void sl_buf_push_xml(sl_buf *b, sl_str s)
{
    size_t done = 0;
    for (size_t i = 0; i < s.n; i++) {
        const char *ref = NULL;
        switch (s.p[i]) {
        case '&':
            ref = "&amp;";
            break;
        case '<':
            ref = "&lt;";
            break;
        case '>':
            ref = "&gt;";
            break;
        case '"':
            ref = "&quot;";
            break;
        case '\'':
            ref = "&#39;";
            break;
        }
        if (!ref)
            continue;
        sl_buf_push(b, s.p + done, i - done);
        sl_buf_push_z(b, ref);
        done = i + 1;
    }
    sl_buf_push(b, s.p ? s.p + done : "", s.n - done);
}
