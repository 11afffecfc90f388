/* What the program prints: the catalogue of the strategy's language, with the strategy's own texts
 * (`words`) in place of some. */
#include "load/loading.h"

/* The text of one entry, when it can be used. */
static const char *read_phrase(sl_strategy *s, const sl_yaml *y, sl_say_id id)
{
    const char *why = sl_phrase_fault(s->arena, s->phrases, id, y->text);
    if (!why)
        return sl_arena_copy(s->arena, y->text.p, y->text.n);
    const char *fields = sl_phrase_fields(id);
    sl_finding *f = sl_diag_add(s->diags, SL_E0306, y->span, "the text of '%s' cannot be used: %s",
                                sl_phrase_name(id), why);
    sl_diag_help(s->diags, f, *fields ? "its fields are: %s" : "it has no fields%s", fields);
    return NULL;
}

static void report_unknown(sl_strategy *s, const sl_yaml *y)
{
    sl_str *names = SL_NEW_ARRAY(s->arena, sl_str, SL_SAY__COUNT);
    for (sl_say_id i = 0; i < SL_SAY__COUNT; i++)
        names[i] = sl_str_from(sl_phrase_name(i));
    sl_finding *f = sl_diag_add(s->diags, SL_E0306, y->key_span,
                                "the program prints no text '%.*s'", SL_FMT(y->key));
    sl_diag_suggest(s->diags, f, y->key, names, SL_SAY__COUNT);
}

static void report_language(sl_strategy *s, sl_str language)
{
    const sl_yaml *y = sl_yaml_lookup(s->config, "language");
    sl_finding *f = sl_diag_add(s->diags, SL_E0305, y->span,
                                "the program has no words in '%.*s': its own print in English",
                                SL_FMT(language));
    sl_diag_help(s->diags, f, "give them under 'words' in strategy.yaml, or write language: en-GB");
}

void sl_load_phrases(sl_strategy *s, bool is_language)
{
    sl_str language = sl_yaml_text(s->config, "language");
    const sl_phrases *known = sl_phrases_lookup(language);
    s->phrases = known ? known : sl_phrases_lookup(SL_STR("en"));
    const sl_yaml *own = sl_yaml_lookup(s->config, "words");
    const char **texts = SL_NEW_ARRAY(s->arena, const char *, SL_SAY__COUNT);
    size_t given = 0;
    SL_EACH (y, own && own->kind == SL_YAML_MAP ? own : NULL) {
        sl_say_id id = sl_phrase_find(y->key);
        if (id == SL_SAY__COUNT)
            report_unknown(s, y);
        else if (y->kind == SL_YAML_SCALAR)
            texts[id] = read_phrase(s, y, id);
        given += id != SL_SAY__COUNT && texts[id];
    }
    if (given)
        s->phrases = sl_phrases_override(s->arena, s->phrases, texts);
    if (!known && is_language && language.n && given < SL_SAY__COUNT)
        report_language(s, language);
}
