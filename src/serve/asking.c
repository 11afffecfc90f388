#include "serve/asking.h"

#include "base/file.h"
#include "base/limits.h"

unsigned sl_asking_refuse(const sl_asking *q, unsigned status, const char *why)
{
    q->out->n = 0;
    sl_buf_push_z(q->out, "{");
    sl_buf_push_json_pair(q->out, "error", sl_str_from(why), true);
    sl_buf_push_z(q->out, "}");
    return status;
}

const char *sl_asking_folder(const sl_asking *q)
{
    return q->e->preview->options.folder;
}

static const char *name_of(const sl_asking *q, sl_str path)
{
    return sl_str_copy(q->arena, path).p;
}

void sl_asking_update(sl_asking *q)
{
    sl_watch_take(q->e->watch);
    sl_preview_update(q->e->preview);
    q->s = q->e->preview->making->session->strategy;
    q->saved = true; /* who waits for a version is told of this one */
}

/* --- the thing that is asked about --- */

static bool is_id(sl_str id)
{
    for (size_t i = 0; i < id.n; i++)
        if (!sl_is_upper(id.p[i]) && !sl_is_digit(id.p[i]) && id.p[i] != '-')
            return false;
    return id.n > 0 && id.n <= 80;
}

static const char *read_file(sl_asking *q)
{
    const char *why = "it cannot be read";
    sl_file_status status =
        sl_file_read_beneath(q->arena, sl_asking_folder(q), name_of(q, q->thing.path),
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

unsigned sl_asking_open(sl_asking *q)
{
    const json_t *fields = json_object_get(q->asked, "fields");
    sl_str id = sl_asked_text(q->asked, "id"), kind = sl_asked_text(q->asked, "new"),
           own = sl_asked_text(fields, "id");
    if (!q->s)
        return sl_asking_refuse(q, 422,
                                "the strategy cannot be read: mend that first, see the findings");
    if (!id.p && !kind.p)
        return sl_asking_refuse(q, 400, "say which: \"id\" or \"new\"");
    const char *why = id.p ? sl_thing_find(q->s, id, &q->thing)
                           : sl_thing_propose(q->arena, q->s, kind, &q->thing);
    if (why)
        return sl_asking_refuse(q, 422, why);
    if (!id.p && own.p) {
        if (!is_id(own))
            return sl_asking_refuse(q, 422, "an ID has capital letters, digits and hyphens");
        if (sl_thing_is_known(q->s, own))
            return sl_asking_refuse(q, 422, "another thing has this ID: choose another");
        q->thing.id = sl_str_copy(q->arena, own);
        if (q->thing.part.markdown)
            q->thing.path = sl_thing_item_path(q->arena, q->thing.type, own);
    }
    if (!sl_file_path_is_inside(q->thing.path)) /* as a framework may name a folder */
        return sl_asking_refuse(q, 422, "its folder is outside of the strategy");
    why = read_file(q);
    return why ? sl_asking_refuse(q, 422, why) : 0;
}

bool sl_asking_is_current(const sl_asking *q)
{
    return sl_str_equal(sl_asked_text(q->asked, "digest"), q->digest);
}
