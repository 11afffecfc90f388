/* raster.h: a page of the display list as a picture, by cairo.
 *
 * For previews, and to hold the display list against the PDF. Glyphs are drawn by FreeType from
 * the same files, unhinted.
 */
#ifndef SL_RASTER_RASTER_H
#define SL_RASTER_RASTER_H

#include "page/page.h"

/* PNG bytes of page `index` at `dpi`; false when cairo cannot make one. */
bool sl_raster_emit_png(sl_buf *out, const sl_pages *pages, uint32_t index, unsigned dpi);

#endif
