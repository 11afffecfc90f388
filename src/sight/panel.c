#include "sight/panel.h"

#include <stdlib.h>

#include "model/graph.h"
#include "record/review.h"

typedef struct making {
    sl_arena *arena;
    const sl_audit *audit;
    const sl_strategy *s;
    const sl_names_shown *names;
    sl_panel *panel;
    const sl_item **items; /* in the document's order */
    bool claims[SL_TYPES_MAX], ends[SL_TYPES_MAX];
} making;

enum { WEAK = 2, AHEAD = 730 /* days that the forecast looks ahead */ };

/* --- building blocks --- */

static sl_panel_section *open_section(making *m, const char *name, sl_say_id title, sl_say_id lead)
{
    SL_PUSH(m->arena, m->panel->sections,
            ((sl_panel_section){.name = name,
                                .title = sl_phrase(m->s->phrases, title),
                                .lead = sl_phrase(m->s->phrases, lead)}));
    return &m->panel->sections.at[m->panel->sections.n - 1];
}

static void add_item(making *m, sl_panel_section *to, const sl_item *item, sl_str detail)
{
    SL_PUSH(m->arena, to->entries, ((sl_panel_entry){.item = item, .detail = detail}));
}

static void add_evidence(making *m, sl_panel_section *to, const sl_evidence *e, sl_str detail)
{
    SL_PUSH(m->arena, to->entries, ((sl_panel_entry){.evidence = e, .detail = detail}));
}

static void total(making *m, const char *name, sl_say_id label, size_t n, size_t of)
{
    sl_str said = sl_phrase(m->s->phrases, label);
    SL_PUSH(m->arena, m->panel->totals, ((sl_panel_total){name, said, (uint32_t)n, (uint32_t)of}));
}

static bool is_claim(const making *m, const sl_item *item)
{
    return m->claims[item->type->index];
}

static const sl_sight *sight_of(const making *m, const sl_item *item)
{
    return &m->audit->sights[item->index];
}

/* --- strength --- */

static const sl_evidence *ground_of(const making *m, const uint32_t *path, uint32_t length)
{
    return m->s->evidence.at[m->s->edges.at[path[length - 1]].to];
}

/* The best entry that an item names itself. */
static const sl_evidence *best_own(const making *m, const sl_item *item)
{
    const sl_evidence *best = NULL;
    for (size_t k = 0; k < item->out.n; k++) {
        const sl_edge *e = &m->s->edges.at[item->out.at[k]];
        if (e->role->line && e->to_evidence &&
            (!best ||
             m->audit->backings[e->to].strength > m->audit->backings[best->index].strength))
            best = m->s->evidence.at[e->to];
    }
    return best;
}

static sl_str describe(making *m, const sl_evidence *e, uint8_t strength)
{
    const sl_backing *b = &m->audit->backings[e->index];
    sl_str age = b->superseded ? SL_STR("replaced") : b->stale ? SL_STR("stale") : SL_STR_NONE;
    return sl_say(m->s->phrases, m->arena, SL_SAY_ITEM_STRENGTH, SL_N("strength", strength),
                  SL_T("id", sl_names_entry(m->names, e)), SL_N("grade", e->grade),
                  SL_T("read", e->confidence), SL_T("age", age));
}

static void add_strength(making *m)
{
    sl_panel_section *untraced = open_section(m, "untraced", SL_SAY_UNTRACED, SL_SAY_UNTRACED_LEAD);
    for (size_t i = 0; i < m->s->items.n; i++)
        if (is_claim(m, m->items[i]) && !sight_of(m, m->items[i])->strength)
            add_item(m, untraced, m->items[i], SL_STR_NONE);
    sl_panel_section *weak = open_section(m, "weak", SL_SAY_WEAK, SL_SAY_WEAK_LEAD);
    for (size_t i = 0; i < m->s->items.n; i++) {
        const sl_sight *sight = sight_of(m, m->items[i]);
        if (is_claim(m, m->items[i]) && sight->strength && sight->strength <= WEAK)
            add_item(m, weak, m->items[i],
                     describe(m, ground_of(m, sight->path, sight->path_length), sight->strength));
    }
    sl_panel_section *own = open_section(m, "weak-own", SL_SAY_WEAK_OWN, SL_SAY_WEAK_OWN_LEAD);
    for (size_t i = 0; i < m->s->items.n; i++) {
        const sl_sight *sight = sight_of(m, m->items[i]);
        if (is_claim(m, m->items[i]) && sight->own && sight->own <= WEAK && sight->strength > WEAK)
            add_item(m, own, m->items[i], describe(m, best_own(m, m->items[i]), sight->own));
    }
    sl_panel_section *sole =
        open_section(m, "sole-source", SL_SAY_SOLE_SOURCE, SL_SAY_SOLE_SOURCE_LEAD);
    for (size_t i = 0; i < m->s->items.n; i++) {
        const sl_sight *sight = sight_of(m, m->items[i]);
        if (!is_claim(m, m->items[i]) || sight->family_count != 1)
            continue;
        const sl_evidence *e = ground_of(m, sight->path, sight->path_length);
        sl_str family = m->audit->families.at[m->audit->backings[e->index].family].name;
        add_item(m, sole, m->items[i],
                 sl_say(m->s->phrases, m->arena, SL_SAY_ITEM_SOLE, SL_T("family", family),
                        SL_T("id", sl_names_entry(m->names, e))));
    }
}

/* --- what speaks against --- */

static void add_contrary(making *m)
{
    sl_panel_section *to =
        open_section(m, "contrary", SL_SAY_CONTRARY_EVIDENCE, SL_SAY_CONTRARY_LEAD);
    for (size_t i = 0; i < m->s->items.n; i++) {
        const sl_item *item = m->items[i];
        for (size_t k = 0; k < item->contrary.n; k++) {
            const sl_contrary *c = &item->contrary.at[k];
            sl_str id = sl_names_entry(m->names, m->s->evidence.at[c->evidence]);
            add_item(m, to, item,
                     sl_say(m->s->phrases, m->arena, SL_SAY_ITEM_CONTRARY, SL_T("id", id),
                            SL_T("answered", c->answered)));
        }
    }
}

/* --- what hangs loose --- */

static bool leads_up(const making *m, const sl_item *item)
{
    for (size_t k = 0; k < item->in.n; k++)
        if (m->s->edges.at[item->in.at[k]].role->line)
            return true;
    return false;
}

static void add_orphans(making *m)
{
    sl_panel_section *to = open_section(m, "orphans", SL_SAY_ORPHANS, SL_SAY_ORPHANS_LEAD);
    for (size_t i = 0; i < m->s->items.n; i++) {
        const sl_item *item = m->items[i];
        if (is_claim(m, item) && !m->ends[item->type->index] && !leads_up(m, item))
            add_item(m, to, item, SL_STR_NONE);
    }
    sl_panel_section *unused = open_section(m, "unused", SL_SAY_UNUSED, SL_SAY_UNUSED_LEAD);
    bool *used = SL_NEW_ARRAY(m->arena, bool, m->s->evidence.n + 1);
    for (size_t i = 0; i < m->s->items.n; i++)
        for (size_t k = 0; k < m->s->items.at[i]->cites.n; k++)
            used[m->s->items.at[i]->cites.at[k]] = true;
    for (size_t i = 0; i < m->s->evidence.n; i++)
        if (!used[i] && !m->s->evidence.at[i]->in.n)
            add_evidence(m, unused, m->s->evidence.at[i], SL_STR_NONE);
}

static void add_suspects(making *m)
{
    sl_panel_section *to = open_section(m, "suspect", SL_SAY_SUSPECT, SL_SAY_SUSPECT_LEAD);
    for (size_t i = 0; i < m->s->edges.n && m->s->has_reviews; i++) {
        const sl_edge *e = &m->s->edges.at[i];
        const sl_review *r = &m->s->reviews[i];
        sl_str end = e->to_evidence ? sl_names_entry(m->names, m->s->evidence.at[e->to])
                                    : sl_names_item(m->names, m->s->items.at[e->to]);
        if (r->from_suspect)
            add_item(m, to, m->s->items.at[e->from],
                     sl_say(m->s->phrases, m->arena, SL_SAY_ITEM_SUSPECT, SL_T("id", end),
                            SL_T("date", r->date)));
        if (r->to_suspect)
            add_item(m, to, m->s->items.at[e->to],
                     sl_say(m->s->phrases, m->arena, SL_SAY_ITEM_SUSPECT,
                            SL_T("id", sl_names_item(m->names, m->s->items.at[e->from])),
                            SL_T("date", r->date)));
    }
}

/* --- time --- */

/* The items at the end of the line that an entry reaches: "ASK-01, COM-02". */
static sl_str reached(making *m, const sl_evidence *e)
{
    sl_arena *scratch = sl_arena_new();
    sl_walk up = sl_graph_reach(scratch, m->s, true, e->index);
    sl_buf b;
    sl_buf_init(&b);
    for (size_t i = 1; i < up.steps.n; i++) {
        const sl_item *item = m->s->items.at[up.steps.at[i].index];
        if (!m->ends[item->type->index])
            continue;
        sl_buf_push_format(&b, "%s%.*s", b.n ? ", " : "", SL_FMT(sl_names_item(m->names, item)));
    }
    sl_str s = sl_buf_take(&b, m->arena);
    sl_arena_free(scratch);
    return s;
}

typedef struct loss {
    int32_t day;
    uint32_t evidence;
} loss;

static int compare_losses(const void *a, const void *b)
{
    const loss *x = a, *y = b;
    return x->day != y->day ? (x->day > y->day) - (x->day < y->day)
                            : (x->evidence > y->evidence) - (x->evidence < y->evidence);
}

static void add_age(making *m)
{
    int32_t today = sl_date_days(m->audit->as_of);
    sl_panel_section *stale = open_section(m, "stale", SL_SAY_STALE, SL_SAY_STALE_LEAD);
    loss *next = SL_NEW_ARRAY(m->arena, loss, m->s->evidence.n + 1);
    size_t n = 0;
    for (uint32_t i = 0; i < m->s->evidence.n; i++) {
        const sl_evidence *e = m->s->evidence.at[i];
        const sl_backing *b = &m->audit->backings[i];
        if (!b->stale_on.year || !e->in.n)
            continue;
        int32_t day = sl_date_days(b->stale_on);
        if (b->stale)
            add_evidence(m, stale, e,
                         sl_say(m->s->phrases, m->arena, SL_SAY_ENTRY_STALE,
                                SL_T("date", sl_say_date(m->s->phrases, m->arena, b->stale_on)),
                                SL_N("n", b->carries)));
        else if (day <= today + AHEAD)
            next[n++] = (loss){day, i};
    }
    qsort(next, n, sizeof *next, compare_losses);
    sl_panel_section *soon = open_section(m, "forecast", SL_SAY_FORECAST, SL_SAY_FORECAST_LEAD);
    for (size_t i = 0; i < n; i++) {
        const sl_evidence *e = m->s->evidence.at[next[i].evidence];
        sl_date day = m->audit->backings[e->index].stale_on;
        add_evidence(m, soon, e,
                     sl_say(m->s->phrases, m->arena, SL_SAY_ENTRY_FORECAST,
                            SL_T("date", sl_say_date(m->s->phrases, m->arena, day)),
                            SL_T("ids", reached(m, e))));
    }
    sl_panel_section *last = open_section(m, "losing", SL_SAY_LOSING, SL_SAY_LOSING_LEAD);
    for (size_t i = 0; i < m->s->items.n; i++) {
        sl_date day = sight_of(m, m->items[i])->last_loss;
        if (m->ends[m->items[i]->type->index] && day.year)
            add_item(m, last, m->items[i], sl_say_date(m->s->phrases, m->arena, day));
    }
}

/* --- what is known to be missing --- */

static void add_gaps(making *m)
{
    sl_panel_section *to = open_section(m, "gaps", SL_SAY_OPEN_GAPS, SL_SAY_OPEN_GAPS_LEAD);
    for (size_t i = 0; i < m->s->gaps.n; i++) {
        const sl_gap *g = m->s->gaps.at[i];
        if (!sl_gap_is_open(g))
            continue;
        sl_buf b;
        sl_buf_init(&b);
        for (size_t k = 0; k < g->bears_on.n; k++)
            sl_buf_push_format(&b, "%s%.*s", b.n ? ", " : "",
                               SL_FMT(sl_names_item(m->names, m->s->items.at[g->bears_on.at[k]])));
        sl_str detail =
            sl_say(m->s->phrases, m->arena, SL_SAY_GAP_ITEMS, SL_T("ids", sl_buf_str(&b)));
        sl_buf_done(&b);
        SL_PUSH(m->arena, to->entries, ((sl_panel_entry){.gap = g, .detail = detail}));
    }
    sl_panel_section *waived = open_section(m, "waivers", SL_SAY_WAIVERS, SL_SAY_WAIVERS_LEAD);
    for (size_t i = 0; i < m->s->items.n; i++)
        SL_EACH (w, sl_yaml_lookup(m->items[i]->front, "waive"))
            add_item(m, waived, m->items[i],
                     sl_say(m->s->phrases, m->arena, SL_SAY_ITEM_WAIVER,
                            SL_T("rule", sl_yaml_text(w, "rule")),
                            SL_T("by", sl_yaml_text(w, "by")),
                            SL_T("until", sl_yaml_text(w, "until")),
                            SL_T("reason", sl_yaml_text(w, "reason"))));
}

static size_t section_count(const making *m, const char *name)
{
    for (size_t i = 0; i < m->panel->sections.n; i++)
        if (strcmp(m->panel->sections.at[i].name, name) == 0)
            return m->panel->sections.at[i].entries.n;
    return 0;
}

static void add_totals(making *m)
{
    uint32_t claims = m->audit->claim_count, points = 0, unanswered = 0, contrary = 0;
    total(m, "traced", SL_SAY_TOTAL_TRACED, claims - m->audit->untraced_count, claims);
    total(m, "weak", SL_SAY_TOTAL_WEAK, section_count(m, "weak"), claims);
    total(m, "weak-own", SL_SAY_TOTAL_WEAK_OWN, section_count(m, "weak-own"), claims);
    total(m, "sole-source", SL_SAY_TOTAL_SOLE_SOURCE, section_count(m, "sole-source"), claims);
    for (size_t i = 0; i < m->s->items.n; i++)
        for (size_t k = 0; k < m->s->items.at[i]->contrary.n; k++) {
            contrary++;
            unanswered += m->s->items.at[i]->contrary.at[k].answered.n == 0;
        }
    total(m, "unanswered", SL_SAY_TOTAL_UNANSWERED, unanswered, contrary);
    total(m, "stale", SL_SAY_TOTAL_STALE, section_count(m, "stale"), m->s->evidence.n);
    total(m, "unused", SL_SAY_TOTAL_UNUSED, section_count(m, "unused"), m->s->evidence.n);
    total(m, "suspect", SL_SAY_TOTAL_SUSPECT, section_count(m, "suspect"), 0);
    total(m, "gaps", SL_SAY_TOTAL_GAPS, section_count(m, "gaps"), m->s->gaps.n);
    for (size_t i = 0; i < m->panel->scores->cards.n; i++)
        points += m->panel->scores->cards.at[i].total;
    if (m->panel->scores->cards.n)
        total(m, "points", SL_SAY_TOTAL_POINTS, points,
              m->panel->scores->most * m->panel->scores->cards.n);
}

const sl_panel *sl_panel_make(sl_arena *a, const sl_audit *audit, const sl_names_shown *names)
{
    making m = {.arena = a, .audit = audit, .s = audit->s, .names = names};
    m.panel = SL_NEW(a, sl_panel);
    for (size_t t = 0; t < m.s->framework->types.n; t++) {
        m.claims[t] = sl_audit_is_claim(m.s->framework, m.s->framework->types.at[t]);
        m.ends[t] = sl_graph_is_end(m.s->framework, m.s->framework->types.at[t]) && m.claims[t];
    }
    m.panel->audit = audit;
    m.panel->scores = sl_score_run(a, audit, names);
    m.panel->coverages = sl_coverage_run(a, audit);
    size_t n;
    m.items = sl_strategy_list_items(a, m.s, &n);
    add_strength(&m);
    add_contrary(&m);
    add_orphans(&m);
    add_suspects(&m);
    add_age(&m);
    add_gaps(&m);
    add_totals(&m);
    return m.panel;
}
