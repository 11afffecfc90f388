/* rows.h: rows of a drawing's indices, deflated (RFC 1951). Private to raster.
 *
 * A drawing repeats the byte before and the row above, and little else: looking for these two alone
 * takes a fifth of the time that a search for anything takes, and packs as well.
 */
#ifndef SL_RASTER_ROWS_H
#define SL_RASTER_ROWS_H

#include "base/buf.h"

/* Appends a zlib stream (RFC 1950) of `height` rows of `width` bytes, 0 < width. */
void sl_rows_push(sl_buf *out, const unsigned char *rows, size_t width, size_t height);

#endif
