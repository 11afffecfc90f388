/* png.h: what PDF takes of a PNG as it is. Private to page. */
#ifndef SL_PAGE_PNG_H
#define SL_PAGE_PNG_H

#include "page/image.h"

/* Sets flate, depth, components and palette of an image whose size is known, where it is plain.
 * False when the file is damaged. Arena: the image's. */
bool sl_png_read(sl_arena *a, sl_image *im);

#endif
