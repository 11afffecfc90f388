/* shelf.h: how long evidence stays good, and from when.
 *
 * A shelf life is written "18 months", "3 years" or "none". It counts from the day the entry was
 * last reviewed, else from the end of the period it is about, else from the end of the year it
 * was published in. Private to model.
 */
#ifndef SL_MODEL_SHELF_H
#define SL_MODEL_SHELF_H

#include "model/strategy.h"

/* Months; 0 = for ever. False when the text is no shelf life. */
bool sl_shelf_parse(sl_str text, uint32_t *months);
/* The last day, month or year that a period names: "2024/25", "year to March 2025", "Census
 * 2021". False when it names none. */
bool sl_shelf_parse_period(sl_str period, sl_date *end);
/* The first day on which an entry is out of date; year 0 = it never is. */
sl_date sl_shelf_expiry(const sl_framework *f, const sl_evidence *e);

#endif
