/* encoding.h: what a file really is, and its text as UTF-8. */
#ifndef SL_DATA_ENCODING_H
#define SL_DATA_ENCODING_H

#include <stdint.h>

#include "base/str.h"

typedef struct sl_form {
    const char *what;     /* "an Excel workbook"; NULL: text as far as its first bytes say */
    const char *remedy;   /* what to do about it */
    const char *encoding; /* what to write in the description, or NULL */
    size_t at;            /* where it shows */
} sl_form;

/* Where the first mark of a merge that nobody finished stands (<<<<<<<, >>>>>>> or ||||||| at the
 * beginning of a line), or SIZE_MAX. */
size_t sl_conflict_find(sl_str bytes);
/* By the first bytes, as file(1) does. */
sl_form sl_form_find(sl_str bytes);
/* The bytes as UTF-8, in the arena; false when the encoding is none of those known (utf-8, utf-16,
 * utf-16le, utf-16be, windows-1252, iso-8859-1; in lower case) or the bytes are not in it. */
bool sl_encoding_convert(sl_arena *a, sl_str encoding, sl_str bytes, sl_str *out);
bool sl_encoding_is_known(sl_str encoding);

#endif
