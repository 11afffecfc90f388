#include "model/document.h"

static const char *const parts[SL_MADE__COUNT] = {
    [SL_MADE_FRONT_SHEET] = "front-sheet", [SL_MADE_PLAN] = "plan", [SL_MADE_IMPRINT] = "imprint"};

sl_made_part sl_made_part_lookup(sl_str name)
{
    for (int i = 0; i < SL_MADE__COUNT; i++)
        if (sl_str_equal_z(name, parts[i]))
            return (sl_made_part)i;
    return SL_MADE__COUNT;
}

const char *sl_made_part_name(sl_made_part part)
{
    return parts[part];
}

bool sl_document_has_annex(const sl_document *d, const char *name)
{
    SL_EACH (one, d->annexes)
        if (sl_str_equal_z(one->text, name))
            return true;
    return false;
}

bool sl_document_is_item(sl_str entry)
{
    return entry.n && entry.p[0] >= 'A' && entry.p[0] <= 'Z';
}
