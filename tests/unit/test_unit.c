/* Units as people write them: what is one, and what was probably meant. */
#include "model/unit.h"
#include "tap.h"

static sl_arena *a;
static sl_str meant(sl_str text)
{
    sl_unit u;
    sl_str guess;
    const sl_str declared[] = {SL_STR("homes"), SL_STR("firms")};
    bool good = sl_unit_read(a, text, declared, 2, &u, &guess);
    return good ? SL_STR("as it is") : guess;
}

static void test_scales(void)
{
    static const struct {
        const char *words, *scale;
    } rows[] = {{"thousand thousands k th 000s thousnd", "thousand"},
                {"million millions m mn mm mil mill mln mio milion", "million"},
                {"billion billions bn b bln bill bilion", "billion"},
                {"trillion trillions tn t trilion", "trillion"}};
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        sl_str rest = sl_str_from(rows[i].words), word;
        while (sl_str_split(&rest, ' ', &word)) {
            const char *want = sl_str_format(a, "GBP %s", rows[i].scale).p;
            sl_str text = sl_str_format(a, "GBP %.*s", SL_FMT(word));
            bool right = sl_str_equal_z(word, rows[i].scale);
            is_str(meant(text), right ? "as it is" : want, text.p);
            is_str(meant(sl_str_format(a, "\u00A3%.*s", SL_FMT(word))), want, "with its sign");
            is_str(meant(sl_str_format(a, "%.*s pounds", SL_FMT(word))), want, "in words");
            sl_str count = sl_str_format(a, "%s homes", rows[i].scale);
            is_str(meant(sl_str_format(a, "%.*s homes", SL_FMT(word))),
                   right ? "as it is" : count.p, "of what is counted");
        }
    }
}

static void test_units(void)
{
    static const struct {
        const char *text, *want;
    } rows[] = {{"GBP", "as it is"},
                {"GBP million, current prices", "as it is"},
                {"\u00A3", "GBP"},
                {"\u20AC", "EUR"},
                {"euros", "EUR"},
                {"GBPm", "GBP million"},
                {"gbp bn", "GBP billion"},
                {"%", "per cent"},
                {"percent", "per cent"},
                {"per cent of residents", "as it is"},
                {"percentage points", "as it is"},
                {"percentage point", "percentage points"},
                {"per cent points", "percentage points"},
                {"per cent pts", "percentage points"},
                {"homes", "as it is"},
                {"Homes", "homes"},
                {"home", "homes"},
                {"homes per hectare", "as it is"},
                {"thousand homes", "as it is"},
                {"zebras", ""},
                {"", "as it is"}};
    for (size_t i = 0; i < SL_COUNT(rows); i++)
        is_str(meant(sl_str_from(rows[i].text)), rows[i].want,
               *rows[i].text ? rows[i].text : "nothing");
    sl_unit u = sl_unit_of(SL_STR("GBP million, current prices"));
    ok(u.kind == SL_UNIT_MONEY && u.zeros == 6, "money with its scale");
    is_str(u.rest, ", current prices", "and what it is of");
    is_str(sl_unit_words(a, SL_STR("GBP million, current prices")),
           "\u00A3 million, current prices", "over an axis");
    is_str(sl_unit_words(a, SL_STR("per cent")), "per cent", "any other as it is");
    ok(sl_unit_names_currency(SL_STR("GBP m")) && sl_unit_names_currency(SL_STR("GBPm")), "codes");
    ok(!sl_unit_names_currency(SL_STR("GBPX")) && !sl_unit_names_currency(SL_STR("GB")), "none");
    const sl_currency *c = sl_currency_ending(SL_STR("it costs \u00A3"));
    is_str(sl_str_from(c ? c->code : "none"), "GBP", "a sign at the end");
    ok(!sl_currency_ending(SL_STR("it costs")), "none at the end");
    ok(!sl_currency_lookup(SL_STR("gbp")) && sl_currency_lookup(SL_STR("GBP")), "codes are large");
}

int main(void)
{
    a = sl_arena_new();
    test_scales();
    test_units();
    sl_arena_free(a);
    return done();
}
