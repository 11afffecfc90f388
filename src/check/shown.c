/* Sentences that are marked for what they show: each earns something, or is a finding. */
#include "check/checking.h"

void sl_check_shown(const sl_strategy *s, const sl_node *n, const sl_item *item)
{
    const sl_framework *f = s->framework;
    const sl_node *up = n->parent;
    while (up && up->kind != SL_NODE_PARAGRAPH)
        up = up->parent;
    for (size_t i = 0; i < f->shown.n; i++)
        if (item && up && item->type == f->scored_type && sl_str_equal(f->shown.at[i], n->target))
            return;
    sl_finding *g =
        sl_diag_add(s->diags, SL_E0258, n->span,
                    "nothing is earned here by a sentence marked as '%.*s'", SL_FMT(n->target));
    if (!item || !up)
        sl_diag_help(s->diags, g, "mark a sentence of the item's own paragraphs");
    else if (item->type != f->scored_type)
        sl_diag_help(s->diags, g,
                     f->scored_type ? "only an item of type '%.*s' is scored"
                                    : "the framework has no scores%.*s",
                     SL_FMT(f->scored_type ? f->scored_type->name : SL_STR_NONE));
    else if (!sl_diag_suggest(s->diags, g, n->target, f->shown.at, f->shown.n))
        sl_diag_help(s->diags, g,
                     "the names stand in framework.yaml, under 'shows' of the scores' points");
}
