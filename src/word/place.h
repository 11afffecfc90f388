/* place.h: how a paragraph of a Word file is known again.
 *
 * Each paragraph that comes from a source has a bookmark: s_OWNER_N_TEXT, with 8 hexadecimal digits
 * for the section that it stands in (by its ID), which of its paragraphs it is, and 8 digits for
 * what it says. What leads to other places of the document is not part of that: numbers change
 * where nobody wrote anything. Bookmarks survive Word and LibreOffice; where they do not, the words
 * are looked for.
 */
#ifndef SL_WORD_PLACE_H
#define SL_WORD_PLACE_H

#include "doc/node.h"

enum { SL_PLACE_DIGITS = 8 };

/* One paragraph of a composed document. */
typedef struct sl_word_place {
    const sl_node *node; /* HEADING, PARAGRAPH, CAPTION, or the CELL or LIST_ITEM whose inlines */
    sl_str name;         /* of its bookmark */
    sl_str text;         /* what it says, as sl_place_text has it */
    sl_str owner;        /* ID of the section around it; may be empty */
} sl_word_place;

typedef SL_VEC(sl_word_place) sl_word_places;

/* Every paragraph below root that has a place in a file, in the order of the text; notes stand
 * where they are called. */
sl_word_places sl_place_list(sl_arena *a, const sl_node *root);
/* What a paragraph says, without what leads to other places of the document, without notes, and
 * with one space for any white space. */
sl_str sl_place_text(sl_arena *a, const sl_node *node);
/* The same of any text: one space for white space, none at the ends. */
sl_str sl_place_squeeze(sl_arena *a, sl_str text);
/* White space of any width. */
bool sl_place_is_space(uint32_t c);
/* Whether what an inline says is part of its paragraph's text: not what leads to other places,
 * notes and pictures. */
bool sl_place_is_read(const sl_node *n);
/* The digits of a text. */
uint32_t sl_place_hash(sl_str text);

#endif
