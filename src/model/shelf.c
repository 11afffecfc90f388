#include "model/shelf.h"

#include "base/assert.h"

bool sl_shelf_parse(sl_str text, uint32_t *months)
{
    *months = 0;
    if (sl_str_equal_z(text, "none"))
        return true;
    size_t space = sl_str_find_char(text, ' ', 0);
    uint32_t n;
    if (space == SIZE_MAX || !sl_num_parse(sl_str_slice(text, 0, space), &n) || !n || n > 1200)
        return false;
    sl_str unit = sl_str_slice(text, space + 1, text.n);
    bool years = sl_str_equal_z(unit, "years") || sl_str_equal_z(unit, "year");
    bool whole = years || sl_str_equal_z(unit, "months") || sl_str_equal_z(unit, "month");
    *months = years ? n * 12 : n;
    return whole;
}

/* The month whose name ends where the year begins: "March 2025". */
static uint8_t month_before(sl_str text, size_t year)
{
    if (!year || text.p[year - 1] != ' ')
        return 0;
    sl_str before = sl_str_slice(text, 0, year - 1);
    for (uint8_t month = 1; month <= 12; month++)
        if (sl_str_ends(before, sl_month_name(month)))
            return month;
    return 0;
}

bool sl_shelf_parse_period(sl_str period, sl_date *end)
{
    bool found = false;
    for (size_t i = 0; i + 4 <= period.n; i++) {
        size_t n = 0;
        while (i + n < period.n && sl_is_digit(period.p[i + n]))
            n++;
        uint32_t year;
        if (n == 4 && sl_num_parse(sl_str_slice(period, i, i + 4), &year) && year >= 1000) {
            *end = (sl_date){(int16_t)year, month_before(period, i), 0};
            /* 2024/25 and 2015-16 end a year later. */
            size_t rest = i + 4;
            uint32_t two;
            bool split = rest + 3 <= period.n && (period.p[rest] == '/' || period.p[rest] == '-') &&
                         sl_num_parse(sl_str_slice(period, rest + 1, rest + 3), &two) &&
                         two == (year + 1) % 100;
            if (split)
                *end = (sl_date){(int16_t)(year + 1), 3, 0};
            found = true;
        }
        i += n;
    }
    return found;
}

/* Months after the end of a date whose month or day may be unknown; the first day after it. */
static sl_date add_months(sl_date d, uint32_t months)
{
    uint32_t month = d.month ? d.month : 12;
    uint8_t day = d.day ? d.day : 1;
    uint32_t count = (uint32_t)d.year * 12 + (month - 1) + months + (d.day ? 0 : 1);
    if (count / 12 > INT16_MAX)
        return (sl_date){0};
    sl_date out = {(int16_t)(count / 12), (uint8_t)(count % 12 + 1), day};
    /* A month from 31 January is the end of February. */
    sl_date end = sl_date_from_days(sl_date_last_day((sl_date){out.year, out.month, 0}));
    return out.day > end.day ? end : out;
}

sl_date sl_shelf_expiry(const sl_framework *f, const sl_evidence *e)
{
    uint32_t months = e->grade < SL_COUNT(f->shelf_lives) ? f->shelf_lives[e->grade] : 0;
    sl_str own = sl_yaml_text(e->yaml, "shelf-life");
    if (own.n && !sl_shelf_parse(own, &months))
        return (sl_date){0};
    sl_date from = {0};
    if (!months)
        return from;
    if (!sl_date_parse(sl_yaml_text(e->yaml, "reviewed"), &from) &&
        !sl_shelf_parse_period(e->period, &from) && !sl_date_parse(e->year, &from))
        return (sl_date){0};
    return add_months(from, months);
}
