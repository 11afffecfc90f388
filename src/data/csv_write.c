/* Cells as they are written, for spreadsheets. */
#include "base/num.h"
#include "data/csv.h"

/* A spreadsheet computes what starts like this, spaces before it or not (OWASP, CSV Injection; the
 * full-width forms count too). A figure is no formula, whatever its sign. */
static bool starts_formula(sl_str s)
{
    static const char *const marks[] = {"=",  "+",      "-",      "@",      "\t",    "\r",
                                        "\n", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
    sl_dec figure;
    if (sl_dec_parse(s, &figure))
        return false;
    size_t at = 0;
    while (at < s.n && s.p[at] == ' ')
        at++;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (sl_str_starts(sl_str_slice(s, at, s.n), marks[i]))
            return true;
    return false;
}

void sl_csv_push_cell(sl_buf *out, sl_str s, bool last)
{
    sl_buf_push_char(out, '"');
    if (starts_formula(s))
        sl_buf_push_char(out, '\'');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"')
            sl_buf_push_char(out, '"');
        sl_buf_push_char(out, s.p[i]);
    }
    sl_buf_push_z(out, last ? "\"\r\n" : "\",");
}
