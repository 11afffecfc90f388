/* funding_chart.h: the items' own lines of funding as a chart, by financial year. Private to load.
 */
#ifndef SL_LOAD_FUNDING_CHART_H
#define SL_LOAD_FUNDING_CHART_H

#include "data/schema.h"
#include "model/chart.h"

extern const sl_schema sl_funding_chart_schema;

/* Sums of each year, on each other by standing, source or fund. NULL: there are none, with a
 * finding where the strategy is read whole. Arena: the strategy's. */
const sl_chart *sl_funding_chart_read(sl_strategy *s, const sl_yaml *block, sl_span span);

#endif
