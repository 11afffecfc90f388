/* order.h: where an item stands in the order of the document, and its place in the file that says
 * so. Private to serve. */
#ifndef SL_SERVE_ORDER_H
#define SL_SERVE_ORDER_H

#include "serve/asking.h"

#define SL_ORDER_FILE "strategy.yaml"

/* The file of the order without the ID, in q's arena; p NULL: it does not name it. */
sl_str sl_order_without(const sl_asking *q, sl_str bytes, sl_str id);
/* Whether a place of that file is the order's own, and not one that refers to the thing. */
bool sl_order_holds(const sl_strategy *s, sl_span at);
/* The answers to `place` and `move` (edit.h). */
unsigned sl_order_place(sl_asking *q);
unsigned sl_order_move(sl_asking *q);

#endif
