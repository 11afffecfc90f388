/* `plan` of strategy.yaml and the keys of kind figure: what is printed of the register outside
 * texts. */
#include "load/loading.h"

#include "model/figure.h"
#include "model/measure.h"

static const sl_field number_fields[] = {
    {"figure", SL_FIELD_TEXT, SL_ONE, true, .doc = "ID of an entry, or ID.key: EV-PROD-03.gap."},
    {"text", SL_FIELD_TEXT, SL_ONE, true, .printed = true,
     .doc = "What it says, as it goes on behind the figure."},
};
static const sl_schema number_schema = {"number", "A figure that matters", number_fields,
                                        SL_COUNT(number_fields)};

static const sl_field fields[] = {
    {"vision", SL_FIELD_TEXT, SL_ONE, .printed = true,
     .doc = "What is to be reached, in a sentence or two."},
    {"numbers", SL_FIELD_MAP, SL_MANY, .of = &number_schema, .doc = "The figures that matter."},
    {"note", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "Printed below the items."},
    {"items", SL_FIELD_NAME, SL_ONE, .doc = "The type whose items it lists: priority."},
    {"columns", SL_FIELD_TEXT, SL_MANY, .doc = "Keys of that type to show beside the title."},
};
const sl_schema sl_plan_schema = {"plan", "The strategy on one page", fields, SL_COUNT(fields)};

static const sl_field imprint_fields[] = {
    {"contact", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "Whom to ask about it."},
    {"formats", SL_FIELD_TEXT, SL_ONE, .printed = true,
     .doc = "In which other forms it is to be had, and how."},
    {"isbn", SL_FIELD_TEXT, SL_ONE, .doc = "Of the published document."},
};
const sl_schema sl_imprint_schema = {"imprint", "What the last page says of the document",
                                     imprint_fields, SL_COUNT(imprint_fields)};

static void check_figure(sl_strategy *s, const sl_yaml *y)
{
    if (!y || y->kind != SL_YAML_SCALAR)
        return;
    size_t dot = sl_str_find_char(y->text, '.', 0);
    sl_str id = dot == SIZE_MAX ? y->text : sl_str_slice(y->text, 0, dot);
    sl_str key = dot == SIZE_MAX ? SL_STR_NONE : sl_str_slice(y->text, dot + 1, y->text.n);
    const sl_evidence *e = sl_strategy_lookup_evidence(s, id);
    if (!e) {
        sl_strategy_report_dangling(s, id, y->span, true, false);
        return;
    }
    sl_buf b;
    sl_buf_init(&b);
    bool has = e->query_failed || sl_figure_push_key(&b, s->phrases, e, key);
    sl_buf_done(&b);
    if (has)
        return;
    sl_finding *f = sl_diag_add(s->diags, SL_E0635, y->span, "'%.*s' has no figure '%.*s'",
                                SL_FMT(id), SL_FMT(key));
    sl_diag_help(s->diags, f, "name an entry with a value, or one of its 'figures' behind a point");
}

/* KEY.part of a measure. */
static bool is_part_of(const sl_key *key, sl_str name)
{
    size_t dot = sl_str_find_char(name, '.', 0);
    return key->measure && dot != SIZE_MAX && sl_str_equal(sl_str_slice(name, 0, dot), key->name) &&
           sl_measure_is_part(sl_str_slice(name, dot + 1, name.n));
}

static void check_items(sl_strategy *s, const sl_yaml *plan)
{
    const sl_yaml *name = sl_yaml_lookup(plan, "items");
    const sl_framework *f = s->framework;
    const sl_type *type = name ? sl_framework_lookup_type(f, name->text) : NULL;
    sl_str known[SL_TYPES_MAX];
    if (name && !type) {
        for (size_t i = 0; i < f->types.n; i++)
            known[i] = f->types.at[i]->name;
        sl_finding *g = sl_diag_add(s->diags, SL_E0201, name->span, "there is no type '%.*s'",
                                    SL_FMT(name->text));
        if (!sl_diag_suggest(s->diags, g, name->text, known, f->types.n))
            sl_diag_help(s->diags, g, "types are those of framework.yaml");
        return;
    }
    SL_EACH (column, sl_yaml_lookup(plan, "columns")) {
        bool found = false;
        size_t n = 0;
        for (size_t k = 0; type && k < type->keys.n; k++) {
            found = found || sl_str_equal(type->keys.at[k].name, column->text) ||
                    is_part_of(&type->keys.at[k], column->text);
            if (n < SL_TYPES_MAX)
                known[n++] = type->keys.at[k].name;
        }
        if (found)
            continue;
        sl_finding *g =
            sl_diag_add(s->diags, SL_E0635, column->span, "'%.*s' has no key '%.*s'",
                        SL_FMT(type ? type->title : SL_STR("plan")), SL_FMT(column->text));
        if (!sl_diag_suggest(s->diags, g, column->text, known, n))
            sl_diag_help(s->diags, g, "name keys that framework.yaml gives the type of 'items'");
    }
}

void sl_load_plan(sl_strategy *s)
{
    const sl_yaml *plan = sl_yaml_lookup(s->config, "plan");
    SL_EACH (one, sl_yaml_lookup(plan, "numbers"))
        check_figure(s, sl_yaml_lookup(one, "figure"));
    if (plan)
        check_items(s, plan);
    for (size_t i = 0; i < s->items.n; i++)
        for (size_t k = 0; k < s->items.at[i]->type->keys.n; k++)
            if (s->items.at[i]->type->keys.at[k].figure)
                check_figure(s, sl_yaml_lookup_str(s->items.at[i]->front,
                                                   s->items.at[i]->type->keys.at[k].name));
}
