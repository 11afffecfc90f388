#include "base/str.h"

#include <stdio.h>

#include "base/assert.h"

sl_str sl_str_copy(sl_arena *a, sl_str s)
{
    return (sl_str){sl_arena_copy(a, s.p, s.n), s.n};
}

sl_str sl_str_format(sl_arena *a, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    sl_str s = sl_str_format_args(a, format, args);
    va_end(args);
    return s;
}

sl_str sl_str_format_args(sl_arena *a, const char *format, va_list args)
{
    SL_CHECK(format != NULL);
    va_list again;
    va_copy(again, args);
    char brief[256]; /* what fits here is formatted once */
    int n = vsnprintf(brief, sizeof brief, format, args);
    SL_CHECK(n >= 0);
    char *p = sl_arena_alloc(a, (size_t)n + 1);
    if ((size_t)n < sizeof brief)
        memcpy(p, brief, (size_t)n);
    else
        vsnprintf(p, (size_t)n + 1, format, again);
    va_end(again);
    return (sl_str){p, (size_t)n};
}

int sl_str_compare(sl_str a, sl_str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    if (c)
        return c;
    return a.n < b.n ? -1 : a.n > b.n;
}

int sl_str_by_bytes(const void *a, const void *b)
{
    return sl_str_compare(*(const sl_str *)a, *(const sl_str *)b);
}

size_t sl_str_find(sl_str s, sl_str needle, size_t from)
{
    enum { MOST_TRIES = 64 };
    if (needle.n == 0 || !s.p)
        return SIZE_MAX;
    /* memmem prepares a table for each search. Most texts do not hold the first byte at all, and
     * in most of the others the needle stands where they first do. */
    size_t first = sl_str_find_char(s, needle.p[0], from);
    if (first == SIZE_MAX || s.n - first < needle.n)
        return SIZE_MAX;
    /* A needle of two bytes is looked for by its first, while that is rare. */
    for (int tries = 0; tries < MOST_TRIES; tries++) {
        if (memcmp(s.p + first, needle.p, needle.n) == 0)
            return first;
        if (needle.n > 2)
            break;
        first = sl_str_find_char(s, needle.p[0], first + 1);
        if (first == SIZE_MAX || s.n - first < needle.n)
            return SIZE_MAX;
    }
    const char *hit = memmem(s.p + first, s.n - first, needle.p, needle.n);
    return hit ? (size_t)(hit - s.p) : SIZE_MAX;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

sl_str sl_str_trim(sl_str s)
{
    while (s.n && is_space(s.p[0]))
        s.p++, s.n--;
    while (s.n && is_space(s.p[s.n - 1]))
        s.n--;
    return s;
}

sl_str sl_str_lower(sl_arena *a, sl_str s)
{
    char *p = sl_arena_copy(a, s.p, s.n);
    for (size_t i = 0; i < s.n; i++)
        p[i] = sl_lower(p[i]);
    return (sl_str){p, s.n};
}

sl_str sl_str_capital(sl_arena *a, sl_str s)
{
    char *p = sl_arena_copy(a, s.p, s.n);
    if (s.n && p[0] >= 'a' && p[0] <= 'z')
        p[0] = (char)(p[0] - 'a' + 'A');
    return (sl_str){p, s.n};
}

const char *sl_str_line_end(sl_str s)
{
    size_t at = sl_str_find_char(s, '\n', 0);
    return at != SIZE_MAX && at > 0 && s.p[at - 1] == '\r' ? "\r\n" : "\n";
}

bool sl_str_split(sl_str *rest, char sep, sl_str *part)
{
    if (!rest->p)
        return false;
    size_t at = sl_str_find_char(*rest, sep, 0);
    if (at == SIZE_MAX) {
        *part = *rest;
        *rest = SL_STR_NONE;
    } else {
        *part = (sl_str){rest->p, at};
        *rest = (sl_str){rest->p + at + 1, rest->n - at - 1};
    }
    return true;
}

uint64_t sl_str_hash(sl_str s)
{
    /* FNV-1a, finished by a multiply-shift so that low bits serve as a table index. */
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
    h ^= h >> 32;
    return h * 0x9E3779B97F4A7C15u >> 8;
}

/* Optimal string alignment distance between short strings, case ignored; > limit ends early. */
static size_t distance(sl_str a, sl_str b, size_t limit)
{
    enum { LONGEST = 64 };
    if (a.n > LONGEST || b.n > LONGEST || a.n > b.n + limit || b.n > a.n + limit)
        return limit + 1;
    size_t rows[3][LONGEST + 1];
    size_t *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t j = 0; j <= b.n; j++)
        last[j] = j;
    for (size_t i = 1; i <= a.n; i++) {
        now[0] = i;
        size_t least = i;
        for (size_t j = 1; j <= b.n; j++) {
            char x = sl_lower(a.p[i - 1]), y = sl_lower(b.p[j - 1]);
            size_t d = last[j - 1] + (x != y);
            if (last[j] + 1 < d)
                d = last[j] + 1;
            if (now[j - 1] + 1 < d)
                d = now[j - 1] + 1;
            if (i > 1 && j > 1 && x == sl_lower(b.p[j - 2]) && sl_lower(a.p[i - 2]) == y &&
                before[j - 2] + 1 < d)
                d = before[j - 2] + 1;
            now[j] = d;
            if (d < least)
                least = d;
        }
        if (least > limit)
            return limit + 1;
        size_t *spare = before;
        before = last, last = now, now = spare;
    }
    return last[b.n];
}

const sl_str *sl_str_nearest(sl_str s, const sl_str *candidates, size_t n)
{
    size_t limit = s.n / 3;
    if (limit < 1)
        limit = 1;
    if (limit > 3)
        limit = 3;
    const sl_str *best = NULL;
    size_t best_distance = limit + 1;
    for (size_t i = 0; i < n; i++) {
        size_t d = distance(s, candidates[i], limit);
        if (d < best_distance)
            best_distance = d, best = &candidates[i];
    }
    return best;
}

/* Length of the valid sequence at p (1 to 4), or 0. */
static size_t sequence(const unsigned char *p, size_t n, uint32_t *c)
{
    if (p[0] < 0x80) {
        *c = p[0];
        return 1;
    }
    size_t len = p[0] >= 0xF0 ? 4 : p[0] >= 0xE0 ? 3 : 2;
    if (p[0] < 0xC2 || p[0] > 0xF4 || len > n)
        return 0;
    uint32_t v = p[0] & (0x7Fu >> len);
    for (size_t i = 1; i < len; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return 0;
        v = v << 6 | (p[i] & 0x3Fu);
    }
    if ((len == 3 && v < 0x800) || (len == 4 && v < 0x10000) || v > 0x10FFFF ||
        (v >= 0xD800 && v <= 0xDFFF))
        return 0;
    *c = v;
    return len;
}

uint32_t sl_utf8_next_wide(sl_str s, size_t *at)
{
    SL_CHECK(*at < s.n);
    uint32_t c = 0xFFFD;
    size_t len = sequence((const unsigned char *)s.p + *at, s.n - *at, &c);
    *at += len ? len : 1;
    return len ? c : 0xFFFD;
}

size_t sl_utf8_count_ascii(sl_str s)
{
    size_t i = 0;
    for (uint64_t eight; s.n - i >= sizeof eight; i += sizeof eight) {
        memcpy(&eight, s.p + i, sizeof eight);
        if (eight & 0x8080808080808080u)
            break;
    }
    while (i < s.n && (unsigned char)s.p[i] < 0x80)
        i++;
    return i;
}

size_t sl_utf8_find_invalid(sl_str s)
{
    uint32_t c;
    for (size_t i = sl_utf8_count_ascii(s); i < s.n;) {
        if ((unsigned char)s.p[i] < 0x80) {
            i += sl_utf8_count_ascii(sl_str_slice(s, i, s.n));
            continue;
        }
        size_t len = sequence((const unsigned char *)s.p + i, s.n - i, &c);
        if (!len)
            return i;
        i += len;
    }
    return SIZE_MAX;
}

size_t sl_utf8_count(sl_str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return n;
}

size_t sl_utf8_encode(uint32_t c, char out[4])
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t len = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = len - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (c & 0x3F));
        c >>= 6;
    }
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    out[0] = (char)(lead[len] | c);
    return len;
}

bool sl_str_equal_fold_z(sl_str a, const char *z)
{
    size_t i = 0;
    for (; i < a.n && z[i]; i++)
        if ((a.p[i] >= 'A' && a.p[i] <= 'Z' ? a.p[i] - 'A' + 'a' : a.p[i]) != z[i])
            return false;
    return i == a.n && !z[i];
}
