/* edit.h: what the page asks for while somebody edits: forms, what a change would be found to do,
 * saves. Private to serve.
 *
 * Asked by path (below edit/) with a JSON object:
 *   find   {"q", "find"}            {"found": [{"id", "title", "kind", "figures"}], "more"}
 *   kinds  {}                       {"kinds": [{"name", "title"}]}
 *   form   {"id"} or {"new": kind}  the form (form.h), "digest", "text", "reviews"
 *   check  {"id" or "new", "digest", "fields", "text"}   {"findings", "elsewhere"}
 *   save   the same                 {"id", "digest", "findings", "elsewhere"}
 *          with "base", a digest that a form had: the changes are of that file, and merged
 *   stamp  {"id", "by", "on"}       {"stamped"}
 *   place  {"id"}                   {"digest", "slots"}, each {"part", "group", "after", "title",
 *          "here"}
 *   move   {"id", "digest", "part", "after"}   {"id"}: a slot of those
 *   uses   {"id"}                   {"uses", "stamps", "folder"}, each use {"file", "line", "text",
 *          "id"}
 *   remove {"id", "digest"}         {"id", "path", "copy"}; while it is used: 422 and "uses"
 *   undo   {"copy"}                 {"id", "path"}: what that removal took out stands there again
 *   passage {"text"} or {"file", "begin"}   {"id", "file", "line", "begin", "source"}: a paragraph,
 *          as the file has it
 *   put    {"file", "begin", "source", "to"}    the same, as it is now
 *
 * What is refused is {"error"}: 400 is no such request, 409 a file that is not what it was, with
 * {"digest", "theirs", "yours"} and, where they do not meet, "both" of them merged; 422 what
 * cannot be made, 500 what cannot be written.
 */
#ifndef SL_SERVE_EDIT_H
#define SL_SERVE_EDIT_H

#include "edit/undo.h"
#include "serve/asked.h"
#include "serve/preview.h"
#include "serve/watch.h"

/* Files as forms were opened on, the last ones, by their digests: what a change is merged over. */
enum { SL_BASES = 32 };

/* Removals that can be undone: the last ones. */
enum { SL_REMOVALS = 16 };

typedef struct sl_removed {
    sl_arena *arena; /* of all that stands here; NULL: nothing does */
    sl_str id, copy;
    sl_was files[2]; /* the thing's own, and that of the order */
    size_t n;
} sl_removed;

typedef struct sl_editing {
    sl_preview *preview;
    sl_watch *watch;
    sl_live *draft; /* where changes are tried; NULL: none was yet */
    sl_buf bases[SL_BASES];
    char base_digests[SL_BASES][65];
    size_t base_next;
    sl_removed removed[SL_REMOVALS];
    size_t removed_next;
} sl_editing;

void sl_editing_done(sl_editing *e);
/* The status; *saved: files have changed, and the preview has been updated. */
unsigned sl_editing_answer(sl_editing *e, sl_str path, const json_t *asked, sl_buf *out,
                           bool *saved);

#endif
