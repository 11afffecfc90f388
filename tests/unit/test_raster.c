/* Pages as pictures: what is painted where, read back from the PNG. */
#include "raster/png.h"
#include "raster/raster.h"
#include "tap.h"

static sl_arena *a;

static sl_pages *page(void)
{
    sl_pages *p = SL_NEW(a, sl_pages);
    sl_pages_init(p, a);
    sl_page one = {.width = SL_PT(100), .height = SL_PT(50)};
    sl_paint red = {.kind = SL_PAINT_RECT, .elem = SL_ARTIFACT_LAYOUT};
    red.u.rect = (sl_rect){SL_PT(10), SL_PT(5), SL_PT(30), SL_PT(20), 0xFF0000};
    SL_PUSH(a, one.paints, red);
    red.u.rect = (sl_rect){SL_PT(60), SL_PT(30), SL_PT(10), SL_PT(10), 0x0000FF};
    SL_PUSH(a, one.paints, red);
    SL_PUSH(a, p->pages, one);
    return p;
}

static sl_rgb at(const sl_image_pixels *pixels, unsigned width, unsigned x, unsigned y)
{
    const uint8_t *p = pixels->rgb + 3 * ((size_t)y * width + x);
    return (sl_rgb)p[0] << 16 | (sl_rgb)p[1] << 8 | p[2];
}

static void test_png(unsigned dpi, bool coarse)
{
    sl_buf b;
    const char *why = "";
    sl_buf_init(&b);
    ok(sl_raster_emit_png(&b, page(), 0, dpi, coarse), "a page is painted");
    const sl_image *im = sl_image_load(a, sl_buf_take(&b, a), "", &why);
    if (!ok(im != NULL, "its PNG can be read"))
        return;
    unsigned k = dpi / 72;
    ok(im->width == 100 * k && im->height == 50 * k, "it has the page's size at these dots");
    sl_image_pixels p;
    if (!ok(sl_image_open_pixels(im, &p) && !p.alpha, "its pixels are all opaque"))
        return;
    ok(at(&p, im->width, 20 * k, 10 * k) == 0xFF0000 &&
           at(&p, im->width, 65 * k, 35 * k) == 0x0000FF,
       "its colours");
    ok(at(&p, im->width, 11 * k, 6 * k) == 0xFF0000 &&
           at(&p, im->width, 8 * k, 6 * k) == 0xFFFFFF &&
           at(&p, im->width, 11 * k, 3 * k) == 0xFFFFFF &&
           at(&p, im->width, 42 * k, 10 * k) == 0xFFFFFF &&
           at(&p, im->width, 20 * k, 27 * k) == 0xFFFFFF,
       "each at its place, on white");
    sl_image_close_pixels(&p);
}

/* Drawings of few colours, of every width at which rows repeat in another way: what is read is what
 * was written. */
static void test_indices(void)
{
    static uint32_t pixels[400 * 60];
    static const sl_rgb colors[] = {0xFFFFFF, 0x12436D, 0x000000, 0x28A197, 0x801650, 0xF46A25};
    unsigned seed = 7, wrong = 0;
    for (uint32_t width = 1; width <= 400; width += width < 20 ? 1 : 37) {
        uint32_t height = 1 + seed % 60, run = 0, color = 0;
        for (size_t i = 0; i < (size_t)width * height; i++) {
            seed = seed * 1103515245u + 12345u;
            if (i >= width && seed >> 16 & 3) {
                pixels[i] = pixels[i - width];
                continue;
            }
            if (!run--) {
                run = (seed >> 18) % 90;
                color = colors[(seed >> 20) % SL_COUNT(colors)];
            }
            pixels[i] = color;
        }
        sl_buf b;
        const char *why = "";
        sl_buf_init(&b);
        bool good = sl_png_push(&b, pixels, width, width, height, false);
        const sl_image *im = good ? sl_image_load(a, sl_buf_take(&b, a), "", &why) : NULL;
        sl_image_pixels p = {0};
        good = im && sl_image_open_pixels(im, &p);
        for (uint32_t i = 0; good && i < width * height; i++)
            wrong += at(&p, width, i % width, i / width) != pixels[i];
        sl_image_close_pixels(&p);
        wrong += !good || im->width != width || im->height != height;
    }
    is_int(wrong, 0, "drawings of every width are packed and read again");
}

int main(void)
{
    a = sl_arena_new();
    test_indices();
    test_png(72, false);
    test_png(144, false);
    test_png(144, true);
    sl_arena_free(a);
    return done();
}
