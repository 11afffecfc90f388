/* word.h: the composed document as a Word file (ECMA-376, transitional).
 *
 * The same text in the same order as PDF and HTML. The layout's roles are named styles, so that a
 * department can restyle it; numbers are Word's own, contents and references are fields whose
 * results stand in the file. Bookmarks name items by their IDs and each paragraph of a source by
 * place.h, for the way back. Nothing in it depends on the day, the machine or the run.
 */
#ifndef SL_WORD_WORD_H
#define SL_WORD_WORD_H

#include "draw/draw.h"

typedef struct sl_word_options {
    const sl_pages *pages; /* whose page numbers stand in the contents; NULL: none do */
    /* A picture as PNG, one and a half times its points wide or more; empty: none can be made.
     * Asked once for each that is no PNG or JPEG already, or is to be turned. */
    sl_str (*paint)(void *context, const sl_picture *picture);
    void *context;
    sl_str document; /* which of the strategy's documents it is; empty: all of it */
    sl_str audience; /* whom it was made for */
} sl_word_options;

/* An older reading, whose text is compared with the newer one. */
typedef struct sl_word_redline {
    const sl_book *book;
    const sl_picture *const *pictures;
    const sl_pages *pages;
    sl_str author; /* of the changes; empty: the authors of the newer text */
    sl_date date;  /* of the changes; year 0: that of the newer text */
} sl_word_redline;

void sl_word_emit(sl_buf *out, const sl_book *book, const sl_layout *layout,
                  const sl_picture *const *pictures, const sl_word_options *options);
/* The same with tracked changes from the older text: accepting all of them gives the newer text,
 * rejecting all of them the older. */
void sl_word_emit_redline(sl_buf *out, const sl_book *book, const sl_layout *layout,
                          const sl_picture *const *pictures, const sl_word_options *options,
                          const sl_word_redline *old);

#endif
