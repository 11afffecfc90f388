/* malloc and pthread_create of the program, which libraries find before those of the C library
 * (System V ABI, "Shared Object Dependencies").
 *
 * Of the libraries that we call some return a wrong result when there is no memory, some abort,
 * some go on without: here the end is the same for all (mem.h). Sanitizers bring their own.
 */
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/sanitized.h"

static bool thread_is_optional;

void sl_mem_set_thread_optional(bool is_optional)
{
    thread_is_optional = is_optional;
}

#if defined(__GLIBC__) && !SL_SANITIZES
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
