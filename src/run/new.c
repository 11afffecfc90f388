/* The verb new: writes a small strategy, with its guide and schemas, and replaces nothing. */
#include <stdio.h>

#include "base/file.h"
#include "base/outputs.h"
#include "model/framework.h"
#include "run/file_schema.h"
#include "run/verbs.h"

static int refuse(const char *what, const char *word)
{
    fprintf(stderr, "sightline: %s '%s'\n", what, word);
    return SL_EXIT_USAGE;
}

typedef struct file {
    const char *path, *text;
} file;

static const file starter[] = {
#include "run/starter.def"
};

/* Schemas for the author's editor, as `sightline schema` prints them: of the files, and of the
 * items that the framework beside them has. */
static void add_schemas(sl_arena *a, sl_outputs *outputs)
{
    sl_buf b;
    sl_buf_init(&b);
    for (size_t i = 0; sl_file_schema_name(i); i++) {
        const char *name = sl_file_schema_name(i);
        b.n = 0;
        sl_schema_emit_json(&b, sl_file_schema(name), name);
        sl_outputs_add(outputs, sl_str_format(a, "schema/%s.json", name).p, sl_buf_copy(&b, a));
    }
    sl_sources sources;
    sl_diags diags;
    sl_sources_init(&sources, a);
    sl_diags_init(&diags, a, &sources);
    for (size_t i = 0; i < SL_COUNT(starter); i++) {
        if (strcmp(starter[i].path, "framework.yaml") != 0)
            continue;
        sl_str text = sl_str_from(starter[i].text);
        uint32_t source =
            sl_sources_add(&sources, SL_STR("framework.yaml"), SL_STR("framework.yaml"), text);
        const sl_yaml *yaml = sl_yaml_parse(a, &diags, source, 0, (uint32_t)text.n);
        b.n = 0;
        sl_schema_emit_json(&b, sl_framework_item_schema(a, sl_framework_load(a, &diags, yaml)),
                            "item");
        sl_outputs_add(outputs, "schema/item.json", sl_buf_copy(&b, a));
    }
    sl_buf_done(&b);
}

int sl_run_new(const sl_options *o)
{
    sl_arena *a = sl_arena_new();
    const char *folder = o->argument, *path = folder, *why = "the folder cannot be made";
    if (sl_file_exists(sl_file_join(a, folder, "strategy.yaml"))) {
        sl_arena_free(a);
        return refuse("a strategy stands there already:", folder);
    }
    for (size_t i = 0; i < SL_COUNT(starter); i++) {
        path = sl_file_join(a, folder, starter[i].path);
        if (!sl_file_is_there(path))
            continue;
        int status = refuse("a file stands there already:", path);
        sl_arena_free(a);
        return status;
    }
    path = folder;
    sl_outputs *outputs = sl_outputs_new(a, folder);
    sl_outputs_keep_old(outputs);
    bool good = sl_file_make_folder(folder);
    for (size_t i = 0; i < SL_COUNT(starter) && good; i++) {
        const char *to = sl_file_join(a, folder, starter[i].path);
        sl_str parent = sl_file_parent(sl_str_from(to));
        good =
            sl_file_make_folder(sl_str_format(a, "%.*s", (int)(parent.n ? parent.n - 1 : 0), to).p);
        sl_outputs_add(outputs, starter[i].path, sl_str_from(starter[i].text));
    }
    good = good && sl_file_make_folder(sl_file_join(a, folder, "schema"));
    add_schemas(a, outputs);
    good = good && sl_outputs_commit(outputs, &path, &why) == SL_COMMIT_DONE;
    if (good)
        printf("%s holds a small strategy; next: sightline build %s\n", folder, folder);
    else
        fprintf(stderr, "sightline: '%s' cannot be written: %s\n", path, why);
    sl_arena_free(a);
    return good ? SL_EXIT_OK : SL_EXIT_FILES;
}
