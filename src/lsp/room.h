/* room.h: one strategy that an editor has open: its session, its texts, and the way between the
 * editor's addresses and its files. Private to lsp. */
#ifndef SL_LSP_ROOM_H
#define SL_LSP_ROOM_H

#include "lsp/position.h"
#include "session/live.h"

typedef struct sl_room {
    struct sl_room *next;
    sl_arena *arena;
    const char *folder; /* absolute */
    sl_options options;
    sl_live *live;
    sl_making *making;    /* of the last check */
    const sl_strategy *s; /* NULL: there is none to speak of */
    sl_session *session;
    sl_arena *round;           /* for what lasts until the next check */
    sl_rows *rows;             /* by file of the sources */
    bool is_told;              /* what the last check found was published */
    bool utf8;                 /* positions count bytes */
    json_t *published;         /* uri -> diagnostics as text */
    int64_t asked;             /* milliseconds: when the disk was last asked */
    json_t *uris;              /* path -> the editor's own address of it */
    const char *by;            /* who stamps reviews; NULL: unknown */
    const char *cursor_prefix; /* session/cursor.h; NULL: nobody can be told */
} sl_room;

sl_room *sl_room_new(const sl_options *options, const char *folder, bool utf8);
void sl_room_free(sl_room *r);
/* Checks what has changed since. */
void sl_room_check(sl_room *r);
/* Whether something was typed since. */
bool sl_room_is_stale(const sl_room *r);

/* The address of a file of the sources, in an arena; of a path below the folder. */
json_t *sl_room_uri(const sl_room *r, uint32_t file);
json_t *sl_room_uri_of(const sl_room *r, sl_str path);
/* The file of the sources with the path; 0: it was not read. */
uint32_t sl_room_file(const sl_room *r, sl_str path);
const sl_rows *sl_room_rows(sl_room *r, uint32_t file);
json_t *sl_room_range(sl_room *r, sl_span span);
/* {uri, range}; NULL for no place. */
json_t *sl_room_location(sl_room *r, sl_span span);

/* The path of a file: address, percent-decoded, in the arena; empty: it is of another kind. */
sl_str sl_uri_path(sl_arena *a, sl_str uri);
json_t *sl_uri_from(const char *path);
json_t *sl_room_text(sl_str s);

#endif
