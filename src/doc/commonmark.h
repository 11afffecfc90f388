/* commonmark.h: cmark's trees, in an arena of this module's own.
 *
 * cmark asks for memory node by node and gives it back node by node; a tree here lies in one arena
 * that is emptied at once, which costs a tenth of that. Trees are closed in the reverse order of
 * their opening: a cell may be parsed while its document is open.
 */
#ifndef SL_DOC_COMMONMARK_H
#define SL_DOC_COMMONMARK_H

#include "base/arena.h"

struct cmark_node;

typedef struct sl_commonmark {
    struct cmark_node *document;
    sl_arena_mark before;
} sl_commonmark;

/* Parses n bytes of UTF-8; the tree holds until sl_commonmark_done. */
sl_commonmark sl_commonmark_parse(const char *text, size_t n);
void sl_commonmark_done(sl_commonmark *c);

#endif
