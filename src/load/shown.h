/* shown.h: what a chart of items shows, as the table that a query of its `holds` reads. Private to
 * load.
 *
 * The table is called chart. Of figures it has a row for each label and series (label, series,
 * figure); of a grid one for each item (label, row, col, row_after, col_after). Words are those
 * that readers see; figures are of the unit of the axis, and NULL where there is none.
 */
#ifndef SL_LOAD_SHOWN_H
#define SL_LOAD_SHOWN_H

#include "data/csv.h"
#include "model/chart.h"

#define SL_SHOWN_TABLE "chart"

/* Typed. Arena: the one given, which the chart has to outlive. at: where findings of it stand. */
const sl_csv *sl_shown_table(sl_arena *a, const sl_chart *c, sl_span at);

#endif
