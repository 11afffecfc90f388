/* live.h: a session that lasts: a strategy read and checked again after every change, with texts
 * that are not saved laid over its files.
 *
 * What depends on one file alone is kept until that file changes. Findings are those of a session
 * that is new, but for those of the outputs' proof, which a build and a check make.
 *
 * Order of calls: sl_live_new, then changes and sl_live_check in turn. What a check returned, and
 * all that is reached from it, is gone with the next check.
 */
#ifndef SL_SESSION_LIVE_H
#define SL_SESSION_LIVE_H

#include "session/make.h"

typedef struct sl_live sl_live;

/* options: copied; what they point at must live as long. */
sl_live *sl_live_new(const sl_options *options);
void sl_live_free(sl_live *l);
/* What is asked for, to be changed between two checks. */
sl_options *sl_live_options(sl_live *l);

/* Lays an unsaved text over a file below the folder, or takes it away. */
void sl_live_lay(sl_live *l, sl_str path, sl_str bytes);
void sl_live_lift(sl_live *l, sl_str path);
bool sl_live_is_laid(const sl_live *l, sl_str path);
/* Something on disk may have changed. */
void sl_live_touch(sl_live *l);
/* Whether the next check has anything to do. */
bool sl_live_is_stale(const sl_live *l);

/* Reads and judges as things are now; where nothing changed, what it returned the last time.
 * Findings are sorted. making: with layout and faces, as far as they could be opened. */
sl_making *sl_live_check(sl_live *l);

#endif
