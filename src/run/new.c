/* The verb new: writes a small strategy, with its guide and schemas, and replaces nothing. */
#include <stdio.h>

#include "base/file.h"
#include "base/outputs.h"
#include "model/framework.h"
#include "run/file_schema.h"
#include "run/guide.h"
#include "run/kinds.h"
#include "run/verbs.h"

static int refuse(const char *what, const char *word)
{
    fprintf(stderr, "sightline: %s '%s'\n", what, word);
    return SL_EXIT_USAGE;
}

/* The framework of the files. */
static const sl_framework *load_framework(sl_arena *a, const sl_kind *kind)
{
    sl_sources *sources = SL_NEW(a, sl_sources);
    sl_diags diags;
    sl_sources_init(sources, a);
    sl_diags_init(&diags, a, sources);
    const sl_yaml *yaml = NULL;
    for (size_t i = 0; i < kind->n; i++) {
        if (strcmp(kind->files[i].path, "framework.yaml") != 0)
            continue;
        sl_str text = sl_str_from(kind->files[i].text);
        uint32_t source =
            sl_sources_add(sources, SL_STR("framework.yaml"), SL_STR("framework.yaml"), text);
        yaml = sl_yaml_parse(a, &diags, source, 0, (uint32_t)text.n);
    }
    return sl_framework_load(a, &diags, yaml);
}

/* Schemas for the author's editor, as `sightline schema` prints them: of the files, and of the
 * items that the framework beside them has. */
static void add_schemas(sl_arena *a, sl_outputs *outputs, const sl_framework *framework)
{
    sl_buf b;
    sl_buf_init(&b);
    for (size_t i = 0; sl_file_schema_name(i); i++) {
        const char *name = sl_file_schema_name(i);
        b.n = 0;
        sl_schema_emit_json(&b, sl_file_schema(name), name);
        sl_outputs_add(outputs, sl_str_format(a, "schema/%s.json", name).p, sl_buf_copy(&b, a));
    }
    b.n = 0;
    sl_schema_emit_json(&b, sl_framework_item_schema(a, framework), "item");
    sl_outputs_add(outputs, "schema/item.json", sl_buf_copy(&b, a));
    sl_buf_done(&b);
}

static const sl_kind *find_kind(sl_str name)
{
    for (size_t i = 0; i < sl_kind_count; i++)
        if (!name.n || sl_str_equal_z(name, sl_kinds[i].name))
            return &sl_kinds[i];
    return NULL;
}

static int refuse_kind(sl_str name)
{
    fprintf(stderr, "sightline: there is no kind '%.*s' of strategy; the kinds are:", SL_FMT(name));
    for (size_t i = 0; i < sl_kind_count; i++)
        fprintf(stderr, "%s %s", i ? "," : "", sl_kinds[i].name);
    fprintf(stderr, "\n");
    return SL_EXIT_USAGE;
}

/* A file, and behind the guide what the framework asks of each item. */
static sl_str text_of(sl_arena *a, const sl_kind_file *file, const sl_framework *framework)
{
    if (strcmp(file->path, "README.md") != 0)
        return sl_str_from(file->text);
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_z(&b, file->text);
    sl_guide_push(&b, framework);
    return sl_buf_take(&b, a);
}

int sl_run_new(const sl_options *o)
{
    sl_arena *a = sl_arena_new();
    const char *folder = o->argument, *path = folder, *why = "the folder cannot be made";
    const sl_kind *kind = find_kind(o->kind);
    if (!kind) {
        sl_arena_free(a);
        return refuse_kind(o->kind);
    }
    if (sl_file_exists(sl_file_join(a, folder, "strategy.yaml"))) {
        sl_arena_free(a);
        return refuse("a strategy stands there already:", folder);
    }
    for (size_t i = 0; i < kind->n; i++) {
        path = sl_file_join(a, folder, kind->files[i].path);
        if (!sl_file_is_there(path))
            continue;
        int status = refuse("a file stands there already:", path);
        sl_arena_free(a);
        return status;
    }
    path = folder;
    const sl_framework *framework = load_framework(a, kind);
    sl_outputs *outputs = sl_outputs_new(a, folder);
    sl_outputs_keep_old(outputs);
    bool good = sl_file_make_folder(folder);
    for (size_t i = 0; i < kind->n && good; i++) {
        const char *to = sl_file_join(a, folder, kind->files[i].path);
        good = sl_file_make_folder(sl_file_folder_of(a, sl_str_from(to)));
        sl_outputs_add(outputs, kind->files[i].path, text_of(a, &kind->files[i], framework));
    }
    good = good && sl_file_make_folder(sl_file_join(a, folder, "schema"));
    add_schemas(a, outputs, framework);
    good = good && sl_outputs_commit(outputs, &path, &why) == SL_COMMIT_DONE;
    if (good)
        printf("%s holds a small strategy; next: sightline build %s\n", folder, folder);
    else
        fprintf(stderr, "sightline: '%s' cannot be written: %s\n", path, why);
    sl_arena_free(a);
    return good ? SL_EXIT_OK : SL_EXIT_FILES;
}
