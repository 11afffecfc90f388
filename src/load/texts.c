/* Values of YAML that are Markdown: the texts of blocks, fields of that kind, titles. */
#include "load/texts.h"

#include "load/fill.h"
#include "load/value.h"
#include "model/edition.h"
#include "model/prose.h"

sl_node *sl_load_text(sl_strategy *s, const sl_yaml *y)
{
    sl_node *text = sl_value_parse_text(s, y);
    sl_fill(s, text);
    return text;
}

/* The words marked as of a language. */
static sl_node *speak(sl_strategy *s, const sl_yaml *y, const sl_node *words, sl_str lang)
{
    sl_node *paragraph = sl_node_new(s->arena, SL_NODE_PARAGRAPH, y->span);
    sl_node *span = sl_node_new(s->arena, SL_NODE_SPAN, y->span);
    span->lang = lang;
    sl_node_append(paragraph, span);
    if (!words) {
        sl_node *text = sl_node_new(s->arena, SL_NODE_TEXT, y->span);
        text->text = y->text;
        sl_node_append(span, text);
    }
    for (sl_node *n = words ? words->first : NULL, *next; n; n = next) {
        next = n->next;
        sl_node_unlink(n);
        sl_node_append(span, n);
    }
    return paragraph;
}

sl_node *sl_load_words(sl_strategy *s, const sl_yaml *y)
{
    sl_node *words = sl_value_parse_words(s, y);
    if (words)
        sl_fill(s, words);
    sl_str lang = sl_edition_spoken(s, y);
    return lang.n ? speak(s, y, words, lang) : words;
}

/* What a mark is called that stands in no title of a document: it is printed on a cover, in the
 * heads of pages and in data. NULL: it may. */
static const char *name_refused(const sl_node *n)
{
    switch ((int)n->kind) {
    case SL_NODE_CITE:
        return "a citation or reference";
    case SL_NODE_VALUE:
        return "a bound figure";
    case SL_NODE_NOTE:
    case SL_NODE_NOTE_CALL:
        return "a note";
    case SL_NODE_IMAGE:
        return "a picture";
    }
    return NULL;
}

sl_node *sl_load_title(sl_strategy *s, const sl_yaml *y, sl_str *plain)
{
    sl_node *words = sl_load_words(s, y);
    *plain = y && y->kind == SL_YAML_SCALAR ? y->text : SL_STR_NONE;
    for (sl_node *n = words ? words->first : NULL; n; n = sl_node_walk(words, n)) {
        const char *what = name_refused(n);
        if (!what || n->parent->kind == SL_NODE_NOTE)
            continue;
        sl_finding *f = sl_diag_add(s->diags, SL_E0132, n->span,
                                    "%s does not stand in the title of a document or a part", what);
        sl_diag_help(s->diags, f, "take it out: a text can have it");
    }
    if (words)
        *plain = sl_load_plain(s, words);
    return words;
}

sl_str sl_load_plain(sl_strategy *s, const sl_node *words)
{
    return sl_str_trim(sl_prose_read(s->arena, s, words).text);
}
