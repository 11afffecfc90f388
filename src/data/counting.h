/* counting.h: the text of a query cut at the words that its rows stand behind.
 *
 * Of SELECT sum(gva) FROM t WHERE year = 2023: what is worked out, and where from. Only a query
 * that is one plain SELECT from tables is cut: what a WITH, a UNION or a SELECT in the place of a
 * table counts is not said by its text alone. Views of the text.
 */
#ifndef SL_DATA_COUNTING_H
#define SL_DATA_COUNTING_H

#include "base/str.h"

typedef struct sl_counting {
    sl_str list; /* between SELECT and FROM */
    sl_str from; /* from FROM up to GROUP, HAVING, ORDER, LIMIT, WINDOW or the end */
} sl_counting;

/* False when the query is no such SELECT. */
bool sl_counting_cut(sl_str sql, sl_counting *out);
/* Whether it names a column, as a word of its own outside of texts. */
bool sl_counting_names(sl_str sql, sl_str column);

#endif
