/* sheet_merge.h: a newer copy of a sheet, as a team sends it, merged into the strategy's by the IDs
 * of its rows.
 *
 * Rows that both have take the newer cells, rows that are new come behind, rows that the newer copy
 * lacks stay. A cell that says the same otherwise (1,250 for 1250, 30/06/2027 for 2027-06-30) stays
 * as it is, and so does every byte of rows in which nothing changed. Merging the same copy again
 * changes nothing. Arena: the strategy's.
 */
#ifndef SL_LOAD_SHEET_MERGE_H
#define SL_LOAD_SHEET_MERGE_H

#include "base/buf.h"
#include "model/strategy.h"

typedef struct sl_sheet_merge {
    sl_str path; /* of the sheet, from the strategy's folder */
    uint32_t file;
    sl_str text;                    /* as it would be */
    unsigned changed, added, stays; /* rows: changed, new, and not in the newer copy */
} sl_sheet_merge;

/* file: of the sources, the newer copy. name: the sheet's path; empty: that of the copy's name, or
 * the only one. What changes is said line by line. False with findings. */
bool sl_sheet_merge_file(sl_strategy *s, uint32_t file, sl_str name, sl_sheet_merge *out,
                         sl_buf *said);

#endif
