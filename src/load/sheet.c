#include "load/sheet.h"

#include "load/loading.h"
#include "load/sheet_row.h"
#include "load/short.h"
#include "model/dataset.h"
#include "model/files.h"

static const sl_field sheet_fields[] = {
    {"data", SL_FIELD_PATH, SL_ONE, true, .doc = "The CSV file, from the strategy's folder."},
    {"type", SL_FIELD_NAME, SL_ONE, true,
     .doc = "The type of its items, or evidence, funding, partner, event, response, stage, "
            "milestone."},
    {"columns", SL_FIELD_ANY, SL_ONE,
     .doc = "By key: the column that holds it, or {column, unit}; else that of its name."},
    {"extra", SL_FIELD_CHOICE, SL_ONE, .choices = "ignore|keep",
     .doc = "What becomes of other columns: they are passed over, or kept as x-NAME."},
    {"dates", SL_FIELD_CHOICE, SL_ONE, .choices = "day-first|month-first",
     .doc = "How 03/04/2027 is read; the third of April if absent."},
};
const sl_schema sl_sheet_schema = {"sheet", "A spreadsheet whose rows are items", sheet_fields,
                                   SL_COUNT(sheet_fields)};

static bool is_evidence(const sl_yaml *y)
{
    return sl_str_equal_z(sl_yaml_text(y, "type"), "evidence");
}

static void report_type(sl_strategy *s, const sl_yaml *name)
{
    sl_str known[SL_TYPES_MAX + SL_SHEET_OTHERS];
    size_t n = s->framework->types.n;
    if (!name || !n)
        return;
    for (size_t i = 0; i < n; i++)
        known[i] = s->framework->types.at[i]->name;
    n += sl_sheet_list_others(known + n);
    sl_finding *f =
        sl_diag_add(s->diags, SL_E0201, name->span, "there is no type '%.*s'", SL_FMT(name->text));
    if (!sl_diag_suggest(s->diags, f, name->text, known, n))
        sl_diag_help(s->diags, f,
                     "name a type of framework.yaml, evidence, funding, partner, event, response, "
                     "stage or milestone");
}

static void read_sheet(sl_strategy *s, const sl_yaml *y, sl_sheet_rows *out)
{
    sl_sheet h = {.s = s, .yaml = y};
    const sl_yaml *name = sl_yaml_lookup(y, "type");
    h.type = name ? sl_framework_lookup_type(s->framework, name->text) : NULL;
    if (!h.type) {
        report_type(s, name);
        return;
    }
    h.schema = &h.type->schema;
    if (!sl_sheet_open(s, y, &h))
        return;
    for (uint32_t row = 0; row < h.csv->row_count; row++) {
        sl_yaml *front = sl_sheet_read_row(&h, row);
        if (front)
            SL_PUSH(s->arena, *out, front);
    }
}

void sl_sheet_load_items(sl_strategy *s)
{
    sl_sheet_rows all = {0};
    SL_EACH (y, sl_yaml_lookup(s->config, "sheets")) {
        if (y->kind != SL_YAML_MAP)
            continue;
        if (!is_evidence(y) && !sl_sheet_is_other(s, y))
            read_sheet(s, y, &all);
    }
    for (size_t i = 0; i < all.n; i++) {
        sl_item *item = sl_load_row(s, all.at[i]);
        if (item)
            item->body = sl_node_new(s->arena, SL_NODE_DOCUMENT, all.at[i]->span);
    }
}

bool sl_sheet_describe(sl_strategy *s, const sl_yaml *y, sl_sheet *h)
{
    h->type = sl_framework_lookup_type(s->framework, sl_yaml_text(y, "type"));
    if (h->type)
        h->schema = &h->type->schema;
    return h->type || sl_sheet_describe_record(s, y, h);
}

const sl_yaml *sl_sheet_add_entries(sl_strategy *s, const sl_yaml *list, const sl_schema *entry)
{
    sl_yaml *out = NULL, **last = NULL;
    SL_EACH (y, sl_yaml_lookup(s->config, "sheets")) {
        sl_sheet h = {.s = s, .yaml = y, .schema = entry, .prefix = SL_STR("EV")};
        if (y->kind != SL_YAML_MAP || !is_evidence(y) || !sl_sheet_open(s, y, &h))
            continue;
        for (uint32_t row = 0; row < h.csv->row_count; row++) {
            sl_yaml *one = sl_sheet_read_row(&h, row);
            if (!one)
                continue;
            if (!out) { /* a copy of the list, whose entries are shared by copies of themselves */
                out = SL_NEW(s->arena, sl_yaml);
                *out = list ? *list : (sl_yaml){.kind = SL_YAML_LIST, .span = y->span};
                out->first = NULL;
                last = &out->first;
                SL_EACH (old, list) {
                    *last = SL_NEW(s->arena, sl_yaml);
                    **last = *old;
                    (*last)->next = NULL;
                    last = &(*last)->next;
                }
            }
            *last = one;
            last = &one->next;
            out->count++;
            sl_schema_check(s->diags, entry, one, "the row");
        }
    }
    return out ? out : list;
}
