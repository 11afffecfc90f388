#include "raster/raster.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_MODULE_H
#include FT_SYSTEM_H

#include "base/assert.h"
#include "base/mem.h"
#include "late/cairo.h"
#include "raster/png.h"
#include "page/image.h"

enum { MOST_FACES = 64 };

struct sl_raster {
    cairo_t *cr; /* of the page under way */
    FT_Library library;
    cairo_font_face_t *fonts[MOST_FACES];
    bool failed; /* something is not on the page */
};

typedef sl_raster canvas;

static void *allocate(FT_Memory memory, long size)
{
    (void)memory;
    return sl_mem_resize(NULL, (size_t)size);
}

static void *resize(FT_Memory memory, long old, long size, void *block)
{
    (void)memory;
    (void)old;
    return sl_mem_resize(block, (size_t)size);
}

static void release(FT_Memory memory, void *block)
{
    (void)memory;
    sl_mem_free(block);
}

/* FT_Init_FreeType makes an allocator for each library, which only FT_Done_FreeType frees, whoever
 * still holds the library; ours outlives them all. */
static bool open_library(FT_Library *library)
{
    static struct FT_MemoryRec_ memory = {NULL, allocate, release, resize};
    if (FT_New_Library(&memory, library))
        return false;
    FT_Add_Default_Modules(*library);
    FT_Set_Default_Properties(*library);
    return true;
}

/* cairo may keep a font longer than we do: the face goes with it, and the library with the last. */
static void release_face(void *face)
{
    FT_Library library = ((FT_Face)face)->glyph->library;
    FT_Done_Face(face);
    FT_Done_Library(library);
}

static double points(sl_u v)
{
    return v / 1024.0;
}

static void set_rgb(cairo_t *cr, sl_rgb c)
{
    sl_cairo.set_source_rgb(cr, (c >> 16 & 255) / 255.0, (c >> 8 & 255) / 255.0, (c & 255) / 255.0);
}

static cairo_font_face_t *font_of(canvas *c, const sl_face *face)
{
    uint32_t i = sl_face_index(face);
    SL_CHECK(i < MOST_FACES);
    if (!c->fonts[i]) {
        static const cairo_user_data_key_t key;
        sl_str bytes = sl_face_bytes(face);
        FT_Face opened;
        if (FT_New_Memory_Face(c->library, (const FT_Byte *)bytes.p, (FT_Long)bytes.n, 0, &opened))
            return NULL;
        FT_Reference_Library(c->library);
        c->fonts[i] = sl_cairo.ft_font_face_create_for_ft_face(opened, FT_LOAD_NO_HINTING);
        if (sl_cairo.font_face_set_user_data(c->fonts[i], &key, opened, release_face))
            release_face(opened);
    }
    return c->fonts[i];
}

/* Which bytes each glyph shows, for surfaces that keep the text. Clusters that do not rise from
 * left to right make one cluster of the whole word. */
static int find_clusters(const sl_word *w, cairo_text_cluster_t *clusters)
{
    int n = 0;
    for (uint16_t k = 0; k < w->glyph_count; k++) {
        if (k && w->glyphs[k].cluster < w->glyphs[k - 1].cluster) {
            clusters[0] = (cairo_text_cluster_t){w->text_len, w->glyph_count};
            return 1;
        }
        if (k && w->glyphs[k].cluster == w->glyphs[k - 1].cluster) {
            clusters[n - 1].num_glyphs++;
            continue;
        }
        if (n)
            clusters[n - 1].num_bytes = (int)(w->glyphs[k].cluster - w->glyphs[k - 1].cluster);
        clusters[n++] = (cairo_text_cluster_t){0, 1};
        clusters[n - 1].num_bytes = w->text_len - (int)w->glyphs[k].cluster;
    }
    return n;
}

/* scale_x, scale_y: points in a font unit; spacing: points behind each glyph. */
static void paint_word(cairo_t *cr, const sl_word *w, double x, double y, double scale_x,
                       double scale_y, double spacing)
{
    cairo_glyph_t *glyphs = sl_cairo.glyph_allocate(w->glyph_count);
    cairo_text_cluster_t *clusters = sl_cairo.text_cluster_allocate(w->glyph_count);
    if (glyphs && clusters) {
        for (uint16_t k = 0; k < w->glyph_count; k++) {
            const sl_glyph *g = &w->glyphs[k];
            glyphs[k] = (cairo_glyph_t){g->id, x + g->dx * scale_x, y - g->dy * scale_y};
            x += g->advance * scale_x + spacing;
        }
        sl_cairo.show_text_glyphs(cr, w->text, w->text_len, glyphs, w->glyph_count, clusters,
                                  find_clusters(w, clusters), 0);
    }
    sl_cairo.glyph_free(glyphs);
    sl_cairo.text_cluster_free(clusters);
}

static void paint_run(canvas *c, const sl_run *r)
{
    cairo_font_face_t *font = font_of(c, r->face);
    if (!font) {
        c->failed = true;
        return;
    }
    double size = points(r->size), upem = sl_face_info_of(r->face)->upem,
           stretch = r->stretch / 10000.0;
    cairo_matrix_t matrix;
    sl_cairo.set_font_face(c->cr, font);
    sl_cairo.matrix_init_scale(&matrix, size * stretch, size);
    sl_cairo.set_font_matrix(c->cr, &matrix);
    set_rgb(c->cr, r->color);
    for (uint16_t i = 0; i < r->n; i++)
        paint_word(c->cr, r->words[i].word, points(r->x + r->words[i].x), points(r->y),
                   size * stretch / upem, size / upem, size * stretch * r->tracking / 1000);
}

static void paint_path(canvas *c, const sl_path *p)
{
    const sl_u *at = p->coords;
    sl_cairo.new_path(c->cr);
    for (uint32_t i = 0; i < p->op_count; i++) {
        switch ((sl_path_op)p->ops[i]) {
        case SL_PATH_MOVE:
            sl_cairo.move_to(c->cr, points(at[0]), points(at[1]));
            at += 2;
            break;
        case SL_PATH_LINE:
            sl_cairo.line_to(c->cr, points(at[0]), points(at[1]));
            at += 2;
            break;
        case SL_PATH_CURVE:
            sl_cairo.curve_to(c->cr, points(at[0]), points(at[1]), points(at[2]), points(at[3]),
                              points(at[4]), points(at[5]));
            at += 6;
            break;
        case SL_PATH_CLOSE:
            sl_cairo.close_path(c->cr);
            break;
        }
    }
    if (p->filled) {
        set_rgb(c->cr, p->fill);
        sl_cairo.fill_preserve(c->cr);
    }
    if (p->stroked) {
        double dash[2] = {points(p->dash[0]), points(p->dash[1])};
        set_rgb(c->cr, p->stroke);
        sl_cairo.set_line_width(c->cr, points(p->width));
        sl_cairo.set_line_cap(c->cr, p->cap ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
        sl_cairo.set_dash(c->cr, dash, p->dash[0] ? 2 : 0, 0);
        sl_cairo.stroke_preserve(c->cr);
    }
    sl_cairo.new_path(c->cr);
}

static void paint_image(canvas *c, const sl_picture_place *at)
{
    const sl_image *im = at->image;
    sl_cairo.save(c->cr);
    sl_cairo.translate(c->cr, points(at->x), points(at->y));
    sl_cairo.scale(c->cr, points(at->width) / im->width, points(at->height) / im->height);
    c->failed = !sl_image_paint(im, c->cr) || c->failed;
    sl_cairo.restore(c->cr);
}

static void paint_all(canvas *c, const sl_page *page)
{
    for (size_t i = 0; i < page->paints.n; i++) {
        const sl_paint *p = &page->paints.at[i];
        switch ((sl_paint_kind)p->kind) {
        case SL_PAINT_RUN:
            paint_run(c, &p->u.run);
            break;
        case SL_PAINT_RECT:
            set_rgb(c->cr, p->u.rect.color);
            sl_cairo.rectangle(c->cr, points(p->u.rect.x), points(p->u.rect.y),
                               points(p->u.rect.width), points(p->u.rect.height));
            sl_cairo.fill(c->cr);
            break;
        case SL_PAINT_PATH:
            paint_path(c, p->u.path);
            break;
        case SL_PAINT_IMAGE:
            paint_image(c, &p->u.image);
            break;
        }
    }
}

sl_raster *sl_raster_open(void)
{
    canvas *c = sl_cairo_open() ? sl_mem_alloc(sizeof *c) : NULL;
    if (c && !open_library(&c->library)) {
        sl_mem_free(c);
        return NULL;
    }
    return c;
}

void sl_raster_close(sl_raster *c)
{
    for (int i = 0; i < MOST_FACES; i++)
        if (c->fonts[i])
            sl_cairo.font_face_destroy(c->fonts[i]);
    FT_Done_Library(c->library);
    sl_mem_free(c);
}

static bool paint_page(canvas *c, const sl_page *page, cairo_t *cr)
{
    c->cr = cr;
    c->failed = false;
    paint_all(c, page);
    sl_cairo.set_font_face(cr, NULL);
    return !c->failed && sl_cairo.status(cr) == CAIRO_STATUS_SUCCESS;
}

bool sl_raster_paint(const sl_pages *pages, uint32_t index, cairo_t *cr)
{
    canvas *c = sl_raster_open();
    bool good = c && paint_page(c, &pages->pages.at[index], cr);
    if (c)
        sl_raster_close(c);
    return good;
}

bool sl_raster_push_png(sl_raster *c, sl_buf *out, const sl_page *page, unsigned dpi, bool coarse)
{
    double scale = dpi / 72.0;
    int width = (int)(points(page->width) * scale + 0.5),
        height = (int)(points(page->height) * scale + 0.5);
    cairo_surface_t *s = sl_cairo.image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    cairo_t *cr = sl_cairo.create(s);
    sl_cairo.scale(cr, scale, scale);
    sl_cairo.set_source_rgb(cr, 1, 1, 1);
    sl_cairo.paint(cr);
    if (coarse)
        sl_cairo.set_antialias(cr, CAIRO_ANTIALIAS_FAST);
    bool good = paint_page(c, page, cr);
    sl_cairo.surface_flush(s);
    const void *pixels = sl_cairo.image_surface_get_data(s);
    good = good && pixels &&
           sl_png_push(out, pixels, (size_t)sl_cairo.image_surface_get_stride(s) / 4,
                       (uint32_t)width, (uint32_t)height, coarse);
    sl_cairo.destroy(cr);
    sl_cairo.surface_destroy(s);
    return good;
}

bool sl_raster_emit_png(sl_buf *out, const sl_pages *pages, uint32_t index, unsigned dpi,
                        bool coarse)
{
    canvas *c = sl_raster_open();
    bool good = c && sl_raster_push_png(c, out, &pages->pages.at[index], dpi, coarse);
    if (c)
        sl_raster_close(c);
    return good;
}
