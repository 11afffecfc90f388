/* cut.h: documents that hold a part of the strategy. Private to book. */
#ifndef SL_BOOK_CUT_H
#define SL_BOOK_CUT_H

#include "book/compose.h"

/* Moves the parts of options.document from c->whole to root, in its order, with what the program
 * makes among them. */
void sl_cut_parts(sl_compose *c, sl_node *root);
/* Links to what the document does not hold become text; where options say so, with the page of the
 * first document. When all is composed. */
void sl_cut_links(sl_compose *c);

#endif
