/* passage.h: one paragraph, heading or block of a text, edited where it stands in the page.
 * Private to serve. */
#ifndef SL_SERVE_PASSAGE_H
#define SL_SERVE_PASSAGE_H

#include "serve/asking.h"

/* The answers to `passage` and `put` (edit.h). What is written is the passage alone, and only where
 * it still says what it said. */
unsigned sl_passage_find(sl_asking *q);
unsigned sl_passage_put(sl_asking *q);

#endif
