/* beside.h: a text of an edition held against the text that it translates. Private to load. */
#ifndef SL_LOAD_BESIDE_H
#define SL_LOAD_BESIDE_H

#include "model/strategy.h"

/* Reports what own keeps from an audience and text does not, and blocks of text that are others, or
 * have other data, than those of own. Before either is taken apart. */
void sl_beside_check(sl_strategy *s, const sl_node *own, const sl_node *text);

#endif
