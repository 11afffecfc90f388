/* inset.h: blocks that stand out of the text: quotations, figures to be seen from afar, texts and
 * pictures beside each other, who signs. Private to load, but for the schemas.
 */
#ifndef SL_LOAD_INSET_H
#define SL_LOAD_INSET_H

#include "load/block.h"

/* The schema of such a block, NULL for any other kind. */
const sl_schema *sl_inset_schema(sl_block_kind kind);
/* Reads the texts and pictures into b->parts, each with the value that it comes from, and holds all
 * texts below b->text, a SECTION each. False: it cannot be shown, which is a finding. */
bool sl_inset_read(sl_strategy *s, sl_block *b);

#endif
