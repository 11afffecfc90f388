/* phrase_table.h: the catalogues as phrases.py writes them. Private to style. */
#ifndef SL_STYLE_PHRASE_TABLE_H
#define SL_STYLE_PHRASE_TABLE_H

#include "style/phrase.h"

extern const char *const sl_phrase_names[];    /* by sl_say_id: "front-sheet" */
extern const sl_phrases sl_phrase_languages[]; /* ends with a tag of NULL */

#endif
