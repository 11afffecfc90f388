/* xmp.h: the document's metadata as XMP (ISO 16684-1), with the PDF/A and PDF/UA identification. */
#ifndef SL_PDF_XMP_H
#define SL_PDF_XMP_H

#include "book/book.h"

/* part: 3 when files are attached, else 2. */
void sl_pdf_push_xmp(sl_buf *out, const sl_book *book, int part);

#endif
