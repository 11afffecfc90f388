#include "run/apply.h"

#include "base/file.h"
#include "base/limits.h"

void sl_apply_begin(sl_applying *a, sl_session *s, sl_diags *diags)
{
    *a = (sl_applying){.session = s, .diags = diags};
    sl_map_init(&a->files, s->arena);
    sl_buf_init(&a->diff);
}

void sl_apply_done(sl_applying *a)
{
    sl_buf_done(&a->diff);
}

static void refuse(sl_applying *a, const sl_remark *r, const char *why)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_remark_push(&b, r);
    sl_finding *f =
        sl_diag_add(a->diags, SL_E0760, r->span, "%.*s: not made: %s", SL_FMT(sl_buf_str(&b)), why);
    sl_diag_help(a->diags, f, "if the reviewer is right, change it by hand");
    sl_buf_done(&b);
    a->refused++;
}

void sl_apply_add(sl_applying *a, const sl_book *book, const sl_remarks *all, uint32_t origin)
{
    sl_session *s = a->session;
    for (size_t i = 0; i < all->n; i++) {
        const sl_remark *r = &all->at[i];
        if (sl_remark_is_comment(r))
            continue;
        const char *why = sl_text_edit_add(s->arena, &s->sources, book, r, origin, &a->edits);
        if (why)
            refuse(a, r, why);
    }
}

/* All wordings of one conflict. */
static void tell_conflict(sl_applying *a, uint32_t number)
{
    sl_finding *f = NULL;
    for (size_t i = 0; i < a->edits.n; i++) {
        const sl_text_edit *e = &a->edits.at[i];
        if (e->conflict != number)
            continue;
        sl_span span = {e->file, e->begin, e->end};
        if (!f)
            f = sl_diag_add(a->diags, SL_E0761, span,
                            "the same words are changed in more ways than one");
        sl_buf b;
        sl_buf_init(&b);
        sl_remark_push(&b, e->remark);
        sl_diag_note_at(a->diags, f, span, "%.*s", SL_FMT(sl_buf_str(&b)));
        sl_buf_done(&b);
    }
    if (f)
        sl_diag_help(a->diags, f, "choose one of them, and write it into the source");
}

static void add_file(sl_applying *a, uint32_t file)
{
    sl_session *s = a->session;
    const sl_source *source = sl_sources_lookup(&s->sources, file);
    if (!sl_map_add(&a->files, source->path, (void *)(uintptr_t)file))
        return;
    sl_text_edits_push_diff(&a->diff, s->arena, source->name, source->bytes,
                            sl_text_edits_make(s->arena, &s->sources, &a->edits, file));
    a->file_count++;
}

void sl_apply_settle(sl_applying *a)
{
    a->conflicts = sl_text_edits_settle(a->session->arena, &a->edits);
    for (uint32_t i = 1; i <= a->conflicts; i++)
        tell_conflict(a, i);
    for (size_t i = 0; i < a->edits.n; i++) {
        if (a->edits.at[i].conflict)
            continue;
        add_file(a, a->edits.at[i].file);
        a->made++;
    }
}

static bool fail(sl_applying *a, sl_str path, const char *why)
{
    sl_finding *f = sl_diag_add(a->diags, SL_E0762, SL_SPAN_NONE, "'%.*s' cannot be changed: %s",
                                SL_FMT(path), why);
    sl_diag_help(a->diags, f, "nothing was changed: run it again");
    return false;
}

bool sl_apply_commit(sl_applying *a, sl_outputs *outputs)
{
    sl_session *s = a->session;
    const char *path = "", *why = "";
    if (!outputs || !a->file_count)
        return true;
    for (size_t i = 0; i < a->files.entries.n; i++) {
        const sl_map_entry *e = &a->files.entries.at[i];
        uint32_t file = (uint32_t)(uintptr_t)e->value;
        sl_str now;
        if (sl_file_read_beneath(s->arena, s->options->folder, e->key.p, SL_LIMIT_FILE_BYTES, &now,
                                 &why) != SL_FILE_OK)
            return fail(a, e->key, why);
        if (!sl_str_equal(now, sl_sources_lookup(&s->sources, file)->bytes))
            return fail(a, e->key, "it has changed since it was read");
        sl_outputs_add(outputs, e->key.p,
                       sl_text_edits_make(s->arena, &s->sources, &a->edits, file));
    }
    return sl_outputs_commit(outputs, &path, &why) == SL_COMMIT_DONE ||
           fail(a, sl_str_from(path), why);
}

void sl_apply_push_done(const sl_applying *a, sl_buf *out, bool is_written)
{
    sl_buf_push_format(out, "%zu change%s %s in %zu file%s", a->made, a->made == 1 ? "" : "s",
                       is_written ? "made" : "to make", a->file_count,
                       a->file_count == 1 ? "" : "s");
    if (a->refused)
        sl_buf_push_format(out, ", %zu not made", a->refused);
    if (a->conflicts)
        sl_buf_push_format(out, ", %zu conflict%s", a->conflicts, a->conflicts == 1 ? "" : "s");
    sl_buf_push_char(out, '\n');
}
