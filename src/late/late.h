/* late.h: the one module that is loaded late, when a document first needs what it brings.
 *
 * cairo, librsvg and Pango load 55 libraries, which takes 7 ms: longer than a small document takes
 * as a whole, and most need none of them. So what we ask of them stands in a module of our own,
 * sightline-late.so, which is linked against them as any program is (packagers see them, the
 * compiler checks their types) and opened once. It exports one table.
 *
 * It is looked for in the folder that SIGHTLINE_MODULES names, and nowhere else when that is set;
 * else where it is installed, as seen from the program; else where it was built. That it is missing
 * is an error of whoever needs it, never silence: sl_late_is_missing.
 */
#ifndef SL_LATE_LATE_H
#define SL_LATE_LATE_H

#include <stdbool.h>

/* Of the table: a module of another build is refused. */
#define SL_LATE_VERSION 3u
#define SL_LATE_FILE "sightline-late.so"
/* What to do when a module is not there. */
#define SL_LATE_REMEDY                                                                             \
    "install sightline whole, or set SIGHTLINE_MODULES to the folder that holds it"

typedef struct sl_late {
    unsigned version;
    const struct sl_cairo *cairo; /* late/cairo.h */
    const struct sl_rsvg *rsvg;   /* late/svg.h */
    const struct sl_pango *pango; /* late/pango.h */
} sl_late;

/* What a module exports under a name; NULL when it is not there. The module stays open. */
const void *sl_late_find(const char *file, const char *symbol);
/* The table; NULL when the module is not there. The first call opens it, on the main thread. */
const sl_late *sl_late_open(void);
/* Whether it was needed and was not there. */
bool sl_late_is_missing(void);

/* The same of the module that reads Word files (office.h). */
bool sl_office_is_missing(void);

/* What the module exports. */
extern const sl_late sl_late_table;

#endif
