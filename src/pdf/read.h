/* read.h: what a reader finds in a finished PDF of ours: every text, from the bytes alone.
 *
 * Nothing is known here of how the file was made: objects are read from the file, streams inflated,
 * the text of pages and forms decoded by the ToUnicode of its fonts (ISO 32000-1, 9.10). So that
 * what is said of a file holds of the file.
 */
#ifndef SL_PDF_READ_H
#define SL_PDF_READ_H

#include "base/buf.h"

typedef enum sl_pdf_text {
    SL_PDF_TEXT_PAGE,   /* of one content stream: lines with a space between them, divided words
                         * joined */
    SL_PDF_TEXT_STRING, /* of an object: alternative text, title, link, ID, name of a file */
    SL_PDF_TEXT_FILE    /* the bytes of an attachment or of the metadata */
} sl_pdf_text;

/* Called with each text, UTF-8 (an attachment: as it is); false ends the reading. */
typedef bool (*sl_pdf_take)(void *context, sl_pdf_text kind, sl_str text);

/* False when bytes are no PDF that can be read whole, or take ended it: *why is then set, or NULL.
 */
bool sl_pdf_read(sl_str bytes, sl_pdf_take take, void *context, const char **why);

#endif
