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

#include "base/map.h"
#include "change/sequence.h"
#include "book/book.h"

typedef enum sl_how { SL_HOW_CHANGED, SL_HOW_NEW, SL_HOW_GONE } sl_how;

/* Words of a block that are kept, gone or new, with the spaces after them. */
typedef struct sl_change_words {
    sl_edit_kind kind;
    sl_str text;
} sl_change_words;

/* A paragraph, heading, list entry or row of a table (SL_CHANGE_CELL between its cells); or the
 * heading that one stands under, all of it kept. A figure: what is said of it; it may be drawn
 * otherwise where that is all kept. */
typedef struct sl_change_block {
    sl_node_kind kind;
    const sl_node *was; /* the older block; NULL: it is new, or a heading that others stand under */
    const sl_node *now; /* the newer block that it is of; NULL: it is gone */
    const sl_node *near; /* of what is gone: the newer block before it, else the one behind it;
                            NULL: its text has none */
    SL_VEC(sl_change_words) words;
    size_t words_gone, words_new;
    SL_VEC(sl_str) causes; /* evidence whose figures are printed in it and have changed */
    bool is_mixed;         /* it has changed otherwise too */
    bool is_caused;        /* by figures alone: it is told of the evidence, once for all places */
} sl_change_block;

/* Between the cells of a row: no text that is read may hold it. */
#define SL_CHANGE_CELL "\x1F"

/* A key of a thing: the values that it has lost and those that it has got. */
typedef struct sl_change_field {
    sl_str label;
    bool is_map; /* of several values with names: a sum with its years */
    SL_VEC(sl_str) gone, come;
} sl_change_field;

/* Where a figure is printed that has changed. */
typedef struct sl_change_place {
    sl_str id, number, title; /* of the thing */
    size_t n;                 /* of its blocks */
} sl_change_place;

typedef struct sl_change {
    sl_how how;
    sl_str id, title; /* the newer title; id empty: the document itself */
    sl_str kind;      /* "Ask", "Evidence", "Annex", … */
    bool is_evidence;
    sl_str number; /* as the newer document prints it, else the older: "5.2", "31"; or empty */
    SL_VEC(sl_change_field) fields;
    SL_VEC(sl_change_block) blocks;
    size_t words_gone, words_new;   /* of the blocks that no other thing has caused */
    SL_VEC(sl_change_place) places; /* of evidence: what its figures have changed */
    bool is_caused; /* all of it: it is told of the evidence and is no change of its own */
} sl_change;

typedef struct sl_changes {
    const sl_book *old, *now;
    SL_VEC(sl_change)
    things; /* the document, items in its order, evidence, gaps, annexes; what is gone last */
} sl_changes;

sl_changes *sl_change_find(sl_arena *a, const sl_book *old, const sl_book *now);
/* "changed", "new" or "removed". */
const char *sl_how_name(sl_how how);
/* Of those that are told: what others have caused is not. */
size_t sl_change_count(const sl_changes *c, sl_how how);
/* A heading that stays, told for what stands under it. */
bool sl_change_is_context(const sl_change_block *b);
/* Whether block i is told of the change itself: nothing else has caused it, and it is no heading of
 * such blocks alone. */
bool sl_change_tells(const sl_change *c, size_t i);
/* Names causes and places anew, once things were left out. */
void sl_change_find_causes(sl_arena *a, sl_changes *c);
/* The sections of a book by their ids (sl_node). */
void sl_change_list_sections(sl_arena *a, const sl_book *book, sl_map *out);
/* Adds the numbers by which a document prints its evidence and items, by their IDs, where none is
 * known yet. */
void sl_change_list_numbers(sl_arena *a, const sl_book *book, sl_map *out);
/* A text of a change as it is read: numbers in place of the IDs of evidence, and behind the titles
 * of items; a dot between cells. NULL: IDs stay. */
void sl_change_push_words(sl_buf *out, const sl_map *numbers, sl_str text);
void sl_change_push_json(sl_buf *out, sl_str text); /* with IDs, and a bar between cells */
sl_str sl_change_print(sl_arena *a, const sl_map *numbers, sl_str text);
/* The changes as a document of their own: a table of them, then each with its text redlined: spans
 * of the roles `inserted` and `deleted`. */
sl_book *sl_change_compose(sl_arena *a,
                           const sl_changes *c); /* its figures are those of the newer and, behind
                                                    them, older ones that changed */
/* The same for a terminal: [-gone-] and {+new+}, as `git diff --word-diff` writes them. */
void sl_change_push_text(sl_buf *out, const sl_changes *c);

#endif
