/* typeset.h: a composed document as pages.
 *
 * Blocks become rows (block, grid), paragraphs are broken by Knuth and Plass (para, lines), rows
 * are gathered into pages at the least total cost for each section (flow), and the contents list
 * is filled when the pages are known (contents). Arena: pages.
 */
#ifndef SL_TYPESET_TYPESET_H
#define SL_TYPESET_TYPESET_H

#include "page/page.h"
#include "strategy/book.h"
#include "style/layout.h"

/* pictures: by figure index of the book; NULL entries are left out. Missing glyphs and overfull
 * lines are findings. */
sl_pages *sl_typeset_book(sl_arena *a, sl_diags *d, const sl_layout *layout, sl_fonts *fonts,
                          sl_words *words, const sl_book *book, const sl_picture *const *pictures);

#endif
