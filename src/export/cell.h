/* cell.h: cells of a CSV file. Private to export. */
#ifndef SL_EXPORT_CELL_H
#define SL_EXPORT_CELL_H

#include "base/buf.h"

/* A cell in quotes (RFC 4180), then a comma or the row's end. One that a spreadsheet would take
 * for a formula starts with an apostrophe. */
void sl_export_push_cell(sl_buf *out, sl_str s, bool last);

#endif
