/* http.h: libmicrohttpd, which loads twelve libraries, by a module of its own: sightline-http.so.
 * Only `serve` opens it. */
#ifndef SL_LATE_HTTP_H
#define SL_LATE_HTTP_H

#include <microhttpd.h>

#define SL_HTTP_VERSION 1u

/* The functions that are used, by their names there. */
#define SL_HTTP_FUNCTIONS(X)                                                                       \
    X(start_daemon)                                                                                \
    X(stop_daemon)                                                                                 \
    X(run)                                                                                         \
    X(get_timeout)                                                                                 \
    X(get_daemon_info)                                                                             \
    X(create_response_from_buffer)                                                                 \
    X(add_response_header)                                                                         \
    X(queue_response)                                                                              \
    X(destroy_response)                                                                            \
    X(lookup_connection_value)                                                                     \
    X(lookup_connection_value_n)                                                                   \
    X(get_connection_values)                                                                       \
    X(suspend_connection)                                                                          \
    X(resume_connection)

typedef struct sl_http {
    unsigned version;
#define X(name) __typeof__(&MHD_##name) name;
    SL_HTTP_FUNCTIONS(X)
#undef X
} sl_http;

/* NULL when the module is not there. */
const sl_http *sl_http_open(void);

/* What the module exports. */
extern const sl_http sl_http_table;

#endif
