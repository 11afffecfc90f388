/* removal.h: something taken out of a strategy, with the file that it stood in kept beside it.
 *
 * A file that goes is moved whole, one of which a part goes is copied first: both to a folder whose
 * name is hidden, so that no reading takes it, and that git is told to pass over. Nothing is
 * overwritten there. Arena: the one given.
 */
#ifndef SL_EDIT_REMOVAL_H
#define SL_EDIT_REMOVAL_H

#include "edit/file_edit.h"

#define SL_REMOVAL_FOLDER ".removed"

/* A file, known by its digest, and what is left of it. */
typedef struct sl_rest {
    sl_str path, digest;
    sl_str bytes; /* p NULL: nothing, the file goes */
} sl_rest;

/* What is left of a file without the thing at the way of its part; without the block, where the
 * part is one. NULL, or why it cannot be taken out. */
const char *sl_removal_cut(sl_arena *a, sl_str bytes, sl_file_part part, sl_way way, sl_str *out);
/* Where the file would be kept: the time makes the name its own. */
sl_str sl_removal_copy_path(sl_arena *a, sl_str path);
/* Takes it out of one file, and what names it out of another, whose path is empty where there is
 * none; all or nothing. copy: a path as above. As sl_file_edit_save. */
sl_saved sl_removal_make(sl_arena *a, const char *folder, const sl_rest *from, const sl_rest *other,
                         sl_str copy, const char **why);

#endif
