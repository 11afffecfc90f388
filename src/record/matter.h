/* matter.h: whether an annex that the program makes would say anything.
 */
#ifndef SL_RECORD_MATTER_H
#define SL_RECORD_MATTER_H

#include "record/record.h"

/* What an annex of that name lacks, as a sentence goes on: "no item names a place"; NULL where it
 * has something to say, or is made of what every strategy has. */
const char *sl_annex_lacks(const sl_strategy *s, sl_str name);

#endif
