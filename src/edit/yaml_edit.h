/* yaml_edit.h: one change of a YAML text, all else of which stays byte for byte.
 *
 * A change is tried on the bytes; what they read as then must be the tree that was asked for, else
 * it is refused. Comments, order, quoting, line ends and what the text does not end with stay; of
 * what is taken out, the comments within it and on its last line go too. A comment above a thing
 * stays. Arena: the one given.
 */
#ifndef SL_EDIT_YAML_EDIT_H
#define SL_EDIT_YAML_EDIT_H

#include "data/yaml.h"

/* One step down: the key of a map, or, without one, the index in a list. */
typedef struct sl_step {
    sl_str key; /* p NULL: none */
    uint32_t index;
} sl_step;

typedef struct sl_way {
    const sl_step *at;
    size_t n;
} sl_way;

/* What stands at the end of the way; NULL: nothing. */
const sl_yaml *sl_yaml_edit_find(const sl_yaml *root, sl_way way);

/* Makes the value stand there: of what was there already only what differs is written. A key that
 * is missing comes last in its map, and so do missing maps on the way. Of the value, SCALAR quoted
 * is a text whatever it looks like. NULL and *out, or why not. */
const char *sl_yaml_edit_set(sl_arena *a, sl_str text, sl_way way, const sl_yaml *value,
                             sl_str *out);
/* Takes a key or an entry out; the last one of a collection leaves [] or {}. */
const char *sl_yaml_edit_remove(sl_arena *a, sl_str text, sl_way way, sl_str *out);
/* Puts an entry into a list, before the one that has the index now. */
const char *sl_yaml_edit_insert(sl_arena *a, sl_str text, sl_way way, uint32_t index,
                                const sl_yaml *value, sl_str *out);

#endif
