#include "doc/block_word.h"

static const sl_str block_types[] = {
    {"asks", 4},        {"calendar", 8},  {"callout", 7},     {"case-study", 10}, {"chart", 5},
    {"diagram", 7},     {"figure", 6},    {"funding", 7},     {"grid", 4},        {"item", 4},
    {"key-facts", 9},   {"list", 4},      {"map", 3},         {"matrix", 6},      {"numbers", 7},
    {"panels", 6},      {"pictures", 8},  {"pull-quote", 10}, {"quotation", 9},   {"responses", 9},
    {"sidebar", 7},     {"signature", 9}, {"swot", 4},        {"table", 5},       {"timeline", 8},
    {"trajectory", 10},
};

const sl_str *sl_block_word_lookup(sl_str word)
{
    for (size_t i = 0; i < SL_COUNT(block_types); i++)
        if (sl_str_equal(word, block_types[i]))
            return &block_types[i];
    return NULL;
}

sl_str sl_block_word_near(sl_arena *a, sl_str word)
{
    static const char *const languages[] = {"text", "html", "yaml", "json", "csv", "sh", "sql"};
    /* What other programs call such blocks, and what is written for them. */
    static const char *const others[][2] = {
        {"graph", "chart"},
        {"plot", "chart"},
        {"flowchart", "diagram"},
        {"organogram", "diagram"},
        {"organigram", "diagram"},
        {"mermaid", "diagram"},
        {"theory-of-change", "diagram"},
        {"governance", "diagram"},
        {"pullquote", "pull-quote"},
        {"testimonial", "quotation"},
        {"aside", "sidebar"},
        {"big-number", "numbers"},
        {"big-numbers", "numbers"},
        {"statistics", "numbers"},
        {"facts", "key-facts"},
        {"key-fact", "key-facts"},
        {"foreword", "signature"},
        {"gallery", "pictures"},
        {"images", "pictures"},
        {"columns", "panels"},
        {"cards", "panels"},
        {"image", "figure"},
        {"picture", "figure"},
        {"img", "figure"},
        {"photo", "figure"},
        {"box", "callout"},
        {"note", "callout"},
        {"info", "callout"},
        {"tip", "callout"},
        {"warning", "callout"},
        {"quote", "quotation"},
        {"case", "case-study"},
        {"example-box", "case-study"},
        {"casestudy", "case-study"},
        {"ask", "asks"},
        {"gantt", "timeline"},
        {"bar", "chart"},
        {"bar-chart", "chart"},
        {"line-chart", "chart"},
        {"column", "chart"},
        {"scatter", "chart"},
        {"budget", "funding"},
        {"money", "funding"},
        {"data-table", "table"},
        {"datatable", "table"},
        {"events", "calendar"},
        {"section", "item"},
        {"items", "list"},
        {"listing", "list"},
        {"measure", "trajectory"},
        {"progress", "trajectory"},
        {"kpi", "trajectory"},
        {"heatmap", "grid"},
        {"heat-map", "grid"},
        {"risks", "grid"},
    };
    for (size_t i = 0; i < SL_COUNT(languages); i++)
        if (sl_str_equal_z(word, languages[i]))
            return SL_STR_NONE;
    const sl_str *near = sl_str_nearest(word, block_types, SL_COUNT(block_types));
    if (word.n < 3)
        near = NULL;
    for (size_t i = 0; !near && i < SL_COUNT(others); i++)
        if (sl_str_equal_z(sl_str_lower(a, word), others[i][0]))
            return sl_str_from(others[i][1]);
    return near ? *near : SL_STR_NONE;
}
