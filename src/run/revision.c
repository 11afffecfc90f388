#include "run/revision.h"

#include <fcntl.h>
#include <ftw.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"

extern char **environ;

/* Runs a program of the path to its end, in silence; whether it did what it was asked. */
static bool run(const char *const *words)
{
    posix_spawn_file_actions_t quiet;
    pid_t child;
    int status = 1;
    if (posix_spawn_file_actions_init(&quiet) != 0)
        return false;
    posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&quiet, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    bool ran = posix_spawnp(&child, words[0], &quiet, NULL, (char *const *)words, environ) == 0 &&
               waitpid(child, &status, 0) == child;
    posix_spawn_file_actions_destroy(&quiet);
    return ran && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

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
    const char *archive[] = {"git", "-C", folder,   "archive", "--format=tar",
                             "-o",  tar,  revision, NULL};
    const char *extract[] = {"tar", "-xf", tar, "-C", out, NULL};
    return sl_file_make_folder(out) && run(archive) && run(extract) ? out : NULL;
}
