/* watch.h: told by the system when something below a folder changes. Private to serve. */
#ifndef SL_SERVE_WATCH_H
#define SL_SERVE_WATCH_H

#include "base/str.h"

typedef struct sl_watch {
    int fd;
    sl_arena *arena;
    const char *folder;
} sl_watch;

/* False when the system does not tell. */
bool sl_watch_init(sl_watch *w, const char *folder);
void sl_watch_done(sl_watch *w);
/* Takes what has been told; true when there was anything that counts. New folders are watched. */
bool sl_watch_take(sl_watch *w);

#endif
