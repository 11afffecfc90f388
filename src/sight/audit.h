/* audit.h: the line of sight of every item judged: what it rests on, how strongly, what is missing.
 *
 * Made once for a checked strategy and a day; const after that. Arena: the one given. Outputs
 * (annexes, HTML, terminal) print what stands here and judge nothing themselves. All of it is
 * linear in items and links: reachability goes by blocks of 256 entries over the graph's order.
 */
#ifndef SL_SIGHT_AUDIT_H
#define SL_SIGHT_AUDIT_H

#include "model/strategy.h"

/* What one item rests on. Strength: the grade (1 to 5) of the weakest link on the best path to
 * evidence; 0 when no evidence reaches the item. */
typedef struct sl_sight {
    uint8_t strength;
    uint32_t evidence_count; /* entries that reach it */
    uint32_t family_count;   /* of which independent: entries of one family count once */
    const uint32_t *path;    /* edges (indices into the strategy's) of the best path … */
    uint32_t path_length;    /* … from the item down to an entry */

    uint8_t own;           /* strength of the best entry that it names itself; 0 = it names none */
    uint8_t second;        /* strength of the best path to another family; 0 = there is none */
    const uint32_t *other; /* that path */
    uint32_t other_length;
    uint32_t path_count;  /* all paths from it down to evidence; UINT32_MAX = at least so many */
    uint32_t stale_count; /* entries that reach it and are out of date on the day */
    uint32_t weak_count;  /* … of grade 1 or 2, or not read in the source */
    sl_date first_loss;   /* the next day on which an entry that reaches it goes out of date */
    sl_date last_loss;    /* the day after which none is in date; year 0 = there is no such day */
} sl_sight;

/* One entry of the register, judged. */
typedef struct sl_backing {
    uint32_t family;   /* index into families */
    sl_date stale_on;  /* first day out of date; year 0 = it never is */
    bool stale;        /* on the day */
    bool superseded;   /* another entry takes its place */
    uint32_t newer;    /* … this one */
    uint8_t whole;     /* 1 to 5: its grade, less for how it was read */
    uint8_t strength;  /* … and less for age */
    uint32_t carries;  /* items that it reaches */
    uint32_t sole_for; /* of which rest on its family alone */
} sl_backing;

typedef struct sl_family {
    sl_str name;
    uint32_t entry_count, sole_for;
} sl_family;

typedef struct sl_audit {
    const sl_strategy *s;
    sl_date as_of;
    const sl_sight *sights;     /* by item */
    const sl_backing *backings; /* by evidence */
    SL_VEC(sl_family) families;
    uint32_t claim_count;    /* items of types that carry the line */
    uint32_t untraced_count; /* … that no evidence reaches */
} sl_audit;

/* What items and entries are called, by index, where their IDs are not printed. */
typedef struct sl_names_shown {
    const sl_str *items, *entries;
} sl_names_shown;

/* names NULL: by ID. */
static inline sl_str sl_names_item(const sl_names_shown *names, const sl_item *item)
{
    return names ? names->items[item->index] : item->id;
}

static inline sl_str sl_names_entry(const sl_names_shown *names, const sl_evidence *entry)
{
    return names ? names->entries[entry->index] : entry->id;
}

/* as_of: the day that staleness is judged on. Never NULL. */
const sl_audit *sl_audit_run(sl_arena *a, const sl_strategy *s, sl_date as_of);
/* True for types whose items are claims that want a ground: a line role leads from them, and the
 * framework asks for it or lets others rest on them. Narrative that may cite is none. */
bool sl_audit_is_claim(const sl_framework *f, const sl_type *type);
/* How much one link carries: an item's link 5 (4 when indirect), an entry's its backing. */
uint8_t sl_audit_link_strength(const sl_audit *audit, const sl_edge *edge);

#endif
