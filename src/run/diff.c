/* The verb diff: what changed between two folders, or between a git revision and the folder. */
#include "export/export.h"
#include "load/rename.h"
#include "run/confine.h"
#include "run/documents.h"
#include "run/emit.h"
#include "run/report.h"
#include "run/since.h"
#include "run/verbs.h"

typedef struct side {
    sl_options options;
    sl_session session;
    sl_making making;
} side;

/* One of the two, the older with the IDs of the newer, composed for the audience; false with
 * findings in its session. */
static bool compose(side *s, const sl_strategy *newer)
{
    sl_session_load(&s->session);
    sl_str audience;
    bool good = s->session.strategy && !sl_session_has_errors(&s->session) &&
                sl_make_open(&s->making, &s->session) &&
                sl_make_find_audience(&s->session, &audience);
    if (good && s->options.document)
        return sl_documents_compose(&s->making, newer);
    good = good && sl_make_view(&s->making, audience);
    /* What has another ID now is the same thing. */
    if (good && newer)
        sl_rename_apply_all(s->making.view, newer);
    return good && sl_make_book(&s->making, SL_STR_NONE);
}

/* --- of one document --- */

static void list_ids(sl_map *out, const sl_book *book)
{
    for (const sl_node *n = book->root; n; n = sl_node_walk(book->root, n))
        if (n->id.n)
            sl_map_add(out, n->id, (void *)n);
}

/* A chapter's text stands under the ID of the part that it begins. */
static bool is_printed(const sl_map *ids, const sl_book *book, sl_str id)
{
    if (!id.n || sl_map_lookup(ids, id))
        return true;
    for (size_t i = 0; i < book->strategy->parts.n; i++) {
        const sl_part *part = book->strategy->parts.at[i];
        if (part->intro && sl_str_equal(part->intro->id, id) && sl_map_lookup(ids, part->id))
            return true;
    }
    return false;
}

/* Whether a figure that has changed is printed in either. */
static bool is_cause(const sl_map *ids, const sl_changes *c, const sl_change *change)
{
    for (size_t i = 0; i < change->places.n; i++)
        if (is_printed(ids, c->now, change->places.at[i].id) ||
            is_printed(ids, c->old, change->places.at[i].id))
            return true;
    return false;
}

/* What neither of the two prints is no change of theirs. */
static void drop_unprinted(sl_arena *a, sl_changes *c)
{
    sl_map ids;
    size_t n = 0;
    sl_map_init(&ids, a);
    list_ids(&ids, c->old);
    list_ids(&ids, c->now);
    for (size_t i = 0; i < c->things.n; i++)
        if (is_printed(&ids, c->now, c->things.at[i].id) ||
            is_printed(&ids, c->old, c->things.at[i].id) || is_cause(&ids, c, &c->things.at[i]))
            c->things.at[n++] = c->things.at[i];
    c->things.n = n;
    sl_change_find_causes(a, c);
}

static void begin(side *s, const sl_options *o, const char *folder)
{
    s->options = *o;
    s->options.folder = folder;
    sl_session_init(&s->session, &s->options);
}

/* The new text with tracked changes from the old one. */
static bool add_redline(sl_emission *e, sl_making *old, sl_making *now)
{
    if (now->layout->summary) {
        sl_diag_help(&now->session->diags,
                     sl_diag_add(&now->session->diags, SL_E0634, SL_SPAN_NONE,
                                 "'%s' is a poster: no Word file is made of it",
                                 now->session->options->document),
                     "leave -f docx out, or name another document");
        return false;
    }
    if ((!now->pages && !sl_make_pages(now)) || (!old->pages && !sl_make_pages(old)))
        return false;
    sl_str bytes = sl_emit_redline(now, old);
    return bytes.n && sl_emit_add(e, now, "changes.docx", bytes);
}

/* The documents and the data that are asked for; what was written is said in done. */
static int write_all(side *old, side *now, const sl_changes *c, sl_buf *done)
{
    const sl_options *o = &now->options;
    sl_session *s = &now->session;
    sl_emission e = {0};
    if (!o->formats_given || sl_session_has_errors(s))
        return SL_EXIT_OK;
    bool good = !o->docx || add_redline(&e, &old->making, &now->making);
    now->making.book = sl_change_compose(s->arena, c);
    now->making.pages = NULL;
    sl_make_draw(&now->making); /* charts as they were stand in it too */
    sl_emit_plan plan = sl_emit_plan_sheet(o, "changes");
    plan.docx = false; /* its own is the text itself */
    good = good && sl_emit(&e, &now->making, &plan);
    if (good && o->json) {
        sl_buf b;
        sl_buf_init(&b);
        sl_export_emit_changes(&b, c);
        good = sl_emit_add(&e, &now->making, "changes.json", sl_buf_take(&b, s->arena));
    }
    int status = good ? sl_emit_commit(s, &e) : SL_EXIT_OK;
    if (!sl_session_has_errors(s))
        sl_emit_push_done(done, s, &e);
    return status;
}

/* All that is printed is proved to be for the audience, as any output is. */
static void print(side *now, const sl_changes *c)
{
    sl_buf b;
    sl_buf_init(&b);
    if (now->options.report == SL_REPORT_JSON)
        sl_export_emit_changes(&b, c);
    else
        sl_change_push_text(&b, c);
    sl_str text = sl_buf_str(&b);
    if (sl_proof_search(now->making.proof, &now->session.diags, "what is printed", text))
        sl_session_print(&b);
    sl_buf_done(&b);
}

/* What is wrong with one of them; or what was written. */
static int report(side *old, side *now, sl_str done)
{
    bool is_old = sl_session_has_errors(&old->session);
    if (is_old || sl_session_has_errors(&now->session))
        return sl_session_report(is_old ? &old->session : &now->session,
                                 SL_STR("nothing was written"));
    return done.n && now->options.report != SL_REPORT_JSON ? sl_session_report(&now->session, done)
                                                           : SL_EXIT_OK;
}

int sl_run_diff(const sl_options *o)
{
    side old = {0}, now = {0};
    int status = SL_EXIT_OK;
    sl_buf done;
    sl_buf_init(&done);
    begin(&now, o, o->folder);
    const char *folder = sl_since_find(&now.session, o->argument);
    if (folder)
        sl_run_confine(o, folder);
    begin(&old, o, folder);
    if (folder && compose(&now, NULL) && compose(&old, now.session.strategy)) {
        sl_changes *c = sl_change_find(now.session.arena, old.making.book, now.making.book);
        if (o->document)
            drop_unprinted(now.session.arena, c);
        print(&now, c);
        status = write_all(&old, &now, c, &done);
    }
    int reported = report(&old, &now, sl_buf_str(&done));
    sl_buf_done(&done);
    sl_session_done(&old.session);
    sl_session_done(&now.session);
    sl_run_tidy();
    return status ? status : reported;
}
