/* plain.h: what a text says, for cells and data: marks leave the words that they print. Private to
 * export.
 */
#ifndef SL_EXPORT_PLAIN_H
#define SL_EXPORT_PLAIN_H

#include "model/strategy.h"

/* Appends a DOCUMENT of Markdown, a line for each of its paragraphs: figures are printed, items are
 * named by their titles; citations, notes and numbers of figures and tables are left out. */
void sl_plain_push_text(sl_buf *out, const sl_strategy *s, const sl_node *body);
/* Appends a value of an item's front matter: the same where its kind is Markdown, else as it is
 * written. */
void sl_plain_push_value(sl_buf *out, const sl_strategy *s, const sl_item *item, const sl_yaml *y);

#endif
