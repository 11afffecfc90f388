/* sheet_row.h: what the readers of sheets share. Private to load. */
#ifndef SL_LOAD_SHEET_ROW_H
#define SL_LOAD_SHEET_ROW_H

#include "load/sheet.h"
#include "model/dataset.h"

/* What a column of a sheet is. */
typedef struct sl_sheet_column {
    sl_str key;            /* of the item; empty: the column is passed over */
    const sl_field *field; /* NULL: x- key */
    const sl_role *role;
    sl_str unit;
} sl_sheet_column;

typedef struct sl_sheet {
    sl_strategy *s;
    const sl_yaml *yaml;
    const sl_csv *csv;
    const sl_type *type; /* NULL: evidence, the record, funding */
    sl_str prefix;       /* of the record's IDs; empty: a number stays one */
    const sl_schema *schema;
    bool month_first;
    bool imported; /* `import` of the record names it, where nothing is said of its columns */
    sl_sheet_column *columns;
} sl_sheet;

typedef SL_VEC(sl_yaml *) sl_sheet_rows;

enum { SL_SHEET_OTHERS = 8 /* names of what sheets hold beside items */ };

/* The file and its columns; false with findings. */
bool sl_sheet_open(sl_strategy *s, const sl_yaml *y, sl_sheet *h);
/* A row as the map that YAML would give; NULL: it is empty. */
sl_yaml *sl_sheet_read_row(sl_sheet *h, uint32_t row);
/* A number in the ID's place is made one: 7 is ACT-07. */
sl_str sl_sheet_id(const sl_sheet *h, sl_str text);
/* What a sheet's rows are: type, schema and the prefix of their IDs; false: nothing that is known.
 */
bool sl_sheet_describe(sl_strategy *s, const sl_yaml *y, sl_sheet *h);
/* The same of the record; false: it is none. */
bool sl_sheet_describe_record(const sl_strategy *s, const sl_yaml *y, sl_sheet *h);
/* The lines of what items cost, each with its `item` and, where it has one, its `id`. */
const sl_schema *sl_sheet_funding_schema(sl_arena *a);
bool sl_sheet_is_funding(const sl_strategy *s, const sl_yaml *y);
/* A child of a map or list, appended. */
sl_yaml *sl_sheet_add(sl_arena *a, sl_yaml *map, sl_str key, sl_yaml_kind kind, sl_span span);
/* The map below a key, made when it is not there. */
sl_yaml *sl_sheet_map_below(sl_arena *a, sl_yaml *map, sl_str key, sl_span span);

/* --- sheet_record.c --- */

/* Whether a sheet is of the record, or of funding. */
bool sl_sheet_is_other(const sl_strategy *s, const sl_yaml *y);
/* What a sheet may hold beside items, into `names`; how many. */
size_t sl_sheet_list_others(sl_str names[SL_SHEET_OTHERS]);

#endif
