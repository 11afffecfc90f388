/* secrets.h: the texts that are kept from an audience, gathered from the bytes of the files.
 *
 * The guard does not trust the guarded: audience blocks are found by lines here, not by the parser
 * of the texts, so that one which it overlooks is a secret all the same; of entries, items and the
 * record the bytes are taken as they stand in the file. Arena: the one given.
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

/* whole: as read whole; view: as read for its audience, which knows what was left out. */
sl_secrets sl_secrets_gather(sl_arena *a, const sl_strategy *whole, const sl_strategy *view);
/* Calls with every text of the files that the audience may read: words that stand in one of them
 * are no secret. */
void sl_secrets_open(sl_arena *a, const sl_strategy *whole, const sl_strategy *view,
                     void (*take)(void *context, sl_str text), void *context);
/* Whether anything at all is kept from an audience. */
bool sl_secrets_exist(const sl_strategy *s, sl_str audience);

#endif
