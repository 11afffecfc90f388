/* plan.h: the strategy on one page. Private to book. */
#ifndef SL_BOOK_PLAN_H
#define SL_BOOK_PLAN_H

#include "book/compose.h"

void sl_plan_compose(sl_compose *c, sl_node *root);

#endif
