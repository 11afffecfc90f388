/* json.h: a JSON text (RFC 8259) as a tree with places.
 *
 * Strict: no comments, no comma too many, no key twice in one object, no mark of byte order;
 * nesting and the number of values are limited. Numbers keep their text, so that nothing is rounded
 * before who reads it says to what. Arena: the one given.
 */
#ifndef SL_DATA_JSON_H
#define SL_DATA_JSON_H

#include "diag/diag.h"

typedef enum sl_json_kind {
    SL_JSON_NULL,
    SL_JSON_FALSE,
    SL_JSON_TRUE,
    SL_JSON_NUMBER,
    SL_JSON_STRING,
    SL_JSON_LIST,
    SL_JSON_MAP
} sl_json_kind;

typedef struct sl_json sl_json;
struct sl_json {
    sl_str key; /* of a MAP's child */
    sl_json *next, *first;
    sl_str text; /* NUMBER as written; STRING without its escapes */
    uint32_t begin, end;
    uint32_t count; /* LIST, MAP: children */
    sl_json_kind kind;
};

/* The value that a file of the sources holds (UTF-8, checked); NULL with a finding. */
const sl_json *sl_json_parse(sl_arena *a, sl_diags *d, uint32_t file);
/* The child of a MAP, or NULL (also when map is NULL or no MAP). */
const sl_json *sl_json_lookup(const sl_json *map, const char *key);
const sl_json *sl_json_lookup_str(const sl_json *map, sl_str key);
/* Text of a STRING child, or empty. */
sl_str sl_json_text(const sl_json *map, const char *key);
sl_span sl_json_span(uint32_t file, const sl_json *j);

#endif
