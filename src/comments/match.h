/* match.h: which paragraph of a document one of a Word file is. Private to comments. */
#ifndef SL_COMMENTS_MATCH_H
#define SL_COMMENTS_MATCH_H

#include "base/map.h"
#include "comments/returned.h"
#include "word/place.h"

typedef struct sl_matching sl_matching;

sl_matching *sl_match_begin(sl_arena *a, const sl_word_places *places, const sl_returned *file);
/* The place of a paragraph, by its index in the file; NULL: none. Of places that say the same it is
 * the one that stands between the same others. */
const sl_word_place *sl_match_find(sl_matching *m, size_t paragraph);

#endif
