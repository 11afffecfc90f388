/* live FOLDER FILE [RUNS]: one letter typed and taken away in FILE of a strategy, over and over;
 * prints the median CPU time from a keystroke to the findings. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/file.h"
#include "base/mem.h"
#include "session/live.h"

static double milliseconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

int main(int argc, char **argv)
{
    if (argc < 3)
        return 2;
    size_t runs = argc > 3 ? (size_t)atoi(argv[3]) : 50;
    sl_mem_begin();
    sl_options o = {.folder = argv[1], .out = "out", .verb = SL_VERB_CHECK};
    sl_arena *a = sl_arena_new();
    sl_str text, longer;
    if (sl_file_read(a, sl_file_join(a, argv[1], argv[2]), 1u << 24, &text, NULL) != SL_FILE_OK)
        return 1;
    longer = sl_str_format(a, "%.*s\nA word more.\n", SL_FMT(text));
    sl_live *l = sl_live_new(&o);
    double begin = milliseconds();
    sl_live_check(l);
    double cold = milliseconds() - begin, *took = SL_NEW_ARRAY(a, double, runs + 1);
    size_t findings = 0;
    for (size_t i = 0; i < runs; i++) {
        sl_live_lay(l, sl_str_from(argv[2]), i % 2 ? text : longer);
        begin = milliseconds();
        findings = sl_live_check(l)->session->diags.findings.n;
        took[i] = milliseconds() - begin;
    }
    qsort(took, runs, sizeof *took, by_size);
    printf("cold %.1f ms; %zu edits: median %.2f ms, longest %.2f ms; %zu findings\n", cold, runs,
           runs ? took[runs / 2] : 0, runs ? took[runs - 1] : 0, findings);
    sl_live_free(l);
    sl_arena_free(a);
    return 0;
}
