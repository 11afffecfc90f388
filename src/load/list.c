#include "load/list.h"

#include "load/condition.h"
#include "load/formula.h"
#include "model/edition.h"

#define COLUMN_FIELDS                                                                              \
    {"key", SL_FIELD_TEXT, SL_ONE, .doc = "A key of the items, or a role that leads from them."},  \
        {"back", SL_FIELD_NAME, SL_ONE, .doc = "A role that leads to them."},                      \
        {"is", SL_FIELD_TEXT, SL_ONE, .doc = "What is worked out: likelihood * impact."},          \
        {"days", SL_FIELD_TEXT, SL_ONE, .doc = "A date, to which days are counted."},              \
        {"from", SL_FIELD_TEXT, SL_ONE, .doc = "Another, from which; else the day judged."},       \
        {"places", SL_FIELD_INTEGER, SL_ONE, .most = 6, .doc = "Decimals of what is worked out."}, \
        {"suffix", SL_FIELD_TEXT, SL_ONE, .doc = "Behind what is worked out."},                    \
        {"title", SL_FIELD_TEXT, SL_ONE, .printed = true,                                          \
         .doc = "Its head; else the key's own label."},                                            \
    {                                                                                              \
        "total", SL_FIELD_BOOLEAN, SL_ONE, .doc = "Add its figures up below."                      \
    }

static const sl_field column_fields[] = {COLUMN_FIELDS};
static const sl_schema column_schema = {"column", "A column of a list", column_fields,
                                        SL_COUNT(column_fields)};

static const sl_field sort_fields[] = {
    {"by", SL_FIELD_TEXT, SL_ONE, true, .example = "cost", .doc = "A key, a role, or title."},
    {"order", SL_FIELD_CHOICE, SL_ONE, .choices = "ascending|descending", .doc = "Which way."},
};
static const sl_schema sort_schema = {"sort", "The order of rows", sort_fields,
                                      SL_COUNT(sort_fields)};

#define LIST_FIELDS(id_required)                                                                   \
    {"id", SL_FIELD_NAME, SL_ONE, id_required, .doc = "Unique in the strategy."},                  \
        {"title",     SL_FIELD_TEXT,   SL_ONE,                                                     \
         id_required, .printed = true, .doc = "The table's caption."},                             \
        {"type", SL_FIELD_TEXT, SL_ONE_OR_MANY, true, .doc = "The types of item to list."},        \
        {"where", SL_FIELD_ANY, SL_ONE, .doc = "Keys and roles, and the values they must have."},  \
        {"columns", SL_FIELD_ANY, SL_ONE, .doc = "What to show of each beside its title."},        \
        {"sort", SL_FIELD_MAP, SL_ONE, .of = &sort_schema, .doc = "The order of rows."},           \
        {"group", SL_FIELD_TEXT, SL_ONE, .doc = "The key or role by whose values rows stand."},    \
        {"limit",    SL_FIELD_INTEGER, SL_ONE,                                                     \
         .least = 1, .most = 100000,   .doc = "How many rows to keep."},                           \
        {"landscape", SL_FIELD_BOOLEAN, SL_ONE, .doc = "Whether it stands on a turned page."},     \
        {"small", SL_FIELD_BOOLEAN, SL_ONE, .doc = "Whether it stands in smaller type."},          \
        {"widths",     SL_FIELD_INTEGER,                                                           \
         SL_MANY,      .least = 1,                                                                 \
         .most = 1000, .doc = "A share of the width for the title, and for each column."},         \
    {                                                                                              \
        "note", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "Printed below."                    \
    }

static const sl_field list_fields[] = {LIST_FIELDS(true)};
const sl_schema sl_list_schema = {"list", "A table of items", list_fields, SL_COUNT(list_fields)};
static const sl_field asks_fields[] = {LIST_FIELDS(false)};
const sl_schema sl_asks_schema = {"asks", "A table of items, with or without a caption",
                                  asks_fields, SL_COUNT(asks_fields)};

/* --- the block --- */

static bool read_types(sl_strategy *s, const sl_yaml *y, sl_item_list *l)
{
    bool list = y->kind == SL_YAML_LIST;
    for (const sl_yaml *one = list ? y->first : y; one; one = list ? one->next : NULL) {
        const sl_type *type = sl_framework_lookup_type(s->framework, one->text);
        if (type) {
            SL_PUSH(s->arena, l->types, type);
            continue;
        }
        sl_finding *f = sl_diag_add(s->diags, SL_E0201, one->span,
                                    "no type of item is called '%.*s'", SL_FMT(one->text));
        sl_str known[SL_TYPES_MAX];
        for (size_t i = 0; i < s->framework->types.n; i++)
            known[i] = s->framework->types.at[i]->name;
        if (!sl_diag_suggest(s->diags, f, one->text, known, s->framework->types.n))
            sl_diag_help(s->diags, f, "name a type that framework.yaml declares");
        return false;
    }
    return true;
}

static bool refuse(sl_strategy *s, sl_span at, const char *what, const char *help)
{
    sl_finding *f = sl_diag_add(s->diags, SL_E0111, at, "%s", what);
    sl_diag_help(s->diags, f, "%s", help);
    return false;
}

static bool report_column(sl_strategy *s, const sl_yaml *y, const char *what)
{
    return refuse(s, y->span, what,
                  "write columns: [state, {key: cost, title: Cost, total: true}, {back: supports}, "
                  "{is: cost / places, title: For each}, {days: due, title: Days}]");
}

static bool read_back(sl_strategy *s, const sl_yaml *back, sl_item_list *l, sl_item_field *out)
{
    *out = (sl_item_field){.source = SL_FIELD_BACK, .name = back->text};
    out->role = sl_framework_lookup_role(s->framework, back->text);
    if (out->role && sl_types_are_reached(&l->types, out->role))
        return true;
    sl_finding *f = sl_diag_add(s->diags, SL_E0110, back->span, "no role '%.*s' leads to the items",
                                SL_FMT(back->text));
    SL_VEC(sl_str) near = {0};
    for (size_t i = 0; i < s->framework->roles.n; i++)
        if (sl_types_are_reached(&l->types, s->framework->roles.at[i]))
            SL_PUSH(s->arena, near, s->framework->roles.at[i]->name);
    if (!sl_diag_suggest(s->diags, f, back->text, near.at, near.n))
        sl_diag_help(s->diags, f, "name a role of framework.yaml whose 'to' has the type");
    return false;
}

/* The titles stand first whether or not they are asked for: an entry gives them another head. */
static bool take_title(sl_strategy *s, const sl_list_column *c, bool first, sl_item_list *l)
{
    if (!first)
        return refuse(s, c->span, "the titles of items stand in the first column",
                      "write 'title' first, or leave it out");
    l->head = c->title;
    return true;
}

/* Of which kind a column is, from the one key that says so. */
static bool read_field(sl_strategy *s, const sl_yaml *y, sl_item_list *l, sl_item_field *out)
{
    static const char *const kinds[] = {"key", "back", "is", "days"};
    const sl_yaml *key = sl_yaml_lookup(y, "key"), *back = sl_yaml_lookup(y, "back");
    unsigned said = 0;
    for (size_t i = 0; i < SL_COUNT(kinds); i++)
        said += sl_yaml_lookup(y, kinds[i]) != NULL;
    if (said != 1)
        return report_column(s, y, "a column has one of 'key', 'back', 'is' and 'days'");
    if (back)
        return read_back(s, back, l, out);
    if (key)
        return sl_item_field_find(s, &l->types, key->span, key->text, out);
    return sl_formula_read(s, &l->types, y, out);
}

static bool read_column(sl_strategy *s, const sl_yaml *y, bool first, sl_item_list *l)
{
    sl_list_column c = {.span = y->span};
    bool named = y->kind == SL_YAML_SCALAR;
    if (!named) {
        y = sl_edition_choose_texts(s, &column_schema, y);
        if (!sl_schema_check(s->diags, &column_schema, y, "the column"))
            return false;
        c.title = sl_yaml_text(y, "title");
        c.total = sl_yaml_bool(y, "total", false);
        c.suffix = sl_yaml_text(y, "suffix");
        c.places = sl_yaml_text(y, "places");
    }
    if (named ? !sl_item_field_find(s, &l->types, y->span, y->text, &c.field)
              : !read_field(s, y, l, &c.field))
        return false;
    if ((c.suffix.n || c.places.n) && !c.field.formula)
        return refuse(s, y->span, "'suffix' and 'places' go with what is worked out",
                      "leave them out, or write is: or days: in place of key:");
    if (c.total && !sl_item_field_is_money(&c.field) && !sl_item_field_is_figure(&c.field))
        return report_column(s, sl_yaml_lookup(y, "total"),
                             "only figures and sums of money can be added up");
    if (c.field.source == SL_FIELD_OF_ITEM && sl_str_equal_z(c.field.name, "title"))
        return take_title(s, &c, first, l);
    SL_PUSH(s->arena, l->columns, c);
    return true;
}

typedef struct ordering {
    const sl_strategy *s;
    const sl_item_field *group, *by;
    bool descending;
} ordering;

static bool comes_before(const ordering *o, const sl_item *a, const sl_item *b)
{
    int c = o->group ? sl_item_field_compare(o->s, o->group, a, b) : 0;
    if (c == 0 && o->by) {
        c = sl_item_field_compare(o->s, o->by, a, b);
        bool both = sl_item_field_is_there(o->by, a) && sl_item_field_is_there(o->by, b);
        c = o->descending && both ? -c : c; /* what has none stays last */
    }
    return c < 0;
}

/* Stable, so that what is equal keeps the order of the document. */
static void sort(const ordering *o, const sl_item **items, const sl_item **room, size_t n)
{
    if (n < 2)
        return;
    size_t half = n / 2, i = 0, k = half, to = 0;
    sort(o, items, room, half);
    sort(o, items + half, room, n - half);
    while (i < half && k < n)
        room[to++] = comes_before(o, items[k], items[i]) ? items[k++] : items[i++];
    while (i < half)
        room[to++] = items[i++];
    while (k < n)
        room[to++] = items[k++];
    memcpy(items, room, n * sizeof *items);
}

static bool has_type(const sl_item_list *l, const sl_type *type)
{
    for (size_t i = 0; i < l->types.n; i++)
        if (l->types.at[i] == type)
            return true;
    return false;
}

/* The items of the types that fit, in the order of the document. */
static void choose(sl_strategy *s, const sl_yaml *block, sl_item_list *l)
{
    size_t n;
    const sl_item **all = sl_strategy_list_items(s->arena, s, &n);
    const sl_yaml *where = sl_yaml_lookup(block, "where");
    for (size_t i = 0; i < n; i++)
        if (has_type(l, all[i]->type) && sl_condition_fits(s, &l->types, where, all[i]))
            SL_PUSH(s->arena, l->items, all[i]);
}

static void report_empty(sl_strategy *s, const sl_yaml *block, const sl_item_list *l,
                         const char *what)
{
    if (l->items.n || s->whole)
        return;
    sl_finding *f =
        sl_diag_add(s->diags, SL_E0243, block->span, "no item fits: the %s is empty", what);
    sl_diag_help(s->diags, f, "ask for less under 'where', or take the block out");
}

void sl_list_sort(sl_strategy *s, const sl_item_field *by, const sl_item **items, size_t n)
{
    const ordering o = {.s = s, .by = by};
    sort(&o, items, SL_NEW_ARRAY(s->arena, const sl_item *, n + 1), n);
}

bool sl_list_gather(sl_strategy *s, const sl_yaml *block, const char *types, sl_item_list *l)
{
    if (!read_types(s, sl_yaml_lookup(block, types), l) ||
        !sl_condition_check(s, &l->types, sl_yaml_lookup(block, "where")))
        return false;
    choose(s, block, l);
    report_empty(s, block, l, strcmp(types, "items") == 0 ? "chart" : "table");
    return true;
}

static void gather(sl_strategy *s, const sl_yaml *block, sl_item_list *l, const ordering *o)
{
    choose(s, block, l);
    for (size_t i = 0; i < l->columns.n; i++)
        if (l->columns.at[i].field.formula)
            sl_formula_work_out(s, &l->columns.at[i].field, l->items.at, l->items.n,
                                l->columns.at[i].places);
    sort(o, l->items.at, SL_NEW_ARRAY(s->arena, const sl_item *, l->items.n + 1), l->items.n);
    uint32_t limit;
    if (sl_num_parse(sl_yaml_text(block, "limit"), &limit) && limit && limit < l->items.n)
        l->items.n = limit;
    report_empty(s, block, l, "table");
}

/* A column that is there already, with the same head. */
static bool check_twice(sl_strategy *s, const sl_item_list *l)
{
    for (size_t i = 0; i < l->columns.n; i++) {
        const sl_list_column *own = &l->columns.at[i];
        const sl_item_field *f = &own->field;
        bool twice = false;
        for (size_t k = 0; k < i; k++) {
            const sl_list_column *before = &l->columns.at[k];
            const sl_item_field *other = &before->field;
            twice = twice || (f->source == other->source && sl_str_equal(f->name, other->name) &&
                              sl_str_equal(f->part, other->part) && own->total == before->total &&
                              sl_str_equal(own->title, before->title));
        }
        if (!twice)
            continue;
        sl_finding *g = sl_diag_add(s->diags, SL_E0111, own->span,
                                    "the column '%.*s' is there already", SL_FMT(f->name));
        sl_diag_help(s->diags, g, "take one of the two out");
        return false;
    }
    return true;
}

/* `widths`: as many as there are columns, the title's first. */
static bool read_widths(sl_strategy *s, const sl_yaml *block, sl_item_list *l)
{
    const sl_yaml *y = sl_yaml_lookup(block, "widths");
    size_t n = 1 + l->columns.n;
    SL_EACH (one, y)
        l->widths = l->widths.n
                        ? sl_str_format(s->arena, "%.*s,%.*s", SL_FMT(l->widths), SL_FMT(one->text))
                        : one->text;
    if (!y || y->count == n)
        return true;
    sl_finding *f = sl_diag_add(s->diags, SL_E0111, y->span,
                                "'widths' has %u shares, and the table %zu columns", y->count, n);
    sl_diag_help(s->diags, f, "give the title one, and each of 'columns'");
    return false;
}

/* What rows stand in the order of: a key, a role, or the head of a column that is worked out. */
static bool find_order(sl_strategy *s, const sl_yaml *by, const sl_item_list *l, sl_item_field *out)
{
    sl_field_names heads = {0};
    for (size_t i = 0; i < l->columns.n; i++) {
        const sl_list_column *c = &l->columns.at[i];
        if (!c->field.formula)
            continue;
        *out = c->field;
        if (sl_str_equal(c->title, by->text))
            return true;
        SL_PUSH(s->arena, heads, c->title);
    }
    return sl_item_field_find_or(s, &l->types, by->span, by->text, &heads, out);
}

const sl_item_list *sl_list_read(sl_strategy *s, const sl_yaml *block)
{
    sl_item_list *l = SL_NEW(s->arena, sl_item_list);
    const sl_yaml *columns = sl_yaml_lookup(block, "columns"),
                  *sorted = sl_yaml_lookup(block, "sort");
    const sl_yaml *by = sl_yaml_lookup(sorted, "by"), *group = sl_yaml_lookup(block, "group");
    ordering o = {.s = s,
                  .descending = sl_str_equal_z(sl_yaml_text(sorted, "order"), "descending")};
    sl_item_field *fields = SL_NEW_ARRAY(s->arena, sl_item_field, 2);
    if (!read_types(s, sl_yaml_lookup(block, "type"), l))
        return NULL;
    bool good = !group || sl_item_field_find(s, &l->types, group->span, group->text, &fields[1]);
    if (columns && columns->kind != SL_YAML_LIST)
        good = report_column(s, columns, "'columns' is no list");
    SL_EACH (one, columns && columns->kind == SL_YAML_LIST ? columns : NULL)
        good = read_column(s, one, one == columns->first, l) && good;
    good = (!by || find_order(s, by, l, &fields[0])) && good;
    good = sl_condition_check(s, &l->types, sl_yaml_lookup(block, "where")) && good;
    if (!good || !check_twice(s, l) || !read_widths(s, block, l))
        return NULL;
    o.by = by ? &fields[0] : NULL;
    o.group = l->group = group ? &fields[1] : NULL;
    gather(s, block, l, &o);
    return l;
}
