/* The Word file of a document, and its pictures in pixels for programs that show no vectors. */
#include "word/word.h"

#include "raster/raster.h"
#include "run/emit.h"

/* The marks of a picture as a page of their own. */
static void paint_picture(sl_arena *a, sl_page *page, const sl_picture *p)
{
    for (size_t i = 0; i < p->marks.n; i++) {
        const sl_mark *m = &p->marks.at[i];
        sl_paint paint = {.elem = SL_ARTIFACT_LAYOUT};
        if (m->kind == SL_MARK_RECT) {
            paint.kind = SL_PAINT_RECT;
            paint.u.rect = m->u.rect;
        } else if (m->kind == SL_MARK_PATH) {
            paint.kind = SL_PAINT_PATH;
            paint.u.path = &m->u.path;
        } else if (m->kind == SL_MARK_LABEL) {
            paint.kind = SL_PAINT_RUN;
            paint.u.run = m->u.label.run;
        } else {
            continue;
        }
        SL_PUSH(a, page->paints, paint);
    }
    if (!p->image)
        return;
    sl_paint paint = {.kind = SL_PAINT_IMAGE, .elem = SL_ARTIFACT_LAYOUT};
    paint.u.image = (sl_picture_place){p->image, 0, 0, p->width, p->height};
    SL_PUSH(a, page->paints, paint);
}

static sl_str paint_png(sl_making *m, const sl_picture *p)
{
    enum { DRAWN = 108, PHOTO = 220 };
    sl_arena *a = m->session->arena;
    bool is_photo = p->image && p->image->kind != SL_IMAGE_SVG;
    sl_pages pages;
    sl_pages_init(&pages, a);
    sl_page page = {.width = p->width, .height = p->height};
    paint_picture(a, &page, p);
    SL_PUSH(a, pages.pages, page);
    sl_buf b;
    sl_buf_init(&b);
    if (!sl_raster_emit_png(&b, &pages, 0, is_photo ? PHOTO : DRAWN, true)) {
        sl_finding *f = sl_diag_add(&m->session->diags, SL_E0501, SL_SPAN_NONE,
                                    "a picture of the Word file cannot be painted");
        sl_diag_help(&m->session->diags, f,
                     "the module sightline-late.so paints it: install sightline whole");
        b.n = 0;
    }
    return sl_buf_take(&b, a);
}

/* Those that are no PNG or JPEG already, or are to be turned: Word shows pixels as they are stored.
 */
static const sl_str *paint_all(sl_making *m)
{
    size_t n = m->book->figures.n;
    sl_str *pngs = SL_NEW_ARRAY(m->session->arena, sl_str, n + 1);
    for (size_t i = 0; i < n; i++) {
        const sl_picture *p = m->pictures[i];
        if (p && (!p->image || p->image->kind == SL_IMAGE_SVG || p->image->orientation > 1))
            pngs[i] = paint_png(m, p);
    }
    return pngs;
}

static sl_str emit_word(sl_making *m, sl_str document, const sl_word_redline *old)
{
    sl_word_options options = {.pages = m->pages, .document = document, .audience = m->audience};
    sl_buf b;
    sl_buf_init(&b);
    options.pngs = paint_all(m);
    if (sl_word_emit_redline(&b, m->book, m->layout, m->pictures, &options, old))
        return sl_buf_take(&b, m->session->arena);
    sl_buf_done(&b);
    sl_finding *f = sl_diag_add(&m->session->diags, SL_E0502, SL_SPAN_NONE,
                                "the document needs the module 'sightline-word.so', which is not "
                                "there");
    sl_diag_help(&m->session->diags, f,
                 "install sightline whole, or set SIGHTLINE_MODULES to the folder that holds it");
    return SL_STR_NONE;
}

sl_str sl_emit_word(sl_making *m, sl_str document)
{
    return emit_word(m, document, NULL);
}

sl_str sl_emit_redline(sl_making *m, sl_making *old)
{
    const sl_options *o = m->session->options;
    sl_word_redline redline = {.book = old->book,
                               .pictures = old->pictures,
                               .pages = old->pages,
                               .pngs = paint_all(old),
                               .author = sl_str_from(o->by),
                               .date = o->on};
    return emit_word(m, SL_STR_NONE, &redline);
}
