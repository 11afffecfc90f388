#include <time.h>

#include "base/assert.h"
#include "base/map.h"
#include "load/secrets.h"
#include "run/confine.h"
#include "run/documents.h"
#include "run/report.h"
#include "run/verbs.h"
#include "model/audience.h"

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Whether the items are grouped by a key of that name. */
static bool check_grouping(sl_session *s)
{
    const sl_key *group = s->strategy->framework->group;
    sl_str by = sl_str_from(s->options->by);
    if (group && (sl_str_equal(by, group->name) || sl_str_equal(by, group->by)))
        return true;
    sl_finding *f = sl_diag_add(&s->diags, SL_E0620, SL_SPAN_NONE,
                                "the items are not grouped by '%.*s'", SL_FMT(by));
    if (group)
        sl_diag_help(&s->diags, f, "they are grouped by '%.*s'",
                     SL_FMT(group->by.n ? group->by : group->name));
    else
        sl_diag_help(&s->diags, f, "framework.yaml marks no key with group: true");
    return false;
}

/* One sheet for each value of the key that groups. */
static bool emit_sheets(sl_emission *e, sl_making *m, sl_session *s, sl_since *since)
{
    size_t n;
    sl_map taken;
    sl_map_init(&taken, s->arena);
    const sl_str *groups = sl_book_find_groups(s->arena, m->view, &n);
    for (size_t i = 0; i < n; i++) {
        if (!sl_make_book(m, groups[i]))
            return false;
        const char *stem = sl_documents_stem(s->arena, &taken, "asks-", groups[i]);
        sl_emit_plan plan = sl_emit_plan_sheet(s->options, stem);
        if (!sl_since_mark(since, m, NULL, groups[i]) || !sl_emit(e, m, &plan))
            return false;
    }
    return true;
}

/* One of the documents, where there are none, or all of the strategy is set in one layout. */
static bool refuse_document(sl_session *s)
{
    sl_finding *f = sl_diag_add(&s->diags, SL_E0634, SL_SPAN_NONE, "there is no document '%s'",
                                s->options->document);
    sl_diag_help(&s->diags, f,
                 s->strategy->documents.n
                     ? "leave --layout or --by out: they make another document of the strategy"
                     : "list documents in strategy.yaml, or leave --document out");
    return false;
}

/* Marks stand in pages alone. */
static void check_since(sl_session *s)
{
    if (!s->options->since || s->options->html)
        return;
    sl_finding *f =
        sl_diag_add(&s->diags, SL_E0751, SL_SPAN_NONE,
                    "no page is made: nothing says what changed since '%s'", s->options->since);
    sl_diag_help(&s->diags, f, "add html to --formats, or ask 'sightline diff %s'",
                 s->options->since);
}

static bool emit(sl_emission *e, sl_making *m, sl_session *s, sl_since *since)
{
    sl_str audience;
    if (!s->strategy || sl_session_is_stopped(s) || !sl_make_open(m, s) ||
        !sl_make_find_audience(s, &audience))
        return false;
    if (m->layout->summary && s->options->html && s->options->formats_given) {
        sl_finding *f = sl_diag_add(&s->diags, SL_E0503, SL_SPAN_NONE,
                                    "this layout is one page of PDF: there is no HTML of it");
        sl_diag_help(&s->diags, f, "leave html out of --formats, or take another --layout");
    }
    check_since(s);
    sl_make_preflight(m);
    if (sl_session_is_stopped(s) || !sl_since_open(since, s))
        return false;
    if (s->options->document && !sl_documents_are_wanted(s))
        return refuse_document(s);
    /* All that there is, whatever documents show of it: an error stands where it is. */
    sl_emit_plan plan = s->options->draft ? sl_emit_plan_draft(s->options, m->layout)
                                          : sl_emit_plan_strategy(s->options, m->layout);
    if (s->options->draft)
        return sl_make_view(m, audience) && sl_make_book(m, SL_STR_NONE) &&
               sl_since_mark(since, m, NULL, SL_STR_NONE) && sl_emit(e, m, &plan);
    if (sl_documents_are_wanted(s))
        return sl_documents_emit(e, m, since);
    if (!sl_make_view(m, audience))
        return false;
    if (s->options->by)
        return check_grouping(s) && emit_sheets(e, m, s, since);
    return sl_make_book(m, SL_STR_NONE) && sl_since_mark(since, m, NULL, SL_STR_NONE) &&
           sl_emit(e, m, &plan);
}

/* With an older reading, which git may have to give, the run is confined only then. */
static bool load(sl_session *s, sl_since *since)
{
    if (s->options->since) {
        since->folder = sl_since_find(s, s->options->since);
        sl_run_confine(s->options, since->folder);
        if (!since->folder)
            return false;
    }
    sl_session_load(s);
    return true;
}

int sl_run_build(const sl_options *o)
{
    int64_t begin = now();
    int status = SL_EXIT_OK;
    sl_session s;
    sl_making m = {0};
    sl_emission e = {0};
    sl_since since = {0};
    sl_buf done;
    sl_buf_init(&done);
    sl_session_init(&s, o);
    if (load(&s, &since) && emit(&e, &m, &s, &since) && !sl_session_is_stopped(&s))
        status = sl_emit_commit(&s, &e);
    int64_t ms = now() - begin;
    if (sl_session_is_stopped(&s)) {
        sl_buf_push_z(&done, e.is_mixed ? "not all was written" : "nothing was written");
    } else {
        sl_emit_push_done(&done, &s, &e);
        if (m.audience.n && !sl_documents_are_wanted(&s))
            sl_buf_push_format(&done, " for '%.*s'", SL_FMT(m.audience));
        sl_buf_push_format(&done, " in %d.%02d s", (int)(ms / 1000), (int)(ms % 1000 / 10));
    }
    int reported = sl_session_report(&s, sl_buf_str(&done));
    sl_buf_done(&done);
    sl_since_close(&since);
    sl_session_done(&s);
    sl_run_tidy();
    return status ? status : reported;
}

/* For each audience that something is kept from, the outputs are made and searched for it. */
static void prove(sl_session *s, sl_making *m)
{
    SL_EACH (one, sl_yaml_lookup(m->whole->config, "audiences")) {
        if (sl_session_is_stopped(s) || !sl_secrets_exist(m->whole, one->text))
            continue;
        if (sl_make_view(m, one->text) && sl_make_book(m, SL_STR_NONE))
            sl_emit_prove(m);
    }
}

/* The editions that documents are of, each as the strategy itself. */
static void check_editions(sl_session *s, sl_making *m)
{
    const sl_documents *all = &s->strategy->documents;
    for (size_t i = 0; i < all->n; i++) {
        size_t known = s->editions.n;
        if (all->at[i].language.n && sl_phrases_lookup(all->at[i].language))
            m->whole = sl_session_edition(s, all->at[i].language);
        if (s->editions.n == known)
            continue;
        if (m->fonts)
            sl_make_preflight(m);
        if (m->layout && m->fonts)
            prove(s, m);
    }
}

int sl_run_check(const sl_options *o)
{
    sl_session s;
    sl_session_init(&s, o);
    sl_session_load(&s);
    sl_making m = {.draws = true};
    if (s.strategy)
        sl_make_open(&m, &s);
    if (m.layout && m.fonts)
        sl_make_check_layouts(&m);
    if (m.fonts)
        sl_make_preflight(&m);
    if (m.layout && m.fonts)
        prove(&s, &m);
    if (s.strategy)
        check_editions(&s, &m);
    int status = sl_session_report(&s, SL_STR_NONE);
    sl_session_done(&s);
    return status;
}
