/* money.h: sums in tables: in one unit, which stands in the head. Private to book. */
#ifndef SL_BOOK_MONEY_H
#define SL_BOOK_MONEY_H

#include "book/compose.h"

/* "£ million", or "£" where no sum of the strategy is a million. */
sl_str sl_money_unit(sl_compose *c);
/* A sum in that unit, with one decimal in millions; two where it would be none. */
void sl_money_push(sl_buf *out, const sl_compose *c, int64_t hundredths);
/* A cell with a sum, on the right; nil is a dash. */
sl_node *sl_money_add_cell(sl_compose *c, sl_node *row, int64_t hundredths);
/* A sum in a sentence: £123.4 million, rounded as in the tables. */
sl_str sl_money_text(sl_compose *c, int64_t hundredths);
/* Whether the sums of this strategy are told in millions; set once by sl_money_begin. */
void sl_money_begin(sl_compose *c);

#endif
