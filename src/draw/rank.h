/* rank.h: the order of a layered graph's nodes within their layers. Private to draw. */
#ifndef SL_DRAW_RANK_H
#define SL_DRAW_RANK_H

#include "sight/diagram.h"

enum { SL_RANK_MOST_LAYERS = 12 };
#define SL_RANK_BEND UINT32_MAX

/* A node, or the bend of an edge that passes over its layer. */
typedef struct sl_rank_place {
    uint32_t layer, position; /* position within the layer, from the top */
    uint32_t node;            /* of the diagram; SL_RANK_BEND */
} sl_rank_place;

/* A piece of an edge, between neighbouring layers. */
typedef struct sl_rank_link {
    uint32_t low, high; /* places; low is in the layer before */
    uint32_t edge;      /* of the diagram */
} sl_rank_link;

typedef struct sl_rank {
    SL_VEC(sl_rank_place) places;
    SL_VEC(sl_rank_link) links;
    uint32_t *counts; /* by layer */
    uint64_t crossings;
} sl_rank;

/* sweeps: how often the layers are gone through, to and fro; the best order found is kept. */
sl_rank sl_rank_order(sl_arena *a, const sl_diagram *d, unsigned sweeps);

#endif
