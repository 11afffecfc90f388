/* typography.h: typed quotation marks, dashes and three full stops as they are printed. Private to
 * book.
 *
 * "word" -> the language's quotation marks, it's -> its apostrophe, -- and --- -> dashes, ... ->
 * an ellipsis. Not in code and addresses, not where a backslash stands before it, and not where
 * strategy.yaml says `quotes: typed`. What may be something else (5' 10", --option) stays.
 */
#ifndef SL_BOOK_TYPOGRAPHY_H
#define SL_BOOK_TYPOGRAPHY_H

#include "book/compose.h"

/* Every text of the document, once it is composed. */
void sl_typography_resolve(sl_compose *c);
/* The same of a text that stands alone: a title, a description. */
sl_str sl_typography_text(sl_compose *c, sl_str text);

#endif
