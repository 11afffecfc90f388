#include "model/dataset.h"

#include "base/file.h"
#include "base/limits.h"
#include "data/digest.h"
#include "data/encoding.h"
#include "data/key.h"
#include "model/files.h"

/* --- where it is --- */

static sl_str register_folder(const sl_strategy *s)
{
    if (!s->register_yaml)
        return SL_STR("evidence/");
    return sl_file_parent(sl_sources_lookup(s->sources, s->register_yaml->span.file)->path);
}

static bool has(const sl_strategy *s, sl_str path)
{
    for (size_t low = 0, high = s->path_count; low < high;) {
        size_t middle = (low + high) / 2;
        int c = sl_str_compare(s->paths[middle], path);
        if (c == 0)
            return true;
        if (c < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

static void report_missing(const sl_strategy *s, sl_str named, sl_span span)
{
    sl_finding *f = sl_diag_add(s->diags, SL_E0004, span, "there is no file '%.*s'", SL_FMT(named));
    /* A map's boundaries are named as datasets are. */
    const char *end = sl_str_ends(named, "json") ? "json" : ".csv";
    sl_str names[256];
    size_t n = 0;
    for (size_t i = 0; i < s->path_count && n + 2 <= SL_COUNT(names); i++) {
        sl_str path = s->paths[i], folder = register_folder(s);
        if (!sl_str_ends(path, end))
            continue;
        names[n++] = path;
        if (path.n > folder.n && memcmp(path.p, folder.p, folder.n) == 0)
            names[n++] = sl_str_slice(path, folder.n, path.n);
        if (sl_str_equal(sl_file_name(path), sl_file_name(named))) {
            sl_diag_help(s->diags, f, "did you mean '%.*s'?", SL_FMT(path));
            return;
        }
    }
    if (!sl_diag_suggest(s->diags, f, named, names, n))
        sl_diag_help(s->diags, f,
                     "a dataset is named from the strategy's folder (%s) or from the "
                     "register's",
                     s->folder);
}

sl_str sl_dataset_path(const sl_strategy *s, sl_str named, sl_span span)
{
    if (has(s, named) || !sl_file_path_is_inside(named))
        return named; /* what leads out is refused where it is read */
    sl_str folder = register_folder(s);
    sl_str beside = sl_str_format(s->arena, "%.*s%.*s", SL_FMT(folder), SL_FMT(named));
    if (has(s, beside))
        return beside;
    report_missing(s, named, span);
    return SL_STR_NONE;
}

/* --- what describes it --- */

/* A folder's package; `none` where there is no description or it could not be read. */
typedef struct described {
    const sl_package *package;
    sl_str path;
    bool failed;
} described;

static void check_paths(sl_strategy *s, const sl_package *p, sl_str folder)
{
    for (size_t i = 0; p && i < p->resources.n; i++) {
        const sl_resource *r = p->resources.at[i];
        sl_str path = sl_str_format(s->arena, "%.*s%.*s", SL_FMT(folder), SL_FMT(r->path));
        if (has(s, path))
            continue;
        sl_finding *f =
            sl_diag_add(s->diags, SL_E0143, r->span,
                        "there is no file '%.*s' beside the description", SL_FMT(r->path));
        sl_str names[64];
        size_t n = 0;
        for (size_t k = 0; k < s->path_count && n < SL_COUNT(names); k++)
            if (s->paths[k].n > folder.n && memcmp(s->paths[k].p, folder.p, folder.n) == 0 &&
                sl_str_ends(s->paths[k], ".csv"))
                names[n++] = sl_str_slice(s->paths[k], folder.n, s->paths[k].n);
        if (!sl_diag_suggest(s->diags, f, r->path, names, n))
            sl_diag_help(s->diags, f, "paths of a description start at its own folder");
    }
}

static const described *package_of(sl_strategy *s, sl_str folder)
{
    if (!s->packages.arena)
        sl_map_init(&s->packages, s->arena);
    const described *known = sl_map_lookup(&s->packages, folder);
    if (!known && s->whole && s->whole->packages.arena)
        known = sl_map_lookup(&s->whole->packages, folder);
    if (known)
        return known;
    described *d = SL_NEW(s->arena, described);
    d->path = sl_str_format(s->arena, "%.*sdatapackage.yaml", SL_FMT(folder));
    sl_map_add(&s->packages, folder, d);
    if (!has(s, d->path))
        return d;
    uint32_t file = sl_strategy_load_file(s, d->path, SL_SPAN_NONE, true, SL_LIMIT_FILE_BYTES);
    size_t n = file ? sl_sources_lookup(s->sources, file)->bytes.n : 0;
    const sl_yaml *y = file ? sl_yaml_parse(s->arena, s->diags, file, 0, (uint32_t)n) : NULL;
    d->package = y ? sl_package_read(s->arena, s->diags, y, d->path) : NULL;
    d->failed = !d->package;
    check_paths(s, d->package, folder);
    return d;
}

/* --- what it holds --- */

static bool report_form(sl_strategy *s, uint32_t file, const sl_form *form, sl_str description)
{
    sl_span at = {file, (uint32_t)form->at, (uint32_t)form->at};
    sl_finding *f =
        sl_diag_add(s->diags, SL_E0140, at, "the file is %s: it is no CSV file", form->what);
    if (form->encoding)
        sl_diag_help(s->diags, f, "%s, or write in %.*s: encoding: %s", form->remedy,
                     SL_FMT(description), form->encoding);
    else
        sl_diag_help(s->diags, f, "%s", form->remedy);
    return false;
}

/* The file's bytes as UTF-8, as a source of the same name when they were not; 0 with findings. */
static uint32_t decode(sl_strategy *s, uint32_t file, const sl_resource *r, sl_str description)
{
    const sl_source *source = sl_sources_lookup(s->sources, file);
    sl_str bytes = source->bytes, text;
    sl_form form = sl_form_find(bytes);
    sl_str encoding = r ? r->encoding : SL_STR_NONE;
    bool wide = form.encoding && sl_str_starts(encoding, "utf-16");
    if (form.what && !wide) {
        report_form(s, file, &form, description);
        return 0;
    }
    if (!encoding.n || sl_str_equal_z(encoding, "utf-8")) {
        size_t bad = sl_utf8_find_invalid(bytes);
        if (bad != SIZE_MAX) {
            form = (sl_form){"not in UTF-8", "save it as 'CSV UTF-8'", "windows-1252", bad};
            report_form(s, file, &form, description);
            return 0;
        }
        return sl_strategy_check_text(s, file) ? file : 0;
    }
    if (sl_encoding_convert(s->arena, encoding, bytes, &text)) {
        uint32_t decoded = sl_sources_add(s->sources, source->name, source->path, text);
        return sl_strategy_check_text(s, decoded) ? decoded : 0;
    }
    sl_finding *f = sl_diag_add(s->diags, SL_E0143, r->span,
                                sl_encoding_is_known(encoding) ? "the file is not in %.*s"
                                                               : "the encoding '%.*s' is not known",
                                SL_FMT(encoding));
    sl_diag_help(s->diags, f, "utf-8, utf-16, windows-1252 and iso-8859-1 are read");
    return 0;
}

/* Whether the file is the one that its description was made of. */
static void check_bytes(sl_strategy *s, uint32_t file, const sl_resource *r)
{
    sl_str bytes = sl_sources_lookup(s->sources, file)->bytes, digest;
    uint32_t n;
    if (r->bytes && sl_num_parse(r->bytes->text, &n) && n != bytes.n) {
        sl_finding *f = sl_diag_add(s->diags, SL_E0143, r->bytes->span,
                                    "the description says %u bytes, the file has %zu", n, bytes.n);
        sl_diag_help(s->diags, f, "the file has changed: look at it, then write bytes: %zu",
                     bytes.n);
    }
    if (!r->hash)
        return;
    if (!sl_digest_named(s->arena, r->hash->text, bytes, &digest)) {
        sl_finding *f =
            sl_diag_add(s->diags, SL_E0143, r->hash->span, "the digest cannot be checked");
        sl_diag_help(s->diags, f, "write sha256: and 64 digits; md5, sha1 and sha512 are read too");
    } else if (!sl_str_equal(digest, r->hash->text)) {
        sl_finding *f = sl_diag_add(s->diags, SL_E0143, r->hash->span,
                                    "the file is not the one that the description was made of");
        sl_diag_help(s->diags, f, "look at what changed in it, then write hash: %.*s",
                     SL_FMT(digest));
    }
}

/* A file that nothing describes, as it was made of bytes that are kept, with what was found; and
 * with the types of its columns, when they were asked for. */
typedef struct made {
    sl_csv *csv;
    sl_diags diags;
    const struct sl_column *typed;
    sl_diags typed_diags;
    bool is_typed;
} made;

static made *find_made(const sl_strategy *s, uint32_t file, sl_folder_file **kept)
{
    static const char by;
    *kept = sl_sources_lookup(s->sources, file)->kept;
    made *m = *kept ? sl_folder_made(*kept, &by, 0) : NULL;
    if (*kept && !m) {
        m = SL_NEW((*kept)->arena, made);
        sl_folder_keep(*kept, &by, 0, m);
    }
    return m;
}

/* A copy, as its types are set later. */
static sl_csv *parse_plain(sl_strategy *s, uint32_t file, const sl_dialect *plain)
{
    sl_folder_file *kept;
    made *m = find_made(s, file, &kept);
    if (!m)
        return sl_csv_parse(s->arena, s->diags, file, plain);
    if (!m->diags.arena) {
        sl_diags_init(&m->diags, kept->arena, s->sources);
        m->csv = sl_csv_parse(kept->arena, &m->diags, file, plain);
    }
    sl_diags_repeat(s->diags, &m->diags);
    sl_csv *copy = m->csv ? SL_NEW(s->arena, sl_csv) : NULL;
    if (copy)
        *copy = *m->csv;
    return copy;
}

static bool type(sl_strategy *s, sl_asset *a)
{
    sl_folder_file *kept;
    made *m = a->described || a->csv->file != a->file ? NULL : find_made(s, a->file, &kept);
    if (!m)
        return sl_table_type(s->arena, s->diags, a->csv, a->described);
    if (!m->is_typed) {
        sl_csv copy = *a->csv;
        sl_diags_init(&m->typed_diags, kept->arena, s->sources);
        sl_table_type(kept->arena, &m->typed_diags, &copy, NULL);
        m->typed = copy.typed;
        m->is_typed = true;
    }
    a->csv->typed = m->typed;
    sl_diags_repeat(s->diags, &m->typed_diags);
    return true;
}

static void parse(sl_strategy *s, sl_asset *a)
{
    sl_str folder = sl_file_parent(a->path);
    const described *d = package_of(s, folder);
    if (d->failed)
        return; /* reported; what it would say is not known */
    const sl_resource *r =
        sl_package_lookup(d->package, sl_str_slice(a->path, folder.n, a->path.n));
    if (r)
        check_bytes(s, a->file, r);
    uint32_t file = decode(s, a->file, r, d->path);
    sl_dialect plain = sl_dialect_plain();
    plain.description = d->path;
    a->described = r;
    if (file && !r && file == a->file)
        a->csv = parse_plain(s, file, &plain);
    else
        a->csv = file ? sl_csv_parse(s->arena, s->diags, file, r ? &r->dialect : &plain) : NULL;
}

const sl_csv *sl_dataset_read(sl_strategy *s, uint32_t file)
{
    sl_dialect plain = sl_dialect_plain();
    uint32_t text = decode(s, file, NULL, SL_STR("datapackage.yaml"));
    return text ? sl_csv_parse(s->arena, s->diags, text, &plain) : NULL;
}

const sl_csv *sl_dataset_load(sl_strategy *s, sl_str path, sl_span span)
{
    sl_asset *a = sl_strategy_load_asset(s, path, span, true);
    if (a->file && !a->csv_tried)
        parse(s, a);
    a->csv_tried = true;
    return a->csv;
}

/* Keys that lead into other files of the package. */
static void check_foreign(sl_strategy *s, const sl_asset *a)
{
    sl_str folder = sl_file_parent(a->path);
    const sl_package *p = package_of(s, folder)->package;
    for (size_t i = 0; i < a->described->foreign.n; i++) {
        const sl_foreign_key *key = &a->described->foreign.at[i];
        const sl_resource *to = sl_package_lookup_name(p, key->resource);
        if (!key->resource.n)
            continue;
        if (!to) {
            sl_finding *f =
                sl_diag_add(s->diags, SL_E0143, key->span,
                            "the foreign key leads to the resource '%.*s', which is not there",
                            SL_FMT(key->resource));
            sl_diag_help(s->diags, f, "write the name of a resource of the same description");
            continue;
        }
        sl_str path = sl_str_format(s->arena, "%.*s%.*s", SL_FMT(folder), SL_FMT(to->path));
        const sl_csv *other = sl_dataset_load_typed(s, path, to->span);
        if (other)
            sl_key_check_foreign(s->arena, s->diags, a->csv, a->described, key, other);
    }
}

const sl_csv *sl_dataset_load_typed(sl_strategy *s, sl_str path, sl_span span)
{
    const sl_csv *csv = sl_dataset_load(s, path, span);
    sl_asset *a = sl_map_lookup(&s->asset_paths, path);
    bool first = csv && !a->typed_tried;
    a->typed_tried = true;
    if (first && type(s, a) && a->described && a->described->has_schema) {
        sl_key_check(s->arena, s->diags, a->csv, a->described);
        check_foreign(s, a);
    }
    return csv && csv->typed ? csv : NULL;
}
