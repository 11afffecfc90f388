/* short.h: front matter as it may be written in few words, written out. Private to load.
 *
 *   sum: £55 million, 2027 to 2032, UK Shared Prosperity Fund     {amount, unit, years, source}
 *   funding:
 *     - UK Shared Prosperity Fund, £5 million, 2027, sought       {fund, amount, unit, year, state}
 *     - Kent County Council, £1 million a year, 2027 to 2030, offered, match
 *   inputs: Advisers in each district; A shared record of firms   a list
 *   contrary: {EV-PEOP-05: In the third paragraph}                [{id, answered}]
 *   measure: {target: 12 (2032), path: 18 (2028); 15 (2030), actuals: SELECT ...}
 *
 * A type's `defaults` stand in for what an item does not say, always or {with: KEY, is: ...} where
 * it says another key; its `folder` says the type of the items in it, and a file's name the ID.
 * What is no such form stays as it is: the schema says what is wrong. Arena: the strategy's; values
 * keep the place of what was written.
 */
#ifndef SL_LOAD_SHORT_H
#define SL_LOAD_SHORT_H

#include "model/strategy.h"

/* The type that an item says, or that its folder gives; NULL with a finding when it is none. */
const sl_type *sl_short_type(sl_strategy *s, const sl_yaml *front, const char *what);
/* What the framework says of a key that an item with this front matter does not say; NULL: nothing.
 */
const sl_yaml *sl_short_default(const sl_type *type, sl_str key, const sl_yaml *front);
/* The ID that a file's name gives an item of a type: sections/about.md is SEC-ABOUT, and
 * asks/ask-dft-01.md ASK-DFT-01; empty: it can give none. */
sl_str sl_short_id(sl_arena *a, const sl_type *type, sl_str path);
/* The front matter of a file with the ID that its name gives, where it says none. */
const sl_yaml *sl_short_name(sl_strategy *s, const sl_yaml *front);
/* Whether an item has its ID by its file's name alone. */
bool sl_short_is_named(const sl_strategy *s, const sl_item *item);
/* The front matter written out; shares what is written out already. */
const sl_yaml *sl_short_write_out(sl_strategy *s, const sl_type *type, const sl_yaml *front);
/* £55 million, 2027 to 2032: the map, or NULL when it is no such text. */
const sl_yaml *sl_short_money(sl_arena *a, const sl_yaml *y);

#endif
