/* prose.h: an item's text as sentences, with what each cites. Private to model.
 *
 * A paragraph is read once into plain text; marks leave no words in it but the figure that they
 * print. A sentence ends at . ? or ! before a space and a capital. Arena: the one given.
 */
#ifndef SL_MODEL_PROSE_H
#define SL_MODEL_PROSE_H

#include "model/strategy.h"

/* Bytes [begin, end) of the text come from a node. */
typedef struct sl_prose_piece {
    size_t begin, end;
    const sl_node *node; /* TEXT, CODE, VALUE or CITE */
} sl_prose_piece;

typedef struct sl_sentence {
    size_t begin, end;         /* in the text */
    SL_VEC(uint32_t) evidence; /* cited or bound in it */
} sl_sentence;

typedef struct sl_prose {
    sl_str text;
    SL_VEC(sl_prose_piece) pieces;
    SL_VEC(sl_sentence) sentences;
} sl_prose;

/* Reads a PARAGRAPH; notes in it are paragraphs of their own. */
sl_prose sl_prose_read(sl_arena *a, const sl_strategy *s, const sl_node *paragraph);
/* The piece that holds a byte of the text, or NULL. */
const sl_prose_piece *sl_prose_at(const sl_prose *p, size_t at);
/* The source of [begin, end) of the text, which lies in one TEXT. */
sl_span sl_prose_span(const sl_strategy *s, const sl_prose *p, size_t begin, size_t end);

#endif
