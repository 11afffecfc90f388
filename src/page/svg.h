/* svg.h: SVG through librsvg and cairo, as vectors. Private to page. */
#ifndef SL_PAGE_SVG_H
#define SL_PAGE_SVG_H

#include "page/image.h"

bool sl_svg_is(sl_str bytes);
/* Fills the size and the vector form of an image whose bytes are SVG. fonts: folder of
 * the faces that its text may use. False when it is damaged or over a limit; *why says. */
bool sl_svg_load(sl_arena *a, sl_image *im, const char *fonts, const char **why);
/* Draws one that was loaded: what a process of its own has drawn under limits already. */
bool sl_svg_paint(const sl_image *im, struct _cairo *cr);
/* Draws the stored pixels of a JPEG, which librsvg decodes. */
bool sl_svg_paint_photo(const sl_image *im, struct _cairo *cr);

#endif
