/* num.h: exact decimals, read and written without a locale. */
#ifndef SL_BASE_NUM_H
#define SL_BASE_NUM_H

#include "base/buf.h"

/* value = mantissa / 10^places. */
typedef struct sl_dec {
    int64_t mantissa;
    uint8_t places;
} sl_dec;

/* Reads [-]digits[.digits], up to 18 digits; false when s is anything else. */
bool sl_dec_parse(sl_str s, sl_dec *out);
/* Rounded half away from zero to at most `places`. */
sl_dec sl_dec_round(sl_dec d, unsigned places);
/* The same value with exactly `places` (rounded when that is fewer). */
sl_dec sl_dec_scale(sl_dec d, unsigned places);
int sl_dec_compare(sl_dec a, sl_dec b);
/* Sum; false on overflow. */
bool sl_dec_add(sl_dec a, sl_dec b, sl_dec *out);
/* Where d stands between low and high, as a part of length: exact, rounded towards low. 0 when high
 * is not above low. */
int64_t sl_dec_part(sl_dec d, sl_dec low, sl_dec high, int64_t length);
/* With thousands commas: 1234567.50 -> 1,234,567.50. The minus is U+2212. */
void sl_buf_push_dec(sl_buf *b, sl_dec d);
/* Reads a non-negative integer of up to 9 digits. */
bool sl_num_parse(sl_str s, uint32_t *out);

/* A calendar date; month and day may be 0 where only the year or month is known. */
typedef struct sl_date {
    int16_t year;
    uint8_t month, day;
} sl_date;

/* Reads YYYY, YYYY-MM or YYYY-MM-DD; false when it is no date of the Gregorian calendar. */
bool sl_date_parse(sl_str s, sl_date *out);
/* 14 June 2019; June 2019; 2019. */
void sl_buf_push_date(sl_buf *b, sl_date d);
/* The same in the arena. */
sl_str sl_date_format(sl_arena *a, sl_date d);
/* 2019-06-14. A missing month or day is written as 01. */
void sl_buf_push_iso_date(sl_buf *b, sl_date d);
/* "January" for 1. */
const char *sl_month_name(unsigned month);
/* The month that is called so, as it is written in a sentence; 0 when none is. */
unsigned sl_month_lookup(sl_str name);
/* Days since 1 January 2000 (negative before). Missing month and day count as 1. */
int32_t sl_date_days(sl_date d);
/* The same of the last day that the date may mean: of its month or year where no more is known. */
int32_t sl_date_last_day(sl_date d);
/* The date so many days from 1 January 2000. */
sl_date sl_date_from_days(int32_t days);

#endif
