#include "run/file_schema.h"

#include "load/load.h"
#include "record/record.h"

static const struct {
    const char *name;
    const sl_schema *(*schema)(void);
} all[] = {
    {"strategy", sl_strategy_schema},     {"framework", sl_framework_schema},
    {"register", sl_register_schema},     {"programme", sl_programme_schema},
    {"engagement", sl_engagement_schema}, {"strategies", sl_neighbours_schema},
    {"signoff", sl_signoff_schema},       {"glossary", sl_glossary_schema},
};

const sl_schema *sl_file_schema(const char *name)
{
    for (size_t i = 0; i < SL_COUNT(all); i++)
        if (strcmp(name, all[i].name) == 0)
            return all[i].schema();
    return NULL;
}

const char *sl_file_schema_name(size_t i)
{
    return i < SL_COUNT(all) ? all[i].name : NULL;
}
