/* Pango says what stands how: which characters run from the right, which are marks, and the levels
 * of embedding of a paragraph (UAX #9). The module that has it is opened when the first text
 * outside the plain set is met: most documents have none, and do not pay for it. */
#include "text/pango.h"

#include "late/late.h"
#include "late/pango.h"

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
    const sl_late *late = c < 0x300 ? NULL : sl_late_open();
    if (!late)
        return false;
    GUnicodeType type = late->pango->type_of(c);
    return type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_ENCLOSING_MARK;
}

bool sl_pango_find_levels(sl_str text, bool from_right, uint8_t *levels)
{
    const sl_late *late = sl_late_open();
    if (!late || text.n > INT32_MAX)
        return false;
    PangoDirection base = from_right ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR;
    guint8 *found = late->pango->find_levels(text.p, (int)text.n, &base);
    size_t k = 0;
    for (size_t at = 0; found && at < text.n; k++) {
        size_t begin = at;
        sl_utf8_next(text, &at);
        for (; begin < at; begin++)
            levels[begin] = found[k];
    }
    late->pango->release(found);
    return found != NULL;
}
