/* image.h: pictures from files, checked and measured before any of them is set.
 *
 * PNG is decoded by cairo, JPEG is measured and passed through undecoded, SVG is drawn by librsvg
 * on cairo as vectors. How a camera was held and its colours are kept (photo.h). All under limits
 * (pixels, bytes); a damaged file gives a reason and no image. Arena: book.
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
    const uint8_t *rgb;                   /* PNG: width * height * 3 */
    const uint8_t *alpha;                 /* PNG with transparency: width * height, else NULL */
    uint8_t components;                   /* JPEG: 1, 3 */
    const char *fonts;                    /* SVG: folder of the faces for its text */
    sl_str strange_face;                  /* SVG: a face that its words ask for, and is not there */
    sl_str form;                          /* SVG: a page of PDF, width by height points */
};

/* kind by content, not by name; fonts: folder of the faces for text in SVG. NULL when damaged, over
 * a limit or of no kind known; *why says. */
const sl_image *sl_image_load(sl_arena *a, sl_str bytes, const char *fonts, const char **why);
/* Draws it at the origin, width by height units. False when it cannot be drawn. */
bool sl_image_paint(const sl_image *im, struct _cairo *cr);

#endif
