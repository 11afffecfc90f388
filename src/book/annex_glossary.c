/* The terms as a list, and the links to it from where an item uses each first. */
#include "model/glossary.h"

#include "book/annex.h"

void sl_annex_compose_glossary(sl_compose *c, sl_node *to)
{
    const sl_glossary *g = c->s->glossary;
    for (size_t i = 0; g && i < g->terms.n; i++) {
        const sl_term *t = g->terms.at[i];
        sl_node *section = sl_compose_section(c, to, SL_STR("gloss"), t->id, t->term, 0);
        sl_node *head = sl_compose_add(c, section, SL_NODE_PARAGRAPH, "evidence-head");
        sl_str name = t->short_form.n ? sl_str_format(c->arena, "%.*s (%.*s)", SL_FMT(t->term),
                                                      SL_FMT(t->short_form))
                                      : t->term;
        sl_compose_text(c, sl_compose_add(c, head, SL_NODE_STRONG, NULL), name);
        sl_abbreviations_restart(&c->abbreviations);
        sl_compose_body(c, t->means, section);
    }
}

/* Words of a paragraph, where a link may stand. */
static bool may_link(const sl_node *n)
{
    for (; n; n = n->parent) {
        if (n->kind == SL_NODE_LINK || n->kind == SL_NODE_HEADING || n->kind == SL_NODE_CAPTION ||
            (n->kind == SL_NODE_SPAN && n->title.n))
            return false;
        if (n->kind == SL_NODE_PARAGRAPH)
            return !n->role.n;
    }
    return false;
}

/* Puts the first use of each term in a TEXT into a link; the TEXT behind the last one. */
static sl_node *link_text(sl_compose *c, sl_node *text, bool *met)
{
    const sl_term *t;
    bool shortened;
    for (size_t at = 0, end = 0;
         (t = sl_glossary_find(c->s->glossary, text->text, &at, &end, &shortened)) != NULL;
         at = end) {
        if (shortened || met[t->index])
            continue;
        met[t->index] = true;
        sl_str s = text->text;
        sl_node *link = sl_node_new(c->arena, SL_NODE_LINK, text->span);
        link->role = SL_STR("term");
        link->target = sl_str_format(c->arena, "#%.*s", SL_FMT(t->id));
        sl_compose_text(c, link, sl_str_slice(s, at, end));
        sl_node_insert_before(text, link);
        if (at) {
            sl_node *before = sl_node_new(c->arena, SL_NODE_TEXT, text->span);
            before->text = sl_str_slice(s, 0, at);
            sl_node_insert_before(link, before);
        }
        text->text = sl_str_slice(s, end, s.n);
        end = 0;
    }
    return text;
}

void sl_annex_link_terms(sl_compose *c)
{
    sl_node *root = c->book->root;
    const sl_node *annex = root->last;
    while (annex && !sl_str_equal_z(annex->id, "annex-glossary"))
        annex = annex->prev;
    if (!annex || !c->s->glossary)
        return;
    size_t n = c->s->glossary->terms.n;
    bool *met = SL_NEW_ARRAY(c->arena, bool, n + 1);
    for (sl_node *node = root->first; node; node = sl_node_walk(root, node)) {
        if (node->kind == SL_NODE_SECTION && sl_str_equal_z(node->role, "annex"))
            break;
        if (node->kind == SL_NODE_SECTION)
            memset(met, 0, n * sizeof *met);
        if (node->kind == SL_NODE_TEXT && may_link(node))
            link_text(c, node, met);
    }
}
