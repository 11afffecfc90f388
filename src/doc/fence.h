/* fence.h: fenced code, followed line by line, so that marks in it are left alone. Private to doc.
 */
#ifndef SL_DOC_FENCE_H
#define SL_DOC_FENCE_H

#include "base/str.h"

typedef struct sl_fence {
    char mark;
    size_t width; /* 0: none is open */
} sl_fence;

/* True inside fenced code, its fences too. */
bool sl_fence_holds(sl_fence *f, sl_str line);
/* The same of code in quotations and lists: what they put before a line is passed over. */
bool sl_fence_holds_within(sl_fence *f, sl_str line);

#endif
