/* check.h: what is wrong with a strategy: every rule that is not about reading a file.
 *
 * Called once after sl_strategy_load and sl_block_load_all. Fills each item's `cites` and
 * s->audit.
 */
#ifndef SL_STRATEGY_CHECK_H
#define SL_STRATEGY_CHECK_H

#include "strategy/strategy.h"

void sl_strategy_check(sl_strategy *s);

#endif
