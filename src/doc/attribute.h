/* attribute.h: what stands in braces behind a picture. Private to doc. */
#ifndef SL_DOC_ATTRIBUTE_H
#define SL_DOC_ATTRIBUTE_H

#include "doc/node.h"

/* Takes {width=50%} and {#name} from the text behind an IMAGE; all of the braces or nothing. */
void sl_attribute_take(sl_node *image);

#endif
