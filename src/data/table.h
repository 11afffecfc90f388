/* table.h: a dataset with types: which columns hold figures, which hold text, codes or years.
 *
 * By its description (datapackage.h), or inferred: a column is of figures when at least half of
 * its cells that hold something else than marks are (cell.h), and no code stands in it. Every
 * other cell of such a column is a finding.
 */
#ifndef SL_DATA_TABLE_H
#define SL_DATA_TABLE_H

#include "data/cell.h"
#include "data/datapackage.h"

typedef enum sl_column_type { SL_COLUMN_TEXT, SL_COLUMN_NUMBER, SL_COLUMN_YEAR } sl_column_type;

typedef struct sl_column {
    sl_column_type type;
    const sl_table_field *field; /* NULL: inferred */
    const char *symbol;          /* a currency's sign or %, when its cells have one */
    uint8_t places;              /* the most decimals that a figure has */
    bool has_code;               /* TEXT for the code on row `odd` */
    bool mixed;                  /* TEXT, and a figure on row `odd` */
    uint32_t odd;
} sl_column;

/* Sets t->typed, with findings for cells that are not of their column's type. described may be
 * NULL. False when the description names other columns than the file has. */
bool sl_table_type(sl_arena *a, sl_diags *d, sl_csv *t, const sl_resource *described);
/* One cell as its column's type has it. A cell of a column of text is TEXT or EMPTY. */
sl_cell sl_table_cell(const sl_csv *t, uint32_t row, uint32_t column);
/* The row's number in the file, from 1. */
uint32_t sl_table_row_number(const sl_sources *sources, const sl_csv *t, uint32_t row);

#endif
