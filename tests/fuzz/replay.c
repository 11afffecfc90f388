/* Gives files to targets: replay TARGET FILE..., or replay FOLDER, whose folders are called as the
 * targets are. As TAP. With --mutate N each file is also tried N times with bytes changed, in an
 * order that is the same every time. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "targets.h"

static unsigned count;
static unsigned long mutations;

static unsigned long next(unsigned long *state)
{
    *state = *state * 6364136223846793005ul + 1442695040888963407ul;
    return *state >> 33;
}

/* A piece is doubled, cut, or overwritten by a byte or by another piece. */
static sl_str mutate(sl_arena *a, sl_str bytes, unsigned long *state)
{
    static const char marks[] = "\n -:#[]{}()*_`^~@=!|\"'\\/<>%&0129.,\xE2\x80";
    size_t at = bytes.n ? next(state) % bytes.n : 0, n = bytes.n ? next(state) % 64 : 0;
    if (at + n > bytes.n)
        n = bytes.n - at;
    char *p = sl_arena_alloc(a, bytes.n + n + 2);
    memcpy(p, bytes.p, bytes.n);
    switch (next(state) % 4) {
    case 0: /* doubled */
        memmove(p + at + n, p + at, bytes.n - at);
        return (sl_str){p, bytes.n + n};
    case 1: /* cut */
        memmove(p + at, p + at + n, bytes.n - at - n);
        return (sl_str){p, bytes.n - n};
    case 2:
        if (bytes.n)
            p[at] = marks[next(state) % (sizeof marks - 1)];
        return (sl_str){p, bytes.n};
    default:
        memmove(p + at + 1, p + at, bytes.n - at);
        p[at] = marks[next(state) % (sizeof marks - 1)];
        return (sl_str){p, bytes.n + 1};
    }
}

static void give(const target *t, const char *path)
{
    sl_arena *a = sl_arena_new();
    sl_str bytes;
    bool read = sl_file_read(a, path, 1 << 24, &bytes, NULL) == SL_FILE_OK;
    unsigned long state = 1;
    if (read)
        t->run(bytes);
    for (unsigned long i = 0; read && i < mutations; i++) {
        sl_str one = bytes;
        for (unsigned long k = next(&state) % 4; k < 4; k++)
            one = mutate(a, one, &state);
        t->run(one);
    }
    printf("%s %u - %s: %s\n", read ? "ok" : "not ok", ++count, t->name, path);
    fflush(stdout);
    sl_arena_free(a);
}

static void give_folder(const char *path)
{
    sl_arena *a = sl_arena_new();
    for (size_t i = 0; target_at(i); i++) {
        sl_listing all;
        const char *folder = sl_file_join(a, path, target_at(i)->name);
        if (!sl_file_is_folder(folder))
            continue;
        sl_file_list(a, folder, &all);
        for (size_t k = 0; k < all.paths.n; k++)
            give(target_at(i), sl_file_join(a, folder, all.paths.at[k].p));
    }
    sl_arena_free(a);
}

int main(int argc, char **argv)
{
    int first = 1;
    if (argc > 2 && strcmp(argv[1], "--mutate") == 0) {
        mutations = strtoul(argv[2], NULL, 10);
        first = 3;
    }
    const target *t = argc > first ? target_find(argv[first]) : NULL;
    for (int i = t ? first + 1 : first; i < argc; i++) {
        if (t)
            give(t, argv[i]);
        else
            give_folder(argv[i]);
    }
    printf("1..%u\n", count);
    return count == 0;
}
