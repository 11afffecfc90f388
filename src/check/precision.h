/* precision.h: figures of one entry as they are typed through the document. Private to check.
 */
#ifndef SL_CHECK_PRECISION_H
#define SL_CHECK_PRECISION_H

#include "model/number.h"
#include "model/strategy.h"

typedef struct sl_precise {
    sl_number number;
    sl_str text;   /* in the strategy's arena */
    bool is_bound; /* printed by [=ID] */
    sl_span span;
} sl_precise;

/* All that were seen beside a citation of one entry. */
typedef struct sl_precision {
    SL_VEC(sl_precise) said;
} sl_precision;

/* Holds a figure beside a citation against those before it; a finding at what is typed, where it is
 * one of them in more digits or fewer. */
void sl_precision_check(const sl_strategy *s, const sl_item *item, sl_precision *seen,
                        sl_precise one);

#endif
