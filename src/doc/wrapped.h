/* wrapped.h: marks that an editor has broken over lines. Private to doc.
 */
#ifndef SL_DOC_WRAPPED_H
#define SL_DOC_WRAPPED_H

#include "doc/parse.h"

/* Among the children of parent, the lines of a citation or bound figure that is closed on a later
 * one become one TEXT. */
void sl_wrapped_join(sl_parse *p, sl_node *parent);

#endif
