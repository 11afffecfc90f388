/* worker.h: work done on other cores and taken back in the order in which it was given.
 *
 * Order of calls: start, then give and take in any sequence, stop (or the arena does it). The
 * caller lends a hand while it waits, so no order of events and no count of threads changes what
 * is taken. Workers must not allocate, report or touch an arena: a job brings all its room with
 * it, and says in itself whether it went well. One thread gives and takes.
 */
#ifndef SL_BASE_WORKER_H
#define SL_BASE_WORKER_H

#include "base/arena.h"

enum { SL_WORKERS_MOST = 3, SL_WORKERS_DEPTH = 16 /* jobs given and not taken yet */ };

typedef struct sl_workers sl_workers;

/* tools: one for each of at most `count` threads, then one for the caller; a tool serves one
 * thread at a time. Threads that cannot be started are left out: the caller does their work. */
sl_workers *sl_workers_start(sl_arena *a, unsigned count, void (*work)(void *job, void *tool),
                             void *const *tools);
/* Fewer than SL_WORKERS_DEPTH jobs are under way. The job and what it leads to are the worker's
 * until it is taken. */
void sl_workers_give(sl_workers *w, void *job);
/* The oldest job, done; NULL when none is under way. */
void *sl_workers_take(sl_workers *w);
/* Waits for what is under way. */
void sl_workers_stop(sl_workers *w);
/* Threads that run. */
unsigned sl_workers_count(const sl_workers *w);
/* How many help: the cores that this process may use, less its own; 0 on one core. */
unsigned sl_workers_default(void);

#endif
