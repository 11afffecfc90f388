/* revision.h: what git knows of a folder. git itself is asked: without it, nothing is known. */
#ifndef SL_SESSION_REVISION_H
#define SL_SESSION_REVISION_H

#include "base/str.h"

/* A folder of its own, which goes with the arena, that holds what git's revision has below folder.
 * NULL: git does not know the revision, or is not installed. */
const char *sl_revision_fetch(sl_arena *a, const char *folder, const char *revision);

/* The folders that git reads of the one that a folder is in, a line each; empty: none. */
sl_str sl_revision_folders(sl_arena *a, const char *folder);

/* A commit. */
typedef struct sl_revision {
    sl_str id, date, by, what; /* date: 2026-11-29; what: the first line of its message */
} sl_revision;

typedef SL_VEC(sl_revision) sl_revisions;

/* The commits that changed a file below the folder, the newest first, or, of the file as the newest
 * commit has it, lines first to last (0: the whole). False: git is not there, or has no commits of
 * the folder. */
bool sl_revision_list(sl_arena *a, const char *folder, sl_str path, unsigned first, unsigned last,
                      unsigned most, sl_revisions *out);
/* The file as the newest commit has it; false: it has none. */
bool sl_revision_read(sl_arena *a, const char *folder, sl_str path, sl_str *out);

#endif
