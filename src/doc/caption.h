/* caption.h: the words of a picture's caption, which stand in its title. Private to doc. */
#ifndef SL_DOC_CAPTION_H
#define SL_DOC_CAPTION_H

#include "doc/parse.h"

/* Appends a CAPTION with the inlines of the title to an IMAGE, behind the words that say what it
 * shows; nothing where there is no title, or it has been read. */
void sl_caption_read(sl_parse *p, sl_node *image);

#endif
