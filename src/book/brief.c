#include "book/brief.h"

#include "book/annex.h"
#include "book/money.h"
#include "model/funding.h"
#include "model/graph.h"

static sl_node *add_list(sl_compose *c, sl_node *to, sl_say_id title)
{
    sl_compose_paragraph(c, to, "ground-title", sl_compose_word(c, title));
    sl_node *list = sl_compose_add(c, to, SL_NODE_LIST, "ground");
    list->tight = true;
    return list;
}

static sl_node *add_point(sl_compose *c, sl_node *list)
{
    return sl_compose_add(c, sl_compose_add(c, list, SL_NODE_LIST_ITEM, NULL), SL_NODE_PARAGRAPH,
                          "ground");
}

/* "In 24 of 32 authorities … [6] (Office for National Statistics, 2025)". */
static void add_entry(sl_compose *c, sl_node *list, uint32_t evidence)
{
    const sl_evidence *e = c->s->evidence.at[evidence];
    sl_node *p = add_point(c, list);
    sl_compose_text(c, p, e->statement);
    sl_compose_text(c, p, SL_STR(" ["));
    sl_compose_evidence_link(c, p, evidence);
    sl_compose_text(c, p, SL_STR("]"));
    if (e->publisher.n)
        sl_compose_text(c, p,
                        sl_compose_say(c, SL_SAY_GROUND_SOURCE, SL_T("publisher", e->publisher),
                                       SL_T("year", e->year)));
}

void sl_brief_add_ground(sl_compose *c, sl_node *to, const sl_item *item)
{
    sl_node *list = NULL;
    for (size_t i = 0; i < item->out.n; i++) {
        const sl_edge *e = &c->s->edges.at[item->out.at[i]];
        if (!e->to_evidence)
            continue;
        if (!list)
            list = add_list(c, to, SL_SAY_GROUND_FOR);
        add_entry(c, list, e->to);
    }
}

/* What speaks against it, or against what it rests on. */
static void add_contrary(sl_compose *c, sl_node *to, const sl_item *item)
{
    sl_walk walk = sl_graph_ground(c->arena, c->s, item);
    bool *seen = SL_NEW_ARRAY(c->arena, bool, c->s->evidence.n + 1);
    sl_node *list = NULL;
    for (size_t i = 0; i < walk.steps.n; i++) {
        if (walk.steps.at[i].is_evidence)
            continue;
        const sl_item *one = c->s->items.at[walk.steps.at[i].index];
        for (size_t k = 0; k < one->contrary.n; k++) {
            uint32_t e = one->contrary.at[k].evidence;
            if (seen[e])
                continue;
            seen[e] = true;
            if (!list)
                list = add_list(c, to, SL_SAY_GROUND_AGAINST);
            add_entry(c, list, e);
            sl_node *p = list->last->first;
            sl_compose_text(c, p, sl_compose_word(c, SL_SAY_GROUND_ANSWERED));
            sl_compose_item_link(c, p, one);
        }
    }
}

/* What is offered beside it: at the end of links that are no line of sight. */
static void add_offers(sl_compose *c, sl_node *to, const sl_item *item)
{
    sl_node *list = NULL;
    for (size_t i = 0; i < item->out.n; i++) {
        const sl_edge *e = &c->s->edges.at[item->out.at[i]];
        if (e->to_evidence || e->role->line || !sl_compose_may_read(c, c->s->items.at[e->to]))
            continue;
        const sl_item *offer = c->s->items.at[e->to];
        if (!list)
            list = add_list(c, to, SL_SAY_GROUND_OFFERED);
        sl_node *p = add_point(c, list);
        sl_compose_item_link(c, p, offer);
        for (size_t k = 0; k < offer->type->keys.n; k++) {
            const sl_key *key = &offer->type->keys.at[k];
            sl_str by = sl_yaml_text(offer->front, key->field.name);
            if (!key->print || key->field.kind != SL_FIELD_TEXT || !by.n)
                continue;
            sl_compose_text(
                c, p, sl_str_format(c->arena, ". %.*s: %.*s", SL_FMT(key->label), SL_FMT(by)));
            break;
        }
    }
}

/* What the work that it supports costs, and who would pay. */
static void add_money(sl_compose *c, sl_node *to, const sl_item *item)
{
    sl_node *list = NULL;
    sl_funding all = sl_funding_gather(c->arena, c->s);
    for (size_t i = 0; i < item->out.n; i++) {
        const sl_edge *e = &c->s->edges.at[item->out.at[i]];
        for (size_t k = 0; !e->to_evidence && k < all.costs.n; k++) {
            const sl_cost *one = &all.costs.at[k];
            if (one->item->index != e->to || !one->has_cost || !sl_compose_may_read(c, one->item))
                continue;
            if (!list)
                list = add_list(c, to, SL_SAY_GROUND_MONEY);
            sl_node *p = add_point(c, list);
            sl_compose_item_link(c, p, one->item);
            int64_t without = one->cost > one->funded ? one->cost - one->funded : 0;
            sl_compose_text(
                c, p,
                sl_compose_say(
                    c, SL_SAY_GROUND_COST, SL_T("cost", sl_money_text(c, one->cost)),
                    SL_T("secured", one->secured ? sl_money_text(c, one->secured) : SL_STR_NONE),
                    SL_T("sought", one->sought ? sl_money_text(c, one->sought) : SL_STR_NONE),
                    SL_T("without", without ? sl_money_text(c, without) : SL_STR_NONE)));
        }
    }
}

static bool is_asked(const sl_compose *c, const sl_item *item, sl_str group)
{
    const sl_framework *f = c->s->framework;
    return item->type == f->group_type && c->item_number[item->index].n &&
           sl_str_equal(sl_yaml_text(item->front, f->group->field.name), group);
}

static void add_ask(sl_compose *c, sl_node *root, const sl_item *item)
{
    sl_node *section = sl_compose_find(c->whole, item->id);
    if (!section)
        return;
    sl_node_unlink(section);
    sl_node_append(root, section);
    section->toc = 1;
    section->fresh = section->alone = true;
    add_contrary(c, section, item);
    add_offers(c, section, item);
    add_money(c, section, item);
}

void sl_brief_compose(sl_compose *c, sl_node *root, sl_str group)
{
    const sl_framework *f = c->s->framework;
    sl_node *section =
        sl_compose_section(c, root, SL_STR("brief"), SL_STR("brief"), f->group_type->plural, 1);
    sl_compose_heading(c, section, 1, SL_STR_NONE, sl_compose_word(c, SL_SAY_BRIEF_TITLE));
    size_t n = 0;
    for (size_t i = 0; i < c->s->items.n; i++)
        n += is_asked(c, c->s->items.at[i], group);
    sl_compose_paragraph(
        c, section, NULL,
        sl_compose_say(c, SL_SAY_BRIEF_LEAD, SL_T("title", c->book->subtitle), SL_N("n", n)));
    sl_annex_add_schedule(c, section, group);
    sl_compose_paragraph(c, section, NULL,
                         sl_yaml_text(sl_yaml_lookup(c->s->config, "plan"), "vision"));
    for (size_t i = 0; i < c->s->items.n; i++)
        if (is_asked(c, c->s->items.at[i], group))
            add_ask(c, root, c->s->items.at[i]);
}
