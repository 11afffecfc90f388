/* response.h: remarks as responses of the record (record/record.h), open and without a name. */
#ifndef SL_COMMENTS_RESPONSE_H
#define SL_COMMENTS_RESPONSE_H

#include "comments/remark.h"
#include "record/record.h"

typedef struct sl_response_options {
    const sl_strategy *strategy; /* read whole, with its record */
    sl_str by;                   /* the kind of respondent */
    sl_date on;                  /* when it came, where the file does not say */
    bool is_current;             /* the text is the one that was sent out */
    sl_map *ids;                 /* of responses that are on record: what is written is added */
} sl_response_options;

/* Appends an entry of `responses` for each remark that is not on record yet; how many. An ID is
 * made from what was said, by whom, when and where, so that the same file records nothing twice.
 * Replies, and changes of looks alone, are no responses. */
size_t sl_response_emit(sl_buf *out, const sl_remarks *remarks, const sl_response_options *o);

#endif
