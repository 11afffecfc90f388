/* secrets.h: the texts that are kept from an audience, of a strategy read whole.
 *
 * For the proof that no output holds them, and for what is attached. Arena: the one given.
 */
#ifndef SL_LOAD_SECRETS_H
#define SL_LOAD_SECRETS_H

#include "model/strategy.h"

typedef struct sl_secret {
    sl_str id;   /* that no output may name; empty for a block */
    sl_str text; /* its words */
    sl_span span;
} sl_secret;

typedef struct sl_secrets {
    SL_VEC(sl_secret) all;
} sl_secrets;

sl_secrets sl_secrets_gather(sl_arena *a, const sl_strategy *s, sl_str audience);

/* Every text of an item's front matter and body, each followed by a space. */
void sl_secrets_push_item(sl_buf *b, const sl_item *item);

/* The bytes of a file of the strategy without the entries of it that were left out when the
 * strategy was read for an audience, for attaching. */
void sl_secrets_push_source(sl_buf *out, const sl_strategy *s, uint32_t file);

/* Whether anything at all is. */
bool sl_secrets_exist(const sl_strategy *s, sl_str audience);

#endif
