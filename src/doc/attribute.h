/* attribute.h: what stands in braces behind a picture. */
#ifndef SL_DOC_ATTRIBUTE_H
#define SL_DOC_ATTRIBUTE_H

#include "doc/node.h"

/* Takes {width=50%} and {#name} from the text behind an IMAGE; all of the braces or nothing. */
void sl_attribute_take(sl_node *image);
/* "50%", with or without quotation marks; 0: it is no width. */
unsigned sl_attribute_percent(sl_str s);

#endif
