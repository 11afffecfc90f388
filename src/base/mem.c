#include "base/mem.h"

#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <malloc.h>
#include <pthread.h>
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
static bool thread_is_optional;
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

void sl_mem_set_thread_optional(bool is_optional)
{
    thread_is_optional = is_optional;
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
    enum { STEP = 64 << 20, LARGE = 4 << 20 };
    mallopt(M_TOP_PAD, STEP);
    mallopt(M_TRIM_THRESHOLD, INT_MAX); /* what is given back is asked for again */
    mallopt(M_MMAP_THRESHOLD, LARGE);
    /* More than the heap has at first, so that it grows by a step; then up to a large page of which
     * nothing, not even the end of this block, has been touched. */
    char *p = malloc(HUGE), *end = sbrk(0);
    if (p && end > p && end - p <= 2 * STEP) {
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

/* --- what libraries allocate --- */

#if defined(__has_feature)
#define HAS(what) __has_feature(what)
#else
#define HAS(what) 0
#endif
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) &&       \
    !HAS(address_sanitizer) && !HAS(memory_sanitizer) && !HAS(thread_sanitizer)
/* Of the libraries that we call some return a wrong result when there is no memory, some abort,
 * some go on without. The functions of the same name that the C library has are found after the
 * program's own (System V ABI, "Shared Object Dependencies"): here the end is the same for all. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t size);
__attribute__((visibility("default"))) void *malloc(size_t size);
__attribute__((visibility("default"))) void *calloc(size_t n, size_t size);
__attribute__((visibility("default"))) void *realloc(void *p, size_t size);

void *malloc(size_t size)
{
    void *p = __libc_malloc(size);
    if (!p)
        sl_mem_exhausted(size);
    return p;
}

void *calloc(size_t n, size_t size)
{
    void *p = __libc_calloc(n, size);
    if (!p)
        sl_mem_exhausted(n * size);
    return p;
}

void *realloc(void *p, size_t size)
{
    void *q = __libc_realloc(p, size);
    if (!q && size) /* to no size: p is given back */
        sl_mem_exhausted(size);
    return q;
}

/* GLib ends the process by a signal when it gets no thread, which wants memory for its stack. */
typedef int create_thread(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
__attribute__((visibility("default"))) create_thread pthread_create;

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *),
                   void *with)
{
    static create_thread *real;
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "pthread_create");
    int error = real(thread, attributes, run, with);
    if (error == EAGAIN && !thread_is_optional)
        sl_mem_exhausted(0);
    return error;
}
#endif

_Noreturn void sl_check_fail(const char *file, int line, const char *what)
{
    fprintf(stderr, "sightline: a defect of ours: %s:%d: %s\n", file, line, what);
    if (on_exhaustion)
        on_exhaustion();
    _exit(SL_EXIT_DEFECT);
}
