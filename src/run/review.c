/* The verb review: stamps links as read against what they lead to. It alone writes reviews.lock. */
#include <time.h>

#include "base/assert.h"
#include "base/file.h"
#include "base/outputs.h"
#include "run/merge.h"
#include "run/report.h"
#include "run/verbs.h"
#include "record/review.h"

static void choose_all(const sl_strategy *s, bool wording, uint8_t *chosen)
{
    for (size_t i = 0; i < s->edges.n; i++) {
        const sl_role *role = s->edges.at[i].role;
        chosen[i] = (uint8_t)(wording ? SL_WORDED_FROM | SL_WORDED_TO
                                      : (role->suspect_from ? SL_READ_FROM : 0) |
                                            (role->suspect_to ? SL_READ_TO : 0));
    }
}

/* The day of the reading: today, unless it is said. */
static sl_date day_of(const sl_options *o)
{
    if (o->on.year)
        return o->on;
    time_t now = time(NULL);
    struct tm t;
    if (!localtime_r(&now, &t))
        return (sl_date){1970, 1, 1};
    return (sl_date){t.tm_year + 1900, (unsigned)t.tm_mon + 1, (unsigned)t.tm_mday};
}

static int write_lock(sl_session *s, const uint8_t *chosen, sl_outputs *outputs)
{
    sl_buf lock, date, done;
    sl_buf_init(&lock);
    sl_buf_init(&date);
    sl_buf_init(&done);
    sl_date day = day_of(s->options);
    sl_buf_push_format(&date, "%04d-%02u-%02u", day.year, day.month, day.day);
    size_t n =
        sl_review_emit(&lock, s->strategy, chosen, sl_buf_str(&date), sl_str_from(s->options->by));
    const char *lock_path = sl_file_join(s->arena, s->options->folder, SL_REVIEW_FILE);
    const char *path = lock_path, *why = "";
    sl_outputs_add(outputs, SL_REVIEW_FILE, sl_buf_str(&lock));
    int status = SL_EXIT_OK;
    if (sl_outputs_commit(outputs, &path, &why) != SL_COMMIT_DONE) {
        sl_finding *f =
            sl_diag_add(&s->diags, SL_E0501, SL_SPAN_NONE, "'%s' cannot be written: %s", path, why);
        sl_diag_help(&s->diags, f, "what was there has not been replaced");
        status = SL_EXIT_FILES;
    } else {
        sl_buf_push_format(&done, "%zu %s stamped in %s as read on %s by %s\n", n,
                           n == 1 ? "link" : "links", lock_path, date.p, s->options->by);
        sl_session_print(&done);
    }
    sl_buf_done(&lock);
    sl_buf_done(&date);
    sl_buf_done(&done);
    return status;
}

int sl_run_review(const sl_options *o)
{
    if (o->merge)
        return sl_run_merge(o);
    sl_session s;
    sl_session_init(&s, o);
    /* From reading the stamps to writing them, so that nobody's are lost. */
    const char *why;
    sl_outputs *outputs = sl_outputs_new(s.arena, o->folder);
    sl_outputs_lock(outputs, &why);
    sl_session_load(&s);
    int status = SL_EXIT_OK;
    uint8_t *chosen = SL_NEW_ARRAY(s.arena, uint8_t, s.strategy ? s.strategy->edges.n + 1 : 1);
    if (s.strategy && o->all)
        choose_all(s.strategy, o->wording, chosen);
    for (size_t i = 0; s.strategy && i < o->word_count; i++) {
        if (!sl_review_choose(s.strategy, sl_str_from(o->words[i]), o->wording, chosen))
            sl_strategy_report_dangling(s.strategy, sl_str_from(o->words[i]), SL_SPAN_NONE, true,
                                        true);
    }
    /* A stamp says that somebody read what is there: not while part of it cannot be read. */
    if (s.strategy && !sl_session_has_errors(&s))
        status = write_lock(&s, chosen, outputs);
    sl_outputs_done(outputs);
    if (!s.strategy || sl_session_has_errors(&s)) {
        int reported = sl_session_report(&s, SL_STR_NONE);
        status = status ? status : reported;
    }
    sl_session_done(&s);
    return status;
}
