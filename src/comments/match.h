/* match.h: which paragraph of a document one of a Word file is. Private to comments. */
#ifndef SL_COMMENTS_MATCH_H
#define SL_COMMENTS_MATCH_H

#include "base/map.h"
#include "comments/returned.h"
#include "word/place.h"

typedef struct sl_matching sl_matching;

sl_matching *sl_match_begin(sl_arena *a, const sl_word_places *places);
/* The place of a paragraph; NULL: none. is_same: it says what it said when it was sent out. */
const sl_word_place *sl_match_find(sl_matching *m, const sl_returned_paragraph *p, bool *is_same);

#endif
