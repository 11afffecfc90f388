#include "strategy/load.h"

#include <stdlib.h>

#include "base/check.h"
#include "base/file.h"
#include "base/limits.h"
#include "data/digest.h"
#include "strategy/review.h"
#include "strategy/audience.h"
#include "strategy/record.h"

static const sl_field part_fields[] = {
    {"part", SL_FIELD_TEXT, SL_ONE, true, .doc = "The part's title."},
    {"id", SL_FIELD_ID, SL_ONE, true, .doc = "The part's ID."},
    {"intro", SL_FIELD_ID, SL_ONE, .doc = "A section whose text stands under the title."},
    {"items", SL_FIELD_ANY, SL_ONE, true, .doc = "IDs, or {type: T} for all items of a type."},
};
static const sl_schema part_schema = {"part", "A part of the document", part_fields,
                                      SL_COUNT(part_fields)};

static const sl_field change_fields[] = {
    {"version", SL_FIELD_TEXT, SL_ONE, true, .doc = "The version that it came with."},
    {"date", SL_FIELD_DATE, SL_ONE, true, .doc = "Of that version."},
    {"note", SL_FIELD_TEXT, SL_ONE, true, .doc = "What is new in it."},
};
static const sl_schema change_schema = {"change", "What is new in a version", change_fields,
                                        SL_COUNT(change_fields)};

static const sl_field config_fields[] = {
    {"title", SL_FIELD_TEXT, SL_ONE, true, .doc = "The document's title."},
    {"subtitle", SL_FIELD_TEXT, SL_ONE, .doc = "A second line."},
    {"organisation", SL_FIELD_TEXT, SL_ONE, .doc = "Whose strategy it is."},
    {"area", SL_FIELD_TEXT, SL_ONE, .doc = "The area it is for."},
    {"owners", SL_FIELD_TEXT, SL_MANY, .doc = "The bodies that own it together."},
    {"sign-off", SL_FIELD_TEXT, SL_MANY, .doc = "The bodies that must sign; the owners if absent."},
    {"status", SL_FIELD_CHOICE, SL_ONE, true, .choices = "draft|consultation|final",
     .doc = "How far it is."},
    {"version", SL_FIELD_TEXT, SL_ONE, true, .doc = "Printed on every page."},
    {"date", SL_FIELD_DATE, SL_ONE, true, .doc = "The document's date."},
    {"language", SL_FIELD_TEXT, SL_ONE, true, .doc = "BCP 47, such as en-GB."},
    {"layout", SL_FIELD_NAME, SL_ONE, .doc = "A layout of layouts/; strategy if absent."},
    {"notice", SL_FIELD_TEXT, SL_ONE, .doc = "Printed on the cover of every output."},
    {"identifier", SL_FIELD_TEXT, SL_ONE,
     .doc = "What calendars know it by from draft to draft, such as example.org."},
    {"subject", SL_FIELD_TEXT, SL_ONE, .doc = "For catalogues."},
    {"keywords", SL_FIELD_TEXT, SL_MANY, .doc = "For catalogues."},
    {"licence", SL_FIELD_TEXT, SL_ONE, .doc = "Under which the text may be used."},
    {"attribution", SL_FIELD_TEXT, SL_ONE, .doc = "Printed with the evidence."},
    {"abbreviations", SL_FIELD_TEXT, SL_KEYED, .doc = "Short forms, and each in full."},
    {"audiences", SL_FIELD_TEXT, SL_MANY, .doc = "Who texts may be restricted to."},
    {"changes", SL_FIELD_MAP, SL_MANY, .of = &change_schema,
     .doc = "What is new in each version, newest first."},
    {"retired", SL_FIELD_ID, SL_MANY, .doc = "IDs never to be used again."},
    {"framework", SL_FIELD_PATH, SL_ONE, .doc = "Path of the framework."},
    {"register", SL_FIELD_PATH, SL_ONE, .doc = "Path of the evidence register."},
    {"order", SL_FIELD_ID, SL_MANY, true, .or_map = true, .of = &part_schema,
     .doc = "The document's order."},
    {"annexes", SL_FIELD_CHOICE, SL_MANY,
     .choices = "asks-by-owner|line-of-sight|matrix|graph|audit|figures|evidence|gaps|programme|"
                "engagement|responses|"
                "co-design|funding|coordination|sign-off",
     .doc = "Annexes made by the program."},
};
static const sl_schema config_schema = {"strategy", "The strategy as a whole", config_fields,
                                        SL_COUNT(config_fields)};

const sl_schema *sl_strategy_schema(void)
{
    return &config_schema;
}

/* --- files --- */

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

static bool check_text(sl_strategy *s, uint32_t file)
{
    sl_str bytes = sl_sources_lookup(s->sources, file)->bytes;
    size_t bad = sl_utf8_find_invalid(bytes);
    if (bad != SIZE_MAX) {
        sl_span at = {file, (uint32_t)bad, (uint32_t)bad + 1};
        sl_finding *f = sl_diag_add(s->diags, SL_E0105, at, "the byte 0x%02X here is not UTF-8",
                                    (unsigned char)bytes.p[bad]);
        sl_diag_help(s->diags, f, "save the file as UTF-8");
        return false;
    }
    if (!has_control(bytes))
        return true;
    for (size_t i = 0; i < bytes.n; i++) {
        unsigned char c = (unsigned char)bytes.p[i];
        if (!is_control(c))
            continue;
        sl_span at = {file, (uint32_t)i, (uint32_t)i + 1};
        sl_finding *f = sl_diag_add(s->diags, SL_E0127, at, "a control character (0x%02X)", c);
        sl_diag_help(s->diags, f, "remove it");
        return false;
    }
    return true;
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
    case SL_FILE_OK:
    case SL_FILE_DENIED:
    case SL_FILE_FAILED:
    case SL_FILE__COUNT:
        f = sl_diag_add(s->diags, SL_E0001, span, "'%.*s' cannot be read: %s", SL_FMT(path), why);
        sl_diag_help(s->diags, f, "check that it is a plain file that you may read");
        return;
    }
}

uint32_t sl_load_file(sl_strategy *s, sl_str path, sl_span span, bool text, size_t limit)
{
    const char *z = sl_arena_copy(s->arena, path.p, path.n);
    const char *name = sl_file_join(s->arena, s->folder, z), *why = "";
    sl_str bytes;
    sl_file_status status = sl_file_read(s->arena, name, limit, &bytes, &why);
    if (status == SL_FILE_OK && s->total_bytes + bytes.n > SL_LIMIT_TOTAL_BYTES)
        status = SL_FILE_TOO_LARGE;
    if (status != SL_FILE_OK) {
        report_unreadable(s, status, (sl_str){z, path.n}, span, limit, why);
        return 0;
    }
    s->total_bytes += bytes.n;
    s->file_count++;
    uint32_t file = sl_sources_add(s->sources, sl_str_from(name), (sl_str){z, path.n}, bytes);
    SL_PUSH(s->arena, s->content->files, file);
    return text && !check_text(s, file) ? 0 : file;
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
        return a;
    }
    if (!sl_file_path_is_inside(path)) {
        sl_finding *f = sl_diag_add(s->diags, SL_E0005, span,
                                    "'%.*s' leads out of the strategy's folder", SL_FMT(path));
        sl_diag_help(s->diags, f, "copy the file into the folder and name it from there");
        return a;
    }
    a->file = sl_load_file(s, path, span, text, text ? SL_LIMIT_FILE_BYTES : SL_LIMIT_IMAGE_BYTES);
    return a;
}

const sl_csv *sl_strategy_load_dataset(sl_strategy *s, sl_str path, sl_span span)
{
    sl_asset *a = sl_strategy_load_asset(s, path, span, true);
    if (a->file && !a->csv_tried)
        a->csv = sl_csv_parse(s->arena, s->diags, a->file);
    a->csv_tried = true;
    return a->csv;
}

static int by_path(const void *a, const void *b)
{
    const sl_source *x = a, *y = b;
    return sl_str_compare(x->path, y->path);
}

sl_str sl_strategy_digest(const sl_strategy *s)
{
    sl_content *content = s->content;
    if (content->digest.n)
        return content->digest;
    size_t n = content->files.n;
    sl_source *files = SL_NEW_ARRAY(s->arena, sl_source, n + 1);
    sl_str *strings = SL_NEW_ARRAY(s->arena, sl_str, 2 * n + 1);
    for (size_t i = 0; i < n; i++)
        files[i] = *sl_sources_lookup(s->sources, content->files.at[i]);
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

bool sl_gap_is_open(const sl_gap *g)
{
    return sl_str_equal_z(g->state, "open");
}

size_t sl_strategy_count_open_gaps(const sl_strategy *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->gaps.n; i++)
        n += sl_gap_is_open(s->gaps.at[i]);
    return n;
}

/* --- audiences --- */

bool sl_load_hides(sl_strategy *s, const sl_yaml *map)
{
    if (!sl_audience_hides(s, map, s->audience))
        return false;
    const sl_yaml *id = sl_yaml_lookup(map, "id");
    if (id && id->kind == SL_YAML_SCALAR)
        sl_map_add(&s->hidden, id->text, (void *)map);
    return true;
}

void sl_load_strip(const sl_strategy *s, sl_node *body)
{
    for (sl_node *n = body ? body->first : NULL, *next; n; n = next) {
        next = n->next;
        if (n->kind == SL_NODE_AUDIENCE && sl_audience_hides_block(n, s->audience))
            sl_node_unlink(n);
    }
}

/* --- the folder --- */

/* Markdown that is part of the strategy: names with a capital (README.md, SOURCES.md) are about
 * it. */
static bool is_item_file(sl_str path)
{
    char first = *sl_file_name(path).p;
    return sl_str_ends(path, ".md") && !(first >= 'A' && first <= 'Z');
}

static bool load_config(sl_strategy *s)
{
    const char *name = sl_file_join(s->arena, s->folder, "strategy.yaml");
    if (!sl_file_exists(name)) {
        uint32_t file =
            sl_sources_add(s->sources, sl_str_from(name), SL_STR("strategy.yaml"), SL_STR_NONE);
        sl_finding *f = sl_diag_add(s->diags, SL_E0003, (sl_span){file, 0, 0},
                                    "'%s' is no strategy: it has no strategy.yaml", s->folder);
        sl_diag_help(s->diags, f, "name the folder that has one, or start with: sightline new DIR");
        return false;
    }
    uint32_t file =
        sl_load_file(s, SL_STR("strategy.yaml"), SL_SPAN_NONE, true, SL_LIMIT_FILE_BYTES);
    if (!file)
        return false;
    uint32_t end = (uint32_t)sl_sources_lookup(s->sources, file)->bytes.n;
    s->config = sl_yaml_parse(s->arena, s->diags, file, 0, end);
    if (s->config)
        sl_schema_check(s->diags, &config_schema, s->config, "strategy.yaml");
    return s->config != NULL;
}

/* A path of strategy.yaml or its default, with the place to report. */
static sl_str config_path(const sl_strategy *s, const char *key, sl_str otherwise, sl_span *span)
{
    const sl_yaml *y = sl_yaml_lookup(s->config, key);
    *span = y ? y->span : (sl_span){s->config->span.file, 0, 0};
    return y && y->kind == SL_YAML_SCALAR ? y->text : otherwise;
}

static void load_framework(sl_strategy *s)
{
    sl_span span;
    sl_str path = config_path(s, "framework", SL_STR("framework.yaml"), &span);
    sl_asset *a = sl_strategy_load_asset(s, path, span, true);
    if (s->whole) {
        s->framework = s->whole->framework;
        return;
    }
    const sl_yaml *yaml = NULL;
    if (a->file)
        yaml = sl_yaml_parse(s->arena, s->diags, a->file, 0,
                             (uint32_t)sl_sources_lookup(s->sources, a->file)->bytes.n);
    s->framework = sl_framework_load(s->arena, s->diags, yaml);
}

static void load_item_files(sl_strategy *s)
{
    if (!sl_file_list(s->arena, s->folder, &s->paths, &s->path_count))
        sl_diag_add(s->diags, SL_E0001, SL_SPAN_NONE, "the folder '%s' cannot be read", s->folder);
    s->readings = SL_NEW_ARRAY(s->arena, sl_reading, s->path_count + 1);
    for (size_t i = 0; i < s->path_count; i++) {
        if (!is_item_file(s->paths[i]))
            continue;
        uint32_t file = sl_load_file(s, s->paths[i], SL_SPAN_NONE, true, SL_LIMIT_FILE_BYTES);
        if (file)
            s->readings[i] = (sl_reading){file, sl_load_items(s, file)};
        else
            s->unread_items = true;
    }
}

/* The same of a view, in the same order. */
static void load_items_again(sl_strategy *s)
{
    s->paths = s->whole->paths;
    s->path_count = s->whole->path_count;
    s->unread_items = s->whole->unread_items;
    for (size_t i = 0; i < s->path_count; i++) {
        const sl_reading *r = &s->whole->readings[i];
        if (r->item)
            sl_load_item_again(s, r->item);
        else if (r->file)
            sl_load_items(s, r->file);
    }
}

static sl_strategy *load(sl_strategy *s, sl_arena *a, sl_sources *sources, sl_diags *d,
                         const char *folder)
{
    s->arena = a;
    sl_map_init(&s->computed, a);
    sl_map_init(&s->hidden, a);
    s->sources = sources;
    s->diags = d;
    s->folder = folder;
    s->content = SL_NEW(a, sl_content);
    sl_map_init(&s->item_ids, a);
    sl_map_init(&s->evidence_ids, a);
    sl_map_init(&s->gap_ids, a);
    sl_map_init(&s->asset_paths, a);
    if (s->whole)
        s->config = s->whole->config;
    else if (!load_config(s))
        return NULL;
    s->as_of = sl_strategy_date(s);
    load_framework(s);
    sl_span span;
    sl_str path = config_path(s, "register", SL_STR("evidence/register.yaml"), &span);
    sl_load_register(s, path, span);
    if (s->whole)
        load_items_again(s);
    else
        load_item_files(s);
    sl_load_edges(s);
    sl_load_values(s, path);
    sl_load_order(s);
    sl_review_load(s);
    sl_record_load(s);
    return s;
}

sl_strategy *sl_strategy_load(sl_arena *a, sl_sources *sources, sl_diags *d, const char *folder)
{
    return load(SL_NEW(a, sl_strategy), a, sources, d, folder);
}

sl_strategy *sl_strategy_load_for(sl_arena *a, sl_sources *sources, sl_diags *d,
                                  const sl_strategy *whole, sl_str audience)
{
    sl_strategy *s = SL_NEW(a, sl_strategy);
    s->audience = audience;
    s->whole = whole;
    return load(s, a, sources, d, whole->folder);
}

const sl_item *sl_strategy_lookup_item(const sl_strategy *s, sl_str id)
{
    return sl_map_lookup(&s->item_ids, id);
}

const sl_evidence *sl_strategy_lookup_evidence(const sl_strategy *s, sl_str id)
{
    return sl_map_lookup(&s->evidence_ids, id);
}

sl_date sl_strategy_date(const sl_strategy *s)
{
    sl_date date = {0};
    sl_date_parse(sl_yaml_text(s->config, "date"), &date);
    return date;
}

void sl_load_report_duplicate(sl_strategy *s, sl_str id, sl_span span, sl_span other)
{
    sl_finding *f = sl_diag_add(s->diags, SL_E0202, span, "the ID '%.*s' is taken", SL_FMT(id));
    sl_diag_note_at(s->diags, f, other, "by this one");
    sl_diag_help(s->diags, f, "give one of the two another ID");
}

static const sl_str *nearest_key(sl_strategy *s, const sl_map *m, sl_str id)
{
    enum { MOST_SUGGESTIONS = 200 };
    if (s->suggestions++ > MOST_SUGGESTIONS)
        return NULL;
    sl_arena *a = s->arena;
    sl_str *keys = SL_NEW_ARRAY(a, sl_str, m->entries.n + 1);
    for (size_t i = 0; i < m->entries.n; i++)
        keys[i] = m->entries.at[i].key;
    return sl_str_nearest(id, keys, m->entries.n);
}

void sl_strategy_report_dangling(sl_strategy *s, sl_str id, sl_span span, bool evidence, bool items)
{
    /* What could not be read is reported already: nothing is known of what it holds. */
    if (sl_map_lookup(&s->hidden, id) || (evidence && s->evidence.n == 0) ||
        (items && s->unread_items) || s->framework->types.n == 0)
        return;

    /* A citation may name either: what the prefix says decides what the message says. */
    const sl_str *near_evidence = evidence ? nearest_key(s, &s->evidence_ids, id) : NULL;
    const sl_str *near_item = items ? nearest_key(s, &s->item_ids, id) : NULL;
    bool is_item = items && (!evidence || (near_item && !near_evidence));
    for (size_t i = 0; items && i < s->framework->types.n; i++) {
        sl_str prefix = s->framework->types.at[i]->prefix;
        is_item = is_item || (id.n > prefix.n && id.p[prefix.n] == '-' &&
                              memcmp(id.p, prefix.p, prefix.n) == 0);
    }
    sl_finding *f = sl_diag_add(
        s->diags, is_item ? SL_E0108 : SL_E0107, span,
        is_item ? "no item has the id '%.*s'" : "no evidence has the id '%.*s'", SL_FMT(id));
    const sl_str *near = is_item ? near_item : near_evidence;
    if (!near) {
        sl_diag_help(s->diags, f,
                     is_item ? "an item's id stands in its front matter"
                             : "the register lists the ids there are");
        return;
    }
    const sl_item *item = is_item ? sl_strategy_lookup_item(s, *near) : NULL;
    const sl_evidence *e = is_item ? NULL : sl_strategy_lookup_evidence(s, *near);
    sl_span there = item ? item->span : e->span;
    sl_str what = item ? item->title : e->statement;
    int shown = (int)(what.n < 40 ? what.n : 40);
    while (shown > 0 && shown < (int)what.n && ((unsigned char)what.p[shown] & 0xC0) == 0x80)
        shown--;
    sl_diag_help(s->diags, f, "did you mean '%.*s'? (%.*s:%u, \"%.*s%s\")", SL_FMT(*near),
                 SL_FMT(sl_sources_lookup(s->sources, there.file)->name),
                 sl_sources_locate(s->sources, there.file, there.begin).line, shown, what.p,
                 (size_t)shown < what.n ? " ..." : "");
}
