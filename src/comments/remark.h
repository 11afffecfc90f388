/* remark.h: what people wrote into a Word file, each at its place in the strategy's sources.
 *
 * A paragraph is known by its bookmark, then by what it says, then as the one that says nearly the
 * same. What cannot be placed is a remark without a place: nothing is left out. Arena: the one
 * given.
 */
#ifndef SL_COMMENTS_REMARK_H
#define SL_COMMENTS_REMARK_H

#include "book/book.h"
#include "comments/returned.h"

typedef enum sl_remark_kind {
    SL_REMARK_COMMENT,
    SL_REMARK_REPLY,
    SL_REMARK_INSERTED,
    SL_REMARK_DELETED,
    SL_REMARK_REPLACED,
    SL_REMARK_MOVED_AWAY,
    SL_REMARK_MOVED_HERE,
    SL_REMARK_FORMAT,
    SL_REMARK_DIVIDED,
    SL_REMARK_JOINED,
    SL_REMARK__COUNT
} sl_remark_kind;

typedef struct sl_remark {
    sl_remark_kind kind;
    sl_str author, date; /* as written; may be empty */
    sl_str text;         /* of a comment: its words; of a change: what is put in */
    sl_str quote;        /* the words that it is about, or that are taken out; may be empty */
    sl_str replied;      /* of a reply: the comment's words */
    bool is_done;
    sl_span span;         /* in the sources; file 0: it could not be placed */
    bool is_exact;        /* the span's bytes are the quote, letter by letter */
    sl_str item;          /* ID of the section that it stands in; may be empty */
    sl_str before, after; /* of words put in: what stands at both sides of them */
    sl_str sent, now;     /* the paragraph as it was sent and as it is; empty: they are the same */
    sl_str was;           /* of a change: the paragraph as it was sent, with its spaces */
    bool is_made; /* of a change: no word of its own is concerned, but what the program made */
    const sl_node *next; /* of paragraphs that were joined: the second */
    bool is_paragraph;   /* of a change: all of its paragraph is new, or gone; node is the one
                            before it where it is new */
    uint32_t number;     /* of the paragraph in the file */
    bool in_note;
    const sl_node *node; /* the paragraph of the document; NULL: none */
} sl_remark;

typedef SL_VEC(sl_remark) sl_remarks;

/* All of a file, in its order. book: composed as the file's document was. */
sl_remarks sl_remarks_place(sl_arena *a, const sl_sources *sources, const sl_book *book,
                            const sl_returned *file);
/* A comment or a reply, and no change. */
bool sl_remark_is_comment(const sl_remark *r);
/* "comment", "insertion", … */
const char *sl_remark_name(sl_remark_kind kind);
/* "comment (a reviewer, 3 March 2026): …": one line, in which quotes are cut. */
void sl_remark_push(sl_buf *out, const sl_remark *r);

#endif
