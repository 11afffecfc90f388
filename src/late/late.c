#include "late/late.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/place.h"

static bool tried;
static const sl_late *table;

static const void *find_at(const char *folder, const char *file, const char *symbol)
{
    sl_arena *scratch = sl_arena_new();
    const char *path = sl_str_format(scratch, "%s/%s", folder, file).p;
    void *module = dlopen(path, RTLD_LAZY | RTLD_LOCAL);
    const char *why = module ? NULL : dlerror();
    if (why && (strstr(why, "allocate") || strstr(why, "failed to map")))
        sl_mem_exhausted(0); /* it is there, and so it is not missing */
    const void *found = module ? dlsym(module, symbol) : NULL;
    sl_arena_free(scratch);
    return found;
}

const void *sl_late_find(const char *file, const char *symbol)
{
    const char *given = getenv("SIGHTLINE_MODULES");
    if (given)
        return find_at(given, file, symbol);
    /* Installed, beside the program where it was built, beside a test of it. */
    static const char *const places[] = {SL_LATE_FOLDER, "late", "../../src/late"};
    const void *found = NULL;
    sl_arena *scratch = sl_arena_new();
    for (size_t i = 0; !found && i < sizeof places / sizeof *places; i++)
        found = find_at(sl_place_join(scratch, places[i]), file, symbol);
    sl_arena_free(scratch);
    return found;
}

const sl_late *sl_late_open(void)
{
    if (tried)
        return table;
    tried = true;
    const sl_late *found = sl_late_find(SL_LATE_FILE, "sl_late_table");
    return table = found && found->version == SL_LATE_VERSION ? found : NULL;
}

bool sl_late_is_missing(void)
{
    return tried && !table;
}
