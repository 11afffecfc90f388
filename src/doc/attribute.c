/* Attributes behind a picture, as Pandoc writes them: {width=50%}, {#fig-name width=50%}. */
#include "doc/attribute.h"

#include "doc/cut.h"

static bool is_name(sl_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!sl_is_letter(s.p[i]) && !sl_is_digit(s.p[i]) && s.p[i] != '-' && s.p[i] != '_')
            return false;
    return s.n > 0;
}

unsigned sl_attribute_percent(sl_str s)
{
    if (s.n > 2 && s.p[0] == '"' && s.p[s.n - 1] == '"')
        s = sl_str_slice(s, 1, s.n - 1);
    unsigned n = 0;
    for (size_t i = 0; i + 1 < s.n; i++) {
        if (!sl_is_digit(s.p[i]) || n > 100)
            return 0;
        n = n * 10 + (unsigned)(s.p[i] - '0');
    }
    return s.n > 1 && s.p[s.n - 1] == '%' && n <= 100 ? n : 0;
}

void sl_attribute_take(sl_node *image)
{
    sl_node *text = image->next;
    sl_str s = text && text->kind == SL_NODE_TEXT ? text->text : SL_STR_NONE, word;
    size_t close = sl_str_starts(s, "{") ? sl_str_find_char(s, '}', 0) : SIZE_MAX;
    if (close == SIZE_MAX)
        return;
    sl_str rest = sl_str_slice(s, 1, close), id = SL_STR_NONE;
    unsigned percent = 0;
    while (sl_str_split(&rest, ' ', &word)) {
        if (sl_str_starts(word, "width=")) {
            percent = sl_attribute_percent(sl_str_slice(word, 6, word.n));
            if (!percent)
                return; /* what is read only in part is not read: the check says so */
        } else if (sl_str_starts(word, "#") && is_name(sl_str_slice(word, 1, word.n))) {
            id = sl_str_slice(word, 1, word.n);
        } else if (word.n) {
            return;
        }
    }
    if (!percent && !id.n)
        return;
    image->percent = (uint8_t)percent;
    image->id = id;
    text->span = sl_cut_part_of(text->span, s, close + 1, s.n);
    text->text = sl_str_slice(s, close + 1, s.n);
    if (!text->text.n)
        sl_node_unlink(text);
}
