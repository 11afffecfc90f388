/* audit.h: the line of sight of every item judged: what it rests on, how strongly, what is missing.
 *
 * Made once for a checked strategy and a day; const after that. Arena: the one given. Outputs
 * (annexes, HTML, terminal) print what stands here and judge nothing themselves.
 */
#ifndef SL_STRATEGY_AUDIT_H
#define SL_STRATEGY_AUDIT_H

#include "strategy/strategy.h"

/* What one item rests on. Strength: the grade (1 to 5) of the weakest link on the best path to
 * evidence; 0 when no evidence reaches the item. */
typedef struct sl_sight {
    uint8_t strength;
    uint32_t evidence_count; /* entries that reach it */
    uint32_t family_count;   /* of which independent: entries of one family count once */
    const uint32_t *path;    /* edges (indices into the strategy's) of the best path … */
    uint32_t path_length;    /* … from the item down to an entry */
} sl_sight;

typedef struct sl_audit {
    const sl_strategy *s;
    sl_date as_of;
    const sl_sight *sights; /* by item */
} sl_audit;

/* as_of: the day that staleness is judged on. Never NULL. */
const sl_audit *sl_audit_run(sl_arena *a, const sl_strategy *s, sl_date as_of);

#endif
