/* yaml.h: a YAML document as a tree with places. The only includer of <yaml.h> is yaml.c.
 *
 * Aliases and anchors, tags, duplicate keys, several documents and nesting over
 * SL_LIMIT_YAML_DEPTH are refused with a finding. Every value keeps its span in the file, so
 * that later findings point at it. Scalars keep their text as written; their type is decided by
 * who reads them (schema.h). Arena: the one given.
 */
#ifndef SL_DATA_YAML_H
#define SL_DATA_YAML_H

#include "diag/diag.h"

typedef enum sl_yaml_kind { SL_YAML_SCALAR, SL_YAML_LIST, SL_YAML_MAP } sl_yaml_kind;

typedef struct sl_yaml sl_yaml;
/* What a search for a key looks at stands first: of thousands of items it waits for memory. */
struct sl_yaml {
    sl_str key; /* of a MAP's child */
    sl_yaml *next, *first;
    sl_yaml_kind kind;
    bool quoted;    /* SCALAR in quotes: never null, number or boolean */
    bool literal;   /* SCALAR written as a block after | */
    uint32_t count; /* LIST, MAP: children */
    sl_str text;    /* SCALAR */
    sl_span span;
    sl_span key_span;
};

/* Parses bytes [begin, end) of a file. NULL (with findings) when it is not YAML that we accept;
 * an empty document gives an empty MAP. */
const sl_yaml *sl_yaml_parse(sl_arena *a, sl_diags *d, uint32_t file, uint32_t begin, uint32_t end);

/* The same of a text that is in no file, and lives as long as the arena: spans count from its
 * beginning, and what is wrong with it is told to nobody. */
const sl_yaml *sl_yaml_parse_text(sl_arena *a, sl_str text);
/* The child of a MAP, or NULL (also when map is NULL or no MAP). */
const sl_yaml *sl_yaml_lookup_str(const sl_yaml *map, sl_str key);
static inline const sl_yaml *sl_yaml_lookup(const sl_yaml *map, const char *key)
{
    return sl_yaml_lookup_str(map, sl_str_from(key));
}

/* Text of a scalar child, or empty. */
static inline sl_str sl_yaml_text(const sl_yaml *map, const char *key)
{
    const sl_yaml *y = sl_yaml_lookup(map, key);
    return y && y->kind == SL_YAML_SCALAR ? y->text : SL_STR_NONE;
}

/* An unquoted ~, null or nothing. */
/* Copies of from's children below to, which stay whose they are; where the next would go. */
sl_yaml **sl_yaml_copy_children(sl_arena *a, sl_yaml *to, const sl_yaml *from);
bool sl_yaml_is_null(const sl_yaml *y);
/* true/false; anything else gives otherwise. */
bool sl_yaml_bool(const sl_yaml *map, const char *key, bool otherwise);

#define SL_EACH(child, parent)                                                                     \
    for (const sl_yaml *child = (parent) ? (parent)->first : NULL; child; child = child->next)

#endif
