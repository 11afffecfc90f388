#include "text/tie.h"

#include "base/assert.h"
#include "base/num.h"

/* The word without the punctuation around it. */
static sl_str bare(sl_str s)
{
    while (s.n && strchr("(.,;:)?!", s.p[s.n - 1]))
        s.n--;
    while (s.n && s.p[0] == '(')
        s = sl_str_slice(s, 1, s.n);
    return s;
}

static bool is_among(sl_str s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (sl_str_equal_z(s, words[i]))
            return true;
    return false;
}

static bool is_figure(sl_str s)
{
    return s.n && sl_is_digit(s.p[s.n - 1]) && !sl_str_equal_z(s, "0");
}

static bool is_unit(sl_str s)
{
    static const char *const units[] = {
        "million", "billion",  "trillion", "thousand", "per",   "percent",  "cent",   "km",
        "km²",     "m",        "m²",       "cm",       "mm",    "kg",       "tonnes", "tonne",
        "ha",      "hectares", "GW",       "MW",       "kW",    "GWh",      "MWh",    "kWh",
        "GB",      "Gbit/s",   "Mbit/s",   "mph",      "mi",    "miles",    "acres",  "pp",
        "am",      "pm",       "°C",       "bn",       "years", "months",   "weeks",  "days",
        "hours",   "minutes",  "points",   "m³",       "dB",    "per-cent", "TEU",    "FTE"};
    return is_among(s, units, SL_COUNT(units));
}

static bool is_month(sl_str s)
{
    return sl_month_lookup(s) != 0;
}

/* What a number or a letter follows. */
static bool is_counted(sl_str s)
{
    static const char *const names[] = {
        "section",   "Section",  "sections", "Sections", "figure",  "Figure",  "figures",
        "Figures",   "table",    "Table",    "tables",   "Tables",  "page",    "Page",
        "pages",     "chapter",  "Chapter",  "part",     "Part",    "annex",   "Annex",
        "appendix",  "Appendix", "note",     "Note",     "notes",   "box",     "Box",
        "No",        "Nos",      "p",        "pp",       "article", "Article", "paragraph",
        "Paragraph", "volume",   "phase",    "Phase",    "Schedule"};
    return is_among(s, names, SL_COUNT(names));
}

static bool is_title(sl_str s)
{
    static const char *const titles[] = {"Mr", "Mrs", "Ms", "Dr", "Prof", "Sir", "Lord", "St"};
    return is_among(s, titles, SL_COUNT(titles));
}

bool sl_tie_holds(sl_str before, sl_str after)
{
    if (!before.n || !after.n)
        return false;
    char last = before.p[before.n - 1], first = after.p[0];
    /* A citation, and the number of what was just named. */
    if (first == '[' || (first == '(' && after.n > 1 && sl_is_digit(after.p[1])))
        return true;
    if (sl_is_digit(last))
        return is_figure(before) && before.n < 12 &&
               (is_unit(bare(after)) ||
                (sl_is_upper(first) && before.n <= 2 && is_month(bare(after))));
    if (sl_is_digit(first))
        return is_counted(bare(before));
    if (!sl_is_upper(first))
        return false;
    if (last == '.' && before.n == 2 && sl_is_upper(before.p[0]))
        return true; /* an initial */
    if (sl_is_upper(before.p[0]) && before.n <= 5 && is_title(bare(before)))
        return true;
    return after.n <= 3 && bare(after).n == 1 && is_counted(before);
}
