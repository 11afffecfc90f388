/* What cmark's lists become: definitions with their terms, and tasks. */
#include "base/assert.h"
#include "doc/cut.h"

static bool is_list_of(const sl_node *n, const char *role)
{
    return n && n->kind == SL_NODE_LIST && sl_str_equal_z(n->role, role);
}

/* --- definitions --- */

static sl_node *new_term(sl_parse *p, sl_node *before, const sl_node *paragraph)
{
    sl_node *term = sl_node_new(p->arena, SL_NODE_LIST_ITEM, paragraph->span);
    sl_node *words = sl_node_new(p->arena, SL_NODE_PARAGRAPH, paragraph->span);
    term->role = SL_STR("term");
    sl_node_insert_before(before, term);
    sl_node_append(term, words);
    return words;
}

/* Each line of the paragraph is a term of the definitions in the list below it. */
static void take_terms(sl_parse *p, sl_node *list, sl_node *paragraph)
{
    sl_node *first = list->first;
    sl_node *words = new_term(p, first, paragraph);
    for (sl_node *n = paragraph->first, *next; n; n = next) {
        next = n->next;
        sl_node_unlink(n);
        if (n->kind == SL_NODE_SOFT_BREAK || n->kind == SL_NODE_LINE_BREAK)
            words = new_term(p, first, paragraph);
        else
            sl_node_append(words, n);
    }
    sl_node_unlink(paragraph);
}

static void resolve_definitions(sl_parse *p, sl_node *list)
{
    sl_node *above = list->prev;
    bool has_term = (above && above->kind == SL_NODE_PARAGRAPH) || is_list_of(above, "definitions");
    for (sl_node *n = list->first; n; n = n->next)
        n->role = has_term ? SL_STR("definition") : SL_STR_NONE;
    if (above && above->kind == SL_NODE_PARAGRAPH) {
        take_terms(p, list, above);
    } else if (!has_term) {
        list->role = SL_STR_NONE;
        sl_finding *f = sl_diag_add(p->diags, SL_E0135, list->span, "a definition without a term");
        sl_diag_help(p->diags, f, "write the term on the line before it");
        return;
    }
    /* With the list before it, it is one. */
    above = list->prev;
    while (is_list_of(above, "definitions") && list->first) {
        sl_node *n = list->first;
        sl_node_unlink(n);
        sl_node_append(above, n);
    }
    if (!list->first)
        sl_node_unlink(list);
}

/* --- tasks --- */

static void resolve_task(sl_parse *p, sl_node *item)
{
    sl_node *paragraph = item->first;
    sl_node *text = paragraph && paragraph->kind == SL_NODE_PARAGRAPH ? paragraph->first : NULL;
    if (!text || text->kind != SL_NODE_TEXT)
        return;
    sl_str s = text->text;
    bool form = s.n >= 3 && s.p[0] == '[' && strchr(" xX", s.p[1]) && s.p[2] == ']';
    /* Words follow: "[x]" alone is text. */
    if (!form || (s.n > 3 ? s.p[3] != ' ' || s.n == 4 : true))
        return;
    item->role = s.p[1] == ' ' ? SL_STR("task-open") : SL_STR("task-done");
    sl_cut_keep(p, text, 4, s.n);
}

void sl_list_resolve(sl_parse *p, sl_node *document)
{
    for (sl_node *n = document->first, *next; n; n = next) {
        next = sl_node_walk_blocks(document, n);
        if (is_list_of(n, "definitions")) {
            sl_node *inside = n->first;
            resolve_definitions(p, n);
            next = inside; /* what it holds may have moved to the list above */
        } else if (n->kind == SL_NODE_LIST_ITEM && !n->role.n) {
            resolve_task(p, n);
        }
    }
}
