/* prose.h: words as a source writes them. Private to comments. */
#ifndef SL_COMMENTS_PROSE_H
#define SL_COMMENTS_PROSE_H

#include "base/arena.h"
#include "base/str.h"

/* Prose, as Markdown writes it: what would be a mark has a backslash; one space for any. begins: it
 * comes first in a line. */
sl_str sl_prose_write(sl_arena *a, sl_str text, bool begins);
/* Whether a line that began with the text would be more than prose: a list, a heading, a table. */
bool sl_prose_is_marked(sl_str text);
/* Whether what stands at a byte comes first in its line, but for white space and the marks of a
 * quotation. */
bool sl_prose_begins(sl_str source, size_t at);
/* Whether a value of YAML, written within quotes or without, is the same text with other words in
 * the place of some of its bytes. */
bool sl_prose_is_scalar(sl_str value);

#endif
