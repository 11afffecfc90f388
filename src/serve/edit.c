#include "serve/edit.h"

#include <time.h>

#include "base/file.h"
#include "base/limits.h"
#include "edit/prose_edit.h"
#include "record/review.h"
#include "serve/finding.h"
#include "serve/form.h"
#include "serve/search.h"

typedef struct asking {
    sl_editing *e;
    const sl_strategy *s;
    sl_arena *arena;
    const json_t *asked;
    sl_buf *out;
    bool saved;
    sl_thing thing;
    sl_str bytes;  /* of its file as it is; of what is new, what it begins as */
    sl_str digest; /* of the same; empty: there is no file yet */
} asking;

static unsigned refuse(const asking *q, unsigned status, const char *why)
{
    q->out->n = 0;
    sl_buf_push_z(q->out, "{");
    sl_buf_push_json_pair(q->out, "error", sl_str_from(why), true);
    sl_buf_push_z(q->out, "}");
    return status;
}

static const char *folder_of(const asking *q)
{
    return q->e->preview->options.folder;
}

static const char *name_of(const asking *q, sl_str path)
{
    return sl_str_copy(q->arena, path).p;
}

/* What was told of files until now is seen with this, a save of ours first of all. */
static void update(const asking *q)
{
    sl_watch_take(q->e->watch);
    sl_preview_update(q->e->preview);
}

/* --- the thing that is asked about --- */

static bool is_id(sl_str id)
{
    for (size_t i = 0; i < id.n; i++)
        if (!sl_is_upper(id.p[i]) && !sl_is_digit(id.p[i]) && id.p[i] != '-')
            return false;
    return id.n > 0 && id.n <= 80;
}

static const char *read_file(asking *q)
{
    const char *why = "it cannot be read";
    sl_file_status status = sl_file_read_beneath(q->arena, folder_of(q), name_of(q, q->thing.path),
                                                 SL_LIMIT_FILE_BYTES, &q->bytes, &why);
    if (status == SL_FILE_MISSING && !q->thing.is_there) {
        q->bytes = q->thing.part.markdown
                       ? sl_str_format(q->arena, "---\nid: %.*s\n---\n\n", SL_FMT(q->thing.id))
                       : SL_STR("");
        return NULL;
    }
    if (status != SL_FILE_OK)
        return why;
    if (sl_utf8_find_invalid(q->bytes) != SIZE_MAX)
        return "the file is not UTF-8";
    if (!q->thing.is_there && q->thing.part.markdown)
        return "there is a file of that name already: choose another ID";
    q->digest = sl_file_edit_digest(q->arena, q->bytes);
    sl_way way;
    if (q->thing.is_there && q->thing.part.markdown &&
        !sl_asked_find(q->arena, &q->thing, q->bytes, &way))
        q->thing.part.block = q->thing.id; /* one of several in the file */
    return NULL;
}

/* Finds it, or what it is to be, and reads its file; the status, 0: all is well. */
static unsigned open_thing(asking *q)
{
    const json_t *fields = json_object_get(q->asked, "fields");
    sl_str id = sl_asked_text(q->asked, "id"), kind = sl_asked_text(q->asked, "new"),
           own = sl_asked_text(fields, "id");
    if (!q->s)
        return refuse(q, 422, "the strategy cannot be read: mend that first, see the findings");
    if (!id.p && !kind.p)
        return refuse(q, 400, "say which: \"id\" or \"new\"");
    const char *why = id.p ? sl_thing_find(q->s, id, &q->thing)
                           : sl_thing_propose(q->arena, q->s, kind, &q->thing);
    if (why)
        return refuse(q, 422, why);
    if (!id.p && own.p) {
        if (!is_id(own))
            return refuse(q, 422, "an ID has capital letters, digits and hyphens");
        if (sl_thing_is_known(q->s, own))
            return refuse(q, 422, "another thing has this ID: choose another");
        q->thing.id = sl_str_copy(q->arena, own);
        if (q->thing.part.markdown)
            q->thing.path = sl_thing_item_path(q->arena, q->thing.type, own);
    }
    if (!sl_file_path_is_inside(q->thing.path)) /* as a framework may name a folder */
        return refuse(q, 422, "its folder is outside of the strategy");
    why = read_file(q);
    return why ? refuse(q, 422, why) : 0;
}

/* A text with the empty lines around it, which nobody edits: those before it, and, where another
 * item follows, those behind it. */
typedef struct framed {
    sl_str lead, text, tail;
} framed;

static framed text_of(const asking *q, sl_str bytes)
{
    sl_str yaml, text;
    if (!sl_file_edit_parts(bytes, q->thing.part, &yaml, &text))
        text = SL_STR("");
    size_t begin = 0, end = text.n;
    while (begin < end && strchr("\r\n", text.p[begin]))
        begin++;
    bool is_last = text.p + text.n == bytes.p + bytes.n;
    while (!is_last && end > begin && strchr("\r\n", text.p[end - 1]))
        end--;
    return (framed){sl_str_slice(text, 0, begin), sl_str_slice(text, begin, end),
                    sl_str_slice(text, end, text.n)};
}

static sl_str frame(const asking *q, sl_str bytes, sl_str text)
{
    framed f = text_of(q, bytes);
    while (text.n && text.p[0] == '\n')
        text = sl_str_slice(text, 1, text.n);
    while (f.tail.n && text.n && text.p[text.n - 1] == '\n')
        text = sl_str_slice(text, 0, text.n - 1);
    return sl_str_format(q->arena, "%.*s%.*s%.*s", SL_FMT(sl_prose_lines(q->arena, f.lead)),
                         SL_FMT(text), SL_FMT(sl_prose_lines(q->arena, f.tail)));
}

/* --- forms --- */

static void push_reviews(const asking *q)
{
    const sl_item *item = sl_strategy_lookup_item(q->s, q->thing.id);
    bool first = true;
    sl_buf_push_z(q->out, ", \"reviews\": [");
    for (size_t i = 0; item && q->s->has_reviews && i < q->s->edges.n; i++) {
        const sl_edge *e = &q->s->edges.at[i];
        const sl_review *r = &q->s->reviews[i];
        bool from = e->from == item->index, to = !e->to_evidence && e->to == item->index;
        bool asks = (from && e->role->suspect_from && (!r->stamped || r->from_suspect)) ||
                    (to && e->role->suspect_to && (!r->stamped || r->to_suspect));
        if (!asks)
            continue;
        sl_str other = !from            ? q->s->items.at[e->from]->id
                       : e->to_evidence ? q->s->evidence.at[e->to]->id
                                        : q->s->items.at[e->to]->id;
        sl_buf_push_z(q->out, first ? "{" : ", {");
        sl_buf_push_json_pair(q->out, "id", other, true);
        sl_buf_push_json_pair(q->out, "role", e->role->label, false);
        sl_buf_push_json_pair(q->out, "stamped", r->stamped ? r->date : SL_STR_NONE, false);
        sl_buf_push_z(q->out, "}");
        first = false;
    }
    sl_buf_push_z(q->out, "]");
}

static unsigned answer_form(asking *q)
{
    unsigned fault = open_thing(q);
    if (fault)
        return fault;
    sl_way way;
    const sl_yaml *raw =
        q->thing.is_there ? sl_asked_find(q->arena, &q->thing, q->bytes, &way) : NULL;
    if (q->thing.is_there && !raw)
        return refuse(q, 422,
                      "the file holds it in a way that a form cannot change: change it in an "
                      "editor");
    sl_yaml id = {.key = SL_STR("id"), .text = q->thing.id},
            proposed = {.kind = SL_YAML_MAP, .first = &id, .count = 1};
    sl_buf_push_z(q->out, "{");
    sl_form_push(q->out, q->s, &q->thing, raw ? raw : &proposed);
    sl_buf_push_json_pair(q->out, "digest", q->digest, false);
    if (q->thing.part.markdown) {
        sl_str text = text_of(q, q->bytes).text;
        sl_buf_push_json_pair(q->out, "text", sl_prose_lines(q->arena, text), false);
    }
    push_reviews(q);
    sl_buf_push_z(q->out, "}");
    return 200;
}

/* --- changes --- */

static const char *make(const asking *q, sl_str bytes, sl_str *out)
{
    sl_file_changes changes = {0};
    const char *why = sl_asked_changes(q->arena, &q->thing, q->asked, bytes, &changes);
    for (size_t i = 0; !why && i < changes.n; i++)
        if (changes.at[i].kind == SL_CHANGE_TEXT)
            changes.at[i].text = frame(q, bytes, changes.at[i].text);
    if (!why)
        why = sl_file_edit_make(q->arena, bytes, q->thing.part, changes.at, changes.n, out);
    if (!why && out->n && out->p[out->n - 1] != '\n' && !bytes.n)
        *out = sl_str_format(q->arena, "%.*s\n", SL_FMT(*out)); /* a file that begins */
    return why;
}

/* Both versions, for who must choose. */
static unsigned tell_conflict(const asking *q, sl_str theirs)
{
    sl_str yours = SL_STR_NONE;
    const char *why = theirs.p ? make(q, theirs, &yours) : "the file is gone";
    sl_buf_push_z(q->out, "{");
    sl_buf_push_json_pair(q->out, "error",
                          SL_STR("the file has changed since you opened it: nothing is saved"),
                          true);
    sl_buf_push_json_pair(q->out, "digest",
                          theirs.p ? sl_file_edit_digest(q->arena, theirs) : SL_STR_NONE, false);
    sl_buf_push_json_pair(q->out, "path", q->thing.path, false);
    sl_buf_push_json_pair(q->out, "theirs", theirs, false);
    sl_buf_push_json_pair(q->out, "yours", why ? SL_STR_NONE : yours, false);
    if (why)
        sl_buf_push_json_pair(q->out, "why", sl_str_from(why), false);
    sl_buf_push_z(q->out, "}");
    return 409;
}

static bool is_known(const sl_session *s, const sl_finding *f, sl_str path)
{
    for (size_t i = 0; i < s->diags.findings.n; i++) {
        const sl_finding *one = s->diags.findings.at[i];
        if (one->code == f->code && sl_str_equal(one->message, f->message) &&
            (!one->span.file ||
             sl_str_equal(sl_sources_lookup(&s->sources, one->span.file)->path, path)))
            return true;
    }
    return false;
}

/* What is found in the file; and what is elsewhere and was not before. */
static void push_findings(const asking *q, const sl_session *now, bool here)
{
    bool first = true;
    sl_buf_push_format(q->out, ", \"%s\": [", here ? "findings" : "elsewhere");
    for (size_t i = 0; i < now->diags.findings.n; i++) {
        const sl_finding *f = now->diags.findings.at[i];
        sl_str path =
            f->span.file ? sl_sources_lookup(&now->sources, f->span.file)->path : SL_STR_NONE;
        bool own = sl_str_equal(path, q->thing.path);
        if (f->severity < SL_SEVERITY_WARNING || own != here ||
            (!here && is_known(q->e->preview->making->session, f, path)))
            continue;
        sl_buf_push_z(q->out, first ? "" : ", ");
        sl_finding_push(q->out, &now->sources, f);
        first = false;
    }
    sl_buf_push_z(q->out, "]");
}

static unsigned make_changes(asking *q, sl_str *out)
{
    unsigned fault = open_thing(q);
    if (fault)
        return fault;
    if (!sl_str_equal(sl_asked_text(q->asked, "digest"), q->digest))
        return tell_conflict(q, q->bytes);
    const char *why = make(q, q->bytes, out);
    return why ? refuse(q, 422, why) : 0;
}

static unsigned answer_check(asking *q)
{
    sl_str bytes;
    unsigned fault = make_changes(q, &bytes);
    if (fault)
        return fault;
    sl_editing *e = q->e;
    if (!e->draft)
        e->draft = sl_live_new(&e->preview->options);
    sl_live_touch(e->draft);
    sl_live_lay(e->draft, q->thing.path, bytes);
    const sl_session *now = sl_live_check(e->draft)->session;
    sl_buf_push_z(q->out, "{\"checked\": true");
    push_findings(q, now, true);
    push_findings(q, now, false);
    sl_buf_push_z(q->out, "}");
    sl_live_lift(e->draft, q->thing.path);
    return 200;
}

static unsigned answer_save(asking *q)
{
    sl_str bytes, now;
    const char *why;
    unsigned fault = make_changes(q, &bytes);
    if (fault)
        return fault;
    if (!q->digest.n)
        sl_file_make_folder(
            sl_file_join(q->arena, folder_of(q), sl_file_folder_of(q->arena, q->thing.path)));
    switch (
        sl_file_edit_save(q->arena, folder_of(q), q->thing.path, q->digest, bytes, &now, &why)) {
    case SL_SAVED:
        break;
    case SL_SAVED_CHANGED:
        return tell_conflict(q, now);
    case SL_SAVED_NOT:
        return refuse(q, 500, why);
    }
    q->saved = true;
    sl_str path = sl_str_copy(q->arena, q->thing.path), id = sl_str_copy(q->arena, q->thing.id);
    update(q); /* what was found before is gone with it */
    q->thing.path = path;
    sl_buf_push_z(q->out, "{");
    sl_buf_push_json_pair(q->out, "id", id, true);
    sl_buf_push_json_pair(q->out, "path", path, false);
    sl_buf_push_json_pair(q->out, "digest", sl_file_edit_digest(q->arena, bytes), false);
    push_findings(q, q->e->preview->making->session, true);
    sl_buf_push_z(q->out, ", \"elsewhere\": []}");
    return 200;
}

/* --- reviews --- */

static bool is_name(sl_str by)
{
    for (size_t i = 0; i < by.n; i++)
        if ((unsigned char)by.p[i] < 0x20 || by.p[i] == 0x7F)
            return false;
    return by.n && by.n <= 200 && sl_str_trim(by).n == by.n;
}

static sl_str day_of(const asking *q)
{
    sl_str on = sl_asked_text(q->asked, "on");
    sl_date date;
    time_t now = time(NULL);
    struct tm t;
    char today[32];
    if (on.p)
        return sl_date_parse(on, &date) && date.day ? on : SL_STR_NONE;
    if (!localtime_r(&now, &t) || !strftime(today, sizeof today, "%Y-%m-%d", &t))
        return SL_STR_NONE;
    return sl_str_copy(q->arena, sl_str_from(today));
}

static unsigned answer_stamp(asking *q)
{
    update(q); /* a stamp is of what is there now */
    q->saved = true;
    q->s = q->e->preview->making->session->strategy;
    sl_str by = sl_asked_text(q->asked, "by"), day = day_of(q), now = SL_STR_NONE, lock;
    const char *why = "it cannot be read";
    if (!is_name(by) || !day.p)
        return refuse(q, 422, "say who has read it, and on which day");
    if (!q->s || sl_session_has_errors(q->e->preview->making->session))
        return refuse(q, 422, "nothing is stamped while there are errors: mend them first");
    uint8_t *chosen = SL_NEW_ARRAY(q->arena, uint8_t, q->s->edges.n + 1);
    if (!sl_review_choose(q->s, sl_asked_text(q->asked, "id"), false, chosen))
        return refuse(q, 422, "nothing has this ID");
    sl_file_status status = sl_file_read_beneath(q->arena, folder_of(q), SL_REVIEW_FILE,
                                                 SL_LIMIT_FILE_BYTES, &now, &why);
    if (status != SL_FILE_OK && status != SL_FILE_MISSING)
        return refuse(q, 500, why);
    sl_buf b;
    sl_buf_init(&b);
    size_t n = sl_review_emit(&b, q->s, chosen, day, by);
    lock = sl_buf_take(&b, q->arena);
    sl_str digest = status == SL_FILE_OK ? sl_file_edit_digest(q->arena, now) : SL_STR_NONE;
    if (sl_file_edit_save(q->arena, folder_of(q), SL_STR(SL_REVIEW_FILE), digest, lock, &now,
                          &why) != SL_SAVED)
        return refuse(q, 500, why);
    update(q);
    sl_buf_push_format(q->out, "{\"stamped\": %zu}", n);
    return 200;
}

/* --- all --- */

static unsigned answer_find(asking *q)
{
    sl_buf_push_z(q->out, "{");
    sl_search_push(q->out, q->arena, q->s, sl_asked_text(q->asked, "find"),
                   sl_asked_text(q->asked, "q"));
    sl_buf_push_z(q->out, "}");
    return 200;
}

static unsigned answer_kinds(asking *q)
{
    sl_buf_push_z(q->out, "{\"kinds\": [");
    for (size_t i = 0; q->s && i < q->s->framework->types.n; i++) {
        const sl_type *type = q->s->framework->types.at[i];
        sl_buf_push_z(q->out, i ? ", {" : "{");
        sl_buf_push_json_pair(q->out, "name", type->name, true);
        sl_buf_push_json_pair(q->out, "title", type->title, false);
        sl_buf_push_z(q->out, "}");
    }
    for (const char *const *list = sl_thing_lists(); q->s && *list; list++) {
        sl_buf_push_z(q->out, ", {");
        sl_buf_push_json_pair(q->out, "name", sl_str_from(*list), true);
        sl_buf_push_json_pair(q->out, "title", sl_str_from(*list), false);
        sl_buf_push_z(q->out, "}");
    }
    sl_buf_push_z(q->out, "]}");
    return 200;
}

void sl_editing_done(sl_editing *e)
{
    sl_live_free(e->draft);
    e->draft = NULL;
}

unsigned sl_editing_answer(sl_editing *e, sl_str path, const json_t *asked, sl_buf *out,
                           bool *saved)
{
    static const struct {
        const char *path;
        unsigned (*answer)(asking *q);
    } all[] = {{"find", answer_find},   {"kinds", answer_kinds}, {"form", answer_form},
               {"check", answer_check}, {"save", answer_save},   {"stamp", answer_stamp}};
    asking q = {.e = e,
                .s = e->preview->making->session->strategy,
                .arena = sl_arena_new(),
                .asked = asked,
                .out = out};
    unsigned status = 404;
    for (size_t i = 0; i < SL_COUNT(all); i++)
        if (sl_str_equal_z(path, all[i].path))
            status = all[i].answer(&q);
    if (status == 404)
        refuse(&q, 404, "there is nothing here");
    *saved = q.saved;
    sl_arena_free(q.arena);
    return status;
}
