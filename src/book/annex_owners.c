#include "book/annex.h"

#include "model/figure.h"

/* The items of the type that groups, by the value of its grouping key, in order of appearance. */
void sl_annex_compose_owners(sl_compose *c, sl_node *to)
{
    const sl_framework *f = c->s->framework;
    if (!f->group)
        return;
    sl_map seen;
    sl_map_init(&seen, c->arena);
    for (size_t i = 0; i < c->s->items.n; i++) {
        const sl_item *item = c->s->items.at[i];
        if (item->type == f->group_type && c->item_number[i].n)
            sl_map_add(&seen, sl_yaml_text(item->front, f->group->field.name), (void *)item);
    }
    const sl_type *type = f->group_type;
    sl_str titles[SL_TYPES_MAX];
    const sl_key *keys[SL_TYPES_MAX];
    unsigned columns = 0;
    titles[columns++] = type->title;
    for (size_t k = 0; k < type->keys.n && columns < 5; k++)
        if (type->keys.at[k].print && !type->keys.at[k].group &&
            !sl_str_equal_z(type->keys.at[k].name, "illustrative")) {
            const sl_key *key = &type->keys.at[k];
            keys[columns] = key;
            titles[columns++] = key->label;
        }
    titles[columns++] = sl_compose_word(c, SL_SAY_STATE);
    for (size_t g = 0; g < seen.entries.n; g++) {
        sl_compose_heading(c, to, 2, SL_STR_NONE, seen.entries.at[g].key);
        sl_node *table = sl_compose_titled(c, to, titles, columns);
        for (size_t i = 0; i < c->s->items.n; i++) {
            const sl_item *item = c->s->items.at[i];
            if (item->type != type || !c->item_number[i].n ||
                !sl_str_equal(sl_yaml_text(item->front, f->group->field.name),
                              seen.entries.at[g].key))
                continue;
            sl_node *row = sl_compose_row(c, table);
            sl_compose_item_link(c, sl_compose_cell(c, row, true), item);
            for (unsigned k = 1; k + 1 < columns; k++) {
                sl_node *cell = sl_compose_cell(c, row, false);
                const sl_yaml *y = sl_yaml_lookup_str(item->front, keys[k]->name);
                sl_buf b;
                sl_buf_init(&b);
                if (y && y->kind == SL_YAML_MAP)
                    sl_figure_push_money(&b, c->phrases, y);
                else if (y)
                    sl_buf_push_str(&b, y->text);
                if (b.n)
                    sl_compose_text(c, cell, sl_buf_copy(&b, c->arena));
                sl_buf_done(&b);
            }
            sl_compose_text(c, sl_compose_cell(c, row, false), item->state);
        }
    }
}
