/* png.h: pixels as PNG (W3C, PNG 1.2). Private to raster.
 *
 * Drawings have few colours: a palette of them is deflated in a tenth of the time that libpng takes
 * for what it is given.
 */
#ifndef SL_RASTER_PNG_H
#define SL_RASTER_PNG_H

#include "base/buf.h"

/* pixels: 0xXXRRGGBB, a row every `stride` of them. coarse: colours that are nearly the same may be
 * one, where there are more than a palette has. False when it cannot be deflated. */
bool sl_png_push(sl_buf *out, const uint32_t *pixels, size_t stride, uint32_t width,
                 uint32_t height, bool coarse);

#endif
