/* tie.h: words of English that no line may part. */
#ifndef SL_TEXT_TIE_H
#define SL_TEXT_TIE_H

#include "base/str.h"

/* Whether the space between two words is no place for a line's end: a figure and its unit
 * ("4.2 billion"), a name and its number ("section 3"), initials, a day and its month. */
bool sl_tie_holds(sl_str before, sl_str after);

#endif
