/* export.h: the strategy for other programs: CSV for spreadsheets, JSON for everything else. */
#ifndef SL_EXPORT_EXPORT_H
#define SL_EXPORT_EXPORT_H

#include "strategy/book.h"

/* The items of the type that groups (the asks), a row each. */
void sl_export_emit_asks(sl_buf *out, const sl_strategy *s, const sl_numbers *numbers);
/* The register, a row for each entry, with what rests on it. */
void sl_export_emit_evidence(sl_buf *out, const sl_strategy *s, const sl_numbers *numbers);
/* Everything, version 1 of the schema that `sightline schema export` prints. */
void sl_export_emit_json(sl_buf *out, const sl_strategy *s, const sl_book *book,
                         const sl_numbers *numbers);

#endif
