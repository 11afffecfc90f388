/* mention.h: every place that names an ID, in all texts that were read. */
#ifndef SL_LOAD_MENTION_H
#define SL_LOAD_MENTION_H

#include "model/strategy.h"

typedef SL_VEC(sl_span) sl_spans;

/* Texts, and the tables of the record that people fill in; comments in them too. Arena: the one
 * given. */
sl_spans sl_mention_list(const sl_strategy *s, sl_arena *a, sl_str id);

#endif
