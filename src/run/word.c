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

typedef struct painting {
    sl_making *m;
    sl_raster *raster; /* NULL: nothing was painted yet */
} painting;

/* As many as Word keeps itself, and no more than the photograph has. */
static unsigned find_photo_dots(const sl_picture *p)
{
    enum { MOST = 220 };
    uint64_t w = p->image->width, h = p->image->height;
    sl_u side = p->width > p->height ? p->width : p->height;
    uint64_t dots = (w > h ? w : h) * SL_PT(72) / (uint64_t)(side > 0 ? side : 1);
    return dots > MOST ? MOST : dots < 1 ? 1 : (unsigned)dots;
}

static sl_str paint_png(void *context, const sl_picture *p)
{
    enum { DRAWN = 108 };
    painting *to = context;
    sl_diags *diags = &to->m->session->diags;
    sl_arena *a = to->m->session->arena;
    bool is_photo = p->image && p->image->kind != SL_IMAGE_SVG;
    sl_page page = {.width = p->width, .height = p->height};
    paint_picture(a, &page, p);
    sl_buf b;
    sl_buf_init(&b);
    to->raster = to->raster ? to->raster : sl_raster_open();
    if (!to->raster || !sl_raster_push_png(to->raster, &b, &page,
                                           is_photo ? find_photo_dots(p) : DRAWN, !is_photo)) {
        sl_finding *f = sl_diag_add(diags, SL_E0501, SL_SPAN_NONE,
                                    "a picture of the Word file cannot be painted");
        sl_diag_help(diags, f, "the module sightline-late.so paints it: install sightline whole");
        b.n = 0;
    }
    return sl_buf_take(&b, a);
}

static sl_str emit_word(sl_making *m, sl_str document, const sl_word_redline *old)
{
    painting to = {.m = m};
    sl_word_options options = {.pages = m->pages,
                               .paint = paint_png,
                               .context = &to,
                               .document = document,
                               .audience = m->audience};
    sl_buf b;
    sl_buf_init(&b);
    sl_word_emit_redline(&b, m->book, m->layout, m->pictures, &options, old);
    if (to.raster)
        sl_raster_close(to.raster);
    return sl_buf_take(&b, m->session->arena);
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
                               .author = sl_str_from(o->by),
                               .date = o->on};
    return emit_word(m, SL_STR_NONE, &redline);
}
