/* Schedules: what is asked, by who is asked; what is offered beside it, by who offers it. */
#include "book/annex.h"
#include "book/money.h"
#include "model/figure.h"
#include "model/funding.h"

/* What a schedule shows of each item. */
typedef struct schedule {
    sl_compose *c;
    const sl_item **items; /* of the strategy, in its order */
    size_t item_count;
    const sl_type *type;
    const sl_key *owner; /* whose values make the groups */
    const sl_key *columns[SL_TYPES_MAX];
    unsigned n;
    const sl_key *money; /* of two columns: the sum and its years */
    bool states;         /* the items stand in different ones */
    unsigned sums;       /* that were printed */
    const sl_str *only;  /* of this body alone; NULL: of all */
} schedule;

static const sl_item *next_item(const schedule *t, size_t *at, const sl_str *owner)
{
    for (; *at < t->item_count; ++*at) {
        const sl_item *item = t->items[*at];
        if (item->type == t->type && t->c->item_number[item->index].n &&
            (!owner || sl_str_equal(sl_yaml_text(item->front, t->owner->field.name), *owner))) {
            ++*at;
            return item;
        }
    }
    return NULL;
}

/* Keys that some item has and that may be told in a line. */
static void find_columns(schedule *t)
{
    for (size_t k = 0; k < t->type->keys.n; k++) {
        const sl_key *key = &t->type->keys.at[k];
        bool any = false;
        const sl_item *item;
        for (size_t at = 0; !any && (item = next_item(t, &at, NULL), item);)
            any = sl_yaml_lookup_str(item->front, key->name) != NULL;
        if (!any || !key->print || key == t->owner || sl_str_equal_z(key->name, "illustrative"))
            continue;
        if (key->money && !t->money)
            t->money = key;
        else if (!key->money)
            t->columns[t->n++] = key;
    }
    const sl_item *item;
    sl_str first = SL_STR_NONE;
    for (size_t at = 0; item = next_item(t, &at, NULL), item;) {
        t->states = t->states || (first.n && !sl_str_equal(first, item->state));
        first = first.n ? first : item->state;
    }
}

static sl_node *open_table(schedule *t, sl_node *to)
{
    sl_compose *c = t->c;
    sl_str titles[SL_TYPES_MAX + 5] = {t->type->title};
    unsigned n = 1, money = 0;
    if (t->money) {
        money = n;
        titles[n++] = sl_money_unit(c);
        titles[n++] = sl_compose_word(c, SL_SAY_YEARS);
    }
    for (unsigned k = 0; k < t->n; k++)
        titles[n++] = t->columns[k]->label;
    if (t->states)
        titles[n++] = sl_compose_word(c, SL_SAY_STATE);
    sl_node *table = sl_compose_titled(c, to, titles, n);
    unsigned at = 0;
    for (sl_node *cell = table->first->first; cell; cell = cell->next, at++)
        cell->align = money && at == money ? SL_ALIGN_RIGHT : SL_ALIGN_NONE;
    return table;
}

static void add_money(schedule *t, sl_node *row, const sl_item *item, int64_t *sum)
{
    const sl_yaml *y = sl_yaml_lookup_str(item->front, t->money->name);
    int64_t one = 0;
    const sl_currency *currency;
    if (y)
        sl_funding_read(y, &one, &currency);
    *sum += one;
    t->sums += one != 0;
    sl_money_add_cell(t->c, row, one);
    sl_compose_cell_text(t->c, row, y ? sl_yaml_text(y, "years") : SL_STR_NONE);
}

static void add_rows(schedule *t, sl_node *table, sl_str owner, int64_t *sum)
{
    sl_compose *c = t->c;
    if (!t->only) {
        sl_node *group = sl_compose_row(c, table);
        group->role = SL_STR("group");
        sl_node *head = sl_compose_cell(c, group, true);
        head->columns = table->columns;
        sl_compose_text(c, head, owner);
    }
    const sl_item *item;
    for (size_t at = 0; item = next_item(t, &at, &owner), item;) {
        sl_node *row = sl_compose_row(c, table);
        sl_compose_item_entry(c, sl_compose_cell(c, row, true), item);
        if (t->money)
            add_money(t, row, item, sum);
        for (unsigned k = 0; k < t->n; k++)
            sl_compose_value(c, sl_compose_cell(c, row, false), item, t->columns[k]->name);
        if (t->states)
            sl_compose_cell_text(c, row, item->state);
    }
}

static void add_total(schedule *t, sl_node *table, int64_t sum)
{
    sl_compose *c = t->c;
    sl_node *row = sl_compose_row(c, table);
    row->role = SL_STR("total");
    sl_compose_text(c, sl_compose_cell(c, row, true), sl_compose_word(c, SL_SAY_IN_ALL));
    sl_money_add_cell(c, row, sum);
    for (unsigned k = 0; k < 1 + t->n + t->states; k++)
        sl_compose_cell(c, row, false);
}

static void compose_schedule(sl_compose *c, sl_node *to, const sl_type *type, const sl_key *owner,
                             const sl_str *only)
{
    schedule t = {.c = c, .type = type, .owner = owner, .only = only};
    t.items = sl_strategy_list_items(c->arena, c->s, &t.item_count);
    find_columns(&t);
    sl_map owners;
    sl_map_init(&owners, c->arena);
    const sl_item *item, *one = NULL;
    size_t n = 0;
    for (size_t at = 0; item = next_item(&t, &at, NULL), item; n++) {
        sl_map_add(&owners, sl_yaml_text(item->front, owner->field.name), (void *)item);
        one = item;
    }
    if (!n)
        return;
    sl_node *table = open_table(&t, to);
    int64_t sum = 0;
    for (size_t i = 0; i < owners.entries.n; i++)
        if (!only || sl_str_equal(owners.entries.at[i].key, *only))
            add_rows(&t, table, owners.entries.at[i].key, &sum);
    if (t.sums > 1)
        add_total(&t, table, sum);
    if (!t.states && one->state.n && n > 1 && !only)
        sl_compose_paragraph(c, to, "source",
                             sl_compose_say(c, SL_SAY_STATE_OF_ALL, SL_T("items", type->plural),
                                            SL_N("n", n), SL_T("state", one->state)));
}

void sl_annex_compose_owners(sl_compose *c, sl_node *to)
{
    const sl_framework *f = c->s->framework;
    if (f->group)
        compose_schedule(c, to, f->group_type, f->group, NULL);
}

void sl_annex_add_schedule(sl_compose *c, sl_node *to, sl_str group)
{
    compose_schedule(c, to, c->s->framework->group_type, c->s->framework->group, &group);
}

/* The type that the asking one is linked to outside the line of sight: what is given in return. */
const sl_type *sl_annex_offered_type(const sl_framework *f)
{
    for (size_t r = 0; f->group && r < f->roles.n; r++) {
        const sl_role *role = f->roles.at[r];
        for (size_t i = 0; !role->line && role->from[f->group_type->index] && i < f->types.n; i++)
            if (role->to[i] && f->types.at[i] != f->group_type)
                return f->types.at[i];
    }
    return NULL;
}

void sl_annex_compose_offers(sl_compose *c, sl_node *to)
{
    const sl_type *type = sl_annex_offered_type(c->s->framework);
    for (size_t k = 0; type && k < type->keys.n; k++)
        if (type->keys.at[k].print && type->keys.at[k].field.kind == SL_FIELD_TEXT) {
            compose_schedule(c, to, type, &type->keys.at[k], NULL);
            return;
        }
}
