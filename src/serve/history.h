/* history.h: what became of a thing, as git has it. Private to serve. */
#ifndef SL_SERVE_HISTORY_H
#define SL_SERVE_HISTORY_H

#include "serve/asking.h"

/* The answers to `history` and `since` (edit.h). */
unsigned sl_history_list(sl_asking *q);
unsigned sl_history_compare(sl_asking *q);

#endif
