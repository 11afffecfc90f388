/* glossary.h: the terms of glossary.yaml, and where a text uses them.
 *
 * A term is found whole and whatever its capitals, in the plural with an s too; a short form as it
 * is written. Arena: the strategy's. */
#ifndef SL_MODEL_GLOSSARY_H
#define SL_MODEL_GLOSSARY_H

#include "base/map.h"
#include "data/yaml.h"
#include "doc/node.h"

typedef struct sl_term {
    sl_str term, short_form; /* short_form may be empty */
    sl_str id;               /* where it stands in the document */
    sl_node *means;          /* DOCUMENT */
    const sl_yaml *yaml;
    uint32_t index;
    struct sl_term *next, *next_short; /* with the same first word */
} sl_term;

typedef struct sl_glossary {
    SL_VEC(sl_term *) terms; /* by their letters */
    sl_map words;            /* first word of a term in small letters: sl_term, by next */
    sl_map shorts;           /* first word of a short form: sl_term, by next_short */
    sl_span span;            /* of the file */
} sl_glossary;

/* The next use of a term in text at or after *at: its place in *at and *end; NULL: none. shortened:
 * set where it is the short form that is used. */
const sl_term *sl_glossary_find(const sl_glossary *g, sl_str text, size_t *at, size_t *end,
                                bool *shortened);

#endif
