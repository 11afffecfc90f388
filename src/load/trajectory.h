/* trajectory.h: a measure as a chart. Private to load. */
#ifndef SL_LOAD_TRAJECTORY_H
#define SL_LOAD_TRAJECTORY_H

#include "model/chart.h"
#include "model/measure.h"

/* What was measured, and the course; NULL when there are no two points. Arena: the strategy's. */
const sl_chart *sl_trajectory_make(sl_strategy *s, const sl_measure *m, sl_str title);
/* Of the item that the block names or stands in; NULL, with a finding where it has no measure.
 * data_path: where the figures stand. */
const sl_chart *sl_trajectory_read(sl_strategy *s, const sl_yaml *block, const sl_item *own,
                                   sl_span span, sl_str *data_path);

/* The unit of a measure on the axis of a chart, and its sign around figures. */
void sl_trajectory_dress(sl_strategy *s, sl_chart *c, const sl_measure *m);

#endif
