#include "model/number.h"
#include "model/numbering.h"
#include "tap.h"

/* All the figures of a text, as they stand there. */
static void has(const char *text, const char *want)
{
    sl_str s = sl_str_from(text);
    sl_number n;
    sl_buf b;
    sl_buf_init(&b);
    for (size_t at = 0; sl_number_next(s, &at, &n);) {
        sl_buf_push_z(&b, b.n ? "|" : "");
        sl_buf_push(&b, text + n.begin, n.end - n.begin);
    }
    is_str(sl_buf_str(&b), want, text);
    sl_buf_done(&b);
}

static void agrees(const char *said, const char *value, const char *unit, bool want)
{
    sl_number one, known;
    sl_dec d = {0};
    size_t at = 0;
    bool read =
        sl_number_next(sl_str_from(said), &at, &one) && sl_dec_parse(sl_str_from(value), &d);
    known = sl_number_of(d, sl_str_from(unit));
    ok(read && sl_number_agrees(&one, &known) == want, said);
}

/* What the first, the second … thing is called, from what the first one is. */
static void counts(const char *first, unsigned n, const char *want)
{
    sl_numerals how;
    sl_arena *a = sl_arena_new();
    const sl_phrases *p = sl_phrases_lookup(SL_STR("en"));
    bool good = sl_numbering_parse(sl_str_from(first), &how);
    is_str(good ? sl_numbering_say(&how, a, p, n) : SL_STR("none"), want, first);
    sl_arena_free(a);
}

static void test_numbering(void)
{
    counts("Aim 1", 2, "Aim 2");
    counts("Aim One", 2, "Aim Two");
    counts("Aim one", 2, "Aim two");
    counts("Aim One", 20, "Aim Twenty");
    counts("Aim One", 21, "Aim 21");
    counts("A", 26, "Z");
    counts("A", 27, "27");
    counts("Objective a", 3, "Objective c");
    counts("Aim I", 14, "Aim XIV");
    counts("Aim i", 1999, "Aim mcmxcix");
    counts("Aim I", 3999, "Aim MMMCMXCIX");
    counts("Aim I", 4000, "Aim 4000");
    counts("Aim two", 1, "none");
    counts("", 1, "none");
}

int main(void)
{
    test_numbering();
    has("£121.3 billion, 7.1%, 189,305 and 12 per cent", "£121.3 billion|7.1%|189,305|12 per cent");
    has("a gap of £36.40 in 2022, in 2019/20 and on 14 June 2019", "£36.40");
    has("people aged 16 to 64, those 65 or over, the age of 19", "");
    has("level 3 on the A13, 5G and COVID-19 in the 21st century", "");
    has("in 24 of 32 authorities", "24|32");
    has("£12m and £3bn\u00A0each, 250 places", "£12m|£3bn|250");
    has("level\u00A03, people aged\u00A016 and 5\u00A0million others", "5\u00A0million");
    has("about 0.2% or 1.95 times; 30 m of road", "0.2%|1.95|30");
    has("March 2025 to 6 December", "");
    has("99999999999999999999 things, 3", "3");
    agrees("£121 billion", "121338", "GBP million", true);
    agrees("£121.3 billion", "121338", "GBP million", true);
    agrees("£121.4 billion", "121338", "GBP million", false);
    agrees("124,000", "123996", "people", true);
    agrees("100", "139", "places", false);
    agrees("36%", "36.4", "GBP per hour", false);
    agrees("£36", "36.4", "GBP per hour", true);
    agrees("£5k", "5000", "GBP", true);
    agrees("£5k", "500", "GBP", false);
    agrees("£5bn", "5", "GBP billion", true);
    agrees("£5m", "5", "GBP million", true);
    agrees("7.1%", "7.0946", "per cent growth", true);
    agrees("7.10%", "7.1", "per cent growth", true);
    agrees("4.26 million", "4261600", "usual residents", true);
    agrees("4.3 million", "4.26", "thousand", false);
    return done();
}
