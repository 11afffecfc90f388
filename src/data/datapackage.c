#include "data/datapackage.h"

#include "base/assert.h"
#include "data/constraint.h"
#include "data/schema.h"

#define ANY_(key)                                                                                  \
    {                                                                                              \
        key, SL_FIELD_ANY, SL_ONE                                                                  \
    }
#define TEXT_(key)                                                                                 \
    {                                                                                              \
        key, SL_FIELD_TEXT, SL_ONE                                                                 \
    }
#define BOOL_(key)                                                                                 \
    {                                                                                              \
        key, SL_FIELD_BOOLEAN, SL_ONE                                                              \
    }
#define SCHEMA_(name, fields)                                                                      \
    {                                                                                              \
        name, NULL, fields, SL_COUNT(fields)                                                       \
    }

/* Keys: Data Package, Data Resource, Table Dialect and Table Schema 2.0, with those that 1.0 had.
 */
static const sl_field constraint_fields[] = {
    BOOL_("required"),  BOOL_("unique"),           TEXT_("minimum"),          TEXT_("maximum"),
    ANY_("enum"),       TEXT_("pattern"),          ANY_("minLength"),         ANY_("maxLength"),
    ANY_("jsonSchema"), TEXT_("exclusiveMinimum"), TEXT_("exclusiveMaximum"),
};
static const sl_schema constraint_schema = SCHEMA_("constraints", constraint_fields);

#define TYPES                                                                                      \
    "string|number|integer|boolean|object|array|list|datetime|date|time|year|yearmonth|"           \
    "duration|geopoint|geojson|any"

static const sl_field field_fields[] = {
    {"name", SL_FIELD_TEXT, SL_ONE, true},
    {"type", SL_FIELD_CHOICE, SL_ONE, .choices = TYPES},
    TEXT_("format"),
    TEXT_("title"),
    TEXT_("description"),
    ANY_("example"),
    TEXT_("rdfType"),
    {"constraints", SL_FIELD_MAP, SL_ONE, .of = &constraint_schema},
    ANY_("missingValues"),
    ANY_("categories"),
    BOOL_("categoriesOrdered"),
    ANY_("decimalChar"),
    ANY_("groupChar"),
    BOOL_("bareNumber"),
    {"trueValues", SL_FIELD_TEXT, SL_MANY},
    {"falseValues", SL_FIELD_TEXT, SL_MANY},
    ANY_("delimiter"),
    TEXT_("itemType"),
};
static const sl_schema field_schema = SCHEMA_("field", field_fields);

static const sl_field schema_fields[] = {
    TEXT_("$schema"),
    TEXT_("name"),
    TEXT_("title"),
    TEXT_("description"),
    {"fields", SL_FIELD_MAP, SL_MANY, true, .of = &field_schema},
    {"fieldsMatch", SL_FIELD_CHOICE, SL_ONE_OR_MANY,
     .choices = "exact|equal|subset|superset|partial"},
    ANY_("missingValues"),
    ANY_("primaryKey"),
    ANY_("uniqueKeys"),
    ANY_("foreignKeys"),
};
static const sl_schema table_schema = SCHEMA_("schema", schema_fields);

static const sl_field dialect_fields[] = {
    TEXT_("$schema"),
    TEXT_("name"),
    TEXT_("title"),
    TEXT_("description"),
    BOOL_("header"),
    {"headerRows", SL_FIELD_INTEGER, SL_MANY, .least = 1, .most = INT32_MAX},
    ANY_("headerJoin"),
    {"commentRows", SL_FIELD_INTEGER, SL_MANY, .least = 1, .most = INT32_MAX},
    TEXT_("commentChar"),
    ANY_("delimiter"),
    ANY_("lineTerminator"),
    ANY_("quoteChar"),
    BOOL_("doubleQuote"),
    TEXT_("escapeChar"),
    TEXT_("nullSequence"),
    BOOL_("skipInitialSpace"),
    TEXT_("property"),
    TEXT_("itemType"),
    ANY_("itemKeys"),
    ANY_("sheetNumber"),
    TEXT_("sheetName"),
    TEXT_("table"),
    BOOL_("caseSensitiveHeader"),
    ANY_("csvddfVersion"),
};
static const sl_schema dialect_schema = SCHEMA_("dialect", dialect_fields);

static const sl_field resource_fields[] = {
    {"name", SL_FIELD_TEXT, SL_ONE, true},
    {"path", SL_FIELD_TEXT, SL_ONE_OR_MANY},
    TEXT_("$schema"),
    ANY_("data"),
    TEXT_("type"),
    TEXT_("profile"),
    TEXT_("title"),
    TEXT_("description"),
    TEXT_("format"),
    TEXT_("mediatype"),
    TEXT_("encoding"),
    ANY_("bytes"),
    TEXT_("hash"),
    ANY_("sources"),
    ANY_("licenses"),
    TEXT_("homepage"),
    TEXT_("scheme"),
    TEXT_("compression"),
    {"dialect", SL_FIELD_MAP, SL_ONE, .of = &dialect_schema},
    {"schema", SL_FIELD_MAP, SL_ONE, .of = &table_schema},
};
static const sl_schema resource_schema = SCHEMA_("resource", resource_fields);

static const sl_field package_fields[] = {
    TEXT_("$schema"),
    TEXT_("name"),
    TEXT_("id"),
    TEXT_("profile"),
    TEXT_("title"),
    TEXT_("description"),
    TEXT_("homepage"),
    TEXT_("version"),
    TEXT_("created"),
    TEXT_("image"),
    ANY_("licenses"),
    ANY_("contributors"),
    ANY_("sources"),
    ANY_("keywords"),
    {"resources", SL_FIELD_MAP, SL_MANY, true, .of = &resource_schema},
};
static const sl_schema package_schema = SCHEMA_("data package", package_fields);

typedef struct reading {
    sl_arena *arena;
    sl_diags *diags;
    sl_str path;
    bool good;
} reading;

static void refuse(reading *r, const sl_yaml *y, const char *help)
{
    sl_finding *f = sl_diag_add(r->diags, SL_E0143, y->key_span, "'%.*s' cannot be followed here",
                                SL_FMT(y->key));
    sl_diag_help(r->diags, f, "%s", help);
    r->good = false;
}

/* Keys that would change what is read. */
static void refuse_keys(reading *r, const sl_yaml *map, const char *const *keys, size_t n,
                        const char *help)
{
    for (size_t i = 0; i < n; i++) {
        const sl_yaml *y = sl_yaml_lookup(map, keys[i]);
        if (y)
            refuse(r, y, help);
    }
}

static void read_missing(reading *r, sl_table_field *f, const sl_yaml *list)
{
    SL_EACH (one, list) {
        sl_missing_value m = {.value = one->text};
        if (one->kind == SL_YAML_MAP) {
            m.value = sl_yaml_text(one, "value");
            m.label = sl_yaml_text(one, "label");
        }
        SL_PUSH(r->arena, f->missing, m);
    }
    if (!list)
        SL_PUSH(r->arena, f->missing, ((sl_missing_value){SL_STR(""), SL_STR_NONE}));
}

static sl_field_type type_of(sl_str word)
{
    static const struct {
        const char *word;
        sl_field_type type;
    } types[] = {{"number", SL_TYPE_NUMBER},
                 {"integer", SL_TYPE_INTEGER},
                 {"year", SL_TYPE_YEAR},
                 {"date", SL_TYPE_DATE},
                 {"boolean", SL_TYPE_BOOLEAN}};
    for (size_t i = 0; i < SL_COUNT(types); i++)
        if (sl_str_equal_z(word, types[i].word))
            return types[i].type;
    return SL_TYPE_STRING;
}

static void read_field(reading *r, sl_resource *to, const sl_yaml *y, const sl_yaml *missing)
{
    sl_table_field f = {.name = sl_yaml_text(y, "name"), .span = y->span};
    const sl_yaml *own = sl_yaml_lookup(y, "missingValues"),
                  *point = sl_yaml_lookup(y, "decimalChar");
    f.type = type_of(sl_yaml_text(y, "type"));
    f.decimal = point ? point->text : SL_STR(".");
    f.group = sl_yaml_text(y, "groupChar");
    f.bare = sl_yaml_bool(y, "bareNumber", true);
    r->good = sl_constraint_read(r->arena, r->diags, &f, y) && r->good;
    read_missing(r, &f, own ? own : missing);
    SL_PUSH(r->arena, to->fields, f);
}

/* --- keys --- */

static const sl_yaml *first_of(const sl_yaml *y)
{
    return y && y->kind == SL_YAML_LIST ? y->first : y;
}

static const sl_yaml *next_of(const sl_yaml *list, const sl_yaml *one)
{
    return list->kind == SL_YAML_LIST ? one->next : NULL;
}

/* The index of a field that a key names; false with a finding. */
static bool find_field(reading *r, const sl_resource *of, const sl_yaml *name, uint32_t *index)
{
    sl_str *names = SL_NEW_ARRAY(r->arena, sl_str, of->fields.n + 1);
    for (size_t i = 0; i < of->fields.n; i++) {
        names[i] = of->fields.at[i].name;
        *index = (uint32_t)i;
        if (sl_str_equal(names[i], name->text))
            return true;
    }
    sl_finding *f = sl_diag_add(r->diags, SL_E0143, name->span,
                                "the key names '%.*s', which is no field", SL_FMT(name->text));
    if (!sl_diag_suggest(r->diags, f, name->text, names, of->fields.n))
        sl_diag_help(r->diags, f, "write the names of fields, as they stand above");
    r->good = false;
    return false;
}

static bool has_room(reading *r, const sl_yaml *y, size_t n)
{
    if (n && n <= SL_KEY_FIELDS_MOST)
        return true;
    if (!r->good && !n)
        return false; /* what it names was reported */
    sl_finding *f = sl_diag_add(r->diags, SL_E0143, y->span, "a key has %zu fields", n);
    sl_diag_help(r->diags, f, "name from 1 to %d fields", SL_KEY_FIELDS_MOST);
    r->good = false;
    return false;
}

static void read_key(reading *r, sl_resource *to, const sl_yaml *y, bool primary)
{
    sl_row_key key = {.primary = primary, .span = y->span};
    uint32_t index;
    for (const sl_yaml *one = first_of(y); one; one = next_of(y, one))
        if (find_field(r, to, one, &index))
            SL_PUSH(r->arena, key.fields, index);
    if (has_room(r, y, key.fields.n))
        SL_PUSH(r->arena, to->keys, key);
}

static void read_foreign(reading *r, sl_resource *to, const sl_yaml *y)
{
    const sl_yaml *here = sl_yaml_lookup(y, "fields"), *reference = sl_yaml_lookup(y, "reference");
    const sl_yaml *there = sl_yaml_lookup(reference, "fields");
    sl_foreign_key key = {.resource = sl_yaml_text(reference, "resource"), .span = y->span};
    uint32_t index;
    for (const sl_yaml *one = first_of(here); one; one = next_of(here, one))
        if (find_field(r, to, one, &index))
            SL_PUSH(r->arena, key.fields, index);
    for (const sl_yaml *one = first_of(there); one; one = next_of(there, one))
        SL_PUSH(r->arena, key.there, one->text);
    if (key.fields.n == key.there.n && has_room(r, y, key.fields.n)) {
        SL_PUSH(r->arena, to->foreign, key);
        return;
    }
    if (key.fields.n == key.there.n)
        return;
    sl_finding *f = sl_diag_add(r->diags, SL_E0143, y->span, "the foreign key cannot be read");
    sl_diag_help(r->diags, f,
                 "write {fields: place, reference: {resource: places, fields: name}}, with as many "
                 "fields on both sides");
    r->good = false;
}

static void read_schema(reading *r, sl_resource *to, const sl_yaml *schema)
{
    static const char *const words[] = {"exact", "equal", "subset", "superset", "partial"};
    const sl_yaml *match = first_of(sl_yaml_lookup(schema, "fieldsMatch"));
    const sl_yaml *primary = sl_yaml_lookup(schema, "primaryKey");
    for (size_t i = 0; match && i < SL_COUNT(words); i++)
        if (sl_str_equal_z(match->text, words[i]))
            to->fields_match = (sl_fields_match)i;
    to->has_schema = schema != NULL;
    SL_EACH (field, sl_yaml_lookup(schema, "fields"))
        read_field(r, to, field, sl_yaml_lookup(schema, "missingValues"));
    if (primary)
        read_key(r, to, primary, true);
    SL_EACH (key, sl_yaml_lookup(schema, "uniqueKeys"))
        read_key(r, to, key, false);
    SL_EACH (key, sl_yaml_lookup(schema, "foreignKeys"))
        read_foreign(r, to, key);
}

static char one_char(reading *r, const sl_yaml *map, const char *key, char otherwise)
{
    const sl_yaml *y = sl_yaml_lookup(map, key);
    if (!y)
        return otherwise;
    if (sl_str_equal_z(y->text, "\\t"))
        return '\t';
    if (y->text.n == 1)
        return y->text.p[0];
    refuse(r, y, "write one character, such as \";\" or \"\\t\"");
    return otherwise;
}

static void read_dialect(reading *r, sl_dialect *d, const sl_yaml *y)
{
    static const char *const unread[] = {"escapeChar",  "nullSequence", "property", "itemKeys",
                                         "sheetNumber", "sheetName",    "table"};
    refuse_keys(r, y, unread, SL_COUNT(unread),
                "save the file as CSV with quotation marks doubled");
    d->delimiter = one_char(r, y, "delimiter", ',');
    d->said = sl_yaml_lookup(y, "delimiter");
    d->quote = one_char(r, y, "quoteChar", '"');
    d->doubled = sl_yaml_bool(y, "doubleQuote", true);
    d->skip_space = sl_yaml_bool(y, "skipInitialSpace", false);
    d->comment = sl_yaml_text(y, "commentChar");
    const sl_yaml *rows = sl_yaml_lookup(y, "headerRows"), *join = sl_yaml_lookup(y, "headerJoin");
    d->header = sl_yaml_bool(y, "header", true);
    d->header_said = rows || !d->header;
    d->join = join ? join->text : SL_STR(" ");
    uint32_t n;
    SL_EACH (row, rows)
        if (sl_num_parse(row->text, &n))
            SL_PUSH(r->arena, d->header_rows, n);
    SL_EACH (row, sl_yaml_lookup(y, "commentRows"))
        if (sl_num_parse(row->text, &n))
            SL_PUSH(r->arena, d->comment_rows, n);
}

static void read_resource(reading *r, sl_package *p, const sl_yaml *y)
{
    static const char *const unread[] = {"data", "compression"};
    refuse_keys(r, y, unread, SL_COUNT(unread),
                "keep the data in a CSV file beside and name its path");
    const sl_yaml *path = sl_yaml_lookup(y, "path"), *schema = sl_yaml_lookup(y, "schema");
    if (!path || path->kind != SL_YAML_SCALAR) {
        sl_finding *f = sl_diag_add(r->diags, SL_E0112, path ? path->span : y->span,
                                    "a resource is one file, and names its path");
        sl_diag_help(r->diags, f, "write path: name.csv");
        r->good = false;
        return;
    }
    sl_resource *to = SL_NEW(r->arena, sl_resource);
    to->path = path->text;
    to->span = path->span;
    to->encoding = sl_str_lower(r->arena, sl_yaml_text(y, "encoding"));
    to->dialect = sl_dialect_plain();
    to->dialect.description = r->path;
    if (sl_yaml_lookup(y, "dialect"))
        read_dialect(r, &to->dialect, sl_yaml_lookup(y, "dialect"));
    to->name = sl_yaml_text(y, "name");
    to->bytes = sl_yaml_lookup(y, "bytes");
    to->hash = sl_yaml_lookup(y, "hash");
    read_schema(r, to, schema);
    sl_str *names = SL_NEW_ARRAY(r->arena, sl_str, to->fields.n + 1);
    for (size_t i = 0; i < to->fields.n; i++)
        names[i] = to->fields.at[i].name;
    to->dialect.names = names;
    to->dialect.name_count = to->fields.n;
    SL_PUSH(r->arena, p->resources, to);
}

const sl_package *sl_package_read(sl_arena *a, sl_diags *d, const sl_yaml *y, sl_str path)
{
    reading r = {.arena = a, .diags = d, .path = path, .good = true};
    if (!sl_schema_check(d, &package_schema, y, "the data package"))
        return NULL;
    sl_package *p = SL_NEW(a, sl_package);
    SL_EACH (one, sl_yaml_lookup(y, "resources"))
        read_resource(&r, p, one);
    return r.good ? p : NULL;
}

const sl_resource *sl_package_lookup_name(const sl_package *p, sl_str name)
{
    for (size_t i = 0; p && i < p->resources.n; i++)
        if (sl_str_equal(p->resources.at[i]->name, name))
            return p->resources.at[i];
    return NULL;
}

const sl_resource *sl_package_lookup(const sl_package *p, sl_str path)
{
    for (size_t i = 0; p && i < p->resources.n; i++)
        if (sl_str_equal(p->resources.at[i]->path, path))
            return p->resources.at[i];
    return NULL;
}
