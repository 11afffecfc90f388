/* divide.h: where a word may be divided, and how far its signs may hang. Private to text. */
#ifndef SL_TEXT_DIVIDE_H
#define SL_TEXT_DIVIDE_H

#include "text/patterns.h"
#include "text/word.h"

/* Fills hyphens and hyphen_count: at written hyphens, dashes and the signs of an address; english:
 * by the English patterns too; patterns: by these, or NULL. */
void sl_divide_word(sl_arena *a, sl_word *word, bool english, const sl_patterns *patterns);
/* Fills protrude_left and protrude_right from the glyphs. */
void sl_divide_set_protrusion(sl_word *word);

#endif
