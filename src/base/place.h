/* place.h: where the running program stands, so that what it needs is found beside it. */
#ifndef SL_BASE_PLACE_H
#define SL_BASE_PLACE_H

#include "base/str.h"

/* A path as seen from the program's own folder, in the arena: "../share" of /usr/bin/sightline is
 * /usr/bin/../share. The path alone when the system does not tell. */
const char *sl_place_join(sl_arena *a, const char *path);

#endif
