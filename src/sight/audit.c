/* The audit in passes over the line's links, each linear in items and links.
 *
 * The graph runs from items down to evidence. It may have knots (items that rest on each other):
 * model/order.h gives the items in an order in which everything that an item rests on comes first,
 * with the items of a knot next to each other and under one number. A pass goes through them once.
 *
 * Entries are judged first: grade, less for how it was read and for age. The strength of a path is
 * that of its weakest link, so an item's is the best, over its links, of the lesser of link and
 * target; the second path must end in another family, as two entries from one source are one
 * witness. What reaches what is counted for 256 entries at a time in bit sets, so that memory does
 * not grow with items times entries. Nothing here is printed: outputs read what stands in sl_audit.
 */
#include "sight/audit.h"

#include "sight/audit_parts.h"

bool sl_audit_is_claim(const sl_framework *f, const sl_type *type)
{
    bool from = false, wanted = false;
    for (size_t r = 0; r < f->roles.n; r++) {
        const sl_role *role = f->roles.at[r];
        if (!role->line)
            continue;
        from = from || role->from[type->index];
        wanted = wanted || role->to[type->index] || role->at_least[type->index];
    }
    return from && wanted;
}

/* Paths from every item down to evidence, in order: those of what it rests on, added up. Links
 * within a knot lead round and are not followed; its items share the paths out of it. */
static void count_paths(sl_auditing *a)
{
    uint64_t *paths = SL_NEW_ARRAY(a->arena, uint64_t, a->order.knot_count + 1);
    for (size_t i = 0; i < a->s->items.n; i++) {
        const sl_item *item = a->s->items.at[a->order.items[i]];
        uint32_t knot = a->order.knots[item->index];
        for (size_t k = 0; k < item->out.n; k++) {
            const sl_edge *e = &a->s->edges.at[item->out.at[k]];
            if (!e->role->line)
                continue;
            if (e->to_evidence)
                paths[knot]++;
            else if (a->order.knots[e->to] != knot)
                paths[knot] += paths[a->order.knots[e->to]];
            if (paths[knot] > UINT32_MAX)
                paths[knot] = UINT32_MAX;
        }
    }
    for (size_t i = 0; i < a->s->items.n; i++)
        a->sights[i].path_count = (uint32_t)paths[a->order.knots[i]];
}

/* What an item rests on without going by way of others. */
static void judge_own(sl_auditing *a)
{
    for (size_t i = 0; i < a->s->edges.n; i++) {
        const sl_edge *e = &a->s->edges.at[i];
        uint8_t strength =
            e->role->line && e->to_evidence ? sl_audit_link_strength(a->audit, e) : 0;
        if (strength > a->sights[e->from].own)
            a->sights[e->from].own = strength;
    }
}

static void count_claims(sl_auditing *a)
{
    bool claims[SL_TYPES_MAX] = {false};
    for (size_t t = 0; t < a->s->framework->types.n; t++)
        claims[t] = sl_audit_is_claim(a->s->framework, a->s->framework->types.at[t]);
    for (size_t i = 0; i < a->s->items.n; i++) {
        if (!claims[a->s->items.at[i]->type->index])
            continue;
        a->audit->claim_count++;
        a->audit->untraced_count += a->sights[i].strength == 0;
    }
}

const sl_audit *sl_audit_run(sl_arena *arena, const sl_strategy *s, sl_date as_of)
{
    sl_auditing a = {.arena = arena, .s = s};
    a.audit = SL_NEW(arena, sl_audit);
    a.sights = SL_NEW_ARRAY(arena, sl_sight, s->items.n + 1);
    a.backings = SL_NEW_ARRAY(arena, sl_backing, s->evidence.n + 1);
    a.audit->s = s;
    a.audit->as_of = as_of;
    a.audit->sights = a.sights;
    a.audit->backings = a.backings;
    a.order = sl_order_find(arena, s);
    sl_audit_judge_entries(&a);
    sl_audit_find_paths(&a);
    sl_audit_count_reach(&a);
    count_paths(&a);
    judge_own(&a);
    count_claims(&a);
    return a.audit;
}
