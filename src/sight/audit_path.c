/* The best path of every item, and the best one to another family.
 *
 * Labels are settled from the strongest down, as in the widest-path form of Dijkstra's algorithm;
 * with five strengths five queues do the work of a heap, so it is linear. Each item takes two
 * labels at most, of different families. */
#include "base/assert.h"
#include "sight/audit_parts.h"

uint8_t sl_audit_link_strength(const sl_audit *audit, const sl_edge *edge)
{
    enum { WHOLE = 5 };
    uint8_t strength = edge->to_evidence ? audit->backings[edge->to].strength : WHOLE;
    return edge->indirect && strength > 1 ? strength - 1 : strength;
}

enum { STRENGTHS = 5, LABELS = 2 };

typedef struct label {
    uint32_t item, family;
    uint32_t edge; /* the link it came by */
    uint32_t from; /* index of the label that it goes on from; UINT32_MAX = at evidence */
    uint8_t strength;
} label;

typedef struct pathing {
    sl_auditing *a;
    sl_arena *scratch;
    SL_VEC(label) queues[STRENGTHS + 1];
    SL_VEC(label) settled;
    uint32_t (*best)[LABELS]; /* by item: indices of settled labels + 1 */
} pathing;

static bool may_take(const pathing *p, const label *l)
{
    const uint32_t *best = p->best[l->item];
    return !best[0] || (!best[1] && p->settled.at[best[0] - 1].family != l->family);
}

static void offer(pathing *p, label l)
{
    if (l.strength && may_take(p, &l))
        SL_PUSH(p->scratch, p->queues[l.strength], l);
}

/* Hands a settled label on to all that rests on its item. */
static void hand_on(pathing *p, uint32_t index)
{
    label at = p->settled.at[index];
    const sl_item *item = p->a->s->items.at[at.item];
    for (size_t k = 0; k < item->in.n; k++) {
        const sl_edge *e = &p->a->s->edges.at[item->in.at[k]];
        if (!e->role->line)
            continue;
        uint8_t link = sl_audit_link_strength(p->a->audit, e);
        uint8_t strength = link < at.strength ? link : at.strength;
        offer(p, (label){e->from, at.family, item->in.at[k], index, strength});
    }
}

static void settle(pathing *p, label l)
{
    if (!may_take(p, &l))
        return;
    uint32_t *best = p->best[l.item];
    SL_PUSH(p->scratch, p->settled, l);
    best[best[0] ? 1 : 0] = (uint32_t)p->settled.n;
    hand_on(p, (uint32_t)p->settled.n - 1);
}

static const uint32_t *unroll(pathing *p, uint32_t index, uint32_t *length)
{
    *length = 0;
    for (uint32_t i = index; i != UINT32_MAX; i = p->settled.at[i].from)
        ++*length;
    uint32_t *path = SL_NEW_ARRAY(p->a->arena, uint32_t, *length);
    uint32_t n = 0;
    for (uint32_t i = index; i != UINT32_MAX; i = p->settled.at[i].from)
        path[n++] = p->settled.at[i].edge;
    return path;
}

static void take_results(pathing *p)
{
    for (size_t i = 0; i < p->a->s->items.n; i++) {
        sl_sight *sight = &p->a->sights[i];
        const uint32_t *best = p->best[i];
        if (best[0]) {
            sight->strength = p->settled.at[best[0] - 1].strength;
            sight->path = unroll(p, best[0] - 1, &sight->path_length);
        }
        if (best[1]) {
            sight->second = p->settled.at[best[1] - 1].strength;
            sight->other = unroll(p, best[1] - 1, &sight->other_length);
        }
    }
}

void sl_audit_find_paths(sl_auditing *a)
{
    pathing p = {.a = a, .scratch = sl_arena_new()};
    p.best = sl_arena_alloc_array(p.scratch, a->s->items.n + 1, sizeof *p.best);
    for (uint32_t i = 0; i < a->s->edges.n; i++) {
        const sl_edge *e = &a->s->edges.at[i];
        if (!e->role->line || !e->to_evidence)
            continue;
        uint8_t strength = sl_audit_link_strength(a->audit, e);
        SL_CHECK(strength <= STRENGTHS);
        offer(&p, (label){e->from, a->backings[e->to].family, i, UINT32_MAX, strength});
    }
    for (int strength = STRENGTHS; strength > 0; strength--)
        for (size_t i = 0; i < p.queues[strength].n; i++)
            settle(&p, p.queues[strength].at[i]);
    take_results(&p);
    sl_arena_free(p.scratch);
}
