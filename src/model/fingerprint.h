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

uint64_t sl_fingerprint_item(const sl_item *item);
uint64_t sl_fingerprint_evidence(const sl_evidence *e);
/* Reads the 16 digits; false when they are none. */
bool sl_fingerprint_parse(sl_str s, uint64_t *out);

#endif
