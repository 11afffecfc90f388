/* audience.h: what is kept from whom.
 *
 * An item, an entry, a response or an event may name its audiences (`audience`); an entry with
 * `access: restricted` is kept from the widest audience, the last one listed in strategy.yaml;
 * text between ::: audience lines is for those named there. Outputs for an audience are made from
 * a strategy that was read without what is kept from it (sl_strategy_load_for), so nothing of it
 * can reach them; what was left out is known by ID alone.
 */
#ifndef SL_STRATEGY_AUDIENCE_H
#define SL_STRATEGY_AUDIENCE_H

#include "strategy/strategy.h"

/* The last audience listed; empty when none is. */
sl_str sl_audience_widest(const sl_strategy *s);
bool sl_audience_is_known(const sl_strategy *s, sl_str audience);
/* Whether a map of YAML (front matter, entry, response) is kept from an audience; an empty audience
 * is everybody who works on the strategy: nothing is kept from it. */
bool sl_audience_hides(const sl_strategy *s, const sl_yaml *map, sl_str audience);
/* Whether an AUDIENCE node is. */
bool sl_audience_hides_block(const sl_node *block, sl_str audience);
/* Whether anything at all is. */
bool sl_audience_hides_some(const sl_strategy *s, sl_str audience);

/* The texts that are kept from an audience, of a strategy read whole. */
typedef struct sl_secret {
    sl_str id;   /* that no output may name; empty for a block */
    sl_str text; /* its words */
    sl_span span;
} sl_secret;

typedef struct sl_secrets {
    SL_VEC(sl_secret) all;
} sl_secrets;

sl_secrets sl_audience_gather(sl_arena *a, const sl_strategy *s, sl_str audience);
/* Every text of an item's front matter and body, each followed by a space. */
void sl_audience_push_item(sl_buf *b, const sl_item *item);
/* The bytes of a file of the strategy without the entries of it that were left out when the
 * strategy was read for an audience, for attaching. */
void sl_audience_push_source(sl_buf *out, const sl_strategy *s, uint32_t file);
/* Reports what the widest audience reads and only restricted evidence carries. */
void sl_audience_check(sl_strategy *s);

#endif
