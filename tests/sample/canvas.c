/* canvas CONTENT OUT.pdf: the display list painted by src/raster onto cairo's own PDF surface, so
 * that a test can hold its words and their places against the file that src/pdf writes. */
#include <cairo-pdf.h>
#include <stdio.h>

#include "raster/raster.h"
#include "session/make.h"

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    sl_options options = {.folder = argv[1], .pdf = true};
    sl_session session;
    sl_making m = {0};
    sl_str audience;
    sl_session_init(&session, &options);
    sl_session_load(&session);
    bool good = session.strategy && sl_make_open(&m, &session) &&
                sl_make_find_audience(&session, &audience) && sl_make_view(&m, audience) &&
                sl_make_book(&m, SL_STR_NONE) && sl_make_pages(&m);
    cairo_surface_t *s = cairo_pdf_surface_create(argv[2], 1, 1);
    cairo_t *cr = cairo_create(s);
    for (uint32_t i = 0; good && i < m.pages->pages.n; i++) {
        const sl_page *page = &m.pages->pages.at[i];
        cairo_pdf_surface_set_size(s, page->width / 1024.0, page->height / 1024.0);
        good = sl_raster_paint(m.pages, i, cr);
        cairo_show_page(cr);
    }
    cairo_destroy(cr);
    cairo_surface_finish(s);
    good = good && cairo_surface_status(s) == CAIRO_STATUS_SUCCESS;
    cairo_surface_destroy(s);
    sl_session_done(&session);
    return good ? 0 : 1;
}
