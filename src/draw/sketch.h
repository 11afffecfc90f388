/* sketch.h: putting marks into a picture. Private to draw. */
#ifndef SL_DRAW_SKETCH_H
#define SL_DRAW_SKETCH_H

#include "draw/draw.h"

typedef struct sl_sketch {
    sl_arena *arena;
    sl_picture *picture;
    sl_fonts *fonts;
    sl_words *words;
    const sl_style *style;
    sl_rgb text, secondary, accent, quiet, hairline;
    sl_rgb levels[3]; /* low, middle, high: grounds */
    sl_u line;        /* distance of two lines of labels */
} sl_sketch;

/* With the colours and the labels' style of a layout. */
sl_sketch sl_sketch_start(sl_arena *a, sl_picture *picture, const sl_layout *layout,
                          sl_fonts *fonts, sl_words *words);
/* The colour of what stands on nothing. */
#define SL_SKETCH_GROUND 0xFFFFFF
/* A polygon of n points, filled. */
void sl_sketch_fill(sl_sketch *k, const sl_u *points, uint32_t n, sl_rgb color);
/* A part of the accent colour on the ground, over a polygon of n points (x y pairs). */
void sl_sketch_tint(sl_sketch *k, const sl_u *points, uint32_t n, unsigned percent);
void sl_sketch_rect(sl_sketch *k, sl_u x, sl_u y, sl_u width, sl_u height, sl_rgb color);
/* A line through n points (x y pairs). dash 0 = solid. */
void sl_sketch_line(sl_sketch *k, const sl_u *points, uint32_t n, sl_u width, sl_rgb color,
                    sl_u dash);
void sl_sketch_dot(sl_sketch *k, sl_u x, sl_u y, sl_u radius, sl_rgb color, bool hollow);
/* y: of the baseline. */
void sl_sketch_label(sl_sketch *k, sl_str text, sl_u x, sl_u y, sl_anchor anchor, bool bold,
                     sl_rgb color);
/* The lines of a text at a width: broken at spaces, or within what is wider. */
typedef struct sl_sketch_lines {
    SL_VEC(sl_str) lines;
} sl_sketch_lines;

sl_sketch_lines sl_sketch_wrap(sl_sketch *k, sl_str text, bool bold, sl_u width);
/* Lines around a middle; x as for a label. */
void sl_sketch_put_lines(sl_sketch *k, const sl_sketch_lines *l, sl_u x, sl_u middle,
                         sl_anchor anchor, bool bold, sl_rgb color);
sl_u sl_sketch_measure(sl_sketch *k, sl_str text, bool bold);
/* Half the height of a figure, so that a label's middle stands at y. */
sl_u sl_sketch_middle(const sl_sketch *k);

#endif
