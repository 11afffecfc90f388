/* condition.h: `where` of a block of items. Private to load.
 *
 *   where: {state: [draft, agreed], areas: Kent, delivers: PRI-02, cost: "> 5 GBP million",
 *           start: "< 2028", lead: "!= County Council"}
 *
 * A value has to be equal, or in a list one of several; of a list or of links, one of them has to
 * be. A date fits 2027 when it lies in that year.
 */
#ifndef SL_LOAD_CONDITION_H
#define SL_LOAD_CONDITION_H

#include "load/item_field.h"

/* Reports conditions that name nothing, and values that no item of the types has; true when there
 * are none. where may be NULL. */
bool sl_condition_check(sl_strategy *s, const sl_types *types, const sl_yaml *where);
/* Whether an item fits all conditions, which were found good. */
bool sl_condition_fits(sl_strategy *s, const sl_types *types, const sl_yaml *where,
                       const sl_item *item);

#endif
