/* key.h: rows that a description tells apart: `unique`, `primaryKey`, `uniqueKeys` and
 * `foreignKeys` of Table Schema 2.0.
 */
#ifndef SL_DATA_KEY_H
#define SL_DATA_KEY_H

#include "data/table.h"

/* Rows that a key of the description names twice, or a primary key leaves open, as findings; and
 * values of foreign keys that lead into the file itself. t is typed. */
void sl_key_check(sl_arena *a, sl_diags *d, const sl_csv *t, const sl_resource *described);
/* Values of a foreign key that stand in no row of the other file, as findings. Both are typed. */
void sl_key_check_foreign(sl_arena *a, sl_diags *d, const sl_csv *t, const sl_resource *described,
                          const sl_foreign_key *key, const sl_csv *other);

#endif
