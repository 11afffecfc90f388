/* datapackage.h: the description of datasets, a Data Package (2.0, datapackage.org) in YAML.
 *
 * Its published keys alone are read, and a key that nothing publishes is a finding. What cannot be
 * followed (an escape character, compression, data in the description) is refused.
 * Arena: the one given.
 */
#ifndef SL_DATA_DATAPACKAGE_H
#define SL_DATA_DATAPACKAGE_H

#include "base/num.h"
#include "data/csv.h"
#include "data/yaml.h"

typedef enum sl_field_type {
    SL_TYPE_STRING, /* and what is kept as it is written: time, list, geopoint and so on */
    SL_TYPE_NUMBER,
    SL_TYPE_INTEGER,
    SL_TYPE_YEAR,
    SL_TYPE_DATE,
    SL_TYPE_BOOLEAN,
} sl_field_type;

typedef struct sl_missing_value {
    sl_str value, label;
} sl_missing_value;

/* One end of what the cells of a field may be; `excluded`: they may not be it itself. */
typedef struct sl_cell_limit {
    bool known, excluded;
    sl_dec figure;
    sl_str text; /* of a date */
} sl_cell_limit;

typedef struct sl_table_field {
    sl_str name;
    sl_span span;
    sl_field_type type;
    SL_VEC(sl_missing_value) missing;
    sl_str decimal, group;
    bool any_date; /* a date of any form */
    bool bare;     /* figures stand alone: no unit beside them */
    /* What its cells are held to beside the type: constraint.c. */
    bool required, unique;
    sl_cell_limit least, most;
    uint32_t shortest, longest; /* characters */
    SL_VEC(sl_str) among;       /* empty: any value */
    const sl_yaml *true_words, *false_words;
    struct sl_pattern *pattern, *form; /* NULL: none */
    const char *form_fault, *clock;    /* clock: the format of a date or time, of strptime(3) */
} sl_table_field;

/* How the fields of a description and the columns of a file have to agree (`fieldsMatch`). */
typedef enum sl_fields_match {
    SL_MATCH_EXACT,    /* the same, in the same order */
    SL_MATCH_EQUAL,    /* the same, in any order */
    SL_MATCH_SUBSET,   /* the file has all of them, and may have more */
    SL_MATCH_SUPERSET, /* the file has no others, and may have fewer */
    SL_MATCH_PARTIAL,  /* one of them at least */
} sl_fields_match;

enum { SL_KEY_FIELDS_MOST = 32 };

/* Fields that name no row twice. */
typedef struct sl_row_key {
    SL_VEC(uint32_t) fields;
    bool primary; /* and none of them is missing */
    sl_span span;
} sl_row_key;

/* Fields whose values stand in another file of the package, or in this one. */
typedef struct sl_foreign_key {
    SL_VEC(uint32_t) fields;
    sl_str resource;      /* by name; empty: this one */
    SL_VEC(sl_str) there; /* the names of its fields */
    sl_span span;
} sl_foreign_key;

typedef struct sl_resource {
    sl_str name, path, encoding;
    sl_span span;
    sl_dialect dialect;
    const sl_yaml *bytes, *hash; /* what the file is said to be; NULL: nothing */
    bool has_schema;
    sl_fields_match fields_match;
    SL_VEC(sl_table_field) fields;
    SL_VEC(sl_row_key) keys;
    SL_VEC(sl_foreign_key) foreign;
} sl_resource;

typedef struct sl_package {
    SL_VEC(sl_resource *) resources;
} sl_package;

/* NULL with findings. path: of the file, for messages. */
const sl_package *sl_package_read(sl_arena *a, sl_diags *d, const sl_yaml *y, sl_str path);
/* By its name, or NULL. */
const sl_resource *sl_package_lookup_name(const sl_package *p, sl_str name);
/* By its path, or NULL. */
const sl_resource *sl_package_lookup(const sl_package *p, sl_str path);

#endif
