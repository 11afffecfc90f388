/* chart.h: one chart's figures, selected, sorted and limited already.
 */
#ifndef SL_MODEL_CHART_H
#define SL_MODEL_CHART_H

#include "model/strategy.h"

typedef enum sl_chart_kind {
    SL_CHART_BAR,
    SL_CHART_GROUPED_BAR,
    SL_CHART_LINE,
    SL_CHART_DOT,
    SL_CHART_SLOPE,
    SL_CHART__COUNT
} sl_chart_kind;

typedef struct sl_chart {
    sl_chart_kind kind;
    sl_str title; /* the finding */
    sl_str unit, prefix, suffix;
    uint8_t places;
    uint16_t label_count, series_count;
    sl_str *labels;  /* label_count */
    sl_str *series;  /* series_count names; one series may have none */
    sl_dec *values;  /* [series * label_count + label] */
    bool *present;   /* the same shape: false where the dataset has no figure */
    bool *highlight; /* by label (bar, dot), or by series (line, slope, grouped) */
    bool has_reference;
    sl_dec reference;
    sl_str reference_label;
} sl_chart;

#endif
