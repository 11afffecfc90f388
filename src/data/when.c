#include "data/when.h"

#include "base/assert.h"
#include <stdio.h>

#include "data/cell.h"

static bool is_digits(sl_str s, size_t from, size_t n)
{
    if (from + n > s.n)
        return false;
    for (size_t i = from; i < from + n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return true;
}

static int number(sl_str s, size_t from, size_t n)
{
    int v = 0;
    for (size_t i = from; i < from + n; i++)
        v = v * 10 + (s.p[i] - '0');
    return v;
}

/* 2011-12, 2011/12, 2011 with an en dash and 12: the year after is said in two or four digits. */
static bool is_financial(sl_str s)
{
    if (!is_digits(s, 0, 4) || s.n < 7)
        return false;
    size_t at = s.p[4] == '-' || s.p[4] == '/'                     ? 5
                : sl_str_starts(sl_str_slice(s, 4, s.n), "\u2013") ? 7
                                                                   : 0;
    size_t left = at && s.n > at ? s.n - at : 0;
    if ((left != 2 && left != 4) || !is_digits(s, at, left))
        return false;
    int next = number(s, 0, 4) + 1;
    return number(s, at, left) == (left == 2 ? next % 100 : next);
}

static bool is_year_month(sl_str s)
{
    return s.n == 7 && is_digits(s, 0, 4) && s.p[4] == '-' && is_digits(s, 5, 2);
}

/* "May", "Sept", "january": at least three letters of a month's name. */
static unsigned month_of(sl_str s)
{
    if (s.n < 3)
        return 0;
    if (s.n == 4 && (s.p[0] | 32) == 's' && (s.p[3] | 32) == 't')
        s.n = 3;
    for (unsigned m = 1; m <= 12; m++) {
        const char *name = sl_month_name(m);
        size_t i = 0;
        while (i < s.n && name[i] && (name[i] | 32) == (s.p[i] | 32))
            i++;
        if (i == s.n && (i == 3 || !name[i]))
            return m;
    }
    return 0;
}

static int quarter_of(sl_str s)
{
    return s.n == 2 && (s.p[0] | 32) == 'q' && s.p[1] >= '1' && s.p[1] <= '4' ? s.p[1] - '0' : 0;
}

/* Words in any of the orders that people write: a year, and a month, a quarter or a day. */
static bool read_words(sl_str s, sl_date *d)
{
    *d = (sl_date){0};
    while (s.n) {
        size_t end = 0;
        while (end < s.n && s.p[end] != ' ' && s.p[end] != '-')
            end++;
        sl_str word = sl_str_slice(s, 0, end);
        s = sl_str_slice(s, end < s.n ? end + 1 : end, s.n);
        int quarter = quarter_of(word);
        unsigned month = month_of(word);
        if (word.n == 4 && is_digits(word, 0, 4) && !d->year)
            d->year = (int16_t)number(word, 0, 4);
        else if (word.n == 6 && is_digits(word, 0, 4) && quarter_of(sl_str_slice(word, 4, 6)) &&
                 !d->year) {
            d->year = (int16_t)number(word, 0, 4);
            d->month = (uint8_t)(quarter_of(sl_str_slice(word, 4, 6)) * 3 - 2);
        } else if (quarter && !d->month)
            d->month = (uint8_t)(quarter * 3 - 2);
        else if (month && !d->month)
            d->month = (uint8_t)month;
        else if (word.n && word.n <= 2 && is_digits(word, 0, word.n) && !d->day)
            d->day = (uint8_t)number(word, 0, word.n);
        else
            return false;
    }
    char text[16];
    sl_str iso = {text, 0};
    int n = snprintf(text, sizeof text, d->day ? "%04d-%02u-%02u" : "%04d-%02u", d->year,
                     d->month ? d->month : 1u, d->day);
    iso.n = n > 0 ? (size_t)n : 0;
    sl_date checked;
    return d->year && (!d->day || d->month) && sl_date_parse(iso, &checked);
}

static bool read_one(sl_str s, bool financial, int32_t *at)
{
    sl_date d;
    s = sl_cell_trim(s);
    while (s.n && s.p[s.n - 1] == ']') { /* 2019 [p] */
        size_t open = s.n;
        while (open && s.p[open - 1] != '[')
            open--;
        s = sl_cell_trim(sl_str_slice(s, 0, open ? open - 1 : 0));
    }
    if (is_financial(s) && (financial || !is_year_month(s)))
        d = (sl_date){(int16_t)number(s, 0, 4), 4, 1};
    else if (!sl_date_parse(s, &d) && !read_words(s, &d))
        return false;
    *at = sl_date_days(d);
    return true;
}

bool sl_when_read(const sl_str *labels, size_t n, int32_t *at)
{
    bool financial = true;
    for (size_t i = 0; i < n; i++)
        financial = financial && (!is_year_month(labels[i]) || is_financial(labels[i]));
    for (size_t i = 0; i < n; i++)
        if (!read_one(labels[i], financial, &at[i]))
            return false;
    return n > 0;
}
