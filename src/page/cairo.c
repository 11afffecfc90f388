#include "page/cairo.h"

#include "base/assert.h"
#include "base/library.h"

struct sl_cairo sl_cairo;

bool sl_cairo_open(void)
{
#define FOUND(name) {"cairo_" #name, &sl_cairo.name},
    static const sl_symbol symbols[] = {SL_CAIRO_FUNCTIONS(FOUND)};
#undef FOUND
    static sl_library known;
    return sl_library_open(&known, "libcairo.so.2", symbols, SL_COUNT(symbols));
}
