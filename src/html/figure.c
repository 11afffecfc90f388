#include "html/write.h"

/* The same chart for a window as narrow as a telephone's, where the styles show it instead. */
static void push_narrow(sl_html *w, const sl_node *n, const sl_chart *chart)
{
    enum { WIDTH = 262 /* pt: 350 px, the text of a window of 390 */ };
    const sl_picture *picture =
        sl_draw_chart_once(w->arena, chart, w->layout, w->fonts, w->words, SL_PT(WIDTH));
    sl_html_push(w, "<div class=\"web narrow\">\n");
    sl_draw_push_svg(w->out, picture, n->alt);
    sl_html_push(w, "</div>\n");
}

/* A drawing for the page's own column, where paper has a narrower place for it: letters are as
 * large in one as in the other. */
static const sl_picture *draw_broad(sl_html *w, const sl_figure *f, const sl_picture *picture)
{
    const sl_picture *broad = picture->width < SL_HTML_BROAD ? sl_html_draw(w, f) : NULL;
    return broad ? broad : picture;
}

/* A drawing keeps a size at which it can be read where the window is narrow, and scrolls. */
static void push_drawing(sl_html *w, const sl_node *n, const sl_picture *picture)
{
    const sl_figure *f = &w->book->figures.at[n->figure];
    bool large = f->diagram || f->scheme || f->timeline || n->wide;
    if (f->chart)
        push_narrow(w, n, f->chart);
    sl_html_push(w, "<div class=\"scroll");
    sl_html_push(w, large ? "" : " small");
    sl_html_push(w, f->chart ? " broad\"" : "\"");
    sl_html_push(w, " role=\"group\" tabindex=\"0\"");
    sl_html_push_attribute(w, "aria-label", sl_node_plain(w->arena, n->first ? n->first : n));
    sl_html_push(w, ">\n");
    sl_draw_push_svg(w->out, draw_broad(w, f, picture), n->alt);
    sl_html_push(w, "</div>\n");
}

/* The annex has the figures of a chart under its id with "-data". */
static void push_data_link(sl_html *w, const sl_node *n)
{
    /* What a line of time shows stands in the annex of the programme, as lists. */
    bool time = w->book->figures.at[n->figure].timeline != NULL;
    sl_str id =
        time ? SL_STR("annex-programme") : sl_str_format(w->arena, "%.*s-data", SL_FMT(n->id));
    if (time && n->parent && sl_str_equal(n->parent->id, id))
        return;
    if (!n->id.n || !sl_map_lookup(&w->ids, id))
        return;
    sl_html_push(w, "<p class=\"web source\"><a href=\"#");
    sl_html_push_text(w, id);
    sl_html_push(w, "\">");
    sl_html_push_word(w, time ? SL_SAY_WEB_LISTS : SL_SAY_WEB_FIGURES);
    sl_html_push(w, "</a>");
    sl_html_push(w, "</p>\n");
}

void sl_html_push_figure(sl_html *w, const sl_node *n)
{
    const sl_picture *picture = w->pictures[n->figure];
    sl_html_push(w, "<figure");
    sl_html_push_attribute(w, "id", n->id);
    if (!n->id.n)
        sl_html_push_address(w, n, n->first && n->first->kind == SL_NODE_CAPTION ? n->first : NULL);
    sl_html_push(w, n->wide ? " class=\"wide\">\n" : ">\n");
    if (n->first && n->first->kind == SL_NODE_CAPTION) {
        sl_html_push(w, "<figcaption>");
        sl_html_push_caption(w, n->first);
        sl_html_push(w, "</figcaption>\n");
    }
    if (picture && picture->image)
        sl_html_push_picture(w, n);
    else if (picture)
        push_drawing(w, n, picture);
    for (const sl_node *p = n->first; p; p = p->next)
        if (p->kind == SL_NODE_PARAGRAPH)
            w->push_block(w, p);
    push_data_link(w, n);
    sl_html_push_was(w, n);
    sl_html_push(w, "</figure>\n");
}
