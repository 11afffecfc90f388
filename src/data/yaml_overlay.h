/* yaml_overlay.h: one tree laid over another, as a translation over what it translates. */
#ifndef SL_DATA_YAML_OVERLAY_H
#define SL_DATA_YAML_OVERLAY_H

#include "data/yaml.h"

/* base with the values of over in place of its own. Maps are laid over each other key by key;
 * lists of maps that have an `id`, entry by entry of the same id; of anything else, over's value
 * counts. What over alone has comes last. Neither tree is changed; the result shares their nodes.
 */
const sl_yaml *sl_yaml_overlay(sl_arena *a, const sl_yaml *base, const sl_yaml *over);
/* The entry of a list that has the id; NULL when none has. */
const sl_yaml *sl_yaml_find_id(const sl_yaml *list, sl_str id);

#endif
