/* Every file of the folder is read, is used by what is read, is no part of the strategy by its name
 * (model/accounted.h), or is a finding: else a text whose name is nearly one that is read vanishes
 * from every output without a word. */
#include "base/assert.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/limits.h"
#include "check/check.h"
#include "load/fill.h"
#include "model/edition.h"
#include "model/accounted.h"
#include "model/files.h"

/* Unused files of one kind in one folder: a folder of scans is one slip. */
typedef struct kind {
    sl_str folder, extension, first;
    size_t n;
} kind;

typedef struct identity {
    uint64_t id[2];
} identity;

typedef struct accounting {
    const sl_strategy *s;
    sl_map used;
    bool links_noted;
    SL_VEC(identity) linked; /* files that links which are used lead to */
    SL_VEC(kind) kinds;
} accounting;

static bool fits_any(sl_str name, const char *const *patterns, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (sl_name_fits(name, patterns[i], true))
            return true;
    return false;
}

static bool is_nearly_markdown(sl_str name)
{
    static const char *const patterns[] = {"*.md",   "*.markdown", "*.mdown",  "*.mkd",
                                           "*.mkdn", "*.mdx",      "*.mdwn",   "*.rmd",
                                           "*.qmd",  "*.md.*",     "*.mdtext", "*.markdown.*"};
    return fits_any(name, patterns, SL_COUNT(patterns));
}

static bool is_nearly_yaml(sl_str name)
{
    static const char *const patterns[] = {"*.yaml", "*.yml", "*.yaml.*", "*.yml.*"};
    return fits_any(name, patterns, SL_COUNT(patterns));
}

/* The place of a finding about a file that nothing has read. */
static sl_span file_span(const sl_strategy *s, sl_str path)
{
    const char *name = sl_file_join(s->arena, s->folder, path.p);
    return (sl_span){sl_sources_add(s->sources, sl_str_from(name), path, SL_STR_NONE), 0, 0};
}

static void report_nearly_read(const sl_strategy *s, sl_str path, bool yaml)
{
    sl_finding *f =
        sl_diag_add(s->diags, SL_E0150, file_span(s, path), "'%.*s' is not read", SL_FMT(path));
    size_t parent = sl_file_parent(path).n;
    size_t stem = parent + sl_str_find_char(sl_file_name(path), '.', 0);
    if (yaml && sl_str_starts(path, "layouts/") && sl_str_ends(path, ".yaml"))
        sl_diag_help(s->diags, f,
                     "no document has this layout: name it under 'layout' in strategy.yaml, or "
                     "list it under 'ignore' there");
    else if (yaml && sl_str_ends(path, ".yaml"))
        sl_diag_help(s->diags, f,
                     "evidence stands in the register, the record in programme.yaml, "
                     "strategies.yaml, signoff.yaml and engagement/: move there what it holds, or "
                     "list it under 'ignore' in strategy.yaml");
    else
        sl_diag_help(s->diags, f,
                     "rename it to '%.*s.%s', or list it under 'ignore' in strategy.yaml",
                     (int)stem, path.p, yaml ? "yaml" : "md");
}

static sl_str extension_of(sl_str path)
{
    sl_str name = sl_file_name(path);
    size_t at = name.n;
    while (at && name.p[at - 1] != '.')
        at--;
    return at ? sl_str_slice(name, at, name.n) : SL_STR_NONE;
}

static void add_unused(accounting *a, sl_str path)
{
    sl_str folder = sl_file_parent(path), extension = extension_of(path);
    for (size_t i = 0; i < a->kinds.n; i++) {
        kind *k = &a->kinds.at[i];
        if (sl_str_equal(k->folder, folder) && sl_str_equal(k->extension, extension)) {
            k->n++;
            return;
        }
    }
    SL_PUSH(a->s->arena, a->kinds, ((kind){folder, extension, path, 1}));
}

/* A dataset is there for queries, charts and readers of the register: that one waits is no slip. */
static void report_unused(const sl_strategy *s, const kind *k)
{
    bool data = sl_str_equal_z(k->extension, "csv");
    sl_finding *f = sl_diag_add_as(s->diags, data ? SL_SEVERITY_NOTE : sl_code_severity(SL_E0148),
                                   SL_E0148, file_span(s, k->first),
                                   k->n == 1 ? "nothing uses '%.*s'"
                                             : "nothing uses '%.*s' and %zu more like it",
                                   SL_FMT(k->first), k->n - 1);
    sl_diag_help(
        s->diags, f,
        "name it where it is shown, move it out of the folder, or list it under 'ignore' in "
        "strategy.yaml");
}

static void note_used(accounting *a)
{
    const sl_strategy *s = a->s;
    for (size_t i = 1; i < s->sources->files.n; i++)
        sl_map_add(&a->used, s->sources->files.at[i].path, a);
    for (size_t i = 0; i < s->assets.n; i++)
        sl_map_add(&a->used, s->assets.at[i]->path, a);
    for (size_t i = 0; i < s->evidence.n; i++)
        if (s->evidence.at[i]->dataset.n)
            sl_map_add(&a->used, s->evidence.at[i]->dataset, a);
}

/* Looked for only when something seems unused: it asks the system about every file. */
static void note_links(accounting *a)
{
    const sl_strategy *s = a->s;
    a->links_noted = true;
    for (size_t i = 0; i < s->path_count; i++) {
        const char *name = sl_file_join(s->arena, s->folder, s->paths[i].p);
        identity one;
        if (sl_map_lookup(&a->used, s->paths[i]) && sl_file_is_link(name) &&
            sl_file_identify(name, one.id))
            SL_PUSH(s->arena, a->linked, one);
    }
}

static bool is_linked(accounting *a, sl_str path)
{
    identity one;
    if (!a->links_noted)
        note_links(a);
    if (!a->linked.n || !sl_file_identify(sl_file_join(a->s->arena, a->s->folder, path.p), one.id))
        return false;
    for (size_t i = 0; i < a->linked.n; i++)
        if (a->linked.at[i].id[0] == one.id[0] && a->linked.at[i].id[1] == one.id[1])
            return true;
    return false;
}

/* What a strategy's own layouts are made of: one that the strategy names, or that another of them
 * extends; pictures and faces that they name; licences. */
static bool is_of_look(const accounting *a, sl_str path)
{
    const sl_strategy *s = a->s;
    sl_str name = sl_file_name(path);
    if (!sl_str_starts(path, "layouts/"))
        return false;
    if (sl_file_is_licence(path))
        return true;
    bool layout = sl_str_ends(path, ".yaml");
    sl_str stem = layout ? sl_str_slice(name, 0, name.n - strlen(".yaml")) : name;
    sl_str own = sl_yaml_text(s->config, "layout");
    if (layout && (sl_str_equal(stem, own.n ? own : SL_STR("strategy")) ||
                   sl_str_equal_z(stem, "base"))) /* which every shipped one extends */
        return true;
    for (size_t i = 0; i < s->documents.n; i++)
        if (layout && sl_str_equal(stem, s->documents.at[i].layout))
            return true;
    for (size_t i = 0; i < s->path_count; i++) {
        sl_str other = s->paths[i], bytes;
        const char *why;
        if (sl_str_starts(other, "layouts/") && sl_str_ends(other, ".yaml") &&
            !sl_str_equal(other, path) &&
            sl_folder_read(s->sources->folder, s->arena, s->folder, other.p, SL_LIMIT_FILE_BYTES,
                           &bytes, &why, NULL) == SL_FILE_OK &&
            sl_str_find(bytes, stem, 0) != SIZE_MAX)
            return true;
    }
    return false;
}

/* A Word file that a reviewer sent back: editors and the preview show what is in it. */
static bool is_reply(sl_str path)
{
    return sl_str_starts(path, "engagement/") && sl_str_ends(path, ".docx");
}

/* Front matter with an ID at the head of a text that is passed over by its name. */
static bool holds_item(const sl_strategy *s, sl_str path)
{
    enum { MOST = 1 << 20, HEAD = 2048 };
    sl_str text;
    if (!sl_file_is_about(path) || !is_nearly_markdown(sl_file_name(path)) ||
        sl_file_read_beneath(s->arena, s->folder, path.p, MOST, &text, NULL) != SL_FILE_OK)
        return false;
    text = sl_str_slice(text, 0, text.n < HEAD ? text.n : HEAD);
    return sl_str_starts(text, "---") && sl_str_find(text, SL_STR("\nid:"), 0) != SIZE_MAX;
}

static void report_passed_over(const sl_strategy *s, sl_str path)
{
    sl_finding *f =
        sl_diag_add(s->diags, SL_E0150, file_span(s, path),
                    "'%.*s' holds an item, and is passed over by its name", SL_FMT(path));
    sl_diag_help(s->diags, f, "give the file another name, or take its front matter out");
}

/* A description describes the datasets beside it. */
static bool describes(const sl_strategy *s, sl_str path)
{
    if (!sl_str_equal_z(sl_file_name(path), "datapackage.yaml"))
        return false;
    for (size_t i = 0; i < s->path_count; i++)
        if (sl_str_equal(sl_file_parent(s->paths[i]), sl_file_parent(path)) &&
            (sl_str_ends(s->paths[i], ".csv") || sl_str_ends(s->paths[i], ".tsv")))
            return true;
    return false;
}

void sl_check_files(const sl_strategy *s)
{
    if (s->whole)
        return;
    accounting a = {.s = s};
    sl_map_init(&a.used, s->arena);
    note_used(&a);
    for (size_t i = 0; i < s->path_count; i++) {
        sl_str path = s->paths[i], name = sl_file_name(path);
        if (holds_item(s, path))
            report_passed_over(s, path);
        if (sl_map_lookup(&a.used, path) || sl_file_is_ignored(s, path) || is_linked(&a, path) ||
            is_reply(path) || describes(s, path) || is_of_look(&a, path))
            continue;
        if (sl_edition_owns(path) && sl_strategy_has_file(s, sl_edition_base(s->arena, path).p))
            continue; /* read with --language */
        if (!(sl_fill_is_snippet(path) && sl_str_ends(path, ".md")) &&
            (is_nearly_markdown(name) || is_nearly_yaml(name)))
            report_nearly_read(s, path, !is_nearly_markdown(name));
        else if (!sl_strategy_is_partial(s) && !s->unread_record)
            add_unused(&a, path);
    }
    for (size_t i = 0; i < a.kinds.n; i++)
        report_unused(s, &a.kinds.at[i]);
}
