#include "base/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/map.h"
#include "base/mem.h"

/* What tells that a file is another than before. */
typedef struct signature {
    uint64_t device, node, size;
    int64_t changed[2], written[2];
} signature;

typedef struct entry {
    sl_folder_file file;
    sl_file_status status;
    const char *why;
    signature as;   /* when it was read */
    size_t limit;   /* that it was read under */
    uint64_t asked; /* the round in which the disk was last asked; 0: never read */
    sl_str laid;
    sl_arena *laid_in; /* NULL: nothing is laid */
} entry;

struct sl_folder_made {
    const void *by;
    uint32_t from;
    void *made;
};

/* What is worked out from keys: so many, then it begins anew. */
enum { MOST_REMEMBERED = 200000, MOST_BYTES = 96 << 20 };

struct sl_folder {
    sl_arena *arena;
    sl_map entries;
    const char *root;
    int open;       /* the root, -1: it could not be opened */
    uint64_t round; /* grows when the disk is to be asked anew */
    uint32_t most;
    sl_arena *listed_in;
    sl_listing listing;
    uint64_t listed; /* the round of it; 0: never */
    uint64_t versions;
    sl_arena *remembered_in;
    sl_map remembered;
    SL_VEC(sl_arena *) gone; /* of bytes that may still be looked at */
};

sl_folder *sl_folder_new(const char *root)
{
    sl_arena *a = sl_arena_new();
    sl_folder *f = SL_NEW(a, sl_folder);
    f->arena = a;
    f->root = sl_arena_copy(a, root, strlen(root));
    f->open = open(root[0] ? root : ".", O_PATH | O_DIRECTORY | O_CLOEXEC);
    f->round = 1;
    sl_map_init(&f->entries, a);
    return f;
}

static void clear_gone(sl_folder *f)
{
    while (f->gone.n)
        sl_arena_free(f->gone.at[--f->gone.n]);
}

void sl_folder_free(sl_folder *f)
{
    if (!f)
        return;
    for (size_t i = 0; i < f->entries.entries.n; i++) {
        entry *e = f->entries.entries.at[i].value;
        sl_arena_free(e->file.arena);
        sl_arena_free(e->laid_in);
    }
    clear_gone(f);
    sl_arena_free(f->listed_in);
    sl_arena_free(f->remembered_in);
    if (f->open >= 0)
        close(f->open);
    sl_arena_free(f->arena);
}

static entry *entry_of(sl_folder *f, sl_str path)
{
    entry *e = sl_map_lookup(&f->entries, path);
    if (e)
        return e;
    e = SL_NEW(f->arena, entry);
    e->file.path = sl_str_copy(f->arena, path);
    sl_map_add(&f->entries, e->file.path, e);
    return e;
}

/* What was read may be looked at until the folder settles. */
static void forget(sl_folder *f, entry *e)
{
    if (e->file.arena)
        SL_PUSH(f->arena, f->gone, e->file.arena);
    e->file.arena = NULL;
    memset(&e->file.made, 0, sizeof e->file.made);
    e->file.bytes = SL_STR_NONE;
    e->asked = 0;
}

static void lift(sl_folder *f, entry *e)
{
    if (e->laid_in)
        SL_PUSH(f->arena, f->gone, e->laid_in);
    e->laid_in = NULL;
    e->laid = SL_STR_NONE;
}

void sl_folder_lay(sl_folder *f, sl_str path, sl_str bytes)
{
    entry *e = entry_of(f, path);
    if (e->laid_in && sl_str_equal(e->laid, bytes))
        return;
    bool is_new = !e->laid_in;
    lift(f, e);
    if (!e->asked || !sl_str_equal(e->file.bytes, bytes) || e->status != SL_FILE_OK)
        forget(f, e);
    e->laid_in = sl_arena_new();
    e->laid = sl_str_copy(e->laid_in, bytes);
    if (is_new)
        f->listed = 0;
}

void sl_folder_lift(sl_folder *f, sl_str path)
{
    entry *e = sl_map_lookup(&f->entries, path);
    if (!e || !e->laid_in)
        return;
    lift(f, e);
    forget(f, e);
    f->listed = 0;
}

bool sl_folder_is_laid(const sl_folder *f, sl_str path)
{
    const entry *e = sl_map_lookup(&f->entries, path);
    return e && e->laid_in;
}

void sl_folder_settle(sl_folder *f, bool asks)
{
    clear_gone(f);
    f->round += asks;
    if (f->remembered_in && (f->remembered.entries.n >= MOST_REMEMBERED ||
                             sl_arena_count_bytes(f->remembered_in) >= MOST_BYTES)) {
        sl_arena_free(f->remembered_in);
        f->remembered_in = NULL;
    }
}

uint32_t sl_folder_most(const sl_folder *f)
{
    uint32_t most = 0;
    for (size_t i = 0; i < f->entries.entries.n; i++) {
        const entry *e = f->entries.entries.at[i].value;
        if (e->file.number > most)
            most = e->file.number;
    }
    return most;
}

static bool sign(const sl_folder *f, const char *path, signature *out)
{
    struct stat st;
    memset(out, 0, sizeof *out);
    if (f->open < 0 || fstatat(f->open, path, &st, 0) != 0)
        return false;
    out->device = (uint64_t)st.st_dev;
    out->node = (uint64_t)st.st_ino;
    out->size = (uint64_t)st.st_size;
    out->changed[0] = st.st_ctim.tv_sec;
    out->changed[1] = st.st_ctim.tv_nsec;
    out->written[0] = st.st_mtim.tv_sec;
    out->written[1] = st.st_mtim.tv_nsec;
    return true;
}

/* Signed before it is read: what is written meanwhile is seen the next time. */
static void read_disk(sl_folder *f, entry *e, const char *path, size_t limit)
{
    signature now;
    bool there = sign(f, path, &now);
    if (e->asked && e->limit == limit && there && memcmp(&now, &e->as, sizeof now) == 0) {
        e->asked = f->round;
        return;
    }
    sl_arena *a = sl_arena_new();
    sl_str bytes;
    const char *why = "";
    sl_file_status status = sl_file_read_beneath(a, f->root, path, limit, &bytes, &why);
    bool same = e->asked && status == SL_FILE_OK && e->status == status &&
                sl_str_equal(bytes, e->file.bytes);
    if (same) {
        sl_arena_free(a);
    } else {
        forget(f, e);
        e->file.arena = a;
        e->file.bytes = bytes;
        e->file.version = ++f->versions;
    }
    e->status = status;
    e->why = why;
    e->as = now;
    e->limit = limit;
    e->asked = f->round;
}

static void read_laid(sl_folder *f, entry *e, size_t limit)
{
    if (e->asked && e->status == SL_FILE_OK && e->limit == limit)
        return;
    forget(f, e);
    e->file.arena = sl_arena_new();
    e->file.bytes = e->laid;
    e->file.version = ++f->versions;
    e->status = e->laid.n > limit ? SL_FILE_TOO_LARGE : SL_FILE_OK;
    e->why = e->status == SL_FILE_OK ? "" : strerror(EFBIG);
    e->limit = limit;
    e->asked = f->round;
}

sl_file_status sl_folder_read(sl_folder *f, sl_arena *a, const char *root, const char *path,
                              size_t limit, sl_str *out, const char **why, sl_folder_file **file)
{
    if (file)
        *file = NULL;
    if (!f)
        return sl_file_read_beneath(a, root, path, limit, out, why);
    entry *e = entry_of(f, sl_str_from(path));
    if (e->laid_in)
        read_laid(f, e, limit);
    else if (e->asked != f->round || e->limit != limit)
        read_disk(f, e, path, limit);
    *out = e->file.bytes;
    if (why)
        *why = e->why;
    if (file)
        *file = &e->file;
    return e->status;
}

sl_folder_file *sl_folder_find(const sl_folder *f, sl_str path)
{
    entry *e = f ? sl_map_lookup(&f->entries, path) : NULL;
    return e && e->asked && e->status == SL_FILE_OK ? &e->file : NULL;
}

void *sl_folder_made(const sl_folder_file *file, const void *by, uint32_t from)
{
    for (size_t i = 0; i < file->made.n; i++)
        if (file->made.at[i].by == by && file->made.at[i].from == from)
            return file->made.at[i].made;
    return NULL;
}

void sl_folder_keep(sl_folder_file *file, const void *by, uint32_t from, void *made)
{
    SL_PUSH(file->arena, file->made, ((struct sl_folder_made){by, from, made}));
}

const void *sl_folder_recall(const sl_folder *f, sl_str key)
{
    return f->remembered_in ? sl_map_lookup(&f->remembered, key) : NULL;
}

sl_arena *sl_folder_remembering(sl_folder *f)
{
    if (!f->remembered_in) {
        f->remembered_in = sl_arena_new();
        sl_map_init(&f->remembered, f->remembered_in);
    }
    return f->remembered_in;
}

void sl_folder_remember(sl_folder *f, sl_str key, const void *bytes, size_t n)
{
    sl_arena *a = sl_folder_remembering(f);
    sl_map_add(&f->remembered, sl_str_copy(a, key), sl_arena_copy(a, bytes, n));
}

bool sl_folder_has(sl_folder *f, sl_arena *a, const char *root, const char *path)
{
    return (f && sl_folder_is_laid(f, sl_str_from(path))) ||
           sl_file_exists(sl_file_join(a, root, path));
}

/* Texts that are laid where no file is yet. */
static void list_laid(sl_folder *f)
{
    sl_listing *l = &f->listing;
    size_t n = l->paths.n;
    for (size_t i = 0; i < f->entries.entries.n; i++) {
        const entry *e = f->entries.entries.at[i].value;
        bool listed = !e->laid_in || (n && bsearch(&e->file.path, l->paths.at, n,
                                                   sizeof *l->paths.at, sl_str_by_bytes));
        if (!listed && n < SL_LIMIT_FILES)
            SL_PUSH(f->listed_in, l->paths, e->file.path);
    }
    if (l->paths.n > n)
        qsort(l->paths.at, l->paths.n, sizeof *l->paths.at, sl_str_by_bytes);
}

void sl_folder_list(sl_folder *f, sl_arena *a, const char *root, sl_listing *out)
{
    if (!f) {
        sl_file_list(a, root, out);
        return;
    }
    if (f->listed != f->round) {
        if (f->listed_in)
            SL_PUSH(f->arena, f->gone, f->listed_in);
        f->listed_in = sl_arena_new();
        sl_file_list(f->listed_in, f->root, &f->listing);
        list_laid(f);
        f->listed = f->round;
    }
    *out = f->listing;
}
