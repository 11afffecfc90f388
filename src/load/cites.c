#include "load/cites.h"

#include "load/block.h"
#include "model/files.h"
#include "model/glossary.h"

typedef struct gathering {
    sl_strategy *s;
    sl_item *item;
    /* By evidence: the number of the last item that cites it, and that cites it against itself, so
     * that nothing is cleared for the next. */
    uint32_t *cited, *contrary;
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

static void gather_words(gathering *g, const sl_node *words)
{
    for (const sl_node *n = words ? words->first : NULL; n; n = sl_node_walk(words, n))
        gather_node(g, n);
}

static void gather_text(gathering *g, const sl_node *body)
{
    for (const sl_node *n = body ? body->first : NULL; n; n = sl_node_walk(body, n)) {
        gather_node(g, n);
        const sl_block *b = n->kind == SL_NODE_BLOCK ? sl_block_of(g->s, n) : NULL;
        for (size_t i = 0; b && i < b->evidence.n; i++)
            cite(g, b->evidence.at[i]);
        gather_words(g, b ? b->words : NULL);
        gather_words(g, b ? b->text : NULL);
    }
}

/* Where the front matter says that an entry against the item is answered; empty when nowhere. */
static sl_str answer_of(const sl_item *item, const sl_evidence *e)
{
    sl_str answered = SL_STR_NONE;
    SL_EACH (a, sl_yaml_lookup(item->front, "contrary"))
        if (sl_str_equal(sl_yaml_text(a, "id"), e->id))
            answered = sl_yaml_text(a, "answered");
    return answered;
}

static void gather_contrary(gathering *g)
{
    for (size_t i = 0; i < g->item->cites.n; i++) {
        const sl_evidence *e = g->s->evidence.at[g->item->cites.at[i]];
        if (g->contrary[e->index] == g->item->index + 1)
            SL_PUSH(g->s->arena, g->item->contrary,
                    ((sl_contrary){e->index, answer_of(g->item, e)}));
    }
}

static void gather_images(sl_strategy *s, const sl_node *root)
{
    for (const sl_node *n = root->first; n; n = sl_node_walk(root, n))
        if (n->kind == SL_NODE_IMAGE)
            sl_strategy_load_asset(s, n->target, n->span, false);
}

void sl_cites_load(sl_strategy *s)
{
    gathering g = {.s = s};
    g.cited = SL_NEW_ARRAY(s->arena, uint32_t, s->evidence.n + 1);
    g.contrary = SL_NEW_ARRAY(s->arena, uint32_t, s->evidence.n + 1);
    for (size_t i = 0; i < s->items.n; i++) {
        g.item = s->items.at[i];
        gather_words(&g, g.item->words);
        for (size_t k = 0; k < g.item->texts.n; k++)
            gather_text(&g, g.item->texts.at[k].body);
        gather_text(&g, g.item->body);
        gather_contrary(&g);
    }
    for (size_t i = 0; s->glossary && i < s->glossary->terms.n; i++)
        gather_images(s, s->glossary->terms.at[i]->means);
}
