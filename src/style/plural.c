/* Which plural category a whole number has, by CLDR's rules for cardinals (version 44). */
#include "style/phrase.h"

static sl_plural english(uint64_t n)
{
    return n == 1 ? SL_PLURAL_ONE : SL_PLURAL_OTHER;
}

static sl_plural welsh(uint64_t n)
{
    switch (n) {
    case 0:
        return SL_PLURAL_ZERO;
    case 1:
        return SL_PLURAL_ONE;
    case 2:
        return SL_PLURAL_TWO;
    case 3:
        return SL_PLURAL_FEW;
    case 6:
        return SL_PLURAL_MANY;
    default:
        return SL_PLURAL_OTHER;
    }
}

sl_plural sl_phrases_plural(const sl_phrases *p, uint64_t n)
{
    return strcmp(p->tag, "cy") == 0 ? welsh(n) : english(n);
}

bool sl_phrases_has_plural(const sl_phrases *p, sl_plural category)
{
    enum { ENOUGH = 200 }; /* every category of both shows below it */
    for (uint64_t n = 0; n < ENOUGH; n++)
        if (sl_phrases_plural(p, n) == category)
            return true;
    return false;
}
