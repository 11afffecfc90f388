#include "model/numbering.h"

#include "base/buf.h"

enum { MOST_WORDS = SL_SAY_NUMBER_20 - SL_SAY_NUMBER_0 };

bool sl_numbering_parse(sl_str text, sl_numerals *out)
{
    static const struct {
        const char *first;
        sl_number_style style;
        bool small;
    } firsts[] = {
        {"1", SL_NUMBERED_DIGITS, false}, {"One", SL_NUMBERED_WORDS, false},
        {"one", SL_NUMBERED_WORDS, true}, {"A", SL_NUMBERED_LETTERS, false},
        {"a", SL_NUMBERED_LETTERS, true}, {"I", SL_NUMBERED_ROMAN, false},
        {"i", SL_NUMBERED_ROMAN, true},
    };
    *out = (sl_numerals){.style = SL_NUMBERED_BY_CHAPTER};
    if (sl_str_equal_z(text, "true"))
        return true;
    if (sl_str_equal_z(text, "false")) {
        out->style = SL_NUMBERED_NOT;
        return true;
    }
    for (size_t i = 0; i < SL_COUNT(firsts); i++) {
        sl_str first = sl_str_from(firsts[i].first);
        if (!sl_str_ends(text, firsts[i].first))
            continue;
        sl_str before = sl_str_slice(text, 0, text.n - first.n);
        /* R1 and A.1 are numbers, and Done ends in no word of its own. */
        char last = before.n ? before.p[before.n - 1] : ' ';
        bool apart = last == ' ' || last == '-' || last == '.' || last == '/';
        bool digits = firsts[i].style == SL_NUMBERED_DIGITS && !sl_is_digit(last);
        if (!apart && !digits)
            continue;
        *out = (sl_numerals){firsts[i].style, before, firsts[i].small};
        return true;
    }
    return false;
}

sl_str sl_numbering_roman(sl_arena *a, uint32_t n, bool small)
{
    static const struct {
        uint32_t value;
        const char *large, *small;
    } parts[] = {{1000, "M", "m"}, {900, "CM", "cm"}, {500, "D", "d"}, {400, "CD", "cd"},
                 {100, "C", "c"},  {90, "XC", "xc"},  {50, "L", "l"},  {40, "XL", "xl"},
                 {10, "X", "x"},   {9, "IX", "ix"},   {5, "V", "v"},   {4, "IV", "iv"},
                 {1, "I", "i"}};
    sl_buf b;
    sl_buf_init(&b);
    for (size_t i = 0; n < 4000 && i < SL_COUNT(parts); i++)
        for (; n >= parts[i].value; n -= parts[i].value)
            sl_buf_push_z(&b, small ? parts[i].small : parts[i].large);
    return sl_buf_take(&b, a);
}

sl_str sl_numbering_say(const sl_numerals *n, sl_arena *a, const sl_phrases *p, uint32_t count)
{
    sl_str number = sl_str_format(a, "%u", count);
    if (n->style == SL_NUMBERED_WORDS && count <= MOST_WORDS) {
        sl_str word = sl_phrase(p, (sl_say_id)(SL_SAY_NUMBER_0 + count));
        number = n->small ? word : sl_str_capital(a, word);
    } else if (n->style == SL_NUMBERED_LETTERS && count <= 26) {
        number = sl_str_format(a, "%c", (n->small ? 'a' : 'A') + (int)count - 1);
    } else if (n->style == SL_NUMBERED_ROMAN && count < 4000) {
        number = sl_numbering_roman(a, count, n->small);
    }
    return sl_str_format(a, "%.*s%.*s", SL_FMT(n->before), SL_FMT(number));
}
