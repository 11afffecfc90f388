/* short.h: front matter as it may be written in few words, written out. Private to load.
 *
 *   sum: £55 million, 2027 to 2032, UK Shared Prosperity Fund     {amount, unit, years, source}
 *   funding:
 *     - UK Shared Prosperity Fund, £5 million, 2027, sought       {fund, amount, unit, year, state}
 *     - Kent County Council, £1 million a year, 2027 to 2030, offered, match
 *   inputs: Advisers in each district; A shared record of firms   a list
 *
 * A type's `defaults` stand in for what an item does not say, and its `folder` says the type of the
 * items in it. What is no such form stays as it is: the schema says what is wrong. Arena: the
 * strategy's; values keep the place of what was written.
 */
#ifndef SL_LOAD_SHORT_H
#define SL_LOAD_SHORT_H

#include "model/strategy.h"

/* The type that an item says, or that its folder gives; NULL with a finding when it is none. */
const sl_type *sl_short_type(sl_strategy *s, const sl_yaml *front, const char *what);
/* The front matter written out; shares what is written out already. */
const sl_yaml *sl_short_write_out(sl_strategy *s, const sl_type *type, const sl_yaml *front);
/* £55 million, 2027 to 2032: the map, or NULL when it is no such text. */
const sl_yaml *sl_short_money(sl_arena *a, const sl_yaml *y);

#endif
