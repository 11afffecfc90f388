/* audit_parts.h: what the parts of the audit share. Private to sight. */
#ifndef SL_SIGHT_AUDIT_PARTS_H
#define SL_SIGHT_AUDIT_PARTS_H

#include "sight/audit.h"
#include "model/order.h"

typedef struct sl_auditing {
    sl_arena *arena;
    const sl_strategy *s;
    sl_audit *audit;
    sl_sight *sights;
    sl_backing *backings;
    sl_order order;
} sl_auditing;

/* Families, shelf lives, strengths of the entries. */
void sl_audit_judge_entries(sl_auditing *a);
/* Best path and best path to another family, of every item. */
void sl_audit_find_paths(sl_auditing *a);
/* Entries and families that reach every item, and what follows from them. */
void sl_audit_count_reach(sl_auditing *a);

#endif
