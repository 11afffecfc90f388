/* merge.h: two changes of one text, made apart, as one text. */
#ifndef SL_EDIT_MERGE_H
#define SL_EDIT_MERGE_H

#include "base/str.h"

/* base with what both have changed; false where they change the same lines, or lines beside each
 * other, in ways that differ. Arena: the one given. */
bool sl_merge_lines(sl_arena *a, sl_str base, sl_str ours, sl_str theirs, sl_str *out);

#endif
