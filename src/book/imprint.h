/* imprint.h: whose the document is, which one, and how it may be used. Private to book. */
#ifndef SL_BOOK_IMPRINT_H
#define SL_BOOK_IMPRINT_H

#include "book/compose.h"

/* Nothing where strategy.yaml has no `imprint`. */
void sl_imprint_compose(sl_compose *c, sl_node *root);

#endif
