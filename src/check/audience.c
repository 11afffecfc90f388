#include "model/audience.h"
#include "check/check.h"
#include "model/graph.h"
#include "load/secrets.h"

static void check_item(sl_strategy *s, const sl_item *item, sl_str widest)
{
    size_t open = 0, hidden = 0;
    sl_arena *scratch = sl_arena_new();
    sl_walk walk = sl_graph_ground(scratch, s, item);
    for (size_t i = 0; i < walk.steps.n; i++) {
        if (!walk.steps.at[i].is_evidence)
            continue;
        bool hides = sl_audience_hides(s, s->evidence.at[walk.steps.at[i].index]->yaml, widest);
        hidden += hides;
        open += !hides;
    }
    sl_arena_free(scratch);
    if (open || !hidden)
        return;
    sl_finding *f = sl_diag_add(s->diags, SL_E0616, item->span,
                                "%.*s is for everybody and rests on restricted evidence alone",
                                SL_FMT(item->id));
    sl_diag_help(s->diags, f, "name evidence that may be shown, or keep the item for an audience");
}

/* Bound figures of what the readers of a text may not see. */
static void check_figures(sl_strategy *s, const sl_item *item, sl_str widest)
{
    const sl_node *body = item->body;
    for (const sl_node *n = body ? body->first : NULL; n; n = sl_node_walk(body, n)) {
        if (n->kind != SL_NODE_VALUE)
            continue;
        const sl_node *up = n->parent;
        while (up != body && up->kind != SL_NODE_AUDIENCE)
            up = up->parent;
        const sl_evidence *e = sl_strategy_lookup_evidence(s, n->id);
        if (!e || !sl_audience_hides(s, e->yaml, widest) ||
            (up->kind == SL_NODE_AUDIENCE && sl_audience_hides_block(up, widest)))
            continue;
        sl_finding *f = sl_diag_add(
            s->diags, SL_E0617, n->span,
            "text for everybody prints a figure of %.*s, which is restricted", SL_FMT(e->id));
        sl_diag_help(s->diags, f, "put the sentence between ::: audience lines, or leave it out");
    }
}

void sl_check_audience(sl_strategy *s)
{
    sl_str widest = sl_audience_widest(s);
    if (!sl_secrets_exist(s, widest))
        return;
    for (size_t i = 0; i < s->items.n; i++) {
        const sl_item *item = s->items.at[i];
        if (sl_audience_hides(s, item->front, widest))
            continue;
        check_figures(s, item, widest);
        if (sl_graph_is_end(s->framework, item->type))
            check_item(s, item, widest);
    }
}
