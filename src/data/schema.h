/* schema.h: what a YAML map may hold: one declaration from which checking and JSON Schema come.
 *
 * A schema is a table of fields; those of the program stand in static tables, those of item
 * types are made from framework.yaml. Keys starting x- are always free. Nothing is changed: who
 * reads the tree takes the values by sl_yaml_lookup after a check.
 */
#ifndef SL_DATA_SCHEMA_H
#define SL_DATA_SCHEMA_H

#include "base/buf.h"
#include "data/yaml.h"

typedef enum sl_field_kind {
    SL_FIELD_TEXT,
    SL_FIELD_MARKDOWN, /* text that is parsed as Markdown later */
    SL_FIELD_NUMBER,   /* exact decimal */
    SL_FIELD_INTEGER,
    SL_FIELD_BOOLEAN,
    SL_FIELD_DATE,  /* YYYY-MM-DD */
    SL_FIELD_MONTH, /* YYYY-MM */
    SL_FIELD_WHEN,  /* YYYY, YYYY-MM or YYYY-MM-DD: as much as is known */
    SL_FIELD_YEARS, /* "2021 to 2025", "2025", "2024 to 2025" */
    SL_FIELD_URL,   /* http or https */
    SL_FIELD_PATH,  /* below the strategy's folder */
    SL_FIELD_ID,    /* A-Z 0-9 and - */
    SL_FIELD_NAME,  /* a-z 0-9 and -: names of blocks, types, layouts */
    SL_FIELD_CHOICE,
    SL_FIELD_MAP, /* `of` says what it holds */
    SL_FIELD_ANY,
    SL_FIELD__COUNT
} sl_field_kind;

/* A day, a month, or as much of a time as is known. */
static inline bool sl_field_is_time(sl_field_kind kind)
{
    return kind == SL_FIELD_DATE || kind == SL_FIELD_MONTH || kind == SL_FIELD_WHEN;
}

typedef enum sl_field_many {
    SL_ONE,
    SL_MANY,        /* a list */
    SL_ONE_OR_MANY, /* a value or a list of them */
    SL_KEYED,       /* a map from free keys to values */
} sl_field_many;

typedef struct sl_schema sl_schema;

typedef struct sl_field {
    const char *name;
    sl_field_kind kind;
    sl_field_many many;
    bool required;
    const sl_schema *of;  /* MAP */
    const char *choices;  /* CHOICE: words separated by | */
    const char *doc;      /* one sentence, for editors */
    const char *example;  /* of a value, for messages; NULL: one of its kind */
    const char *in_short; /* MAP, lists of text: an example of the text that may stand for it, which
                             is written out before it is checked; NULL = none */
    bool printed;         /* TEXT, MARKDOWN: words for readers, which may be given in several
                             languages: {en: Contents, cy: Cynnwys} */
    bool or_map;          /* ID: a map (of `of`) may stand in its place */
    bool called;          /* ID: a title or a number may stand in its place */
    bool or_id;           /* CHOICE: an ID or a title may stand in its place */
    bool or_keyed;       /* MANY maps: a map from their first key to their second may stand there */
    bool inferred;       /* required, and known without being said: editors do not ask for it */
    int32_t least, most; /* INTEGER: its ends; most 0: any whole number */
} sl_field;

struct sl_schema {
    const char *name;
    const char *doc;
    const sl_field *fields;
    size_t n;
};

/* Reports unknown keys, values of the wrong kind and missing keys below y; true when there was
 * none. what: how the map is called in messages ("the front matter"). */
bool sl_schema_check(sl_diags *d, const sl_schema *s, const sl_yaml *y, const char *what);
/* The field of a map by its key; NULL when it has none. */
const sl_field *sl_schema_lookup(const sl_schema *s, sl_str key);
/* What stands for the value of a field that is `printed`: the value itself, or another. */
typedef const sl_yaml *sl_schema_say(void *context, const sl_field *f, const sl_yaml *value);
/* The tree with `say`'s values in place of all that its fields print; shares what is the same, and
 * is y where all is. Before y is checked: what fits no field stays. */
const sl_yaml *sl_schema_map_printed(sl_arena *a, const sl_schema *s, const sl_yaml *y,
                                     sl_schema_say *say, void *context);
/* A JSON Schema (2020-12) document. */
void sl_schema_emit_json(sl_buf *out, const sl_schema *s, const char *id);
/* True when text is of the kind (no lists, no maps). */
bool sl_field_accepts(const sl_field *f, const sl_yaml *value);

#endif
