#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "tap.h"

static sl_arena *arena;
static char folder[] = "/tmp/sightline-test-XXXXXX";

static const char *in(const char *name)
{
    return sl_file_join(arena, folder, name);
}

static bool put(const char *name, const char *text)
{
    sl_outputs *o = sl_outputs_new(arena);
    const char *path, *why;
    sl_outputs_add(o, in(name), sl_str_from(text));
    return sl_outputs_commit(o, &path, &why);
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

/* Whichever call fails, each file is the old one or the new one, and nothing else is left. */
static void test_faults(void)
{
    bool whole = true, clean = true;
    unsigned long tried = 0;
    for (unsigned long n = 1;; n++) {
        put("a", "old a");
        put("b", "old b");
        sl_outputs *o = sl_outputs_new(arena);
        const char *path, *why;
        sl_outputs_add(o, in("a"), SL_STR("new a"));
        sl_outputs_add(o, in("b"), SL_STR("new b"));
        sl_file_fail_at(n);
        bool good = sl_outputs_commit(o, &path, &why);
        sl_file_fail_at(0);
        sl_str a, b, *paths;
        size_t count;
        sl_file_read(arena, in("a"), 100, &a, &why);
        sl_file_read(arena, in("b"), 100, &b, &why);
        whole = whole && (sl_str_equal_z(a, "old a") || sl_str_equal_z(a, "new a")) &&
                (sl_str_equal_z(b, "old b") || sl_str_equal_z(b, "new b"));
        sl_file_list(arena, folder, &paths, &count);
        clean = clean && count == 3;
        tried = n;
        if (good)
            break;
    }
    ok(tried > 6, "every call of a commit was made to fail");
    ok(whole, "no file was lost or cut");
    ok(clean, "no temporary file was left");
}

int main(void)
{
    arena = sl_arena_new();
    if (!mkdtemp(folder))
        return 1;
    test_paths();
    test_reading();
    test_faults();
    ok(unlink(in("a")) == 0 && unlink(in("b")) == 0 && unlink(in("one")) == 0 && rmdir(folder) == 0,
       "nothing else was made");
    sl_arena_free(arena);
    return done();
}
