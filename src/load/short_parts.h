/* short_parts.h: what the readers of short forms share: small trees, figures, and the values of
 * each kind written out. Private to load. Arena: the one given.
 */
#ifndef SL_LOAD_SHORT_PARTS_H
#define SL_LOAD_SHORT_PARTS_H

#include "data/yaml.h"

/* A text under a key of a map, behind what it has. */
sl_yaml *sl_short_add(sl_arena *a, sl_yaml *map, const char *key, sl_str text, sl_span span);
/* An empty value in place of another, under its key. */
sl_yaml *sl_short_replace(sl_arena *a, const sl_yaml *y, sl_yaml_kind kind);
/* Puts y behind the last child of a list or map; *last: NULL before the first. */
void sl_short_append(sl_yaml *list, sl_yaml **last, sl_yaml *y);
/* 1,250,000.50: the figure without its commas; false when they stand where they may not. */
bool sl_short_amount(sl_arena *a, sl_str text, sl_str *amount);
/* "One; another" as a list. */
const sl_yaml *sl_short_list(sl_arena *a, const sl_yaml *y);
/* Lines of funding, each as its map; what is no such line stays as it is. */
const sl_yaml *sl_short_lines(sl_arena *a, const sl_yaml *y);
/* A measure whose points may be written 18 (2028). */
const sl_yaml *sl_short_measure(sl_arena *a, const sl_yaml *y);

#endif
