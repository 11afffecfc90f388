/* search.h: things by words of their title or ID. Private to serve. */
#ifndef SL_SERVE_SEARCH_H
#define SL_SERVE_SEARCH_H

#include "base/buf.h"
#include "model/strategy.h"

/* "found" and "more" as members of an object that has begun. among: a role (what it may lead to),
 * "items", "evidence", a list of the record, "figures" (entries, with what their marks print);
 * empty: everything. s NULL: nothing is found. */
void sl_search_push(sl_buf *out, sl_arena *a, const sl_strategy *s, sl_str among, sl_str words);

#endif
