/* audit FOLDER [RUNS]: reads a strategy once and prints how long the audit takes, as CPU time. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "load/block.h"
#include "load/cites.h"
#include "load/names.h"
#include "check/check.h"
#include "load/load.h"
#include "sight/panel.h"

static double milliseconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return 2;
    sl_arena *arena = sl_arena_new();
    sl_sources sources;
    sl_diags diags;
    sl_sources_init(&sources, arena);
    sl_diags_init(&diags, arena, &sources);
    double begin = milliseconds();
    sl_strategy *s = sl_strategy_load(arena, &sources, &diags, argv[1]);
    if (!s)
        return 1;
    double loaded = milliseconds();
    sl_block_load_all(s);
    sl_names_load(s);
    sl_cites_load(s);
    const sl_audit *audit = sl_audit_run(s->arena, s, s->as_of);
    sl_check_strategy(s, audit);
    double checked = milliseconds();
    int runs = argc > 2 ? atoi(argv[2]) : 10;
    sl_arena *scratch = sl_arena_new();
    sl_arena_mark mark = sl_arena_mark_now(scratch);
    for (int i = 0; i < runs; i++) {
        sl_arena_reset(scratch, mark);
        sl_audit_run(scratch, s, s->as_of);
    }
    double audited = milliseconds();
    sl_panel_make(scratch, audit, NULL);
    double panel = milliseconds();
    printf("%zu items, %zu links, %zu entries; ms of CPU: load %.0f, check %.0f, audit %.1f, panel "
           "%.0f\n",
           s->items.n, s->edges.n, s->evidence.n, loaded - begin, checked - loaded,
           (audited - checked) / runs, panel - audited);
    sl_arena_free(scratch);
    sl_arena_free(arena);
    return 0;
}
