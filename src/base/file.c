#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/assert.h"
#include "base/limits.h"

static unsigned long calls, fail_at;

void sl_file_fail_at(unsigned long n)
{
    fail_at = n ? calls + n : 0;
}

unsigned long sl_file_count_calls(void)
{
    return calls;
}

/* Counts one call of the system; true when the test seam says that it fails. */
static bool fails_now(void)
{
    if (++calls != fail_at)
        return false;
    errno = EIO;
    return true;
}

static sl_file_status status_of(int error)
{
    if (error == ENOENT || error == ENOTDIR)
        return SL_FILE_MISSING;
    if (error == EACCES || error == EPERM || error == EISDIR)
        return SL_FILE_DENIED;
    return SL_FILE_FAILED;
}

static sl_file_status read_open(sl_arena *a, int fd, size_t limit, sl_str *out)
{
    struct stat st;
    if (fails_now() || fstat(fd, &st) != 0)
        return status_of(errno);
    if (S_ISDIR(st.st_mode)) {
        errno = EISDIR;
        return SL_FILE_DENIED;
    }
    if (!S_ISREG(st.st_mode)) {
        errno = EINVAL;
        return SL_FILE_FAILED;
    }
    if ((uint64_t)st.st_size > limit) {
        errno = EFBIG;
        return SL_FILE_TOO_LARGE;
    }
    size_t n = (size_t)st.st_size, done = 0;
    char *p = sl_arena_alloc(a, n + 1);
    while (done < n) {
        ssize_t got = fails_now() ? -1 : read(fd, p + done, n - done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return status_of(errno);
        if (got == 0)
            break; /* the file shrank: what is there is what is read */
        done += (size_t)got;
    }
    *out = (sl_str){p, done};
    return SL_FILE_OK;
}

sl_file_status sl_file_read(sl_arena *a, const char *path, size_t limit, sl_str *out,
                            const char **why)
{
    *out = SL_STR_NONE;
    int fd = fails_now() ? -1 : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    sl_file_status status = fd < 0 ? status_of(errno) : read_open(a, fd, limit, out);
    if (status != SL_FILE_OK && why)
        *why = strerror(errno);
    if (fd >= 0)
        close(fd);
    return status;
}

bool sl_file_exists(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0;
}

bool sl_file_is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

typedef struct listing {
    sl_arena *arena;
    SL_VEC(sl_str) paths;
} listing;

/* DT_DIR, DT_REG or another: what the folder says, or else the file itself. */
static unsigned char type_of(sl_arena *a, const struct dirent *e, const char *folder)
{
    struct stat st;
    if (e->d_type != DT_UNKNOWN)
        return e->d_type;
    if (lstat(sl_file_join(a, folder, e->d_name), &st) != 0)
        return DT_UNKNOWN;
    return S_ISDIR(st.st_mode) ? DT_DIR : S_ISREG(st.st_mode) ? DT_REG : DT_UNKNOWN;
}

static bool list_below(listing *l, const char *folder, const char *prefix, int depth)
{
    DIR *d = fails_now() ? NULL : opendir(folder);
    if (!d)
        return false;
    for (struct dirent *e; (e = readdir(d));) {
        if (e->d_name[0] == '.' || l->paths.n >= SL_LIMIT_FILES)
            continue;
        const char *below = sl_file_join(l->arena, prefix, e->d_name);
        unsigned char type = type_of(l->arena, e, folder);
        if (type == DT_DIR && depth < SL_LIMIT_FOLDER_DEPTH)
            list_below(l, sl_file_join(l->arena, folder, e->d_name), below, depth + 1);
        else if (type == DT_REG)
            SL_PUSH(l->arena, l->paths, sl_str_from(below));
    }
    closedir(d);
    return true;
}

bool sl_file_list(sl_arena *a, const char *folder, sl_str **paths, size_t *n)
{
    listing l = {.arena = a};
    bool ok = list_below(&l, folder, "", 0);
    if (l.paths.n)
        qsort(l.paths.at, l.paths.n, sizeof *l.paths.at, sl_str_by_bytes);
    *paths = l.paths.at;
    *n = l.paths.n;
    return ok;
}

bool sl_file_make_folder(const char *path)
{
    char part[4096];
    size_t n = strlen(path);
    if (n == 0 || n >= sizeof part)
        return n == 0;
    memcpy(part, path, n + 1);
    for (size_t i = 1; i <= n; i++) {
        if (part[i] != '/' && part[i] != '\0')
            continue;
        char was = part[i];
        part[i] = '\0';
        if (fails_now() || (mkdir(part, 0777) != 0 && errno != EEXIST))
            return false;
        part[i] = was;
    }
    return sl_file_is_folder(path);
}

const char *sl_file_join(sl_arena *a, const char *folder, const char *name)
{
    if (folder[0] == '\0' || strcmp(folder, ".") == 0)
        return sl_arena_copy(a, name, strlen(name));
    size_t n = strlen(folder);
    while (n > 1 && folder[n - 1] == '/')
        n--;
    bool slash = folder[n - 1] != '/';
    size_t length = strlen(name);
    char *path = sl_arena_alloc(a, n + slash + length + 1);
    memcpy(path, folder, n);
    path[n] = '/';
    memcpy(path + n + slash, name, length);
    return path;
}

sl_str sl_file_parent(sl_str path)
{
    while (path.n && path.p[path.n - 1] != '/')
        path.n--;
    return path;
}

sl_str sl_file_name(sl_str path)
{
    return sl_str_slice(path, sl_file_parent(path).n, path.n);
}

bool sl_file_path_is_inside(sl_str path)
{
    if (path.n == 0 || path.p[0] == '/')
        return false;
    if (sl_str_find_char(path, '\\', 0) != SIZE_MAX || memchr(path.p, '\0', path.n))
        return false;
    int depth = 0;
    sl_str rest = path, part;
    while (sl_str_split(&rest, '/', &part)) {
        if (sl_str_equal_z(part, ".."))
            depth--;
        else if (part.n && !sl_str_equal_z(part, "."))
            depth++;
        if (depth < 0)
            return false;
    }
    return true;
}

/* --- replacing a set of files --- */

typedef struct output {
    const char *path, *temporary;
    sl_str bytes;
} output;

struct sl_outputs {
    sl_arena *arena;
    SL_VEC(output) files;
};

static sl_outputs *committing; /* for sl_outputs_abandon */

sl_outputs *sl_outputs_new(sl_arena *a)
{
    sl_outputs *o = SL_NEW(a, sl_outputs);
    o->arena = a;
    return o;
}

void sl_outputs_add(sl_outputs *o, const char *path, sl_str bytes)
{
    const char *temporary = sl_str_format(o->arena, "%s.%ld~", path, (long)getpid()).p;
    SL_PUSH(o->arena, o->files, ((output){path, temporary, bytes}));
}

static bool write_temporary(const output *f)
{
    int fd = fails_now() ? -1 : open(f->temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return false;
    size_t done = 0;
    bool ok = true;
    while (ok && done < f->bytes.n) {
        ssize_t put = fails_now() ? -1 : write(fd, f->bytes.p + done, f->bytes.n - done);
        if (put < 0 && errno == EINTR)
            continue;
        ok = put > 0;
        done += ok ? (size_t)put : 0;
    }
    ok = ok && !fails_now() && fsync(fd) == 0;
    int error = errno;
    if (close(fd) != 0 && ok)
        return false;
    errno = error;
    return ok;
}

void sl_outputs_abandon(void)
{
    if (!committing)
        return;
    for (size_t i = 0; i < committing->files.n; i++)
        unlink(committing->files.at[i].temporary);
    committing = NULL;
}

static bool fail(const output *f, const char **path, const char **why)
{
    *path = f->path;
    *why = strerror(errno);
    sl_outputs_abandon();
    return false;
}

bool sl_outputs_commit(sl_outputs *o, const char **path, const char **why)
{
    committing = o;
    for (size_t i = 0; i < o->files.n; i++)
        if (!write_temporary(&o->files.at[i]))
            return fail(&o->files.at[i], path, why);
    for (size_t i = 0; i < o->files.n; i++)
        if (fails_now() || rename(o->files.at[i].temporary, o->files.at[i].path) != 0)
            return fail(&o->files.at[i], path, why);
    committing = NULL;
    return true;
}
