/* csv.h: datasets as tables (RFC 4180): the first row names the columns.
 *
 * A row with more or fewer cells than the head, an unclosed quote and a second column of one
 * name are findings at their place. Cells are views of the file where they have no quotes.
 * Arena: the one given.
 */
#ifndef SL_DATA_CSV_H
#define SL_DATA_CSV_H

#include "base/buf.h"
#include "diag/diag.h"

typedef struct sl_csv {
    uint32_t file;
    uint32_t column_count, row_count;
    sl_str *columns;       /* column_count names */
    sl_str *cells;         /* row-major, row_count * column_count */
    uint32_t *row_offsets; /* byte offset of each row */
} sl_csv;

/* NULL (with findings) when the file is no table. */
const sl_csv *sl_csv_parse(sl_arena *a, sl_diags *d, uint32_t file);
/* Index of the column, or -1. */
int sl_csv_lookup_column(const sl_csv *t, sl_str name);
sl_str sl_csv_cell(const sl_csv *t, uint32_t row, uint32_t column);

/* A cell in quotes (RFC 4180), then a comma or the row's end. One that a spreadsheet would take
 * for a formula starts with an apostrophe. */
void sl_csv_push_cell(sl_buf *out, sl_str s, bool last);

#endif
