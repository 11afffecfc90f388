#include "html/write.h"

/* What a reader must know of evidence where it is met: its age, what speaks against an item, how
 * strong what the item names itself is. It is judged by the audit; this is its wording. */

static const sl_evidence *entry_of(const sl_html *w, sl_str id)
{
    return w->book->is_comparison ? NULL : sl_strategy_lookup_evidence(w->book->strategy, id);
}

/* --- where an entry is cited: real citations of the text, by the section that they stand in --- */

/* The nearest section around a node that has a place of its own. Annexes are made from the
 * register and do not cite. */
static const sl_node *section_around(const sl_node *n)
{
    const sl_node *found = NULL;
    for (; n; n = n->parent) {
        if (n->kind != SL_NODE_SECTION)
            continue;
        if (sl_str_equal_z(n->role, "annex"))
            return NULL;
        if (!found && n->id.n)
            found = n;
    }
    return found;
}

static void add_citation(sl_html *w, uint32_t evidence, const sl_node *section)
{
    sl_html_places *places = &w->cited[evidence];
    for (size_t i = places->n; i > 0; i--)
        if (places->at[i - 1] == section)
            return;
    SL_PUSH(w->arena, *places, section);
}

void sl_html_find_citations(sl_html *w)
{
    const sl_strategy *s = w->book->strategy;
    if (w->book->is_comparison)
        return;
    w->cited = SL_NEW_ARRAY(w->arena, sl_html_places, s->evidence.n + 1);
    for (const sl_node *n = w->book->root->first; n; n = sl_node_walk(w->book->root, n)) {
        if (n->kind != SL_NODE_LINK || !sl_str_equal_z(n->role, "evidence-ref"))
            continue;
        const sl_evidence *e = entry_of(w, sl_str_slice(n->target, 1, n->target.n));
        const sl_node *section = e ? section_around(n) : NULL;
        if (section)
            add_citation(w, e->index, section);
    }
}

static void push_places(sl_html *w, sl_say_id label, const sl_html_places *places)
{
    for (size_t i = 0; i < places->n; i++) {
        const sl_node *section = places->at[i];
        sl_html_push_text(w, i ? SL_STR("; ") : sl_phrase(w->book->phrases, label));
        sl_html_push_section_link(w, section, sl_node_number_of(section), section->title);
    }
}

/* --- age --- */

static void push_age(sl_html *w, const sl_backing *b)
{
    if (b->superseded) {
        sl_html_push_word(w, SL_SAY_WEB_REPLACED);
        sl_html_push(w, " ");
    }
    if (!b->stale)
        return;
    sl_str day = sl_say_date(w->book->phrases, w->arena, b->stale_on);
    sl_html_push_text(w, sl_html_say(w, SL_SAY_WEB_STALE_SINCE, SL_T("date", day)));
    sl_html_push(w, " ");
}

static bool is_aged(const sl_html *w, const sl_evidence *e)
{
    const sl_backing *b = &w->book->audit->backings[e->index];
    return b->stale || b->superseded;
}

void sl_html_push_age_mark(sl_html *w, sl_str id)
{
    const sl_evidence *e = entry_of(w, id);
    if (!e || !is_aged(w, e))
        return;
    bool stale = w->book->audit->backings[e->index].stale;
    sl_html_push(w, "<span class=\"web aged\">");
    sl_html_push_text(w, sl_html_say(w, SL_SAY_WEB_AGED,
                                     SL_T("age", stale ? SL_STR("stale") : SL_STR("replaced"))));
    sl_html_push(w, "</span>");
}

/* --- an entry of the register --- */

static void push_against(sl_html *w, const sl_evidence *e)
{
    const sl_strategy *s = w->book->strategy;
    bool any = false;
    for (size_t i = 0; i < s->items.n; i++) {
        const sl_item *item = s->items.at[i];
        for (size_t k = 0; k < item->contrary.n; k++) {
            if (item->contrary.at[k].evidence != e->index || !w->sections[i])
                continue;
            if (any) {
                sl_html_push(w, "; ");
            } else {
                sl_html_push(w, "<p class=\"web source evidence-against\">");
                sl_html_push_word(w, SL_SAY_WEB_AGAINST);
            }
            sl_html_push_section_link(w, w->sections[i], sl_node_number_of(w->sections[i]),
                                      item->title);
            any = true;
        }
    }
    sl_html_push(w, any ? "</p>\n" : "");
}

void sl_html_push_entry_state(sl_html *w, sl_str id)
{
    const sl_evidence *e = entry_of(w, id);
    if (!e)
        return;
    if (is_aged(w, e)) {
        sl_html_push(w, "<p class=\"web source evidence-state\">");
        push_age(w, &w->book->audit->backings[e->index]);
        sl_html_push(w, "</p>\n");
    }
    push_against(w, e);
    sl_html_push_thing_was(w, id);
    const sl_html_places *places = &w->cited[e->index];
    sl_html_push(w, "<p class=\"web evidence-cited\">");
    if (!places->n)
        sl_html_push_word(w, SL_SAY_WEB_UNCITED);
    push_places(w, SL_SAY_WEB_CITED, places);
    sl_html_push(w, "</p>\n");
    sl_html_push_why(w, e);
    sl_html_push_strike(w);
}

/* --- an item --- */

typedef struct own_evidence {
    uint32_t n, aged;
} own_evidence;

static own_evidence count_own(const sl_html *w, const sl_item *item)
{
    const sl_strategy *s = w->book->strategy;
    own_evidence own = {0};
    for (size_t i = 0; i < item->out.n; i++) {
        const sl_edge *e = &s->edges.at[item->out.at[i]];
        if (!e->to_evidence || !e->role->line)
            continue;
        own.n++;
        own.aged += w->book->audit->backings[e->to].stale;
    }
    return own;
}

/* A figure as a text; empty where there is none to speak of. */
static sl_str figure(const sl_html *w, uint32_t is, uint32_t n)
{
    return is ? sl_str_format(w->arena, "%u", n) : SL_STR_NONE;
}

/* Behind a line of the contents: what its item's own evidence is worth, in a few words. */
static void push_health(sl_html *w, const sl_item *item)
{
    const sl_sight *sight = &w->book->audit->sights[item->index];
    own_evidence count = count_own(w, item), *own = &count;
    sl_html_push_text(
        w, sl_html_say(w, SL_SAY_WEB_HEALTH, SL_T("own", figure(w, own->n ? 1 : 0, sight->own)),
                       SL_T("line", figure(w, sight->strength, sight->strength)),
                       SL_T("aged", figure(w, own->aged, own->aged)), SL_N("n", own->n),
                       SL_T("contrary", item->contrary.n ? SL_STR("yes") : SL_STR_NONE)));
}

void sl_html_push_health(sl_html *w, const sl_node *section)
{
    const sl_strategy *s = w->book->strategy;
    const sl_item *item = w->book->is_comparison ? NULL : sl_strategy_lookup_item(s, section->id);
    bool claims = item && sl_audit_is_claim(s->framework, item->type);
    sl_str change = sl_html_name_change(w, section->id);
    if (!claims && !change.n)
        return;
    sl_html_push(w, "<small>");
    if (claims)
        push_health(w, item);
    if (change.n) {
        sl_html_push(w, claims ? ", <b>" : "<b>");
        sl_html_push_text(w, change);
        sl_html_push(w, "</b>");
    }
    sl_html_push(w, "</small>");
}

/* "own evidence 1 of 5, all out of date; 5 of 5 by the line of sight". The best path is never
 * told alone: it is often strong where what an item names itself is not. */
sl_str sl_html_name_strength(sl_html *w, const sl_item *item, bool whole)
{
    const sl_sight *sight = &w->book->audit->sights[item->index];
    own_evidence own = count_own(w, item);
    bool old = whole && sight->stale_count > own.aged, all = own.aged == own.n;
    sl_str aged = !own.aged   ? SL_STR_NONE
                  : !all      ? SL_STR("some")
                  : own.n > 1 ? SL_STR("all")
                              : SL_STR("one");
    return sl_html_say(w, SL_SAY_WEB_STRENGTH, SL_T("own", figure(w, own.n ? 1 : 0, sight->own)),
                       SL_T("aged", aged), SL_N("n", own.aged), SL_N("entries", own.n),
                       SL_T("line", figure(w, sight->strength, sight->strength)),
                       SL_T("old", figure(w, old, sight->stale_count)),
                       SL_N("all", sight->evidence_count));
}

static void push_one_contrary(sl_html *w, const sl_contrary *c)
{
    const sl_evidence *e = w->book->strategy->evidence.at[c->evidence];
    bool listed = sl_map_lookup(&w->ids, e->id) != NULL;
    if (listed) {
        sl_html_push(w, "<a role=\"doc-noteref\" href=\"#");
        sl_html_push_text(w, e->id);
        sl_html_push(w, "\">");
        sl_html_push_text(w, sl_html_cited_number(w, e));
        sl_html_push(w, "</a>");
    } else {
        sl_html_push_text(w, e->id);
    }
    sl_html_push_age_mark(w, e->id);
    sl_html_push_text(w, sl_html_say(w, SL_SAY_WEB_CONTRARY, SL_T("answered", c->answered)));
}

void sl_html_push_grounds(sl_html *w, const sl_item *item)
{
    if (w->book->is_comparison || !sl_audit_is_claim(w->book->strategy->framework, item->type))
        return;
    sl_html_push(w, "<dl class=\"web frank\">\n<div><dt>");
    sl_html_push_word(w, SL_SAY_WEB_STRENGTH_LABEL);
    sl_html_push(w, "</dt><dd>");
    sl_html_push_text(w, sl_html_name_strength(w, item, true));
    sl_html_push(w, ".</dd></div>\n<div><dt>");
    sl_html_push_word(w, SL_SAY_WEB_AGAINST_LABEL);
    sl_html_push(w, "</dt><dd>");
    for (size_t i = 0; i < item->contrary.n; i++) {
        sl_html_push(w, i ? "; " : "");
        push_one_contrary(w, &item->contrary.at[i]);
    }
    if (item->contrary.n)
        sl_html_push(w, ".");
    else
        sl_html_push_word(w, SL_SAY_WEB_NO_CONTRARY);
    sl_html_push(w, "</dd></div>\n</dl>\n");
}
