/* The module itself. */
#include "late/http.h"

#define MEMBER(name) .name = MHD_##name,
const sl_http sl_http_table = {.version = SL_HTTP_VERSION, SL_HTTP_FUNCTIONS(MEMBER)};
