/* facet.h: by what a reader may narrow the items: who is asked, what is reached, where, the state.
 *
 * The kinds are the framework's: the key that groups, each type marked `filter` (an item has the
 * value of every item of that type on its line of sight), then areas and state. Only what is
 * shown gives values, so nothing that is kept from an audience is named. Arena: the one given.
 */
#ifndef SL_SIGHT_FACET_H
#define SL_SIGHT_FACET_H

#include "model/strategy.h"

/* One kind: its name in an address, what it is called, and its values in the order of the items. */
typedef struct sl_facet {
    sl_str name, label;
    sl_map values;
} sl_facet;

typedef struct sl_facet_value {
    uint32_t kind, value; /* indices into kinds and into the kind's values */
} sl_facet_value;

typedef struct sl_facet_set {
    SL_VEC(sl_facet_value) values;
} sl_facet_set;

typedef struct sl_facets {
    SL_VEC(sl_facet) kinds;    /* a kind without a value keeps its place */
    const sl_facet_set *items; /* by item */
} sl_facets;

/* shown: by item, whether it stands in the document. */
sl_facets sl_facets_find(sl_arena *a, const sl_strategy *s, const bool *shown);

#endif
