/* export.h: the strategy for other programs: CSV for spreadsheets, JSON for everything else. */
#ifndef SL_EXPORT_EXPORT_H
#define SL_EXPORT_EXPORT_H

#include "strategy/book.h"

/* The items of the type that groups (the asks), a row each. */
void sl_export_emit_asks(sl_buf *out, const sl_strategy *s, const sl_numbers *numbers);
/* The register, a row for each entry, with what rests on it. */
void sl_export_emit_evidence(sl_buf *out, const sl_strategy *s, const sl_numbers *numbers);
/* The lines of funding, a row each, in pounds and pence. */
void sl_export_emit_funding(sl_buf *out, const sl_strategy *s);
/* The calendar: events, gates and milestones with a day; UIDs stay the same from draft to draft. */
void sl_export_emit_ics(sl_buf *out, const sl_strategy *s);
/* Everything, version 1 of the schema that `sightline schema export` prints. */
void sl_export_emit_json(sl_buf *out, const sl_strategy *s, const sl_book *book,
                         const sl_numbers *numbers);

#endif
