/* written.h: values as spreadsheets and people write them, as YAML has them. Private to load. */
#ifndef SL_LOAD_WRITTEN_H
#define SL_LOAD_WRITTEN_H

#include "data/schema.h"

/* A text for a field: figures without commas and signs, dates as 2027-06-30, a month as 2027-06,
 * words of a choice as the framework writes them, yes and no as true and false. What is none of
 * these stays as it is: the schema says what is wrong. month_first: how 03/04/2027 is read. Arena:
 * the one given. */
sl_str sl_written_value(sl_arena *a, const sl_field *f, sl_str text, bool month_first);

/* A time as sl_when_read has it: "Jan-26" and "30/06/2026" too, where it can be one alone; else as
 * it stands. */
sl_str sl_written_time(sl_arena *a, sl_str text);

/* What a day written in figures, 3/4/2027, tells of its order. */
typedef enum sl_day_order {
    SL_DAY_UNTOLD, /* it is no such day, or day and month are one number */
    SL_DAY_EITHER, /* it may be the third of April or the fourth of March */
    SL_DAY_FIRST,
    SL_MONTH_FIRST
} sl_day_order;
sl_day_order sl_written_order(sl_str text);

#endif
