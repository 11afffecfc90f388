#include "book/sheet.h"

#include "book/book.h"

static sl_str group_of(const sl_strategy *s, const sl_item *item)
{
    const sl_framework *f = s->framework;
    return f->group && item->type == f->group_type ? sl_yaml_text(item->front, f->group->field.name)
                                                   : SL_STR_NONE;
}

const sl_str *sl_book_find_groups(sl_arena *a, const sl_strategy *s, size_t *n)
{
    sl_str *groups = SL_NEW_ARRAY(a, sl_str, s->items.n + 1);
    sl_map seen;
    sl_map_init(&seen, a);
    size_t count;
    const sl_item **items = sl_strategy_list_items(a, s, &count);
    *n = 0;
    for (size_t i = 0; i < count; i++) {
        sl_str group = group_of(s, items[i]);
        if (group.n && sl_map_add(&seen, group, &seen))
            groups[(*n)++] = group;
    }
    return groups;
}

const bool *sl_sheet_find(sl_arena *a, const sl_strategy *s, sl_str group)
{
    bool *only = SL_NEW_ARRAY(a, bool, s->items.n + 1);
    for (size_t i = 0; i < s->items.n; i++) {
        const sl_item *item = s->items.at[i];
        if (!sl_str_equal(group_of(s, item), group))
            continue;
        only[i] = true;
        for (size_t k = 0; k < item->out.n; k++) {
            const sl_edge *e = &s->edges.at[item->out.at[k]];
            if (!e->to_evidence)
                only[e->to] = true;
        }
    }
    return only;
}
