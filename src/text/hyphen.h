/* hyphen.h: where English words may be divided.
 *
 * F. M. Liang, "Word Hy-phen-a-tion by Com-put-er" (1983): patterns in a trie, here a double
 * array compiled from fonts/hyph_en_GB.dic at build time, so that nothing is loaded at a start.
 */
#ifndef SL_TEXT_HYPHEN_H
#define SL_TEXT_HYPHEN_H

#include "base/str.h"

enum { SL_HYPHEN_LEFT = 2, SL_HYPHEN_RIGHT = 3, SL_HYPHEN_LONGEST = 60 };

/* word: letters a to z only. breaks[i] is true when the word may be divided before its letter i;
 * never within SL_HYPHEN_LEFT letters of the start or SL_HYPHEN_RIGHT of the end. */
void sl_hyphen_word(sl_str word, bool breaks[SL_HYPHEN_LONGEST + 1]);

#endif
