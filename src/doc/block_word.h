/* block_word.h: the words behind a fence that make it a block. Private to doc.
 */
#ifndef SL_DOC_BLOCK_WORD_H
#define SL_DOC_BLOCK_WORD_H

#include "base/str.h"

/* The word of a block, which stays; NULL: it is none. */
const sl_str *sl_block_word_lookup(sl_str word);
/* What was probably meant by a word that is none; empty for the name of a language and for what is
 * near to nothing. */
sl_str sl_block_word_near(sl_arena *a, sl_str word);

#endif
