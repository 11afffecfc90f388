/* plot.h: what the kinds of chart share: the axis, figures as printed, colours. Private to draw. */
#ifndef SL_DRAW_PLOT_H
#define SL_DRAW_PLOT_H

#include "draw/sketch.h"

typedef struct sl_plot {
    sl_sketch *k;
    const sl_chart *c;
    sl_dec low, high;       /* of the axis */
    sl_u x0, x1, y0, y1;    /* of the figures' area */
    sl_sketch_lines *names; /* rows: each label's lines */
    sl_u *tops;             /* rows: where each begins, and where the last ends */
    sl_sketch_lines unit, reference, target;
    sl_dec step; /* between two lines of the axis; 0: it has none */
    uint8_t step_places;
    SL_VEC(sl_mark) held; /* lines over series, until sl_axis_draw_held */
} sl_plot;

/* A figure as it is printed. */
sl_str sl_plot_figure_text(sl_arena *a, const sl_chart *c, sl_dec v);
/* Where a figure lies between two ends of its axis. */
sl_u sl_plot_position(const sl_plot *p, sl_dec v, sl_u a, sl_u b);
/* A whole number. */
sl_dec sl_plot_whole(int64_t v);
/* The ends of the axis: of the figures, with nought where bars start, and of the reference. */
void sl_plot_find_range(sl_plot *p, bool from_zero);
/* Whether there is a figure. */
bool sl_plot_is_present(const sl_chart *c, size_t series, size_t label);
/* The figure of a series at a label. */
sl_dec sl_plot_value_at(const sl_chart *c, size_t series, size_t label);
/* The colour of a series; green, amber and red are those of ratings. */
sl_rgb sl_plot_series_color(const sl_sketch *k, const sl_chart *c, size_t series);
/* The colour of a bar or a column where there is one series: of its label, where that is a rating
 * or some are picked out. */
sl_rgb sl_plot_label_color(const sl_sketch *k, const sl_chart *c, size_t label);
/* The widest of some texts. */
sl_u sl_plot_widest_label(sl_sketch *k, const sl_str *texts, size_t n, bool bold);
/* The widest of the figures as printed. */
sl_u sl_plot_widest_value(const sl_plot *p);
/* The figures of a label that lie above nought, or below it, added up. */
sl_dec sl_plot_sum(const sl_chart *c, size_t label, bool below);
/* The per cent of its whole that a part is, with the chart's decimals; rounded. */
sl_dec sl_plot_share(const sl_chart *c, size_t series, size_t label, sl_dec whole);
/* Where a sum of a label's parts ends between a, nought, and b: on the axis, or of its whole. */
sl_u sl_plot_part_end(const sl_plot *p, size_t label, sl_dec sum, sl_u a, sl_u b);
/* Adds a part to the sum of its side, at or above nought and below it: where it begins and ends. */
void sl_plot_add_part(const sl_plot *p, size_t series, size_t label, sl_dec sums[2], sl_u a, sl_u b,
                      sl_u ends[2]);
/* A text over whatever lies behind it, in a box of the ground's or another colour. */
void sl_plot_draw_boxed(sl_plot *p, sl_str text, sl_u x, sl_u y, sl_anchor anchor, bool bold,
                        sl_rgb color, sl_rgb box);
/* The unit, above the figures. */
void sl_plot_draw_unit(sl_plot *p);
/* Leaves at least so much room that figures can be told apart. */
void sl_plot_widen(sl_plot *p);
/* A figure with its marks, or the reason why there is none. */
sl_str sl_plot_value_text(sl_arena *a, const sl_chart *c, size_t series, size_t label);
/* Whether some label or series is to stand out. */
bool sl_plot_any_highlight(const sl_chart *c, size_t n);
/* Between which figures one lies; NULL where nothing says so. */
const sl_bounds *sl_plot_bounds_at(const sl_chart *c, size_t series, size_t label);
/* The line through a figure, along its row at y, or up and down at x. */
void sl_plot_draw_bounds_across(sl_plot *p, size_t series, size_t label, sl_u y, sl_rgb color);
void sl_plot_draw_bounds_upright(sl_plot *p, size_t series, size_t label, sl_u x, sl_rgb color);
/* Rows of labels below the unit, the lines' names and `extra`; row: the height of one whose label
 * has one line. */
void sl_plot_start_rows(sl_plot *p, sl_u row, sl_u extra);
sl_u sl_plot_row_middle(const sl_plot *p, size_t i);
/* The name of a row, at its left. */
void sl_plot_draw_row_name(sl_plot *p, size_t i, bool strong);
/* The reference and the target of rows, over them, named above. */
void sl_plot_draw_reference(sl_plot *p);
/* Where a label stands from left to right: in proportion where labels say when. */
sl_u sl_plot_column_x(const sl_plot *p, size_t label);
/* The kinds of chart, each in its file. Lines over columns; slope: between two of them. */
void sl_plot_draw_lines(sl_plot *p, bool slope);
/* False: names have no room below columns, and rows show it. */
bool sl_plot_draw_columns(sl_plot *p);
bool sl_plot_draw_stacked_columns(sl_plot *p);
void sl_plot_draw_stacked_rows(sl_plot *p);
void sl_plot_draw_diverging(sl_plot *p);
void sl_plot_draw_area(sl_plot *p);
void sl_plot_draw_strip(sl_plot *p);
void sl_plot_draw_scatter(sl_plot *p);
void sl_plot_draw_multiples(sl_plot *p);
void sl_plot_draw_grid(sl_plot *p);

#endif
