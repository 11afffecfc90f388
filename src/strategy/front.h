/* front.h: the front sheet of a board draft. Private to strategy. */
#ifndef SL_STRATEGY_FRONT_H
#define SL_STRATEGY_FRONT_H

#include "strategy/compose.h"

void sl_front_compose(sl_compose *c, sl_node *root);

#endif
