/* cursor.h: where somebody's editor is in a strategy, told by the language server to the preview of
 * the same folder on the same machine.
 *
 * A small file says it, "LINE PATH", in a folder that nobody else may enter: below
 * $XDG_RUNTIME_DIR, or, where there is none, in /tmp under the user's number. Each preview makes a
 * file of its own, and all those of a folder are told; without one the server tells nothing. No
 * text passes this way.
 */
#ifndef SL_SESSION_CURSOR_H
#define SL_SESSION_CURSOR_H

#include "base/str.h"

/* The folder, which is made where it is missing; NULL: there is none that is the user's alone. */
const char *sl_cursor_folder(sl_arena *a);
/* What the paths of the files of a strategy's folder begin with; NULL: there is no folder that is
 * the user's alone. */
const char *sl_cursor_prefix(sl_arena *a, const char *folder);

typedef struct sl_cursor {
    const char *file; /* of the arena given */
    int fd;           /* told when it changes; -1: it is not */
} sl_cursor;

/* Makes the file and has the system say when it is written. */
void sl_cursor_begin(sl_cursor *c, sl_arena *a, const char *folder);
/* Takes what was told: the path below the folder, in the arena, and the line; false: nothing. */
bool sl_cursor_take(sl_cursor *c, sl_arena *a, sl_str *path, uint32_t *line);
void sl_cursor_end(sl_cursor *c);
/* Says where the editor is, to all who want to know; prefix: as above, or NULL. */
void sl_cursor_tell(const char *prefix, sl_str path, uint32_t line);

#endif
