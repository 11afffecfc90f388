#include "page/image.h"

#include "html/write.h"

/* Drawings for the column of the page, as they are or as they were in an older reading. */

const sl_picture *sl_html_draw(sl_html *w, const sl_figure *f)
{
    return sl_draw_figure(w->arena, f, w->layout, w->fonts, w->words, SL_HTML_BROAD);
}

void sl_html_push_older_figure(sl_html *w, const sl_node *was)
{
    const sl_figure *f = &w->more.changes->old->figures.at[was->figure];
    const sl_picture *p = sl_html_draw(w, f);
    const char *why;
    const sl_image *image =
        p || !f->bytes.n ? NULL
                         : sl_image_load(w->arena, f->bytes, sl_fonts_folder(w->fonts), &why);
    if (image)
        sl_html_push_image(w, image, was);
    if (!p)
        return;
    sl_html_push(w, "<div class=\"scroll\" role=\"group\" tabindex=\"0\"");
    sl_html_push_attribute(w, "aria-label", was->alt);
    sl_html_push(w, ">\n");
    sl_draw_emit_svg(w->out, p, was->alt);
    sl_html_push(w, "</div>\n");
}
