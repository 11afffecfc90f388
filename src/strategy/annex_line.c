#include "strategy/annex.h"

#include "strategy/graph.h"

static void compose_chain(sl_compose *c, sl_node *to, const sl_item *item)
{
    sl_walk walk = sl_graph_ground(c->arena, c->s, item);
    sl_node *list = sl_compose_add(c, to, SL_NODE_LIST, NULL);
    list->ordered = true;
    list->tight = true;
    list->start = 1;
    sl_node *p = NULL;
    uint32_t depth = UINT32_MAX;
    size_t evidence = 0;
    for (size_t i = 1; i < walk.steps.n; i++) {
        const sl_step *step = &walk.steps.at[i];
        if (step->is_evidence) {
            evidence++;
            continue;
        }
        if (step->depth != depth) {
            p = sl_compose_add(c, sl_compose_add(c, list, SL_NODE_LIST_ITEM, NULL),
                               SL_NODE_PARAGRAPH, NULL);
            sl_compose_text(c, p,
                            sl_str_format(c->arena, "%.*s: ", SL_FMT(step->edge->role->label)));
            depth = step->depth;
        } else {
            sl_compose_text(c, p, SL_STR("; "));
        }
        sl_compose_item_link(c, p, c->s->items.at[step->index]);
    }
    p = sl_compose_add(c, sl_compose_add(c, list, SL_NODE_LIST_ITEM, NULL), SL_NODE_PARAGRAPH,
                       NULL);
    if (!evidence) {
        sl_compose_text(c, p, SL_STR("No evidence reaches it."));
        return;
    }
    sl_compose_text(c, p, SL_STR("Evidence: "));
    bool first = true;
    for (size_t i = 1; i < walk.steps.n; i++) {
        if (!walk.steps.at[i].is_evidence)
            continue;
        sl_compose_text(c, p, first ? SL_STR("") : SL_STR(", "));
        sl_compose_evidence_link(c, p, walk.steps.at[i].index);
        first = false;
    }
}

void sl_annex_compose_lines(sl_compose *c, sl_node *to)
{
    for (size_t i = 0; i < c->s->items.n; i++) {
        const sl_item *item = c->s->items.at[i];
        if (!sl_graph_is_end(c->s->framework, item->type) || !c->item_number[i].n)
            continue;
        sl_node *p = sl_compose_add(c, to, SL_NODE_PARAGRAPH, "chain-head");
        sl_compose_item_link(c, p, item);
        compose_chain(c, to, item);
    }
}
