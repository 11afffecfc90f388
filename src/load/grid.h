/* grid.h: items placed by two of their keys, or along a line of time. Private to load and book.
 *
 * `grid`: a square for each pair of the words of two keys of kind choice, whose words stand from
 * low to high. `timeline` with a type: each item by its dates. Arena: the strategy's.
 */
#ifndef SL_LOAD_GRID_H
#define SL_LOAD_GRID_H

#include "load/list.h"

typedef struct sl_item_grid {
    sl_item_list list;
    sl_item_field rows, columns;
    SL_VEC(sl_str) row_words;    /* from low to high */
    SL_VEC(sl_str) column_words; /* the same */
} sl_item_grid;

/* A timeline's items: from the date of one key, to that of another, or a point. */
typedef struct sl_item_times {
    sl_item_list list;
    sl_item_field from, to; /* to.key NULL: points */
} sl_item_times;

extern const sl_schema sl_grid_schema, sl_timeline_schema;

/* A key of the items that has words in an order, named at y; false with a finding. */
bool sl_grid_find_key(sl_strategy *s, const sl_types *types, const sl_yaml *y, sl_item_field *out);
/* Of a block that fits its schema; NULL with findings. */
const sl_item_grid *sl_grid_read(sl_strategy *s, const sl_yaml *block);
/* The same; NULL without findings where the block names no type: the programme's. */
const sl_item_times *sl_times_read(sl_strategy *s, const sl_yaml *block, bool *is_good);

#endif
