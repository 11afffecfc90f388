/* raster.h: a page of the display list as a picture, by cairo.
 *
 * For previews, and to hold the display list against the PDF. Glyphs are drawn by FreeType from
 * the same files, unhinted.
 */
#ifndef SL_RASTER_RASTER_H
#define SL_RASTER_RASTER_H

#include "page/image.h"

/* Draws page `index` with its top left corner at the origin, a unit for each point. */
bool sl_raster_paint(const sl_pages *pages, uint32_t index, struct _cairo *cr);
/* PNG bytes of page `index` at `dpi`; false when cairo cannot make one. coarse: colours that are
 * nearly the same may be one, for smaller files. */
bool sl_raster_emit_png(sl_buf *out, const sl_pages *pages, uint32_t index, unsigned dpi,
                        bool coarse);

#endif
