/* house.h: files of items the way the house writes them: front matter in one order and in few
 * words, and no blanks that nobody sees. The inverse of short.h.
 *
 * What an item says stays the same; whoever replaces a file asks sl_house_is_same of the strategy
 * that the new texts make.
 */
#ifndef SL_LOAD_HOUSE_H
#define SL_LOAD_HOUSE_H

#include "model/strategy.h"

/* The bytes of a file of items as the house writes them; in the arena. careful: blanks in blocks
 * stay, which some values have. */
sl_str sl_house_write_items(sl_arena *a, const sl_strategy *s, uint32_t file, bool careful);
/* The same of any other text: ends of lines, blanks at them, empty lines. */
sl_str sl_house_write_lines(sl_arena *a, sl_str bytes, bool careful);
/* A sum of money {amount, unit, years, source} in few words, in the arena: empty where it cannot be
 * said so. */
sl_str sl_house_write_money(sl_arena *a, const sl_yaml *y);
/* Whether two readings of an item say the same, whatever the order of its keys. */
bool sl_house_is_same(const sl_strategy *s, const sl_item *item, const sl_strategy *now_s,
                      const sl_item *now);
/* The same of two texts, and of two trees, of YAML, of which maps may have their keys in another
 * order. */
bool sl_house_is_same_text(sl_str a, sl_str b);
bool sl_house_is_same_yaml(const sl_yaml *a, const sl_yaml *b);

/* --- house_value.c --- */

/* A text that YAML reads as it stands, within a list that semicolons part where it is of one. */
bool sl_house_is_plain(sl_str s, bool listed);
/* "measure:" and "contrary:" with their values in few words; empty: they cannot be said so. */
sl_str sl_house_write_measure(sl_arena *a, const sl_yaml *y);
sl_str sl_house_write_contrary(sl_arena *a, const sl_yaml *y);

#endif
