/* measure.h: what is measured: where it stood, where it is to go and by when, and how it goes.
 *
 * A front-matter key of kind `measure` holds one. Between its baseline, the points of its path and
 * its target the course is a straight line; the latest actual figure is rated by how much of the
 * whole way, from baseline to target, it is short of the course on its day: less than `amber` per
 * cent of it is on course, less than `red` a little behind. Every comparison is exact. Arena: the
 * strategy's.
 */
#ifndef SL_MODEL_MEASURE_H
#define SL_MODEL_MEASURE_H

#include "model/strategy.h"

typedef struct sl_measure_point {
    sl_dec value;
    int32_t day, last; /* since 1 January 2000: the first and the last that `when` may mean */
    sl_str when, note;
    sl_span span;
} sl_measure_point;

typedef enum sl_rating {
    SL_RATING_NO_FIGURE, /* none was measured since the baseline */
    SL_RATING_NO_TARGET,
    SL_RATING_GREEN,
    SL_RATING_AMBER,
    SL_RATING_RED
} sl_rating;

typedef struct sl_measure {
    const sl_item *item;
    const sl_key *key;
    sl_str name; /* what is measured; empty: the item says it */
    sl_str unit;
    int places;   /* decimals when printed; -1 = as the figures have them */
    bool is_down; /* less is better */
    bool has_baseline, has_target;
    sl_measure_point baseline, target;
    SL_VEC(sl_measure_point) path;    /* between the two, in the order of time */
    SL_VEC(sl_measure_point) actuals; /* in the order of time */
    sl_date due;                      /* by when the next figure is to be there; year 0: not said */
    sl_str data_path;                 /* of the dataset of the actuals; empty: typed */
    const sl_yaml *yaml;
} sl_measure;

/* What an item has under a key of kind measure; an empty key: under the first. NULL: nothing that
 * could be read. */
const sl_measure *sl_measure_of(const sl_item *item, sl_str key);
/* The last actual figure, NULL when there is none. */
const sl_measure_point *sl_measure_latest(const sl_measure *m);
/* Its figures in the order of time, of which the baseline is the first where none of them was
 * measured by then. at: room for one more than there are actuals; NULL: they are counted only. */
size_t sl_measure_list_points(const sl_measure *m, const sl_measure_point **at);
/* What the course has on a day, as fine as the figures are printed; false without a target. */
bool sl_measure_expected(const sl_measure *m, int32_t day, sl_dec *out);
sl_rating sl_measure_rate(const sl_measure *m);
/* Whether a figure is as good as another, or better. */
bool sl_measure_reaches(const sl_measure *m, sl_dec value, sl_dec wanted);
/* The last point of its course that has passed on a day; NULL: none. */
const sl_measure_point *sl_measure_passed(const sl_measure *m, int32_t day);
/* Whether the figure that was to be there by `due` is not, on a day. */
bool sl_measure_is_overdue(const sl_measure *m, int32_t day);

/* 52.0%; of a figure of the measure. */
void sl_measure_push_figure(sl_buf *out, const sl_phrases *p, const sl_measure *m, sl_dec value);
/* A point with its time: 52.0% (2023). */
void sl_measure_push_point(sl_buf *out, const sl_phrases *p, const sl_measure *m,
                           const sl_measure_point *at);
/* All of it in a line: 52.0% (2023), from 48.0% (2020); target 60.0% (2030). */
void sl_measure_push(sl_buf *out, const sl_phrases *p, const sl_measure *m);
/* "on course", and what was to be reached by the day of the latest figure. */
void sl_measure_push_rating(sl_buf *out, const sl_phrases *p, const sl_measure *m);
/* What lists show of a measure: baseline, latest, expected, target, rating, due. */
bool sl_measure_is_part(sl_str part);
/* How it is called; empty when it is none. */
sl_str sl_measure_part_label(const sl_phrases *p, sl_str part);
bool sl_measure_has_part(const sl_measure *m, sl_str part);
/* Of the parts that are figures; false where there is none. */
bool sl_measure_part_value(const sl_measure *m, sl_str part, sl_dec *out);
void sl_measure_push_part(sl_buf *out, const sl_phrases *p, const sl_measure *m, sl_str part);
/* "green": for whom a rating is data. */
const char *sl_rating_name(sl_rating rating);
/* "rating-green", for the role of what shows it; NULL where there is no colour. */
const char *sl_rating_role(sl_rating rating);

#endif
