#include "run/flag_value.h"

#include <string.h>

bool sl_flag_read_formats(sl_options *o, const char *list)
{
    sl_str rest = sl_str_from(list), one;
    o->formats_given = true;
    o->pdf = o->html = o->docx = o->csv = o->json = o->ics = o->png = false;
    while (sl_str_split(&rest, ',', &one)) {
        struct {
            const char *name;
            bool *on;
        } known[] = {{"pdf", &o->pdf},   {"html", &o->html}, {"docx", &o->docx}, {"csv", &o->csv},
                     {"json", &o->json}, {"ics", &o->ics},   {"png", &o->png}};
        bool found = false;
        for (size_t i = 0; i < SL_COUNT(known); i++)
            if (sl_str_equal_z(one, known[i].name))
                *known[i].on = found = true;
        if (!found)
            return false;
    }
    return true;
}

bool sl_flag_read_report(sl_options *o, const char *word)
{
    static const char *const forms[] = {"human", "short", "json", "sarif", "github"};
    o->report_csv = strcmp(word, "csv") == 0;
    if (o->report_csv)
        return true;
    for (size_t i = 0; i < SL_COUNT(forms); i++)
        if (strcmp(word, forms[i]) == 0) {
            o->report = (sl_report_format)i;
            return true;
        }
    return false;
}

bool sl_flag_read_color(sl_options *o, const char *word)
{
    if (strcmp(word, "auto") != 0)
        o->color = strcmp(word, "always") == 0;
    return strcmp(word, "auto") == 0 || strcmp(word, "always") == 0 || strcmp(word, "never") == 0;
}

bool sl_flag_is_name(sl_str s)
{
    if (sl_utf8_find_invalid(s) != SIZE_MAX || !sl_str_trim(s).n || sl_str_trim(s).n != s.n)
        return false;
    for (size_t at = 0; at < s.n;) {
        uint32_t c = sl_utf8_next(s, &at);
        if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0xFEFF)
            return false;
    }
    return true;
}
