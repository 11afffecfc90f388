/* change.h: what differs between two readings of a strategy: its things first, then their text.
 *
 * Things are the document itself, items, evidence and gaps, known by their IDs, and the annexes
 * that print the record of its making and the figures behind its charts. What a text says is
 * compared as it is composed (figures are the register's), block by block and then word by word;
 * numbers that the program gives are left out of it, as one thing put in would change them all.
 * Arena: the one given; texts are views of it and of both books.
 */
#ifndef SL_CHANGE_CHANGE_H
#define SL_CHANGE_CHANGE_H

#include "change/sequence.h"
#include "book/book.h"

typedef enum sl_how { SL_HOW_CHANGED, SL_HOW_NEW, SL_HOW_GONE } sl_how;

/* Words of a block that are kept, gone or new, with the spaces after them. */
typedef struct sl_change_words {
    sl_edit_kind kind;
    sl_str text;
} sl_change_words;

/* A paragraph, heading, list entry or row of a table; or the heading that one stands under, all of
 * it kept. */
typedef struct sl_change_block {
    sl_node_kind kind;
    const sl_node *now;  /* the newer block that it is of; NULL: it is gone */
    const sl_node *near; /* of what is gone: the newer block before it, else the one behind it;
                            NULL: its text has none */
    SL_VEC(sl_change_words) words;
} sl_change_block;

/* A key of a thing: the values that it has lost and those that it has got. */
typedef struct sl_change_field {
    sl_str label;
    bool is_map; /* of several values with names: a sum with its years */
    SL_VEC(sl_str) gone, come;
} sl_change_field;

typedef struct sl_change {
    sl_how how;
    sl_str id, title; /* the newer title; id empty: the document itself */
    sl_str kind;      /* "Ask", "Evidence", "Annex", … */
    SL_VEC(sl_change_field) fields;
    SL_VEC(sl_change_block) blocks;
    size_t words_gone, words_new;
} sl_change;

typedef struct sl_changes {
    const sl_book *old, *now;
    SL_VEC(sl_change)
    things; /* the document, items in its order, evidence, gaps, annexes; what is gone last */
} sl_changes;

sl_changes *sl_change_find(sl_arena *a, const sl_book *old, const sl_book *now);
/* "changed", "new" or "removed". */
const char *sl_how_name(sl_how how);
size_t sl_change_count(const sl_changes *c, sl_how how);
/* The changes as a document of their own: a table of them, then each with its text redlined: spans
 * of the roles `inserted` and `deleted`. */
sl_book *sl_change_compose(sl_arena *a, const sl_changes *c);
/* The same for a terminal: [-gone-] and {+new+}, as `git diff --word-diff` writes them. */
void sl_change_push_text(sl_buf *out, const sl_changes *c);

#endif
