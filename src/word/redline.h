/* redline.h: two texts that were written for Word as one with tracked changes. Private to word.
 *
 * Accepting all gives the new text, rejecting all the old one: whatever differs, though it be a
 * page number, is tracked. What is merged is what was written, so that it knows no kinds of blocks
 * beside paragraphs and tables, and nothing that can be written is left out of it.
 *
 * Paragraphs and tables that both have are found first (change/sequence.h); between those, each old
 * block is paired with the likest of the next new ones and compared word by word, tables row by row
 * and cell by cell. Paragraphs that are gone from one place and new at another are moves.
 */
#ifndef SL_WORD_REDLINE_H
#define SL_WORD_REDLINE_H

#include "word/write.h"

typedef struct sl_redline_text {
    sl_str body;  /* without its last section's properties */
    sl_str notes; /* the footnotes, one after the other */
} sl_redline_text;

/* Appends to the body and the notes of w, which has written both texts: the lists and relationships
 * that they name are its own. */
void sl_redline_push(sl_docx *w, const sl_redline_text *old, const sl_redline_text *now,
                     sl_buf *body, sl_buf *notes);

#endif
