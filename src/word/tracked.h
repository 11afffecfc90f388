/* tracked.h: paragraphs with tracked changes as Word has them (ECMA-376, 17.13.5). Private to word.
 */
#ifndef SL_WORD_TRACKED_H
#define SL_WORD_TRACKED_H

#include "word/markup.h"
#include "word/write.h"

typedef enum sl_tracked_state {
    SL_TRACKED_KEPT,
    SL_TRACKED_GONE,
    SL_TRACKED_NEW,
    SL_TRACKED_FROM, /* moved away from here */
    SL_TRACKED_TO
} sl_tracked_state;

/* What becomes of a note of the new text that is not kept as it is: old: the id of the one that it
 * was; empty: it is new. */
typedef struct sl_tracked_note {
    sl_str old;
} sl_tracked_note;

typedef struct sl_tracked {
    sl_docx *w;
    sl_arena *arena;
    sl_buf *out;
    sl_markup_keys *keys;
    sl_str who;   /* the attributes of a change: author, and the day */
    sl_map names; /* of the new text's bookmarks */
    sl_map gone;  /* those of the old one whose paragraphs are gone: sl_str, what to call them */
    sl_map lists; /* by the number of a list of the old text: that of the new one */
    sl_map taken; /* lists of the new text that are one of the old already */
    sl_map notes; /* by id, of the new text: sl_tracked_note */
    SL_VEC(sl_str) gone_notes;
    uint32_t changes; /* the number of the last one */
    /* the paragraph under way */
    sl_tracked_state state;
    sl_str link, look;
    bool in_run;
    const char *time; /* of its changes */
} sl_tracked;

/* now: the new text's body. */
void sl_tracked_init(sl_tracked *t, sl_docx *w, sl_markup_keys *keys, sl_str now);
/* Begins to write, once more; what was learnt of lists is kept. */
void sl_tracked_begin(sl_tracked *t, sl_buf *out);
void sl_tracked_push(sl_tracked *t, sl_str xml);
/* The old text, whose bookmarks and what leads to them have the names of t->gone; true when any has
 * another than before. */
bool sl_tracked_rename(sl_tracked *t, sl_str *xml);
/* Gone, or moved away: of the old text. */
bool sl_tracked_is_old(sl_tracked_state state);
void sl_tracked_push_row_props(sl_tracked *t, sl_str props, sl_tracked_state state);
/* A paragraph, read before, as a whole. is_last: of its note: that it ends is not tracked, as the
 * note goes with its call. */
void sl_tracked_push_paragraph(sl_tracked *t, const sl_markup_block *b, sl_tracked_state state,
                               bool is_last);
/* The last of paragraphs that are gone, or new, as people type them: the end that comes or goes is
 * that of the paragraph before them, which this one's is then. before: that one, of the other text.
 */
void sl_tracked_push_joined(sl_tracked *t, const sl_markup_block *b, sl_tracked_state state,
                            const sl_markup_block *before);
/* An empty paragraph that is in neither text. */
void sl_tracked_push_never(sl_tracked *t);
/* What became of one, word by word; mark: of its end. */
void sl_tracked_push_paragraph_pair(sl_tracked *t, const sl_markup_block *old,
                                    const sl_markup_block *now, sl_tracked_state mark);
void sl_tracked_begin_move(sl_tracked *t, uint32_t move, bool from);
void sl_tracked_end_move(sl_tracked *t, bool from);
/* The id of a note of the old text that is gone from the new one. */
const char *sl_tracked_gone_note(sl_tracked *t, sl_str id);

#endif
