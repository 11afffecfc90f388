/* comment.h: co-authors' comments, %% … %% and <!-- … -->, which no output has. Private to doc.
 *
 * Their bytes are masked before cmark sees the text, so that every offset stays: a comment on
 * lines of its own by spaces, one among words by SL_COMMENT_BYTE, which no source may hold and
 * which is dropped where texts are made. */
#ifndef SL_DOC_COMMENT_H
#define SL_DOC_COMMENT_H

#include "doc/parse.h"

enum { SL_COMMENT_BYTE = 2 };

/* The text of the lines with its comments masked; the text itself where it has none. A comment
 * that is not closed is a finding, unless d is NULL, and hides the rest of its paragraph. */
sl_str sl_comment_mask(sl_arena *a, sl_diags *d, const sl_lines *lines);
/* Without what was masked among words; in the arena only where there is any. */
sl_str sl_comment_drop(sl_arena *a, sl_str text);

#endif
