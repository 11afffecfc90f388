/* Values of YAML that are Markdown: the texts of blocks, fields of that kind, titles. */
#include "load/texts.h"

#include "load/fill.h"
#include "load/value.h"
#include "model/prose.h"

sl_node *sl_load_text(sl_strategy *s, const sl_yaml *y)
{
    sl_node *text = sl_value_parse_text(s, y);
    sl_fill(s, text);
    return text;
}

sl_node *sl_load_words(sl_strategy *s, const sl_yaml *y)
{
    sl_node *words = sl_value_parse_words(s, y);
    if (words)
        sl_fill(s, words);
    return words;
}

sl_str sl_load_plain(sl_strategy *s, const sl_node *words)
{
    return sl_str_trim(sl_prose_read(s->arena, s, words).text);
}
