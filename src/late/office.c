#include "late/office.h"

#include "late/late.h"

const sl_office *sl_office_open(void)
{
    static const sl_office *table;
    static bool tried;
    if (tried)
        return table;
    tried = true;
    const sl_office *found = sl_late_find(SL_OFFICE_FILE, "sl_office_table");
    return table = found && found->version == SL_OFFICE_VERSION ? found : NULL;
}

bool sl_office_is_missing(void)
{
    return !sl_office_open();
}
