/* map.h: what the two parts of a map share: the areas and, beside them, the names. Private to draw.
 */
#ifndef SL_DRAW_MAP_H
#define SL_DRAW_MAP_H

#include "draw/plot.h"
#include "draw/shapes.h"

enum { SL_MAP_GROUND = 0xFFFFFF };

/* A place that is named: its text stands in a column beside the map, and a line leads to it. */
typedef struct sl_map_name {
    size_t feature;
    sl_sketch_lines lines;
    bool right, strong;
    bool spot;         /* a point, at whose rim the line ends */
    sl_shape_point at; /* where the line ends */
    sl_u middle;       /* of the text */
} sl_map_name;

typedef struct sl_map_names {
    SL_VEC(sl_map_name) names;
    sl_u widths[2]; /* of the columns, left and right, with the room that lines need; 0 = none */
} sl_map_names;

/* The texts, and on which side they stand. */
sl_map_names sl_map_names_choose(sl_sketch *k, const sl_chart *c);
/* Draws them beside a map that stands between left and right; the lowest that they reach. */
sl_u sl_map_names_draw(sl_sketch *k, sl_map_names *names, const sl_shapes *shapes, sl_u left,
                       sl_u right, sl_u top, sl_u bottom);

#endif
