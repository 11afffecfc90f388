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
 * nearly the same may be one, and edges of fewer steps, for smaller files that are made sooner. */
bool sl_raster_emit_png(sl_buf *out, const sl_pages *pages, uint32_t index, unsigned dpi,
                        bool coarse);

/* What paints many: letters are drawn once for all of them. */
typedef struct sl_raster sl_raster;

/* NULL when cairo is not there; to be closed. */
sl_raster *sl_raster_open(void);
void sl_raster_close(sl_raster *r);
bool sl_raster_push_png(sl_raster *r, sl_buf *out, const sl_page *page, unsigned dpi, bool coarse);

#endif
