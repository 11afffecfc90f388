/* brief.h: the document of one body that is asked. Private to book. */
#ifndef SL_BOOK_BRIEF_H
#define SL_BOOK_BRIEF_H

#include "book/compose.h"

/* What it is asked at a glance, then each ask with what it rests on. */
void sl_brief_compose(sl_compose *c, sl_node *root, sl_str group);
/* The statements of the entries that an item links to, each with its number and source. */
void sl_brief_add_ground(sl_compose *c, sl_node *to, const sl_item *item);

#endif
