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

sl_str sl_load_plain(sl_strategy *s, const sl_node *words)
{
    return sl_str_trim(sl_prose_read(s->arena, s, words).text);
}
