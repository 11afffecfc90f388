/* when.h: labels that say when: years, months, quarters, days. */
#ifndef SL_DATA_WHEN_H
#define SL_DATA_WHEN_H

#include "base/num.h"

/* Days since 1 January 2000 of what the n labels say, into at[n]; false when one of them is no
 * time. 2019, 2019-05, 2019-05-31, May 2019, 31 May 2019, 2019 Q3 and Q3 2019; 2019/20 and 2019-20
 * (financial years, from 1 April): 2011-12 is one only when every label of its form can be. */
bool sl_when_read(const sl_str *labels, size_t n, int32_t *at);

#endif
