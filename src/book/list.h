/* list.h: tables of items, as `list` and `asks` blocks ask for them. Private to book.
 */
#ifndef SL_BOOK_LIST_H
#define SL_BOOK_LIST_H

#include "book/compose.h"

void sl_list_compose(sl_compose *c, const sl_block *b, sl_node *to);
/* Items that have no place in the order and stand in lists of texts that have: links to them lead
 * to the first of these. After the anchors of all others. */
void sl_list_anchor_items(sl_compose *c);

#endif
