/* Rows of spreadsheets that are of the record, or lines of what an item costs. */
#include "load/sheet_row.h"

#include "load/loading.h"
#include "model/called.h"
#include "model/framework_schema.h"
#include "record/record.h"

/* What of the record may be kept in sheets: how one is called, where it stands, what its IDs begin
 * with. */
static const struct {
    const char *one, *key, *prefix;
} records[] = {{"partner", "partners", "PAR"},
               {"event", "events", "EVT"},
               {"response", "responses", "RSP"},
               {"stage", "stages", "STG"},
               {"milestone", "milestones", "MIL"}};

static const char funding_name[] = "funding";

static const sl_field *record_field(const char *key)
{
    const sl_field *f = sl_schema_lookup(sl_engagement_schema(), sl_str_from(key));
    return f ? f : sl_schema_lookup(sl_programme_schema(), sl_str_from(key));
}

/* The place in `records` of what a sheet holds; SL_COUNT(records): something else. A type of the
 * framework comes first. */
static size_t record_of(const sl_strategy *s, const sl_yaml *y)
{
    sl_str name = sl_yaml_text(y, "type");
    size_t i = sl_framework_lookup_type(s->framework, name) ? SL_COUNT(records) : 0;
    while (i < SL_COUNT(records) && !sl_str_equal_z(name, records[i].one))
        i++;
    return i;
}

bool sl_sheet_is_funding(const sl_strategy *s, const sl_yaml *y)
{
    sl_str name = sl_yaml_text(y, "type");
    return sl_str_equal_z(name, funding_name) && !sl_framework_lookup_type(s->framework, name);
}

bool sl_sheet_describe_record(const sl_strategy *s, const sl_yaml *y, sl_sheet *h)
{
    size_t which = record_of(s, y);
    if (which == SL_COUNT(records))
        return false;
    h->schema = record_field(records[which].key)->of;
    h->prefix = sl_str_from(records[which].prefix);
    return true;
}

static void add_rows(sl_strategy *s, const sl_yaml *y, size_t which, bool imported, sl_yaml *list)
{
    const sl_schema *schema = record_field(records[which].key)->of;
    sl_sheet h = {.s = s,
                  .yaml = y,
                  .schema = schema,
                  .prefix = sl_str_from(records[which].prefix),
                  .imported = imported};
    sl_yaml **last = &list->first;
    if (!sl_sheet_open(s, y, &h))
        return;
    while (*last)
        last = &(*last)->next;
    for (uint32_t row = 0; row < h.csv->row_count; row++) {
        sl_yaml *one = sl_sheet_read_row(&h, row);
        if (!one)
            continue;
        if (!sl_schema_check(s->diags, schema, one, "the row"))
            continue;
        *last = one;
        last = &one->next;
        list->count++;
    }
}

void sl_sheet_load_records(sl_strategy *s)
{
    sl_yaml *root = NULL;
    SL_EACH (y, sl_yaml_lookup(s->config, "sheets")) {
        size_t which = y->kind == SL_YAML_MAP ? record_of(s, y) : SL_COUNT(records);
        if (which == SL_COUNT(records))
            continue;
        if (!root) {
            root = SL_NEW(s->arena, sl_yaml);
            *root = (sl_yaml){.kind = SL_YAML_MAP, .span = y->span, .key_span = y->span};
        }
        sl_str key = sl_str_from(records[which].key);
        sl_yaml *list = sl_sheet_map_below(s->arena, root, key, y->span);
        list->kind = SL_YAML_LIST;
        add_rows(s, y, which, false, list);
    }
    s->sheet_record = root;
}

const sl_yaml *sl_sheet_import_responses(sl_strategy *s, const sl_yaml *path)
{
    static const char name[] = "response";
    size_t which = 0;
    while (!sl_str_equal_z(sl_str_from(name), records[which].one))
        which++;
    sl_yaml *y = SL_NEW(s->arena, sl_yaml), *list = SL_NEW(s->arena, sl_yaml);
    *y = (sl_yaml){.kind = SL_YAML_MAP, .span = path->span, .key_span = path->span};
    *list = (sl_yaml){.kind = SL_YAML_LIST, .span = path->span, .key_span = path->span};
    sl_sheet_add(s->arena, y, SL_STR("data"), SL_YAML_SCALAR, path->span)->text = path->text;
    add_rows(s, y, which, true, list);
    return list;
}

/* --- lines of funding --- */

/* The lines of an item, in a front matter of its own that is copied for its first row. */
typedef struct own_lines {
    sl_yaml *list;
    sl_yaml **end;
} own_lines;

static own_lines open_lines(sl_strategy *s, sl_item *item, sl_str key, sl_span span)
{
    sl_yaml *front = SL_NEW(s->arena, sl_yaml), *list = NULL;
    *front = *item->front;
    sl_yaml **last = sl_yaml_copy_children(s->arena, front, item->front);
    for (sl_yaml *y = front->first; y; y = y->next)
        list = sl_str_equal(y->key, key) ? y : list;
    if (!list) {
        list = SL_NEW(s->arena, sl_yaml);
        *list = (sl_yaml){.key = key, .kind = SL_YAML_LIST, .span = span, .key_span = span};
        *last = list;
        front->count++;
    }
    item->front = front;
    const sl_yaml was = *list;
    return (own_lines){list, sl_yaml_copy_children(s->arena, list, &was)};
}

static void add_line(sl_strategy *s, own_lines *own, const sl_yaml *line)
{
    sl_yaml *one = SL_NEW(s->arena, sl_yaml);
    *one = *line;
    one->next = NULL;
    *own->end = one;
    own->end = &one->next;
    own->list->count++;
}

static const sl_key *funding_key(const sl_type *type)
{
    for (size_t i = 0; i < type->keys.n; i++)
        if (type->keys.at[i].funding)
            return &type->keys.at[i];
    return NULL;
}

/* A row of a sheet of funding, without the keys that say whose it is and which. */
static const sl_yaml *line_of(sl_strategy *s, const sl_yaml *row)
{
    sl_yaml *line = SL_NEW(s->arena, sl_yaml), **last = &line->first;
    *line = (sl_yaml){.kind = SL_YAML_MAP, .span = row->span};
    SL_EACH (y, row) {
        if (sl_str_equal_z(y->key, "item") || sl_str_equal_z(y->key, "id"))
            continue;
        sl_yaml *copy = SL_NEW(s->arena, sl_yaml);
        *copy = *y;
        copy->next = NULL;
        *last = copy;
        last = &copy->next;
        line->count++;
    }
    return line;
}

const sl_schema *sl_sheet_funding_schema(sl_arena *a)
{
    static const sl_field own[] = {
        {"item", SL_FIELD_TEXT, SL_ONE, true,
         .doc = "Whose line it is: an ID, a title or a number."},
        {"id", SL_FIELD_TEXT, SL_ONE, .doc = "By which a newer copy of the sheet knows the line."}};
    const sl_schema *of = &sl_framework_funding_schema;
    sl_field *fields = SL_NEW_ARRAY(a, sl_field, SL_COUNT(own) + of->n);
    memcpy(fields, own, sizeof own);
    memcpy(fields + SL_COUNT(own), of->fields, of->n * sizeof *fields);
    sl_schema *schema = SL_NEW(a, sl_schema);
    *schema = (sl_schema){"line", "A line of funding", fields, SL_COUNT(own) + of->n};
    return schema;
}

static void add_funding(sl_strategy *s, const sl_yaml *y)
{
    const sl_schema *of = &sl_framework_funding_schema, *schema = sl_sheet_funding_schema(s->arena);
    sl_sheet h = {.s = s, .yaml = y, .schema = schema};
    if (!sl_sheet_open(s, y, &h))
        return;
    own_lines *lines = SL_NEW_ARRAY(s->arena, own_lines, s->items.n + 1); /* by item */
    for (uint32_t row = 0; row < h.csv->row_count; row++) {
        const sl_yaml *one = sl_sheet_read_row(&h, row),
                      *name = one ? sl_yaml_lookup(one, "item") : NULL;
        if (!one)
            continue;
        const sl_item *found = name ? sl_called_item(s, name) : NULL;
        sl_item *item = found ? s->items.at[found->index] : NULL;
        const sl_yaml *line = line_of(s, one);
        if (!name)
            sl_schema_check(s->diags, schema, one, "the row");
        if (!item || !sl_schema_check(s->diags, of, line, "the row"))
            continue;
        const sl_key *key = funding_key(item->type);
        if (key) {
            own_lines *own = &lines[item->index];
            if (!own->list)
                *own = open_lines(s, item, key->name, line->span);
            add_line(s, own, line);
            continue;
        }
        sl_finding *f =
            sl_diag_add(s->diags, SL_E0110, name->span, "'%.*s' has no funding", SL_FMT(item->id));
        sl_diag_help(s->diags, f, "give its type a key of kind funding in framework.yaml");
    }
}

void sl_sheet_add_funding(sl_strategy *s)
{
    SL_EACH (y, sl_yaml_lookup(s->config, "sheets"))
        if (y->kind == SL_YAML_MAP && sl_sheet_is_funding(s, y))
            add_funding(s, y);
}

bool sl_sheet_is_other(const sl_strategy *s, const sl_yaml *y)
{
    return sl_sheet_is_funding(s, y) || record_of(s, y) < SL_COUNT(records);
}

size_t sl_sheet_list_others(sl_str names[SL_SHEET_OTHERS])
{
    size_t n = 0;
    for (size_t i = 0; i < SL_COUNT(records); i++)
        names[n++] = sl_str_from(records[i].one);
    names[n++] = sl_str_from(funding_name);
    names[n++] = SL_STR("evidence");
    return n;
}
