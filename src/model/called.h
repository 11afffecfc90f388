/* called.h: which item is meant by a name that is none of the IDs: by its title, by its short
 * title, or by the number that readers see: "Training beside work", 3.1, Recommendation 14.
 *
 * Capitals and blanks at the ends do not matter. A number alone (14) is the item of that number
 * among those that may be meant, or the one whose ID ends in it. What fits several items is none
 * of them, and is a finding that names them. Numbers are the strategy's own, of its whole document.
 * Order of calls: after the items are read and placed. Arena: the strategy's.
 */
#ifndef SL_MODEL_CALLED_H
#define SL_MODEL_CALLED_H

#include "model/strategy.h"

typedef enum sl_called_result {
    SL_CALLED_ONE,
    SL_CALLED_NONE,
    SL_CALLED_SEVERAL /* which is reported */
} sl_called_result;

/* role: whose ends may be meant; NULL: any item. Of a view, the whole is asked. id: out. */
sl_called_result sl_called_find(sl_strategy *s, sl_str name, sl_span span, const sl_role *role,
                                sl_str *id);
/* The titles and short titles of all items, before these are placed and have numbers; and which
 * item is meant by one of them, as sl_called_find says it. */
const struct sl_called *sl_called_titles(sl_strategy *s);
sl_called_result sl_called_find_titled(sl_strategy *s, const struct sl_called *titles, sl_str name,
                                       sl_span span, sl_str *id);
/* Whether a name is an item's title or short title. */
bool sl_called_is(const sl_item *item, sl_str name);
/* An ID without the noughts before its figures: TSK-1 of TSK-01. Two IDs of which that is the same
 * are taken for one. */
sl_str sl_called_bare_id(sl_arena *a, sl_str id);
/* Whether a name is an ID that there is, or looks like one. */
bool sl_called_is_id(const sl_strategy *s, sl_str name);
/* The item that y names by its ID or otherwise; NULL with a finding. */
const sl_item *sl_called_item(sl_strategy *s, const sl_yaml *y);
/* Says that no item is called so. */
void sl_called_report_none(sl_strategy *s, sl_str name, sl_span span);

#endif
