#include "edit/removal.h"

#include <errno.h>
#include <stdio.h>
#include <time.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/outputs.h"

const char *sl_removal_cut(sl_arena *a, sl_str bytes, sl_file_part part, sl_way way, sl_str *out)
{
    if (!part.block.n)
        return sl_yaml_edit_remove(a, bytes, way, out);
    sl_str whole = sl_file_edit_whole(bytes, part);
    if (!whole.p)
        return "the file has no keys of an item: change it in an editor";
    size_t begin = (size_t)(whole.p - bytes.p), end = begin + whole.n;
    *out = sl_str_format(a, "%.*s%.*s", (int)begin, bytes.p, (int)(bytes.n - end), bytes.p + end);
    return NULL;
}

sl_str sl_removal_copy_path(sl_arena *a, sl_str path)
{
    char stamp[32] = "";
    struct timespec now = {0};
    struct tm t;
    clock_gettime(CLOCK_REALTIME, &now);
    if (localtime_r(&now.tv_sec, &t))
        strftime(stamp, sizeof stamp, "%Y-%m-%d-%H%M%S", &t);
    return sl_str_format(a, SL_REMOVAL_FOLDER "/%s-%03ld-%.*s", stamp, now.tv_nsec / 1000000,
                         SL_FMT(sl_file_name(path)));
}

static const char *place_of(sl_arena *a, const char *folder, sl_str path)
{
    return sl_file_join(a, folder, sl_str_copy(a, path).p);
}

static bool is_plain(sl_arena *a, const char *folder, sl_str path)
{
    return sl_file_path_is_inside(path) && !sl_file_is_link(place_of(a, folder, path));
}

static sl_saved look(sl_arena *a, const char *folder, const sl_rest *one, sl_str *now,
                     const char **why)
{
    sl_file_status status =
        sl_file_read_beneath(a, folder, sl_str_copy(a, one->path).p, SL_LIMIT_FILE_BYTES, now, why);
    if (status != SL_FILE_OK && status != SL_FILE_MISSING)
        return SL_SAVED_NOT;
    *why = "a file has changed since it was read: look at it again";
    return status == SL_FILE_OK && sl_str_equal(one->digest, sl_file_edit_digest(a, *now))
               ? SL_SAVED
               : SL_SAVED_CHANGED;
}

/* Locked: nobody of ours writes between the look and the end; who does without a lock has what he
 * wrote moved with the file. */
static sl_saved make(sl_outputs *o, sl_arena *a, const char *folder, const sl_rest *from,
                     const sl_rest *other, sl_str copy, const char **why)
{
    sl_str was, unused;
    sl_saved looked = look(a, folder, from, &was, why);
    if (looked == SL_SAVED && other->path.n)
        looked = look(a, folder, other, &unused, why);
    if (looked != SL_SAVED)
        return looked;
    const char *here = place_of(a, folder, from->path), *there = place_of(a, folder, copy), *at;
    *why = "the folder " SL_REMOVAL_FOLDER " cannot be made";
    if (!sl_file_make_folder(sl_file_join(a, folder, SL_REMOVAL_FOLDER)))
        return SL_SAVED_NOT;
    *why = "something was removed at this moment: try it again";
    if (sl_file_is_there(there))
        return SL_SAVED_NOT;
    bool goes = !from->bytes.p;
    if (goes && rename(here, there) != 0) {
        *why = strerror(errno);
        return SL_SAVED_NOT;
    }
    sl_outputs_add(o, SL_REMOVAL_FOLDER "/.gitignore", SL_STR("*\n"));
    if (!goes) {
        sl_outputs_add(o, sl_str_copy(a, copy).p, was);
        sl_outputs_add(o, sl_str_copy(a, from->path).p, from->bytes);
    }
    if (other->path.n)
        sl_outputs_add(o, sl_str_copy(a, other->path).p, other->bytes);
    if (sl_outputs_commit(o, &at, why) == SL_COMMIT_DONE)
        return SL_SAVED;
    if (goes && !sl_file_is_there(here))
        rename(there, here);
    return SL_SAVED_NOT;
}

sl_saved sl_removal_make(sl_arena *a, const char *folder, const sl_rest *from, const sl_rest *other,
                         sl_str copy, const char **why)
{
    *why = "it is no file of the strategy";
    if (!is_plain(a, folder, from->path) || (other->path.n && !is_plain(a, folder, other->path)) ||
        !is_plain(a, folder, SL_STR(SL_REMOVAL_FOLDER)) || !is_plain(a, folder, copy) ||
        !is_plain(a, folder, SL_STR(SL_REMOVAL_FOLDER "/.gitignore")))
        return SL_SAVED_NOT;
    sl_outputs *o = sl_outputs_new(a, folder);
    sl_saved saved = SL_SAVED_NOT;
    if (sl_outputs_lock(o, why))
        saved = make(o, a, folder, from, other, copy, why);
    sl_outputs_done(o);
    return saved;
}
