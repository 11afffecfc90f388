#include "load/written.h"

#include "data/cell.h"
#include "data/when.h"

#include <stdio.h>

static sl_str write_figure(sl_arena *a, sl_str text)
{
    sl_cell cell = sl_cell_read(text);
    if (cell.kind != SL_CELL_NUMBER || cell.marks)
        return text;
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_fixed(&b, cell.value.mantissa, cell.value.places);
    return sl_buf_take(&b, a);
}

/* --- dates --- */

/* The parts between '/', '-', '.' or spaces; how many, 0 when there are more than three. */
static size_t split(sl_str text, sl_str parts[3])
{
    size_t n = 0, from = 0;
    for (size_t i = 0; i <= text.n; i++) {
        bool ends = i == text.n || text.p[i] == '/' || text.p[i] == '-' || text.p[i] == '.' ||
                    text.p[i] == ' ';
        if (!ends)
            continue;
        if (i > from) {
            if (n == 3)
                return 0;
            parts[n++] = sl_str_slice(text, from, i);
        }
        from = i + 1;
    }
    return n;
}

/* June, Jun or june. */
static unsigned month_of(sl_str text)
{
    if (text.n < 3)
        return 0;
    for (unsigned m = 1; m <= 12; m++) {
        const char *name = sl_month_name(m);
        size_t i = 0;
        while (i < text.n && name[i] && sl_lower(text.p[i]) == sl_lower(name[i]))
            i++;
        if (i == text.n && (i == 3 || !name[i]))
            return m;
    }
    return 0;
}

/* 2027, or 27 of this century, as Excel writes Jun-27. */
static bool read_year(sl_str text, uint32_t *year)
{
    if (!sl_num_parse(text, year) || (text.n != 4 && text.n != 2))
        return false;
    /* Of two digits, those of this century that a strategy can mean; 99 may be 1999. */
    if (text.n == 2 && *year >= 70)
        return false;
    *year += text.n == 2 ? 2000 : 0;
    return true;
}

static bool read_date(sl_str text, bool month_first, sl_date *out)
{
    sl_str parts[3];
    uint32_t day = 0, month = 0, year = 0;
    size_t n = split(text, parts);
    if (sl_date_parse(text, out))
        return true;
    if (n == 2 && month_of(parts[0]) && read_year(parts[1], &year)) {
        *out = (sl_date){(int16_t)year, (uint8_t)month_of(parts[0]), 0};
        return true;
    }
    if (n != 3 || !read_year(parts[2], &year))
        return false;
    month = month_of(parts[1]);
    bool named = month && sl_num_parse(parts[0], &day);
    bool figures = !named && sl_num_parse(parts[month_first ? 1 : 0], &day) &&
                   sl_num_parse(parts[month_first ? 0 : 1], &month);
    if (!named && !figures)
        return false;
    char iso[40];
    int length = snprintf(iso, sizeof iso, "%04u-%02u-%02u", year, month, day);
    return sl_date_parse((sl_str){iso, (size_t)length}, out);
}

sl_day_order sl_written_order(sl_str text)
{
    sl_str parts[3];
    sl_date date;
    uint32_t one, two, year;
    if (sl_date_parse(text, &date) || split(text, parts) != 3 || !sl_num_parse(parts[0], &one) ||
        !sl_num_parse(parts[1], &two) || !read_year(parts[2], &year) || one == two || !one || !two)
        return SL_DAY_UNTOLD;
    if (one > 12 && two > 12)
        return SL_DAY_UNTOLD; /* and no day */
    return one > 12 ? SL_DAY_FIRST : two > 12 ? SL_MONTH_FIRST : SL_DAY_EITHER;
}

/* As fine as the field wants it: of a day its month. */
static sl_str write_date(sl_arena *a, const sl_field *f, sl_str text, bool month_first)
{
    sl_date d;
    if (!read_date(text, month_first, &d))
        return text;
    if (d.month && (f->kind == SL_FIELD_MONTH || !d.day))
        return sl_str_format(a, "%04d-%02u", d.year, d.month);
    return d.day ? sl_str_format(a, "%04d-%02u-%02u", d.year, d.month, d.day) : text;
}

sl_str sl_written_time(sl_arena *a, sl_str text)
{
    const sl_field day = {.kind = SL_FIELD_DATE};
    sl_day_order order = sl_written_order(text);
    int32_t at;
    if (order == SL_DAY_EITHER || sl_when_read(&text, 1, &at))
        return text;
    return write_date(a, &day, text, order == SL_MONTH_FIRST);
}

/* --- words --- */

static sl_str write_choice(sl_arena *a, const sl_field *f, sl_str text)
{
    sl_str rest = sl_str_from(f->choices), one, lower = sl_str_lower(a, text);
    while (sl_str_split(&rest, '|', &one))
        if (sl_str_equal(sl_str_lower(a, one), lower))
            return one;
    return text;
}

static sl_str write_boolean(sl_arena *a, sl_str text)
{
    sl_str lower = sl_str_lower(a, text);
    bool yes =
        sl_str_equal_z(lower, "yes") || sl_str_equal_z(lower, "true") || sl_str_equal_z(lower, "y");
    bool no =
        sl_str_equal_z(lower, "no") || sl_str_equal_z(lower, "false") || sl_str_equal_z(lower, "n");
    return yes ? SL_STR("true") : no ? SL_STR("false") : text;
}

sl_str sl_written_value(sl_arena *a, const sl_field *f, sl_str text, bool month_first)
{
    switch (f->kind) {
    case SL_FIELD_NUMBER:
    case SL_FIELD_INTEGER:
        return write_figure(a, text);
    case SL_FIELD_DATE:
    case SL_FIELD_MONTH:
    case SL_FIELD_WHEN:
        return write_date(a, f, text, month_first);
    case SL_FIELD_CHOICE:
        return f->choices ? write_choice(a, f, text) : text;
    case SL_FIELD_BOOLEAN:
        return write_boolean(a, text);
    case SL_FIELD_TEXT:
    case SL_FIELD_MARKDOWN:
    case SL_FIELD_YEARS:
    case SL_FIELD_URL:
    case SL_FIELD_PATH:
    case SL_FIELD_ID:
    case SL_FIELD_NAME:
    case SL_FIELD_MAP:
    case SL_FIELD_ANY:
    case SL_FIELD__COUNT:
        break;
    }
    return text;
}
