/* Pango says what stands how: which characters run from the right, which are marks, and the levels
 * of embedding of a paragraph (UAX #9). It is opened when the first text outside the plain set is
 * met: most documents have none, and do not pay for it. */
#include "text/pango.h"

#include <pango/pango.h>

#include "base/assert.h"
#include "base/library.h"

typedef struct library {
    __typeof__(pango_log2vis_get_embedding_levels) *find_levels;
    __typeof__(g_unichar_type) *type_of;
    __typeof__(g_free) *release;
} library;

static library pango;

static bool open_library(void)
{
    static const sl_symbol symbols[] = {{"pango_log2vis_get_embedding_levels", &pango.find_levels},
                                        {"g_unichar_type", &pango.type_of},
                                        {"g_free", &pango.release}};
    static sl_library known;
    return sl_library_open(&known, "libpango-1.0.so.0", symbols, SL_COUNT(symbols));
}

bool sl_pango_is_from_right(uint32_t c)
{
    /* Alone in a paragraph from the left, it has an odd level. */
    char text[4];
    uint8_t levels[4];
    sl_str one = {text, sl_utf8_encode(c, text)};
    return sl_pango_find_levels(one, false, levels) && levels[0] % 2 == 1;
}

bool sl_pango_is_mark(uint32_t c)
{
    if (c < 0x300 || !open_library())
        return false;
    GUnicodeType type = pango.type_of(c);
    return type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_ENCLOSING_MARK;
}

bool sl_pango_find_levels(sl_str text, bool from_right, uint8_t *levels)
{
    if (!open_library() || text.n > INT32_MAX)
        return false;
    PangoDirection base = from_right ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR;
    guint8 *found = pango.find_levels(text.p, (int)text.n, &base);
    size_t k = 0;
    for (size_t at = 0; found && at < text.n; k++) {
        size_t begin = at;
        sl_utf8_next(text, &at);
        for (; begin < at; begin++)
            levels[begin] = found[k];
    }
    pango.release(found);
    return found != NULL;
}
