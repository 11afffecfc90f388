#include "page/image.h"

#include "base/assert.h"
#include "base/limits.h"
#include "base/mem.h"
#include "late/cairo.h"
#include "page/photo.h"
#include "page/png.h"
#include "page/svg.h"

typedef struct reading {
    sl_str bytes;
    size_t at;
} reading;

static cairo_status_t read_some(void *closure, unsigned char *out, unsigned n)
{
    reading *r = closure;
    if (r->bytes.n - r->at < n)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(out, r->bytes.p + r->at, n);
    r->at += n;
    return CAIRO_STATUS_SUCCESS;
}

/* 96 pixels to the inch. */
static void set_natural(sl_image *im)
{
    im->natural_width = (sl_u)((int64_t)im->width * SL_PT(72) / 96);
    im->natural_height = (sl_u)((int64_t)im->height * SL_PT(72) / 96);
}

static bool set_size(sl_image *im, uint32_t width, uint32_t height, const char **why)
{
    if (!width || !height || (uint64_t)width * height > SL_LIMIT_IMAGE_PIXELS) {
        *why = width && height ? "it has too many pixels" : "it is empty";
        return false;
    }
    im->width = width;
    im->height = height;
    set_natural(im);
    return true;
}

static cairo_surface_t *decode(const sl_image *im)
{
    reading r = {im->bytes, 0};
    if (!sl_cairo_open())
        return NULL;
    cairo_surface_t *s = sl_cairo.image_surface_create_from_png_stream(read_some, &r);
    bool good = sl_cairo.surface_status(s) == CAIRO_STATUS_SUCCESS &&
                (sl_cairo.image_surface_get_format(s) == CAIRO_FORMAT_ARGB32 ||
                 sl_cairo.image_surface_get_format(s) == CAIRO_FORMAT_RGB24) &&
                sl_cairo.image_surface_get_width(s) == (int)im->stored_width &&
                sl_cairo.image_surface_get_height(s) == (int)im->stored_height;
    if (good)
        return s;
    sl_cairo.surface_destroy(s);
    return NULL;
}

/* cairo's pixels are 0xAARRGGBB with the colours multiplied by alpha. They are packed where they
 * stand: three bytes end before the four that they are of. True: some are seen through. */
static bool pack(unsigned char *data, size_t stride, const sl_image *im, bool has, uint8_t *alpha)
{
    size_t at = 0;
    bool clear = false;
    for (uint32_t y = 0; y < im->stored_height; y++) {
        for (uint32_t x = 0; x < im->stored_width; x++, at++) {
            uint32_t v;
            memcpy(&v, data + (size_t)y * stride + 4u * x, 4);
            uint32_t opacity = has ? v >> 24 : 255;
            for (int k = 0; k < 3; k++) {
                uint32_t c = v >> (16 - 8 * k) & 255;
                data[at * 3 + (size_t)k] =
                    (uint8_t)(opacity ? (c * 255 + opacity / 2) / opacity : 0);
            }
            if (has)
                alpha[at] = (uint8_t)opacity;
            clear = clear || opacity != 255;
        }
    }
    return clear;
}

bool sl_image_open_pixels(const sl_image *im, sl_image_pixels *out)
{
    *out = (sl_image_pixels){0};
    cairo_surface_t *s = decode(im);
    if (!s)
        return false;
    out->surface = s;
    sl_cairo.surface_flush(s);
    bool has = sl_cairo.image_surface_get_format(s) == CAIRO_FORMAT_ARGB32;
    uint8_t *alpha = has ? sl_mem_alloc((size_t)im->stored_width * im->stored_height) : NULL;
    out->alpha = alpha;
    unsigned char *data = sl_cairo.image_surface_get_data(s);
    size_t stride = (size_t)sl_cairo.image_surface_get_stride(s);
    if (!pack(data, stride, im, has, alpha)) {
        sl_mem_free(alpha);
        out->alpha = NULL;
    }
    out->rgb = data;
    return true;
}

void sl_image_close_pixels(sl_image_pixels *p)
{
    sl_mem_free((void *)p->alpha);
    if (p->surface)
        sl_cairo.surface_destroy(p->surface);
    *p = (sl_image_pixels){0};
}

static bool load_png(sl_arena *a, sl_image *im, const char **why)
{
    /* The size stands at a fixed place: it is checked before anything is decoded. */
    if (im->bytes.n < 24 || !set_size(im, sl_photo_number(im->bytes.p + 16, 4, false),
                                      sl_photo_number(im->bytes.p + 20, 4, false), why)) {
        *why = *why ? *why : "it is cut short";
        return false;
    }
    im->stored_width = im->width;
    im->stored_height = im->height;
    if (!sl_png_read(a, im)) {
        *why = "it is damaged";
        return false;
    }
    if (im->flate.n)
        return true;
    if (!sl_cairo_open()) {
        *why = "the module sightline-late.so, which reads PNG, is missing: install sightline whole";
        return false;
    }
    cairo_surface_t *s = decode(im);
    *why = "it is damaged";
    if (s)
        sl_cairo.surface_destroy(s);
    return s != NULL;
}

/* Frame header of a JPEG (ITU-T T.81, B.2.2), found by going from segment to segment. */
static bool load_jpeg(sl_image *im, const char **why)
{
    const char *p = im->bytes.p;
    size_t n = im->bytes.n;
    *why = "it is damaged";
    for (size_t at = 2; at + 10 < n && (unsigned char)p[at] == 0xFF;) {
        unsigned marker = (unsigned char)p[at + 1];
        bool frame = marker >= 0xC0 && marker <= 0xC2;
        size_t length = sl_photo_number(p + at + 2, 2, false);
        if (length < 2)
            return false;
        if (!frame) {
            at += 2 + length;
            continue;
        }
        im->components = (uint8_t)p[at + 9];
        if (!sl_photo_ends(im->bytes)) {
            *why = "it is cut short: a part of the picture would be grey";
            return false;
        }
        if (p[at + 4] != 8 || (im->components != 1 && im->components != 3)) {
            *why = "its colours are neither grey nor RGB with 8 bits";
            return false;
        }
        return set_size(im, sl_photo_number(p + at + 7, 2, false),
                        sl_photo_number(p + at + 5, 2, false), why);
    }
    return false;
}

/* As its file says that it is to be seen. */
static bool turn(sl_arena *a, sl_image *im, const char **why)
{
    im->stored_width = im->width;
    im->stored_height = im->height;
    im->orientation = (uint8_t)sl_photo_orientation(im);
    if (im->orientation > 4) {
        im->width = im->stored_height;
        im->height = im->stored_width;
        set_natural(im);
    }
    const char *fault = sl_photo_profile(a, im, im->components ? im->components : 3, &im->profile);
    *why = fault ? fault : *why;
    return !fault;
}

const sl_image *sl_image_load(sl_arena *a, sl_str bytes, const char *fonts, const char **why)
{
    sl_image *im = SL_NEW(a, sl_image);
    im->bytes = bytes;
    *why = NULL;
    if (sl_str_starts(bytes, "\x89PNG\r\n\x1a\n")) {
        im->kind = SL_IMAGE_PNG;
        return load_png(a, im, why) && turn(a, im, why) ? im : NULL;
    }
    if (sl_str_starts(bytes, "\xFF\xD8\xFF")) {
        im->kind = SL_IMAGE_JPEG;
        return load_jpeg(im, why) && turn(a, im, why) ? im : NULL;
    }
    if (sl_svg_is(bytes)) {
        if (!sl_svg_load(a, im, fonts, why))
            return NULL;
        set_natural(im);
        return im;
    }
    *why = "it is neither PNG, JPEG nor SVG";
    return NULL;
}

/* --- painting --- */

static bool paint_png(const sl_image *im, cairo_t *cr)
{
    cairo_surface_t *s = decode(im);
    if (!s)
        return false;
    sl_cairo.set_source_surface(cr, s, 0, 0);
    sl_cairo.paint(cr);
    sl_cairo.surface_destroy(s);
    return true;
}

/* From the stored pixels, downwards, to what is seen. */
static void turn_canvas(const sl_image *im, cairo_t *cr)
{
    const int *m = sl_photo_matrix(im->orientation);
    double w = im->width, h = im->height, sw = im->stored_width, sh = im->stored_height;
    cairo_matrix_t t = {.xx = w * m[0] / sw,
                        .xy = -w * m[2] / sh,
                        .x0 = w * (m[2] + m[4]),
                        .yx = -h * m[1] / sw,
                        .yy = h * m[3] / sh,
                        .y0 = h * (1 - m[3] - m[5])};
    sl_cairo.transform(cr, &t);
}

bool sl_image_paint(const sl_image *im, cairo_t *cr)
{
    switch (im->kind) {
    case SL_IMAGE_PNG:
        turn_canvas(im, cr);
        return paint_png(im, cr);
    case SL_IMAGE_SVG:
        return sl_svg_paint(im, cr);
    case SL_IMAGE_JPEG:
        turn_canvas(im, cr);
        return sl_svg_paint_photo(im, cr);
    case SL_IMAGE__COUNT:
        break;
    }
    return true;
}
