/* preview FOLDER FILE [RUNS]: a word put into FILE of a strategy and taken out, over and over, as
 * an editor saves it; prints the median CPU times to the findings with the whole page, and from
 * there to all sheets. FOLDER is written to. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/file.h"
#include "base/mem.h"
#include "serve/preview.h"

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

static void save(const char *path, sl_str text)
{
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(text.p, 1, text.n, f) != text.n || fclose(f) != 0)
        exit(1);
}

int main(int argc, char **argv)
{
    if (argc < 3)
        return 2;
    size_t runs = argc > 3 ? (size_t)atoi(argv[3]) : 30;
    sl_mem_begin();
    sl_options o = {.folder = argv[1], .out = "out", .verb = SL_VERB_SERVE};
    sl_arena *a = sl_arena_new();
    const char *path = sl_file_join(a, argv[1], argv[2]);
    sl_str text, longer;
    if (sl_file_read(a, path, 1u << 24, &text, NULL) != SL_FILE_OK)
        return 1;
    longer = sl_str_format(a, "%.*s\nA word more.\n", SL_FMT(text));
    double *page = SL_NEW_ARRAY(a, double, runs + 1), *sheets = SL_NEW_ARRAY(a, double, runs + 1);
    sl_preview p;
    sl_preview_init(&p, &o);
    sl_preview_update(&p);
    for (size_t i = 0; i < runs; i++) {
        sl_buf b;
        sl_buf_init(&b);
        save(path, i % 2 ? text : longer);
        double begin = milliseconds();
        sl_preview_update(&p);
        double between = milliseconds();
        sl_preview_push_pages(&b, &p);
        page[i] = between - begin;
        sheets[i] = milliseconds() - between;
        sl_buf_done(&b);
    }
    qsort(page, runs, sizeof *page, by_size);
    qsort(sheets, runs, sizeof *sheets, by_size);
    printf("%zu saves: findings and page %.0f ms, sheets %.0f ms\n", runs,
           runs ? page[runs / 2] : 0, runs ? sheets[runs / 2] : 0);
    sl_preview_done(&p);
    sl_arena_free(a);
    return 0;
}
