/* photo.h: what the files of pictures say beside their pixels: how a camera was held, and in which
 * colours they are meant.
 */
#ifndef SL_PAGE_PHOTO_H
#define SL_PAGE_PHOTO_H

#include "page/image.h"

/* n bytes, at most 4, as a number: the first is the highest, or the lowest. */
uint32_t sl_photo_number(const char *p, unsigned n, bool little);
/* Unpacks zlib's format to n bytes at most; got: how many (NULL: exactly n). False when it is
 * damaged or more. */
bool sl_photo_inflate(sl_str zlib, void *room, size_t n, size_t *got);
/* The sum of a PNG's chunk, its four letters and what it holds (ISO 15948, 5.5). */
uint32_t sl_photo_sum(const char *kind, sl_str body);
/* The next chunk of a PNG from `at` on, which begins at 8 (ISO 15948, 5.3): its four letters, and
 * what it holds. False at the last. */
bool sl_photo_next_chunk(sl_str png, size_t *at, const char **kind, sl_str *body);
/* Whether a JPEG goes to its end (ITU-T T.81, B.1.1.3): one that is cut short is grey below. */
bool sl_photo_ends(sl_str jpeg);

/* How a JPEG or PNG is to be turned: 1 to 8, as Exif 2.3, 4.6.4.A, tag 0x0112 counts; 1 is as it
 * is, and what a file has that says nothing. */
unsigned sl_photo_orientation(const sl_image *im);
/* The ICC profile in a PNG (ISO 15948, 11.3.3.3) or a JPEG (ICC.1:2010, B.4), empty when there is
 * none. components: of the pixels as they are kept, 1 or 3. NULL, or why the profile cannot be
 * used. */
const char *sl_photo_profile(sl_arena *a, const sl_image *im, unsigned components, sl_str *out);
/* The JPEG as an SVG of its stored pixels, for who draws with librsvg. It does not say how it is
 * turned any more: that is up to the caller. */
sl_str sl_photo_svg(sl_arena *a, const sl_image *im);

/* The stored pixels laid on the unit square, its corner at the bottom left, as they are to be seen:
 * x' = m[0] x + m[2] y + m[4], y' = m[1] x + m[3] y + m[5]. */
const int *sl_photo_matrix(unsigned orientation);

#endif
