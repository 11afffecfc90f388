#include "sight/panel.h"

#include <stdlib.h>

#include "model/graph.h"
#include "record/review.h"

typedef struct making {
    sl_arena *arena;
    const sl_audit *audit;
    const sl_strategy *s;
    sl_panel *panel;
    const sl_item **items; /* in the document's order */
    bool claims[SL_TYPES_MAX], ends[SL_TYPES_MAX];
} making;

enum { WEAK = 2, AHEAD = 730 /* days that the forecast looks ahead */ };

/* --- building blocks --- */

static sl_panel_section *open_section(making *m, const char *name, const char *title,
                                      const char *lead)
{
    SL_PUSH(m->arena, m->panel->sections,
            ((sl_panel_section){.name = name, .title = title, .lead = lead}));
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

static void total(making *m, const char *name, const char *label, size_t n, size_t of)
{
    SL_PUSH(m->arena, m->panel->totals, ((sl_panel_total){name, label, (uint32_t)n, (uint32_t)of}));
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
    const char *age = b->superseded ? ", replaced" : b->stale ? ", out of date" : "";
    const char *read = sl_str_equal_z(e->confidence, "verified-in-source") ? ""
                       : sl_str_equal_z(e->confidence, "second-hand")      ? ", read second-hand"
                                                                           : ", not checked";
    return sl_str_format(m->arena, "strength %u of 5: at best by %.*s (grade %u%s%s)", strength,
                         SL_FMT(e->id), e->grade, read, age);
}

static void add_strength(making *m)
{
    sl_panel_section *untraced =
        open_section(m, "untraced", "Not traced to evidence",
                     "No path of links leads from these down to an entry of the register.");
    for (size_t i = 0; i < m->s->items.n; i++)
        if (is_claim(m, m->items[i]) && !sight_of(m, m->items[i])->strength)
            add_item(m, untraced, m->items[i], SL_STR_NONE);
    sl_panel_section *weak = open_section(
        m, "weak", "Weak at best", "The weakest link of the best path has strength 1 or 2 of 5.");
    for (size_t i = 0; i < m->s->items.n; i++) {
        const sl_sight *sight = sight_of(m, m->items[i]);
        if (is_claim(m, m->items[i]) && sight->strength && sight->strength <= WEAK)
            add_item(m, weak, m->items[i],
                     describe(m, ground_of(m, sight->path, sight->path_length), sight->strength));
    }
    sl_panel_section *own = open_section(
        m, "weak-own", "Names only weak evidence of its own",
        "What these name themselves has strength 1 or 2 at best; the rest reaches them from afar.");
    for (size_t i = 0; i < m->s->items.n; i++) {
        const sl_sight *sight = sight_of(m, m->items[i]);
        if (is_claim(m, m->items[i]) && sight->own && sight->own <= WEAK && sight->strength > WEAK)
            add_item(m, own, m->items[i], describe(m, best_own(m, m->items[i]), sight->own));
    }
    sl_panel_section *sole = open_section(
        m, "sole-source", "Rests on one source alone",
        "Everything that reaches these is of one family: were it wrong, nothing would be left.");
    for (size_t i = 0; i < m->s->items.n; i++) {
        const sl_sight *sight = sight_of(m, m->items[i]);
        if (!is_claim(m, m->items[i]) || sight->family_count != 1)
            continue;
        const sl_evidence *e = ground_of(m, sight->path, sight->path_length);
        sl_str family = m->audit->families.at[m->audit->backings[e->index].family].name;
        add_item(m, sole, m->items[i],
                 sl_str_format(m->arena, "%.*s, by %.*s", SL_FMT(family), SL_FMT(e->id)));
    }
}

/* --- what speaks against --- */

static void add_contrary(making *m)
{
    sl_panel_section *to =
        open_section(m, "contrary", "Contrary evidence",
                     "Evidence that the text itself cites against an item, and where it answers.");
    for (size_t i = 0; i < m->s->items.n; i++) {
        const sl_item *item = m->items[i];
        for (size_t k = 0; k < item->contrary.n; k++) {
            const sl_contrary *c = &item->contrary.at[k];
            sl_str id = m->s->evidence.at[c->evidence]->id;
            add_item(m, to, item,
                     c->answered.n ? sl_str_format(m->arena, "%.*s, answered in: %.*s", SL_FMT(id),
                                                   SL_FMT(c->answered))
                                   : sl_str_format(m->arena, "%.*s, not answered", SL_FMT(id)));
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
    sl_panel_section *to = open_section(m, "orphans", "Leads to nothing",
                                        "Nothing rests on these, although something should.");
    for (size_t i = 0; i < m->s->items.n; i++) {
        const sl_item *item = m->items[i];
        if (is_claim(m, item) && !m->ends[item->type->index] && !leads_up(m, item))
            add_item(m, to, item, SL_STR_NONE);
    }
    sl_panel_section *unused = open_section(m, "unused", "Evidence that nothing uses",
                                            "No item declares or cites these entries.");
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
    sl_panel_section *to =
        open_section(m, "suspect", "To be read again",
                     "Somebody read these against what they link to, and that has changed since.");
    for (size_t i = 0; i < m->s->edges.n && m->s->has_reviews; i++) {
        const sl_edge *e = &m->s->edges.at[i];
        const sl_review *r = &m->s->reviews[i];
        sl_str end = e->to_evidence ? m->s->evidence.at[e->to]->id : m->s->items.at[e->to]->id;
        if (r->from_suspect)
            add_item(m, to, m->s->items.at[e->from],
                     sl_str_format(m->arena, "%.*s has changed since %.*s", SL_FMT(end),
                                   SL_FMT(r->date)));
        if (r->to_suspect)
            add_item(m, to, m->s->items.at[e->to],
                     sl_str_format(m->arena, "%.*s has changed since %.*s",
                                   SL_FMT(m->s->items.at[e->from]->id), SL_FMT(r->date)));
    }
}

/* --- time --- */

/* The items at the end of the line that an entry reaches: "ASK-01, COM-02". */
static sl_str reached(making *m, const sl_evidence *e, size_t *n)
{
    sl_arena *scratch = sl_arena_new();
    sl_walk up = sl_graph_reach(scratch, m->s, true, e->index);
    sl_buf b;
    sl_buf_init(&b);
    *n = 0;
    for (size_t i = 1; i < up.steps.n; i++) {
        const sl_item *item = m->s->items.at[up.steps.at[i].index];
        if (!m->ends[item->type->index])
            continue;
        sl_buf_push_format(&b, "%s%.*s", b.n ? ", " : "", SL_FMT(item->id));
        ++*n;
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
    sl_panel_section *stale = open_section(
        m, "stale", "Out of date", "Entries past their shelf life on the day of the audit.");
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
                         sl_str_format(m->arena, "since %.*s; %u items rest on it",
                                       SL_FMT(sl_date_format(m->arena, b->stale_on)), b->carries));
        else if (day <= today + AHEAD)
            next[n++] = (loss){day, i};
    }
    qsort(next, n, sizeof *next, compare_losses);
    sl_panel_section *soon =
        open_section(m, "forecast", "Going out of date within two years",
                     "What goes out of date next, the day, and what it touches.");
    for (size_t i = 0; i < n; i++) {
        const sl_evidence *e = m->s->evidence.at[next[i].evidence];
        size_t count;
        sl_str ids = reached(m, e, &count);
        add_evidence(
            m, soon, e,
            sl_str_format(m->arena, "on %.*s%s%.*s",
                          SL_FMT(sl_date_format(m->arena, m->audit->backings[e->index].stale_on)),
                          count ? "; it touches "
                                : "; it touches nothing at the end of "
                                  "the line",
                          SL_FMT(ids)));
    }
    sl_panel_section *last =
        open_section(m, "losing", "The day when no evidence is in date",
                     "From that day on everything that reaches these is past its shelf life.");
    for (size_t i = 0; i < m->s->items.n; i++) {
        sl_date day = sight_of(m, m->items[i])->last_loss;
        if (m->ends[m->items[i]->type->index] && day.year)
            add_item(m, last, m->items[i], sl_date_format(m->arena, day));
    }
}

/* --- what is known to be missing --- */

static void add_gaps(making *m)
{
    sl_panel_section *to =
        open_section(m, "gaps", "Questions that the evidence does not answer",
                     "Open gaps of the register, with the items that want the answer.");
    for (size_t i = 0; i < m->s->gaps.n; i++) {
        const sl_gap *g = m->s->gaps.at[i];
        if (!sl_gap_is_open(g))
            continue;
        sl_buf b;
        sl_buf_init(&b);
        for (size_t k = 0; k < g->bears_on.n; k++)
            sl_buf_push_format(&b, "%s%.*s", b.n ? ", " : "bears on ",
                               SL_FMT(m->s->items.at[g->bears_on.at[k]]->id));
        SL_PUSH(m->arena, to->entries,
                ((sl_panel_entry){.gap = g, .detail = sl_buf_copy(&b, m->arena)}));
        sl_buf_done(&b);
    }
    sl_panel_section *waived = open_section(m, "waivers", "Findings that are waived",
                                            "Who waived which rule, until when, and why.");
    for (size_t i = 0; i < m->s->items.n; i++)
        SL_EACH (w, sl_yaml_lookup(m->items[i]->front, "waive"))
            add_item(m, waived, m->items[i],
                     sl_str_format(m->arena, "%.*s, by %.*s until %.*s: %.*s",
                                   SL_FMT(sl_yaml_text(w, "rule")), SL_FMT(sl_yaml_text(w, "by")),
                                   SL_FMT(sl_yaml_text(w, "until")),
                                   SL_FMT(sl_yaml_text(w, "reason"))));
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
    total(m, "traced", "items traced to evidence", claims - m->audit->untraced_count, claims);
    total(m, "weak", "weak at best", section_count(m, "weak"), claims);
    total(m, "weak-own", "name only weak evidence of their own", section_count(m, "weak-own"),
          claims);
    total(m, "sole-source", "rest on one source alone", section_count(m, "sole-source"), claims);
    for (size_t i = 0; i < m->s->items.n; i++)
        for (size_t k = 0; k < m->s->items.at[i]->contrary.n; k++) {
            contrary++;
            unanswered += m->s->items.at[i]->contrary.at[k].answered.n == 0;
        }
    total(m, "unanswered", "contrary citations not answered", unanswered, contrary);
    total(m, "stale", "entries used although out of date", section_count(m, "stale"),
          m->s->evidence.n);
    total(m, "unused", "entries not used", section_count(m, "unused"), m->s->evidence.n);
    total(m, "suspect", "links to be read again", section_count(m, "suspect"), 0);
    total(m, "gaps", "open gaps in the evidence", section_count(m, "gaps"), m->s->gaps.n);
    for (size_t i = 0; i < m->panel->scores->cards.n; i++)
        points += m->panel->scores->cards.at[i].total;
    if (m->panel->scores->cards.n)
        total(m, "points", "points of the transparency score", points,
              m->panel->scores->most * m->panel->scores->cards.n);
}

const sl_panel *sl_panel_make(sl_arena *a, const sl_audit *audit)
{
    making m = {.arena = a, .audit = audit, .s = audit->s, .panel = SL_NEW(a, sl_panel)};
    for (size_t t = 0; t < m.s->framework->types.n; t++) {
        m.claims[t] = sl_audit_is_claim(m.s->framework, m.s->framework->types.at[t]);
        m.ends[t] = sl_graph_is_end(m.s->framework, m.s->framework->types.at[t]) && m.claims[t];
    }
    m.panel->audit = audit;
    m.panel->scores = sl_score_run(a, audit);
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
