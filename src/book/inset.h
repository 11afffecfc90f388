/* inset.h: what stands out of the text: quotations, large figures, texts and pictures beside each
 * other, who signs. Private to book. */
#ifndef SL_BOOK_INSET_H
#define SL_BOOK_INSET_H

#include "book/compose.h"

/* A block of the kinds that load/inset.h reads. */
void sl_inset_compose(sl_compose *c, const sl_block *b, sl_node *to);
/* A block `diagram`. */
void sl_scheme_compose(sl_compose *c, const sl_block *b, sl_node *to);
/* "Source: …", the note and the credit of a block, where it has them. */
void sl_compose_source(sl_compose *c, sl_node *parent, const sl_block *b);

#endif
