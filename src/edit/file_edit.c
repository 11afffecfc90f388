#include "edit/file_edit.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/outputs.h"
#include "data/digest.h"
#include "doc/front.h"
#include "edit/block.h"
#include "edit/locate.h"
#include "edit/prose_edit.h"

sl_str sl_file_edit_digest(sl_arena *a, sl_str bytes)
{
    return sl_digest_make(a, &bytes, 1);
}

bool sl_file_edit_parts(sl_str bytes, sl_file_part part, sl_str *yaml, sl_str *text)
{
    bool markdown = part.markdown;
    if (part.block.n)
        return sl_block_find(bytes, part.block, yaml, text);
    sl_arena *scratch = sl_arena_new();
    sl_sources sources;
    sl_diags unsaid;
    sl_front front = {0};
    sl_sources_init(&sources, scratch);
    sl_diags_init(&unsaid, scratch, &sources);
    uint32_t file = sl_sources_add(&sources, SL_STR_NONE, SL_STR_NONE, bytes);
    bool good = !markdown || (sl_front_parse(&unsaid, file, &front) && front.present);
    *yaml = markdown && good ? sl_str_slice(bytes, front.yaml_begin, front.yaml_end) : bytes;
    *text = markdown && good ? sl_str_slice(bytes, front.body, bytes.n)
                             : sl_str_slice(bytes, bytes.n, bytes.n);
    sl_arena_free(scratch);
    return good;
}

sl_str sl_file_edit_whole(sl_str bytes, sl_file_part part)
{
    return part.block.n ? sl_block_whole(bytes, part.block) : bytes;
}

static const char *change_yaml(sl_arena *a, sl_str yaml, const sl_file_change *c, sl_str *out)
{
    switch (c->kind) {
    case SL_CHANGE_SET:
        return sl_yaml_edit_set(a, yaml, c->way, c->value, out);
    case SL_CHANGE_REMOVE:
        return sl_yaml_edit_remove(a, yaml, c->way, out);
    default:
        return sl_yaml_edit_insert(a, yaml, c->way, c->index, c->value, out);
    }
}

static bool has_fence(sl_str yaml)
{
    return sl_str_find(yaml, SL_STR("```"), 0) != SIZE_MAX ||
           sl_str_find(yaml, SL_STR("~~~"), 0) != SIZE_MAX;
}

const char *sl_file_edit_make(sl_arena *a, sl_str bytes, sl_file_part part,
                              const sl_file_change *changes, size_t n, sl_str *out)
{
    for (size_t i = 0; i < n; i++) {
        sl_str yaml, text, put;
        if (!sl_file_edit_parts(bytes, part, &yaml, &text))
            return "the file has no keys of an item: change it in an editor";
        bool prose = changes[i].kind == SL_CHANGE_TEXT;
        if (prose && !part.markdown)
            return "the file has no text";
        const char *why = NULL;
        if (prose)
            put = sl_prose_edit(a, text, changes[i].text, sl_str_line_end(bytes));
        else
            why = change_yaml(a, yaml, &changes[i], &put);
        if (why)
            return why;
        if (part.block.n && !prose && has_fence(put))
            return "``` and ~~~ end the block of keys: change it in an editor";
        sl_str old = prose ? text : yaml;
        size_t begin = (size_t)(old.p - bytes.p);
        bytes = sl_str_format(a, "%.*s%.*s%.*s", (int)begin, bytes.p, SL_FMT(put),
                              (int)(bytes.n - begin - old.n), old.p + old.n);
    }
    *out = bytes;
    return bytes.n > SL_LIMIT_FILE_BYTES ? "the file would be too large" : NULL;
}

static sl_saved save(sl_outputs *o, sl_arena *a, const char *folder, sl_str path, sl_str digest,
                     sl_str bytes, sl_str *now, const char **why)
{
    const char *name = sl_str_format(a, "%.*s", SL_FMT(path)).p, *at = name;
    sl_file_status status = sl_file_read_beneath(a, folder, name, SL_LIMIT_FILE_BYTES, now, why);
    if (!digest.n && status == SL_FILE_MISSING) {
        sl_outputs_keep_old(o);
    } else if (status != SL_FILE_OK && status != SL_FILE_MISSING) {
        return SL_SAVED_NOT;
    } else if (status == SL_FILE_MISSING || !sl_str_equal(digest, sl_file_edit_digest(a, *now))) {
        return SL_SAVED_CHANGED;
    }
    sl_outputs_add(o, name, bytes);
    return sl_outputs_commit(o, &at, why) == SL_COMMIT_DONE ? SL_SAVED : SL_SAVED_NOT;
}

sl_saved sl_file_edit_save(sl_arena *a, const char *folder, sl_str path, sl_str digest,
                           sl_str bytes, sl_str *now, const char **why)
{
    *now = SL_STR_NONE;
    *why = "it is no file of the strategy";
    if (!sl_file_path_is_inside(path) ||
        sl_file_is_link(sl_file_join(a, folder, sl_str_format(a, "%.*s", SL_FMT(path)).p)))
        return SL_SAVED_NOT;
    sl_outputs *o = sl_outputs_new(a, folder);
    sl_saved saved = SL_SAVED_NOT;
    if (sl_outputs_lock(o, why))
        saved = save(o, a, folder, path, digest, bytes, now, why);
    sl_outputs_done(o);
    return saved;
}
