/* arena.h: memory that is freed together.
 *
 * Each phase's result lives in an arena that the caller names; nothing in it is freed alone.
 * Foreign handles (a font, a parser) are registered with sl_arena_defer and released in reverse
 * order when the arena is freed or reset past them. Not safe for use by two threads at once.
 */
#ifndef SL_BASE_ARENA_H
#define SL_BASE_ARENA_H

#include <stddef.h>
#include <stdbool.h>

typedef struct sl_arena sl_arena;

typedef struct sl_arena_mark {
    void *chunk;
    size_t used;
    void *deferred;
} sl_arena_mark;

sl_arena *sl_arena_new(void);
/* Runs the deferred releases in reverse order, then frees all of it. NULL is allowed. */
void sl_arena_free(sl_arena *a);

/* Zeroed, aligned to 16 bytes; never NULL. */
void *sl_arena_alloc(sl_arena *a, size_t size);
/* A copy of n bytes with a NUL after them. */
char *sl_arena_copy(sl_arena *a, const char *bytes, size_t n);
/* release(handle) runs when the arena goes. */
void sl_arena_defer(sl_arena *a, void (*release)(void *), void *handle);

/* Everything allocated or deferred after the mark goes; the memory is kept for reuse. */
sl_arena_mark sl_arena_mark_now(const sl_arena *a);
void sl_arena_reset(sl_arena *a, sl_arena_mark mark);

/* Bytes held from the system. */
size_t sl_arena_count_bytes(const sl_arena *a);

#define SL_NEW(arena, type) ((type *)sl_arena_alloc((arena), sizeof(type)))
#define SL_NEW_ARRAY(arena, type, n) ((type *)sl_arena_alloc_array((arena), (n), sizeof(type)))
void *sl_arena_alloc_array(sl_arena *a, size_t n, size_t size);

/* A growing array, not set beyond its last element: declare as SL_VEC(T) name; zero-initialise;
 * v.at[0 .. v.n-1]. */
#define SL_VEC(type)                                                                               \
    struct {                                                                                       \
        type *at;                                                                                  \
        size_t n, cap;                                                                             \
    }
/* Appends one element; pointers into the array are invalid after it. */
#define SL_PUSH(arena, vec, value)                                                                 \
    (*(((vec).n < (vec).cap ? (void)0                                                              \
                            : (void)((vec).at = sl_arena_grow((arena), (vec).at, (vec).n,          \
                                                              &(vec).cap, sizeof(*(vec).at)))),    \
       &(vec).at[(vec).n++]) = (value))
void *sl_arena_grow(sl_arena *a, void *old, size_t n, size_t *cap, size_t size);

#endif
