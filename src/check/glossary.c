/* The glossary: each term is used and printed, and what it says can be followed. */
#include "model/glossary.h"

#include "check/checking.h"
#include "check/plain.h"
#include "load/block.h"
#include "load/names.h"

static void note_uses(const sl_strategy *s, const sl_node *body, bool *used)
{
    for (const sl_node *n = body ? body->first : NULL; n; n = sl_node_walk(body, n)) {
        const sl_term *t;
        bool shortened;
        for (size_t at = 0, end = 0;
             n->kind == SL_NODE_TEXT &&
             (t = sl_glossary_find(s->glossary, n->text, &at, &end, &shortened)) != NULL;
             at = end)
            used[t->index] = true;
        const sl_block *b = n->kind == SL_NODE_BLOCK ? sl_block_of(s, n) : NULL;
        if (b && b->text)
            note_uses(s, b->text, used);
    }
}

static void check_means(const sl_strategy *s, const sl_node *body)
{
    for (const sl_node *n = body->first; n; n = sl_node_walk(body, n)) {
        bool evidence = sl_strategy_lookup_evidence(s, n->id) != NULL;
        bool known = evidence || sl_strategy_lookup_item(s, n->id) || sl_names_has(s, n->id);
        if ((n->kind == SL_NODE_CITE_ITEM && !known) || (n->kind == SL_NODE_VALUE && !evidence))
            sl_strategy_report_dangling(s, n->id, n->span, true, n->kind == SL_NODE_CITE_ITEM);
    }
    sl_check_footnotes(s, body, NULL);
}

static void report_unused(const sl_strategy *s, const sl_term *t)
{
    sl_finding *f = sl_diag_add(s->diags, SL_E0170, sl_yaml_lookup(t->yaml, "term")->span,
                                "no text uses the term '%.*s'", SL_FMT(t->term));
    sl_diag_help(s->diags, f, "use it as it is written here, or take it out");
}

static bool is_printed(const sl_strategy *s)
{
    SL_EACH (one, sl_yaml_lookup(s->config, "annexes"))
        if (sl_str_equal_z(one->text, "glossary"))
            return true;
    return false;
}

void sl_check_glossary(const sl_strategy *s)
{
    if (!s->glossary || s->whole)
        return;
    const sl_glossary *g = s->glossary;
    bool *used = SL_NEW_ARRAY(s->arena, bool, g->terms.n + 1);
    for (size_t i = 0; i < s->items.n; i++) {
        note_uses(s, s->items.at[i]->body, used);
        note_uses(s, s->items.at[i]->words, used);
        for (size_t k = 0; k < s->items.at[i]->texts.n; k++)
            note_uses(s, s->items.at[i]->texts.at[k].body, used);
    }
    for (size_t i = 0; i < g->terms.n; i++)
        note_uses(s, g->terms.at[i]->means, used);
    for (size_t i = 0; i < g->terms.n; i++) {
        check_means(s, g->terms.at[i]->means);
        sl_plain_check(s, sl_yaml_lookup(g->terms.at[i]->yaml, "term"));
        sl_plain_check(s, sl_yaml_lookup(g->terms.at[i]->yaml, "short"));
        if (!used[i] && !sl_strategy_is_partial(s))
            report_unused(s, g->terms.at[i]);
    }
    if (is_printed(s))
        return;
    sl_finding *f = sl_diag_add(s->diags, SL_E0170, g->span, "the glossary is not printed");
    sl_diag_help(s->diags, f, "add 'glossary' to 'annexes' in strategy.yaml");
}
