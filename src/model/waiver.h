/* waiver.h: rules that an item is excused from, for a time.
 */
#ifndef SL_MODEL_WAIVER_H
#define SL_MODEL_WAIVER_H

#include "model/strategy.h"

/* What a rule says of an item: the framework's severity for its state, or off where the item
 * waives the rule and the waiver has not expired. */
sl_severity sl_waiver_severity(const sl_strategy *s, const sl_item *item, sl_code code);

#endif
