/* abbreviation.h: short forms said in full where an item uses them first. Private to book. */
#ifndef SL_BOOK_ABBREVIATION_H
#define SL_BOOK_ABBREVIATION_H

#include "base/map.h"
#include "data/yaml.h"
#include "doc/node.h"
#include "model/glossary.h"

typedef struct sl_abbreviations {
    sl_map full;   /* short form to its index + 1 */
    bool *met;     /* by index: used in the text under way */
    sl_str *texts; /* by index: in full */
    size_t n;
} sl_abbreviations;

/* yaml: the map of strategy.yaml, or NULL; the short forms of the glossary, if any, are more. */
void sl_abbreviations_load(sl_abbreviations *all, sl_arena *a, const sl_yaml *yaml,
                           const sl_glossary *glossary);
/* A new text begins: each short form counts as not met. */
void sl_abbreviations_restart(sl_abbreviations *all);
/* The next short form in text at or after *at that was not met yet: its place in *at and *end, and
 * what it says in full; SL_STR_NONE when there is none. It counts as met then. */
sl_str sl_abbreviations_next(sl_abbreviations *all, sl_str text, size_t *at, size_t *end);

#endif
