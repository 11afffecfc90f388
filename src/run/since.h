/* since.h: an older reading that the pages of a build say what changed since. Private to run.
 *
 * Order of calls: find, then confine the run (confine.h), then open; mark for each composed book;
 * close. Arena: the older reading's own, which lives until close: what is marked reads from it.
 */
#ifndef SL_RUN_SINCE_H
#define SL_RUN_SINCE_H

#include "session/make.h"

typedef struct sl_since {
    const char *folder; /* NULL: no older reading was named */
    sl_options options;
    sl_session session;
    sl_making making;
    sl_str audience, language; /* of the view that is at hand */
    bool is_open;
} sl_since;

/* Where the older reading is: a folder, or a git revision of the newer one's folder, fetched into
 * the session's arena. NULL with a finding. */
const char *sl_since_find(sl_session *now, const char *name);
/* Reads it; false with a finding of the newer session. */
bool sl_since_open(sl_since *old, sl_session *now);
/* m->changes: what m's composed book differs in from the same document of the older reading, as the
 * same audience may have it; d: NULL: it is all of the strategy; group: as of the book. What is
 * told of the older wording is searched for what was kept then. False with findings. */
bool sl_since_mark(sl_since *old, sl_making *m, const sl_document *d, sl_str group);
void sl_since_close(sl_since *old);

#endif
