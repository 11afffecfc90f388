/* html.h: the composed document as one HTML file without requests.
 *
 * The same text in the same order as the PDF; the browser lays it out. Everything is escaped:
 * nothing of the strategy can be markup or script.
 */
#ifndef SL_HTML_HTML_H
#define SL_HTML_HTML_H

#include "change/change.h"
#include "draw/draw.h"
#include "text/font.h"

/* What a page says of what is not in its book. */
typedef struct sl_html_more {
    const sl_changes *changes; /* since an older reading, marked where they stand; NULL: none */
    const sl_str *files;       /* made beside it: their paths from the page */
    size_t file_count;
} sl_html_more;

/* more: NULL: nothing. pictures: by figure index, as given to typesetting. fonts: read when the
 * layout asks for its faces in the page. words: for what is drawn a second time, for a telephone.
 */
void sl_html_emit(sl_buf *out, const sl_book *book, const sl_html_more *more,
                  const sl_layout *layout, const sl_picture *const *pictures, sl_fonts *fonts,
                  sl_words *words);

#endif
