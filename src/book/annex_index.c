/* Where things stand: figures and tables in their order, and items by place. */
#include <stdlib.h>

#include "book/annex.h"
#include "book/refer.h"

static const sl_node *caption_of(const sl_node *n)
{
    const sl_node *child = n->first;
    while (child && child->kind != SL_NODE_CAPTION)
        child = child->next;
    return child && child->number.n ? child : NULL;
}

static sl_node *add_entry(sl_compose *c, sl_node *list)
{
    sl_node *item = sl_compose_add(c, list, SL_NODE_LIST_ITEM, NULL);
    return sl_compose_add(c, item, SL_NODE_PARAGRAPH, NULL);
}

static sl_node *add_list(sl_compose *c, sl_node *to)
{
    sl_node *list = sl_compose_add(c, to, SL_NODE_LIST, NULL);
    list->tight = true;
    return list;
}

/* "Figure 2. Only eight of 32 …, page 14". */
static void add_captioned(sl_compose *c, sl_node *list, const sl_node *n, const sl_node *caption)
{
    sl_node *to = add_entry(c, list);
    sl_str text = sl_str_format(c->arena, "%.*s. %.*s", SL_FMT(caption->number),
                                SL_FMT(sl_node_plain(c->arena, caption)));
    if (!n->id.n) {
        sl_compose_text(c, to, text);
        return;
    }
    sl_node *link = sl_compose_add(c, to, SL_NODE_LINK, "ref");
    link->target = sl_str_format(c->arena, "#%.*s", SL_FMT(n->id));
    sl_compose_text(c, link, text);
    sl_refer_add_page(c, to, n->id, n->span);
}

static void add_all(sl_compose *c, sl_node *to, bool tables, sl_say_id title)
{
    const sl_node *root = c->book->root;
    sl_node *list = NULL;
    for (const sl_node *n = root->first; n; n = sl_node_walk_blocks(root, n)) {
        const sl_node *caption = caption_of(n);
        if (!caption || (n->kind == SL_NODE_TABLE) != tables)
            continue;
        if (!list) {
            sl_compose_heading(c, to, 2, SL_STR_NONE, sl_compose_word(c, title));
            list = add_list(c, to);
        }
        add_captioned(c, list, n, caption);
    }
}

void sl_annex_compose_list(sl_compose *c, sl_node *to)
{
    add_all(c, to, false, SL_SAY_LIST_FIGURES);
    add_all(c, to, true, SL_SAY_LIST_TABLES);
}

typedef struct place {
    sl_str name;
    const sl_item *item;
    size_t order;
} place;

static int compare(const void *a, const void *b)
{
    const place *x = a, *y = b;
    int order = sl_str_compare(x->name, y->name);
    return order ? order : (x->order > y->order) - (x->order < y->order);
}

void sl_annex_compose_places(sl_compose *c, sl_node *to)
{
    SL_VEC(place) all = {0};
    size_t count;
    const sl_item **items = sl_strategy_list_items(c->arena, c->s, &count);
    for (size_t i = 0; i < count; i++)
        SL_EACH (area, sl_yaml_lookup(items[i]->front, "areas"))
            if (c->item_anchor[items[i]->index].n)
                SL_PUSH(c->arena, all, ((place){area->text, items[i], i}));
    if (!all.n) {
        sl_compose_paragraph(c, to, NULL, sl_compose_word(c, SL_SAY_PLACES_NONE));
        return;
    }
    qsort(all.at, all.n, sizeof *all.at, compare);
    sl_node *list = add_list(c, to), *entry = NULL;
    for (size_t i = 0; i < all.n; i++) {
        bool first = !i || !sl_str_equal(all.at[i].name, all.at[i - 1].name);
        const sl_item *item = all.at[i].item;
        if (first) {
            entry = add_entry(c, list);
            sl_compose_text(c, sl_compose_add(c, entry, SL_NODE_STRONG, NULL), all.at[i].name);
        }
        sl_compose_text(c, entry, first ? SL_STR(": ") : SL_STR("; "));
        sl_compose_item_entry(c, entry, item);
        sl_refer_add_page(c, entry, c->item_anchor[item->index], item->span);
    }
}
