/* undo.h: what was removed (removal.h) put back where it stood.
 *
 * What others have changed in the files since stays: the two are put together by lines, and where
 * the same lines were changed nothing is written. Arena: the one given.
 */
#ifndef SL_EDIT_UNDO_H
#define SL_EDIT_UNDO_H

#include "edit/file_edit.h"

/* A file before and after the removal. */
typedef struct sl_was {
    sl_str path, before;
    sl_str after; /* p NULL: it went */
} sl_was;

/* All or nothing. SL_SAVED_CHANGED: *why says which file stands in the way. */
sl_saved sl_undo_make(sl_arena *a, const char *folder, const sl_was *files, size_t n,
                      const char **why);

#endif
