/* letters.h: the letters of a composed paragraph, each with its place in the file that it is from.
 * Private to comments.
 */
#ifndef SL_COMMENTS_LETTERS_H
#define SL_COMMENTS_LETTERS_H

#include "base/arena.h"
#include "doc/node.h"

/* file 0: the program made it, of a figure, a citation or a text that stands elsewhere. */
typedef struct sl_letter {
    uint32_t c, file, begin, end;
    bool is_code;
} sl_letter;

typedef SL_VEC(sl_letter) sl_letters;

/* Without spaces, in the order of sl_place_text. */
sl_letters sl_letters_list(sl_arena *a, const sl_sources *sources, const sl_node *paragraph);
/* The same of any text, without places. */
sl_letters sl_letters_of(sl_arena *a, sl_str text);
/* Those of a text that stands at span letter by letter, within quotes or not: what front matter
 * says. */
sl_letters sl_letters_at(sl_arena *a, const sl_sources *sources, sl_span span, sl_str text);

#endif
