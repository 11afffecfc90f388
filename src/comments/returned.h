/* returned.h: what came back in a Word file: its paragraphs, comments and tracked changes.
 *
 * Read from files that Word, LibreOffice, Google Docs and their like wrote, by libxml2 as a stream:
 * no network, no entities (a document type is refused), nothing executed, nothing written. Macros,
 * links and pictures are not looked at. Arena: the one given.
 */
#ifndef SL_COMMENTS_RETURNED_H
#define SL_COMMENTS_RETURNED_H

#include "base/num.h"

/* A stretch of a paragraph's text. */
typedef enum sl_stretch_kind {
    SL_STRETCH_KEPT,
    SL_STRETCH_GONE,
    SL_STRETCH_NEW,
    SL_STRETCH_NEVER /* put in and taken out again: it is in no text */
} sl_stretch_kind;

typedef struct sl_stretch {
    sl_stretch_kind kind;
    bool moved;   /* gone from here or new here, but not in the text */
    bool is_made; /* its text is the program's, and none of the paragraph's: a number, a note, a
                     picture */
    bool is_end;  /* the end of the paragraph alone: new, it was divided; gone, it goes on with next
                   */
    uint32_t next; /* 1 + index of a paragraph */
    sl_str text;   /* as it stands */
    size_t at;     /* where it stands in the paragraph as it was sent out */
    sl_str author;
    sl_str date; /* as written: 2026-03-03T10:00:00Z; may be empty */
} sl_stretch;

typedef struct sl_returned_paragraph {
    sl_str name;          /* of the bookmark that says where it is from; may be empty */
    sl_str was;           /* its text without tracked insertions, with what is tracked as deleted */
    sl_stretch_kind mark; /* of its end */
    sl_str marker, marked;
    unsigned parts; /* that were divided from it */
    SL_VEC(sl_stretch) stretches;
    bool is_formatted; /* its look alone was changed, tracked: by whom */
    sl_str formatter, formatted;
    uint32_t number; /* from 1, in the part */
    bool in_note;
} sl_returned_paragraph;

typedef struct sl_returned_comment {
    sl_str id, author, date, text;
    uint32_t paragraph; /* 1 + index of where it begins; 0: nowhere */
    size_t begin, end;  /* in the paragraph's `was`; end: of its own paragraph where it goes on */
    bool is_open, is_placed, is_done;
    bool is_reply;
    sl_str key, parent_key; /* of the thread */
    uint32_t parent;        /* 1 + index */
} sl_returned_comment;

typedef struct sl_returned {
    SL_VEC(sl_returned_paragraph) paragraphs;
    SL_VEC(sl_returned_comment) comments;
    /* What the file says of itself; empty: it is none of ours, or a program has dropped it. */
    sl_str content, version, document, audience;
} sl_returned;

/* NULL with *why when it is no Word file that can be read. */
sl_returned *sl_returned_read(sl_arena *a, sl_str bytes, const char **why);

#endif
