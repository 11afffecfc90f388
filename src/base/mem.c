#include "base/mem.h"

#include <limits.h>
#include <malloc.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/assert.h"

static bool (*on_exhaustion)(void);
static unsigned long calls, fail_at;
static size_t wanted; /* bytes that could not be had */
/* The heap up to its first large page. */
static void *before_pages;

void sl_mem_on_exhaustion(bool (*handler)(void))
{
    on_exhaustion = handler;
}

void sl_mem_fail_at(unsigned long n)
{
    fail_at = n ? calls + n : 0;
}

unsigned long sl_mem_count_calls(void)
{
    return calls;
}

static void say(const char *text)
{
    ssize_t ignored = write(STDERR_FILENO, text, strlen(text));
    (void)ignored;
}

size_t sl_mem_wanted(void)
{
    return wanted;
}

_Noreturn void sl_mem_exhausted(size_t size)
{
    wanted = size;
    bool whole = !on_exhaustion || on_exhaustion();
    say("sightline: error: out of memory; ");
    say(whole ? "no output was replaced\n" : "outputs had been replaced before\n");
    _exit(3);
}

static bool fails_now(void)
{
    return ++calls == fail_at;
}

enum { HUGE = 2 << 20 };

/* The next place where a page of 2 MiB can begin. */
static uintptr_t align_up(const void *p)
{
    return ((uintptr_t)p + HUGE - 1) & ~(uintptr_t)(HUGE - 1);
}

/* Large blocks are filled from end to end: pages of 2 MiB spare hundreds of faults for each. */
static void advise(void *p, size_t size)
{
    uintptr_t begin = align_up(p);
    uintptr_t end = ((uintptr_t)p + size) & ~(uintptr_t)(HUGE - 1);
    if (end > begin)
        madvise((void *)begin, end - begin, MADV_HUGEPAGE);
}

void sl_mem_begin(void)
{
#ifdef __GLIBC__
    enum { LARGE = 4 << 20 };
    mallopt(M_TOP_PAD, SL_MEM_STEP);
    mallopt(M_TRIM_THRESHOLD, INT_MAX); /* what is given back is asked for again */
    mallopt(M_MMAP_THRESHOLD, LARGE);
    /* More than the heap has at first, so that it grows by a step; then up to a large page of which
     * nothing, not even the end of this block, has been touched. */
    char *p = malloc(HUGE), *end = sbrk(0);
    if (p && end > p && end - p <= 2 * SL_MEM_STEP) {
        advise(p, (size_t)(end - p));
        before_pages = realloc(p, align_up(p + HUGE) - (uintptr_t)p);
    } else {
        free(p);
    }
#endif
}

void *sl_mem_alloc(size_t size)
{
    void *p = fails_now() ? NULL : calloc(1, size ? size : 1);
    if (!p)
        sl_mem_exhausted(size);
    return p;
}

void *sl_mem_resize(void *p, size_t size)
{
    void *q = fails_now() ? NULL : realloc(p, size ? size : 1);
    if (!q)
        sl_mem_exhausted(size);
    advise(q, size);
    return q;
}

void sl_mem_free(void *p)
{
    free(p);
}

_Noreturn void sl_check_fail(const char *file, int line, const char *what)
{
    fprintf(stderr, "sightline: a defect of ours: %s:%d: %s\n", file, line, what);
    if (on_exhaustion)
        on_exhaustion();
    _exit(SL_EXIT_DEFECT);
}
