/* merge.h: what two branches have made of one reviews.lock, as one file.
 *
 * Link by link, as git merges lines: what one side alone has changed, added or removed since the
 * base is as that side has it. Where both have stamped one link each fingerprint is merged for
 * itself; what is then left of two is the one of the later day, and of one day the one whose line
 * comes later by its bytes, so that nothing depends on which side is ours. A stamp that one side
 * removed and the other renewed stays.
 */
#ifndef SL_RECORD_MERGE_H
#define SL_RECORD_MERGE_H

#include "base/buf.h"
#include "diag/diag.h"

typedef enum sl_merge_side {
    SL_MERGE_BASE,
    SL_MERGE_OURS,
    SL_MERGE_THEIRS,
    SL_MERGE_SIDES
} sl_merge_side;

/* files: of the sources that d speaks of, by side. Writes the merged file to out; what was decided
 * between two is a finding of its own. False, with nothing written, when a line of any of them is
 * no stamp: a finding for each. Arena: scratch, which the findings' texts stand in too. */
bool sl_merge_reviews(sl_buf *out, sl_arena *a, sl_diags *d, const uint32_t files[SL_MERGE_SIDES]);

#endif
