/* shown.h: text of strangers, as it may go to a terminal. Private to diag. */
#ifndef SL_DIAG_SHOWN_H
#define SL_DIAG_SHOWN_H

#include "base/str.h"

/* The text with control characters, bytes that are no UTF-8 and what turns the direction of text
 * written as escapes (\x1b, \u202e); the text itself where there are none. */
sl_str sl_shown(sl_arena *a, sl_str text);
/* A character of the second set of controls, or one that turns the direction of text. */
bool sl_shown_is_refused(uint32_t c);

#endif
