#include "serve/remove.h"

#include "base/file.h"
#include "base/limits.h"
#include "edit/removal.h"
#include "load/mention.h"
#include "record/review.h"
#include "serve/order.h"

enum { MOST_SHOWN = 200 };

static sl_str path_of(const sl_asking *q, sl_span at)
{
    return sl_sources_lookup(q->s->sources, at.file)->path;
}

/* Whether a place is within the thing itself. */
static bool is_own(const sl_asking *q, sl_span at)
{
    const sl_thing *t = &q->thing;
    if (!sl_str_equal(path_of(q, at), t->path))
        return false;
    if (t->part.block.n) {
        sl_str whole = sl_file_edit_whole(q->bytes, t->part);
        size_t begin = (size_t)(whole.p - q->bytes.p);
        return whole.p && at.begin >= begin && at.end <= begin + whole.n;
    }
    return t->part.markdown ||
           (at.begin >= t->written->span.begin && at.end <= t->written->span.end);
}

/* All that refers to it: not itself, the order of the document, which is changed with it, or
 * stamps, which go with the links that they are of. */
static sl_spans list_uses(const sl_asking *q, size_t *stamps)
{
    sl_spans all = sl_mention_list(q->s, q->arena, q->thing.id), out = {0};
    *stamps = 0;
    for (size_t i = 0; i < all.n; i++) {
        sl_str path = path_of(q, all.at[i]);
        bool lock = sl_str_equal_z(path, SL_REVIEW_FILE);
        *stamps += lock;
        if (!lock && !is_own(q, all.at[i]) && !sl_order_holds(q->s, all.at[i]))
            SL_PUSH(q->arena, out, all.at[i]);
    }
    return out;
}

/* The item or entry in whose text or keys a place is; empty: none. */
static sl_str holder_of(const sl_asking *q, sl_span at)
{
    const sl_item *item = NULL;
    for (size_t i = 0; i < q->s->items.n; i++) {
        const sl_item *one = q->s->items.at[i];
        if (one->span.file == at.file && one->span.begin <= at.begin &&
            (!item || one->span.begin > item->span.begin))
            item = one;
    }
    if (item)
        return item->id;
    for (const char *const *list = sl_thing_lists(); *list; list++) {
        sl_entries all = {0};
        sl_thing_list(q->arena, q->s, sl_str_from(*list), &all);
        for (size_t i = 0; i < all.n; i++)
            if (all.at[i]->span.file == at.file && at.begin >= all.at[i]->span.begin &&
                at.end <= all.at[i]->span.end)
                return sl_yaml_text(all.at[i], "id");
    }
    return SL_STR_NONE;
}

static sl_str line_of(const sl_asking *q, sl_span at)
{
    enum { MOST = 160 };
    sl_str bytes = sl_sources_lookup(q->s->sources, at.file)->bytes;
    size_t begin = at.begin, end = sl_str_find_char(bytes, '\n', at.begin);
    while (begin > 0 && bytes.p[begin - 1] != '\n')
        begin--;
    sl_str line = sl_str_trim(sl_str_slice(bytes, begin, end == SIZE_MAX ? bytes.n : end));
    size_t n = line.n < MOST ? line.n : MOST;
    while (n < line.n && n > 0 && ((unsigned char)line.p[n] & 0xC0) == 0x80)
        n--;
    return sl_str_slice(line, 0, n);
}

static void push_uses(const sl_asking *q, const sl_spans *uses)
{
    sl_buf_push_z(q->out, "\"uses\": [");
    for (size_t i = 0; i < uses->n && i < MOST_SHOWN; i++) {
        sl_span at = uses->at[i];
        sl_buf_push_z(q->out, i ? ", {" : "{");
        sl_buf_push_json_pair(q->out, "file", path_of(q, at), true);
        sl_buf_push_format(q->out, ", \"line\": %u",
                           sl_sources_locate(q->s->sources, at.file, at.begin).line);
        sl_buf_push_json_pair(q->out, "text", line_of(q, at), false);
        sl_buf_push_json_pair(q->out, "id", holder_of(q, at), false);
        sl_buf_push_z(q->out, "}");
    }
    sl_buf_push_format(q->out, "], \"count\": %zu", uses->n);
}

unsigned sl_remove_uses(sl_asking *q)
{
    size_t stamps;
    unsigned fault = sl_asking_open(q);
    if (fault)
        return fault;
    if (!q->thing.is_there)
        return sl_asking_refuse(q, 422, "there is no such thing");
    sl_spans uses = list_uses(q, &stamps);
    sl_buf_push_z(q->out, "{");
    push_uses(q, &uses);
    sl_buf_push_format(q->out, ", \"stamps\": %zu", stamps);
    sl_buf_push_json_pair(q->out, "digest", q->digest, false);
    sl_buf_push_json_pair(q->out, "folder", SL_STR(SL_REMOVAL_FOLDER), false);
    sl_buf_push_z(q->out, "}");
    return 200;
}

static unsigned refuse_used(const sl_asking *q, const sl_spans *uses)
{
    q->out->n = 0;
    sl_buf_push_z(q->out, "{");
    sl_buf_push_json_pair(q->out, "error", SL_STR("it is named elsewhere: take it out there first"),
                          true);
    sl_buf_push_z(q->out, ", ");
    push_uses(q, uses);
    sl_buf_push_z(q->out, "}");
    return 422;
}

/* Whether items besides it go with what is taken out: the file, or what stands below its heading.
 */
static bool holds_others(const sl_asking *q)
{
    for (size_t i = 0; i < q->s->items.n; i++) {
        const sl_item *other = q->s->items.at[i];
        if (q->thing.part.markdown && !sl_str_equal(other->id, q->thing.id) &&
            is_own(q, other->span))
            return true;
    }
    return false;
}

/* What is left of its own file, and of the one that has the order. */
static const char *find_rests(const sl_asking *q, sl_rest *own, sl_rest *order,
                              sl_str *order_before)
{
    const char *why = NULL;
    sl_way way;
    sl_str bytes;
    *own = (sl_rest){.path = q->thing.path, .digest = q->digest};
    *order = (sl_rest){0};
    if (!q->thing.part.markdown || q->thing.part.block.n) {
        if (!sl_asked_find(q->arena, &q->thing, q->bytes, &way))
            return "the file holds it in a way that a form cannot change: change it in an editor";
        why = sl_removal_cut(q->arena, q->bytes, q->thing.part, way, &own->bytes);
    }
    if (!why && holds_others(q))
        why = "other items stand in it: take it out in an editor";
    if (why || !q->thing.part.markdown)
        return why;
    if (sl_file_read_beneath(q->arena, sl_asking_folder(q), SL_ORDER_FILE, SL_LIMIT_FILE_BYTES,
                             &bytes, &why) != SL_FILE_OK)
        return why;
    *order_before = bytes;
    sl_str without = sl_order_without(q, bytes, q->thing.id);
    if (without.p)
        *order = (sl_rest){SL_STR(SL_ORDER_FILE), sl_file_edit_digest(q->arena, bytes), without};
    return NULL;
}

static sl_was was_of(sl_arena *a, const sl_rest *rest, sl_str before)
{
    return (sl_was){sl_str_copy(a, rest->path), sl_str_copy(a, before),
                    rest->bytes.p ? sl_str_copy(a, rest->bytes) : SL_STR_NONE};
}

static void remember(sl_asking *q, sl_str id, sl_str copy, const sl_rest *own, const sl_rest *order,
                     sl_str order_before)
{
    sl_removed *r = &q->e->removed[q->e->removed_next++ % SL_REMOVALS];
    sl_arena_free(r->arena);
    *r = (sl_removed){.arena = sl_arena_new()};
    r->id = sl_str_copy(r->arena, id);
    r->copy = sl_str_copy(r->arena, copy);
    r->files[r->n++] = was_of(r->arena, own, q->bytes);
    if (order->path.n)
        r->files[r->n++] = was_of(r->arena, order, order_before);
}

unsigned sl_remove_undo(sl_asking *q)
{
    sl_str copy = sl_asked_text(q->asked, "copy");
    sl_removed *r = NULL;
    for (size_t i = 0; i < SL_REMOVALS && copy.n; i++)
        if (q->e->removed[i].arena && sl_str_equal(q->e->removed[i].copy, copy))
            r = &q->e->removed[i];
    if (!r)
        return sl_asking_refuse(q, 422,
                                "nothing is known of this removal any more: the file is "
                                "kept in " SL_REMOVAL_FOLDER);
    const char *why;
    sl_saved saved = sl_undo_make(q->arena, sl_asking_folder(q), r->files, r->n, &why);
    if (saved != SL_SAVED)
        return sl_asking_refuse(q, saved == SL_SAVED_CHANGED ? 409 : 500, why);
    sl_buf_push_z(q->out, "{");
    sl_buf_push_json_pair(q->out, "id", r->id, true);
    sl_buf_push_json_pair(q->out, "path", r->files[0].path, false);
    sl_buf_push_z(q->out, "}");
    sl_arena_free(r->arena);
    *r = (sl_removed){0};
    sl_asking_update(q);
    return 200;
}

unsigned sl_remove_make(sl_asking *q)
{
    size_t stamps;
    sl_rest own, order;
    sl_str order_before = SL_STR_NONE;
    const char *why;
    sl_asking_update(q); /* what refers to it now */
    unsigned fault = sl_asking_open(q);
    if (fault)
        return fault;
    if (!q->thing.is_there)
        return sl_asking_refuse(q, 422, "there is no such thing");
    if (!sl_asking_is_current(q))
        return sl_asking_refuse(q, 409, "the file has changed since you opened it: look again");
    sl_spans uses = list_uses(q, &stamps);
    if (uses.n)
        return refuse_used(q, &uses);
    why = find_rests(q, &own, &order, &order_before);
    if (why)
        return sl_asking_refuse(q, 422, why);
    sl_str id = sl_str_copy(q->arena, q->thing.id),
           copy = sl_removal_copy_path(q->arena, q->thing.path);
    own.path = sl_str_copy(q->arena, own.path);
    switch (sl_removal_make(q->arena, sl_asking_folder(q), &own, &order, copy, &why)) {
    case SL_SAVED:
        break;
    case SL_SAVED_CHANGED:
        return sl_asking_refuse(q, 409, why);
    case SL_SAVED_NOT:
        return sl_asking_refuse(q, 500, why);
    }
    remember(q, id, copy, &own, &order, order_before);
    sl_asking_update(q);
    sl_buf_push_z(q->out, "{");
    sl_buf_push_json_pair(q->out, "id", id, true);
    sl_buf_push_json_pair(q->out, "path", own.path, false);
    sl_buf_push_json_pair(q->out, "copy", copy, false);
    sl_buf_push_z(q->out, "}");
    return 200;
}
