/* patterns.h: where words of a language other than English may be divided, by patterns that are
 * read when they are needed.
 *
 * The patterns are those of TeX (Liang 1983), in the form of hyph-utf8: one to a line, letters with
 * digits between them, a dot for an end of the word: .ac4t. English, which most documents are in,
 * is compiled into the program instead (hyphen.h). Arena: the one given.
 */
#ifndef SL_TEXT_PATTERNS_H
#define SL_TEXT_PATTERNS_H

#include "base/str.h"

typedef struct sl_patterns sl_patterns;

/* The patterns of a text, which must live as long; lines that are none are passed over. NULL when
 * there is not one. */
const sl_patterns *sl_patterns_read(sl_arena *a, sl_str text);
/* word: letters in lower case, UTF-8. marks[i] is set where it may be divided before its byte i;
 * nothing is set within two letters of the start or three of the end. */
void sl_patterns_divide(const sl_patterns *p, sl_str word, bool *marks);
/* Whether a character is a letter that such words are made of: Latin, with or without accents. */
bool sl_patterns_is_letter(uint32_t c);

#endif
