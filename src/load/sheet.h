/* sheet.h: rows of spreadsheets as items and as entries of the register. Private to load.
 *
 * `sheets` of strategy.yaml names CSV files that teams keep. Each row is read anew with every run,
 * as if it were the front matter of an item or an entry: a column is the key of its name, or the
 * one that `columns` gives it. Values are read as spreadsheets write them: 1,236, £1.2 million,
 * 30/06/2027, Jun-27, Yes; links by ID or by title. Arena: the strategy's; values keep the place of
 * their cell.
 */
#ifndef SL_LOAD_SHEET_H
#define SL_LOAD_SHEET_H

#include "model/strategy.h"

extern const sl_schema sl_sheet_schema;

/* Adds the items of all sheets; after the files of items. */
void sl_sheet_load_items(sl_strategy *s);
/* Lines of funding to the items that there are; after sl_load_order. */
void sl_sheet_add_funding(sl_strategy *s);
/* Rows that are of the record: partners, events, responses, stages, milestones; before that is
 * read. */
void sl_sheet_load_records(sl_strategy *s);
/* The rows of a CSV file of responses that a file of the record imports. */
const sl_yaml *sl_sheet_import_responses(sl_strategy *s, const sl_yaml *path);
/* The entries of a sheet's rows, for the register: the list with them behind those that it has.
 * entry: the schema of one. */
const sl_yaml *sl_sheet_add_entries(sl_strategy *s, const sl_yaml *list, const sl_schema *entry);

#endif
