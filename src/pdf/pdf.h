/* pdf.h: pages as a PDF/UA-1 and PDF/A-3a file (2a when nothing is attached).
 *
 * Everything painted stands in a marked sequence of its structure element or in an artifact;
 * the file depends on nothing but its input. Arena: scratch of the call.
 */
#ifndef SL_PDF_PDF_H
#define SL_PDF_PDF_H

#include "page/page.h"
#include "book/book.h"

typedef struct sl_pdf_options {
    int level;        /* of deflate, 1 to 12; 0 = 1, a tenth larger than 6 in a fifth of its time */
    unsigned workers; /* threads that deflate, 0 to 3; the bytes do not depend on it */
} sl_pdf_options;

void sl_pdf_emit(sl_buf *out, const sl_pages *pages, const sl_book *book, sl_fonts *fonts,
                 sl_words *words, const sl_pdf_options *options);

#endif
