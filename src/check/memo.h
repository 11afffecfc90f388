/* memo.h: what the judgement of one item's text found, kept from one reading of a folder to the
 * next (base/folder.h).
 *
 * A judgement may be kept that depends on the item's text and on the world alone: every item's
 * front matter, the names in use, and all files that are no texts. One that numbers tables from
 * text to text may not.
 */
#ifndef SL_CHECK_MEMO_H
#define SL_CHECK_MEMO_H

#include "model/strategy.h"

typedef struct sl_memo {
    const sl_strategy *s;
    const void *by; /* stands for the judgement */
    sl_print world;
    struct sl_memo_key {
        const void *by;
        sl_print world;
        uint64_t front, body;
        uint32_t file, begin, text, text_begin;
    } key;
    sl_diags outer;  /* the findings so far, while those of the item stand in their place */
    sl_diags *inner; /* those of the item, kept; NULL: nothing is being judged */
} sl_memo;

/* Nothing is kept where the strategy is read once. */
void sl_memo_init(sl_memo *m, const sl_strategy *s, const void *by);
/* True when the item was judged already: its findings are there. Else it is to be judged, and
 * sl_memo_end called. */
bool sl_memo_find(sl_memo *m, const sl_item *item);
void sl_memo_end(sl_memo *m);

#endif
