#include "html/write.h"

/* A drawing as it was in an older reading, for the column of the page. */

void sl_html_push_older_figure(sl_html *w, const sl_node *was)
{
    const sl_u width = SL_PT(442.2052);
    const sl_figure *f = &w->more.changes->old->figures.at[was->figure];
    const sl_picture *p =
        f->chart    ? sl_draw_chart(w->arena, f->chart, w->layout, w->fonts, w->words, width)
        : f->scheme ? sl_draw_scheme(w->arena, f->scheme, w->layout, w->fonts, w->words, width)
        : f->timeline
            ? sl_draw_timeline(w->arena, f->timeline, w->layout, w->fonts, w->words, width)
            : NULL;
    if (!p)
        return; /* a picture that was replaced is told by its words */
    sl_html_push(w, "<div class=\"scroll\" role=\"group\" tabindex=\"0\"");
    sl_html_push_attribute(w, "aria-label", was->alt);
    sl_html_push(w, ">\n");
    sl_draw_emit_svg(w->out, p, was->alt);
    sl_html_push(w, "</div>\n");
}
