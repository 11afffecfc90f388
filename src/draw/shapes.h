/* shapes.h: boundaries on paper: projected, and simplified to what can be seen. Private to draw.
 *
 * Borders that two areas share stay shared: each piece between two places where borders meet is
 * simplified once, in one direction, whichever ring it is met in.
 */
#ifndef SL_DRAW_SHAPES_H
#define SL_DRAW_SHAPES_H

#include "data/geojson.h"
#include "style/length.h"

typedef struct sl_shape_point {
    sl_u x, y;
} sl_shape_point;

typedef struct sl_shape_ring {
    uint32_t first, count;
} sl_shape_ring;

/* An area has rings, or none where it is too small to be seen: then, and for points, `spots`. */
typedef struct sl_shape {
    uint32_t first_ring, ring_count;
    uint32_t first_spot, spot_count;
} sl_shape;

typedef struct sl_shapes {
    SL_VEC(sl_shape) shapes; /* by feature */
    SL_VEC(sl_shape_ring) rings;
    SL_VEC(sl_shape_point) points;
    SL_VEC(sl_shape_point) spots;
} sl_shapes;

/* The height that boundaries have in a width, at most `most`; the width is made less then. */
sl_u sl_shapes_fit(const sl_geo *g, sl_u *width, sl_u most);
/* From x, y to x + width, y + height, which sl_shapes_fit gave. */
sl_shapes sl_shapes_make(sl_arena *a, const sl_geo *g, sl_u x, sl_u y, sl_u width, sl_u height);
/* Whether a point lies in an area. */
bool sl_shapes_hold(const sl_shapes *s, size_t feature, sl_u x, sl_u y);
/* A point well within a feature: for an area the one furthest from its borders, about. */
sl_shape_point sl_shapes_middle(const sl_shapes *s, size_t feature);

#endif
