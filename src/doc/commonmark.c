#include "doc/commonmark.h"

#include <cmark.h>
#include <stdint.h>
#include <string.h>

#include "base/assert.h"

/* cmark's allocator has no argument, so that what it allocates from is the process's. */
static sl_arena *memory;

/* Before each block stands its size, which cmark does not tell when the block is to grow. */
typedef union head {
    size_t size;
    _Alignas(16) char room[16];
} head;

static void *take(size_t n, size_t size)
{
    SL_CHECK(n < UINT32_MAX / 2 && size < UINT32_MAX / 2); /* dividing costs more than the block */
    head *h = sl_arena_alloc(memory, sizeof *h + n * size);
    h->size = n * size;
    return h + 1;
}

static void *widen(void *p, size_t size)
{
    void *q = take(1, size);
    size_t was = p ? ((head *)p - 1)->size : 0;
    if (was)
        memcpy(q, p, was < size ? was : size);
    return q;
}

/* All of it is given back at once. */
static void keep(void *p)
{
    (void)p;
}

sl_commonmark sl_commonmark_parse(const char *text, size_t n)
{
    static cmark_mem from_arena = {take, widen, keep};
    if (!memory)
        memory = sl_arena_new();
    sl_commonmark c = {.before = sl_arena_mark_now(memory)};
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &from_arena);
    cmark_parser_feed(parser, text, n);
    c.document = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return c;
}

void sl_commonmark_done(sl_commonmark *c)
{
    c->document = NULL;
    sl_arena_reset(memory, c->before);
}
