/* texts.h: values of YAML that are Markdown. Arena: the strategy's. */
#ifndef SL_LOAD_TEXTS_H
#define SL_LOAD_TEXTS_H

#include "model/strategy.h"

/* A value as blocks, a DOCUMENT; findings point at its bytes in the file. */
sl_node *sl_load_text(sl_strategy *s, const sl_yaml *y);
/* A value of one line, a title, as a PARAGRAPH of inlines; NULL where it is plain words. */
sl_node *sl_load_words(sl_strategy *s, const sl_yaml *y);
/* A title of the document or of a part of it: its words as above, and *plain what they say. Of
 * marks it may have those of words alone; what belongs to a text is a finding. */
sl_node *sl_load_title(sl_strategy *s, const sl_yaml *y, sl_str *plain);
/* What words say without their marks: figures are printed, citations and notes left out. For
 * contents, bookmarks and data. */
sl_str sl_load_plain(sl_strategy *s, const sl_node *words);

#endif
