/* axis.h: what charts on axes share: round figures along them, the key, lines and bands that are
 * named at the side, words above columns. Private to draw.
 */
#ifndef SL_DRAW_AXIS_H
#define SL_DRAW_AXIS_H

#include "draw/plot.h"

/* Widens the range to round figures, at most `most` steps of them. */
void sl_axis_round(sl_plot *p, unsigned most);
/* The widest text along the axis. */
sl_u sl_axis_widest(const sl_plot *p);
/* Lines across at its round figures, which stand at the left of x0; the one at nought is strong. */
void sl_axis_draw_upright(sl_plot *p);
/* The same, with figures or without. */
void sl_axis_draw_lines(sl_plot *p, bool figures);
/* The same upright, the figures below y1; the lowest of them. */
sl_u sl_axis_draw_across(sl_plot *p);
/* A series: its colour, and unless it stands alone or is picked out, lines that tell it from others
 * where colours do not. */
void sl_axis_fill(sl_plot *p, size_t series, const sl_u *points, size_t n);
/* The same for a rectangle, without the lines. */
void sl_axis_fill_rect(sl_plot *p, size_t series, sl_u x, sl_u y, sl_u width, sl_u height);
/* The lines over all rectangles so far, and seams between them, at once: they look the same. */
void sl_axis_draw_held(sl_plot *p);
void sl_axis_hold_seam(sl_plot *p, const sl_u line[4]);
/* The unit, and below it the series with their colours, from y; the lowest of it. */
sl_u sl_axis_draw_key(sl_plot *p, sl_u y);
/* The unit alone. */
sl_u sl_axis_draw_head(sl_plot *p, sl_u y);
/* What is named at the right of upright axes: the reference, the target, the band. */
sl_u sl_axis_side_width(const sl_plot *p);
/* The band, behind the figures. */
void sl_axis_draw_band(sl_plot *p, bool upright);
/* The lines, over the figures, and the names of all at the right of x1. */
void sl_axis_draw_side(sl_plot *p);
/* The same with samples of them below the unit, where nothing can stand at the side. */
sl_u sl_axis_draw_samples(sl_plot *p, sl_u y);
/* The words above labels from y, each with a staff down to its foot; at: of each label. The lowest
 * of the words; feet NULL: nothing is drawn. */
sl_u sl_axis_draw_notes(sl_plot *p, const sl_u *at, sl_u y, const sl_u *feet);
/* x1, or further left where words above the last labels need room. */
sl_u sl_axis_notes_edge(const sl_plot *p, sl_u x1);
/* Below y: which figures are missing, and why, a few of them; the lowest of it. */
sl_u sl_axis_draw_missing(sl_plot *p, sl_u y);
/* The words below columns at `at`, `slot` wide each: of times those that have room. */
sl_u sl_axis_draw_names(sl_plot *p, const sl_u *at, sl_u slot, sl_u y);
/* Whether the words of all labels have room there in few lines, none of them divided. */
bool sl_axis_names_fit(sl_plot *p, sl_u slot);

#endif
