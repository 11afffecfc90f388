#include "late/http.h"

#include "late/late.h"

const sl_http *sl_http_open(void)
{
    const sl_http *found = sl_late_find("sightline-http.so", "sl_http_table");
    return found && found->version == SL_HTTP_VERSION ? found : NULL;
}
