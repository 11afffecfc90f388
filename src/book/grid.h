/* grid.h: items by two of their keys, and on a line of time. Private to book. */
#ifndef SL_BOOK_GRID_H
#define SL_BOOK_GRID_H

#include "book/compose.h"

/* A table with a row for each word of one key, the highest first, and a column for each of the
 * other; what is high in both is shown so. */
void sl_grid_compose(sl_compose *c, const sl_block *b, sl_node *to);
/* A bar or a point for each item. */
void sl_times_compose(sl_compose *c, const sl_block *b, sl_node *to);

#endif
