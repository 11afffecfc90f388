/* cell.h: one cell of a dataset as a spreadsheet, R or a statistical office writes it.
 *
 * Figures: 1,236.40 (groups by comma, space, no-break, thin space or apostrophe), £55, 12%, -4,
 * (36.40) for less than nought, 1e+05; with marks of the Government Statistical Service and of
 * Eurostat beside them ([p], p). A mark alone is a missing figure with its reason. A code is what
 * only looks like a figure: 007, 10E2, numbers of more digits than a double keeps.
 */
#ifndef SL_DATA_CELL_H
#define SL_DATA_CELL_H

#include "base/num.h"

typedef enum sl_cell_kind {
    SL_CELL_EMPTY,
    SL_CELL_NUMBER,
    SL_CELL_MISSING, /* marks alone */
    SL_CELL_CODE,
    SL_CELL_TEXT
} sl_cell_kind;

typedef struct sl_cell {
    sl_cell_kind kind;
    sl_dec value;       /* NUMBER */
    uint32_t marks;     /* a bit for each mark of sl_mark_name */
    const char *symbol; /* a currency's sign or %, or NULL */
    sl_str label;       /* MISSING: the reason that the description gives, or empty */
} sl_cell;

sl_cell sl_cell_read(sl_str text);
/* A figure as a Table Schema spells it: nothing but sign, digits, point and exponent. */
bool sl_cell_read_plain(sl_str text, sl_dec *value);
/* How mark i is written ("[e]") and what it means; NULL past the last. */
const char *sl_mark_name(unsigned i);
const char *sl_mark_meaning(unsigned i);
/* Without white space of any kind at both ends. */
sl_str sl_cell_trim(sl_str text);

#endif
