/* remove.h: a thing is taken out of the strategy. Private to serve. */
#ifndef SL_SERVE_REMOVE_H
#define SL_SERVE_REMOVE_H

#include "serve/asking.h"

/* The answers to `uses` and `remove` (edit.h). */
unsigned sl_remove_uses(sl_asking *q);
unsigned sl_remove_make(sl_asking *q);
/* The answer to `undo`. */
unsigned sl_remove_undo(sl_asking *q);

#endif
