/* woff.h: a TrueType file as WOFF2 (W3C Recommendation, 8 August 2024). Private to html. */
#ifndef SL_HTML_WOFF_H
#define SL_HTML_WOFF_H

#include "base/buf.h"

/* Appends the file to out. False, and nothing is appended, when the bytes are no TrueType file or
 * cannot be compressed. Tables stand as they are: the transformation of glyph outlines (5.1) is
 * left out, which costs a tenth of the bytes and spares a second writer of outlines. */
bool sl_woff_emit(sl_buf *out, sl_str font);

#endif
