/* export.h: the strategy for other programs: CSV for spreadsheets, JSON for everything else. */
#ifndef SL_EXPORT_EXPORT_H
#define SL_EXPORT_EXPORT_H

#include "change/change.h"
#include "book/book.h"
#include "sight/matrix.h"
#include "sight/panel.h"

/* The items of the type that groups (the asks), a row each. */
void sl_export_emit_asks(sl_buf *out, const sl_strategy *s, const sl_numbers *numbers);
/* The register, a row for each entry, with what rests on it. */
void sl_export_emit_evidence(sl_buf *out, const sl_strategy *s, const sl_numbers *numbers);
/* The measures, a row each: their course, the latest figure and its rating. */
void sl_export_emit_measures(sl_buf *out, const sl_strategy *s, const sl_numbers *numbers);
/* What charts of items show, a row for each label and series; whether there are any. */
void sl_export_emit_charts(sl_buf *out, const sl_strategy *s, const sl_numbers *numbers);
bool sl_export_has_charts(const sl_strategy *s);
/* The lines of funding, a row each, in pounds and pence. */
void sl_export_emit_funding(sl_buf *out, const sl_strategy *s);
/* The calendar: events, gates and milestones with a day; UIDs stay the same from draft to draft. */
void sl_export_emit_ics(sl_buf *out, const sl_strategy *s);
/* Everything, version 1 of the schema that `sightline schema export` prints. */
void sl_export_emit_json(sl_buf *out, const sl_strategy *s, const sl_book *book,
                         const sl_numbers *numbers);

/* The audit, version 1 of the schema that `sightline schema audit` prints. */
void sl_export_emit_audit(sl_buf *out, const sl_panel *panel);
/* The line of sight of one item or entry, or (both NULL) of all items: `schema trace`. */
void sl_export_emit_trace(sl_buf *out, const sl_audit *audit, const sl_item *item,
                          const sl_evidence *entry);
/* The matrix, a row for each item at the end of the line. */
void sl_export_emit_matrix(sl_buf *out, const sl_audit *audit, const sl_matrix *m);
/* The monitoring sheet: a row for each claim with its strength, age, score and what it promised.
 * numbers may be NULL. */
void sl_export_emit_monitoring(sl_buf *out, const sl_panel *panel, const sl_numbers *numbers);
/* What changed between two readings, version 1 of `schema changes`. */
void sl_export_emit_changes(sl_buf *out, const sl_changes *changes);
/* The published schema of an output: audit, trace, export, changes; NULL when there is none. */
const char *sl_export_schema(const char *name);

#endif
