/* checking.h: what the checks share. Private to strategy. */
#ifndef SL_STRATEGY_CHECKING_H
#define SL_STRATEGY_CHECKING_H

#include "strategy/strategy.h"

/* What a rule says of an item: the framework's severity for its state, or off where the item
 * waives the rule and the waiver has not expired. */
sl_severity sl_check_severity(const sl_strategy *s, const sl_item *item, sl_code code);

/* The checks, a file each. */
void sl_check_claims(sl_strategy *s);
void sl_check_dates(sl_strategy *s);
void sl_check_money(sl_strategy *s);
/* Shelf lives, and what was superseded; after the audit. */
void sl_check_age(sl_strategy *s, const struct sl_audit *audit);

#endif
