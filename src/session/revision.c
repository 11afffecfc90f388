#include "session/revision.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"

extern char **environ;

enum { LONGEST = 20 }; /* seconds that git may take */

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* All that is printed until the end; false when it is too much, or takes too long. */
static bool read_all(int fd, sl_buf *out)
{
    int64_t until = now() + LONGEST * 1000;
    char held[16 << 10];
    for (;;) {
        struct pollfd p = {.fd = fd, .events = POLLIN};
        int64_t left = until - now();
        if (left <= 0 || poll(&p, 1, (int)left) <= 0)
            return false;
        ssize_t n = read(fd, held, sizeof held);
        if (n <= 0)
            return n == 0;
        if (out->n + (size_t)n > SL_LIMIT_FILE_BYTES)
            return false;
        sl_buf_push(out, held, (size_t)n);
    }
}

/* Runs a program of the path to its end, with what it prints into out; whether it did what it was
 * asked. What it complains of is nobody's. */
static bool run(const char *const *words, sl_buf *out)
{
    posix_spawn_file_actions_t actions;
    pid_t child;
    int status = 1, ends[2];
    if (pipe(ends) != 0)
        return false;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    bool ran = posix_spawn_file_actions_init(&actions) == 0;
    if (ran) {
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
        posix_spawn_file_actions_addclose(&actions, ends[1]);
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        ran = posix_spawnp(&child, words[0], &actions, NULL, (char *const *)words, environ) == 0;
        posix_spawn_file_actions_destroy(&actions);
    }
    close(ends[1]);
    if (ran && !read_all(ends[0], out))
        kill(child, SIGKILL);
    close(ends[0]);
    ran = ran && waitpid(child, &status, 0) == child;
    return ran && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool run_quietly(const char *const *words)
{
    sl_buf out;
    sl_buf_init(&out);
    bool good = run(words, &out);
    sl_buf_done(&out);
    return good;
}

/* Nothing that the folder's own settings name is run: no monitor of files, pager or check of
 * signatures. */
#define QUIETLY(folder)                                                                            \
    "git", "--no-pager", "--no-optional-locks", "--literal-pathspecs", "-c",                       \
        "core.fsmonitor=false", "-c", "log.showSignature=false", "-C", folder

static int remove_one(const char *path, const struct stat *s, int kind, struct FTW *at)
{
    (void)s;
    (void)at;
    return kind == FTW_DP ? rmdir(path) : unlink(path);
}

static void remove_folder(void *path)
{
    enum { OPEN_AT_ONCE = 16 };
    nftw(path, remove_one, OPEN_AT_ONCE, FTW_DEPTH | FTW_PHYS);
}

const char *sl_revision_fetch(sl_arena *a, const char *folder, const char *revision)
{
    const char *temporary = getenv("TMPDIR");
    char *made =
        (char *)sl_file_join(a, temporary && *temporary ? temporary : "/tmp", "sightline-XXXXXX");
    if (revision[0] == '-' || !mkdtemp(made))
        return NULL;
    sl_arena_defer(a, remove_folder, made);
    const char *tar = sl_file_join(a, made, "revision.tar"),
               *out = sl_file_join(a, made, "revision");
    const char *archive[] = {QUIETLY(folder), "archive", "--format=tar", "-o", tar, revision, NULL};
    const char *extract[] = {"tar", "-xf", tar, "-C", out, NULL};
    return sl_file_make_folder(out) && run_quietly(archive) && run_quietly(extract) ? out : NULL;
}

/* --- commits --- */

static void read_commits(sl_arena *a, sl_str printed, sl_revisions *out)
{
    sl_str line;
    while (sl_str_split(&printed, '\n', &line)) {
        sl_revision one;
        if (sl_utf8_find_invalid(line) == SIZE_MAX && sl_str_split(&line, '\x1F', &one.id) &&
            sl_str_split(&line, '\x1F', &one.date) && sl_str_split(&line, '\x1F', &one.by)) {
            one.what = line;
            SL_PUSH(a, *out, one);
        }
    }
}

bool sl_revision_list(sl_arena *a, const char *folder, sl_str path, unsigned first, unsigned last,
                      unsigned most, sl_revisions *out)
{
    const char *file = sl_str_copy(a, path).p, *limit = sl_str_format(a, "--max-count=%u", most).p,
               *range = sl_str_format(a, "-L%u,%u:%s", first, last, file).p,
               *format = "--format=%H%x1f%as%x1f%an%x1f%s";
    const char *whole[] = {
        QUIETLY(folder), "log", "--follow", "--encoding=UTF-8", limit, format, "--", file, NULL};
    const char *part[] = {QUIETLY(folder), "log", "--no-patch", "--encoding=UTF-8",
                          limit,           range, format,       NULL};
    sl_buf printed;
    sl_buf_init(&printed);
    bool good = run(first ? part : whole, &printed);
    if (good)
        read_commits(a, sl_buf_copy(&printed, a), out);
    sl_buf_done(&printed);
    return good;
}

bool sl_revision_read(sl_arena *a, const char *folder, sl_str path, sl_str *out)
{
    const char *name = sl_str_format(a, "HEAD:./%.*s", SL_FMT(path)).p;
    const char *show[] = {QUIETLY(folder), "cat-file", "blob", name, NULL};
    sl_buf printed;
    sl_buf_init(&printed);
    bool good = run(show, &printed);
    *out = sl_buf_copy(&printed, a);
    sl_buf_done(&printed);
    return good;
}

sl_str sl_revision_folders(sl_arena *a, const char *folder)
{
    const char *ask[] = {
        QUIETLY(folder),   "rev-parse", "--path-format=absolute", "--git-dir", "--git-common-dir",
        "--show-toplevel", NULL};
    sl_buf printed;
    sl_buf_init(&printed);
    sl_str out = run(ask, &printed) ? sl_buf_copy(&printed, a) : SL_STR_NONE;
    sl_buf_done(&printed);
    return out;
}
