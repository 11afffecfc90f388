/* complex.h: text outside the plain set: other scripts, other directions, other faces.
 *
 * Plain text needs nothing of this. For the rest: each part has a face that shows it (that of its
 * style, else the nearest bundled or configured one), and directions and levels of embedding are
 * Pango's (UAX #9); scripts are HarfBuzz's, one for each word. Pango's font map is not asked: the
 * faces are ours, and it would cost more than a small document.
 */
#ifndef SL_TEXT_COMPLEX_H
#define SL_TEXT_COMPLEX_H

#include "text/font.h"

typedef struct sl_complex_part {
    size_t begin, end; /* bytes */
    sl_face *face;
} sl_complex_part;

/* True when the face shows all of the text from left to right: the common case, decided fast. */
bool sl_complex_is_plain(const sl_face *face, sl_str text);
/* Parts in order, without gaps; a part never mixes directions within a word. Marks stay with what
 * they stand on. A character that no face shows keeps `face`. Arena: a. */
const sl_complex_part *sl_complex_split(sl_arena *a, sl_fonts *fonts, sl_face *face, sl_str text,
                                        size_t *n);
/* levels[i]: the embedding level of byte i of a paragraph. from_right: its own direction. */
void sl_complex_levels(sl_str text, bool from_right, uint8_t *levels);
/* Whether a language is written from the right. */
bool sl_complex_is_from_right(sl_str lang);

#endif
