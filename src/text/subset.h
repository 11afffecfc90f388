/* subset.h: a face cut down to the glyphs that a file uses, by HarfBuzz. */
#ifndef SL_TEXT_SUBSET_H
#define SL_TEXT_SUBSET_H

#include "base/buf.h"
#include "text/font.h"

/* glyphs: ids in ascending order, glyphs[0] = 0 (.notdef): glyphs[i] becomes glyph i. Layout tables
 * are dropped. Appends a TrueType file to out; false when the face cannot be subset. */
bool sl_face_subset(const sl_face *face, const uint16_t *glyphs, size_t n, sl_buf *out);

#endif
