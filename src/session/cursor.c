#include "session/cursor.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/num.h"

enum { MOST_BYTES = 4096 };

/* Made if it is missing; false unless it is the user's alone. */
static bool is_own_folder(const char *path)
{
    struct stat st;
    if (mkdir(path, 0700) != 0 && errno != EEXIST)
        return false;
    return lstat(path, &st) == 0 && S_ISDIR(st.st_mode) && st.st_uid == geteuid() &&
           (st.st_mode & 077) == 0;
}

const char *sl_cursor_folder(sl_arena *a)
{
    const char *run = getenv("XDG_RUNTIME_DIR");
    const char *own = run && run[0] == '/'
                          ? sl_file_join(a, run, "sightline")
                          : sl_str_format(a, "/tmp/sightline-%u", (unsigned)geteuid()).p;
    return is_own_folder(own) ? own : NULL;
}

const char *sl_cursor_prefix(sl_arena *a, const char *folder)
{
    const char *own = sl_cursor_folder(a), *file = NULL;
    char *whole = own ? realpath(folder[0] ? folder : ".", NULL) : NULL;
    if (whole)
        file = sl_file_join(
            a, own,
            sl_str_format(a, "%016llx-", (unsigned long long)sl_str_hash(sl_str_from(whole))).p);
    free(whole);
    return file;
}

void sl_cursor_begin(sl_cursor *c, sl_arena *a, const char *folder)
{
    const char *prefix = sl_cursor_prefix(a, folder);
    *c = (sl_cursor){.fd = -1};
    if (prefix)
        c->file = sl_str_format(a, "%s%ld.cursor", prefix, (long)getpid()).p;
    int made =
        c->file ? open(c->file, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600) : -1;
    if (made < 0)
        return;
    close(made);
    c->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (c->fd >= 0)
        inotify_add_watch(c->fd, c->file, IN_CLOSE_WRITE);
}

void sl_cursor_end(sl_cursor *c)
{
    if (c->fd < 0)
        return;
    close(c->fd);
    unlink(c->file);
    c->fd = -1;
}

bool sl_cursor_take(sl_cursor *c, sl_arena *a, sl_str *path, uint32_t *line)
{
    char held[1024];
    sl_str said, number;
    while (c->fd >= 0 && read(c->fd, held, sizeof held) > 0)
        continue;
    if (c->fd < 0 || sl_file_read(a, c->file, MOST_BYTES, &said, NULL) != SL_FILE_OK)
        return false;
    said = sl_str_trim(said);
    if (!sl_str_split(&said, ' ', &number) || !sl_num_parse(number, line) || !*line ||
        !sl_file_path_is_inside(said) || sl_utf8_find_invalid(said) != SIZE_MAX)
        return false;
    *path = said;
    return true;
}

static void tell(const char *file, const char *text, size_t n)
{
    int fd = open(file, O_WRONLY | O_TRUNC | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return;
    if (write(fd, text, n) != (ssize_t)n)
        ftruncate(fd, 0);
    close(fd);
}

/* A preview that ended without a word has left its file. */
static bool is_left(const char *number)
{
    long pid = strtol(number, NULL, 10);
    return pid > 0 && kill((pid_t)pid, 0) != 0 && errno == ESRCH;
}

void sl_cursor_tell(const char *prefix, sl_str path, uint32_t line)
{
    char text[MOST_BYTES];
    int n = snprintf(text, sizeof text, "%u %.*s\n", line, SL_FMT(path));
    if (!prefix || n <= 0 || (size_t)n >= sizeof text)
        return;
    sl_arena *a = sl_arena_new();
    const char *name = strrchr(prefix, '/') + 1;
    size_t length = strlen(name);
    const char *folder = sl_arena_copy(a, prefix, (size_t)(name - prefix));
    DIR *all = opendir(folder);
    for (struct dirent *one = all ? readdir(all) : NULL; one; one = readdir(all)) {
        if (strncmp(one->d_name, name, length) != 0)
            continue;
        const char *file = sl_file_join(a, folder, one->d_name);
        if (is_left(one->d_name + length))
            unlink(file);
        else
            tell(file, text, (size_t)n);
    }
    if (all)
        closedir(all);
    sl_arena_free(a);
}
