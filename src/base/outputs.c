#include "base/outputs.h"

#include <errno.h>
#include <fcntl.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/assert.h"
#include "base/file.h"
#include "base/limits.h"

#define MARK ".sightline-"
#define JOURNAL MARK "journal"

typedef struct output {
    const char *name, *path;
    const char *new_name, *old_name; /* in the folder; old_name: of what was there */
    sl_str bytes;
    bool written, kept, renamed;
} output;

struct sl_outputs {
    sl_arena *arena;
    const char *folder, *draft; /* draft: of the journal */
    int fd;                     /* of the folder, locked; -1 */
    bool keep_old, journaled;
    SL_VEC(output) files;
};

static sl_outputs *committing; /* for sl_outputs_abandon */
static bool replaced;          /* some outputs, for good */

/* --- an end by a signal waits --- */

static const int waiting_signals[] = {SIGINT, SIGTERM, SIGHUP};
static struct sigaction before[SL_COUNT(waiting_signals)];
static volatile sig_atomic_t signalled;

static void take_signal(int number)
{
    signalled = number;
}

static void hold_signals(void)
{
    struct sigaction hold = {.sa_handler = take_signal};
    signalled = 0;
    for (size_t i = 0; i < SL_COUNT(waiting_signals); i++) {
        sigaction(waiting_signals[i], NULL, &before[i]);
        if (before[i].sa_handler != SIG_IGN)
            sigaction(waiting_signals[i], &hold, NULL);
    }
}

static void release_signals(void)
{
    for (size_t i = 0; i < SL_COUNT(waiting_signals); i++)
        sigaction(waiting_signals[i], &before[i], NULL);
    if (signalled)
        raise(signalled);
}

static bool is_interrupted(void)
{
    if (signalled)
        errno = EINTR;
    return signalled != 0;
}

/* --- names --- */

/* A name that nobody can have guessed, and that the next run knows as ours. */
static const char *temporary(sl_arena *a, const char *kind)
{
    uint64_t random = 0;
    if (getrandom(&random, sizeof random, 0) != sizeof random)
        random = (uint64_t)getpid() << 32 ^ (uint64_t)(uintptr_t)a;
    return sl_str_format(a, MARK "%016llx.%s", (unsigned long long)random, kind).p;
}

sl_outputs *sl_outputs_new(sl_arena *a, const char *folder)
{
    sl_outputs *o = SL_NEW(a, sl_outputs);
    o->arena = a;
    o->folder = folder[0] ? folder : ".";
    o->draft = temporary(a, "new");
    o->fd = -1;
    return o;
}

void sl_outputs_add(sl_outputs *o, const char *name, sl_str bytes)
{
    output f = {.name = name, .path = sl_file_join(o->arena, o->folder, name), .bytes = bytes};
    f.new_name = temporary(o->arena, "new");
    f.old_name = temporary(o->arena, "old");
    SL_PUSH(o->arena, o->files, f);
}

void sl_outputs_keep_old(sl_outputs *o)
{
    o->keep_old = true;
}

/* --- what a killed run left --- */

/* A name in the folder itself, written by us. */
static bool is_ours(const char *name)
{
    return strncmp(name, MARK, strlen(MARK)) == 0 && !strchr(name, '/');
}

/* One line of the journal: its new file gets its name, what it replaced goes. */
static void finish_line(const sl_outputs *o, sl_str line)
{
    sl_str rest = line, part[3] = {0};
    for (size_t i = 0; i < SL_COUNT(part); i++)
        if (!sl_str_split(&rest, '\t', &part[i]))
            return;
    const char *new_name = sl_arena_copy(o->arena, part[0].p, part[0].n),
               *old_name = sl_arena_copy(o->arena, part[1].p, part[1].n),
               *name = sl_arena_copy(o->arena, part[2].p, part[2].n);
    if (!is_ours(new_name) || !sl_file_path_is_inside(part[2]))
        return;
    renameat(o->fd, new_name, o->fd, name); /* gone when it has its name already */
    if (is_ours(old_name))
        unlinkat(o->fd, old_name, 0);
}

static void finish_journal(const sl_outputs *o)
{
    struct stat st;
    if (fstatat(o->fd, JOURNAL, &st, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(st.st_mode))
        return;
    sl_str bytes, line;
    const char *path = sl_file_join(o->arena, o->folder, JOURNAL);
    if (sl_file_read(o->arena, path, SL_LIMIT_FILE_BYTES, &bytes, NULL) == SL_FILE_OK &&
        sl_str_ends(bytes, "\nend\n"))
        while (sl_str_split(&bytes, '\n', &line))
            finish_line(o, line);
    unlinkat(o->fd, JOURNAL, 0);
}

/* The folder is locked: what has a name of ours belongs to nobody who is alive. */
static void clean(const sl_outputs *o)
{
    int fd = openat(o->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *d = fd < 0 ? NULL : fdopendir(fd);
    if (!d && fd >= 0)
        close(fd);
    for (struct dirent *e; d && (e = readdir(d));)
        if (is_ours(e->d_name))
            unlinkat(o->fd, e->d_name, 0);
    if (d)
        closedir(d);
}

bool sl_outputs_lock(sl_outputs *o, const char **why)
{
    if (o->fd >= 0)
        return true;
    o->fd = sl_file_fails_now() ? -1 : open(o->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (o->fd < 0) {
        *why = strerror(errno);
        return false;
    }
    int locked;
    do
        locked = flock(o->fd, LOCK_EX); /* where there are no locks we go on without */
    while (locked != 0 && errno == EINTR && !signalled);
    finish_journal(o);
    clean(o);
    return true;
}

void sl_outputs_done(sl_outputs *o)
{
    if (o->fd >= 0)
        close(o->fd);
    o->fd = -1;
}

/* --- the steps of a commit --- */

static bool write_all(int fd, sl_str bytes)
{
    size_t done = 0;
    while (done < bytes.n) {
        ssize_t put = sl_file_fails_now() ? -1 : write(fd, bytes.p + done, bytes.n - done);
        if (put < 0 && errno == EINTR && !signalled)
            continue;
        if (put <= 0)
            return false;
        done += (size_t)put;
    }
    return !is_interrupted() && !sl_file_fails_now() && fsync(fd) == 0;
}

static bool write_new(const sl_outputs *o, const char *name, sl_str bytes)
{
    int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    int fd = sl_file_fails_now() ? -1 : openat(o->fd, name, flags, 0666);
    if (fd < 0)
        return false;
    bool ok = write_all(fd, bytes);
    int error = errno;
    if (close(fd) != 0 && ok)
        return false;
    errno = error;
    return ok;
}

/* What stands in the place of an output: nothing, a file that may be replaced, or a reason. */
static bool look(const sl_outputs *o, output *f)
{
    struct stat st;
    if (fstatat(o->fd, f->name, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT;
    errno = o->keep_old ? EEXIST : EISDIR;
    if (o->keep_old || S_ISDIR(st.st_mode))
        return false;
    f->kept = true;
    return true;
}

/* A second name for what is replaced; a copy of it where files have one name only. */
static bool keep(const sl_outputs *o, output *f)
{
    if (sl_file_fails_now())
        return false;
    if (linkat(o->fd, f->name, o->fd, f->old_name, 0) == 0)
        return true;
    sl_str bytes;
    sl_arena *scratch = sl_arena_new();
    bool ok = sl_file_read(scratch, f->path, SIZE_MAX, &bytes, NULL) == SL_FILE_OK &&
              write_new(o, f->old_name, bytes);
    sl_arena_free(scratch);
    return ok;
}

static bool write_journal(sl_outputs *o, sl_str text)
{
    if (!write_new(o, o->draft, text))
        return false;
    o->journaled = !sl_file_fails_now() && renameat(o->fd, o->draft, o->fd, JOURNAL) == 0;
    if (o->journaled)
        fsync(o->fd);
    return o->journaled;
}

static sl_str journal_text(const sl_outputs *o)
{
    sl_buf b;
    sl_buf_init(&b);
    for (size_t i = 0; i < o->files.n; i++) {
        const output *f = &o->files.at[i];
        sl_buf_push_format(&b, "%s\t%s\t%s\n", f->new_name, f->kept ? f->old_name : "-", f->name);
    }
    sl_buf_push_z(&b, "end\n");
    return sl_buf_take(&b, o->arena);
}

static bool give_name(const sl_outputs *o, output *f)
{
    if (sl_file_fails_now())
        return false;
    f->renamed = o->keep_old ? linkat(o->fd, f->new_name, o->fd, f->name, 0) == 0
                             : renameat(o->fd, f->new_name, o->fd, f->name) == 0;
    return f->renamed;
}

/* Names as they were; false when one of them cannot be. */
static bool put_back(const sl_outputs *o)
{
    bool good = true;
    for (size_t i = 0; i < o->files.n; i++) {
        const output *f = &o->files.at[i];
        if (!f->renamed)
            continue;
        good = (f->kept ? renameat(o->fd, f->old_name, o->fd, f->name)
                        : unlinkat(o->fd, f->name, 0)) == 0 &&
               good;
    }
    return good;
}

static void remove_temporaries(const sl_outputs *o)
{
    unlinkat(o->fd, o->draft, 0);
    for (size_t i = 0; i < o->files.n; i++) {
        unlinkat(o->fd, o->files.at[i].new_name, 0);
        unlinkat(o->fd, o->files.at[i].old_name, 0);
    }
}

bool sl_outputs_abandon(void)
{
    sl_outputs *o = committing;
    committing = NULL;
    if (!o || o->fd < 0)
        return !replaced;
    if (!put_back(o))
        return false; /* the journal tells the next run */
    if (o->journaled)
        unlinkat(o->fd, JOURNAL, 0);
    remove_temporaries(o);
    return !replaced;
}

/* Who may read what is replaced may read what replaces it, and nobody else. */
static void keep_mode(const sl_outputs *o, const output *f)
{
    struct stat st;
    if (f->kept && fstatat(o->fd, f->name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode))
        fchmodat(o->fd, f->new_name, st.st_mode & 0777, 0);
}

/* Everything that may fail for a good reason, before a name is changed. */
static bool prepare(sl_outputs *o, sl_str journal, size_t *failed)
{
    for (*failed = 0; *failed < o->files.n; ++*failed)
        if (!look(o, &o->files.at[*failed]))
            return false;
    for (*failed = 0; *failed < o->files.n; ++*failed) {
        const output *f = &o->files.at[*failed];
        if (!write_new(o, f->new_name, f->bytes))
            return false;
        keep_mode(o, f);
    }
    for (*failed = 0; *failed < o->files.n; ++*failed)
        if (o->files.at[*failed].kept && !keep(o, &o->files.at[*failed]))
            return false;
    *failed = 0;
    return write_journal(o, journal);
}

static bool change_names(sl_outputs *o, size_t *failed)
{
    for (*failed = 0; *failed < o->files.n; ++*failed)
        if (!give_name(o, &o->files.at[*failed]))
            return false;
    return true;
}

static sl_commit_end commit(sl_outputs *o, const char **path, const char **why)
{
    size_t failed = 0;
    for (size_t i = 0; i < o->files.n; i++) {
        struct stat st;
        o->files.at[i].kept = fstatat(o->fd, o->files.at[i].name, &st, AT_SYMLINK_NOFOLLOW) == 0;
    }
    sl_str journal = journal_text(o);
    committing = o;
    bool good = prepare(o, journal, &failed) && change_names(o, &failed);
    committing = NULL;
    replaced = replaced || good;
    if (good) {
        unlinkat(o->fd, JOURNAL, 0);
        remove_temporaries(o);
        fsync(o->fd);
        return SL_COMMIT_DONE;
    }
    *why = strerror(errno);
    *path = failed < o->files.n ? o->files.at[failed].path : o->folder;
    if (!put_back(o))
        return SL_COMMIT_MIXED;
    if (o->journaled)
        unlinkat(o->fd, JOURNAL, 0);
    remove_temporaries(o);
    return SL_COMMIT_KEPT;
}

sl_commit_end sl_outputs_commit(sl_outputs *o, const char **path, const char **why)
{
    hold_signals();
    *path = o->folder;
    sl_commit_end outcome = SL_COMMIT_KEPT;
    if (sl_outputs_lock(o, why))
        outcome = commit(o, path, why);
    sl_outputs_done(o);
    release_signals();
    return outcome;
}
