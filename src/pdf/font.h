/* font.h: glyphs as codes of an embedded font. Private to pdf.
 *
 * A code (CID) stands for a glyph and the text it is copied as: one glyph with two texts (hyphen
 * and soft hyphen, space and no-break space) has two codes, which the CIDToGIDMap leads to the
 * same outline. Codes are given in the order of first use.
 */
#ifndef SL_PDF_FONT_H
#define SL_PDF_FONT_H

#include "base/map.h"
#include "pdf/file.h"
#include "text/word.h"

typedef struct sl_pdf_font sl_pdf_font;

sl_pdf_font *sl_pdf_font_new(sl_arena *a, const sl_face *face);
/* The code for a glyph that stands for text. */
uint16_t sl_pdf_font_code(sl_pdf_font *f, uint16_t glyph, sl_str text);
/* Advance in 1/1000 em, as the file says it. */
int32_t sl_pdf_font_width(const sl_pdf_font *f, uint16_t glyph);
/* Writes the font under the number id. */
void sl_pdf_font_emit(sl_pdf_font *f, sl_pdf_file *file, uint32_t id, uint32_t index);

#endif
