/* value.h: a value of YAML parsed as Markdown, before anything is put into it. Private to load. */
#ifndef SL_LOAD_VALUE_H
#define SL_LOAD_VALUE_H

#include "model/strategy.h"

/* As blocks, a DOCUMENT; findings point at its bytes in the file. */
sl_node *sl_value_parse_text(sl_strategy *s, const sl_yaml *y);
/* As a PARAGRAPH of inlines; NULL where it is plain words. */
sl_node *sl_value_parse_words(sl_strategy *s, const sl_yaml *y);

#endif
