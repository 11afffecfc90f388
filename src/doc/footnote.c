#include "doc/footnote.h"

void sl_footnotes_map(sl_map *by_name, sl_arena *a, const sl_node *body)
{
    sl_map_init(by_name, a);
    for (sl_node *n = body ? body->last : NULL; n && n->kind == SL_NODE_FOOTNOTE; n = n->prev)
        sl_map_add(by_name, n->id, n);
}
