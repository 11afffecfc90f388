/* confine.h: what a verb may read and write, as the strategy that it reads may be a stranger's.
 * SECURITY.md says what for. Private to run. */
#ifndef SL_RUN_CONFINE_H
#define SL_RUN_CONFINE_H

#include "session/options.h"

/* Confines the process to what the verb needs; without effect with --unconfined, and where the
 * kernel cannot. The folder of the outputs is made where it is missing. older: of diff and of a
 * build since, the folder of the older strategy, or NULL. Called before a file of the strategy is
 * read and before threads are started. */
void sl_run_confine(const sl_options *o, const char *older);
/* Removes the folders that were made and are empty still. */
void sl_run_tidy(void);

#endif
