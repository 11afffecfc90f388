/* words.h: a text of YAML in several lines, of which only the words that differ are written anew.
 * Private to edit. */
#ifndef SL_EDIT_WORDS_H
#define SL_EDIT_WORDS_H

#include "edit/scalar.h"

/* The source of a scalar that begins in a column with the words of `now` in place of those of
 * `was`; all lines but those where words differ stay. p NULL: its style, or the length that a line
 * would have, does not allow it. */
sl_str sl_words_replace(sl_arena *a, sl_str source, size_t column, sl_str was, sl_str now,
                        sl_scalar_style style);

#endif
