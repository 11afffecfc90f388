/* Jobs come back in order and done, whoever did them and however many there are. */
#include "base/worker.h"

#include "tap.h"

enum { JOBS = 4000 };

typedef struct job {
    unsigned number, rounds;
    uint64_t result;
} job;

typedef struct tool {
    unsigned used; /* by one thread at a time: a race if not */
} tool;

static void work(void *handle, void *with)
{
    job *j = handle;
    tool *t = with;
    t->used++;
    uint64_t x = j->number + 1;
    for (unsigned i = 0; i < j->rounds; i++)
        x = x * 6364136223846793005u + 1442695040888963407u;
    j->result = x;
}

/* A digest of all results in the order in which they are taken. */
static uint64_t run(unsigned count, bool keep_full, unsigned *done_by_all, bool *in_order)
{
    sl_arena *a = sl_arena_new();
    job *jobs = SL_NEW_ARRAY(a, job, JOBS);
    tool *own = SL_NEW_ARRAY(a, tool, SL_WORKERS_MOST + 1);
    void *tools[SL_WORKERS_MOST + 1];
    for (unsigned i = 0; i <= SL_WORKERS_MOST; i++)
        tools[i] = &own[i];
    sl_workers *w = sl_workers_start(a, count, work, tools);
    uint64_t digest = 0;
    unsigned given = 0, taken = 0;
    *in_order = sl_workers_count(w) <= count && !sl_workers_take(w);
    while (taken < JOBS) {
        bool full = given - taken == SL_WORKERS_DEPTH;
        if (given < JOBS && !full && (keep_full || given % 7 || given == taken)) {
            jobs[given] = (job){.number = given, .rounds = given * 2654435761u % 3000};
            sl_workers_give(w, &jobs[given++]);
            continue;
        }
        job *j = sl_workers_take(w);
        *in_order = *in_order && j && j->number == taken;
        digest = digest * 31 + (j ? j->result : 0);
        taken++;
    }
    *in_order = *in_order && !sl_workers_take(w);
    sl_workers_stop(w);
    *done_by_all = 0;
    for (unsigned i = 0; i <= SL_WORKERS_MOST; i++)
        *done_by_all += own[i].used;
    sl_arena_free(a);
    return digest;
}

int main(void)
{
    unsigned n;
    bool in_order;
    uint64_t alone = run(0, true, &n, &in_order);
    ok(in_order && n == JOBS, "without a worker the caller does all of it");
    for (unsigned count = 1; count <= SL_WORKERS_MOST; count++)
        for (int keep_full = 0; keep_full < 2; keep_full++) {
            uint64_t digest = run(count, keep_full, &n, &in_order);
            char name[80];
            snprintf(name, sizeof name, "%u workers, %s: the same, in order, once each", count,
                     keep_full ? "as many jobs as there may be" : "taken as they come");
            ok(in_order && n == JOBS && digest == alone, name);
        }
    ok(sl_workers_default() <= SL_WORKERS_MOST, "a few workers at most");
    sl_arena *a = sl_arena_new();
    tool own[2] = {0};
    void *tools[] = {&own[0], &own[1]};
    job left = {.number = 1, .rounds = 10};
    sl_workers_give(sl_workers_start(a, 1, work, tools), &left);
    sl_arena_free(a);
    ok(own[0].used == 1 && left.result != 0, "what was given is done before the arena goes");
    return done();
}
