/* front.h: the front sheet of a board draft. Private to book. */
#ifndef SL_BOOK_FRONT_H
#define SL_BOOK_FRONT_H

#include "book/compose.h"

void sl_front_compose(sl_compose *c, sl_node *root);

#endif
