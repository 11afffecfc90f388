/* item.h: items with all that stands at them. Private to book. */
#ifndef SL_BOOK_ITEM_H
#define SL_BOOK_ITEM_H

#include "book/compose.h"

/* What several items of a type say alike is said once, at the head of their part: the state where
 * it is that of all, and an example's note. To be called once, before the others. */
void sl_item_find_common(sl_compose *c);
void sl_item_add_common(sl_compose *c, sl_node *to, const sl_type *type);
/* The text of an item, with its footnotes, below a heading of the level base. */
void sl_item_add_text(sl_compose *c, sl_node *to, const sl_item *item, unsigned base);
/* An item with its heading, facts, text and links, as a SECTION. */
void sl_compose_item(sl_compose *c, sl_node *parent, const sl_item *item, unsigned level);

#endif
