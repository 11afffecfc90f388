/* coverage.h: tables that show what is covered and what is not. Arena: the one given.
 *
 * The framework says what stands at the rows and columns: items of a type, the values of a
 * front-matter key, the register's entries, or the types of item. A cell counts the items between
 * (of the type `by`, or all) that have to do with both: that rest on the item or entry, are the
 * item, or have the value.
 */
#ifndef SL_SIGHT_COVERAGE_H
#define SL_SIGHT_COVERAGE_H

#include "sight/audit.h"

typedef struct sl_cover_head {
    sl_str text;
    const sl_item *item;         /* or NULL */
    const sl_evidence *evidence; /* or NULL */
    uint32_t total;
} sl_cover_head;

typedef SL_VEC(sl_cover_head) sl_cover_heads;

typedef struct sl_coverage {
    sl_str title, name;           /* what the rows are called */
    sl_str by;                    /* what a cell counts, in the plural */
    sl_cover_heads rows, columns; /* items in the document's order */
    uint32_t *cells;              /* [row * columns.n + column] */
    uint32_t empty_rows;
} sl_coverage;

typedef struct sl_coverages {
    SL_VEC(sl_coverage) tables;
    SL_VEC(const sl_yaml *) left_out; /* entries of the framework whose table is too large */
} sl_coverages;

/* The tables that the framework declares; one that could not be shown (over 400 rows or 32
 * columns) is left out. Never NULL. */
/* A table that is over the limits is not in it; its place in the list of the framework is in
 * `left_out`. */
const sl_coverages *sl_coverage_run(sl_arena *a, const sl_audit *audit);

#endif
