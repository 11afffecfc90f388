/* library.h: libraries that only few documents need, opened when the first one does. */
#ifndef SL_BASE_LIBRARY_H
#define SL_BASE_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

typedef struct sl_symbol {
    const char *name;
    void *to; /* a pointer to a function, which is set */
} sl_symbol;

/* Opens a shared library for the life of the process and finds the functions; false when it or
 * one of them is not there. */
bool sl_library_open(const char *name, const sl_symbol *symbols, size_t n);

#endif
