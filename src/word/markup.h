/* markup.h: a text that was written for Word, read back into its blocks, so that two of them can be
 * compared whatever made them. Private to word.
 *
 * It reads what this folder writes and nothing else: well formed, attributes in double quotes, no
 * character in them that is not escaped. Everything is a view of the text; what is worked out on
 * demand (words, rows) is in the arena.
 */
#ifndef SL_WORD_MARKUP_H
#define SL_WORD_MARKUP_H

#include "base/map.h"

/* Equal things of both texts have equal numbers. */
typedef struct sl_markup_keys {
    sl_arena *arena;
    sl_map numbers;
    sl_str (*list_of)(void *context, sl_str number); /* what a list is like, by its number */
    void *context;
} sl_markup_keys;

/* A word with the spaces behind it, a mark between words, or something that stands whole: a field,
 * a picture, the call of a note. */
typedef struct sl_markup_token {
    uint32_t key;
    sl_str look; /* its rPr; may be empty */
    sl_str text; /* of words, escaped */
    sl_str raw;  /* else: its runs */
    sl_str link; /* the start tag of the hyperlink around it; may be empty */
    sl_str note; /* the id of the note that it calls; may be empty */
    size_t mark; /* the first of the paragraph's marks that stands behind it */
} sl_markup_token;

/* Bookmarks, and the ends of fields that go over several paragraphs: no text. */
typedef struct sl_markup_mark {
    sl_str xml, link; /* link: as of a token */
} sl_markup_mark;

typedef SL_VEC(sl_markup_mark) sl_markup_marks;
typedef SL_VEC(sl_markup_token) sl_markup_tokens;

typedef struct sl_markup_block {
    bool is_table;
    sl_str xml;
    sl_str props; /* what is in its pPr; of a table all before its rows */
    sl_str style; /* of a paragraph */
    sl_str level; /* the same in a list; empty: it is in none */
    sl_str name;  /* of the first bookmark that something leads to; may be empty */
    sl_str tail;  /* of a table: the empty paragraph behind it, which is part of it */
    uint32_t key;
    uint32_t said; /* the same of what its source says, without a number before it */
    bool is_read;  /* what is below is there */
    sl_markup_tokens tokens;
    sl_markup_marks marks;
    size_t first_mark; /* how many marks stand before the first token */
    uint32_t *sorted;  /* keys of its words, of a table too, in order */
    size_t sorted_count;
} sl_markup_block;

typedef SL_VEC(sl_markup_block) sl_markup_blocks;

typedef struct sl_markup_cell {
    sl_str props; /* with its element */
    sl_markup_blocks blocks;
} sl_markup_cell;

typedef struct sl_markup_row {
    sl_str xml, props; /* props: what is in its trPr */
    uint32_t key, shape;
    SL_VEC(sl_markup_cell) cells;
    uint32_t *sorted;
    size_t sorted_count;
} sl_markup_row;

typedef SL_VEC(sl_markup_row) sl_markup_rows;

/* A side: its text and what its notes say, by id: sl_str, the blocks. */
typedef struct sl_markup {
    sl_markup_keys *keys;
    sl_map notes;
} sl_markup;

void sl_markup_init(sl_markup *m, sl_markup_keys *keys, sl_str notes);
/* The blocks of a text; none of them is read further yet. */
sl_markup_blocks sl_markup_list(sl_markup *m, sl_str xml);
/* Reads what is in a block. */
void sl_markup_read(sl_markup *m, sl_markup_block *b);
/* Whether two paragraphs are of one style, and of one level of a list: LibreOffice gives neither
 * back when a change of them is rejected. */
bool sl_markup_is_alike(const sl_markup_block *a, const sl_markup_block *b);
/* Whether a paragraph that was read has a bookmark of a name. */
bool sl_markup_has_bookmark(const sl_markup_block *b, sl_str name);
sl_markup_rows sl_markup_list_rows(sl_markup *m, const sl_markup_block *table);
/* How many columns a table has. */
size_t sl_markup_count_columns(const sl_markup_block *table);
/* The value of the first attribute that is written so: ` w:id="`; empty: there is none. */
sl_str sl_markup_value(sl_str xml, const char *attribute);
/* What stands between the start tag and the end tag of an element. */
sl_str sl_markup_inner(sl_str element);
/* Cuts the next element off. */
bool sl_markup_next(sl_str *rest, sl_str *element);

/* Whether two calls of notes print the same: a number that is typed may be another. */
bool sl_markup_is_same_call(const sl_markup_token *x, const sl_markup_token *y);

#endif
