/* diagram.h: items in layers, grounds first, as a drawing shows them. Arena: the one given.
 *
 * A layer holds the items whose longest way down to the start of the line is equally long. Where
 * the layers lie on the page, and in what order their nodes, is for src/draw to decide.
 */
#ifndef SL_SIGHT_DIAGRAM_H
#define SL_SIGHT_DIAGRAM_H

#include "sight/audit.h"

typedef struct sl_diagram_node {
    sl_str number, title; /* "4.2", "Keep the country's gateways moving" */
    sl_str target;        /* "#PRI-05"; empty = it is nowhere in the document */
    uint32_t layer;
    const sl_item *item;
} sl_diagram_node;

typedef struct sl_diagram_edge {
    uint32_t from, to; /* nodes; to is the ground */
    bool weak;         /* indirect, or its ground names only weak evidence */
} sl_diagram_edge;

typedef struct sl_diagram {
    SL_VEC(sl_diagram_node) nodes; /* by layer, then in the document's order */
    SL_VEC(sl_diagram_edge) edges;
    SL_VEC(sl_str) layers; /* what stands in each: "Commitments, asks" */
} sl_diagram;

/* Over this a drawing says nothing any more. */
enum { SL_DIAGRAM_MOST = 150, SL_DIAGRAM_MOST_LAYERS = 6 };

/* The items with a number or an anchor (both by item). NULL when there are none, or too many. */
const sl_diagram *sl_diagram_make(sl_arena *a, const sl_audit *audit, const sl_str *numbers,
                                  const sl_str *anchors);

/* The same of what one item rests on, and the item. NULL when that is nothing, or too much to be
 * seen beside it. */
enum { SL_DIAGRAM_MOST_BESIDE = 24 };
const sl_diagram *sl_diagram_make_beside(sl_arena *a, const sl_audit *audit, const sl_str *numbers,
                                         const sl_str *anchors, const sl_item *item);

#endif
