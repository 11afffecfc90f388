/* The conductor: every file of a strategy, in the order in which they need each other.
 *
 * strategy.yaml names the others and the language; the framework gives the types that items are
 * checked by; the register and the items then stand by themselves, links between them are made when
 * both are there, figures and measures when the links are, titles when figures are, the order and
 * the record last. What cannot be read sets a flag (unread_items and its like), and whoever would
 * miss something that it holds keeps silent.
 *
 * A view for an audience is loaded by the same steps from the same bytes: what is kept is left out
 * where it would be added, so that nothing of it can be reached from what remains.
 */
#include "load/fill.h"
#include "load/load.h"
#include "load/loading.h"
#include "load/sheet.h"
#include "data/yaml_overlay.h"
#include "model/edition.h"

#include <stdlib.h>

#include "base/assert.h"
#include "base/file.h"
#include "base/limits.h"
#include "model/accounted.h"
#include "model/document.h"
#include "model/files.h"
#include "record/review.h"
#include "record/record.h"

static const sl_field part_fields[] = {
    {"part", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "The part's title."},
    {"id", SL_FIELD_ID, SL_ONE, true, .doc = "The part's ID."},
    {"intro", SL_FIELD_ID, SL_ONE, .called = true,
     .doc = "A section whose text stands under the title."},
    {"items", SL_FIELD_ANY, SL_ONE, true,
     .doc = "IDs or titles, or {type: T} for all items of a type."},
};
static const sl_schema part_schema = {"part", "A part of the document", part_fields,
                                      SL_COUNT(part_fields)};

static const sl_field change_fields[] = {
    {"version", SL_FIELD_TEXT, SL_ONE, true, .doc = "The version that it came with."},
    {"date", SL_FIELD_DATE, SL_ONE, true, .doc = "Of that version."},
    {"note", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "What is new in it."},
};
static const sl_schema change_schema = {"change", "What is new in a version", change_fields,
                                        SL_COUNT(change_fields)};

static const sl_field config_fields[] = {
    {"title", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "The document's title."},
    {"subtitle", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "A second line."},
    {"organisation", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "Whose strategy it is."},
    {"area", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "The area it is for."},
    {"owners", SL_FIELD_TEXT, SL_MANY, .printed = true, .doc = "The bodies that own it together."},
    {"sign-off", SL_FIELD_TEXT, SL_MANY, .printed = true,
     .doc = "The bodies that must sign; the owners if absent."},
    {"status", SL_FIELD_CHOICE, SL_ONE, true, .choices = "draft|consultation|final",
     .doc = "How far it is."},
    {"version", SL_FIELD_TEXT, SL_ONE, true, .doc = "Printed on every page."},
    {"date", SL_FIELD_DATE, SL_ONE, true, .doc = "The document's date."},
    {"language", SL_FIELD_TEXT, SL_ONE, true, .doc = "BCP 47, such as en-GB."},
    {"words", SL_FIELD_TEXT, SL_KEYED, .printed = true,
     .doc = "Texts of the program to print otherwise, by ID."},
    {"layout", SL_FIELD_NAME, SL_ONE, .doc = "A layout of layouts/; strategy if absent."},
    {"notice", SL_FIELD_TEXT, SL_ONE, .printed = true,
     .doc = "Printed on the cover of every output."},
    {"identifier", SL_FIELD_TEXT, SL_ONE,
     .doc = "What calendars know it by from draft to draft, such as example.org."},
    {"subject", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "For catalogues."},
    {"keywords", SL_FIELD_TEXT, SL_MANY, .printed = true, .doc = "For catalogues."},
    {"licence", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "Under which the text may be used."},
    {"attribution", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "Printed with the evidence."},
    {"variables", SL_FIELD_TEXT, SL_KEYED, .printed = true,
     .doc = "What {{name}} in texts prints: a line of Markdown."},
    {"abbreviations", SL_FIELD_TEXT, SL_KEYED, .printed = true,
     .doc = "Short forms, and each in full."},
    {"quotes", SL_FIELD_CHOICE, SL_ONE, .choices = "curled|typed",
     .doc = "typed: quotation marks, dashes and ... are printed as they are typed."},
    {"references", SL_FIELD_CHOICE, SL_ONE, .choices = "numbered|author-date|notes",
     .doc = "How evidence is cited: [12], (ONS 2023) or in a note; numbered if absent."},
    {"notes", SL_FIELD_CHOICE, SL_ONE, .choices = "foot|end",
     .doc = "Where notes stand: at the foot of their page, or all at the end."},
    {"paragraph-numbers", SL_FIELD_BOOLEAN, SL_ONE,
     .doc = "Whether paragraphs are numbered; as the layout has it if absent."},
    {"audiences", SL_FIELD_TEXT, SL_MANY, .doc = "Who texts may be restricted to."},
    {"everybody", SL_FIELD_TEXT, SL_ONE, .doc = "Which of the audiences is everybody: public."},
    {"changes", SL_FIELD_MAP, SL_MANY, .of = &change_schema,
     .doc = "What is new in each version, newest first."},
    {"ignore", SL_FIELD_TEXT, SL_MANY,
     .doc = "Files that are no part of it: paths from its folder, * for any letters."},
    {"renamed", SL_FIELD_TEXT, SL_KEYED, .doc = "What things were called before: OLD: NEW."},
    {"retired", SL_FIELD_ID, SL_MANY, .doc = "IDs never to be used again."},
    {"framework", SL_FIELD_PATH, SL_ONE, .doc = "Path of the framework."},
    {"register", SL_FIELD_PATH, SL_ONE,
     .doc = "Path of the evidence register, or none where the strategy has none."},
    {"order", SL_FIELD_ID, SL_MANY, true, .or_map = true, .called = true, .of = &part_schema,
     .doc = "The document's order: items by ID or title, and parts."},
    {"annexes", SL_FIELD_CHOICE, SL_MANY, .choices = SL_ANNEX_NAMES, .or_id = true,
     .doc = "Annexes made by the program, and items that are annexes, by ID or title."},
    {"sheets", SL_FIELD_MAP, SL_MANY, .of = &sl_sheet_schema,
     .doc = "CSV files whose rows are items, or entries of the register."},
    {"imprint", SL_FIELD_MAP, SL_ONE, .of = &sl_imprint_schema,
     .doc = "What the imprint says beside title, version, date and licence."},
    {"plan", SL_FIELD_MAP, SL_ONE, .of = &sl_plan_schema,
     .doc = "What the strategy on one page says."},
    {"documents", SL_FIELD_MAP, SL_MANY, .of = &sl_document_schema,
     .doc = "What one build makes, the strategy itself first; it alone if absent."},
};
static const sl_schema config_schema = {"strategy", "The strategy as a whole", config_fields,
                                        SL_COUNT(config_fields)};

const sl_schema *sl_strategy_schema(void)
{
    return &config_schema;
}

/* --- the folder --- */

/* Markdown that is part of the strategy. */
static bool is_item_file(const sl_strategy *s, sl_str path)
{
    return sl_str_ends(path, ".md") && !sl_file_is_ignored(s, path) && !sl_edition_owns(path) &&
           !sl_edition_is_stray(s, path) && !sl_fill_is_snippet(path);
}

/* A tag of BCP 47 by its form (RFC 5646, 2.1): letters, then parts of 1 to 8 letters or figures. */
static bool is_language(sl_str tag)
{
    size_t part = 0;
    bool first = true;
    for (size_t i = 0; i <= tag.n; i++) {
        char c = i < tag.n ? tag.p[i] : '-';
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (c == '-') {
            if (part < (first ? 2 : 1) || part > 8)
                return false;
            first = false;
            part = 0;
        } else if (letter || (!first && c >= '0' && c <= '9')) {
            part++;
        } else {
            return false;
        }
    }
    return tag.n <= 60;
}

static bool check_language(sl_strategy *s)
{
    const sl_yaml *y = sl_yaml_lookup(s->config, "language");
    if (!y || y->kind != SL_YAML_SCALAR || is_language(y->text))
        return true;
    sl_finding *f =
        sl_diag_add(s->diags, SL_E0111, y->span, "'%.*s' is no tag of a language", SL_FMT(y->text));
    sl_diag_help(s->diags, f, "it is written as BCP 47 has it: en-GB, cy, fr");
    return false;
}

/* Each has one place, one letter and one ID: there are fewer of them than letters. */
static void check_annexes(sl_strategy *s, const sl_yaml *list)
{
    SL_EACH (y, list) {
        const sl_yaml *other = list->first;
        while (other != y && !sl_str_equal(other->text, y->text))
            other = other->next;
        if (other == y)
            continue;
        sl_finding *f = sl_diag_add(s->diags, SL_E0202, y->span,
                                    "the annex '%.*s' stands here twice", SL_FMT(y->text));
        sl_diag_note_at(s->diags, f, other->span, "first here");
        sl_diag_help(s->diags, f, "keep one of the two");
    }
}

/* What the edition says of the document; its language is the edition's. */
static void lay_config(sl_strategy *s, uint32_t file, sl_str language)
{
    sl_edition_choose(s, language);
    if (!s->edition.n) {
        s->config = sl_edition_choose_texts(s, &config_schema, s->config);
        return;
    }
    const sl_yaml *over;
    sl_yaml *tag = SL_NEW(s->arena, sl_yaml), *map = SL_NEW(s->arena, sl_yaml);
    s->config = sl_edition_lay(s, file, &config_schema, s->config, &over);
    const sl_yaml *own = sl_yaml_lookup(s->config, "language");
    *tag = own ? *own : (sl_yaml){.key = SL_STR("language"), .span = s->config->span};
    tag->text = s->edition;
    tag->next = NULL;
    *map = *s->config;
    map->first = tag;
    map->count = 1;
    s->config = sl_yaml_overlay(s->arena, s->config, map);
}

static bool load_config(sl_strategy *s, sl_str language)
{
    const char *name = sl_file_join(s->arena, s->folder, "strategy.yaml");
    if (!sl_folder_has(s->sources->folder, s->arena, s->folder, "strategy.yaml")) {
        uint32_t file =
            sl_sources_add(s->sources, sl_str_from(name), SL_STR("strategy.yaml"), SL_STR_NONE);
        sl_finding *f = sl_diag_add(s->diags, SL_E0003, (sl_span){file, 0, 0},
                                    "'%s' is no strategy: it has no strategy.yaml", s->folder);
        sl_diag_help(s->diags, f, "name the folder that has one, or start with: sightline new DIR");
        return false;
    }
    uint32_t file =
        sl_strategy_load_file(s, SL_STR("strategy.yaml"), SL_SPAN_NONE, true, SL_LIMIT_FILE_BYTES);
    if (!file)
        return false;
    uint32_t end = (uint32_t)sl_sources_lookup(s->sources, file)->bytes.n;
    s->config = sl_yaml_parse(s->arena, s->diags, file, 0, end);
    if (s->config) {
        lay_config(s, file, language);
        sl_schema_check(s->diags, &config_schema, s->config, "strategy.yaml");
        sl_load_phrases(s, check_language(s));
    }
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
    const sl_yaml *over;
    if (yaml)
        yaml = sl_edition_lay(s, a->file, sl_framework_schema(), yaml, &over);
    s->framework_yaml = yaml;
    s->framework = sl_framework_load(s->arena, s->diags, yaml);
    if (s->framework->types.n)
        sl_framework_check(s->diags, s->framework, yaml);
}

/* What could not be listed may hold items. */
static void report_listing(sl_strategy *s, const sl_list_fault *fault)
{
    const char *name = sl_file_join(s->arena, s->folder, fault->path.n ? fault->path.p : "");
    if (!fault->path.n)
        name = s->folder;
    sl_span at = {sl_sources_add(s->sources, sl_str_from(name), fault->path, SL_STR_NONE), 0, 0};
    sl_finding *f;
    s->unread_items = true;
    switch (fault->kind) {
    case SL_LIST_UNREADABLE:
        f = sl_diag_add(s->diags, SL_E0001, at, "the folder cannot be read: %s", fault->why);
        sl_diag_help(s->diags, f, "check that you may list it");
        return;
    case SL_LIST_TOO_DEEP:
        f = sl_diag_add(s->diags, SL_E0006, at, "folders lie more than %d deep",
                        SL_LIMIT_FOLDER_DEPTH);
        sl_diag_help(s->diags, f, "move the folder up, or out of the strategy");
        return;
    case SL_LIST_TOO_MANY:
        f = sl_diag_add(s->diags, SL_E0006, at, "there are more than %u files", SL_LIMIT_FILES);
        sl_diag_help(s->diags, f, "keep what is no part of the strategy in another folder");
        return;
    case SL_LIST_OUTSIDE:
        f = sl_diag_add(s->diags, SL_E0005, at, "the link leads out of the strategy's folder");
        sl_diag_help(s->diags, f, "put the folder itself there");
        return;
    }
}

static void list_files(sl_strategy *s)
{
    if (s->whole) {
        s->paths = s->whole->paths;
        s->path_count = s->whole->path_count;
        return;
    }
    sl_listing all;
    sl_folder_list(s->sources->folder, s->arena, s->folder, &all);
    s->paths = all.paths.at;
    s->path_count = all.paths.n;
    for (size_t i = 0; i < all.faults.n; i++)
        report_listing(s, &all.faults.at[i]);
}

static sl_finding *report_beside(sl_strategy *s, sl_str path, sl_code code, const char *text,
                                 sl_str what)
{
    const char *name = sl_file_join(s->arena, s->folder, path.p);
    sl_span at = {sl_sources_add(s->sources, sl_str_from(name), path, SL_STR_NONE), 0, 0};
    return sl_diag_add(s->diags, code, at, text, SL_FMT(what));
}

/* A file in another language that no edition reads. */
static void check_beside(sl_strategy *s, sl_str path)
{
    bool text = sl_str_ends(path, ".md") || sl_str_ends(path, ".yaml");
    sl_str tag = sl_edition_tag(path);
    char first = *sl_file_name(path).p;
    if (!text || !tag.n || (first >= 'A' && first <= 'Z') || sl_file_is_ignored(s, path))
        return;
    const char *base = sl_edition_base(s->arena, path).p;
    if (sl_edition_is_stray(s, path)) {
        bool is_own = sl_edition_is_own(s, tag);
        sl_finding *f =
            report_beside(s, path, SL_E0790,
                          is_own ? "'%.*s' is the strategy's own language: nobody reads this file"
                                 : "no edition is made in '%.*s': nobody reads this file",
                          tag);
        if (is_own)
            sl_diag_help(s->diags, f, "its texts stand in %s", base);
        else
            sl_diag_help(
                s->diags, f,
                "name it by two letters of a language that layouts/words has, or otherwise, "
                "or list it under 'ignore' in strategy.yaml");
        return;
    }
    if (!sl_edition_owns(path) || sl_strategy_has_file(s, base))
        return;
    sl_finding *f = report_beside(s, path, SL_E0307, "it translates '%.*s', which does not exist",
                                  sl_str_from(base));
    sl_diag_help(s->diags, f, "write that file, or give this one another name");
}

static void load_item_files(sl_strategy *s)
{
    s->readings = SL_NEW_ARRAY(s->arena, sl_reading, s->path_count + 1);
    for (size_t i = 0; i < s->path_count; i++) {
        if (!s->whole)
            check_beside(s, s->paths[i]);
        if (!is_item_file(s, s->paths[i]))
            continue;
        uint32_t file =
            sl_strategy_load_file(s, s->paths[i], SL_SPAN_NONE, true, SL_LIMIT_FILE_BYTES);
        if (file)
            s->readings[i] = (sl_reading){file, sl_load_items(s, file)};
        else
            s->unread_items = true;
    }
}

/* The same of a view, in the same order. */
static void load_items_again(sl_strategy *s)
{
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
                         const char *folder, sl_str language)
{
    s->arena = a;
    sl_map_init(&s->computed, a);
    sl_map_init(&s->spoken, a);
    sl_map_init(&s->hidden, a);
    sl_map_init(&s->snippets, a);
    sl_map_init(&s->former, a);
    s->sources = sources;
    s->diags = d;
    s->folder = folder;
    s->content = SL_NEW(a, sl_content);
    s->scratch = SL_NEW(a, sl_scratch);
    sl_map_init(&s->item_ids, a);
    sl_map_init(&s->evidence_ids, a);
    sl_map_init(&s->gap_ids, a);
    sl_map_init(&s->asset_paths, a);
    if (s->whole) {
        s->config = s->whole->config;
        s->phrases = s->whole->phrases;
        s->edition = s->whole->edition;
        s->language = s->whole->language;
    } else if (!load_config(s, language)) {
        return NULL;
    }
    s->as_of = sl_strategy_date(s);
    uint32_t errors = d->counts[SL_SEVERITY_ERROR];
    load_framework(s);
    /* Without its types nothing is what it says: one fault would be found in every item. */
    if (!s->whole && !s->framework->types.n && d->counts[SL_SEVERITY_ERROR] > errors)
        return NULL;
    sl_span span;
    sl_str path = config_path(s, "register", SL_STR("evidence/register.yaml"), &span);
    list_files(s);
    sl_load_register(s, path, span);
    if (s->whole)
        load_items_again(s);
    else
        load_item_files(s);
    sl_sheet_load_items(s);
    if (!s->whole) {
        sl_load_names(s);
        check_annexes(s, sl_yaml_lookup(s->config, "annexes"));
        SL_EACH (document, sl_yaml_lookup(s->config, "documents"))
            check_annexes(s, sl_yaml_lookup(document, "annexes"));
    }
    sl_load_order(s);
    sl_sheet_add_funding(s);
    sl_load_ends(s);
    sl_load_edges(s);
    sl_load_values(s, path);
    sl_load_figures(s);
    sl_load_measures(s);
    sl_load_titles(s);
    sl_load_glossary(s);
    if (s->whole)
        s->documents = s->whole->documents;
    else
        sl_load_documents(s);
    if (!s->whole)
        sl_load_plan(s);
    sl_review_load(s);
    sl_sheet_load_records(s);
    sl_record_load(s, sl_sheet_import_responses);
    return s;
}

sl_strategy *sl_strategy_load(sl_arena *a, sl_sources *sources, sl_diags *d, const char *folder)
{
    return load(SL_NEW(a, sl_strategy), a, sources, d, folder, SL_STR_NONE);
}

sl_strategy *sl_strategy_load_in(sl_arena *a, sl_sources *sources, sl_diags *d, const char *folder,
                                 sl_str language)
{
    return load(SL_NEW(a, sl_strategy), a, sources, d, folder, language);
}

sl_strategy *sl_strategy_load_for(sl_arena *a, sl_sources *sources, sl_diags *d,
                                  const sl_strategy *whole, sl_str audience)
{
    sl_strategy *s = SL_NEW(a, sl_strategy);
    s->audience = audience;
    s->whole = whole;
    return load(s, a, sources, d, whole->folder, SL_STR_NONE);
}
