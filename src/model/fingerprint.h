/* fingerprint.h: what an item or entry says, as 16 hex digits that change when it changes.
 *
 * Taken from the text as parsed, with every run of white space as one space, so that reflowing a
 * paragraph, quoting a value or reordering keys changes nothing. A bound figure counts by its ID:
 * when the figure changes it is the entry that has changed. Owner, state, audience and links do
 * not count: a link has a stamp of its own.
 */
#ifndef SL_MODEL_FINGERPRINT_H
#define SL_MODEL_FINGERPRINT_H

#include "model/strategy.h"

/* now: the first 64 bits of the SHA-256, of which the highest eight are never nought. was: as it
 * was taken up to version 0.1 by the hash of the program's tables, 56 bits; what is stored and
 * starts with 00 is one of those, and still counts until it is stamped again. */
typedef struct sl_fingerprint {
    uint64_t now, was;
} sl_fingerprint;

sl_fingerprint sl_fingerprint_item(const sl_item *item);
sl_fingerprint sl_fingerprint_evidence(const sl_evidence *e);
/* Whether a stored fingerprint is this one. */
bool sl_fingerprint_is(sl_fingerprint f, uint64_t stored);
/* Reads the 16 digits; false when they are none. */
bool sl_fingerprint_parse(sl_str s, uint64_t *out);

#endif
