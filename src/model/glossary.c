#include "model/glossary.h"

static bool is_word(char c)
{
    return sl_is_letter(c) || sl_is_digit(c) || (unsigned char)c >= 0x80;
}

static char small(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

/* Where a term that begins at `at` ends, 0 when it is none; fold: whatever its capitals. */
static size_t match(sl_str text, size_t at, sl_str term, bool fold)
{
    size_t end = at + term.n;
    if (end > text.n)
        return 0;
    for (size_t i = 0; i < term.n; i++) {
        char a = text.p[at + i], b = term.p[i];
        if (a != b && !(fold && small(a) == small(b)))
            return 0;
    }
    if (end < text.n && text.p[end] == 's')
        end++;
    /* A curly apostrophe is no letter: the board’s. */
    bool ends = end == text.n || !is_word(text.p[end]) ||
                sl_str_starts(sl_str_slice(text, end, text.n), "\xE2\x80\x99");
    return ends ? end : 0;
}

enum { LONGEST = 64 };

static const sl_term *longest(const sl_glossary *g, sl_str text, size_t at, size_t word,
                              size_t *end, bool *shortened)
{
    char low[LONGEST];
    const sl_term *found = NULL;
    *end = 0;
    if (word - at > LONGEST)
        return NULL;
    for (size_t i = at; i < word; i++)
        low[i - at] = small(text.p[i]);
    /* The first word of a term may be its only one, and in the plural. */
    for (int plural = 0; plural < 2 && word - at > (size_t)plural; plural++) {
        size_t n = word - at - (size_t)plural;
        if (plural && low[n] != 's')
            break;
        for (const sl_term *t = sl_map_lookup(&g->words, (sl_str){low, n}); t; t = t->next) {
            size_t stop = match(text, at, t->term, true);
            if (stop > *end) {
                found = t;
                *end = stop;
                *shortened = false;
            }
        }
        for (const sl_term *t = sl_map_lookup(&g->shorts, sl_str_slice(text, at, at + n)); t;
             t = t->next_short) {
            size_t stop = match(text, at, t->short_form, false);
            if (stop > *end) {
                found = t;
                *end = stop;
                *shortened = true;
            }
        }
    }
    return found;
}

const sl_term *sl_glossary_find(const sl_glossary *g, sl_str text, size_t *at, size_t *end,
                                bool *shortened)
{
    for (size_t i = *at; i < text.n;) {
        while (i < text.n && !is_word(text.p[i]))
            i++;
        size_t begin = i;
        while (i < text.n && is_word(text.p[i]) &&
               !sl_str_starts(sl_str_slice(text, i, text.n), "\xE2\x80\x99"))
            i++;
        const sl_term *found = longest(g, text, begin, i, end, shortened);
        if (found) {
            *at = begin;
            return found;
        }
        while (i < text.n && is_word(text.p[i]))
            i++;
    }
    return NULL;
}
