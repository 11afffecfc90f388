/* A library to be preloaded that has the n-th call of one function of the C library fail.
 *
 * FAIL_CALL is the function ("alloc": malloc, calloc and realloc), FAIL_AT the number of the call,
 * FAIL_WITH the errno, or "short" for a read or a write of one byte; FAIL_COUNT is a file to which
 * the number of calls is appended at the end. Calls of all threads count; those of child processes
 * on their own.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static atomic_ulong calls;
static unsigned long fail_at;
static int fail_with;
static char what[32];
static int is_short, is_ready;

static void __attribute__((constructor)) begin(void)
{
    const char *call = getenv("FAIL_CALL"), *at = getenv("FAIL_AT"), *with = getenv("FAIL_WITH");
    snprintf(what, sizeof what, "%s", call ? call : "");
    fail_at = at ? strtoul(at, NULL, 10) : 0;
    is_short = with && strcmp(with, "short") == 0;
    fail_with = with && !is_short ? atoi(with) : ENOMEM;
    is_ready = 1;
}

static void __attribute__((destructor)) end(void)
{
    const char *path = getenv("FAIL_COUNT");
    is_ready = 0;
    if (!path)
        return;
    char text[32];
    int n = snprintf(text, sizeof text, "%lu\n", atomic_load(&calls));
    int fd = (int)openat(AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND, 0666);
    if (fd >= 0 && write(fd, text, (size_t)n) < 0)
        return;
    if (fd >= 0)
        close(fd);
}

static int fails(const char *call)
{
    if (!is_ready || strcmp(what, call) != 0)
        return 0;
    if (atomic_fetch_add(&calls, 1) + 1 != fail_at)
        return 0;
    errno = fail_with;
    return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

/* The program's own malloc asks for these. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t size);
typedef void *alloc_malloc(size_t), *alloc_calloc(size_t, size_t), *alloc_realloc(void *, size_t);

void *__libc_malloc(size_t size)
{
    static alloc_malloc *real;
    if (!real)
        real = (alloc_malloc *)dlsym(RTLD_NEXT, "__libc_malloc");
    return fails("alloc") ? NULL : real(size);
}

void *__libc_calloc(size_t n, size_t size)
{
    static alloc_calloc *real;
    static char early[4096]; /* dlsym asks for some itself */
    static size_t used;
    static int asking;
    if (!real && asking) {
        void *p = early + used;
        used += (n * size + 15) / 16 * 16;
        return p;
    }
    asking = 1;
    if (!real)
        real = (alloc_calloc *)dlsym(RTLD_NEXT, "__libc_calloc");
    asking = 0;
    return fails("alloc") ? NULL : real(n, size);
}

void *__libc_realloc(void *p, size_t size)
{
    static alloc_realloc *real;
    if (!real)
        real = (alloc_realloc *)dlsym(RTLD_NEXT, "__libc_realloc");
    return fails("alloc") ? NULL : real(p, size);
}

/* The mode is passed on whether it was given or not: nobody reads it where it was not. */
#define MODE(flags)                                                                                \
    mode_t mode = 0;                                                                               \
    if (flags & O_CREAT) {                                                                         \
        va_list list;                                                                              \
        va_start(list, flags);                                                                     \
        mode = va_arg(list, mode_t);                                                               \
        va_end(list);                                                                              \
    }

int open(const char *path, int flags, ...)
{
    MODE(flags)
    return fails("open") ? -1 : REAL(open)(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    MODE(flags)
    return fails("open") ? -1 : REAL(open64)(path, flags, mode);
}

int openat(int at, const char *path, int flags, ...)
{
    MODE(flags)
    return fails("open") ? -1 : REAL(openat)(at, path, flags, mode);
}

int openat64(int at, const char *path, int flags, ...)
{
    MODE(flags)
    return fails("open") ? -1 : REAL(openat64)(at, path, flags, mode);
}

ssize_t read(int fd, void *p, size_t n)
{
    int now = fails("read");
    return now && !is_short ? -1 : REAL(read)(fd, p, now && n ? 1 : n);
}

ssize_t write(int fd, const void *p, size_t n)
{
    int now = fails("write");
    return now && !is_short ? -1 : REAL(write)(fd, p, now && n ? 1 : n);
}

int fsync(int fd)
{
    return fails("fsync") ? -1 : REAL(fsync)(fd);
}

int close(int fd)
{
    int now = fails("close"), result = REAL(close)(fd);
    if (now)
        errno = fail_with;
    return now ? -1 : result;
}

int renameat(int from, const char *old, int to, const char *new)
{
    return fails("rename") ? -1 : REAL(renameat)(from, old, to, new);
}

int linkat(int from, const char *old, int to, const char *new, int flags)
{
    return fails("link") ? -1 : REAL(linkat)(from, old, to, new, flags);
}

int mkdir(const char *path, mode_t mode)
{
    return fails("mkdir") ? -1 : REAL(mkdir)(path, mode);
}

DIR *opendir(const char *path)
{
    return fails("opendir") ? NULL : REAL(opendir)(path);
}

DIR *fdopendir(int fd)
{
    return fails("opendir") ? NULL : REAL(fdopendir)(fd);
}

struct dirent *readdir(DIR *d)
{
    return fails("readdir") ? NULL : REAL(readdir)(d);
}

struct dirent64 *readdir64(DIR *d)
{
    return fails("readdir") ? NULL : REAL(readdir64)(d);
}

void *mmap64(void *at, size_t n, int protection, int flags, int fd, off_t offset)
{
    return fails("mmap") ? MAP_FAILED : REAL(mmap64)(at, n, protection, flags, fd, offset);
}

int fstat64(int fd, struct stat64 *st)
{
    return fails("stat") ? -1 : REAL(fstat64)(fd, st);
}

void *mmap(void *at, size_t n, int protection, int flags, int fd, off_t offset)
{
    return fails("mmap") ? MAP_FAILED : REAL(mmap)(at, n, protection, flags, fd, offset);
}

int fstat(int fd, struct stat *st)
{
    return fails("stat") ? -1 : REAL(fstat)(fd, st);
}
