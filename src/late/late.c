#include "late/late.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#include "base/place.h"

static bool tried;
static const sl_late *table;

static const sl_late *open_at(const char *folder)
{
    sl_arena *scratch = sl_arena_new();
    const char *path = sl_str_format(scratch, "%s/%s", folder, SL_LATE_FILE).p;
    void *module = dlopen(path, RTLD_LAZY | RTLD_LOCAL);
    const sl_late *found = module ? dlsym(module, "sl_late_table") : NULL;
    sl_arena_free(scratch);
    return found && found->version == SL_LATE_VERSION ? found : NULL;
}

const sl_late *sl_late_open(void)
{
    if (tried)
        return table;
    tried = true;
    const char *given = getenv("SIGHTLINE_MODULES");
    if (given)
        return table = open_at(given);
    /* Installed, beside the program where it was built, beside a test of it. */
    static const char *const places[] = {SL_LATE_FOLDER, "late", "../../src/late"};
    sl_arena *scratch = sl_arena_new();
    for (size_t i = 0; !table && i < sizeof places / sizeof *places; i++)
        table = open_at(sl_place_join(scratch, places[i]));
    sl_arena_free(scratch);
    return table;
}

bool sl_late_is_missing(void)
{
    return tried && !table;
}
