/* icc.h: the sRGB profile that the output intent names (ICC.1:2004, v4.2; IEC 61966-2-1). */
#ifndef SL_PDF_ICC_H
#define SL_PDF_ICC_H

#include "base/buf.h"

void sl_pdf_push_srgb(sl_buf *out);

#endif
