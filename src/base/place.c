#include "base/place.h"

#include <unistd.h>

const char *sl_place_join(sl_arena *a, const char *path)
{
    char program[4096];
    ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
    while (n > 0 && program[n - 1] != '/')
        n--;
    return n > 0 ? sl_str_format(a, "%.*s%s", (int)n, program, path).p : path;
}
