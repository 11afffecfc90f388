#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifdef SYS_openat2
#include <linux/openat2.h>
#endif

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
bool sl_file_fails_now(void)
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
    if (sl_file_fails_now() || fstat(fd, &st) != 0)
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
        ssize_t got = sl_file_fails_now() ? -1 : read(fd, p + done, n - done);
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
    int fd = sl_file_fails_now() ? -1 : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    sl_file_status status = fd < 0 ? status_of(errno) : read_open(a, fd, limit, out);
    if (status != SL_FILE_OK && why)
        *why = strerror(errno);
    if (fd >= 0)
        close(fd);
    return status;
}

/* Without openat2 (Linux 5.6): where the path leads is looked at, then that is opened. */
static int open_resolved(const char *folder, const char *path, int flags)
{
    sl_arena *a = sl_arena_new();
    char *root = realpath(folder, NULL), *to = realpath(sl_file_join(a, folder, path), NULL);
    int error = errno, fd = -1;
    size_t n = root ? strlen(root) : 0;
    if (root && to && (strncmp(to, root, n) != 0 || (n > 1 && to[n] != '/')))
        error = EXDEV;
    else if (root && to && (fd = open(to, flags | O_NOFOLLOW)) < 0)
        error = errno;
    free(root);
    free(to);
    sl_arena_free(a);
    errno = error;
    return fd;
}

/* A file that no link and no .. leads out of the folder to; EXDEV when one would. */
static int open_beneath(const char *folder, const char *path)
{
    int flags = O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK;
#ifdef SYS_openat2
    int root = open(folder[0] ? folder : ".", O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (root < 0)
        return -1;
    struct open_how how = {.flags = (uint64_t)flags};
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
    int fd = (int)syscall(SYS_openat2, root, path, &how, sizeof how), error = errno;
    close(root);
    errno = error;
    if (fd >= 0 || (error != ENOSYS && error != EPERM && error != EAGAIN))
        return fd;
#endif
    return open_resolved(folder[0] ? folder : ".", path, flags);
}

sl_file_status sl_file_read_beneath(sl_arena *a, const char *folder, const char *path, size_t limit,
                                    sl_str *out, const char **why)
{
    *out = SL_STR_NONE;
    int fd = sl_file_fails_now() ? -1 : open_beneath(folder, path);
    bool outside = fd < 0 && errno == EXDEV;
    sl_file_status status = outside  ? SL_FILE_OUTSIDE
                            : fd < 0 ? status_of(errno)
                                     : read_open(a, fd, limit, out);
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

bool sl_file_is_there(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0;
}

bool sl_file_identify(const char *path, uint64_t id[2])
{
    struct stat st;
    if (stat(path, &st) != 0)
        return false;
    id[0] = (uint64_t)st.st_dev;
    id[1] = (uint64_t)st.st_ino;
    return true;
}

bool sl_file_is_link(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0 && S_ISLNK(st.st_mode);
}

bool sl_file_is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

typedef struct lister {
    sl_arena *arena;
    sl_listing *out;
    const char *root; /* the folder's real path; NULL: unknown */
} lister;

static void report(lister *l, const char *below, sl_list_fault_kind kind, int error)
{
    SL_PUSH(l->arena, l->out->faults,
            ((sl_list_fault){sl_str_from(below), kind, error ? strerror(error) : ""}));
}

/* DT_DIR, DT_REG, DT_LNK or another: what the folder says, or else the file itself. */
static unsigned char type_of(sl_arena *a, const struct dirent *e, const char *folder)
{
    struct stat st;
    if (e->d_type != DT_UNKNOWN)
        return e->d_type;
    if (lstat(sl_file_join(a, folder, e->d_name), &st) != 0)
        return DT_UNKNOWN;
    return S_ISDIR(st.st_mode)   ? DT_DIR
           : S_ISREG(st.st_mode) ? DT_REG
           : S_ISLNK(st.st_mode) ? DT_LNK
                                 : DT_UNKNOWN;
}

/* A link to a file is listed as one: who reads it sees where it leads. What a link to a folder
 * leads to is listed where it is, when that is in the folder. */
static bool is_linked_file(lister *l, const char *path, const char *below)
{
    struct stat st;
    if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode))
        return true;
    char *to = realpath(path, NULL);
    size_t n = l->root ? strlen(l->root) : 0;
    bool inside = to && l->root && strncmp(to, l->root, n) == 0 && (to[n] == '/' || !to[n]);
    free(to);
    if (!inside)
        report(l, below, SL_LIST_OUTSIDE, 0);
    return false;
}

static void list_below(lister *l, const char *folder, const char *prefix, int depth);

static void list_entry(lister *l, const struct dirent *e, const char *folder, const char *prefix,
                       int depth)
{
    const char *below = sl_file_join(l->arena, prefix, e->d_name);
    const char *path = sl_file_join(l->arena, folder, e->d_name);
    unsigned char type = type_of(l->arena, e, folder);
    if (type == DT_DIR && depth < SL_LIMIT_FOLDER_DEPTH)
        list_below(l, path, below, depth + 1);
    else if (type == DT_DIR)
        report(l, below, SL_LIST_TOO_DEEP, 0);
    else if (type == DT_REG || (type == DT_LNK && is_linked_file(l, path, below)))
        SL_PUSH(l->arena, l->out->paths, sl_str_from(below));
}

static void list_below(lister *l, const char *folder, const char *prefix, int depth)
{
    DIR *d = sl_file_fails_now() ? NULL : opendir(folder);
    if (!d) {
        report(l, prefix, SL_LIST_UNREADABLE, errno);
        return;
    }
    for (;;) {
        errno = 0;
        struct dirent *e = sl_file_fails_now() ? NULL : readdir(d);
        if (!e && errno)
            report(l, prefix, SL_LIST_UNREADABLE, errno);
        if (!e)
            break;
        if (e->d_name[0] == '.')
            continue;
        if (l->out->paths.n >= SL_LIMIT_FILES) {
            if (!l->out->is_full)
                report(l, prefix, SL_LIST_TOO_MANY, 0);
            l->out->is_full = true;
            break;
        }
        list_entry(l, e, folder, prefix, depth);
    }
    closedir(d);
}

void sl_file_list(sl_arena *a, const char *folder, sl_listing *out)
{
    *out = (sl_listing){0};
    char *root = realpath(folder, NULL);
    lister l = {a, out, root};
    list_below(&l, folder, "", 0);
    free(root);
    if (out->paths.n)
        qsort(out->paths.at, out->paths.n, sizeof *out->paths.at, sl_str_by_bytes);
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
        if (sl_file_fails_now() || (mkdir(part, 0777) != 0 && errno != EEXIST))
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

const char *sl_file_folder_of(sl_arena *a, sl_str path)
{
    sl_str parent = sl_file_parent(path);
    return parent.n ? sl_arena_copy(a, parent.p, parent.n > 1 ? parent.n - 1 : 1) : ".";
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
