/* serve.h: a strategy as its authors see it while they write: the page and the sheets in a browser
 * of this machine, made anew with every save. */
#ifndef SL_SERVE_SERVE_H
#define SL_SERVE_SERVE_H

#include "session/options.h"

typedef enum sl_served {
    SL_SERVED,           /* until it was told to end */
    SL_SERVED_NO_MODULE, /* sightline-http.so is not there */
    SL_SERVED_NO_PORT    /* it could not listen, or not be told of changes */
} sl_served;

/* Serves on loopback until SIGINT or SIGTERM; prints the address to stdout. confine: called before
 * a file of the strategy is read, when all is open that needs more than the folder; NULL: nothing
 * is.
 */
sl_served sl_serve_folder(const sl_options *options, void (*confine)(const sl_options *));

#endif
