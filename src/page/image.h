/* image.h: pictures from files, checked and measured before any of them is set.
 *
 * A plain PNG (no transparency, 8 bits or less) and JPEG are passed through as they are, another
 * PNG is decoded by cairo when it is written, SVG is drawn by librsvg on cairo as vectors. How a
 * camera was held and its colours are kept (photo.h). All under limits (pixels, bytes); a damaged
 * file gives a reason and no image. Arena: book.
 */
#ifndef SL_PAGE_IMAGE_H
#define SL_PAGE_IMAGE_H

#include "page/page.h"

typedef enum sl_image_kind {
    SL_IMAGE_PNG,
    SL_IMAGE_JPEG,
    SL_IMAGE_SVG,
    SL_IMAGE__COUNT
} sl_image_kind;

struct _cairo; /* cairo_t, for who draws with cairo */

struct sl_image {
    sl_image_kind kind;
    uint32_t width, height;               /* pixels as they are seen; SVG: its own units */
    uint32_t stored_width, stored_height; /* pixels as the file has them */
    uint8_t orientation;                  /* how these are to be turned: photo.h */
    sl_str profile;                       /* ICC, of the pixels; empty: sRGB, or grey like it */
    sl_u natural_width, natural_height;   /* at 96 dpi, or as the file says */
    sl_str bytes;                         /* the file */
    uint8_t components;                   /* JPEG, plain PNG: 1, 3 */
    sl_str flate;                         /* plain PNG: its rows, filtered and deflated */
    uint8_t depth;                        /* plain PNG: bits of a sample */
    sl_str palette;                       /* plain PNG: RGB of each colour; or empty */
    const char *fonts;                    /* SVG: folder of the faces for its text */
    sl_str strange_face;                  /* SVG: a face that its words ask for, and is not there */
    sl_str form;                          /* SVG: a page of PDF, width by height points */
};

/* kind by content, not by name; fonts: folder of the faces for text in SVG. NULL when damaged, over
 * a limit or of no kind known; *why says. */
const sl_image *sl_image_load(sl_arena *a, sl_str bytes, const char *fonts, const char **why);
/* The stored pixels of a PNG, of 8 bits. */
typedef struct sl_image_pixels {
    const uint8_t *rgb;   /* stored_width * stored_height * 3 */
    const uint8_t *alpha; /* one for each pixel; NULL: nothing is seen through */
    void *surface;        /* that they stand in */
} sl_image_pixels;
/* False: it cannot be decoded, which it was when it was loaded: there is no memory. */
bool sl_image_open_pixels(const sl_image *im, sl_image_pixels *out);
void sl_image_close_pixels(sl_image_pixels *p);
/* Draws it at the origin, width by height units. False when it cannot be drawn. */
bool sl_image_paint(const sl_image *im, struct _cairo *cr);

#endif
