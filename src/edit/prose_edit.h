/* prose_edit.h: a text in place of another, whose lines that are the same keep their bytes. */
#ifndef SL_EDIT_PROSE_EDIT_H
#define SL_EDIT_PROSE_EDIT_H

#include "base/str.h"

/* now: with \n at the ends of its lines, as a browser gives it. Lines that `was` has too keep the
 * end that they have there; new ones get the end of the file's first line (eol). */
sl_str sl_prose_edit(sl_arena *a, sl_str was, sl_str now, const char *eol);
/* The text with \n at the ends of its lines. */
sl_str sl_prose_lines(sl_arena *a, sl_str text);

#endif
