#include "html/write.h"

/* What only works by script is not shown without it (reader.css); the room is kept from the start,
 * so that nothing moves once the script runs. */

void sl_html_push_find(sl_html *w)
{
    sl_html_push(w, "<form class=\"find\" role=\"search\" aria-label=\"");
    sl_html_push_word(w, SL_SAY_WEB_THIS_DOCUMENT);
    sl_html_push(w, "\">\n<label for=\"_find\">");
    sl_html_push_word(w, SL_SAY_WEB_FIND_IN);
    sl_html_push(w, "</label>\n"
                    "<input id=\"_find\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\" "
                    "aria-controls=\"_results\">\n"
                    "<label class=\"whole\"><input id=\"_whole\" type=\"checkbox\"> ");
    sl_html_push_word(w, SL_SAY_WEB_WHOLE_WORDS);
    sl_html_push(w, "</label>\n<button id=\"_theme\" type=\"button\">");
    sl_html_push_word(w, SL_SAY_READER_DARK);
    sl_html_push(w, "</button>\n<div id=\"_results\" hidden>\n<p role=\"status\"></p>\n<ol></ol>\n"
                    "</div>\n</form>\n");
}

static void push_select(sl_html *w, size_t index)
{
    const sl_facet *kind = &w->facets.kinds.at[index];
    /* A choice between one thing is none. */
    if (kind->values.entries.n < 2)
        return;
    sl_html_push(w, "<label>");
    sl_html_push_text(w, kind->label);
    sl_html_push(w, " <select");
    sl_html_push_attribute(w, "name", kind->name);
    void *all = sl_map_lookup(&kind->values, sl_phrase(w->book->phrases, SL_SAY_WEB_WHOLE_AREA));
    if (sl_str_equal_z(kind->name, "area") && all)
        sl_buf_push_format(w->out, " data-whole=\"%zu-%zu\"", index, (size_t)(uintptr_t)all - 1);
    sl_html_push(w, ">\n<option value=\"\">");
    sl_html_push_word(w, SL_SAY_WEB_ANY);
    sl_html_push(w, "</option>\n");
    for (size_t i = 0; i < kind->values.entries.n; i++) {
        sl_buf_push_format(w->out, "<option value=\"%zu-%zu\"", index, i);
        sl_html_push_attribute(w, "data-name", kind->values.entries.at[i].key);
        sl_html_push(w, ">");
        sl_html_push_text(w, kind->values.entries.at[i].key);
        sl_html_push(w, "</option>\n");
    }
    sl_html_push(w, "</select></label>\n");
}

void sl_html_push_filters(sl_html *w)
{
    sl_html_push(w, "<form id=\"_filters\" autocomplete=\"off\" aria-label=\"");
    sl_html_push_word(w, SL_SAY_WEB_FILTERS);
    sl_html_push(w, "\">\n");
    for (size_t i = 0; i < w->facets.kinds.n; i++)
        push_select(w, i);
    sl_html_push(w, "<button type=\"reset\">");
    sl_html_push_word(w, SL_SAY_WEB_SHOW_ALL);
    sl_html_push(w, "</button>\n"
                    "<p role=\"status\"></p>\n</form>\n");
}

void sl_html_push_facets(sl_html *w, const sl_item *item)
{
    const sl_facet_set *set = &w->facets.items[item->index];
    for (size_t i = 0; i < set->values.n; i++) {
        sl_html_push(w, i ? " " : " data-f=\"");
        sl_buf_push_int(w->out, set->values.at[i].kind);
        sl_html_push(w, "-");
        sl_buf_push_int(w->out, set->values.at[i].value);
    }
    sl_html_push(w, set->values.n ? "\"" : "");
}
