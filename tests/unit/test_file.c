#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/file.h"
#include "base/outputs.h"
#include "tap.h"

static sl_arena *arena;
static char folder[] = "/tmp/sightline-test-XXXXXX";

/* In the place of the C library's: what was there when it was last asked to reach the disk. */
static unsigned synced;
static bool synced_early;

int fsync(int fd)
{
    struct stat st;
    char old[8] = "", path[64];
    snprintf(path, sizeof path, "%s/a", folder);
    FILE *f = fopen(path, "r");
    if (f) {
        if (!fgets(old, sizeof old, f))
            old[0] = 0;
        fclose(f);
    }
    bool file = fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
    synced += file;
    synced_early = synced_early || (file && strcmp(old, "old a") == 0);
    return (int)syscall(SYS_fsync, fd);
}

static const char *in(const char *name)
{
    return sl_file_join(arena, folder, name);
}

static bool put(const char *name, const char *text)
{
    sl_outputs *o = sl_outputs_new(arena, folder);
    const char *path, *why;
    sl_outputs_add(o, name, sl_str_from(text));
    return sl_outputs_commit(o, &path, &why) == SL_COMMIT_DONE;
}

static void test_paths(void)
{
    ok(sl_file_path_is_inside(SL_STR("a/../b")), "a path that comes back is inside");
    ok(!sl_file_path_is_inside(SL_STR("a/../../b")) && !sl_file_path_is_inside(SL_STR("/a")) &&
           !sl_file_path_is_inside(SL_STR("..")) && !sl_file_path_is_inside(SL_STR("a\\b")) &&
           !sl_file_path_is_inside(SL_STR("")),
       "a path that leads out is not");
}

static void test_reading(void)
{
    sl_str bytes;
    const char *why;
    ok(put("one", "text"), "a file is written");
    ok(sl_file_read(arena, in("one"), 100, &bytes, &why) == SL_FILE_OK, "and read");
    is_str(bytes, "text", "whole");
    ok(sl_file_read(arena, in("one"), 3, &bytes, &why) == SL_FILE_TOO_LARGE, "the limit is kept");
    ok(sl_file_read(arena, in("none"), 3, &bytes, &why) == SL_FILE_MISSING,
       "a missing file is told");
    ok(sl_file_read(arena, folder, 3, &bytes, &why) == SL_FILE_DENIED, "a folder is no file");
    ok(sl_file_read(arena, "/dev/zero", 3, &bytes, &why) == SL_FILE_FAILED, "neither is a device");
}

/* Names in the folder, hidden ones too. */
static size_t count_names(void)
{
    size_t n = 0;
    DIR *d = opendir(folder);
    for (struct dirent *e; d && (e = readdir(d));)
        n += strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0;
    if (d)
        closedir(d);
    return n;
}

static bool holds(const char *name, const char *text)
{
    sl_str bytes;
    return sl_file_read(arena, in(name), 100, &bytes, NULL) == SL_FILE_OK &&
           sl_str_equal_z(bytes, text);
}

/* Whichever call fails, all files are the old ones or all are the new ones, what is said of them is
 * so, and nothing else is left. */
static void test_faults(void)
{
    bool whole = true, told = true, clean = true;
    unsigned long tried = 0;
    for (unsigned long n = 1;; n++) {
        put("a", "old a");
        put("b", "old b");
        unlink(in("c"));
        sl_outputs *o = sl_outputs_new(arena, folder);
        const char *path, *why;
        sl_outputs_add(o, "a", SL_STR("new a"));
        sl_outputs_add(o, "c", SL_STR("new c"));
        sl_outputs_add(o, "b", SL_STR("new b"));
        sl_file_fail_at(n);
        sl_commit_end outcome = sl_outputs_commit(o, &path, &why);
        sl_file_fail_at(0);
        bool old = holds("a", "old a") && holds("b", "old b") && !sl_file_exists(in("c"));
        bool new = holds("a", "new a") && holds("b", "new b") && holds("c", "new c");
        whole = whole && (old || new);
        told = told && outcome == (new ? SL_COMMIT_DONE : SL_COMMIT_KEPT);
        clean = clean && count_names() == (new ? 4 : 3);
        tried = n;
        if (outcome == SL_COMMIT_DONE)
            break;
    }
    ok(tried > 15, "every call of a commit was made to fail");
    ok(whole, "all files are old or all are new");
    ok(told, "and it is said which");
    ok(clean, "no other file was left");
    unlink(in("c"));
}

/* Every new file is on the disk before the first name is changed. */
static void test_synced(void)
{
    const char *path, *why;
    put("a", "old a");
    sl_outputs *o = sl_outputs_new(arena, folder);
    sl_outputs_add(o, "a", SL_STR("new a"));
    sl_outputs_add(o, "b", SL_STR("new b"));
    synced = 0;
    synced_early = false;
    ok(sl_outputs_commit(o, &path, &why) == SL_COMMIT_DONE && holds("a", "new a"), "two files");
    is_int(synced, 3, "each is synced, and the journal");
    ok(synced_early, "while the old one still has its name");
}

static void test_folder_in_place(void)
{
    put("a", "old a");
    mkdir(in("z"), 0777);
    sl_outputs *o = sl_outputs_new(arena, folder);
    const char *path, *why;
    sl_outputs_add(o, "a", SL_STR("new a"));
    sl_outputs_add(o, "z", SL_STR("new z"));
    ok(sl_outputs_commit(o, &path, &why) == SL_COMMIT_KEPT && holds("a", "old a"),
       "a folder in the place of an output keeps all");
    rmdir(in("z"));
}

/* What a run leaves that is killed at each moment: the next one finishes or removes it. */
static void test_killed(void)
{
    put("a", "old a");
    put("b", "new b");
    FILE *f = fopen(in(".sightline-journal"), "w");
    fputs(".sightline-1.new\t.sightline-2.old\ta\n.sightline-3.new\t.sightline-4.old\tb\n"
          "../outside\t../outside\tc\nend\n",
          f);
    fclose(f);
    const char *const names[] = {".sightline-1.new", ".sightline-2.old", ".sightline-4.old"};
    for (size_t i = 0; i < 3; i++) {
        f = fopen(in(names[i]), "w");
        fputs(i ? "old" : "new a", f);
        fclose(f);
    }
    sl_outputs *o = sl_outputs_new(arena, folder);
    const char *why;
    ok(sl_outputs_lock(o, &why), "a folder is locked");
    ok(holds("a", "new a") && holds("b", "new b"), "a killed run is finished by its journal");
    sl_outputs_done(o);
    f = fopen(in(".sightline-5.new"), "w");
    fclose(f);
    f = fopen(in(".sightline-journal"), "w");
    fputs(".sightline-5.new\t-\ta\n", f);
    fclose(f);
    put("b", "newer b");
    ok(holds("a", "new a") && count_names() == 3, "half a journal counts for nothing");
}

static void test_existing(void)
{
    put("a", "old a");
    sl_outputs *o = sl_outputs_new(arena, folder);
    const char *path, *why;
    sl_outputs_keep_old(o);
    sl_outputs_add(o, "n", SL_STR("new"));
    sl_outputs_add(o, "a", SL_STR("new a"));
    ok(sl_outputs_commit(o, &path, &why) == SL_COMMIT_KEPT && holds("a", "old a") &&
           !sl_file_exists(in("n")),
       "what is there is kept where it is to be");
}

static void test_listing(void)
{
    sl_listing all;
    mkdir(in("d"), 0777);
    put("d/f", "x");
    if (symlink("f", in("d/inside")) || symlink("/tmp", in("d/outside")) ||
        symlink("..", in("d/up")))
        return;
    sl_file_list(arena, folder, &all);
    ok(all.paths.n == 5 && all.faults.n == 1 && all.faults.at[0].kind == SL_LIST_OUTSIDE &&
           sl_str_equal_z(all.faults.at[0].path, "d/outside"),
       "links are listed, and what leads out is told");
    sl_str bytes;
    ok(sl_file_read_beneath(arena, folder, "d/inside", 9, &bytes, NULL) == SL_FILE_OK &&
           sl_file_read_beneath(arena, folder, "d/../a", 9, &bytes, NULL) == SL_FILE_OK,
       "a link that stays inside is read");
    ok(sl_file_read_beneath(arena, folder, "d/outside/x", 9, &bytes, NULL) == SL_FILE_OUTSIDE &&
           sl_file_read_beneath(arena, folder, "../x", 9, &bytes, NULL) == SL_FILE_OUTSIDE,
       "one that leads out is not");
    bool told = true;
    for (unsigned long n = 1; n <= 11; n++) {
        sl_file_fail_at(n);
        sl_file_list(arena, folder, &all);
        sl_file_fail_at(0);
        bool said = false;
        for (size_t i = 0; i < all.faults.n; i++)
            said = said || all.faults.at[i].kind == SL_LIST_UNREADABLE;
        told = told && said;
    }
    ok(told, "whatever of a listing fails is told");
    const char *const names[] = {"d/f", "d/inside", "d/outside", "d/up"};
    for (size_t i = 0; i < 4; i++)
        unlink(in(names[i]));
    rmdir(in("d"));
}

int main(void)
{
    arena = sl_arena_new();
    if (!mkdtemp(folder))
        return 1;
    test_paths();
    test_reading();
    test_faults();
    test_synced();
    test_folder_in_place();
    test_killed();
    test_existing();
    test_listing();
    ok(unlink(in("a")) == 0 && unlink(in("b")) == 0 && unlink(in("one")) == 0 && rmdir(folder) == 0,
       "nothing else was made");
    sl_arena_free(arena);
    return done();
}
