/* image.h: pictures from files, checked and measured before any of them is set.
 *
 * PNG is decoded by cairo, JPEG is measured and passed through undecoded, SVG becomes paths
 * through librsvg and cairo. All under limits (pixels, bytes); a damaged file gives a reason and
 * no image. Arena: book.
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

struct sl_image {
    sl_image_kind kind;
    uint32_t width, height;             /* pixels; SVG: its own units */
    sl_u natural_width, natural_height; /* at 96 dpi, or as the file says */
    sl_str bytes;                       /* the file */
    const uint8_t *rgb;                 /* PNG: width * height * 3 */
    const uint8_t *alpha;               /* PNG with transparency: width * height, else NULL */
    uint8_t components;                 /* JPEG: 1, 3 */
    SL_VEC(sl_path) paths;              /* SVG, in natural lengths, text as outlines */
};

/* kind by content, not by name. NULL when damaged, over a limit or of no kind known; *why says. */
const sl_image *sl_image_load(sl_arena *a, sl_str bytes, const char **why);

#endif
