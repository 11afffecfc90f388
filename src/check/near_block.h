/* near_block.h: what is nearly a block, or an item's keys. Private to check. */
#ifndef SL_CHECK_NEAR_BLOCK_H
#define SL_CHECK_NEAR_BLOCK_H

#include "check/near.h"

/* A CODE_BLOCK, CODE, PARAGRAPH or HEADING that is nearly a block, or an item's keys. */
void sl_near_check_block(sl_near *c, const sl_node *n);

#endif
