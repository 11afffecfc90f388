#include "base/worker.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>

#include "base/assert.h"
#include "base/mem.h"

typedef enum state { WAITING, RUNNING, DONE } state;

typedef struct slot {
    void *job;
    state state;
} slot;

typedef struct helper {
    sl_workers *all;
    void *tool;
    pthread_t thread;
} helper;

struct sl_workers {
    pthread_mutex_t lock;
    pthread_cond_t given, done;
    void (*work)(void *job, void *tool);
    void *tool;                   /* the caller's */
    slot ring[SL_WORKERS_DEPTH];  /* by number of the job */
    unsigned taken, begun, count; /* jobs taken, begun and given so far */
    helper helpers[SL_WORKERS_MOST];
    unsigned helper_count;
    bool stops;
};

static slot *slot_of(sl_workers *w, unsigned job)
{
    return &w->ring[job % SL_WORKERS_DEPTH];
}

/* Does the oldest job that waits; the lock is held before and after, not during it. */
static void do_next(sl_workers *w, void *tool)
{
    slot *s = slot_of(w, w->begun++);
    s->state = RUNNING;
    pthread_mutex_unlock(&w->lock);
    w->work(s->job, tool);
    pthread_mutex_lock(&w->lock);
    s->state = DONE;
    pthread_cond_signal(&w->done);
}

static void *help(void *handle)
{
    helper *h = handle;
    sl_workers *w = h->all;
    pthread_mutex_lock(&w->lock);
    for (;;) {
        while (w->begun == w->count && !w->stops)
            pthread_cond_wait(&w->given, &w->lock);
        if (w->begun == w->count)
            break;
        do_next(w, h->tool);
    }
    pthread_mutex_unlock(&w->lock);
    return NULL;
}

static void release(void *handle)
{
    sl_workers *w = handle;
    sl_workers_stop(w);
    pthread_cond_destroy(&w->done);
    pthread_cond_destroy(&w->given);
    pthread_mutex_destroy(&w->lock);
}

/* Signals are for the thread that knows what to do with them. */
static void start_helpers(sl_workers *w, unsigned count, void *const *tools)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    sl_mem_set_thread_optional(true);
    for (unsigned i = 0; i < count; i++) {
        helper *h = &w->helpers[w->helper_count];
        *h = (helper){.all = w, .tool = tools[i]};
        w->helper_count += pthread_create(&h->thread, NULL, help, h) == 0;
    }
    sl_mem_set_thread_optional(false);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

sl_workers *sl_workers_start(sl_arena *a, unsigned count, void (*work)(void *job, void *tool),
                             void *const *tools)
{
    SL_CHECK(count <= SL_WORKERS_MOST);
    sl_workers *w = SL_NEW(a, sl_workers);
    w->work = work;
    w->tool = tools[count];
    SL_CHECK(pthread_mutex_init(&w->lock, NULL) == 0);
    SL_CHECK(pthread_cond_init(&w->given, NULL) == 0);
    SL_CHECK(pthread_cond_init(&w->done, NULL) == 0);
    sl_arena_defer(a, release, w);
    start_helpers(w, count, tools);
    return w;
}

void sl_workers_give(sl_workers *w, void *job)
{
    pthread_mutex_lock(&w->lock);
    SL_CHECK(w->count - w->taken < SL_WORKERS_DEPTH);
    *slot_of(w, w->count++) = (slot){job, WAITING};
    pthread_cond_signal(&w->given);
    pthread_mutex_unlock(&w->lock);
}

void *sl_workers_take(sl_workers *w)
{
    void *job = NULL;
    pthread_mutex_lock(&w->lock);
    if (w->taken < w->count) {
        slot *s = slot_of(w, w->taken);
        while (s->state != DONE) {
            if (w->begun < w->count)
                do_next(w, w->tool);
            else
                pthread_cond_wait(&w->done, &w->lock);
        }
        job = s->job;
        w->taken++;
    }
    pthread_mutex_unlock(&w->lock);
    return job;
}

void sl_workers_stop(sl_workers *w)
{
    pthread_mutex_lock(&w->lock);
    w->stops = true;
    pthread_cond_broadcast(&w->given);
    pthread_mutex_unlock(&w->lock);
    for (unsigned i = 0; i < w->helper_count; i++)
        pthread_join(w->helpers[i].thread, NULL);
    w->helper_count = 0;
}

unsigned sl_workers_count(const sl_workers *w)
{
    return w->helper_count;
}

unsigned sl_workers_default(void)
{
    cpu_set_t cores;
    if (sched_getaffinity(0, sizeof cores, &cores) != 0)
        return 0;
    int others = CPU_COUNT(&cores) - 1;
    return others < 0 ? 0 : others > SL_WORKERS_MOST ? SL_WORKERS_MOST : (unsigned)others;
}
