/* parts.h: what the parts of the record share. Private to record. */
#ifndef SL_RECORD_PARTS_H
#define SL_RECORD_PARTS_H

#include "record/record.h"

/* The indices of the items that a list of IDs names; unknown ones are findings. */
sl_indices sl_record_items(sl_strategy *s, const sl_yaml *list);
/* The same for entries of the register. */
sl_indices sl_record_evidence(sl_strategy *s, const sl_yaml *list);

#endif
