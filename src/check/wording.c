#include "check/wording.h"

#include "base/assert.h"

/* Words that rank. Those that only end alike (interest) are not listed. */
static const char *const english_superlatives[] = {
    "largest",    "biggest",   "smallest",     "highest",     "lowest",
    "fastest",    "slowest",   "strongest",    "weakest",     "richest",
    "poorest",    "longest",   "shortest",     "greatest",    "youngest",
    "oldest",     "busiest",   "cheapest",     "cleanest",    "worst",
    "unrivalled", "unmatched", "unparalleled", "world-class", "world-leading"};
static const char *const english_comparatives[] = {
    "more",   "less",    "fewer",   "higher",  "lower",  "faster",  "slower",
    "larger", "smaller", "better",  "worse",   "longer", "shorter", "stronger",
    "weaker", "older",   "younger", "cheaper", "greater"};
static const char *const english_than[] = {"than"};
static const char *const english_comparisons[] = {
    "twice as",           "three times",        "above the UK",      "below the UK",
    "above the national", "below the national", "above the England", "below the England"};

/* Words that say how many of all, so that one case can make them false. */
static const char *const english_quantifiers[] = {
    "all",  "every", "never",  "always",   "only",    "none",   "no",      "both",   "neither",
    "most", "least", "fewest", "furthest", "closest", "halved", "doubled", "trebled"};

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static void add(sl_arena *a, sl_word_list *list, sl_str word)
{
    if (!word.n)
        return;
    SL_PUSH(a, list->words, word);
    list->starts[(unsigned char)small(word.p[0])] = true;
}

static void load_list(sl_arena *a, sl_word_list *list, const sl_yaml *given,
                      const char *const *english, size_t n)
{
    SL_EACH (word, given)
        add(a, list, sl_str_trim(word->text));
    for (size_t i = 0; !given && i < n; i++)
        add(a, list, sl_str_from(english[i]));
}

sl_wording *sl_wording_load(sl_arena *a, const sl_yaml *claims, sl_str language)
{
    sl_wording *w = SL_NEW(a, sl_wording);
    bool english = sl_str_starts(language, "en");
    struct {
        const char *key;
        sl_word_list *list;
        const char *const *english;
        size_t n;
    } lists[] = {
        {"superlatives", &w->superlatives, english_superlatives, SL_COUNT(english_superlatives)},
        {"comparatives", &w->comparatives, english_comparatives, SL_COUNT(english_comparatives)},
        {"than", &w->than, english_than, SL_COUNT(english_than)},
        {"quantifiers", &w->quantifiers, english_quantifiers, SL_COUNT(english_quantifiers)},
        {"comparisons", &w->comparisons, english_comparisons, SL_COUNT(english_comparisons)}};
    for (size_t i = 0; i < SL_COUNT(lists); i++)
        load_list(a, lists[i].list, sl_yaml_lookup(claims, lists[i].key), lists[i].english,
                  english ? lists[i].n : 0);
    return w;
}

/* True when a letter stands before i. The general punctuation (U+2000 to U+203F) is none. */
static bool follows_letter(sl_str text, size_t i)
{
    if (i == 0)
        return false;
    unsigned char c = (unsigned char)text.p[i - 1];
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return i < 3 || memcmp(text.p + i - 3, "\xE2\x80", 2) != 0;
}

static bool starts_letter(sl_str text, size_t i)
{
    if (i >= text.n)
        return false;
    unsigned char c = (unsigned char)text.p[i];
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return text.n - i < 3 || memcmp(text.p + i, "\xE2\x80", 2) != 0;
}

static bool find(const sl_word_list *list, sl_str text, size_t begin, size_t end, size_t *at,
                 size_t *length)
{
    for (size_t i = begin; i < end; i++) {
        char first = small(text.p[i]);
        if (!list->starts[(unsigned char)first] || follows_letter(text, i))
            continue;
        for (size_t k = 0; k < list->words.n; k++) {
            sl_str word = list->words.at[k];
            if (end - i < word.n || small(word.p[0]) != first ||
                memcmp(text.p + i + 1, word.p + 1, word.n - 1) != 0 ||
                starts_letter(text, i + word.n))
                continue;
            *at = i;
            *length = word.n;
            return true;
        }
    }
    return false;
}

bool sl_wording_find_superlative(const sl_wording *w, sl_str text, size_t begin, size_t end,
                                 size_t *at, size_t *length)
{
    return find(&w->superlatives, text, begin, end, at, length);
}

bool sl_wording_find_quantifier(const sl_wording *w, sl_str text, size_t begin, size_t end,
                                size_t *at, size_t *length)
{
    return find(&w->quantifiers, text, begin, end, at, length);
}

bool sl_wording_find_comparison(const sl_wording *w, sl_str text, size_t begin, size_t end,
                                size_t *at, size_t *length)
{
    size_t than, n;
    if (find(&w->comparatives, text, begin, end, at, length) &&
        find(&w->than, text, *at, end, &than, &n))
        return true;
    return find(&w->comparisons, text, begin, end, at, length);
}
