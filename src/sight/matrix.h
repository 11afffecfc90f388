/* matrix.h: what stands at the end of the line against what it starts from. Arena: the one given.
 *
 * Rows: items of the types at the end (nothing rests on them). Columns: items of the types at the
 * start (they rest on evidence alone and others rest on them). A cell counts the paths between.
 */
#ifndef SL_SIGHT_MATRIX_H
#define SL_SIGHT_MATRIX_H

#include "sight/audit.h"

typedef struct sl_matrix {
    SL_VEC(const sl_item *) rows;
    SL_VEC(const sl_item *) columns;
    uint32_t *cells; /* [row * columns.n + column]; UINT32_MAX = at least so many */
} sl_matrix;

const sl_matrix *sl_matrix_make(sl_arena *a, const sl_audit *audit);

#endif
