/* guard.h: which requests are answered: those of the page that this program has shown, and of
 * nobody else. Private to serve. */
#ifndef SL_SERVE_GUARD_H
#define SL_SERVE_GUARD_H

#include "base/str.h"

typedef struct sl_guard {
    char token[33]; /* 128 random bits, in the address */
    unsigned port;
} sl_guard;

/* False when the system gives no random bits. */
bool sl_guard_init(sl_guard *g);
/* The Host of a request: a name of this machine's loopback, with the port. A name of a stranger's
 * that leads here is refused (DNS rebinding). NULL: the request has none. */
bool sl_guard_knows_host(const sl_guard *g, const char *host);
/* Its Origin, if it has one, is the same. */
bool sl_guard_knows_origin(const sl_guard *g, const char *origin);
/* What stands behind /TOKEN/ in the path; p NULL: the token is another. */
sl_str sl_guard_strip(const sl_guard *g, const char *path);

#endif
