/* order.h: the line of sight in an order in which grounds come first. Private to model.
 *
 * Items that lead to each other in a circle form one knot (Tarjan, "Depth-first search and linear
 * graph algorithms", 1972); links between knots never lead round. Arena: the one given.
 */
#ifndef SL_MODEL_ORDER_H
#define SL_MODEL_ORDER_H

#include "model/strategy.h"

typedef struct sl_order {
    uint32_t *items; /* every item, those that it rests on before it */
    uint32_t *knots; /* by item: its knot, numbered in the same order */
    uint32_t knot_count;
} sl_order;

sl_order sl_order_find(sl_arena *a, const sl_strategy *s);

#endif
