/* glossary.yaml: terms, their short forms and what they mean. */
#include <stdlib.h>

#include "base/assert.h"
#include "base/limits.h"
#include "load/load.h"
#include "load/loading.h"
#include "load/texts.h"
#include "model/edition.h"
#include "model/files.h"
#include "model/glossary.h"

static const sl_field term_fields[] = {
    {"term", SL_FIELD_TEXT, SL_ONE, true, .printed = true,
     .doc = "The term, as it stands within a sentence."},
    {"short", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "Its short form."},
    {"means", SL_FIELD_MARKDOWN, SL_ONE, true, .printed = true,
     .doc = "What it means, as Markdown."},
};
static const sl_schema term_schema = {"term", "A term", term_fields, SL_COUNT(term_fields)};

static const sl_field glossary_fields[] = {
    {"terms", SL_FIELD_MAP, SL_MANY, true, .of = &term_schema, .doc = "Terms, in any order."},
};
static const sl_schema glossary_schema = {"glossary", "Terms and what they mean", glossary_fields,
                                          SL_COUNT(glossary_fields)};

const sl_schema *sl_glossary_schema(void)
{
    return &glossary_schema;
}

static sl_str first_word(sl_str s)
{
    size_t n = 0;
    while (n < s.n &&
           (sl_is_letter(s.p[n]) || sl_is_digit(s.p[n]) || (unsigned char)s.p[n] >= 0x80))
        n++;
    return sl_str_slice(s, 0, n);
}

/* "glossary-gross-value-added". */
static sl_str make_id(sl_strategy *s, sl_str term)
{
    sl_str low = sl_str_lower(s->arena, term);
    char *p = sl_arena_copy(s->arena, low.p, low.n);
    for (size_t i = 0; i < low.n; i++)
        if (!sl_is_letter(p[i]) && !sl_is_digit(p[i]) && (unsigned char)p[i] < 0x80)
            p[i] = '-';
    return sl_str_format(s->arena, "glossary-%.*s", (int)low.n, p);
}

static void report_twice(sl_strategy *s, const sl_yaml *y, const sl_yaml *other)
{
    sl_finding *f =
        sl_diag_add(s->diags, SL_E0169, y->span, "'%.*s' is explained twice", SL_FMT(y->text));
    sl_diag_note_at(s->diags, f, other->span, "and here");
    sl_diag_help(s->diags, f, "keep one of the two");
}

/* Adds a term or a short form to those that are taken, by its small letters; false: it was. */
static bool take(sl_strategy *s, sl_map *taken, const sl_yaml *y)
{
    sl_str low = sl_str_lower(s->arena, y->text);
    const sl_yaml *other = sl_map_lookup(taken, low);
    if (other)
        report_twice(s, y, other);
    else
        sl_map_add(taken, low, (void *)y);
    return !other;
}

static void add_term(sl_strategy *s, sl_glossary *g, sl_map *taken, const sl_yaml *y)
{
    const sl_yaml *term = sl_yaml_lookup(y, "term"), *brief = sl_yaml_lookup(y, "short");
    if (!first_word(term->text).n) {
        sl_finding *f = sl_diag_add(s->diags, SL_E0111, term->span, "a term begins with a letter");
        sl_diag_help(s->diags, f, "write it without the mark in front");
        return;
    }
    if (!take(s, taken, term) || (brief && !take(s, taken, brief)))
        return;
    sl_term *t = SL_NEW(s->arena, sl_term);
    t->yaml = y;
    t->term = term->text;
    t->short_form = brief ? brief->text : SL_STR_NONE;
    t->id = make_id(s, t->term);
    t->means = sl_load_text(s, sl_yaml_lookup(y, "means"));
    sl_str low = sl_str_lower(s->arena, first_word(t->term));
    sl_term *same = sl_map_lookup(&g->words, low);
    if (same) {
        t->next = same->next;
        same->next = t;
    } else {
        sl_map_add(&g->words, low, t);
    }
    sl_str head = first_word(t->short_form);
    same = head.n ? sl_map_lookup(&g->shorts, head) : NULL;
    if (same) {
        t->next_short = same->next_short;
        same->next_short = t;
    } else if (head.n) {
        sl_map_add(&g->shorts, head, t);
    }
    SL_PUSH(s->arena, g->terms, t);
}

static int by_letters(const void *a, const void *b)
{
    const sl_term *const *x = a, *const *y = b;
    sl_str s = (*x)->term, t = (*y)->term;
    for (size_t i = 0; i < s.n && i < t.n; i++) {
        int p = s.p[i] | 0x20, q = t.p[i] | 0x20;
        if (p != q)
            return p - q;
    }
    return (s.n > t.n) - (s.n < t.n);
}

static void read(sl_strategy *s, const sl_yaml *yaml)
{
    sl_glossary *g = SL_NEW(s->arena, sl_glossary);
    sl_map taken;
    sl_map_init(&taken, s->arena);
    sl_map_init(&g->words, s->arena);
    sl_map_init(&g->shorts, s->arena);
    g->span = (sl_span){yaml->span.file, 0, 0};
    SL_EACH (one, sl_yaml_lookup(s->config, "abbreviations"))
        sl_map_add(&taken, sl_str_lower(s->arena, one->key), (void *)one);
    SL_EACH (one, sl_yaml_lookup(yaml, "terms"))
        add_term(s, g, &taken, one);
    if (g->terms.n)
        qsort(g->terms.at, g->terms.n, sizeof *g->terms.at, by_letters);
    for (size_t i = 0; i < g->terms.n; i++)
        g->terms.at[i]->index = (uint32_t)i;
    s->glossary = g;
}

void sl_load_glossary(sl_strategy *s)
{
    if (s->whole) {
        s->glossary = s->whole->glossary;
        return;
    }
    if (!sl_strategy_has_file(s, "glossary.yaml"))
        return;
    uint32_t file =
        sl_strategy_load_file(s, SL_STR("glossary.yaml"), SL_SPAN_NONE, true, SL_LIMIT_FILE_BYTES);
    const sl_yaml *yaml = NULL, *over;
    if (file)
        yaml = sl_yaml_parse(s->arena, s->diags, file, 0,
                             (uint32_t)sl_sources_lookup(s->sources, file)->bytes.n);
    yaml = sl_edition_lay(s, file, &glossary_schema, yaml, &over);
    s->glossary_yaml = yaml;
    if (yaml && sl_schema_check(s->diags, &glossary_schema, yaml, "glossary.yaml"))
        read(s, yaml);
}
