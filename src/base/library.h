/* library.h: libraries that only few documents need, opened when the first one does. */
#ifndef SL_BASE_LIBRARY_H
#define SL_BASE_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

typedef struct sl_symbol {
    const char *name;
    void *to; /* a pointer to a function, which is set */
} sl_symbol;

/* What is known of a library; static, zero at first. */
typedef struct sl_library {
    bool tried, open;
} sl_library;

/* Opens a shared library for the life of the process and finds the functions, the first time; false
 * when it or one of them is not there. On the main thread. */
bool sl_library_open(sl_library *l, const char *name, const sl_symbol *symbols, size_t n);

#endif
