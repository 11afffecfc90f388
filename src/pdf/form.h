/* form.h: a page of PDF that cairo wrote, taken over as a form XObject. Private to pdf. */
#ifndef SL_PDF_FORM_H
#define SL_PDF_FORM_H

#include "pdf/file.h"

/* Copies the one page of `source` into f under the number id, as a form of width by height points
 * that fills the unit square. Only what the page uses is copied. The source is our own making
 * (page/svg.c): PDF 1.4, a plain cross-reference table, one page. */
void sl_pdf_form_put(sl_pdf_file *f, uint32_t id, sl_str source, uint32_t width, uint32_t height);

#endif
