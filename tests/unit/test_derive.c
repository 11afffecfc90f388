/* Units and expressions of figures. */
#include "model/derive.h"
#include "model/unit.h"
#include "tap.h"

static sl_arena *arena;

static void test_units(void)
{
    static const char *const kinds[] = {"none", "money", "percent", "points", "year", "count"};
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"", "none 0 ||"},
        {"GBP", "money 0 GBP||"},
        {"GBP thousand", "money 3 GBP||"},
        {"GBP million", "money 6 GBP||"},
        {"GBP billion", "money 9 GBP||"},
        {"GBP trillion", "money 12 GBP||"},
        {"GBP million, current prices", "money 6 GBP||, current prices"},
        {"GBP per hour worked", "money 0 GBP|| per hour worked"},
        {"EUR", "money 0 EUR||"},
        {"XYZ", "no unit"},
        {"GBP m", "no unit"},
        {"GBPm", "no unit"},
        {"£", "no unit"},
        {"per cent", "percent 0 ||"},
        {"per cent of residents", "percent 0 || of residents"},
        {"percent", "no unit"},
        {"percentage points", "points 0 ||"},
        {"year", "year 0 ||"},
        {"people", "count 0 |people|"},
        {"thousand people", "count 3 |people|"},
        {"million people", "count 6 |people|"},
        {"widgets", "no unit"},
        {"federated boards", "count 0 |federated boards|"},
        {"million federated boards", "count 6 |federated boards|"},
    };
    const sl_str declared[] = {SL_STR("federated boards")};
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        sl_unit u;
        sl_str meant;
        sl_buf b;
        sl_buf_init(&b);
        if (sl_unit_read(arena, sl_str_from(rows[i].text), declared, 1, &u, &meant))
            sl_buf_push_format(&b, "%s %u %s|%.*s|%.*s", kinds[u.kind], u.zeros,
                               u.currency ? u.currency->code : "", SL_FMT(u.head), SL_FMT(u.rest));
        else
            sl_buf_push_z(&b, "no unit");
        is_str(sl_buf_str(&b), rows[i].want, *rows[i].text ? rows[i].text : "an empty unit");
        sl_buf_done(&b);
    }
    ok(sl_currency_lookup(SL_STR("GBP")) && !sl_currency_lookup(SL_STR("gbp")),
       "codes as they are");
    ok(sl_currency_ending(SL_STR("costs £")) == sl_currency_lookup(SL_STR("GBP")), "by its sign");
    ok(!sl_currency_ending(SL_STR("costs")), "or none");
    ok(sl_unit_names_currency(SL_STR("GBPm")) && !sl_unit_names_currency(SL_STR("people")),
       "a code");
    is_str(sl_unit_words(arena, SL_STR("GBP million")), "£ million", "over an axis");
    is_str(sl_unit_words(arena, SL_STR("people")), "people", "any other as it is");
}

static bool lookup(void *context, sl_str name, sl_fraction *out)
{
    (void)context;
    if (sl_str_equal_z(name, "value"))
        *out = sl_fraction_of((sl_dec){364, 1}, 1);
    else if (sl_str_equal_z(name, "comparator"))
        *out = sl_fraction_of((sl_dec){41, 0}, 1);
    else if (sl_str_equal_z(name, "share"))
        *out = sl_fraction_of((sl_dec){25, 2}, 0);
    else
        return false;
    return true;
}

/* What comes of an expression at four decimals, with its dimension; or where it fails. */
static void test_expressions(void)
{
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"1", "1 0"},
        {"1 + 2 * 3", "7 0"},
        {"(1 + 2) * 3", "9 0"},
        {"10 - 2 - 3", "5 0"},
        {"24 / 4 / 2", "3 0"},
        {"-2 * -3", "6 0"},
        {"-(1 + 2)", "-3 0"},
        {"2 - -3", "5 0"},
        {"1/3", "0.3333 0"},
        {"2/3", "0.6667 0"},
        {"-2/3", "-0.6667 0"},
        {"0.00005", "0.0001 0"},
        {"-0.00005", "-0.0001 0"},
        {"0.00004", "0 0"},
        {"value", "36.4 1 bound"},
        {"value - comparator", "-4.6 1 bound difference"},
        {"1 - value / comparator", "0.1122 0 bound"},
        {"(value - comparator) / comparator", "-0.1122 0 bound difference"},
        {"value * comparator", "1492.4 2 bound"},
        {"value * share", "9.1 1 bound"},
        {"1 / value", "0.0275 -1 bound"},
        {" 1 + 1 ", "2 0"},
        {"1 +", "wrong at 3"},
        {"", "wrong at 0"},
        {"1 2", "wrong at 2"},
        {"(1", "wrong at 2"},
        {"1)", "wrong at 1"},
        {"valve", "wrong at 0"},
        {"1 / 0", "wrong at 5"},
        {"1 / (2 - 2)", "wrong at 11"},
        {"1.2.3", "wrong at 0"},
        {"0.1234567890123", "wrong at 0"},
        {"0.123456789012", "0.1235 0"},
        {"99999999999999999 * 99999999999999999 * 99999999999999999", "wrong at 57"},
    };
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        sl_fraction f;
        sl_dec d;
        const char *why = NULL;
        size_t at;
        sl_buf b;
        sl_buf_init(&b);
        bool good = sl_derive(arena, sl_str_from(rows[i].text), lookup, NULL, &f, &why, &at);
        if (good && sl_fraction_round(f, 0, 4, &d)) {
            sl_buf_push_fixed(&b, d.mantissa, 4);
            sl_buf_push_format(&b, " %d%s%s", f.dimension, f.is_bound ? " bound" : "",
                               f.is_difference ? " difference" : "");
        } else {
            sl_buf_push_format(&b, "wrong at %zu", at);
        }
        is_str(sl_buf_str(&b), rows[i].want, *rows[i].text ? rows[i].text : "nothing");
        ok(good == (why == NULL), "what is wrong has a reason, and nothing else");
        sl_buf_done(&b);
    }
    char deep[80] = "";
    for (int n = 31; n <= 32; n++) {
        sl_fraction f;
        const char *why;
        size_t at;
        snprintf(deep, sizeof deep, "%.*s1%.*s", n, "((((((((((((((((((((((((((((((((((((", n,
                 "))))))))))))))))))))))))))))))))))))");
        is_int(sl_derive(arena, sl_str_from(deep), lookup, NULL, &f, &why, &at), n == 31,
               "brackets");
    }
    static const struct {
        int64_t over, under;
        unsigned zeros, places;
        const char *want;
    } rounds[] = {
        {1, 2, 0, 0, "1"},  {-1, 2, 0, 0, "-1"},  {3, 2, 0, 0, "2"},         {1, 3, 2, 1, "33.3"},
        {2, 3, 2, 0, "67"}, {49, 100, 0, 0, "0"}, {1122, 10000, 2, 0, "11"},
    };
    for (size_t i = 0; i < SL_COUNT(rounds); i++) {
        sl_dec d;
        sl_buf b;
        sl_buf_init(&b);
        sl_fraction f = {.over = rounds[i].over, .under = rounds[i].under};
        ok(sl_fraction_round(f, rounds[i].zeros, rounds[i].places, &d), "a fraction is rounded");
        sl_buf_push_fixed(&b, d.mantissa, d.places);
        is_str(sl_buf_str(&b), rounds[i].want, "half away from nought");
        sl_buf_done(&b);
    }
    sl_dec d;
    ok(!sl_fraction_round((sl_fraction){.over = INT64_MAX, .under = 1}, 1, 0, &d),
       "or is too large");
}

int main(void)
{
    arena = sl_arena_new();
    test_units();
    test_expressions();
    sl_arena_free(arena);
    return done();
}
