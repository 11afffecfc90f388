#include "book/abbreviation.h"

void sl_abbreviations_load(sl_abbreviations *all, sl_arena *a, const sl_yaml *yaml,
                           const sl_glossary *glossary)
{
    sl_map_init(&all->full, a);
    all->n = 0;
    SL_EACH (one, yaml)
        all->n++;
    for (size_t k = 0; glossary && k < glossary->terms.n; k++)
        all->n += glossary->terms.at[k]->short_form.n > 0;
    all->met = SL_NEW_ARRAY(a, bool, all->n + 1);
    all->texts = SL_NEW_ARRAY(a, sl_str, all->n + 1);
    uintptr_t i = 0;
    SL_EACH (one, yaml) {
        all->texts[i++] = one->text;
        sl_map_add(&all->full, one->key, (void *)i);
    }
    for (size_t k = 0; glossary && k < glossary->terms.n; k++) {
        const sl_term *t = glossary->terms.at[k];
        if (!t->short_form.n)
            continue;
        all->texts[i++] = t->term;
        sl_map_add(&all->full, t->short_form, (void *)i);
    }
}

void sl_abbreviations_restart(sl_abbreviations *all)
{
    memset(all->met, 0, all->n * sizeof *all->met);
}

static bool is_word(char c)
{
    return sl_is_letter(c) || sl_is_digit(c) || c == '-' || c == '_' || (unsigned char)c >= 0x80;
}

/* Short forms have a capital or a digit in front: other words are passed over unread. */
static bool may_start(char c)
{
    return sl_is_upper(c) || sl_is_digit(c);
}

sl_str sl_abbreviations_next(sl_abbreviations *all, sl_str text, size_t *at, size_t *end)
{
    for (size_t i = *at; all->n && i < text.n;) {
        size_t begin = i;
        while (i < text.n && is_word(text.p[i]) && (unsigned char)text.p[i] < 0x80)
            i++;
        /* A curly apostrophe ends a word: "the LEP’s". */
        bool whole = i == text.n || !is_word(text.p[i]) ||
                     sl_str_starts(sl_str_slice(text, i, text.n), "\xE2\x80\x99");
        if (i > begin && whole && may_start(text.p[begin])) {
            size_t stop = i;
            uintptr_t known = (uintptr_t)sl_map_lookup(&all->full, sl_str_slice(text, begin, stop));
            if (!known && text.p[stop - 1] == 's') /* the plural: LEPs */
                known = (uintptr_t)sl_map_lookup(&all->full, sl_str_slice(text, begin, --stop));
            if (known && !all->met[known - 1]) {
                all->met[known - 1] = true;
                *at = begin;
                *end = stop;
                return all->texts[known - 1];
            }
        }
        while (i < text.n && is_word(text.p[i]))
            i++;
        i += i == begin;
        while (i < text.n && !is_word(text.p[i]))
            i++;
    }
    return SL_STR_NONE;
}
