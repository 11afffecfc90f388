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

typedef struct sl_table_field {
    sl_str name;
    sl_span span;
    sl_field_type type;
    SL_VEC(sl_missing_value) missing;
    sl_str decimal, group;
    bool bare;      /* figures stand alone: no unit beside them */
    bool formatted; /* a date of another form than 2024-05-31: not checked */
    bool required, has_least, has_most;
    sl_dec least, most;
} sl_table_field;

typedef struct sl_resource {
    sl_str path, encoding;
    sl_span span;
    sl_dialect dialect;
    bool has_schema;
    SL_VEC(sl_table_field) fields;
} sl_resource;

typedef struct sl_package {
    SL_VEC(sl_resource *) resources;
} sl_package;

/* NULL with findings. path: of the file, for messages. */
const sl_package *sl_package_read(sl_arena *a, sl_diags *d, const sl_yaml *y, sl_str path);
/* By its path, or NULL. */
const sl_resource *sl_package_lookup(const sl_package *p, sl_str path);

#endif
