/* font.h: glyphs as codes of an embedded font. Private to pdf.
 *
 * A CID stands for a glyph and the text it is copied as: one glyph with two texts (hyphen and soft
 * hyphen, space and no-break space) has two, which the CIDToGIDMap leads to the same outline. What
 * stands for a character of ASCII has that character as its CID, others the next in the order of
 * first use. The first 128 are written as one byte, and so nearly all text is; one CMap says so for
 * all fonts of a file (ISO 32000-1, 9.7.5).
 */
#ifndef SL_PDF_FONT_H
#define SL_PDF_FONT_H

#include "base/map.h"
#include "pdf/file.h"
#include "text/word.h"

typedef struct sl_pdf_font sl_pdf_font;

/* What a code without a text is copied as: the word joiner, which nobody sees, says or seeks. */
#define SL_PDF_NO_TEXT "\u2060"

sl_pdf_font *sl_pdf_font_new(sl_arena *a, const sl_face *face);
/* The CID for a glyph that stands for text. */
uint16_t sl_pdf_font_code(sl_pdf_font *f, uint16_t glyph, sl_str text);
/* Advance of a CID in 1/1000 em, as the file says it. */
int32_t sl_pdf_font_width(const sl_pdf_font *f, uint16_t cid);
/* CIDs so far, 0 and those not used among them. */
uint32_t sl_pdf_font_count(const sl_pdf_font *f);
/* Writes the font under the number id; encoding: the number of the CMap. */
void sl_pdf_font_emit(sl_pdf_font *f, sl_pdf_file *file, uint32_t id, uint32_t index,
                      uint32_t encoding);

/* A CID inside the parentheses of a string. */
void sl_pdf_push_code(sl_buf *b, uint16_t cid);
/* The CMap of the CIDs from 0 to count - 1, under the number id. */
void sl_pdf_emit_encoding(sl_pdf_file *file, uint32_t id, uint32_t count);

#endif
