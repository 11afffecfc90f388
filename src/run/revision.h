/* revision.h: a folder as it was at a git revision. Private to run. */
#ifndef SL_RUN_REVISION_H
#define SL_RUN_REVISION_H

#include "base/str.h"

/* A folder of its own, which goes with the arena, that holds what git's revision has below folder.
 * NULL: git does not know the revision, or is not installed. */
const char *sl_revision_fetch(sl_arena *a, const char *folder, const char *revision);

#endif
