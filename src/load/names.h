/* names.h: what a text may refer to besides items and evidence: [@fig-output], [@tab-places],
 * [@SEC-AREA#costs], [@annex-evidence], [@PART-ACTION].
 *
 * Headings have the name ITEM#slug: what stands in braces behind the heading, {#costs}, or else its
 * words in small letters with hyphens. Order of calls: after sl_block_load_all.
 */
#ifndef SL_LOAD_NAMES_H
#define SL_LOAD_NAMES_H

#include "load/block.h"
#include "model/strategy.h"

/* Gathers the names into s->names; a name used twice is a finding. */
void sl_names_load(sl_strategy *s);
/* Whether something other than an item or an entry has the name. */
bool sl_names_has(const sl_strategy *s, sl_str name);
/* Where it was given; file 0: by the program. */
sl_span sl_names_span(const sl_strategy *s, sl_str name);

#endif
