/* edit.h: tracked changes as edits of the sources, those of several reviewers merged.
 *
 * A change of prose is the smallest edit of the Markdown: marks, citations and figures in it and
 * beside it stay as they are. Every other change has a reason why it is none. Three-way: what both
 * have changed since the file was sent out, or two reviewers in different ways, is a conflict and
 * nobody's. Arena: the one given.
 */
#ifndef SL_COMMENTS_EDIT_H
#define SL_COMMENTS_EDIT_H

#include "comments/remark.h"

/* The bytes begin to end of a file of the sources, and what stands there then. */
typedef struct sl_text_edit {
    uint32_t file, begin, end;
    sl_str text;
    uint32_t origin; /* of which reviewer's file */
    const sl_remark *remark;
    uint32_t conflict; /* 0: none; else which: all that have its number are of it */
} sl_text_edit;

typedef SL_VEC(sl_text_edit) sl_text_edits;

/* Appends the edit that a change is; NULL, or why it is none. book: what the remark was placed in.
 * Comments and replies are none and are not to be asked. */
const char *sl_text_edit_add(sl_arena *a, const sl_sources *sources, const sl_book *book,
                             const sl_remark *r, uint32_t origin, sl_text_edits *out);
/* Sorts the edits by their places, takes those that several reviewers made for one, and finds the
 * conflicts; how many there are. */
uint32_t sl_text_edits_settle(sl_arena *a, sl_text_edits *all);
/* The file as it is with its edits but those in conflict. */
sl_str sl_text_edits_make(sl_arena *a, const sl_sources *sources, const sl_text_edits *all,
                          uint32_t file);
/* Appends what changes in a file, as `diff -u` writes it. */
void sl_text_edits_push_diff(sl_buf *out, sl_arena *a, sl_str name, sl_str old, sl_str now);

#endif
