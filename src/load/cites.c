/* What the texts of items cite, each entry once and in the order of the text, and the images that
 * they show. Whether they may is judged later (check/). */
#include "load/block.h"
#include "load/load.h"
#include "model/files.h"

typedef struct gathering {
    sl_strategy *s;
    sl_item *item;
    uint32_t *cited, *contrary; /* by evidence: the last item that does so, from 1 */
} gathering;

static void cite(gathering *g, uint32_t evidence)
{
    if (g->cited[evidence] == g->item->index + 1)
        return;
    g->cited[evidence] = g->item->index + 1;
    SL_PUSH(g->s->arena, g->item->cites, evidence);
}

static void gather_node(gathering *g, const sl_node *n)
{
    if (n->kind == SL_NODE_IMAGE)
        sl_strategy_load_asset(g->s, n->target, n->span, false);
    if (n->kind != SL_NODE_CITE_ITEM && n->kind != SL_NODE_VALUE)
        return;
    const sl_evidence *e = sl_strategy_lookup_evidence(g->s, n->id);
    if (!e)
        return;
    cite(g, e->index);
    if (n->kind == SL_NODE_CITE_ITEM && n->contrary)
        g->contrary[e->index] = g->item->index + 1;
}

static void gather_all(gathering *g, const sl_node *root)
{
    for (const sl_node *n = root ? root->first : NULL; n; n = sl_node_walk(root, n))
        gather_node(g, n);
}

static void gather_text(gathering *g, const sl_node *body)
{
    for (const sl_node *n = body ? body->first : NULL; n; n = sl_node_walk(body, n)) {
        gather_node(g, n);
        const sl_block *b = n->kind == SL_NODE_BLOCK ? sl_block_of(g->s, n) : NULL;
        if (!b)
            continue;
        for (size_t i = 0; i < b->evidence.n; i++)
            cite(g, b->evidence.at[i]);
        gather_all(g, b->words);
        gather_all(g, b->text);
    }
}

/* What it cites against itself, with where its text answers it. */
static void gather_contrary(gathering *g)
{
    const sl_yaml *answers = sl_yaml_lookup(g->item->front, "contrary");
    for (size_t i = 0; i < g->item->cites.n; i++) {
        const sl_evidence *e = g->s->evidence.at[g->item->cites.at[i]];
        if (g->contrary[e->index] != g->item->index + 1)
            continue;
        sl_contrary one = {.evidence = e->index};
        SL_EACH (a, answers)
            if (sl_str_equal(sl_yaml_text(a, "id"), e->id))
                one.answered = sl_yaml_text(a, "answered");
        SL_PUSH(g->s->arena, g->item->contrary, one);
    }
}

void sl_load_cites(sl_strategy *s)
{
    gathering g = {.s = s};
    g.cited = SL_NEW_ARRAY(s->arena, uint32_t, s->evidence.n + 1);
    g.contrary = SL_NEW_ARRAY(s->arena, uint32_t, s->evidence.n + 1);
    for (size_t i = 0; i < s->items.n; i++) {
        g.item = s->items.at[i];
        gather_all(&g, g.item->words);
        for (size_t k = 0; k < g.item->texts.n; k++)
            gather_text(&g, g.item->texts.at[k].body);
        gather_text(&g, g.item->body);
        gather_contrary(&g);
    }
}
