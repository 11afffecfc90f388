/* position.h: offsets of bytes and the protocol's lines and characters, which count UTF-16 code
 * units or, where the editor agrees, bytes. Private to lsp. */
#ifndef SL_LSP_POSITION_H
#define SL_LSP_POSITION_H

#include <jansson.h>

#include "diag/source.h"

/* Where each line of a text begins. */
typedef struct sl_rows {
    sl_str bytes;
    uint32_t *begins;
    size_t n;
    bool utf8;
} sl_rows;

void sl_rows_read(sl_rows *r, sl_arena *a, sl_str bytes, bool utf8);
/* {line, character}. */
json_t *sl_rows_position(const sl_rows *r, uint32_t offset);
/* {start, end}. */
json_t *sl_rows_range(const sl_rows *r, uint32_t begin, uint32_t end);
/* Index of the line of an offset, and the bytes from its begin. */
size_t sl_rows_find(const sl_rows *r, uint32_t offset);
/* How many units of the protocol [begin, end) has. */
uint32_t sl_rows_units(const sl_rows *r, uint32_t begin, uint32_t end);
/* The offset of a {line, character}; beyond a line's end is its end. False: it is none. */
bool sl_rows_offset(const sl_rows *r, const json_t *position, uint32_t *offset);

#endif
