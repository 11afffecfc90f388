/* audience.h: what is kept from whom.
 *
 * An item, an entry, a response or an event may name its audiences (`audience`); an entry with
 * `access: restricted` is kept from the widest audience, which `everybody` of strategy.yaml names;
 * text between ::: audience lines is for those named there. Outputs for an audience are made from
 * a strategy that was read without what is kept from it (sl_strategy_load_for), so nothing of it
 * can reach them; what was left out is known by ID alone.
 */
#ifndef SL_MODEL_AUDIENCE_H
#define SL_MODEL_AUDIENCE_H

#include "model/strategy.h"

/* The audience that is everybody (`everybody` of strategy.yaml); empty when there is none. */
sl_str sl_audience_widest(const sl_strategy *s);
bool sl_audience_is_known(const sl_strategy *s, sl_str audience);
/* Whether a map of YAML (front matter, entry, response) is kept from an audience; an empty audience
 * is everybody who works on the strategy: nothing is kept from it. */
bool sl_audience_hides(const sl_strategy *s, const sl_yaml *map, sl_str audience);
/* Whether an AUDIENCE node is. */
bool sl_audience_hides_block(const sl_node *block, sl_str audience);

/* True when the map (an item's front matter, an entry, a response) is kept from whom the strategy
 * is read for; its ID is noted. */
bool sl_audience_leaves_out(sl_strategy *s, const sl_yaml *map);

/* Takes the audience blocks out of a text that are not for them. */
void sl_audience_strip(const sl_strategy *s, sl_node *body);

/* The same of a map that is kept for another reason: it is about something that is. */
void sl_audience_leave_out(sl_strategy *s, const sl_yaml *map);
/* Whether an ID, or a map with an ID, is of something that was left out of a view; whether a list
 * has such a one. */
bool sl_audience_is_hidden(const sl_strategy *s, const sl_yaml *y);
bool sl_audience_names_hidden(const sl_strategy *s, const sl_yaml *list);

#endif
