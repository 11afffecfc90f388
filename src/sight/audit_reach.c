/* Which entries reach which items: sets of entries as bits, 512 at a time, gathered over the
 * graph's order. Memory stays small whatever the size; time is links times entries over 64. */
#include "sight/audit_parts.h"

enum { WORDS = 8, BITS = 64 * WORDS };

typedef struct set {
    uint64_t words[WORDS];
} set;

/* A link of the line, as the sweeps follow it again and again: the edges themselves with their
 * places and notes are six times as long. */
typedef struct link {
    uint32_t knot; /* to whose set is added */
    uint32_t from; /* the entry or family itself, or another knot's set */
    bool is_bit;
} link;

/* What is asked of an entry for each item that it reaches. */
typedef struct facts {
    int32_t day; /* when it goes out of date; INT32_MAX = never */
    bool weak;   /* of a low grade, or not read in its source */
} facts;

typedef struct reaching {
    sl_auditing *a;
    link *links; /* in the graph's order */
    size_t link_count;
    set *sets; /* by knot */
    uint32_t base;
    bool by_family;
    const facts *facts;    /* by entry */
    int32_t *first, *last; /* by item: of what reaches it */
} reaching;

static bool any(const set *s)
{
    uint64_t all = 0;
    for (int w = 0; w < WORDS; w++)
        all |= s->words[w];
    return all != 0;
}

static void list_links(reaching *r)
{
    const sl_strategy *s = r->a->s;
    const sl_order *order = &r->a->order;
    r->link_count = 0;
    for (size_t i = 0; i < s->items.n; i++) {
        const sl_item *item = s->items.at[order->items[i]];
        for (size_t k = 0; k < item->out.n; k++) {
            const sl_edge *e = &s->edges.at[item->out.at[k]];
            if (!e->role->line)
                continue;
            uint32_t from = !e->to_evidence ? order->knots[e->to]
                            : r->by_family  ? r->a->backings[e->to].family
                                            : e->to;
            r->links[r->link_count++] = (link){order->knots[item->index], from, e->to_evidence};
        }
    }
}

static void gather(reaching *r)
{
    for (size_t i = 0; i < r->link_count; i++) {
        const link *l = &r->links[i];
        set *to = &r->sets[l->knot];
        if (!l->is_bit) {
            for (int w = 0; w < WORDS; w++)
                to->words[w] |= r->sets[l->from].words[w];
            continue;
        }
        uint32_t at = l->from - r->base;
        if (at < BITS)
            to->words[at / 64] |= (uint64_t)1 << at % 64;
    }
}

static void take_entry(reaching *r, uint32_t item, uint32_t evidence)
{
    sl_sight *sight = &r->a->sights[item];
    sl_backing *b = &r->a->backings[evidence];
    int32_t day = r->facts[evidence].day;
    b->carries++;
    sight->evidence_count++;
    sight->stale_count += b->stale;
    sight->weak_count += r->facts[evidence].weak;
    if (!b->stale && day < r->first[item]) {
        r->first[item] = day;
        sight->first_loss = b->stale_on;
    }
    if (day > r->last[item]) {
        r->last[item] = day;
        sight->last_loss = b->stale_on;
    }
}

static void take(reaching *r, const set *s, uint32_t item)
{
    for (int w = 0; w < WORDS; w++) {
        if (r->by_family) {
            r->a->sights[item].family_count += (uint32_t)__builtin_popcountll(s->words[w]);
            continue;
        }
        for (uint64_t rest = s->words[w]; rest; rest &= rest - 1)
            take_entry(r, item, r->base + 64 * (uint32_t)w + (uint32_t)__builtin_ctzll(rest));
    }
}

static void sweep(reaching *r)
{
    const sl_strategy *s = r->a->s;
    memset(r->sets, 0, r->a->order.knot_count * sizeof *r->sets);
    gather(r);
    for (uint32_t i = 0; i < s->items.n; i++) {
        const set *one = &r->sets[r->a->order.knots[i]];
        if (any(one))
            take(r, one, i);
    }
}

/* What rests on one family alone is counted with the family and each of its entries. */
static void count_sole(sl_auditing *a)
{
    for (size_t i = 0; i < a->s->items.n; i++)
        if (a->sights[i].family_count == 1) {
            const sl_sight *sight = &a->sights[i];
            const sl_edge *last = &a->s->edges.at[sight->path[sight->path_length - 1]];
            a->audit->families.at[a->backings[last->to].family].sole_for++;
        }
    for (size_t i = 0; i < a->s->evidence.n; i++)
        a->backings[i].sole_for = a->audit->families.at[a->backings[i].family].sole_for;
}

static const facts *list_facts(const sl_auditing *a, sl_arena *scratch)
{
    facts *list = SL_NEW_ARRAY(scratch, facts, a->s->evidence.n + 1);
    for (size_t i = 0; i < a->s->evidence.n; i++) {
        const sl_evidence *e = a->s->evidence.at[i];
        sl_date stale_on = a->backings[i].stale_on;
        list[i].day = stale_on.year ? sl_date_days(stale_on) : INT32_MAX;
        list[i].weak = e->grade < 3 || !sl_str_equal_z(e->confidence, "verified-in-source");
    }
    return list;
}

void sl_audit_count_reach(sl_auditing *a)
{
    sl_arena *scratch = sl_arena_new();
    reaching r = {.a = a, .facts = list_facts(a, scratch)};
    r.links = SL_NEW_ARRAY(scratch, link, a->s->edges.n + 1);
    r.sets = SL_NEW_ARRAY(scratch, set, a->order.knot_count + 1);
    r.first = SL_NEW_ARRAY(scratch, int32_t, a->s->items.n + 1);
    r.last = SL_NEW_ARRAY(scratch, int32_t, a->s->items.n + 1);
    for (size_t i = 0; i < a->s->items.n; i++) {
        r.first[i] = INT32_MAX;
        r.last[i] = INT32_MIN;
    }
    list_links(&r);
    for (r.base = 0; r.base < a->s->evidence.n; r.base += BITS)
        sweep(&r);
    r.by_family = true;
    list_links(&r);
    for (r.base = 0; r.base < a->audit->families.n; r.base += BITS)
        sweep(&r);
    count_sole(a);
    sl_arena_free(scratch);
}
