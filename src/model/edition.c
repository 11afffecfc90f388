#include "model/edition.h"

#include "base/file.h"
#include "base/limits.h"
#include "data/yaml_overlay.h"
#include "model/files.h"
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
    if (language.n && !sl_edition_is_own(s, language))
        s->edition = language;
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

uint32_t sl_edition_load_beside(sl_strategy *s, uint32_t file)
{
    if (!s->edition.n)
        return 0;
    sl_str own = sl_sources_lookup(s->sources, file)->path, path = beside(s, own);
    if (!path.n || !sl_folder_has(s->sources->folder, s->arena, s->folder, path.p)) {
        sl_edition_report(s, (sl_span){file, 0, 0}, "the file", own);
        return 0;
    }
    return sl_strategy_load_file(s, path, SL_SPAN_NONE, true, SL_LIMIT_FILE_BYTES);
}

/* Who may read is no text, nor is a figure or a date: those stand once. */
static bool may_say(const sl_yaml *own, const sl_yaml *y)
{
    sl_dec figure;
    sl_date date;
    if (sl_str_equal_z(y->key, "audience") || sl_str_equal_z(y->key, "access") ||
        sl_str_equal_z(y->key, "audiences") || sl_str_equal_z(y->key, "everybody"))
        return false;
    if (y->kind != SL_YAML_SCALAR ||
        (own && own->kind == y->kind && sl_str_equal(own->text, y->text)))
        return true;
    bool counts = (!y->quoted && sl_dec_parse(y->text, &figure)) || sl_date_parse(y->text, &date);
    bool counted = own && own->kind == SL_YAML_SCALAR &&
                   (sl_dec_parse(own->text, &figure) || sl_date_parse(own->text, &date));
    return !counts && !counted;
}

void sl_edition_check(sl_strategy *s, const sl_yaml *own, const sl_yaml *over)
{
    SL_EACH (y, over && over->kind != SL_YAML_SCALAR ? over : NULL) {
        const sl_yaml *of = y->key.n ? sl_yaml_lookup_str(own, y->key)
                                     : sl_yaml_find_id(own, sl_yaml_text(y, "id"));
        if (may_say(of, y)) {
            sl_edition_check(s, of, y);
            continue;
        }
        sl_finding *f = sl_diag_add(s->diags, SL_E0308, y->key.n ? y->key_span : y->span,
                                    "'%.*s' is no text: it stands in the file itself",
                                    SL_FMT(y->key.n ? y->key : y->text));
        if (of)
            sl_diag_note_at(s->diags, f, of->key.n ? of->key_span : of->span, "here");
        sl_diag_help(s->diags, f, "leave it out here");
    }
}

const sl_yaml *sl_edition_lay(sl_strategy *s, uint32_t file, const sl_yaml *base,
                              const sl_yaml **over)
{
    *over = NULL;
    uint32_t other = base ? sl_edition_load_beside(s, file) : 0;
    if (!other)
        return base;
    uint32_t end = (uint32_t)sl_sources_lookup(s->sources, other)->bytes.n;
    *over = sl_yaml_parse(s->arena, s->diags, other, 0, end);
    if (!*over)
        return base;
    sl_edition_check(s, base, *over);
    return sl_yaml_overlay(s->arena, base, *over);
}
