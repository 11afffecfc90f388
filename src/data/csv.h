/* csv.h: datasets as tables (RFC 4180): the first row names the columns, or what a Table Dialect
 * (Data Package 2.0) says.
 *
 * An unclosed quote, a second column of one name, rows that do not fit the head and what is no
 * data (titles, notes, blank rows, empty columns) are findings: one for each kind in a file, at
 * the first place. Cells are views of the file where they have no doubled quotes. Arena: the one
 * given.
 */
#ifndef SL_DATA_CSV_H
#define SL_DATA_CSV_H

#include "base/buf.h"
#include "diag/diag.h"

typedef struct sl_csv {
    uint32_t file;
    uint32_t column_count, row_count;
    sl_str *columns;               /* column_count names */
    sl_str *cells;                 /* row-major, row_count * column_count */
    uint32_t *row_offsets;         /* byte offset of each row */
    const struct sl_column *typed; /* column_count; NULL before sl_table_type */
} sl_csv;

/* How a file's rows are parted; numbers of rows count from 1, empty lines too. */
typedef struct sl_dialect {
    char delimiter, quote;
    bool said, header_said; /* the delimiter and where the head stands were described */
    bool header, doubled, skip_space;
    sl_str comment, join;
    SL_VEC(uint32_t) header_rows, comment_rows;
    const sl_str *names; /* of columns, for a file without a head */
    size_t name_count;
    sl_str description; /* path of the datapackage.yaml that would describe the file */
} sl_dialect;

/* What RFC 4180 says: commas, quotes, one head. */
sl_dialect sl_dialect_plain(void);
/* NULL (with findings) when the file is no table. */
sl_csv *sl_csv_parse(sl_arena *a, sl_diags *d, uint32_t file, const sl_dialect *dialect);
/* The place of a cell, for findings; of its row when the cell is no view of the file. */
sl_span sl_csv_cell_span(const sl_sources *sources, const sl_csv *t, uint32_t row, uint32_t column);
/* Index of the column, or -1. */
int sl_csv_lookup_column(const sl_csv *t, sl_str name);
sl_str sl_csv_cell(const sl_csv *t, uint32_t row, uint32_t column);

/* A cell in quotes (RFC 4180), then a comma or the row's end. One that a spreadsheet would take
 * for a formula starts with an apostrophe. */
void sl_csv_push_cell(sl_buf *out, sl_str s, bool last);

#endif
