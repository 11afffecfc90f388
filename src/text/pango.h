/* pango.h: what Pango knows of characters and paragraphs. Private to text.
 *
 * Without the late module all text would stand from the left: whoever sets pages asks
 * sl_late_is_missing and says so.
 */
#ifndef SL_TEXT_PANGO_H
#define SL_TEXT_PANGO_H

#include "base/str.h"

/* A letter that is written from the right, whatever stands around it. */
bool sl_pango_is_from_right(uint32_t c);
/* A mark that stands on the letter before it. */
bool sl_pango_is_mark(uint32_t c);
/* levels[i]: the embedding level of byte i of a paragraph; from_right: the paragraph's own
 * direction. False when nothing could be found out. */
bool sl_pango_find_levels(sl_str text, bool from_right, uint8_t *levels);

#endif
