#include "load/grid.h"

static const sl_field grid_fields[] = {
    {"id", SL_FIELD_NAME, SL_ONE, true, .doc = "Unique in the strategy."},
    {"title", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "The table's caption."},
    {"type", SL_FIELD_TEXT, SL_ONE_OR_MANY, true, .doc = "The types of item to place."},
    {"where", SL_FIELD_ANY, SL_ONE, .doc = "Keys and roles, and the values they must have."},
    {"rows", SL_FIELD_NAME, SL_ONE, true, .doc = "A key of kind choice: how likely."},
    {"columns", SL_FIELD_NAME, SL_ONE, true, .doc = "A key of kind choice: how bad."},
    {"note", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "Printed below."},
};
const sl_schema sl_grid_schema = {"grid", "Items by two of their keys", grid_fields,
                                  SL_COUNT(grid_fields)};

static const sl_field timeline_fields[] = {
    {"id", SL_FIELD_NAME, SL_ONE, true, .doc = "Unique in the strategy."},
    {"title", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "Its caption."},
    {"type", SL_FIELD_TEXT, SL_ONE_OR_MANY,
     .doc = "The types of item to show; the programme if absent."},
    {"where", SL_FIELD_ANY, SL_ONE, .doc = "Keys and roles, and the values they must have."},
    {"from", SL_FIELD_NAME, SL_ONE, .doc = "The key with the date at which an item starts."},
    {"to", SL_FIELD_NAME, SL_ONE, .doc = "The key with the date at which it ends."},
};
const sl_schema sl_timeline_schema = {"timeline", "The programme, or items, on a line of time",
                                      timeline_fields, SL_COUNT(timeline_fields)};

static void list_words(sl_strategy *s, const sl_key *key, sl_item_grid *g, bool rows)
{
    sl_str one;
    for (sl_str rest = sl_str_from(key->field.choices); sl_str_split(&rest, '|', &one);)
        if (rows)
            SL_PUSH(s->arena, g->row_words, one);
        else
            SL_PUSH(s->arena, g->column_words, one);
}

bool sl_grid_find_key(sl_strategy *s, const sl_types *types, const sl_yaml *y, sl_item_field *out)
{
    if (!sl_item_field_find(s, types, y->span, y->text, out))
        return false;
    if (out->key && out->key->field.kind == SL_FIELD_CHOICE && out->key->field.choices)
        return true;
    sl_finding *f = sl_diag_add(s->diags, SL_E0111, y->span, "'%.*s' has no words in an order",
                                SL_FMT(y->text));
    sl_diag_help(s->diags, f,
                 "name a key of kind choice, whose 'of' lists its words from low to high");
    return false;
}

const sl_item_grid *sl_grid_read(sl_strategy *s, const sl_yaml *block)
{
    sl_item_grid *g = SL_NEW(s->arena, sl_item_grid);
    if (!sl_list_gather(s, block, "type", &g->list))
        return NULL;
    bool rows = sl_grid_find_key(s, &g->list.types, sl_yaml_lookup(block, "rows"), &g->rows);
    bool columns =
        sl_grid_find_key(s, &g->list.types, sl_yaml_lookup(block, "columns"), &g->columns);
    if (!rows || !columns)
        return NULL;
    list_words(s, g->rows.key, g, true);
    list_words(s, g->columns.key, g, false);
    return g;
}

static bool find_date(sl_strategy *s, const sl_types *types, const sl_yaml *y, sl_item_field *out)
{
    if (!sl_item_field_find(s, types, y->span, y->text, out))
        return false;
    if (sl_item_field_is_time(out))
        return true;
    sl_finding *f = sl_diag_add(s->diags, SL_E0111, y->span, "'%.*s' is no date", SL_FMT(y->text));
    sl_diag_help(s->diags, f, "name a key of kind date or month");
    return false;
}

/* An item that ends before it begins. */
static void check_order(sl_strategy *s, const sl_item_times *t)
{
    for (size_t i = 0; t->to.key && !s->whole && i < t->list.items.n; i++) {
        const sl_item *item = t->list.items.at[i];
        const sl_yaml *from = sl_item_field_value(&t->from, item),
                      *to = sl_item_field_value(&t->to, item);
        sl_date begins, ends;
        if (!from || !to || !sl_date_parse(from->text, &begins) ||
            !sl_date_parse(to->text, &ends) || sl_date_days(begins) <= sl_date_last_day(ends))
            continue;
        sl_finding *f =
            sl_diag_add(s->diags, SL_E0237, to->span, "%.*s ends in %.*s, before it begins in %.*s",
                        SL_FMT(item->id), SL_FMT(to->text), SL_FMT(from->text));
        sl_diag_help(s->diags, f, "mend '%.*s' or '%.*s'", SL_FMT(t->from.name),
                     SL_FMT(t->to.name));
    }
}

const sl_item_times *sl_times_read(sl_strategy *s, const sl_yaml *block, bool *is_good)
{
    const sl_yaml *type = sl_yaml_lookup(block, "type"), *from = sl_yaml_lookup(block, "from"),
                  *to = sl_yaml_lookup(block, "to"), *where = sl_yaml_lookup(block, "where");
    *is_good = (type != NULL) == (from != NULL) && (type || (!to && !where));
    if (!*is_good) {
        const sl_yaml *at = type ? type : from ? from : to ? to : where;
        sl_finding *f = sl_diag_add(s->diags, SL_E0112, at->key_span,
                                    "items on a line of time have 'type' and 'from'");
        sl_diag_help(s->diags, f,
                     "write type: intervention and from: start, or neither for the programme");
    }
    if (!type || !*is_good)
        return NULL;
    sl_item_times *t = SL_NEW(s->arena, sl_item_times);
    *is_good = sl_list_gather(s, block, "type", &t->list) &&
               find_date(s, &t->list.types, from, &t->from) &&
               (!to || find_date(s, &t->list.types, to, &t->to));
    if (*is_good)
        check_order(s, t);
    return *is_good ? t : NULL;
}
