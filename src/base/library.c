#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

static bool find(const char *name, const sl_symbol *symbols, size_t n)
{
    void *library = dlopen(name, RTLD_LAZY | RTLD_LOCAL);
    for (size_t i = 0; library && i < n; i++) {
        /* A function's address goes by way of memory: ISO C knows no cast from an object's. */
        void *at = dlsym(library, symbols[i].name);
        memcpy(symbols[i].to, &at, sizeof at);
        if (!at)
            return false;
    }
    return library != NULL;
}

bool sl_library_open(sl_library *l, const char *name, const sl_symbol *symbols, size_t n)
{
    if (!l->tried)
        l->open = find(name, symbols, n);
    l->tried = true;
    return l->open;
}
