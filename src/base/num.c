#include "base/num.h"

#include "base/assert.h"

enum { MOST_DIGITS = 18 };

/* Wide enough for any product of a mantissa and a power of ten. */
__extension__ typedef __int128 wide;

static int64_t power(unsigned n)
{
    int64_t p = 1;
    while (n--)
        p *= 10;
    return p;
}

bool sl_dec_parse(sl_str s, sl_dec *out)
{
    size_t i = 0;
    bool minus = s.n && s.p[0] == '-';
    if (minus)
        i++;
    int64_t m = 0;
    unsigned digits = 0, places = 0;
    bool point = false;
    for (; i < s.n; i++) {
        char c = s.p[i];
        if (c == '.' && !point && digits) {
            point = true;
            continue;
        }
        if (c < '0' || c > '9' || digits == MOST_DIGITS)
            return false;
        m = m * 10 + (c - '0');
        digits++;
        places += point;
    }
    if (!digits || (point && !places))
        return false;
    *out = (sl_dec){minus ? -m : m, (uint8_t)places};
    return true;
}

sl_dec sl_dec_round(sl_dec d, unsigned places)
{
    if (d.places <= places)
        return d;
    int64_t unit = power(d.places - places);
    int64_t half = d.mantissa < 0 ? -(unit / 2) : unit / 2;
    return (sl_dec){(d.mantissa + half) / unit, (uint8_t)places};
}

sl_dec sl_dec_scale(sl_dec d, unsigned places)
{
    d = sl_dec_round(d, places);
    SL_CHECK(places <= MOST_DIGITS);
    while (d.places < places && d.mantissa < INT64_MAX / 10 && d.mantissa > INT64_MIN / 10) {
        d.mantissa *= 10;
        d.places++;
    }
    return d;
}

int sl_dec_compare(sl_dec a, sl_dec b)
{
    wide x = a.mantissa, y = b.mantissa;
    if (a.places < b.places)
        x *= power(b.places - a.places);
    else
        y *= power(a.places - b.places);
    return x < y ? -1 : x > y;
}

bool sl_dec_add(sl_dec a, sl_dec b, sl_dec *out)
{
    unsigned places = a.places > b.places ? a.places : b.places;
    wide sum =
        (wide)a.mantissa * power(places - a.places) + (wide)b.mantissa * power(places - b.places);
    if (sum > INT64_MAX || sum < -INT64_MAX)
        return false;
    *out = (sl_dec){(int64_t)sum, (uint8_t)places};
    return true;
}

int64_t sl_dec_part(sl_dec d, sl_dec low, sl_dec high, int64_t length)
{
    unsigned places = d.places > low.places ? d.places : low.places;
    places = high.places > places ? high.places : places;
    wide from = (wide)low.mantissa * power(places - low.places);
    wide range = (wide)high.mantissa * power(places - high.places) - from;
    wide at = (wide)d.mantissa * power(places - d.places) - from;
    if (range <= 0)
        return 0;
    while (range > (wide)1 << 90) { /* so that the product fits */
        range >>= 1;
        at >>= 1;
    }
    return (int64_t)(at * length / range);
}

void sl_buf_push_dec(sl_buf *b, sl_dec d)
{
    uint64_t u = d.mantissa < 0 ? 0 - (uint64_t)d.mantissa : (uint64_t)d.mantissa;
    char digits[48];
    size_t at = sizeof digits;
    for (unsigned i = 0; i < d.places; i++) {
        digits[--at] = (char)('0' + u % 10);
        u /= 10;
    }
    if (d.places)
        digits[--at] = '.';
    unsigned group = 0;
    do {
        if (group == 3) {
            digits[--at] = ',';
            group = 0;
        }
        digits[--at] = (char)('0' + u % 10);
        u /= 10;
        group++;
    } while (u);
    if (d.mantissa < 0)
        sl_buf_push_z(b, "\u2212");
    sl_buf_push(b, digits + at, sizeof digits - at);
}

bool sl_num_parse(sl_str s, uint32_t *out)
{
    if (s.n == 0 || s.n > 9)
        return false;
    uint32_t v = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        v = v * 10 + (uint32_t)(s.p[i] - '0');
    }
    *out = v;
    return true;
}

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static unsigned days_in(int year, unsigned month)
{
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool sl_date_parse(sl_str s, sl_date *out)
{
    if (s.n != 4 && s.n != 7 && s.n != 10)
        return false;
    if ((s.n > 4 && s.p[4] != '-') || (s.n > 7 && s.p[7] != '-'))
        return false;
    uint32_t year, month = 0, day = 0;
    if (!sl_num_parse(sl_str_slice(s, 0, 4), &year) || year < 1000)
        return false;
    if (s.n > 4 && (!sl_num_parse(sl_str_slice(s, 5, 7), &month) || month < 1 || month > 12))
        return false;
    if (s.n > 7 &&
        (!sl_num_parse(sl_str_slice(s, 8, 10), &day) || day < 1 || day > days_in((int)year, month)))
        return false;
    *out = (sl_date){(int16_t)year, (uint8_t)month, (uint8_t)day};
    return true;
}

static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};

const char *sl_month_name(unsigned month)
{
    SL_CHECK(month >= 1 && month <= SL_COUNT(months));
    return months[month - 1];
}

unsigned sl_month_lookup(sl_str name)
{
    for (unsigned i = 0; i < SL_COUNT(months); i++)
        if (sl_str_equal_z(name, months[i]))
            return i + 1;
    return 0;
}

void sl_buf_push_date(sl_buf *b, sl_date d)
{
    if (d.day) {
        sl_buf_push_int(b, d.day);
        sl_buf_push_char(b, ' ');
    }
    if (d.month) {
        sl_buf_push_z(b, sl_month_name(d.month));
        sl_buf_push_char(b, ' ');
    }
    sl_buf_push_int(b, d.year);
}

sl_str sl_date_format(sl_arena *a, sl_date d)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_date(&b, d);
    return sl_buf_take(&b, a);
}

void sl_buf_push_iso_date(sl_buf *b, sl_date d)
{
    sl_buf_push_format(b, "%04d-%02d-%02d", d.year, d.month ? d.month : 1, d.day ? d.day : 1);
}

int32_t sl_date_days(sl_date d)
{
    int32_t days = 0;
    for (int y = 2000; y < d.year; y++)
        days += is_leap(y) ? 366 : 365;
    for (int y = d.year; y < 2000; y++)
        days -= is_leap(y) ? 366 : 365;
    for (unsigned m = 1; m < d.month; m++)
        days += (int32_t)days_in(d.year, m);
    return days + (d.day ? d.day - 1 : 0);
}

int32_t sl_date_last_day(sl_date d)
{
    if (d.day)
        return sl_date_days(d);
    bool month = d.month != 0;
    sl_date next = {(int16_t)(month && d.month < 12 ? d.year : d.year + 1),
                    (uint8_t)(month && d.month < 12 ? d.month + 1 : 1), 1};
    return sl_date_days(next) - 1;
}

sl_date sl_date_from_days(int32_t days)
{
    int year = 2000;
    for (; days < 0; year--)
        days += is_leap(year - 1) ? 366 : 365;
    for (; days >= (is_leap(year) ? 366 : 365); year++)
        days -= is_leap(year) ? 366 : 365;
    unsigned month = 1;
    for (; days >= (int32_t)days_in(year, month); month++)
        days -= (int32_t)days_in(year, month);
    return (sl_date){(int16_t)year, (uint8_t)month, (uint8_t)(days + 1)};
}
