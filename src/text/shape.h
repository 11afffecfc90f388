/* shape.h: a word's glyphs, by learnt pairs where that is the same, else by HarfBuzz.
 *
 * In the bundled faces the shape of plain English depends on neighbouring letters only: a glyph
 * for each character, moved by the pair's kerning (pairs.h). A pair that forms a ligature or moves
 * a glyph otherwise sends its words to HarfBuzz whole. The tests shape a corpus both ways. Private
 * to text. Arena: the cache's.
 */
#ifndef SL_TEXT_SHAPE_H
#define SL_TEXT_SHAPE_H

#include "text/pairs.h"
#include "text/word.h"

typedef struct sl_shaper sl_shaper;

/* pairs = false gives every word to HarfBuzz. */
sl_shaper *sl_shaper_new(sl_arena *a, bool pairs);
/* Fills glyphs, glyph_count, width, missing and right_to_left of the word. */
void sl_shape_word(sl_shaper *s, sl_word *word, sl_face *face, sl_str text, unsigned features);
/* All pairs of a face, [SL_PAIRS_CODES] rows: for the table that is made when the program is
 * built. */
void sl_shape_learn_pairs(sl_shaper *s, sl_face *face, sl_pairs_row *rows);

#endif
