/* level.h: how sure an interval is. Private to load. */
#ifndef SL_LOAD_LEVEL_H
#define SL_LOAD_LEVEL_H

#include "model/strategy.h"

/* Whether an interval's level is one: 95%; a finding. NULL is none. */
bool sl_level_check(sl_strategy *s, const sl_yaml *level);

#endif
