/* rename.h: another ID for a thing, in bytes and in a strategy that is read.
 *
 * An ID is renamed wherever it stands whole: in front matter, marks, registers, records, locks and
 * comments. In paths it stays. */
#ifndef SL_LOAD_RENAME_H
#define SL_LOAD_RENAME_H

#include "model/strategy.h"

/* The text with every word that `to` has (sl_str * by word) in its new form; *n counts them. The
 * text itself where there is none. */
sl_str sl_rename_words(sl_arena *a, sl_str text, const sl_map *to, size_t *n);
/* Renames in all that was read: texts, front matter, register, record, and the look-ups. */
void sl_rename_apply(sl_strategy *s, sl_str old, sl_str now);
/* What `renamed` in the newer strategy says that the older one does not know yet. */
void sl_rename_apply_all(sl_strategy *older, const sl_strategy *newer);

#endif
