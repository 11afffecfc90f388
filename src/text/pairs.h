/* pairs.h: how two characters of plain English stand side by side in a face.
 *
 * The pairs of the bundled faces are learnt from HarfBuzz when the program is built
 * (pairs_compile.c), those of a face that a layout adds when they are met (shape.c). Private to
 * text. Arena: the cache's.
 */
#ifndef SL_TEXT_PAIRS_H
#define SL_TEXT_PAIRS_H

#include "text/font.h"

/* Printable ASCII keeps its code, a space among it; signs of English typography follow. */
enum { SL_PAIRS_FIRST_SIGN = 127, SL_PAIRS_SIGNS = 11 };
enum { SL_PAIRS_CODES = SL_PAIRS_FIRST_SIGN + SL_PAIRS_SIGNS };

/* What a pair is: 0 not learnt, SLOW not plain (a ligature, a glyph moved otherwise), else its
 * kerning in font units + ZERO. */
enum { SL_PAIR_ZERO = 0x4000, SL_PAIR_SLOW = 0xFFFF };

typedef uint16_t sl_pairs_row[SL_PAIRS_CODES]; /* by the right character's code */

/* Of one bundled face; it counts only for a file of the same checksum. */
typedef struct sl_pairs_table {
    const char *postscript_name;
    uint32_t checksum;
    const uint8_t *row_of; /* [SL_PAIRS_CODES]: the row of a left character; many have the same */
    const sl_pairs_row *rows;
} sl_pairs_table;

extern const sl_pairs_table sl_pairs_tables[];
extern const size_t sl_pairs_table_count;

typedef struct sl_pairs {
    uint16_t glyph[SL_PAIRS_CODES]; /* 0: the face has none */
    int32_t advance[SL_PAIRS_CODES];
    const uint16_t *row[SL_PAIRS_CODES];
    sl_pairs_row *learnt; /* the rows of a face without a table; else NULL */
} sl_pairs;

sl_pairs *sl_pairs_new(sl_arena *a, const sl_face *face);
/* The code of a character, or -1. */
int sl_pairs_code(uint32_t c);
uint32_t sl_pairs_character(unsigned code);

#endif
