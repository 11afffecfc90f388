/* pair.h: marks in pairs, and web addresses as they stand. Private to doc.
 */
#ifndef SL_DOC_PAIR_H
#define SL_DOC_PAIR_H

#include "doc/parse.h"

/* Among the children of parent: ~~struck~~, H~2~O and m^2^ become SPANs. */
void sl_pair_resolve(sl_parse *p, sl_node *parent);
/* Web addresses in a TEXT become LINKs; not within a link. */
void sl_pair_resolve_addresses(sl_parse *p, sl_node *text);

#endif
