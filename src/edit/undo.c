#include "edit/undo.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/outputs.h"
#include "edit/merge.h"

/* What the file is to be; SL_SAVED and *out. */
static sl_saved put_back(sl_arena *a, const char *folder, const sl_was *one, sl_str *out,
                         const char **why)
{
    sl_str now;
    sl_file_status status = sl_file_read_beneath(a, folder, sl_str_copy(a, one->path).p,
                                                 SL_LIMIT_FILE_BYTES, &now, why);
    if (status != SL_FILE_OK && status != SL_FILE_MISSING)
        return SL_SAVED_NOT;
    bool is_there = status == SL_FILE_OK;
    *out = one->before;
    *why = sl_str_format(a, "%.*s: there is a file of that name again", SL_FMT(one->path)).p;
    if (!one->after.p)
        return is_there ? SL_SAVED_CHANGED : SL_SAVED;
    *why = sl_str_format(a, "%.*s is gone", SL_FMT(one->path)).p;
    if (!is_there)
        return SL_SAVED_CHANGED;
    if (sl_str_equal(now, one->after))
        return SL_SAVED;
    *why = sl_str_format(a, "%.*s: the same lines were changed since", SL_FMT(one->path)).p;
    return sl_merge_lines(a, one->after, one->before, now, out) ? SL_SAVED : SL_SAVED_CHANGED;
}

static sl_saved make(sl_outputs *o, sl_arena *a, const char *folder, const sl_was *files, size_t n,
                     const char **why)
{
    const char *at;
    for (size_t i = 0; i < n; i++) {
        sl_str bytes;
        const char *path = sl_str_copy(a, files[i].path).p;
        *why = "it is no file of the strategy";
        if (!sl_file_path_is_inside(files[i].path) ||
            sl_file_is_link(sl_file_join(a, folder, path)))
            return SL_SAVED_NOT;
        sl_saved saved = put_back(a, folder, &files[i], &bytes, why);
        if (saved != SL_SAVED)
            return saved;
        sl_file_make_folder(sl_file_join(a, folder, sl_file_folder_of(a, files[i].path)));
        sl_outputs_add(o, path, bytes);
    }
    return sl_outputs_commit(o, &at, why) == SL_COMMIT_DONE ? SL_SAVED : SL_SAVED_NOT;
}

sl_saved sl_undo_make(sl_arena *a, const char *folder, const sl_was *files, size_t n,
                      const char **why)
{
    sl_outputs *o = sl_outputs_new(a, folder);
    sl_saved saved = SL_SAVED_NOT;
    if (sl_outputs_lock(o, why))
        saved = make(o, a, folder, files, n, why);
    sl_outputs_done(o);
    return saved;
}
