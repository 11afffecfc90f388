#include "serve/history.h"

#include "load/rename.h"
#include "session/revision.h"

enum { MOST_COMMITS = 100 };

/* The lines of the thing in the file as the newest commit has it; false: it is not in it. */
static bool find_lines(const sl_asking *q, sl_str bytes, unsigned *first, unsigned *last)
{
    sl_way way;
    const sl_yaml *y =
        q->thing.part.block.n ? NULL : sl_asked_find(q->arena, &q->thing, bytes, &way);
    sl_str whole = q->thing.part.block.n ? sl_file_edit_whole(bytes, q->thing.part) : SL_STR_NONE;
    if (!y && !whole.p)
        return false;
    size_t begin = y ? y->span.begin : (size_t)(whole.p - bytes.p),
           end = y ? y->span.end : begin + whole.n;
    while (end > begin && strchr("\r\n", bytes.p[end - 1]))
        end--;
    *first = *last = 1;
    for (size_t i = 0; i < end; i++) {
        *first += i < begin && bytes.p[i] == '\n';
        *last += bytes.p[i] == '\n';
    }
    return true;
}

unsigned sl_history_list(sl_asking *q)
{
    sl_revisions all = {0};
    sl_str bytes;
    unsigned fault = sl_asking_open(q), first = 0, last = 0;
    if (fault)
        return fault;
    const char *folder = sl_asking_folder(q);
    bool is_part = !q->thing.part.markdown || q->thing.part.block.n;
    bool known = !is_part || (sl_revision_read(q->arena, folder, q->thing.path, &bytes) &&
                              find_lines(q, bytes, &first, &last));
    if (known)
        known =
            sl_revision_list(q->arena, folder, q->thing.path, first, last, MOST_COMMITS + 1, &all);
    sl_buf_push_format(q->out, "{\"known\": %s, \"more\": %s, \"commits\": [",
                       known ? "true" : "false", all.n > MOST_COMMITS ? "true" : "false");
    for (size_t i = 0; i < all.n && i < MOST_COMMITS; i++) {
        const sl_revision *one = &all.at[i];
        sl_buf_push_z(q->out, i ? ", {" : "{");
        sl_buf_push_json_pair(q->out, "id", one->id, true);
        sl_buf_push_json_pair(q->out, "date", one->date, false);
        sl_buf_push_json_pair(q->out, "by", one->by, false);
        sl_buf_push_json_pair(q->out, "what", one->what, false);
        sl_buf_push_z(q->out, "}");
    }
    sl_buf_push_z(q->out, "]}");
    return 200;
}

/* --- from then to now --- */

static void push_texts(sl_buf *out, const char *key, const sl_str *at, size_t n)
{
    sl_buf_push_format(out, ", \"%s\": [", key);
    for (size_t i = 0; i < n; i++) {
        sl_buf_push_z(out, i ? ", " : "");
        sl_buf_push_json(out, at[i]);
    }
    sl_buf_push_z(out, "]");
}

static void push_block(sl_buf *out, const sl_change_block *b)
{
    static const char *const names[] = {
        [SL_EDIT_KEPT] = "kept", [SL_EDIT_GONE] = "gone", [SL_EDIT_NEW] = "new"};
    sl_buf_push_z(out, "[");
    for (size_t i = 0; i < b->words.n; i++) {
        sl_buf_push_format(out, "%s[\"%s\", ", i ? ", " : "", names[b->words.at[i].kind]);
        sl_change_push_json(out, b->words.at[i].text);
        sl_buf_push_z(out, "]");
    }
    sl_buf_push_z(out, "]");
}

static void push_change(sl_buf *out, const sl_change *c)
{
    sl_buf_push_z(out, "{");
    sl_buf_push_json_pair(out, "how", sl_str_from(c ? sl_how_name(c->how) : "same"), true);
    sl_buf_push_z(out, ", \"fields\": [");
    for (size_t i = 0; c && i < c->fields.n; i++) {
        const sl_change_field *f = &c->fields.at[i];
        sl_buf_push_z(out, i ? ", {" : "{");
        sl_buf_push_json_pair(out, "label", f->label, true);
        push_texts(out, "gone", f->gone.at, f->gone.n);
        push_texts(out, "come", f->come.at, f->come.n);
        sl_buf_push_z(out, "}");
    }
    sl_buf_push_z(out, "], \"blocks\": [");
    for (size_t i = 0; c && i < c->blocks.n; i++) {
        sl_buf_push_z(out, i ? ", " : "");
        push_block(out, &c->blocks.at[i]);
    }
    sl_buf_push_z(out, "]}");
}

/* The older reading as a document, for the same audience, with the newer IDs; errors of its own are
 * no reason not to. */
static bool compose(sl_session *s, sl_making *m, const sl_strategy *newer)
{
    sl_str audience;
    sl_session_load(s);
    if (!s->strategy || !sl_make_open(m, s) || !sl_make_find_audience(s, &audience) ||
        sl_session_is_stopped(s) || !sl_make_view(m, audience))
        return false;
    sl_rename_apply_all(m->view, newer);
    return sl_make_book(m, SL_STR_NONE);
}

static unsigned compare(sl_asking *q, const char *folder, sl_str id)
{
    const sl_making *now = q->e->preview->making;
    sl_options o = q->e->preview->options;
    sl_session old;
    sl_making m = {.session = &old};
    unsigned status = 200;
    o.folder = folder;
    o.as_of = (sl_date){0};
    o.draft = true;
    o.pdf = o.html = false;
    sl_session_init(&old, &o);
    if (compose(&old, &m, now->view)) {
        const sl_changes *all = sl_change_find(old.arena, m.book, now->book);
        const sl_change *found = NULL;
        for (size_t i = 0; i < all->things.n && !found; i++)
            found = sl_str_equal(all->things.at[i].id, id) ? &all->things.at[i] : NULL;
        push_change(q->out, found);
    } else {
        status = sl_asking_refuse(q, 422, "the strategy as it was then cannot be read");
    }
    sl_session_done(&old);
    return status;
}

static bool is_commit(sl_str id)
{
    for (size_t i = 0; i < id.n; i++)
        if (!sl_is_digit(id.p[i]) && !(id.p[i] >= 'a' && id.p[i] <= 'f'))
            return false;
    return id.n == 40 || id.n == 64;
}

unsigned sl_history_compare(sl_asking *q)
{
    sl_str commit = sl_asked_text(q->asked, "commit");
    unsigned fault = sl_asking_open(q);
    if (fault)
        return fault;
    if (!is_commit(commit))
        return sl_asking_refuse(q, 422, "there is no such version");
    if (!q->e->preview->is_shown)
        return sl_asking_refuse(q, 422, "the document cannot be shown: see the findings");
    const char *folder =
        sl_revision_fetch(q->arena, sl_asking_folder(q), sl_str_copy(q->arena, commit).p);
    return folder ? compare(q, folder, q->thing.id)
                  : sl_asking_refuse(q, 422, "git has no such version of this folder");
}
