/* `documents` of strategy.yaml: what one build makes. Layouts are looked for when they are read. */
#include "load/loading.h"
#include "load/texts.h"

#include "model/audience.h"
#include "model/document.h"
#include "model/edition.h"

enum { MOST = 64 /* documents */, MOST_SUGGESTIONS = 200 };

static const sl_field fields[] = {
    {"name", SL_FIELD_NAME, SL_ONE, true,
     .doc = "Of its files, without an end; with 'for-each' of their folder."},
    {"title", SL_FIELD_TEXT, SL_ONE, .printed = true,
     .doc = "On its cover; the strategy's if absent."},
    {"layout", SL_FIELD_NAME, SL_ONE, .doc = "A layout of layouts/; the strategy's if absent."},
    {"audience", SL_FIELD_TEXT, SL_ONE, .doc = "Whom it is for; everybody if absent."},
    {"language", SL_FIELD_TEXT, SL_ONE,
     .doc = "The edition that it is of: cy; the strategy's own language if absent."},
    {"parts", SL_FIELD_TEXT, SL_MANY,
     .doc = "IDs of 'order', front-sheet, plan and imprint, in their order; all if absent."},
    {"annexes", SL_FIELD_CHOICE, SL_MANY, .choices = SL_ANNEX_NAMES, .or_id = true,
     .doc = "Annexes in order; those of the strategy if absent."},
    {"pages", SL_FIELD_INTEGER, SL_ONE, .doc = "How many it may have; more are a note."},
    {"for-each", SL_FIELD_NAME, SL_ONE, .doc = "The key that groups: one document for each value."},
    {"formats", SL_FIELD_CHOICE, SL_MANY, .choices = "pdf|html|docx", .doc = "All if absent."},
};
const sl_schema sl_document_schema = {"document", "A document that a build makes", fields,
                                      SL_COUNT(fields)};

/* Names of devices, which no file of some systems may have. */
static bool is_device(sl_str name)
{
    static const char *const devices[] = {"con", "prn", "aux", "nul"};
    for (size_t i = 0; i < SL_COUNT(devices); i++)
        if (sl_str_equal_z(name, devices[i]))
            return true;
    return name.n == 4 && (sl_str_starts(name, "com") || sl_str_starts(name, "lpt")) &&
           name.p[3] >= '0' && name.p[3] <= '9';
}

static void check_name(sl_strategy *s, const sl_yaml *y)
{
    if (!y || y->kind != SL_YAML_SCALAR || !y->text.n)
        return;
    for (size_t i = 0; i < s->documents.n; i++) {
        if (!sl_str_equal(s->documents.at[i].name, y->text))
            continue;
        sl_finding *f = sl_diag_add(s->diags, SL_E0202, y->span,
                                    "there is a document '%.*s' already", SL_FMT(y->text));
        sl_diag_note_at(s->diags, f, s->documents.at[i].span, "here");
        sl_diag_help(s->diags, f, "give one of the two another name");
        return;
    }
    bool dashes = y->text.p[0] == '-' || y->text.p[y->text.n - 1] == '-';
    if (y->text.n <= SL_DOCUMENT_NAME_MOST && !is_device(y->text) && !dashes)
        return;
    sl_finding *f =
        sl_diag_add(s->diags, SL_E0631, y->span, "no file can be called '%.*s'", SL_FMT(y->text));
    sl_diag_help(s->diags, f,
                 "a name has at most %d letters, digits and hyphens, with no hyphen at an end, and "
                 "is none of con, prn, aux, nul, com1 and lpt1",
                 SL_DOCUMENT_NAME_MOST);
}

static bool is_chapter(const sl_yaml *entry, sl_str id)
{
    return sl_str_equal(entry->kind == SL_YAML_MAP ? sl_yaml_text(entry, "id") : entry->text, id);
}

static void report_part(sl_strategy *s, const sl_yaml *y)
{
    const sl_yaml *order = sl_yaml_lookup(s->config, "order");
    sl_finding *f =
        sl_diag_add(s->diags, SL_E0632, y->span, "there is no part '%.*s'", SL_FMT(y->text));
    size_t n = 0, most = SL_MADE__COUNT + (order ? order->count : 0);
    sl_str *names = SL_NEW_ARRAY(s->arena, sl_str, most);
    for (int i = 0; i < SL_MADE__COUNT; i++)
        names[n++] = sl_str_from(sl_made_part_name((sl_made_part)i));
    SL_EACH (entry, order)
        names[n++] = entry->kind == SL_YAML_MAP ? sl_yaml_text(entry, "id") : entry->text;
    if (s->scratch->suggestions++ > MOST_SUGGESTIONS ||
        !sl_diag_suggest(s->diags, f, y->text, names, n))
        sl_diag_help(s->diags, f,
                     "a part is an ID that 'order' lists, front-sheet, plan or imprint");
}

static void check_parts(sl_strategy *s, const sl_yaml *parts)
{
    const sl_yaml *order = sl_yaml_lookup(s->config, "order");
    SL_EACH (y, parts) {
        bool found = sl_made_part_lookup(y->text) < SL_MADE__COUNT;
        if (y->kind != SL_YAML_SCALAR || !y->text.n)
            continue; /* the schema says so */
        SL_EACH (entry, order)
            found = found || is_chapter(entry, y->text);
        if (!found) {
            report_part(s, y);
            continue;
        }
        const sl_yaml *other = parts->first;
        while (other != y && !sl_str_equal(other->text, y->text))
            other = other->next;
        if (other == y)
            continue;
        sl_finding *f = sl_diag_add(s->diags, SL_E0202, y->span,
                                    "the part '%.*s' stands here twice", SL_FMT(y->text));
        sl_diag_note_at(s->diags, f, other->span, "first here");
        sl_diag_help(s->diags, f, "keep one of the two");
    }
}

static void check_audience(sl_strategy *s, const sl_yaml *y)
{
    if (!y || y->kind != SL_YAML_SCALAR || sl_audience_is_known(s, y->text))
        return;
    sl_finding *f =
        sl_diag_add(s->diags, SL_E0619, y->span, "there is no audience '%.*s'", SL_FMT(y->text));
    const sl_yaml *audiences = sl_yaml_lookup(s->config, "audiences");
    sl_str *names = SL_NEW_ARRAY(s->arena, sl_str, audiences ? audiences->count + 1 : 1);
    size_t n = 0;
    SL_EACH (one, audiences)
        names[n++] = one->text;
    if (!sl_diag_suggest(s->diags, f, y->text, names, n))
        sl_diag_help(s->diags, f, "the audiences are listed under 'audiences'");
}

static void check_each(sl_strategy *s, const sl_yaml *y)
{
    const sl_key *group = s->framework->group;
    if (!y || y->kind != SL_YAML_SCALAR ||
        (group && (sl_str_equal(y->text, group->name) || sl_str_equal(y->text, group->by))))
        return;
    sl_finding *f = sl_diag_add(s->diags, SL_E0620, y->span, "the items are not grouped by '%.*s'",
                                SL_FMT(y->text));
    if (group)
        sl_diag_help(s->diags, f, "they are grouped by '%.*s'",
                     SL_FMT(group->by.n ? group->by : group->name));
    else
        sl_diag_help(s->diags, f, "framework.yaml marks no key with group: true");
}

static void check_language(sl_strategy *s, const sl_yaml *y)
{
    if (!y || y->kind != SL_YAML_SCALAR || sl_edition_is_own(s, y->text) ||
        sl_phrases_lookup(y->text))
        return;
    sl_finding *f =
        sl_diag_add(s->diags, SL_E0791, y->span, "no edition is made in '%.*s'", SL_FMT(y->text));
    sl_diag_help(s->diags, f, "name the strategy's own language, or one that layouts/words has");
}

static bool has_format(const sl_yaml *y, const char *name)
{
    const sl_yaml *formats = sl_yaml_lookup(y, "formats");
    bool has = !formats;
    SL_EACH (one, formats)
        has = has || sl_str_equal_z(one->text, name);
    return has;
}

static void read(sl_strategy *s, const sl_yaml *y)
{
    const sl_yaml *name = sl_yaml_lookup(y, "name"), *layout = sl_yaml_lookup(y, "layout"),
                  *pages = sl_yaml_lookup(y, "pages");
    sl_document d = {.name = sl_yaml_text(y, "name"),
                     .layout = sl_yaml_text(y, "layout"),
                     .audience = sl_yaml_text(y, "audience"),
                     .language = sl_yaml_text(y, "language"),
                     .parts = sl_yaml_lookup(y, "parts"),
                     .annexes = sl_yaml_lookup(y, "annexes"),
                     .is_each = sl_yaml_lookup(y, "for-each") != NULL,
                     .pdf = has_format(y, "pdf"),
                     .docx = has_format(y, "docx"),
                     .html = has_format(y, "html")};
    d.words = sl_load_title(s, sl_yaml_lookup(y, "title"), &d.title);
    check_name(s, name);
    check_parts(s, d.parts);
    check_audience(s, sl_yaml_lookup(y, "audience"));
    check_each(s, sl_yaml_lookup(y, "for-each"));
    check_language(s, sl_yaml_lookup(y, "language"));
    d.span = name ? name->span : y->span;
    d.layout_span = layout ? layout->span : d.span;
    d.pages_span = pages ? pages->span : d.span;
    if (pages && (!sl_num_parse(pages->text, &d.pages) || !d.pages)) {
        sl_finding *f = sl_diag_add(s->diags, SL_E0111, pages->span, "no document has '%.*s' pages",
                                    SL_FMT(pages->text));
        sl_diag_help(s->diags, f, "write how many it may have: pages: 20");
    }
    if (!d.annexes)
        d.annexes = sl_yaml_lookup(s->config, "annexes");
    SL_PUSH(s->arena, s->documents, d);
}

void sl_load_documents(sl_strategy *s)
{
    const sl_yaml *list = sl_yaml_lookup(s->config, "documents");
    if (!list || list->kind != SL_YAML_LIST)
        return;
    SL_EACH (y, list)
        if (y->kind == SL_YAML_MAP && s->documents.n < MOST)
            read(s, y);
    if (list->count > MOST) {
        sl_finding *f =
            sl_diag_add(s->diags, SL_E0633, list->span, "a build makes at most %d documents", MOST);
        sl_diag_help(s->diags, f, "leave some out, or build them from another strategy.yaml");
    }
    if (s->documents.n && s->documents.at[0].is_each) {
        sl_finding *f = sl_diag_add(s->diags, SL_E0633, s->documents.at[0].span,
                                    "the first document is one for each");
        sl_diag_help(s->diags, f, "put the strategy itself first: all numbers are its own");
    }
}
