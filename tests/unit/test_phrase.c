#include "style/phrase.h"

#include "tap.h"

/* --- the catalogues --- */

/* Whether a text has the field anywhere: "{n}" or "{n, plural". */
static bool has_field(sl_arena *a, sl_str text, sl_str field)
{
    sl_str alone = sl_str_format(a, "{%.*s}", SL_FMT(field)),
           chosen = sl_str_format(a, "{%.*s,", SL_FMT(field));
    return sl_str_find(text, alone, 0) != SIZE_MAX || sl_str_find(text, chosen, 0) != SIZE_MAX;
}

static void test_catalogues(sl_arena *a)
{
    const sl_phrases *p;
    for (size_t n = 0; (p = sl_phrases_at(n)) != NULL; n++) {
        size_t faults = 0, unused = 0;
        for (sl_say_id id = 0; id < SL_SAY__COUNT; id++) {
            const char *why = sl_phrase_fault(a, p, id, sl_phrase(p, id));
            if (why)
                printf("# %s.yaml, %s: %s\n", p->tag, sl_phrase_name(id), why);
            faults += why != NULL;
            sl_str rest = sl_str_from(sl_phrase_fields(id)), field;
            while (sl_str_split(&rest, ' ', &field)) {
                bool optional = sl_str_equal_z(field, "vowel") ||
                                sl_str_equal_z(field, "one"); /* one of the two asks */
                if (!field.n || optional || has_field(a, sl_phrase(p, id), field))
                    continue;
                printf("# %s.yaml, %s: says nothing of {%.*s}\n", p->tag, sl_phrase_name(id),
                       SL_FMT(field));
                unused++;
            }
        }
        ok(!faults, "each text of a catalogue can be used");
        ok(!unused, "each text says all that its message holds");
    }
    ok(sl_phrases_at(0) && sl_phrases_at(1), "there are two catalogues");
}

static void test_lookup(void)
{
    ok(strcmp(sl_phrases_lookup(SL_STR("en-GB"))->tag, "en") == 0, "en-GB has English words");
    ok(strcmp(sl_phrases_lookup(SL_STR("CY"))->tag, "cy") == 0, "tags are in either case");
    ok(!sl_phrases_lookup(SL_STR("fr")) && !sl_phrases_lookup(SL_STR("cym")) &&
           !sl_phrases_lookup(SL_STR("")),
       "another language has none");
    ok(sl_phrase_find(SL_STR("front-sheet")) == SL_SAY_FRONT_SHEET &&
           sl_phrase_find(SL_STR("front")) == SL_SAY__COUNT,
       "an ID is found by its whole name");
}

/* --- plurals: the samples of CLDR's own table --- */

static void test_plurals(void)
{
    const sl_phrases *en = sl_phrases_lookup(SL_STR("en")), *cy = sl_phrases_lookup(SL_STR("cy"));
    static const struct {
        uint64_t n;
        sl_plural welsh;
    } samples[] = {{0, SL_PLURAL_ZERO},   {1, SL_PLURAL_ONE},     {2, SL_PLURAL_TWO},
                   {3, SL_PLURAL_FEW},    {6, SL_PLURAL_MANY},    {4, SL_PLURAL_OTHER},
                   {5, SL_PLURAL_OTHER},  {7, SL_PLURAL_OTHER},   {20, SL_PLURAL_OTHER},
                   {11, SL_PLURAL_OTHER}, {100, SL_PLURAL_OTHER}, {1000000, SL_PLURAL_OTHER}};
    bool right = true;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        right = right && sl_phrases_plural(cy, samples[i].n) == samples[i].welsh;
    ok(right, "Welsh has six categories");
    ok(sl_phrases_plural(en, 1) == SL_PLURAL_ONE && sl_phrases_plural(en, 0) == SL_PLURAL_OTHER &&
           sl_phrases_plural(en, 21) == SL_PLURAL_OTHER,
       "English has two");
}

/* --- saying --- */

static bool says(sl_str text, const char *expected)
{
    if (!sl_str_equal_z(text, expected))
        printf("# said: %.*s\n", SL_FMT(text));
    return sl_str_equal_z(text, expected);
}

static void test_saying(sl_arena *a)
{
    const sl_phrases *en = sl_phrases_lookup(SL_STR("en")), *cy = sl_phrases_lookup(SL_STR("cy"));
    ok(says(sl_say(en, a, SL_SAY_RESPONSES_COUNT, SL_N("n", 1), SL_T("some", SL_STR("yes")),
                   SL_N("open", 2)),
            "One response is recorded, and two are not decided yet."),
       "one sentence has several plurals");
    ok(says(sl_say(en, a, SL_SAY_RESPONSES_COUNT, SL_N("n", 10), SL_T("some", SL_STR("yes")),
                   SL_N("open", 11)),
            "Ten responses are recorded, and 11 are not decided yet."),
       "numbers are in words up to ten");
    ok(says(
           sl_say(en, a, SL_SAY_FRONT_TRACED, SL_N("traced", 1), SL_N("items", 3), SL_N("open", 2)),
           "1 of 3 items are traced to evidence. Two questions to the evidence are open."),
       "each sentence begins with a capital");
    ok(says(sl_say(cy, a, SL_SAY_CHANGE_WORDS_NEW, SL_N("n", 2)), "2 air wedi'u hychwanegu") &&
           says(sl_say(cy, a, SL_SAY_CHANGE_WORDS_NEW, SL_N("n", 3)), "3 gair wedi'u hychwanegu"),
       "Welsh numbers change the word behind them");
    ok(says(sl_say(en, a, SL_SAY_FIGURE_QUALIFIED, SL_T("figure", SL_STR("5%")),
                   SL_T("qualifier", SL_STR_NONE)),
            "5%") &&
           says(sl_say(en, a, SL_SAY_FIGURE_QUALIFIED, SL_T("figure", SL_STR("5%")),
                       SL_T("qualifier", SL_STR("about"))),
                "about 5%"),
       "a form is chosen by a text, or by there being none");
    ok(says(sl_say(en, a, SL_SAY_CASE_STUDY_AT, SL_T("place", SL_STR("{place} #"))),
            "Case study: {place} #"),
       "what a field holds is text and no form");
}

static void test_dates(sl_arena *a)
{
    const sl_phrases *en = sl_phrases_lookup(SL_STR("en")), *cy = sl_phrases_lookup(SL_STR("cy"));
    ok(says(sl_say_date(en, a, (sl_date){2019, 6, 14}), "14 June 2019") &&
           says(sl_say_date(en, a, (sl_date){2019, 6, 0}), "June 2019") &&
           says(sl_say_date(en, a, (sl_date){2019, 0, 0}), "2019") &&
           says(sl_say_date(en, a, (sl_date){0}), ""),
       "dates say as much as is known");
    ok(says(sl_say_date(cy, a, (sl_date){2019, 6, 14}), "14 Mehefin 2019"), "in Welsh too");
}

static void test_lists(sl_arena *a)
{
    const sl_phrases *en = sl_phrases_lookup(SL_STR("en")), *cy = sl_phrases_lookup(SL_STR("cy"));
    const sl_str names[] = {SL_STR("coed"), SL_STR("llyn"), SL_STR("afon")};
    ok(says(sl_say_list(en, a, names, 3, false), "coed, llyn and afon") &&
           says(sl_say_list(en, a, names, 2, true), "coed or llyn") &&
           says(sl_say_list(en, a, names, 1, true), "coed") &&
           says(sl_say_list(en, a, names, 0, true), ""),
       "lists have commas and one word before the last");
    ok(says(sl_say_list(cy, a, names, 3, false), "coed, llyn ac afon") &&
           says(sl_say_list(cy, a, names, 2, false), "coed a llyn"),
       "Welsh says ac before a vowel");
}

/* --- texts of a strategy's own --- */

static void test_own(sl_arena *a)
{
    const sl_phrases *en = sl_phrases_lookup(SL_STR("en")), *cy = sl_phrases_lookup(SL_STR("cy"));
    const char *texts[SL_SAY__COUNT] = {[SL_SAY_CONTENTS] = "In this paper"};
    const sl_phrases *own = sl_phrases_override(a, en, texts);
    ok(says(sl_phrase(own, SL_SAY_CONTENTS), "In this paper") &&
           says(sl_phrase(own, SL_SAY_AREA), "Area") &&
           says(sl_phrase(en, SL_SAY_CONTENTS), "Contents"),
       "one text is another, the rest stay");
    static const char *const bad[] = {
        "",
        "{",
        "}",
        "{n",
        "{m}",
        "{n, plural}",
        "{n, plural, one {#}}",
        "{n, plural, other {#}}",
        "{n, plural, one {#} few {#} other {#}}",
        "{n, plural, one {#} one {#} other {#}}",
        "{n, plural, one {#} other {{m}}}",
        "{n, plural, one {#} other {#} rest}",
        "{n, select, one {#}}",
        "{n, number}",
        "{n, spellout, one {#}}",
        "{m, spellout}",
        "{n, plural, {#} other {#}}",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        bool refused = sl_phrase_fault(a, en, SL_SAY_LINE_STALE, sl_str_from(bad[i])) != NULL;
        if (!refused)
            printf("# accepted: %s\n", bad[i]);
        ok(refused, "a text that cannot be used is refused");
    }
    sl_str two = SL_STR("{n, plural, one {#} other {#}}");
    ok(!sl_phrase_fault(a, en, SL_SAY_LINE_STALE, two) &&
           sl_phrase_fault(a, cy, SL_SAY_LINE_STALE, two),
       "each language wants its own plural forms");
}

int main(void)
{
    sl_arena *a = sl_arena_new();
    test_catalogues(a);
    test_lookup();
    test_plurals();
    test_saying(a);
    test_dates(a);
    test_lists(a);
    test_own(a);
    sl_arena_free(a);
    return done();
}
