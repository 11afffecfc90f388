/* librsvg reads from memory and without a base address: nothing outside the file is
 * ever fetched. Its text is set in the bundled faces and in no others, so that the same file gives
 * the same picture on every machine. */
#include "page/svg.h"

#include <stdlib.h>

#include "base/assert.h"
#include "base/file.h"
#include "base/limits.h"
#include "late/cairo.h"
#include "late/late.h"
#include "late/svg.h"
#include "page/drawer.h"
#include "page/photo.h"
#include "page/svg_face.h"

static struct sl_rsvg rsvg;

static bool open_library(void)
{
    const sl_late *late = sl_late_open();
    if (late)
        rsvg = *late->rsvg;
    return late && sl_cairo_open();
}

/* Pango's font map holds the faces, and the configuration is the process's. */
static void release_fonts(void)
{
    rsvg.set_font_map(NULL);
    rsvg.end_fontconfig();
}

static int count_faces(FcConfig *config)
{
    const FcFontSet *all = rsvg.fonts_of(config, FcSetApplication);
    return all ? all->nfont : 0;
}

/* fontconfig says that a file was added also when it could not read it. */
static bool add_face(FcConfig *config, const char *path)
{
    int before = count_faces(config);
    return rsvg.add_font(config, (const FcChar8 *)path) && count_faces(config) > before;
}

/* All faces of the folder, each named, so that no cache of a folder is looked for. */
static bool add_faces(FcConfig *config, const char *folder)
{
    sl_arena *scratch = sl_arena_new();
    sl_listing all;
    size_t n = 0;
    sl_file_list(scratch, folder, &all);
    bool good = all.faults.n == 0;
    for (size_t i = 0; good && i < all.paths.n; i++) {
        if (!sl_str_ends(all.paths.at[i], ".ttf"))
            continue;
        good = add_face(config, sl_file_join(scratch, folder, all.paths.at[i].p));
        n++;
    }
    sl_arena_free(scratch);
    return good && n > 0;
}

/* The process's own font configuration: the bundled faces alone. False when one of them cannot be
 * read, as the picture would lack its words. */
static bool use_fonts(const char *folder)
{
    static bool done;
    if (done)
        return true;
    FcConfig *config = rsvg.create_config();
    done = config && add_faces(config, folder) && rsvg.set_config(config);
    if (done)
        atexit(release_fonts);
    if (config)
        rsvg.destroy_config(config); /* the current one is counted */
    return done;
}

static cairo_status_t write_some(void *closure, const unsigned char *bytes, unsigned n)
{
    sl_buf *out = closure;
    if (out->n + n > SL_LIMIT_IMAGE_BYTES)
        return CAIRO_STATUS_WRITE_ERROR;
    sl_buf_push(out, bytes, n);
    return CAIRO_STATUS_SUCCESS;
}

static bool render(RsvgHandle *handle, double width, double height, cairo_t *cr)
{
    RsvgRectangle view = {0, 0, width, height};
    GError *error = NULL;
    bool good = rsvg.render(handle, cr, &view, &error);
    if (error)
        rsvg.free_error(error);
    return good;
}

/* One page of PDF, as cairo writes it: src/pdf takes it over as a form. */
static bool make_form(sl_arena *a, RsvgHandle *handle, sl_drawn *d)
{
    uint32_t width = (uint32_t)d->width, height = (uint32_t)d->height;
    sl_buf out;
    sl_buf_init(&out);
    cairo_surface_t *s = sl_cairo.pdf_surface_create_for_stream(write_some, &out, width, height);
    sl_cairo.pdf_surface_restrict_to_version(s, CAIRO_PDF_VERSION_1_4);
    sl_cairo.pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
    cairo_t *cr = sl_cairo.create(s);
    bool good = render(handle, width, height, cr) && sl_cairo.status(cr) == CAIRO_STATUS_SUCCESS;
    sl_cairo.destroy(cr);
    sl_cairo.surface_finish(s);
    good = good && sl_cairo.surface_status(s) == CAIRO_STATUS_SUCCESS;
    sl_cairo.surface_destroy(s);
    d->form = sl_buf_take(&out, a);
    return good;
}

bool sl_svg_is(sl_str bytes)
{
    sl_str head = sl_str_slice(bytes, 0, bytes.n < 1024 ? bytes.n : 1024);
    if (sl_str_starts(head, "\xEF\xBB\xBF"))
        head = sl_str_slice(head, 3, head.n);
    head = sl_str_trim(head);
    return sl_str_starts(head, "<") && sl_str_find(head, SL_STR("<svg"), 0) != SIZE_MAX;
}

/* Its size in pixels at 96 to the inch: what it says, or else its view box. */
static bool measure(RsvgHandle *handle, double *width, double *height)
{
    if (rsvg.size(handle, width, height))
        return true;
    gboolean has_width, has_height, has_box;
    RsvgLength w, h;
    RsvgRectangle box;
    rsvg.dimensions(handle, &has_width, &w, &has_height, &h, &has_box, &box);
    *width = box.width;
    *height = box.height;
    return has_box;
}

static RsvgHandle *parse(sl_str bytes)
{
    GError *error = NULL;
    RsvgHandle *handle = rsvg.parse((const guint8 *)bytes.p, bytes.n, &error);
    if (error)
        rsvg.free_error(error);
    if (handle)
        rsvg.set_dpi(handle, 96);
    return handle;
}

/* Of our own making: without librsvg's limit of 10 MB for a value, which a photograph may be over.
 */
static RsvgHandle *parse_own(sl_str bytes)
{
    GError *error = NULL;
    GInputStream *stream = rsvg.stream(bytes.p, (gssize)bytes.n, NULL);
    RsvgHandle *handle = rsvg.parse_stream(stream, NULL, RSVG_HANDLE_FLAG_UNLIMITED, NULL, &error);
    if (error)
        rsvg.free_error(error);
    rsvg.unref(stream);
    return handle;
}

/* In the process that draws (drawer.h). */
static sl_drawn draw(sl_arena *a, sl_str bytes, const char *fonts)
{
    sl_drawn d = {0};
    if (!open_library()) {
        d.why = "the module " SL_LATE_FILE ", which draws SVG, is missing: install sightline whole";
        return d;
    }
    if (!use_fonts(fonts)) {
        d.why = "the program's own faces, in which its words are set, cannot be read";
        return d;
    }
    RsvgHandle *handle = parse(bytes);
    d.why = "it is damaged";
    if (!handle)
        return d;
    if (!measure(handle, &d.width, &d.height))
        d.why = "it says neither its size nor its view box";
    else if (!(d.width >= 1 && d.height >= 1 && d.width <= SL_LIMIT_SVG_SIDE &&
               d.height <= SL_LIMIT_SVG_SIDE))
        d.why = "each side must have 1 to 10,000 pixels";
    else if (make_form(a, handle, &d))
        d.good = true;
    else
        d.why = "it cannot be drawn within the limits for images";
    rsvg.unref(handle);
    return d;
}

/* Words in HTML (SVG 2, 12.4) are left out by all but browsers. Programs that know it put other
 * words beside them, in a <switch>, and say what the first asks for: librsvg takes the second. */
static bool loses_words(sl_str bytes)
{
    unsigned switches = 0;
    for (size_t at = 0; (at = sl_str_find_char(bytes, '<', at)) != SIZE_MAX; at++) {
        sl_str tag = sl_str_slice(bytes, at, bytes.n);
        switches += sl_str_starts(tag, "<switch");
        switches -= switches && sl_str_starts(tag, "</switch");
        if (!sl_str_starts(tag, "<foreignObject"))
            continue;
        size_t end = sl_str_find_char(tag, '>', 0);
        tag = sl_str_slice(tag, 0, end == SIZE_MAX ? tag.n : end);
        if (!switches || (sl_str_find(tag, SL_STR("requiredFeatures"), 0) == SIZE_MAX &&
                          sl_str_find(tag, SL_STR("requiredExtensions"), 0) == SIZE_MAX))
            return true;
    }
    return false;
}

bool sl_svg_load(sl_arena *a, sl_image *im, const char *fonts, const char **why)
{
    im->kind = SL_IMAGE_SVG;
    if (loses_words(im->bytes)) {
        *why = "it has words in HTML (foreignObject), which browsers alone show: save them as text";
        return false;
    }
    if (im->bytes.n > SL_LIMIT_SVG_BYTES) {
        *why = "an SVG file may hold 4 MiB";
        return false;
    }
    sl_drawn d = sl_drawer_draw(a, im->bytes, fonts, draw);
    *why = d.why;
    if (!d.good)
        return false;
    im->width = (uint32_t)d.width;
    im->height = (uint32_t)d.height;
    im->form = d.form;
    im->fonts = fonts;
    im->strange_face = sl_svg_strange_face(a, im->bytes);
    return true;
}

bool sl_svg_paint_photo(const sl_image *im, struct _cairo *cr)
{
    if (!open_library())
        return false;
    sl_arena *a = sl_arena_new();
    RsvgHandle *handle = parse_own(sl_photo_svg(a, im));
    bool good = handle && render(handle, im->stored_width, im->stored_height, cr);
    if (handle)
        rsvg.unref(handle);
    sl_arena_free(a);
    return good;
}

bool sl_svg_paint(const sl_image *im, struct _cairo *cr)
{
    if (!open_library() || !use_fonts(im->fonts))
        return false;
    RsvgHandle *handle = parse(im->bytes);
    bool good = handle && render(handle, im->width, im->height, cr);
    if (handle)
        rsvg.unref(handle);
    return good;
}
