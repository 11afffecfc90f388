/* graph.h: the line of sight: walks over the links between items and evidence.
 *
 * "Down" leads to the grounds: from an ask to what it supports and on to the evidence. "Up"
 * leads to what rests on something. Only roles with `line` are walked. Arena: the one given.
 */
#ifndef SL_MODEL_GRAPH_H
#define SL_MODEL_GRAPH_H

#include "model/strategy.h"

/* One step of a walk: an item or an evidence entry, the step it was reached from (UINT32_MAX at
 * the start) and the edge. */
typedef struct sl_step {
    bool is_evidence;
    uint32_t index; /* of the item or entry */
    uint32_t from;  /* index of a step */
    const sl_edge *edge;
    uint32_t depth;
} sl_step;

typedef struct sl_walk {
    SL_VEC(sl_step) steps; /* breadth first, each thing once: the shortest way to it */
} sl_walk;

/* Everything an item rests on. */
sl_walk sl_graph_ground(sl_arena *a, const sl_strategy *s, const sl_item *item);
/* Everything that rests on an item or entry. */
sl_walk sl_graph_reach(sl_arena *a, const sl_strategy *s, bool evidence, uint32_t index);
/* A type at the end of the line: it has line roles and no line role leads to it. */
bool sl_graph_is_end(const sl_framework *f, const sl_type *type);
/* Reports links that lead round although their role is acyclic. */
void sl_graph_check_cycles(sl_strategy *s);

#endif
