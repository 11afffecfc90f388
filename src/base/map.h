/* map.h: strings to pointers, in an arena.
 *
 * Open addressing over a fixed hash: the order of iteration is the order of insertion, so no
 * output depends on hashing. Keys are views: they must live as long as the map.
 */
#ifndef SL_BASE_MAP_H
#define SL_BASE_MAP_H

#include "base/str.h"

typedef struct sl_map_entry {
    sl_str key;
    void *value;
    uint64_t hash;
} sl_map_entry;

typedef struct sl_map {
    sl_arena *arena;
    SL_VEC(sl_map_entry) entries; /* in order of insertion */
    uint32_t *slots;              /* entry index + 1, 0 = free */
    size_t mask;
} sl_map;

void sl_map_init(sl_map *m, sl_arena *a);
/* Adds key; false when it was there already (the old value stays). */
bool sl_map_add(sl_map *m, sl_str key, void *value);
/* The value, or NULL. */
void *sl_map_lookup(const sl_map *m, sl_str key);

#endif
