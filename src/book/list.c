#include "book/list.h"

#include "load/formula.h"
#include "book/measure.h"
#include "book/money.h"

/* --- the head --- */

static sl_str label_of(const sl_compose *c, const sl_item_list *l, const sl_item_field *f)
{
    if (f->role)
        return f->source == SL_FIELD_BACK ? f->role->back : f->role->label;
    if (f->part.n)
        return sl_measure_part_label(c->phrases, f->part);
    return sl_framework_key_label(c->s->framework, c->phrases,
                                  l->types.n == 1 ? l->types.at[0] : NULL, f->name);
}

static void compose_head(sl_compose *c, sl_node *table, const sl_item_list *l)
{
    sl_node *head = sl_compose_row(c, table);
    head->head = true;
    sl_compose_text(c, sl_compose_cell(c, head, true),
                    l->head.n         ? l->head
                    : l->types.n == 1 ? l->types.at[0]->title
                                      : sl_compose_word(c, SL_SAY_ITEM));
    for (size_t i = 0; i < l->columns.n; i++) {
        const sl_list_column *column = &l->columns.at[i];
        sl_node *cell = sl_compose_cell(c, head, true);
        sl_str title = column->title.n ? column->title : label_of(c, l, &column->field);
        bool in_unit = column->total || column->field.formula;
        if (in_unit && sl_item_field_is_money(&column->field))
            title = sl_str_format(c->arena, "%.*s, %.*s", SL_FMT(title), SL_FMT(sl_money_unit(c)));
        if (sl_item_field_is_figure(&column->field) ||
            (in_unit && sl_item_field_is_money(&column->field)))
            cell->align = SL_ALIGN_RIGHT;
        sl_compose_text(c, cell, title);
    }
}

/* --- rows --- */

/* A figure with what stands behind it; NULL: a dash. */
static void compose_dec(sl_compose *c, sl_node *to, const sl_dec *d, sl_str suffix)
{
    sl_buf b;
    sl_buf_init(&b);
    if (d) {
        sl_buf_push_dec(&b, *d);
        sl_buf_push_str(&b, suffix);
    } else {
        sl_buf_push_str(&b, SL_STR("\xe2\x80\x93"));
    }
    sl_compose_text(c, to, sl_buf_take(&b, c->arena));
}

/* Items of a type with numbers of its own go by them: Priority 8. */
static void compose_short(sl_compose *c, sl_node *to, const sl_item *item)
{
    if (item->type->numbering.style > SL_NUMBERED_NOT)
        sl_compose_item_number(c, to, item);
    else
        sl_compose_item_link(c, to, item);
}

/* What an item leads to by a role, or what leads to it. */
static void compose_links(sl_compose *c, sl_node *to, const sl_item *item, const sl_item_field *f,
                          bool short_form)
{
    bool back = f->source == SL_FIELD_BACK;
    SL_VEC(uint32_t) items = {0}, evidence = {0};
    size_t n = back ? item->in.n : item->out.n;
    for (size_t i = 0; i < n; i++) {
        const sl_edge *e = &c->s->edges.at[back ? item->in.at[i] : item->out.at[i]];
        if (e->role != f->role)
            continue;
        if (!back && e->to_evidence)
            SL_PUSH(c->arena, evidence, e->to);
        else
            SL_PUSH(c->arena, items, back ? e->from : e->to);
    }
    sl_compose_items(c, to, items.at, items.n, short_form ? compose_short : sl_compose_item_link);
    sl_compose_evidence_links(c, to, evidence.at, evidence.n);
}

static void compose_field(sl_compose *c, sl_node *to, const sl_item *item, const sl_item_field *f)
{
    const sl_measure *m = f->part.n ? sl_item_field_measure(f, item) : NULL;
    if (m)
        sl_measure_compose_part(c, to, m, f->part);
    else if (f->part.n)
        return;
    else if (f->role)
        compose_links(c, to, item, f, true);
    else if (sl_str_equal_z(f->name, "title"))
        sl_compose_text(c, to, item->title);
    else
        sl_compose_value(c, to, item, f->name);
}

/* A dash where an item lacks what is asked for. */
static void compose_outcome(sl_compose *c, sl_node *row, const sl_list_column *column,
                            const sl_item *item)
{
    sl_dec d;
    bool known = sl_item_field_outcome(&column->field, item, &d);
    if (known && column->field.formula->is_money) {
        sl_money_add_cell(c, row, sl_dec_scale(d, 2).mantissa);
        return;
    }
    sl_node *cell = sl_compose_cell(c, row, false);
    cell->align = SL_ALIGN_RIGHT;
    compose_dec(c, cell, known ? &d : NULL, column->suffix);
}

static void compose_row(sl_compose *c, sl_node *table, const sl_item_list *l, const sl_item *item)
{
    sl_node *row = sl_compose_row(c, table);
    sl_compose_item_link(c, sl_compose_cell(c, row, true), item);
    for (size_t i = 0; i < l->columns.n; i++) {
        const sl_list_column *column = &l->columns.at[i];
        if (column->field.formula) {
            compose_outcome(c, row, column, item);
            continue;
        }
        if (column->total && sl_item_field_is_money(&column->field)) {
            sl_money_add_cell(c, row, sl_money_of(item, column->field.name));
            continue;
        }
        sl_node *cell = sl_compose_cell(c, row, false);
        if (sl_item_field_is_figure(&column->field))
            cell->align = SL_ALIGN_RIGHT;
        compose_field(c, cell, item, &column->field);
    }
}

/* --- groups --- */

static void compose_group(sl_compose *c, sl_node *table, const sl_item_list *l, const sl_item *item)
{
    sl_node *row = sl_compose_row(c, table);
    row->role = SL_STR("group");
    sl_node *cell = sl_compose_cell(c, row, true);
    cell->columns = table->columns;
    sl_node *strong = sl_compose_add(c, cell, SL_NODE_STRONG, NULL);
    if (l->group->role)
        compose_links(c, strong, item, l->group, false);
    else
        compose_field(c, strong, item, l->group);
    if (!strong->first)
        sl_compose_text(c, strong, sl_compose_word(c, SL_SAY_NOT_STATED));
}

/* --- the last row --- */

/* The sum of a column in the items that are shown. */
static void add_total(sl_compose *c, sl_node *row, const sl_list_column *column,
                      const sl_item **items, size_t n)
{
    int64_t pence = 0;
    sl_dec sum = {0, 0}, one;
    bool money = sl_item_field_is_money(&column->field);
    for (size_t i = 0; i < n; i++) {
        const sl_yaml *y = sl_item_field_value(&column->field, items[i]);
        bool there = column->field.formula ? sl_item_field_outcome(&column->field, items[i], &one)
                                           : !money && y && sl_dec_parse(y->text, &one);
        if (money)
            pence += column->field.formula ? (there ? sl_dec_scale(one, 2).mantissa : 0)
                                           : sl_money_of(items[i], column->field.name);
        else if (there)
            sl_dec_add(sum, one, &sum);
    }
    if (money) {
        sl_money_add_cell(c, row, pence);
        return;
    }
    sl_node *cell = sl_compose_cell(c, row, false);
    cell->align = SL_ALIGN_RIGHT;
    compose_dec(c, cell, &sum, column->suffix);
}

static void compose_total(sl_compose *c, sl_node *table, const sl_item_list *l,
                          const sl_item **items, size_t n)
{
    bool any = false;
    for (size_t i = 0; i < l->columns.n; i++)
        any = any || l->columns.at[i].total;
    if (!any || n < 2)
        return;
    sl_node *row = sl_compose_row(c, table);
    row->role = SL_STR("total");
    sl_compose_text(c, sl_compose_cell(c, row, true), sl_compose_word(c, SL_SAY_IN_ALL));
    for (size_t i = 0; i < l->columns.n; i++)
        if (l->columns.at[i].total)
            add_total(c, row, &l->columns.at[i], items, n);
        else
            sl_compose_cell(c, row, false);
}

void sl_list_compose(sl_compose *c, const sl_block *b, sl_node *to)
{
    const sl_item_list *l = b->list;
    const sl_item **items = SL_NEW_ARRAY(c->arena, const sl_item *, l->items.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < l->items.n; i++)
        if (sl_compose_may_read(c, l->items.at[i]))
            items[n++] = l->items.at[i];
    sl_node *table = sl_compose_table(c, to, NULL, NULL, 1 + (unsigned)l->columns.n);
    table->id = b->id;
    table->wide = sl_yaml_bool(b->yaml, "landscape", false);
    table->title = l->widths;
    if (sl_yaml_bool(b->yaml, "small", false))
        table->role = SL_STR("small");
    if (b->title.n)
        sl_compose_caption(c, table, SL_SAY_TABLE_NUMBER, &c->tables, b->title);
    compose_head(c, table, l);
    for (size_t i = 0; i < n; i++) {
        if (l->group &&
            (i == 0 || sl_item_field_compare(c->s, l->group, items[i - 1], items[i]) != 0))
            compose_group(c, table, l, items[i]);
        compose_row(c, table, l, items[i]);
    }
    compose_total(c, table, l, items, n);
}

void sl_list_anchor_items(sl_compose *c)
{
    for (size_t i = 0; i < c->s->blocks.n; i++) {
        const sl_block *b = c->s->blocks.at[i];
        const sl_item_list *list = sl_block_items(b);
        bool stands = list && b->id.n && c->item_anchor[b->item->index].n;
        for (size_t k = 0; stands && k < list->items.n; k++) {
            const sl_item *item = list->items.at[k];
            if (!c->item_anchor[item->index].n && sl_compose_may_read(c, item))
                c->item_anchor[item->index] = b->id;
        }
    }
}
