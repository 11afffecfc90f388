/* subset.h: a face cut down to the glyphs that a file uses, by HarfBuzz. */
#ifndef SL_TEXT_SUBSET_H
#define SL_TEXT_SUBSET_H

#include "base/buf.h"
#include "text/font.h"

/* Appends a TrueType file with glyph 0 and the n glyphs (and the parts they are composed of) to
 * out, without layout tables; ids[i] is the new id of glyphs[i]. False when the face cannot be
 * subset. */
bool sl_face_subset(const sl_face *face, const uint16_t *glyphs, size_t n, uint16_t *ids,
                    sl_buf *out);

/* Appends a TrueType file with what shows the n characters, and their kerning, ligatures and kinds
 * of figures. False when the face cannot be subset. */
bool sl_face_subset_characters(const sl_face *face, const uint32_t *characters, size_t n,
                               sl_buf *out);

#endif
