/* token.h: tokens and values of PDF's syntax (ISO 32000-1, 7.2 and 7.3), for the reading of files
 * that we or cairo wrote. Private to pdf. Everything is bounded by the string that is given; what
 * is no PDF gives tokens of one byte at least, so that every loop ends.
 */
#ifndef SL_PDF_TOKEN_H
#define SL_PDF_TOKEN_H

#include "base/num.h"

enum { SL_PDF_SPACE = 1, SL_PDF_DELIMITER = 2 };
extern const uint8_t sl_pdf_class[256]; /* of a byte; 0: of a number, name or word */

static inline bool sl_pdf_is_space(char c)
{
    return sl_pdf_class[(unsigned char)c] == SL_PDF_SPACE;
}

/* The first byte at or after `at` that is neither white space nor in a comment. */
size_t sl_pdf_skip_space(sl_str s, size_t at);
/* Past the token at `at`: a string with its brackets, a name, a number or word, one of << >> [ ],
 * or a comment without its line's end. */
size_t sl_pdf_skip_token(sl_str s, size_t at);
/* Past the value at `at`: an array or dictionary whole, a reference whole, or else a token. */
size_t sl_pdf_skip_value(sl_str s, size_t at);
/* The number at *at, moving past it and the space after it; UINT32_MAX when there is none. */
uint32_t sl_pdf_take_number(sl_str s, size_t *at);
/* The reference "12 0 R" at `at`; its end in *end. UINT32_MAX when it is something else. */
uint32_t sl_pdf_reference(sl_str s, size_t at, size_t *end);
/* The value of a key (without its solidus) of a dictionary that starts with <<, as it is written;
 * empty when it has none. */
sl_str sl_pdf_lookup(sl_str dict, const char *key);
/* A string's text, whatever it is written as: its bytes with the escapes resolved. The token must
 * start with ( or <. */
void sl_pdf_push_string(sl_buf *out, sl_str token);

#endif
