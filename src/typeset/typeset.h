/* typeset.h: a composed document as pages.
 *
 * Blocks become rows (block, list, box, figure, note; tables by grid and cell); paragraphs are
 * broken by Knuth and Plass (para, breaks, lines); rows are gathered into pages at the least total
 * cost for each section (flow) and put on them (sheet); running heads and the contents list are
 * filled when the pages are known (margin, contents). A layout may ask for one page instead
 * (summary). Arena: pages.
 */
#ifndef SL_TYPESET_TYPESET_H
#define SL_TYPESET_TYPESET_H

#include "page/page.h"
#include "book/book.h"
#include "style/layout.h"

typedef struct sl_room {
    sl_u width, height; /* the measure; what a page leaves beside captions and a title before it */
} sl_room;

/* Where a figure of the composed book will be set, so that it can be drawn for its place. */
sl_room sl_typeset_room(const sl_layout *layout, const sl_node *figure);
/* pictures: by figure index of the book; NULL entries are left out. Missing glyphs and overfull
 * lines are findings. */
sl_pages *sl_typeset_book(sl_arena *a, sl_diags *d, const sl_layout *layout, sl_fonts *fonts,
                          sl_words *words, const sl_book *book, const sl_picture *const *pictures);

#endif
