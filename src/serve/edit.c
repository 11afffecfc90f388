#include "serve/edit.h"

#include <time.h>

#include "base/file.h"
#include "base/limits.h"
#include "edit/merge.h"
#include "edit/prose_edit.h"
#include "record/review.h"
#include "serve/asking.h"
#include "serve/finding.h"
#include "serve/form.h"
#include "serve/history.h"
#include "serve/order.h"
#include "serve/passage.h"
#include "serve/remove.h"
#include "serve/search.h"

/* A text with the empty lines around it, which nobody edits: those before it, and, where another
 * item follows, those behind it. */
typedef struct framed {
    sl_str lead, text, tail;
} framed;

static framed text_of(const sl_asking *q, sl_str bytes)
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

static sl_str frame(const sl_asking *q, sl_str bytes, sl_str text)
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

static void push_reviews(const sl_asking *q)
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

/* --- what forms were opened on --- */

static sl_str find_base(const sl_asking *q, sl_str digest)
{
    for (size_t i = 0; i < SL_BASES && digest.n; i++)
        if (sl_str_equal_z(digest, q->e->base_digests[i]))
            return sl_buf_str(&q->e->bases[i]);
    return SL_STR_NONE;
}

static void keep_base(const sl_asking *q)
{
    sl_editing *e = q->e;
    if (!q->digest.n || q->digest.n >= sizeof e->base_digests[0] || find_base(q, q->digest).p)
        return;
    size_t i = e->base_next++ % SL_BASES;
    e->bases[i].n = 0;
    sl_buf_push_str(&e->bases[i], q->bytes);
    memcpy(e->base_digests[i], q->digest.p, q->digest.n);
    e->base_digests[i][q->digest.n] = 0;
}

static unsigned answer_form(sl_asking *q)
{
    unsigned fault = sl_asking_open(q);
    if (fault)
        return fault;
    sl_way way;
    const sl_yaml *raw =
        q->thing.is_there ? sl_asked_find(q->arena, &q->thing, q->bytes, &way) : NULL;
    if (q->thing.is_there && !raw)
        return sl_asking_refuse(
            q, 422,
            "the file holds it in a way that a form cannot change: change it in an "
            "editor");
    sl_yaml id = {.key = SL_STR("id"), .text = q->thing.id},
            proposed = {.kind = SL_YAML_MAP, .first = &id, .count = 1};
    keep_base(q);
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

static const char *make(const sl_asking *q, sl_str bytes, sl_str *out)
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

/* The changes, made in the file that the form was opened on, together with what others have made
 * of it since: NULL and *out, or why they are not to be had so. */
static const char *merge(const sl_asking *q, sl_str digest, sl_str theirs, sl_str *out)
{
    sl_str base = find_base(q, digest), mine;
    sl_way way;
    const char *why = base.p ? make(q, base, &mine) : "what the form was opened on is not kept";
    if (why)
        return why;
    if (!sl_merge_lines(q->arena, base, mine, theirs, out))
        return "the same lines were changed";
    /* Each may have added the same key. */
    return sl_asked_find(q->arena, &q->thing, *out, &way) ? NULL : "they cannot be put together";
}

/* Both versions, for who must choose. */
static unsigned tell_conflict(const sl_asking *q, sl_str theirs)
{
    sl_str yours = SL_STR_NONE, both = SL_STR_NONE, base = sl_asked_text(q->asked, "base");
    const char *why = theirs.p ? make(q, theirs, &yours) : "the file is gone";
    if (!base.n)
        base = sl_asked_text(q->asked, "digest");
    if (theirs.p && merge(q, base, theirs, &both))
        both = SL_STR_NONE;
    sl_buf_push_z(q->out, "{");
    sl_buf_push_json_pair(q->out, "error",
                          SL_STR("the file has changed since you opened it: nothing is saved"),
                          true);
    sl_buf_push_json_pair(q->out, "digest",
                          theirs.p ? sl_file_edit_digest(q->arena, theirs) : SL_STR_NONE, false);
    sl_buf_push_json_pair(q->out, "path", q->thing.path, false);
    sl_buf_push_json_pair(q->out, "theirs", theirs, false);
    sl_buf_push_json_pair(q->out, "yours", why ? SL_STR_NONE : yours, false);
    if (both.p)
        sl_buf_push_json_pair(q->out, "both", both, false);
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
static void push_findings(const sl_asking *q, const sl_session *now, bool here)
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

static unsigned make_changes(sl_asking *q, sl_str *out)
{
    unsigned fault = sl_asking_open(q);
    if (fault)
        return fault;
    if (!sl_asking_is_current(q))
        return tell_conflict(q, q->bytes);
    sl_str base = sl_asked_text(q->asked, "base");
    const char *why = base.n ? merge(q, base, q->bytes, out) : make(q, q->bytes, out);
    return why ? sl_asking_refuse(q, 422, why) : 0;
}

static unsigned answer_check(sl_asking *q)
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

static unsigned answer_save(sl_asking *q)
{
    sl_str bytes, now;
    const char *why;
    unsigned fault = make_changes(q, &bytes);
    if (fault)
        return fault;
    if (!q->digest.n)
        sl_file_make_folder(sl_file_join(q->arena, sl_asking_folder(q),
                                         sl_file_folder_of(q->arena, q->thing.path)));
    switch (sl_file_edit_save(q->arena, sl_asking_folder(q), q->thing.path, q->digest, bytes, &now,
                              &why)) {
    case SL_SAVED:
        break;
    case SL_SAVED_CHANGED:
        return tell_conflict(q, now);
    case SL_SAVED_NOT:
        return sl_asking_refuse(q, 500, why);
    }
    sl_str path = sl_str_copy(q->arena, q->thing.path), id = sl_str_copy(q->arena, q->thing.id);
    sl_asking_update(q); /* what was found before is gone with it */
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

static sl_str day_of(const sl_asking *q)
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

static unsigned answer_stamp(sl_asking *q)
{
    sl_asking_update(q); /* a stamp is of what is there now */
    sl_str by = sl_asked_text(q->asked, "by"), day = day_of(q), now = SL_STR_NONE, lock;
    const char *why = "it cannot be read";
    if (!is_name(by) || !day.p)
        return sl_asking_refuse(q, 422, "say who has read it, and on which day");
    if (!q->s || sl_session_has_errors(q->e->preview->making->session))
        return sl_asking_refuse(q, 422,
                                "nothing is stamped while there are errors: mend them first");
    uint8_t *chosen = SL_NEW_ARRAY(q->arena, uint8_t, q->s->edges.n + 1);
    if (!sl_review_choose(q->s, sl_asked_text(q->asked, "id"), false, chosen))
        return sl_asking_refuse(q, 422, "nothing has this ID");
    sl_file_status status = sl_file_read_beneath(q->arena, sl_asking_folder(q), SL_REVIEW_FILE,
                                                 SL_LIMIT_FILE_BYTES, &now, &why);
    if (status != SL_FILE_OK && status != SL_FILE_MISSING)
        return sl_asking_refuse(q, 500, why);
    sl_buf b;
    sl_buf_init(&b);
    size_t n = sl_review_emit(&b, q->s, chosen, day, by);
    lock = sl_buf_take(&b, q->arena);
    sl_str digest = status == SL_FILE_OK ? sl_file_edit_digest(q->arena, now) : SL_STR_NONE;
    if (sl_file_edit_save(q->arena, sl_asking_folder(q), SL_STR(SL_REVIEW_FILE), digest, lock, &now,
                          &why) != SL_SAVED)
        return sl_asking_refuse(q, 500, why);
    sl_asking_update(q);
    sl_buf_push_format(q->out, "{\"stamped\": %zu}", n);
    return 200;
}

/* --- all --- */

static unsigned answer_find(sl_asking *q)
{
    sl_buf_push_z(q->out, "{");
    sl_search_push(q->out, q->arena, q->s, sl_asked_text(q->asked, "find"),
                   sl_asked_text(q->asked, "q"));
    sl_buf_push_z(q->out, "}");
    return 200;
}

static unsigned answer_kinds(sl_asking *q)
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
    for (size_t i = 0; i < SL_BASES; i++)
        sl_buf_done(&e->bases[i]);
    for (size_t i = 0; i < SL_REMOVALS; i++) {
        sl_arena_free(e->removed[i].arena);
        e->removed[i].arena = NULL;
    }
}

unsigned sl_editing_answer(sl_editing *e, sl_str path, const json_t *asked, sl_buf *out,
                           bool *saved)
{
    static const struct {
        const char *path;
        unsigned (*answer)(sl_asking *q);
    } all[] = {
        {"find", answer_find},      {"kinds", answer_kinds},      {"form", answer_form},
        {"check", answer_check},    {"save", answer_save},        {"stamp", answer_stamp},
        {"place", sl_order_place},  {"move", sl_order_move},      {"uses", sl_remove_uses},
        {"remove", sl_remove_make}, {"undo", sl_remove_undo},     {"passage", sl_passage_find},
        {"put", sl_passage_put},    {"history", sl_history_list}, {"since", sl_history_compare}};
    sl_asking q = {.e = e,
                   .s = e->preview->making->session->strategy,
                   .arena = sl_arena_new(),
                   .asked = asked,
                   .out = out};
    unsigned status = 404;
    for (size_t i = 0; i < SL_COUNT(all); i++)
        if (sl_str_equal_z(path, all[i].path))
            status = all[i].answer(&q);
    if (status == 404)
        sl_asking_refuse(&q, 404, "there is nothing here");
    *saved = q.saved;
    sl_arena_free(q.arena);
    return status;
}
