/* cell.h: cells of a CSV file. Private to export. */
#ifndef SL_EXPORT_CELL_H
#define SL_EXPORT_CELL_H

#include "data/csv.h"

static inline void sl_export_push_cell(sl_buf *out, sl_str s, bool last)
{
    sl_csv_push_cell(out, s, last);
}

#endif
