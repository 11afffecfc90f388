/* desk.h: the texts that an editor has open, and the strategies that they belong to. Private to
 * lsp. */
#ifndef SL_LSP_DESK_H
#define SL_LSP_DESK_H

#include "lsp/room.h"

/* A text as the editor has it. */
typedef struct sl_sheet {
    char *uri;
    sl_buf text;
    sl_room *room;    /* NULL: it belongs to no strategy */
    const char *path; /* below the room's folder */
} sl_sheet;

typedef struct sl_desk {
    const sl_options *options;
    bool utf8;
    char *by; /* who stamps reviews; NULL: unknown */
    sl_room *rooms;
    sl_sheet **sheets;
    size_t count, cap;
} sl_desk;

void sl_desk_done(sl_desk *d);
/* Who stamps reviews; empty: nobody does. */
void sl_desk_name_author(sl_desk *d, sl_str by);
/* Opens the strategy in a folder, or in its content/; false when there is none. */
bool sl_desk_open_folder(sl_desk *d, sl_str uri);
sl_sheet *sl_desk_find(const sl_desk *d, sl_str uri);
/* False when the editor opens more, or more of it, than is taken. */
bool sl_desk_open(sl_desk *d, sl_str uri, sl_str text);
/* contentChanges, in their order; false when one of them cannot be read. */
bool sl_desk_change(sl_desk *d, sl_sheet *sheet, const json_t *changes);
void sl_desk_close(sl_desk *d, sl_str uri);
/* The strategy and the file of an address, checked; file 0: it was not read. NULL: none. */
sl_room *sl_desk_locate(sl_desk *d, sl_str uri, uint32_t *file);

#endif
