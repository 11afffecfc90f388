#include "base/arena.h"

#include <stdint.h>
#include <string.h>

#include "base/assert.h"
#include "base/mem.h"
#include "base/redzone.h"

typedef struct chunk {
    struct chunk *prev;
    size_t size; /* of bytes[] */
    size_t used;
    _Alignas(16) char bytes[];
} chunk;

typedef struct deferred {
    struct deferred *prev;
    void (*release)(void *);
    void *handle;
} deferred;

struct sl_arena {
    chunk *top;
    chunk *spare; /* of a reset, the latest first: for reuse */
    deferred *last;
    size_t held;
};

enum { FIRST_CHUNK = 16 << 10, LARGEST_CHUNK = 8 << 20, ALIGN = 16 };

sl_arena *sl_arena_new(void)
{
    return sl_mem_alloc(sizeof(sl_arena));
}

static void release_until(sl_arena *a, deferred *stop)
{
    while (a->last != stop) {
        deferred *d = a->last;
        a->last = d->prev;
        d->release(d->handle);
    }
}

static void free_chunks(chunk *c)
{
    while (c) {
        chunk *prev = c->prev;
        sl_mem_free(c);
        c = prev;
    }
}

void sl_arena_free(sl_arena *a)
{
    if (!a)
        return;
    release_until(a, NULL);
    free_chunks(a->top);
    free_chunks(a->spare);
    sl_mem_free(a);
}

/* What a reset has left, where it is large enough: the same work asks for the same again. */
static chunk *take_spare(sl_arena *a, size_t need)
{
    chunk **at = &a->spare;
    while (*at && (*at)->size < need)
        at = &(*at)->prev;
    chunk *c = *at;
    if (c)
        *at = c->prev;
    return c;
}

static void add_chunk(sl_arena *a, size_t need)
{
    chunk *c = take_spare(a, need);
    if (c) {
        c->used = 0; /* it is closed as a whole since its reset */
        c->prev = a->top;
        a->top = c;
        return;
    }
    size_t size = a->top ? a->top->size * 2 : FIRST_CHUNK;
    if (size > LARGEST_CHUNK)
        size = LARGEST_CHUNK;
    if (size < need)
        size = need;
    c = sl_mem_resize(NULL, sizeof *c + size);
    c->size = size;
    c->used = 0;
    c->prev = a->top;
    a->top = c;
    SL_REDZONE_CLOSE(c->bytes, size);
    a->held += sizeof *c + size;
}

static size_t align(size_t size)
{
    return (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
}

/* Bytes that are not set. */
static void *take(sl_arena *a, size_t size)
{
    SL_CHECK(size < SIZE_MAX / 4);
    size_t need = align(size) + SL_REDZONE_SIZE;
    if (!a->top || a->top->size - a->top->used < need)
        add_chunk(a, need);
    void *p = a->top->bytes + a->top->used;
    a->top->used += need;
    SL_REDZONE_OPEN(p, size);
    return p;
}

/* Zeroed when it is handed out, not by the chunk: what is never used is never touched. */
void *sl_arena_alloc(sl_arena *a, size_t size)
{
    void *p = take(a, size);
    return memset(p, 0, size);
}

void *sl_arena_alloc_array(sl_arena *a, size_t n, size_t size)
{
    SL_CHECK(size == 0 || n < SIZE_MAX / 4 / size);
    return sl_arena_alloc(a, n * size);
}

char *sl_arena_copy(sl_arena *a, const char *bytes, size_t n)
{
    char *p = take(a, n + 1);
    if (n)
        memcpy(p, bytes, n);
    p[n] = '\0';
    return p;
}

void *sl_arena_grow(sl_arena *a, void *old, size_t n, size_t *cap, size_t size)
{
    size_t wider = *cap ? *cap * 2 : 8;
    /* The newest allocation grows in place when its chunk has room. */
    size_t was = align(*cap * size), want = align(wider * size);
    chunk *c = a->top;
    if (old && c && c->bytes + c->used == (char *)old + was + SL_REDZONE_SIZE &&
        c->size - c->used >= want - was) {
        c->used += want - was;
        SL_REDZONE_OPEN(old, wider * size);
        *cap = wider;
        return old;
    }
    SL_CHECK(wider < SIZE_MAX / 4 / size);
    void *p = take(a, wider * size);
    if (n)
        memcpy(p, old, n * size);
    if (old)
        SL_REDZONE_CLOSE(old, was); /* who kept a pointer into it is told so */
    *cap = wider;
    return p;
}

void sl_arena_defer(sl_arena *a, void (*release)(void *), void *handle)
{
    deferred *d = SL_NEW(a, deferred);
    *d = (deferred){a->last, release, handle};
    a->last = d;
}

sl_arena_mark sl_arena_mark_now(const sl_arena *a)
{
    return (sl_arena_mark){a->top, a->top ? a->top->used : 0, a->last};
}

void sl_arena_reset(sl_arena *a, sl_arena_mark mark)
{
    release_until(a, mark.deferred);
    while (a->top != mark.chunk) {
        chunk *c = a->top;
        SL_REDZONE_CLOSE(c->bytes, c->size);
        if (!c->prev) { /* the first chunk stays: a scratch arena is reset often */
            c->used = 0;
            return;
        }
        a->top = c->prev;
        c->prev = a->spare;
        a->spare = c;
    }
    if (!a->top)
        return;
    SL_REDZONE_CLOSE(a->top->bytes + mark.used, a->top->size - mark.used);
    a->top->used = mark.used;
}

size_t sl_arena_count_bytes(const sl_arena *a)
{
    return a->held;
}
