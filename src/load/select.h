/* select.h: rows and figures taken from a dataset for a chart or table. Private to load. */
#ifndef SL_LOAD_SELECT_H
#define SL_LOAD_SELECT_H

#include "load/block.h"

typedef struct sl_selection {
    const sl_csv *csv;
    SL_VEC(uint32_t) rows;
} sl_selection;

/* The rows that fit `where`; false (with findings) when a column is missing or no row is left. */
bool sl_select_rows(sl_strategy *s, const sl_yaml *block, const sl_csv *csv, sl_selection *out);
/* A column named at y; -1 with a finding and a suggestion. */
int sl_select_column(sl_strategy *s, const sl_csv *csv, const sl_yaml *y);
/* The chart of a block; NULL with findings. */
const sl_chart *sl_select_chart(sl_strategy *s, const sl_yaml *block, sl_span span);
/* The table of a block; NULL with findings. */
const sl_block_table *sl_select_table(sl_strategy *s, const sl_yaml *block, sl_span span);

#endif
