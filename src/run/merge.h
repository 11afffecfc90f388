/* merge.h: review --merge BASE OURS THEIRS [PATH]. Private to run. */
#ifndef SL_RUN_MERGE_H
#define SL_RUN_MERGE_H

#include "run/options.h"

/* Writes to OURS what both branches have stamped; PATH is what the findings call it. The exit
 * status; OURS is as it was unless that is SL_EXIT_OK. */
int sl_run_merge(const sl_options *o);

#endif
