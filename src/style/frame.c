/* What a layout says of its pages: their size, their frame, what stands on them. */
#include "base/assert.h"
#include "style/reading.h"
#include "style/value.h"

enum {
    LARGEST_PAGE = 5700, /* points: A0 is 3370 high */
    LEAST_FRAME = 85,    /* points of a text frame that words can be set in: 30 mm */
    MOST_COLUMNS = 8
};

static sl_u length(sl_layout_reading *l, const char *key, const char *otherwise)
{
    const sl_yaml *y = sl_layout_find(l, "page", sl_str_from(key));
    sl_u v = 0;
    if (y && !sl_u_parse(y->text, SL_PT(12), &v))
        sl_layout_report(l, y, "length");
    else if (y && (v < 0 || v > SL_PT(LARGEST_PAGE)))
        sl_layout_report(l, y, "length of a page");
    if (!y || v <= 0 || v > SL_PT(LARGEST_PAGE))
        sl_u_parse(sl_str_from(otherwise), SL_PT(12), &v);
    return v;
}

static uint32_t number(sl_layout_reading *l, const char *key, uint32_t otherwise, uint32_t most)
{
    const sl_yaml *y = sl_layout_find(l, "page", sl_str_from(key));
    uint32_t n = otherwise;
    if (y && (!sl_num_parse(y->text, &n) || n < 1 || n > most)) {
        sl_layout_report(l, y, sl_str_format(l->arena, "number from 1 to %u", most).p);
        n = otherwise;
    }
    return n;
}

/* Pages on which nothing has room are refused here: nothing after this asks. */
static void check_frame(sl_layout_reading *l)
{
    sl_layout *p = l->layout;
    int64_t columns = p->columns > 1 ? p->columns : 1;
    int64_t width = ((int64_t)p->page_width - p->inner - p->outer) / columns -
                    (columns > 1 ? p->column_gap : 0);
    int64_t height = (int64_t)p->page_height - p->top - p->bottom;
    if (width >= SL_PT(LEAST_FRAME) && height >= SL_PT(LEAST_FRAME))
        return;
    const sl_yaml *page = NULL;
    for (size_t i = 0; i < l->n && !page; i++)
        page = sl_yaml_lookup(l->chain[i], "page");
    sl_finding *f = sl_diag_add(l->diags, SL_E0303, page ? page->key_span : l->chain[0]->span,
                                "the page leaves too little room for text");
    sl_diag_help(l->diags, f, "text needs a frame of 30 mm by 30 mm within its margins");
}

static sl_str page_text(const sl_layout_reading *l, const char *key)
{
    const sl_yaml *y = sl_layout_find(l, "page", sl_str_from(key));
    return y ? y->text : SL_STR("");
}

static bool page_flag(sl_layout_reading *l, const char *key)
{
    const sl_yaml *y = sl_layout_find(l, "page", sl_str_from(key));
    bool on = y && sl_str_equal_z(y->text, "true");
    if (y && !on && !sl_str_equal_z(y->text, "false"))
        sl_diag_help(l->diags,
                     sl_diag_add(l->diags, SL_E0303, y->span, "'%.*s' is neither true nor false",
                                 SL_FMT(y->text)),
                     "write %s: \"true\" or %s: \"false\"", key, key);
    return on;
}

void sl_layout_read_page(sl_layout_reading *l)
{
    sl_layout *p = l->layout;
    p->page_width = length(l, "width", "210mm");
    p->page_height = length(l, "height", "297mm");
    p->top = length(l, "top", "25mm");
    p->bottom = length(l, "bottom", "25mm");
    p->inner = length(l, "inner", "30mm");
    p->outer = length(l, "outer", "30mm");
    p->two_sided = page_flag(l, "two-sided");
    p->contents = page_flag(l, "contents");
    p->cover = page_flag(l, "cover");
    p->chapter_pages = page_flag(l, "chapter-pages");
    p->front_sheet = page_flag(l, "front-sheet");
    p->paragraph_numbers = page_flag(l, "paragraph-numbers");
    p->codes = page_flag(l, "codes");
    p->item_graphs = page_flag(l, "item-graphs");
    p->rail_notes = page_flag(l, "rail-notes");
    p->page_references = page_flag(l, "page-references");
    p->summary = page_flag(l, "summary");
    p->column_gap = length(l, "column-gap", "8mm");
    p->rail = length(l, "rail", "0mm");
    p->rail_gap = length(l, "rail-gap", "7mm");
    p->list_columns = number(l, "list-columns", 1, MOST_COLUMNS);
    p->columns = number(l, "columns", 1, MOST_COLUMNS);
    p->head_left = page_text(l, "head-left");
    p->head_right = page_text(l, "head-right");
    p->foot_left = page_text(l, "foot-left");
    p->foot_right = page_text(l, "foot-right");
    p->measure = page_text(l, "measure");
    if (p->measure.n && !sl_value_is_css_length(p->measure))
        sl_layout_report(l, sl_layout_find(l, "page", SL_STR("measure")),
                         "length of a web page such as 68ch");
    p->embed_faces = page_flag(l, "embed-faces");
    p->contents_depth = number(l, "contents-depth", 2, 6);
    check_frame(l);
}

void sl_layout_check_sections(sl_layout_reading *l)
{
    static const char *const known[] = {"extends", "page",  "colors", "families",
                                        "faces",   "roles", "parts",  "cover"};
    static const char *const page[] = {"width",           "height",        "top",
                                       "bottom",          "inner",         "outer",
                                       "two-sided",       "head-left",     "head-right",
                                       "foot-left",       "foot-right",    "measure",
                                       "contents-depth",  "columns",       "list-columns",
                                       "column-gap",      "rail",          "rail-gap",
                                       "summary",         "front-sheet",   "cover",
                                       "contents",        "chapter-pages", "embed-faces",
                                       "page-references", "codes",         "paragraph-numbers",
                                       "item-graphs",     "rail-notes"};
    for (size_t i = 0; i < l->n; i++)
        for (int level = 0; level < 2; level++) {
            size_t n = level ? SL_COUNT(page) : SL_COUNT(known);
            sl_str names[SL_COUNT(page)];
            for (size_t k = 0; k < n; k++)
                names[k] = sl_str_from(level ? page[k] : known[k]);
            SL_EACH (y, level ? sl_yaml_lookup(l->chain[i], "page") : l->chain[i]) {
                bool found = false;
                for (size_t k = 0; k < n; k++)
                    found = found || sl_str_equal(y->key, names[k]);
                if (found)
                    continue;
                sl_finding *f = sl_diag_add(l->diags, SL_E0302, y->key_span,
                                            "a layout has no key '%.*s'", SL_FMT(y->key));
                sl_diag_suggest(l->diags, f, y->key, names, n);
            }
        }
}

static sl_layout_picture cover_picture(sl_layout_reading *l, const char *key, const char *alt)
{
    const sl_yaml *y = sl_layout_find(l, "cover", sl_str_from(key));
    const sl_yaml *words = sl_layout_find(l, "cover", sl_str_from(alt));
    if (!y || !y->text.n)
        return (sl_layout_picture){0};
    if (!words || !words->text.n) {
        sl_finding *f = sl_diag_add(l->diags, SL_E0303, y->span,
                                    "the %s has no text for who cannot see it", key);
        sl_diag_help(l->diags, f, "say what it shows: %s: The arms of the county", alt);
    }
    sl_str path = sl_str_format(l->arena, SL_LAYOUT_OWN_FOLDER "/%.*s", SL_FMT(y->text));
    return (sl_layout_picture){path, words ? words->text : SL_STR_NONE, y->span};
}

void sl_layout_read_cover(sl_layout_reading *l)
{
    static const char *const known[] = {"logo", "logo-alt", "picture", "picture-alt", "credit"};
    for (size_t i = 0; i < l->n; i++)
        SL_EACH (y, sl_yaml_lookup(l->chain[i], "cover")) {
            bool found = false;
            sl_str names[SL_COUNT(known)];
            for (size_t k = 0; k < SL_COUNT(known); k++) {
                names[k] = sl_str_from(known[k]);
                found = found || sl_str_equal(names[k], y->key);
            }
            if (found)
                continue;
            sl_finding *f = sl_diag_add(l->diags, SL_E0302, y->key_span, "a cover has no '%.*s'",
                                        SL_FMT(y->key));
            sl_diag_suggest(l->diags, f, y->key, names, SL_COUNT(known));
        }
    const sl_yaml *credit = sl_layout_find(l, "cover", SL_STR("credit"));
    l->layout->logo = cover_picture(l, "logo", "logo-alt");
    l->layout->picture = cover_picture(l, "picture", "picture-alt");
    l->layout->credit = credit ? credit->text : SL_STR_NONE;
}
