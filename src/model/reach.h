/* reach.h: what a change of the evidence touches.
 */
#ifndef SL_MODEL_REACH_H
#define SL_MODEL_REACH_H

#include "model/strategy.h"

/* Notes at a finding which items at the end of the line an entry reaches. */
void sl_reach_note(const sl_strategy *s, sl_finding *f, const sl_evidence *e);

#endif
