/* constraint.h: what the description of a dataset asks of its cells and rows beside their types:
 * `constraints`, formats, `primaryKey` and `uniqueKeys` of Table Schema 2.0 (datapackage.org).
 * Private to data, but for the keys.
 *
 * Patterns are those of PCRE2, as a whole, in UTF-8; how much one may cost is limited.
 */
#ifndef SL_DATA_CONSTRAINT_H
#define SL_DATA_CONSTRAINT_H

#include "data/cell.h"
#include "data/datapackage.h"

/* Reads what stands beside the type of a field; false with findings. */
bool sl_constraint_read(sl_arena *a, sl_diags *d, sl_table_field *f, const sl_yaml *field);
/* Why a cell of the field's type is not as it is described, or NULL. `cell`: as read. */
const char *sl_constraint_fault(const sl_table_field *f, sl_str text, const sl_cell *cell);
/* Whether a text is true or false in the field's words. */
bool sl_constraint_is_boolean(const sl_table_field *f, sl_str text);

#endif
