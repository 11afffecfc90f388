#include "model/files.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/limits.h"
#include "data/digest.h"
#include "data/encoding.h"

static bool is_control(unsigned char c)
{
    return ((c < 0x20) & (c != '\n') & (c != '\t') & (c != '\r')) | (c == 0x7F);
}

/* Without an early end, so that the compiler looks at many bytes at a time. */
static bool has_control(sl_str bytes)
{
    unsigned char found = 0;
    for (size_t i = 0; i < bytes.n; i++)
        found |= is_control((unsigned char)bytes.p[i]);
    return found;
}

static bool check_text(sl_diags *d, uint32_t file)
{
    sl_str bytes = sl_sources_lookup(d->sources, file)->bytes;
    size_t bad = sl_utf8_find_invalid(bytes);
    if (bad != SIZE_MAX) {
        sl_span at = {file, (uint32_t)bad, (uint32_t)bad + 1};
        sl_finding *f = sl_diag_add(d, SL_E0105, at, "the byte 0x%02X here is not UTF-8",
                                    (unsigned char)bytes.p[bad]);
        sl_diag_help(d, f, "save the file as UTF-8");
        return false;
    }
    size_t conflict = sl_conflict_find(bytes);
    if (conflict != SIZE_MAX) {
        sl_span at = {file, (uint32_t)conflict, (uint32_t)conflict + 7};
        sl_finding *f =
            sl_diag_add(d, SL_E0149, at, "here stand two sides of a merge not finished");
        sl_diag_help(d, f,
                     "keep what is right of both, and remove the lines <<<<<<<, |||||||, ======= "
                     "and >>>>>>>");
        return false;
    }
    size_t mark = bytes.n > 3 ? sl_str_find(bytes, SL_STR("\xEF\xBB\xBF"), 3) : SIZE_MAX;
    if (mark != SIZE_MAX) {
        sl_span at = {file, (uint32_t)mark, (uint32_t)mark + 3};
        sl_finding *f = sl_diag_add(d, SL_E0127, at,
                                    "a character that nobody sees (U+FEFF, a byte order mark)");
        sl_diag_help(d, f, "remove it; it comes with text pasted from another program");
        return false;
    }
    if (!has_control(bytes))
        return true;
    for (size_t i = 0; i < bytes.n; i++) {
        unsigned char c = (unsigned char)bytes.p[i];
        if (!is_control(c))
            continue;
        sl_span at = {file, (uint32_t)i, (uint32_t)i + 1};
        sl_finding *f = sl_diag_add(d, SL_E0127, at, "a control character (0x%02X)", c);
        sl_diag_help(d, f, "remove it");
        return false;
    }
    return true;
}

/* What was found of bytes that are kept. */
typedef struct checked {
    sl_diags diags;
    bool is_good;
} checked;

bool sl_strategy_check_text(sl_strategy *s, uint32_t file)
{
    static const char by;
    sl_folder_file *kept = sl_sources_lookup(s->sources, file)->kept;
    if (!kept)
        return check_text(s->diags, file);
    checked *c = sl_folder_made(kept, &by, 0);
    if (!c) {
        c = SL_NEW(kept->arena, checked);
        sl_diags_init(&c->diags, kept->arena, s->sources);
        c->is_good = check_text(&c->diags, file);
        sl_folder_keep(kept, &by, 0, c);
    }
    sl_diags_repeat(s->diags, &c->diags);
    return c->is_good;
}

static void report_unreadable(sl_strategy *s, sl_file_status status, sl_str path, sl_span span,
                              size_t limit, const char *why)
{
    sl_finding *f;
    if (span.file == 0) { /* found by listing: the finding is about the file itself */
        const char *name = sl_file_join(s->arena, s->folder, path.p);
        span.file = sl_sources_add(s->sources, sl_str_from(name), path, SL_STR_NONE);
    }
    switch (status) {
    case SL_FILE_MISSING:
        f = sl_diag_add(s->diags, SL_E0004, span, "there is no file '%.*s'", SL_FMT(path));
        sl_diag_help(s->diags, f, "paths start at the strategy's folder (%s)", s->folder);
        return;
    case SL_FILE_TOO_LARGE:
        f = sl_diag_add(s->diags, SL_E0002, span, "'%.*s' is larger than %zu MiB", SL_FMT(path),
                        limit >> 20);
        sl_diag_help(s->diags, f, "split the file, or keep only the rows that are used");
        return;
    case SL_FILE_OUTSIDE:
        f = sl_diag_add(s->diags, SL_E0005, span, "a link at '%.*s' leads out of the folder",
                        SL_FMT(path));
        sl_diag_help(s->diags, f, "put the file itself there");
        return;
    case SL_FILE_OK:
    case SL_FILE_DENIED:
    case SL_FILE_FAILED:
    case SL_FILE__COUNT:
        f = sl_diag_add(s->diags, SL_E0001, span, "'%.*s' cannot be read: %s", SL_FMT(path), why);
        sl_diag_help(s->diags, f, "check that it is a plain file that you may read");
        return;
    }
}

uint32_t sl_strategy_load_file(sl_strategy *s, sl_str path, sl_span span, bool text, size_t limit)
{
    const char *z = sl_arena_copy(s->arena, path.p, path.n);
    const char *name = sl_file_join(s->arena, s->folder, z), *why = "";
    sl_str bytes;
    sl_folder_file *kept;
    sl_file_status status =
        sl_folder_read(s->sources->folder, s->arena, s->folder, z, limit, &bytes, &why, &kept);
    if (status == SL_FILE_OK && s->total_bytes + bytes.n > SL_LIMIT_TOTAL_BYTES)
        status = SL_FILE_TOO_LARGE;
    if (status != SL_FILE_OK) {
        report_unreadable(s, status, (sl_str){z, path.n}, span, limit, why);
        return 0;
    }
    s->total_bytes += bytes.n;
    s->file_count++;
    uint32_t file = kept ? kept->number : 0;
    if (!file)
        file = sl_sources_add(s->sources, sl_str_from(name), (sl_str){z, path.n}, bytes);
    if (kept) {
        kept->number = file;
        sl_sources_put(s->sources, file, sl_str_from(name), kept);
    }
    SL_PUSH(s->arena, s->content->files, file);
    return text && !sl_strategy_check_text(s, file) ? 0 : file;
}

sl_asset *sl_strategy_load_asset(sl_strategy *s, sl_str path, sl_span span, bool text)
{
    sl_asset *known = sl_map_lookup(&s->asset_paths, path);
    if (known)
        return known;
    sl_asset *a = SL_NEW(s->arena, sl_asset);
    a->path = sl_str_copy(s->arena, path);
    a->span = span;
    a->is_image = !text;
    sl_map_add(&s->asset_paths, a->path, a);
    SL_PUSH(s->arena, s->assets, a);
    const sl_asset *of_whole = s->whole ? sl_map_lookup(&s->whole->asset_paths, path) : NULL;
    if (of_whole && of_whole->file && of_whole->is_image == a->is_image) {
        a->file = of_whole->file;
        a->csv = of_whole->csv;
        a->csv_tried = of_whole->csv_tried;
        a->typed_tried = of_whole->typed_tried;
        return a;
    }
    if (!sl_file_path_is_inside(path)) {
        sl_finding *f = sl_diag_add(s->diags, SL_E0005, span,
                                    "'%.*s' leads out of the strategy's folder", SL_FMT(path));
        sl_diag_help(s->diags, f, "copy the file into the folder and name it from there");
        return a;
    }
    bool dataset = text && sl_str_ends(path, ".csv"); /* its bytes are checked by dataset.c */
    a->file = sl_strategy_load_file(s, path, span, text && !dataset,
                                    dataset ? SL_LIMIT_DATASET_BYTES
                                    : text  ? SL_LIMIT_FILE_BYTES
                                            : SL_LIMIT_IMAGE_BYTES);
    return a;
}

static int by_path(const void *a, const void *b)
{
    const sl_source *x = a, *y = b;
    return sl_str_compare(x->path, y->path);
}

static bool is_beside(const sl_content *content, uint32_t file)
{
    for (size_t i = 0; i < content->beside.n; i++)
        if (content->beside.at[i] == file)
            return true;
    return false;
}

sl_str sl_strategy_digest(const sl_strategy *s)
{
    sl_content *content = s->content;
    if (content->digest.n)
        return content->digest;
    size_t n = 0;
    sl_source *files = SL_NEW_ARRAY(s->arena, sl_source, content->files.n + 1);
    for (size_t i = 0; i < content->files.n; i++)
        if (!is_beside(content, content->files.at[i]))
            files[n++] = *sl_sources_lookup(s->sources, content->files.at[i]);
    sl_str *strings = SL_NEW_ARRAY(s->arena, sl_str, 2 * n + 1);
    qsort(files, n, sizeof *files, by_path);
    for (size_t i = 0; i < n; i++) {
        strings[2 * i] = files[i].path;
        strings[2 * i + 1] = files[i].bytes;
    }
    content->digest = sl_digest_make(s->arena, strings, 2 * n);
    return content->digest;
}

bool sl_strategy_has_file(const sl_strategy *s, const char *path)
{
    sl_str wanted = sl_str_from(path);
    return s->path_count &&
           bsearch(&wanted, s->paths, s->path_count, sizeof wanted, sl_str_by_bytes);
}
