/* str.h: views of bytes.
 *
 * An sl_str does not own its bytes and need not end in NUL. The empty string may have p NULL.
 */
#ifndef SL_BASE_STR_H
#define SL_BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/assert.h"

typedef struct sl_str {
    const char *p;
    size_t n;
} sl_str;

#define SL_STR(literal) ((sl_str){(literal), sizeof(literal) - 1})
#define SL_STR_NONE ((sl_str){NULL, 0})
/* For printf: "%.*s", SL_FMT(s). */
#define SL_FMT(s) (int)(s).n, (s).p ? (s).p : ""

static inline sl_str sl_str_from(const char *z)
{
    return (sl_str){z, z ? strlen(z) : 0};
}

static inline sl_str sl_str_slice(sl_str s, size_t begin, size_t end)
{
    SL_CHECK(begin <= end && end <= s.n);
    return (sl_str){s.p ? s.p + begin : NULL, end - begin};
}

sl_str sl_str_copy(sl_arena *a, sl_str s);
/* Formats into the arena. No %f: lengths and sums are integers (see num.h). */
sl_str sl_str_format(sl_arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
sl_str sl_str_format_args(sl_arena *a, const char *format, va_list args);

/* Most strings that differ do so in their first byte, and memcmp is not called for them. */
static inline bool sl_str_equal(sl_str a, sl_str b)
{
    return a.n == b.n && (a.n == 0 || (a.p[0] == b.p[0] && memcmp(a.p, b.p, a.n) == 0));
}

/* Equal but for the case of ASCII's letters; z has small ones. */
bool sl_str_equal_fold_z(sl_str a, const char *z);
static inline bool sl_str_equal_z(sl_str a, const char *z)
{
    return sl_str_equal(a, sl_str_from(z));
}

/* --- ASCII, whatever the locale --- */

static inline bool sl_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool sl_is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static inline bool sl_is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || sl_is_upper(c);
}

static inline char sl_lower(char c)
{
    return sl_is_upper(c) ? (char)(c | 0x20) : c;
}

/* Byte order; a prefix comes first. */
int sl_str_compare(sl_str a, sl_str b);
/* The same of two sl_str, for qsort and bsearch. */
int sl_str_by_bytes(const void *a, const void *b);
static inline bool sl_str_starts(sl_str s, const char *prefix)
{
    size_t n = strlen(prefix);
    return s.n >= n && (n == 0 || memcmp(s.p, prefix, n) == 0);
}

static inline bool sl_str_ends(sl_str s, const char *suffix)
{
    size_t n = strlen(suffix);
    return s.n >= n && (n == 0 || memcmp(s.p + s.n - n, suffix, n) == 0);
}

/* Offset of needle at or after from, or SIZE_MAX. */
size_t sl_str_find(sl_str s, sl_str needle, size_t from);
static inline size_t sl_str_find_char(sl_str s, char c, size_t from)
{
    const char *hit = from < s.n ? memchr(s.p + from, c, s.n - from) : NULL;
    return hit ? (size_t)(hit - s.p) : SIZE_MAX;
}

/* Without ASCII white space at both ends. */
sl_str sl_str_trim(sl_str s);
/* ASCII letters in lower case, in the arena. */
sl_str sl_str_lower(sl_arena *a, sl_str s);
/* A copy that begins with a capital, where it began with a small letter of ASCII. */
sl_str sl_str_capital(sl_arena *a, sl_str s);
/* What ends the first line of a text, and so those that are put into it: "\n" or "\r\n". */
const char *sl_str_line_end(sl_str s);
/* Cuts the next part off *rest at sep; false when *rest is used up. */
bool sl_str_split(sl_str *rest, char sep, sl_str *part);
uint64_t sl_str_hash(sl_str s);
/* Takes eight more bytes, as a number, into a hash; 0 begins one. */
static inline uint64_t sl_hash_mix(uint64_t h, uint64_t v)
{
    h = (h ^ v) * 0xff51afd7ed558ccdu;
    return h ^ h >> 32;
}

/* Takes the next eight bytes off *rest as a number, or what is left of them; false behind the last.
 */
static inline bool sl_str_take_number(sl_str *rest, uint64_t *v)
{
    size_t n = rest->n < sizeof *v ? rest->n : sizeof *v;
    *v = 0;
    if (!n)
        return false;
    memcpy(v, rest->p, n);
    rest->p += n;
    rest->n -= n;
    return true;
}

/* The candidate nearest to s by edit distance (transposition counts one), or NULL when none is
 * near enough to suggest (at most a third of the length, at most 3). Used for "did you mean". */
const sl_str *sl_str_nearest(sl_str s, const sl_str *candidates, size_t n);

/* --- UTF-8 (RFC 3629) --- */

/* The same as sl_utf8_next, for any character. */
uint32_t sl_utf8_next_wide(sl_str s, size_t *at);
/* Decodes the code point at s.p[*at] and moves *at past it; U+FFFD and one byte on when invalid. */
static inline uint32_t sl_utf8_next(sl_str s, size_t *at)
{
    if (*at < s.n && (unsigned char)s.p[*at] < 0x80)
        return (unsigned char)s.p[(*at)++];
    return sl_utf8_next_wide(s, at);
}

/* Offset of the first invalid byte (overlong, surrogate, truncated), or SIZE_MAX. */
size_t sl_utf8_find_invalid(sl_str s);
size_t sl_utf8_count(sl_str s);
/* How many bytes at the start are ASCII: there a byte is a character. */
size_t sl_utf8_count_ascii(sl_str s);
/* Writes up to 4 bytes; returns how many. */
size_t sl_utf8_encode(uint32_t c, char out[4]);

#endif
