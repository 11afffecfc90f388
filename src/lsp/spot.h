/* spot.h: what stands at a place of a text: an ID, a name, a figure; and where else it stands.
 * Private to lsp. */
#ifndef SL_LSP_SPOT_H
#define SL_LSP_SPOT_H

#include "lsp/room.h"

typedef struct sl_spot {
    sl_str id;
    sl_span span;
    const sl_item *item; /* at most one of these … */
    const sl_evidence *evidence;
    const sl_gap *gap;
    sl_span defined; /* … or of the record, or a name; file 0: the program's own */
    sl_str key;      /* of a figure: [=ID.key] */
    bool is_figure;
    bool is_name; /* of a figure, table or heading */
} sl_spot;

/* False when nothing known stands there. */
bool sl_spot_find(const sl_room *r, uint32_t file, uint32_t offset, sl_spot *spot);
/* The same of an ID. */
bool sl_spot_lookup(const sl_room *r, sl_str id, sl_spot *spot);

/* What an item or entry is called. */
sl_str sl_spot_title(const sl_spot *spot);

#endif
