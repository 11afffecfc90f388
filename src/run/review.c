/* The verb review: stamps links as read against what they lead to. It alone writes reviews.lock. */
#include "base/assert.h"
#include "base/file.h"
#include "base/outputs.h"
#include "run/session.h"
#include "run/verbs.h"
#include "record/review.h"

/* The links that reading a thing again covers: from an item those whose other end makes it
 * suspect; to an entry all. False when nothing has the ID. */
static bool choose(const sl_strategy *s, sl_str id, bool *chosen)
{
    const sl_item *item = sl_strategy_lookup_item(s, id);
    const sl_evidence *e = sl_strategy_lookup_evidence(s, id);
    for (size_t i = 0; i < s->edges.n; i++) {
        const sl_edge *edge = &s->edges.at[i];
        if (item && edge->from == item->index && edge->role->suspect_from)
            chosen[i] = true;
        if (item && !edge->to_evidence && edge->to == item->index && edge->role->suspect_to)
            chosen[i] = true;
        if (e && edge->to_evidence && edge->to == e->index)
            chosen[i] = true;
    }
    return item || e;
}

static int write_lock(sl_session *s, const bool *chosen, sl_outputs *outputs)
{
    sl_buf lock, date, done;
    sl_buf_init(&lock);
    sl_buf_init(&date);
    sl_buf_init(&done);
    sl_date day = s->strategy->as_of;
    sl_buf_push_format(&date, "%04d-%02u-%02u", day.year, day.month, day.day);
    size_t n =
        sl_review_emit(&lock, s->strategy, chosen, sl_buf_str(&date), sl_str_from(s->options->by));
    const char *path = sl_file_join(s->arena, s->options->folder, SL_REVIEW_FILE), *why = "";
    sl_outputs_add(outputs, SL_REVIEW_FILE, sl_buf_str(&lock));
    int status = SL_EXIT_OK;
    if (sl_outputs_commit(outputs, &path, &why) != SL_COMMIT_DONE) {
        sl_finding *f =
            sl_diag_add(&s->diags, SL_E0501, SL_SPAN_NONE, "'%s' cannot be written: %s", path, why);
        sl_diag_help(&s->diags, f, "what was there has not been replaced");
        status = SL_EXIT_FILES;
    } else {
        sl_buf_push_format(&done, "%zu %s stamped in %s as read on %s by %s\n", n,
                           n == 1 ? "link" : "links", path, date.p, s->options->by);
        sl_session_print(&done);
    }
    sl_buf_done(&lock);
    sl_buf_done(&date);
    sl_buf_done(&done);
    return status;
}

int sl_run_review(const sl_options *o)
{
    sl_session s;
    sl_session_init(&s, o);
    /* From reading the stamps to writing them, so that nobody's are lost. */
    const char *why;
    sl_outputs *outputs = sl_outputs_new(s.arena, o->folder);
    sl_outputs_lock(outputs, &why);
    sl_session_load(&s);
    int status = SL_EXIT_OK;
    bool *chosen = NULL;
    for (size_t i = 0; s.strategy && i < o->word_count; i++) {
        if (!chosen)
            chosen = SL_NEW_ARRAY(s.arena, bool, s.strategy->edges.n + 1);
        if (!choose(s.strategy, sl_str_from(o->words[i]), chosen))
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
