#include "run/since.h"

#include "base/file.h"
#include "load/rename.h"
#include "session/revision.h"

const char *sl_since_find(sl_session *now, const char *name)
{
    if (sl_file_is_folder(name))
        return name;
    const char *folder = sl_revision_fetch(now->arena, now->options->folder, name);
    if (folder)
        return folder;
    sl_finding *f =
        sl_diag_add(&now->diags, SL_E0004, SL_SPAN_NONE,
                    "'%s' is no folder, and no git revision of '%s'", name, now->options->folder);
    sl_diag_help(&now->diags, f, "name the older strategy's folder, a tag or a commit");
    return NULL;
}

/* What is wrong with it stands in its own files: 'check' says so. */
static bool refuse(const sl_since *old, sl_session *now)
{
    sl_finding *f =
        sl_diag_add(&now->diags, SL_E0750, SL_SPAN_NONE,
                    "what changed since '%s' cannot be told: it has errors", now->options->since);
    sl_diag_help(&now->diags, f, "'sightline check %s' names them; or leave --since out",
                 old->folder);
    return false;
}

bool sl_since_open(sl_since *old, sl_session *now)
{
    if (!old->folder)
        return true;
    old->options = *now->options;
    old->options.folder = old->folder;
    old->options.as_of = (sl_date){0};
    old->options.draft = false;
    /* Its book alone is wanted. */
    old->options.pdf = old->options.html = old->options.docx = old->options.png = false;
    sl_session_init(&old->session, &old->options);
    sl_session_load(&old->session);
    old->is_open = true;
    old->making = (sl_making){.session = &old->session, .whole = old->session.strategy};
    return (old->session.strategy && !sl_session_has_errors(&old->session)) || refuse(old, now);
}

void sl_since_close(sl_since *old)
{
    if (old->is_open)
        sl_session_done(&old->session);
}

/* As the audience of the newer one may have it, in its language, with the newer IDs. */
static bool look_as(sl_since *old, const sl_making *m)
{
    sl_making *mine = &old->making;
    mine->layout = m->layout;
    if (mine->view && sl_str_equal(old->audience, m->audience) &&
        sl_str_equal(old->language, m->whole->edition))
        return true;
    mine->whole = sl_session_edition(&old->session, m->whole->edition);
    if (!mine->whole || sl_session_has_errors(&old->session) || !sl_make_view(mine, m->audience))
        return false;
    old->audience = m->audience;
    old->language = m->whole->edition;
    sl_rename_apply_all(mine->view, m->view);
    return true;
}

/* The older document of that name, with the numbers that its first one gives; all of the strategy
 * where there was none. */
static bool compose(sl_since *old, const sl_document *d, sl_str group)
{
    sl_making *mine = &old->making;
    const sl_documents *all = &mine->whole->documents;
    const sl_document *same = NULL;
    for (size_t i = 0; d && i < all->n && !same; i++)
        same = sl_str_equal(all->at[i].name, d->name) ? &all->at[i] : NULL;
    if (!same)
        return sl_make_book(mine, group);
    if (same == &all->at[0])
        return sl_make_document(mine, same, NULL, group);
    if (!sl_make_document(mine, &all->at[0], NULL, SL_STR_NONE))
        return false;
    sl_primary first = {mine->view, mine->book, mine->numbers, NULL};
    return sl_make_document(mine, same, &first, group);
}

/* What is there and kept from the audience now is not gone: even its title would tell. */
static void drop_kept(sl_arena *a, sl_changes *c, const sl_strategy *whole)
{
    size_t n = 0;
    for (size_t i = 0; i < c->things.n; i++) {
        sl_str id = c->things.at[i].id;
        bool there = sl_strategy_lookup_item(whole, id) || sl_strategy_lookup_evidence(whole, id) ||
                     sl_map_lookup(&whole->gap_ids, id);
        if (c->things.at[i].how != SL_HOW_GONE || !there)
            c->things.at[n++] = c->things.at[i];
    }
    c->things.n = n;
    sl_change_find_causes(a, c);
}

/* --- the proof of what is told of the older wording --- */

static void push_line(sl_buf *b, sl_str text)
{
    sl_buf_push_str(b, text);
    sl_buf_push_char(b, '\n');
}

static void push_gone(sl_buf *b, const sl_change *c)
{
    if (c->how == SL_HOW_GONE)
        push_line(b, c->title);
    for (size_t i = 0; i < c->fields.n; i++)
        for (size_t k = 0; k < c->fields.at[i].gone.n; k++)
            push_line(b, c->fields.at[i].gone.at[k]);
    for (size_t i = 0; i < c->blocks.n; i++)
        for (size_t k = 0; k < c->blocks.at[i].words.n; k++)
            if (c->blocks.at[i].words.at[k].kind == SL_EDIT_GONE)
                push_line(b, c->blocks.at[i].words.at[k].text);
}

/* What is public in the older reading and kept now. */
static bool tells_kept(const sl_making *m, sl_str text)
{
    sl_session *s = m->session;
    sl_diags found;
    sl_diags_init(&found, s->arena, &s->sources);
    if (sl_proof_search(m->proof, &found, "the older wording", text))
        return false;
    sl_finding *f =
        sl_diag_add(&s->diags, SL_E0752, SL_SPAN_NONE,
                    "'%s' says what is kept from '%.*s' now: it cannot be told what it said",
                    s->options->since, SL_FMT(m->audience));
    sl_diag_help(&s->diags, f, "leave --since out for them, or name a reading that kept it too");
    return true;
}

/* Nothing that was kept then, or is now. */
static bool prove(sl_since *old, const sl_making *m, const sl_changes *c)
{
    sl_buf b;
    sl_buf_init(&b);
    for (size_t i = 0; i < c->things.n; i++)
        push_gone(&b, &c->things.at[i]);
    bool good = sl_proof_search(old->making.proof, &m->session->diags,
                                "what is told of the older wording", sl_buf_str(&b)) &&
                !tells_kept(m, sl_buf_str(&b));
    sl_buf_done(&b);
    return good;
}

bool sl_since_mark(sl_since *old, sl_making *m, const sl_document *d, sl_str group)
{
    if (!old->is_open)
        return true;
    if (!look_as(old, m) || !compose(old, d, group))
        return refuse(old, m->session);
    sl_changes *c = sl_change_find(m->session->arena, old->making.book, m->book);
    drop_kept(m->session->arena, c, m->whole);
    if (!prove(old, m, c))
        return false;
    m->changes = c;
    return true;
}
