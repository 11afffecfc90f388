#include "model/edition.h"

#include "base/file.h"
#include "base/limits.h"
#include "data/yaml_overlay.h"
#include "model/files.h"
#include "model/unit.h"
#include "style/phrase.h"

/* A language that the program has words for: about.old.md is no edition in "old". */
static bool is_tag(sl_str tag)
{
    return tag.n >= 2 && tag.n <= 3 && sl_phrases_lookup(tag) != NULL;
}

static sl_str primary(sl_str language)
{
    size_t dash = sl_str_find_char(language, '-', 0);
    return sl_str_slice(language, 0, dash == SIZE_MAX ? language.n : dash);
}

/* Where the last dot before `end` stands, or SIZE_MAX. */
static size_t last_dot(sl_str s, size_t end)
{
    while (end-- > 0 && s.p[end] != '/')
        if (s.p[end] == '.')
            return end;
    return SIZE_MAX;
}

sl_str sl_edition_tag(sl_str path)
{
    size_t ext = last_dot(path, path.n);
    size_t tag = ext == SIZE_MAX ? SIZE_MAX : last_dot(path, ext);
    return tag == SIZE_MAX ? SL_STR_NONE : sl_str_slice(path, tag + 1, ext);
}

bool sl_edition_owns(sl_str path)
{
    return is_tag(sl_edition_tag(path));
}

bool sl_edition_is_own(const sl_strategy *s, sl_str tag)
{
    return sl_str_equal(primary(tag), primary(s->language));
}

bool sl_edition_is_stray(const sl_strategy *s, sl_str path)
{
    sl_str tag = sl_edition_tag(path);
    bool letters = tag.n >= 2 && (tag.n == 2 || tag.p[2] == '-');
    for (size_t i = 0; letters && i < 2; i++)
        letters = tag.p[i] >= 'a' && tag.p[i] <= 'z';
    return letters && (sl_edition_is_own(s, tag) || !is_tag(tag)) &&
           sl_strategy_has_file(s, sl_edition_base(s->arena, path).p);
}

sl_str sl_edition_base(sl_arena *a, sl_str path)
{
    size_t ext = last_dot(path, path.n), tag = last_dot(path, ext);
    return sl_str_format(a, "%.*s%.*s", (int)tag, path.p, (int)(path.n - ext), path.p + ext);
}

void sl_edition_choose(sl_strategy *s, sl_str language)
{
    s->language = sl_yaml_text(s->config, "language");
    if (!language.n || sl_edition_is_own(s, language))
        return;
    if (sl_phrases_lookup(language)) {
        s->edition = language;
        return;
    }
    sl_finding *f = sl_diag_add(s->diags, SL_E0791, SL_SPAN_NONE, "no edition is made in '%.*s'",
                                SL_FMT(language));
    sl_diag_help(s->diags, f, "name the strategy's own language, or one that layouts/words has");
}

static sl_str read_in(const sl_strategy *s)
{
    return s->edition.n ? s->edition : s->language;
}

static sl_str beside(sl_strategy *s, sl_str path)
{
    size_t ext = last_dot(path, path.n);
    if (ext == SIZE_MAX)
        return SL_STR_NONE;
    return sl_str_format(s->arena, "%.*s.%.*s%.*s", (int)ext, path.p, SL_FMT(primary(s->edition)),
                         (int)(path.n - ext), path.p + ext);
}

void sl_edition_report(sl_strategy *s, sl_span at, const char *what, sl_str name)
{
    sl_finding *f = sl_diag_add(s->diags, SL_E0307, at, "%s '%.*s' has no text in '%.*s'", what,
                                SL_FMT(name), SL_FMT(s->edition));
    sl_diag_help(s->diags, f, "it prints as it stands: write its texts in %.*s",
                 SL_FMT(beside(s, sl_sources_lookup(s->sources, at.file)->path)));
}

uint32_t sl_edition_find_beside(sl_strategy *s, uint32_t file)
{
    if (!s->edition.n)
        return 0;
    sl_str path = beside(s, sl_sources_lookup(s->sources, file)->path);
    if (!path.n || !sl_folder_has(s->sources->folder, s->arena, s->folder, path.p))
        return 0;
    uint32_t other = sl_strategy_load_file(s, path, SL_SPAN_NONE, true, SL_LIMIT_FILE_BYTES);
    if (other)
        SL_PUSH(s->arena, s->content->beside, other);
    return other;
}

uint32_t sl_edition_load_beside(sl_strategy *s, uint32_t file)
{
    uint32_t other = sl_edition_find_beside(s, file);
    if (s->edition.n && !other)
        sl_edition_report(s, (sl_span){file, 0, 0}, "the file",
                          sl_sources_lookup(s->sources, file)->path);
    return other;
}

/* --- texts that are given in several languages where they stand --- */

/* {en: Contents, cy: Cynnwys}: its keys are tags, by their form, and its values texts. */
static bool is_by_language(const sl_yaml *y)
{
    SL_EACH (one, y->kind == SL_YAML_MAP ? y : NULL) {
        size_t n = primary(one->key).n;
        for (size_t i = 0; i < n; i++)
            if (one->key.p[i] < 'a' || one->key.p[i] > 'z')
                return false;
        if (n < 2 || n > 3 || one->kind != SL_YAML_SCALAR)
            return false;
    }
    return y->kind == SL_YAML_MAP && y->count;
}

/* The text for a language, by the whole tag or else by its first part; NULL when there is none. */
static const sl_yaml *text_in(const sl_yaml *y, sl_str language)
{
    const sl_yaml *found = NULL;
    SL_EACH (one, y) {
        if (!sl_str_trim(one->text).n)
            continue;
        if (sl_str_equal(one->key, language))
            return one;
        if (!found && sl_str_equal(primary(one->key), primary(language)))
            found = one;
    }
    return found;
}

bool sl_edition_says(const sl_strategy *s, const sl_yaml *y)
{
    return y && is_by_language(y) && text_in(y, s->edition);
}

/* Whether anything in a tree is said in the edition's language. */
static bool says_any(const sl_strategy *s, const sl_yaml *y)
{
    if (sl_edition_says(s, y))
        return true;
    SL_EACH (one, y && y->kind != SL_YAML_SCALAR ? y : NULL)
        if (says_any(s, one))
            return true;
    return false;
}

static sl_str place_of(const sl_span *at)
{
    return (sl_str){(const char *)at, sizeof *at};
}

static void mark(sl_strategy *s, const sl_yaml *y, sl_str language)
{
    sl_span *at = SL_NEW(s->arena, sl_span);
    sl_str *spoken = SL_NEW(s->arena, sl_str);
    *at = y->span;
    *spoken = language;
    sl_map_add(&s->spoken, place_of(at), spoken);
}

sl_str sl_edition_spoken(const sl_strategy *s, const sl_yaml *y)
{
    const sl_str *language = NULL;
    for (const sl_strategy *at = s; at && y && !language; at = at->whole)
        language = sl_map_lookup(&at->spoken, place_of(&y->span));
    return language ? *language : SL_STR_NONE;
}

static void check_tags(sl_strategy *s, const sl_yaml *y)
{
    SL_EACH (one, y)
        if (!sl_edition_is_own(s, one->key) && !sl_phrases_lookup(one->key)) {
            sl_finding *f = sl_diag_add(s->diags, SL_E0790, one->key_span,
                                        "no edition is made in '%.*s': nobody reads this text",
                                        SL_FMT(one->key));
            sl_diag_help(s->diags, f,
                         "name a language that layouts/words has, or leave the text out");
        }
}

static const sl_yaml *choose_text(void *context, const sl_field *f, const sl_yaml *y)
{
    sl_strategy *s = context;
    if (!is_by_language(y)) {
        bool own = s->edition.n && y->kind == SL_YAML_SCALAR &&
                   !sl_edition_owns(sl_sources_lookup(s->sources, y->span.file)->path);
        if (own)
            mark(s, y, s->language);
        return y;
    }
    check_tags(s, y);
    const sl_yaml *text = text_in(y, read_in(s)), *known = text;
    if (!text)
        text = text_in(y, s->language);
    for (const sl_yaml *one = y->first; one && !text; one = one->next)
        text = sl_str_trim(one->text).n ? one : NULL;
    if (!text)
        return y; /* the schema says that it must be text */
    sl_yaml *made = SL_NEW(s->arena, sl_yaml);
    *made = *text;
    made->key = y->key;
    made->key_span = y->key_span;
    made->next = y->next;
    if (known)
        return made;
    mark(s, made, text->key);
    sl_finding *g = sl_diag_add(s->diags, SL_E0307, y->key.n ? y->key_span : y->span,
                                "'%s' has no text in '%.*s'", f->name, SL_FMT(read_in(s)));
    sl_diag_help(s->diags, g, "it prints in '%.*s': add %.*s: with the text", SL_FMT(text->key),
                 SL_FMT(primary(read_in(s))));
    return made;
}

const sl_yaml *sl_edition_choose_texts(sl_strategy *s, const sl_schema *schema, const sl_yaml *y)
{
    return y ? sl_schema_map_printed(s->arena, schema, y, choose_text, s) : NULL;
}

/* --- texts of a file beside the file --- */

/* A figure or a date is no text, whatever the field is for: it stands once. */
static bool counts(const sl_yaml *own, const sl_yaml *y)
{
    sl_dec figure;
    sl_date date;
    bool is = (!y->quoted && sl_dec_parse(y->text, &figure)) || sl_date_parse(y->text, &date);
    return is || (own && own->kind == SL_YAML_SCALAR &&
                  (sl_dec_parse(own->text, &figure) || sl_date_parse(own->text, &date)));
}

/* Whether a unit counts the same in both: £ million is no word for £ thousand. */
static bool is_same_unit(const sl_yaml *own, const sl_yaml *y)
{
    if (!own || own->kind != SL_YAML_SCALAR || y->kind != SL_YAML_SCALAR)
        return true;
    sl_unit a = sl_unit_of(own->text), b = sl_unit_of(y->text);
    return a.kind == b.kind && a.zeros == b.zeros && a.currency == b.currency;
}

/* What is said again as it is, is no difference. */
static bool is_same(const sl_yaml *own, const sl_yaml *y)
{
    if (!own || own->kind != y->kind || own->count != y->count)
        return false;
    if (y->kind == SL_YAML_SCALAR)
        return sl_str_equal(own->text, y->text);
    const sl_yaml *of = own->first;
    SL_EACH (one, y) {
        if (!sl_str_equal(of->key, one->key) || !is_same(of, one))
            return false;
        of = of->next;
    }
    return true;
}

static void report_differs(sl_strategy *s, const sl_yaml *own, const sl_yaml *y)
{
    sl_finding *f = sl_diag_add(s->diags, SL_E0308, y->key.n ? y->key_span : y->span,
                                "'%.*s' is no text: it stands in the file itself",
                                SL_FMT(y->key.n ? y->key : y->text));
    if (own)
        sl_diag_note_at(s->diags, f, own->key.n ? own->key_span : own->span, "here");
    sl_diag_help(s->diags, f, "leave it out here");
}

void sl_edition_report_unknown(sl_strategy *s, const sl_yaml *y, sl_str id)
{
    sl_finding *f = sl_diag_add(s->diags, SL_E0308, y->key.n ? y->key_span : y->span,
                                "the file that it translates has no '%.*s' here", SL_FMT(id));
    sl_diag_help(s->diags, f, "name what these are the texts of, or leave them out");
}

static void check_value(sl_strategy *s, const sl_field *f, const sl_yaml *own, const sl_yaml *y);

static void check_map(sl_strategy *s, const sl_schema *schema, const sl_yaml *own,
                      const sl_yaml *over)
{
    SL_EACH (y, over) {
        const sl_field *f = sl_schema_lookup(schema, y->key);
        if (f) /* else the schema says that it is not known, or it is a key of the authors' own */
            check_value(s, f, sl_yaml_lookup_str(own, y->key), y);
    }
}

static void check_value(sl_strategy *s, const sl_field *f, const sl_yaml *own, const sl_yaml *y)
{
    if (is_same(own, y))
        return;
    if (y->kind == SL_YAML_LIST || (y->kind == SL_YAML_MAP && f->many == SL_KEYED)) {
        bool by_key = y->kind == SL_YAML_MAP;
        if (!f->printed && (!f->of || (y->first && y->first->kind == SL_YAML_SCALAR))) {
            report_differs(s, own, y);
            return;
        }
        sl_field value = *f;
        value.many = SL_ONE;
        SL_EACH (one, y) {
            sl_str id = by_key ? one->key : sl_yaml_text(one, "id");
            const sl_yaml *of = by_key ? sl_yaml_lookup_str(own, id) : sl_yaml_find_id(own, id);
            if (!of && id.n && !f->printed)
                sl_edition_report_unknown(s, one, id);
            else
                check_value(s, &value, of, one);
        }
        return;
    }
    if (y->kind == SL_YAML_MAP && f->of) {
        check_map(s, f->of, own, y);
        return;
    }
    bool unit = sl_str_equal_z(y->key, "unit");
    bool text = f->printed && !(y->kind == SL_YAML_SCALAR && counts(own, y)) &&
                !(unit && !is_same_unit(own, y));
    if (!text)
        report_differs(s, own, y);
}

void sl_edition_check(sl_strategy *s, const sl_schema *schema, const sl_yaml *own,
                      const sl_yaml *over)
{
    if (over && over->kind == SL_YAML_MAP)
        check_map(s, schema, own, over);
}

const sl_yaml *sl_edition_lay(sl_strategy *s, uint32_t file, const sl_schema *schema,
                              const sl_yaml *base, const sl_yaml **over)
{
    *over = NULL;
    if (!base)
        return NULL;
    uint32_t other =
        says_any(s, base) ? sl_edition_find_beside(s, file) : sl_edition_load_beside(s, file);
    if (other) {
        uint32_t end = (uint32_t)sl_sources_lookup(s->sources, other)->bytes.n;
        *over = sl_yaml_parse(s->arena, s->diags, other, 0, end);
    }
    if (*over) {
        sl_edition_check(s, schema, base, *over);
        base = sl_yaml_overlay(s->arena, base, *over);
    }
    return sl_edition_choose_texts(s, schema, base);
}
