/* chart.h: one chart's figures, selected, sorted and limited already.
 */
#ifndef SL_MODEL_CHART_H
#define SL_MODEL_CHART_H

#include "data/geojson.h"
#include "model/measure.h"

typedef enum sl_chart_kind {
    SL_CHART_BAR,
    SL_CHART_GROUPED_BAR,
    SL_CHART_LINE,
    SL_CHART_DOT,
    SL_CHART_SLOPE,
    SL_CHART_COLUMN,
    SL_CHART_STACKED,
    SL_CHART_DIVERGING,
    SL_CHART_MULTIPLES,
    SL_CHART_STRIP,
    SL_CHART_SCATTER,
    SL_CHART_AREA,
    SL_CHART_GRID,
    SL_CHART_MAP,
    SL_CHART__COUNT
} sl_chart_kind;

enum { SL_MAP_CLASSES_MOST = 6 };

/* The places of a map: label i of its chart is feature features[i]. */
typedef struct sl_chart_map {
    const sl_geo *geo;
    uint32_t *features;
    uint8_t *classes; /* by label, from the lowest; of those that have a figure */
    bool *named;      /* by label: its name stands on the map */
    uint8_t class_count;
    sl_str class_names[SL_MAP_CLASSES_MOST]; /* "£30.00 to £34.99" */
    sl_str credit;
} sl_chart_map;

/* A square of a grid, from low to high; row 0 stands lowest. */
typedef struct sl_chart_square {
    bool known;
    uint8_t row, column;
} sl_chart_square;

/* The squares of a grid's items: label i of its chart stands in before[i], and in after[i]. */
typedef struct sl_chart_grid {
    sl_str row_label, column_label;
    sl_str *rows, *columns; /* words, from low to high, each with a capital */
    sl_str levels[3];       /* what a square is called: low, middle, high */
    sl_str signs[2];        /* what a ring and a disc say */
    uint8_t row_count, column_count;
    const sl_chart_square *before, *after; /* after NULL: nothing says what is done */
} sl_chart_grid;

/* Between which figures one lies. */
typedef struct sl_bounds {
    sl_dec low, high;
    bool known;
} sl_bounds;

/* Words at a label of a chart: what happened then. */
typedef struct sl_chart_note {
    uint16_t label;
    sl_str text;
} sl_chart_note;

/* How the figures of a scatter's other axis are printed; they are its second series. */
typedef struct sl_chart_axis {
    sl_str unit, prefix, suffix;
    uint8_t places;
} sl_chart_axis;

enum { SL_CHART_NOTES_MOST = 6 };

typedef struct sl_chart {
    sl_chart_kind kind;
    sl_str title; /* the finding */
    sl_str unit, prefix, suffix;
    uint8_t places;
    uint16_t label_count, series_count;
    sl_str *labels;    /* label_count */
    sl_str *series;    /* series_count names; one series may have none */
    sl_dec *values;    /* [series * label_count + label] */
    bool *present;     /* the same shape: false where the dataset has no figure */
    sl_str *reasons;   /* the same: why there is none */
    sl_str *marks;     /* the same: what qualifies a figure, " [e]"; or empty */
    sl_bounds *bounds; /* the same; NULL: nothing says how sure the figures are */
    sl_str level;      /* of all bounds: "95%"; or empty */
    sl_str legend;   /* the marks in words: "[e] estimated."; and what lines through figures are */
    int32_t *days;   /* of each label since 1 January 2000, in their order; NULL: no time */
    bool *highlight; /* by series (sl_chart_highlights_series), else by label */
    const sl_rating *ratings; /* by series, or by label of one series; NULL: they are no ratings */
    bool *compared; /* LINE, by series: what others are compared with; NULL: nobody says */
    bool is_joined; /* a line goes on over labels where it has no figure */
    bool has_reference;
    sl_dec reference;
    sl_str reference_label;
    bool has_target;
    sl_dec target;
    sl_str target_label;
    bool has_band; /* between two figures */
    sl_dec band_low, band_high;
    sl_str band_label;
    sl_chart_note notes[SL_CHART_NOTES_MOST];
    uint8_t note_count;
    bool is_upright;             /* STACKED: columns, and not rows */
    bool is_share;               /* STACKED: each label's figures are 100 % */
    const sl_chart_axis *across; /* SCATTER */
    const sl_chart_map *map;     /* SL_CHART_MAP */
    const sl_chart_grid *grid;   /* GRID: no figure is present, and `reasons` are the words */
} sl_chart;

/* How far a square is of the way from low in both to high in both: 0, 1 or 2. */
unsigned sl_chart_grid_level(const sl_chart_grid *g, unsigned row, unsigned column);
/* Whether `highlight` picks series out, and not labels. */
bool sl_chart_highlights_series(const sl_chart *c);
/* A figure as it is printed, its sign before the prefix, its mark behind: −£5m [e]. */
void sl_chart_push_figure(sl_buf *b, const sl_chart *c, sl_dec figure);
/* The same of the other axis of a scatter. */
void sl_chart_push_across(sl_buf *b, const sl_chart *c, sl_dec figure);
/* The same of value `at`, or the reason why there is none. */
void sl_chart_push_value(sl_buf *b, const sl_chart *c, size_t at);
/* The same with its bounds, where it has some: 7.5% (7.1% to 8.0%). */
void sl_chart_push_told(sl_buf *b, const sl_phrases *p, const sl_chart *c, size_t at);

#endif
