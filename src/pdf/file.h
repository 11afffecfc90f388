/* file.h: objects into a PDF 1.7 file: object streams and a cross-reference stream
 * (ISO 32000-1, 7.5.7 and 7.5.8). Private to pdf.
 *
 * Order of calls: init, reserve and put in any order, finish. The file identifier is a digest of
 * the bytes, so the same document gives the same file.
 */
#ifndef SL_PDF_FILE_H
#define SL_PDF_FILE_H

#include "base/num.h"

typedef struct sl_pdf_file sl_pdf_file;

/* workers: threads that deflate streams while the caller goes on, at most SL_WORKERS_MOST; they
 * are gone when the arena is. The bytes are the same with any number. */
sl_pdf_file *sl_pdf_file_new(sl_arena *a, sl_buf *out, int level, unsigned workers);
/* A new object number. */
uint32_t sl_pdf_file_reserve(sl_pdf_file *f);
/* An object that is no stream; it goes into an object stream. */
void sl_pdf_file_put(sl_pdf_file *f, uint32_t id, sl_str body);
/* A stream; dict holds its entries without << >>. Deflated unless plain. */
void sl_pdf_file_put_stream(sl_pdf_file *f, uint32_t id, const char *dict, sl_str bytes,
                            bool plain);
void sl_pdf_file_finish(sl_pdf_file *f, uint32_t root, uint32_t info);

/* A text string: as it is when ASCII, else UTF-16BE (7.9.2.2). */
void sl_pdf_push_text(sl_buf *b, sl_str utf8);
/* What stands between the parentheses of a byte string. */
void sl_pdf_push_escaped(sl_buf *b, const char *bytes, size_t n);
/* A byte string. */
void sl_pdf_push_bytes(sl_buf *b, const char *bytes, size_t n);
/* A length in points with at most 3 decimals. */
void sl_pdf_push_length(sl_buf *b, int32_t v);
/* (D:20260331000000Z); a month or day that is not known is the first. */
void sl_pdf_push_date(sl_buf *b, sl_date date);
/* "12 0 R". */
void sl_pdf_push_ref(sl_buf *b, uint32_t id);

#endif
