/* sheet.h: the part of the document that one body is asked about. Private to book. */
#ifndef SL_BOOK_SHEET_H
#define SL_BOOK_SHEET_H

#include "model/strategy.h"

/* By item: whether it is asked of the group (the value of the key that groups), or stands at the
 * end of a link from such an item: what it supports, what is offered in return. */
const bool *sl_sheet_find(sl_arena *a, const sl_strategy *s, sl_str group);

#endif
