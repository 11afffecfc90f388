#include "model/figure.h"
#include "style/phrase.h"
#include "tap.h"

static void is_shown(const char *value, const char *unit, int places, const char *want)
{
    sl_dec d;
    sl_buf b;
    sl_buf_init(&b);
    sl_dec_parse(sl_str_from(value), &d);
    sl_figure_push(&b, sl_phrases_lookup(SL_STR("en")), d, sl_str_from(unit), places);
    is_str(sl_buf_str(&b), want, want);
    sl_buf_done(&b);
}

int main(void)
{
    is_shown("121338", "GBP million, current prices", -1, "£121.3\u00A0billion");
    is_shown("9228", "GBP million", -1, "£9.2\u00A0billion");
    is_shown("143.6", "GBP million", -1, "£143.6\u00A0million");
    is_shown("591", "GBP million", -1, "£591\u00A0million");
    is_shown("28", "GBP billion", -1, "£28\u00A0billion");
    is_shown("36.4", "GBP per hour worked", -1, "£36.40");
    is_shown("66402", "GBP", -1, "£66,402");
    is_shown("900.5", "GBP thousand", -1, "£900,500");
    is_shown("7.1", "per cent growth", -1, "7.1%");
    is_shown("4.54", "per cent of enterprises", 1, "4.5%");
    is_shown("2050", "year", -1, "2050");
    is_shown("4261600", "usual residents", -1, "4.26\u00A0million");
    is_shown("1300000", "jobs", -1, "1.3\u00A0million");
    is_shown("999999", "jobs", -1, "999,999");
    is_shown("1000000", "jobs", -1, "1\u00A0million");
    is_shown("9554000", "jobs", -1, "9.55\u00A0million");
    is_shown("10540000", "jobs", -1, "10.5\u00A0million");
    is_shown("99540000", "jobs", -1, "99.5\u00A0million");
    is_shown("100600000", "jobs", -1, "101\u00A0million");
    is_shown("999400000", "jobs", -1, "999\u00A0million");
    is_shown("1000000000", "jobs", -1, "1\u00A0billion");
    is_shown("189305", "active enterprises", -1, "189,305");
    is_shown("1.95", "ratio", -1, "1.95");
    return done();
}
