#include "tap.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/limits.h"
#include "text/hyphen.h"
#include "text/patterns.h"

#ifdef SL_TESTS_LIBHYPHEN
#include <hyphen.h>
#endif

/* "uni-ver-sity" for the word without its hyphens. */
static const char *divided(const char *word)
{
    static char out[2 * SL_HYPHEN_LONGEST];
    bool breaks[SL_HYPHEN_LONGEST + 1];
    size_t n = strlen(word), k = 0;
    sl_hyphen_word((sl_str){word, n}, breaks);
    for (size_t i = 0; i < n && k + 2 < sizeof out; i++) {
        if (breaks[i])
            out[k++] = '-';
        out[k++] = word[i];
    }
    out[k] = '\0';
    return out;
}

static void is_divided(const char *word, const char *want)
{
    is_str(sl_str_from(divided(word)), want, word);
}

#ifdef SL_TESTS_LIBHYPHEN
/* Words of the strategy's own evidence, letters only, in lower case. */
static void compare(HyphenDict *dict, sl_str text)
{
    size_t words = 0, differ = 0;
    for (size_t at = 0; at < text.n;) {
        char word[SL_HYPHEN_LONGEST + 1];
        size_t n = 0;
        while (at < text.n && n < SL_HYPHEN_LONGEST) {
            char c = text.p[at];
            if (c >= 'A' && c <= 'Z')
                c = (char)(c - 'A' + 'a');
            if (c < 'a' || c > 'z')
                break;
            word[n++] = c;
            at++;
        }
        at += n == 0;
        word[n] = '\0';
        if (n < 5 || n > 40)
            continue;
        char marks[SL_HYPHEN_LONGEST + 8], **replaced = NULL;
        int *places = NULL, *cuts = NULL;
        hnj_hyphen_hyphenate3(dict, word, (int)n, marks, NULL, &replaced, &places, &cuts, 2, 3, 2,
                              3);
        bool breaks[SL_HYPHEN_LONGEST + 1];
        sl_hyphen_word((sl_str){word, n}, breaks);
        words++;
        bool same = true;
        for (size_t i = 1; i < n; i++)
            same = same && breaks[i] == ((marks[i - 1] & 1) && i >= 2 && i + 3 <= n);
        if (!same && differ++ < 5)
            printf("# %s: ours %s\n", word, divided(word));
    }
    printf("# %zu words compared\n", words);
    ok(words > 1000, "a thousand words and more to compare");
    is_int((long long)differ, 0, "divided as libhyphen divides them");
}
#endif

/* The same by patterns that are read. */
static void is_divided_by(const sl_patterns *p, const char *word, const char *want)
{
    char out[4 * SL_HYPHEN_LONGEST];
    bool marks[4 * SL_HYPHEN_LONGEST] = {false};
    size_t n = strlen(word), k = 0;
    sl_patterns_divide(p, (sl_str){word, n}, marks);
    for (size_t i = 0; i < n && k + 2 < sizeof out; i++) {
        if (marks[i])
            out[k++] = '-';
        out[k++] = word[i];
    }
    out[k] = '\0';
    is_str(sl_str_from(out), want, word);
}

static void test_patterns(sl_arena *a)
{
    const sl_patterns *p =
        sl_patterns_read(a, SL_STR("% no pattern: it has signs\n.ab1c\na2b1c2d.\n1ŵ\nŵ2n\nd1d\n"));
    if (!ok(p != NULL, "patterns are read"))
        return;
    is_divided_by(p, "abcdefgh", "ab-cdefgh");
    is_divided_by(p, "xxabcd", "xxabcd");
    is_divided_by(p, "xxxabcddx", "xxxabcddx");
    is_divided_by(p, "oeddodd", "oed-dodd");
    is_divided_by(p, "tylŵnau", "tyl-ŵnau");
    is_divided_by(p, "tŵau", "tŵau");
    is_divided_by(p, "", "");
    char longest[4 * SL_HYPHEN_LONGEST];
    memset(longest, 'd', SL_HYPHEN_LONGEST + 1);
    longest[SL_HYPHEN_LONGEST + 1] = '\0';
    is_divided_by(p, longest, longest);
    ok(!sl_patterns_read(a, SL_STR("")) && !sl_patterns_read(a, SL_STR("<html>\n")),
       "a file without patterns has none");
}

/* Welsh as TeX divides it, where this machine has the patterns; the words that are given too. */
static void test_welsh(sl_arena *a, char *const *words, int n)
{
    const char *folder = getenv("SIGHTLINE_PATTERNS");
    if (!folder)
        folder = "/usr/share/texlive/texmf-dist/tex/generic/hyph-utf8/patterns/txt";
    const char *path = sl_file_join(a, folder, "hyph-cy.pat.txt");
    sl_str text;
    const char *why;
    if (sl_file_read(a, path, SL_LIMIT_FILE_BYTES, &text, &why) != SL_FILE_OK) {
        printf("# TeX's patterns for Welsh are not installed: nothing to compare with\n");
        return;
    }
    const sl_patterns *p = sl_patterns_read(a, text);
    is_divided_by(p, "cynhyrchiant", "cyn-hyrch-iant");
    is_divided_by(p, "llywodraeth", "llywodr-aeth");
    for (int i = 0; i < n; i++)
        is_divided_by(p, words[i], "");
}

int main(int argc, char **argv)
{
    sl_arena *own = sl_arena_new();
    test_patterns(own);
    test_welsh(own, argv + 1, argc - 1);
    sl_arena_free(own);
    is_divided("university", "uni-ver-sity");
    is_divided("productivity", "pro-ductiv-ity");
    is_divided("infrastructure", "in-fra-struc-ture");
    is_divided("evidence", "evid-ence");
    is_divided("strategy", "strategy");
    is_divided("a", "a");
    is_divided("the", "the");
    bool breaks[SL_HYPHEN_LONGEST + 1];
    sl_hyphen_word(SL_STR(""), breaks);
    ok(!breaks[0], "an empty word");
    char longest[SL_HYPHEN_LONGEST + 2];
    memset(longest, 'e', sizeof longest);
    sl_hyphen_word((sl_str){longest, SL_HYPHEN_LONGEST + 1}, breaks);
    bool none = true;
    for (size_t i = 0; i <= SL_HYPHEN_LONGEST; i++)
        none = none && !breaks[i];
    ok(none, "what is too long for a word is not divided");
    sl_hyphen_word(SL_STR("representation"), breaks);
    ok(!breaks[0] && !breaks[1] && !breaks[12] && !breaks[13],
       "two letters stay before a division, three after it");
#ifdef SL_TESTS_LIBHYPHEN
    HyphenDict *dict = hnj_hyphen_load(SL_TESTS_SOURCE "/fonts/hyph_en_GB.dic");
    sl_arena *a = sl_arena_new();
    sl_str text = SL_STR_NONE;
    const char *why;
    if (ok(dict && sl_file_read(a, SL_TESTS_SOURCE "/content/evidence/register.yaml",
                                SL_LIMIT_FILE_BYTES, &text, &why) == SL_FILE_OK,
           "the dictionary and a text"))
        compare(dict, text);
    hnj_hyphen_free(dict);
    sl_arena_free(a);
#else
    printf("# libhyphen is not installed: nothing to compare with\n");
#endif
    return done();
}
