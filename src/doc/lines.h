/* lines.h: text gathered from lines of a file, with the way back to the file.
 *
 * Markdown stands in files, in footnotes (indented) and in YAML blocks (indented too). Each is
 * read as one text without the indentation; every offset in it leads back to the file's byte.
 * Order of calls: init, add lines in order, finish; or read, which does all three. Arena: the one
 * given.
 */
#ifndef SL_DOC_LINES_H
#define SL_DOC_LINES_H

#include "base/buf.h"
#include "diag/source.h"

typedef struct sl_line {
    uint32_t begin;  /* in the gathered text */
    uint32_t source; /* in the file */
} sl_line;

typedef struct sl_lines {
    sl_arena *arena;
    uint32_t file;
    uint32_t size; /* of the file: no span passes its end, where a last \n was added */
    sl_str text;   /* set by sl_lines_finish; each line ends in \n */
    bool in_place; /* the text is the file's own bytes */
    sl_buf gather;
    SL_VEC(sl_line) lines;
} sl_lines;

void sl_lines_init(sl_lines *l, sl_arena *a, uint32_t file);
/* Adds the bytes [begin, end) of the file as one line (no line end in them). */
void sl_lines_add(sl_lines *l, sl_str file_bytes, uint32_t begin, uint32_t end);
void sl_lines_finish(sl_lines *l);
/* Every line of [begin, end); \n, \r\n and a lone \r end one, as for cmark. Nothing is copied where
 * the text is the file's as it stands there, which it nearly always is. */
void sl_lines_read(sl_lines *l, sl_arena *a, uint32_t file, sl_str file_bytes, uint32_t begin,
                   uint32_t end);
/* Number of lines; line i without its end. */
size_t sl_lines_count(const sl_lines *l);
sl_str sl_lines_at(const sl_lines *l, size_t i);
/* The file's span of [begin, end) of the text. */
sl_span sl_lines_span(const sl_lines *l, size_t begin, size_t end);

#endif
