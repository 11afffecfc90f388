/* flag.h: words above places along a line, each right of a staff that leads down to its place; no
 * word lies on another or on a staff. Private to draw.
 */
#ifndef SL_DRAW_FLAG_H
#define SL_DRAW_FLAG_H

#include "draw/sketch.h"

typedef struct sl_flag {
    sl_u x;
    sl_u foot; /* where its staff ends, above which it stands */
    sl_sketch_lines lines;
    bool strong;
    sl_u width, height; /* of the words */
    sl_u up;            /* of their foot above the ground */
} sl_flag;

/* The words of a flag, in lines of a width. */
sl_flag sl_flag_make(sl_sketch *k, sl_str text, bool strong, sl_u x, sl_u room);
/* Finds how far up each stands; the height of all. Sorts them by x. */
sl_u sl_flags_place(sl_flag *flags, size_t n);
/* ground: the height below which nothing of the words stands. */
void sl_flags_draw(sl_sketch *k, const sl_flag *flags, size_t n, sl_u ground, sl_rgb staff);

#endif
