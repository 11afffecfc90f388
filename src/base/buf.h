/* buf.h: bytes being written.
 *
 * A buffer owns heap memory: sl_buf_init, then any number of pushes, then sl_buf_done. p always
 * has a NUL after its n bytes once anything was pushed.
 */
#ifndef SL_BASE_BUF_H
#define SL_BASE_BUF_H

#include "base/str.h"

typedef struct sl_buf {
    char *p;
    size_t n, cap;
} sl_buf;

void sl_buf_init(sl_buf *b);
void sl_buf_done(sl_buf *b);
/* Makes room for n more bytes and returns where they go; add to b->n what was written. */
char *sl_buf_reserve(sl_buf *b, size_t n);
static inline void sl_buf_push(sl_buf *b, const void *bytes, size_t n)
{
    char *p = b->cap - b->n > n ? b->p + b->n : sl_buf_reserve(b, n);
    if (n)
        memcpy(p, bytes, n);
    p[n] = '\0';
    b->n += n;
}

static inline void sl_buf_push_str(sl_buf *b, sl_str s)
{
    sl_buf_push(b, s.p, s.n);
}

static inline void sl_buf_push_z(sl_buf *b, const char *z)
{
    sl_buf_push(b, z, strlen(z));
}

static inline void sl_buf_push_char(sl_buf *b, char c)
{
    sl_buf_push(b, &c, 1);
}

void sl_buf_push_int(sl_buf *b, int64_t v);
/* v / 10^places in decimal, without trailing zeros: 1250, 3 -> 1.25. */
void sl_buf_push_fixed(sl_buf *b, int64_t v, unsigned places);
void sl_buf_push_utf8(sl_buf *b, uint32_t c);
/* Formatted; no %f. */
void sl_buf_push_format(sl_buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
sl_str sl_buf_str(const sl_buf *b);
/* A copy of what is in the buffer, in the arena. */
sl_str sl_buf_copy(const sl_buf *b, sl_arena *a);
/* The same; the buffer is done then. */
sl_str sl_buf_take(sl_buf *b, sl_arena *a);

/* s as a JSON string with its quotes (RFC 8259). */
void sl_buf_push_json(sl_buf *b, sl_str s);
/* "key": "value" of an object, after a comma unless it is the first. */
void sl_buf_push_json_pair(sl_buf *b, const char *key, sl_str value, bool first);
/* s with & < > " ' as character references, for XML and HTML text and quoted attributes. */
void sl_buf_push_xml(sl_buf *b, sl_str s);

#endif
