/* drawer.h: SVG drawn by a process of its own, under limits of time and memory. Private to page.
 *
 * An SVG of 200 bytes can ask for minutes and gigabytes, or bring the library down (filters, nested
 * masks, pictures in pictures). So librsvg runs in a child that is forked for the first SVG, keeps
 * the library for the next ones, and is replaced when one of them ends it. The parent sends a file
 * and gets back a page of PDF; it never lets librsvg near what it has not drawn before.
 */
#ifndef SL_PAGE_DRAWER_H
#define SL_PAGE_DRAWER_H

#include "base/str.h"

/* What became of one SVG: its size in its own units and its page of PDF, or why there is none. */
typedef struct sl_drawn {
    bool good;
    double width, height;
    sl_str form; /* in the arena */
    const char *why;
} sl_drawn;

/* How the child draws one: bytes in, a drawn out; may end the process. */
typedef sl_drawn sl_draw_one(sl_arena *a, sl_str bytes, const char *fonts);

/* Has the child draw it, within SL_LIMIT_SVG_SECONDS of CPU time and SL_LIMIT_SVG_MEMORY. */
sl_drawn sl_drawer_draw(sl_arena *a, sl_str bytes, const char *fonts, sl_draw_one *draw);

#endif
