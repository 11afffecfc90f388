/* geojson.h: boundaries and points from GeoJSON (RFC 7946).
 *
 * What cannot be drawn rightly is a finding and no picture: rings that are not closed, geometry
 * that is empty or of lines, coordinates in another system. Exterior rings turn one way and holes
 * the other, whichever way the file has them (3.1.6 asks for it; many files do not keep to it).
 * Arena: the one given.
 */
#ifndef SL_DATA_GEOJSON_H
#define SL_DATA_GEOJSON_H

#include "data/json.h"

/* WGS 84: 1/10,000,000 of a degree, x east and y north. National Grid: millimetres. */
typedef struct sl_geo_position {
    int32_t x, y;
} sl_geo_position;

/* Of an area: its positions, the first not repeated at the end. Of a point: one position. */
typedef struct sl_geo_ring {
    uint32_t first, count;
} sl_geo_ring;

typedef struct sl_geo_feature {
    bool is_point;
    uint32_t first_ring, ring_count;
    const sl_json *json; /* for its properties and its place */
} sl_geo_feature;

typedef struct sl_geo {
    uint32_t file;
    bool grid;     /* British National Grid (EPSG:27700) */
    sl_str credit; /* the file's own, or empty */
    sl_geo_position low, high;
    SL_VEC(sl_geo_feature) features;
    SL_VEC(sl_geo_ring) rings;
    SL_VEC(sl_geo_position) positions;
} sl_geo;

/* The boundaries that a file of the sources holds; NULL with a finding. grid: its coordinates are
 * said to be of the National Grid. */
const sl_geo *sl_geo_read(sl_arena *a, sl_diags *d, uint32_t file, bool grid);
/* A property as text, as a dataset would have it; empty when there is none. */
sl_str sl_geo_property(const sl_geo_feature *f, sl_str name);
/* How long a step to the east is beside one of as many units to the north, in millionths: the
 * cosine of the middle latitude (equirectangular), or 1. */
int64_t sl_geo_aspect(const sl_geo *g);

#endif
