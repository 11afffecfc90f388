/* steps.h: what becomes of the blocks of two texts, one after the other. Private to word. */
#ifndef SL_WORD_STEPS_H
#define SL_WORD_STEPS_H

#include "word/markup.h"

#define SL_STEP_NONE SIZE_MAX

/* old alone: gone; now alone: new; both: kept, or changed. */
typedef struct sl_step {
    size_t old, now;
    uint32_t move; /* 0: none; else the number of the stretch that it moves with */
    size_t joined; /* 1 + the index, on the other side, of the kept paragraph before its run, whose
                      end is tracked in place of this one's; 0: none */
    bool calls_first; /* it has the first call of a note in the document */
} sl_step;

typedef SL_VEC(sl_step) sl_steps;

/* Gone or new, and not moved. */
bool sl_step_is_alone(const sl_step *s);
const sl_markup_block *sl_step_block(const sl_step *s, const sl_markup_blocks *old,
                                     const sl_markup_blocks *now);
/* Which of them has the first call of a note: it is not moved (sl_steps_join_note). */
void sl_steps_mark_note(sl_steps *all, const sl_markup_blocks *old, const sl_markup_blocks *now);
/* LibreOffice forgets that the end of a paragraph is gone, moved or new, when the paragraph has the
 * first call of a note in the document: it reads all notes there. So that paragraph, with those
 * before it that go the same way, is joined to the one before the run, which is where people type a
 * new paragraph too. Where that is a table, or the text begins, it takes the end of the kept one
 * behind the run, whose words are put in there, and gone where they stood; not where that is of
 * another style, which LibreOffice would not give back. */
void sl_steps_join_note(sl_arena *a, sl_steps *all, const sl_markup_blocks *old,
                        const sl_markup_blocks *now);

#endif
