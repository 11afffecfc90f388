/* measure.h: what is printed of a measure. Private to book. */
#ifndef SL_BOOK_MEASURE_H
#define SL_BOOK_MEASURE_H

#include "book/compose.h"
#include "model/measure.h"

/* All of it in a line, and how it goes, in its colour. */
void sl_measure_compose(sl_compose *c, sl_node *to, const sl_measure *m);
/* One of its parts (sl_measure_parts), or nothing where it has none. */
void sl_measure_compose_part(sl_compose *c, sl_node *to, const sl_measure *m, sl_str part);

#endif
