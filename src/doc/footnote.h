/* footnote.h: the footnotes of one text, by name. */
#ifndef SL_DOC_FOOTNOTE_H
#define SL_DOC_FOOTNOTE_H

#include "base/map.h"
#include "doc/node.h"

/* The FOOTNOTE nodes that stand at the end of body, by their names; of two with one name, the last
 * (the map keeps the first that it is given). body may be NULL. */
void sl_footnotes_map(sl_map *by_name, sl_arena *a, const sl_node *body);

#endif
