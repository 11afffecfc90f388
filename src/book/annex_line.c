#include "book/annex.h"

#include "sight/audit.h"
#include "model/graph.h"

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
        sl_compose_text(c, p, sl_compose_word(c, SL_SAY_LINE_NO_EVIDENCE));
        return;
    }
    sl_compose_text(c, p, sl_compose_word(c, SL_SAY_LINE_EVIDENCE));
    bool first = true;
    for (size_t i = 1; i < walk.steps.n; i++) {
        if (!walk.steps.at[i].is_evidence)
            continue;
        sl_compose_text(c, p, first ? SL_STR("") : SL_STR(", "));
        sl_compose_evidence_link(c, p, walk.steps.at[i].index);
        first = false;
    }
}

static void push_sentence(sl_buf *b, sl_str sentence)
{
    sl_buf_push_char(b, ' ');
    sl_buf_push_str(b, sentence);
}

/* "It rests on 15 independent sources; the best of them has a grade of 5 out of 5." */
static void compose_strength(sl_compose *c, sl_node *to, const sl_sight *sight)
{
    if (!sight->strength)
        return;
    sl_buf b;
    sl_buf_init(&b);
    sl_say_push(&b, c->phrases, SL_SAY_LINE_STRENGTH,
                (const sl_say_field[]){SL_N("strength", sight->strength),
                                       SL_N("sources", sight->family_count)},
                2);
    if (!sight->second)
        push_sentence(&b, sl_compose_word(c, SL_SAY_LINE_SOLE));
    else if (sight->second < sight->strength)
        push_sentence(&b, sl_compose_say(c, SL_SAY_LINE_SECOND, SL_N("strength", sight->second)));
    if (sight->stale_count)
        push_sentence(&b, sl_compose_say(c, SL_SAY_LINE_STALE, SL_N("n", sight->stale_count)));
    sl_compose_paragraph(c, to, NULL, sl_buf_take(&b, c->arena));
}

void sl_annex_compose_lines(sl_compose *c, sl_node *to)
{
    size_t n;
    const sl_item **items = sl_strategy_list_items(c->arena, c->s, &n);
    for (size_t i = 0; i < n; i++) {
        const sl_item *item = items[i];
        if (!sl_graph_is_end(c->s->framework, item->type) ||
            (!sl_audit_is_claim(c->s->framework, item->type) &&
             !c->book->audit->sights[item->index].strength) ||
            !c->item_number[item->index].n)
            continue;
        sl_node *p = sl_compose_add(c, to, SL_NODE_PARAGRAPH, "chain-head");
        sl_compose_item_link(c, p, item);
        compose_strength(c, to, &c->book->audit->sights[item->index]);
        compose_chain(c, to, item);
    }
}
