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
/* The first key of money of the type that groups; empty when it has none. */
sl_str sl_money_asked_key(const sl_framework *f);
/* What an item says under such a key, in hundredths; 0: nothing. */
int64_t sl_money_of(const sl_item *item, sl_str key);
/* Whether the sums of this strategy are told in millions; set once by sl_money_begin. */
void sl_money_begin(sl_compose *c);

#endif
