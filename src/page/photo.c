#include "page/photo.h"

#include <glib.h>
#include <libdeflate.h>

#include "base/limits.h"
#include "base/mem.h"

enum { APP1 = 0xE1, APP2 = 0xE2, START_OF_SCAN = 0xDA };

uint32_t sl_photo_number(const char *p, unsigned n, bool little)
{
    uint32_t v = 0;
    for (unsigned i = 0; i < n; i++)
        v = v << 8 | (unsigned char)p[little ? n - 1 - i : i];
    return v;
}

/* The next segment of a JPEG before its pixels (ITU-T T.81, B.1.1.4): what it holds, and where it
 * begins and ends with its marker. False at the last. */
static bool next_segment(sl_str s, size_t *at, unsigned *marker, sl_str *body)
{
    if (*at + 4 > s.n || (unsigned char)s.p[*at] != 0xFF)
        return false;
    *marker = (unsigned char)s.p[*at + 1];
    size_t length = sl_photo_number(s.p + *at + 2, 2, false);
    if (*marker == START_OF_SCAN || length < 2 || *at + 2 + length > s.n)
        return false;
    *body = sl_str_slice(s, *at + 4, *at + 2 + length);
    *at += 2 + length;
    return true;
}

bool sl_photo_next_chunk(sl_str s, size_t *at, const char **kind, sl_str *body)
{
    enum { AROUND = 12 };
    if (*at + AROUND > s.n)
        return false;
    size_t n = sl_photo_number(s.p + *at, 4, false);
    if (n > s.n - *at - AROUND)
        return false;
    *kind = s.p + *at + 4;
    *body = sl_str_slice(s, *at + 8, *at + 8 + n);
    *at += AROUND + n;
    return true;
}

bool sl_photo_inflate(sl_str zlib, void *room, size_t n, size_t *got)
{
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    if (!d)
        sl_mem_exhausted(n);
    enum libdeflate_result result = libdeflate_zlib_decompress(d, zlib.p, zlib.n, room, n, got);
    libdeflate_free_decompressor(d);
    return result == LIBDEFLATE_SUCCESS;
}

uint32_t sl_photo_sum(const char *kind, sl_str body)
{
    return libdeflate_crc32(libdeflate_crc32(0, kind, 4), body.p, body.n);
}

bool sl_photo_ends(sl_str jpeg)
{
    unsigned marker;
    sl_str body;
    size_t at = 2;
    while (next_segment(jpeg, &at, &marker, &body))
        continue;
    return sl_str_find(sl_str_slice(jpeg, at < jpeg.n ? at : jpeg.n, jpeg.n), SL_STR("\xFF\xD9"),
                       0) != SIZE_MAX;
}

/* --- how it is held --- */

/* TIFF 6.0, section 2: a header, then the first directory, of entries of twelve bytes. */
static unsigned read_tiff(sl_str tiff)
{
    enum { ORIENTATION = 0x0112, SHORT = 3, ENTRY = 12 };
    if (tiff.n < 8 || (memcmp(tiff.p, "MM\0\x2A", 4) != 0 && memcmp(tiff.p, "II\x2A\0", 4) != 0))
        return 1;
    bool little = tiff.p[0] == 'I';
    size_t at = sl_photo_number(tiff.p + 4, 4, little);
    if (at > tiff.n - 2)
        return 1;
    unsigned count = sl_photo_number(tiff.p + at, 2, little);
    for (at += 2; count && at + ENTRY <= tiff.n; at += ENTRY, count--) {
        if (sl_photo_number(tiff.p + at, 2, little) != ORIENTATION ||
            sl_photo_number(tiff.p + at + 2, 2, little) != SHORT)
            continue;
        unsigned v = sl_photo_number(tiff.p + at + 8, 2, little);
        return v >= 1 && v <= 8 ? v : 1;
    }
    return 1;
}

static bool is_exif(unsigned marker, sl_str body)
{
    return marker == APP1 && body.n > 6 && memcmp(body.p, "Exif\0\0", 6) == 0;
}

unsigned sl_photo_orientation(const sl_image *im)
{
    unsigned marker;
    const char *kind;
    sl_str body;
    if (im->kind == SL_IMAGE_PNG) {
        for (size_t at = 8; sl_photo_next_chunk(im->bytes, &at, &kind, &body);)
            if (memcmp(kind, "eXIf", 4) == 0)
                return read_tiff(body);
        return 1;
    }
    for (size_t at = 2; next_segment(im->bytes, &at, &marker, &body);)
        if (is_exif(marker, body))
            return read_tiff(sl_str_slice(body, 6, body.n));
    return 1;
}

const int *sl_photo_matrix(unsigned orientation)
{
    static const int all[8][6] = {{1, 0, 0, 1, 0, 0},  {-1, 0, 0, 1, 1, 0},  {-1, 0, 0, -1, 1, 1},
                                  {1, 0, 0, -1, 0, 1}, {0, -1, -1, 0, 1, 1}, {0, -1, 1, 0, 0, 1},
                                  {0, 1, 1, 0, 0, 0},  {0, 1, -1, 0, 1, 0}};
    return all[orientation >= 1 && orientation <= 8 ? orientation - 1 : 0];
}

/* --- in which colours --- */

/* In parts, each with its number and how many there are; they stand in order. */
static const char *join_profile(sl_buf *b, sl_str jpeg)
{
    enum { HEAD = 14 };
    unsigned marker, parts = 0;
    sl_str body;
    for (size_t at = 2; next_segment(jpeg, &at, &marker, &body);) {
        if (marker != APP2 || body.n < HEAD || memcmp(body.p, "ICC_PROFILE\0", 12) != 0)
            continue;
        if ((unsigned char)body.p[12] != ++parts)
            return "the parts of its colour profile are out of order";
        sl_buf_push_str(b, sl_str_slice(body, HEAD, body.n));
    }
    return NULL;
}

static const char *inflate_profile(sl_buf *b, sl_str png)
{
    const char *kind;
    sl_str body;
    for (size_t at = 8; sl_photo_next_chunk(png, &at, &kind, &body);) {
        if (memcmp(kind, "iCCP", 4) != 0)
            continue;
        size_t name = sl_str_find_char(body, '\0', 0);
        if (name == SIZE_MAX || name + 2 > body.n)
            return "its colour profile is cut short";
        body = sl_str_slice(body, name + 2, body.n);
        size_t got = 0;
        char *room = sl_buf_reserve(b, SL_LIMIT_PROFILE_BYTES);
        bool good = sl_photo_inflate(body, room, SL_LIMIT_PROFILE_BYTES, &got);
        b->n += good ? got : 0;
        return good ? NULL : "its colour profile is damaged";
    }
    return NULL;
}

/* ICC.1:2010, 7.2, and what PDF/A-3 takes (ISO 19005-3, 6.2.4.2). */
static const char *judge(sl_str profile, unsigned components)
{
    static const char *const classes[] = {"scnr", "mntr", "prtr", "spac"};
    bool known = false;
    if (profile.n < 132 || sl_photo_number(profile.p, 4, false) != profile.n ||
        memcmp(profile.p + 36, "acsp", 4) != 0)
        return "its colour profile is damaged";
    for (size_t i = 0; i < SL_COUNT(classes); i++)
        known = known || memcmp(profile.p + 12, classes[i], 4) == 0;
    if (!known || profile.p[8] < 2 || profile.p[8] > 4)
        return "its colour profile is of a kind that PDF/A does not take";
    if (memcmp(profile.p + 16, components == 1 ? "GRAY" : "RGB ", 4) != 0)
        return "its colour profile is not of its own colours, RGB or grey";
    return NULL;
}

const char *sl_photo_profile(sl_arena *a, const sl_image *im, unsigned components, sl_str *out)
{
    sl_buf b;
    sl_buf_init(&b);
    const char *why = im->kind == SL_IMAGE_JPEG  ? join_profile(&b, im->bytes)
                      : im->kind == SL_IMAGE_PNG ? inflate_profile(&b, im->bytes)
                                                 : NULL;
    *out = sl_buf_take(&b, a);
    if (!why && out->n)
        why = judge(*out, components);
    return why;
}

/* --- for librsvg --- */

sl_str sl_photo_svg(sl_arena *a, const sl_image *im)
{
    sl_buf b, jpeg;
    sl_buf_init(&b);
    sl_buf_init(&jpeg);
    unsigned marker;
    sl_str body;
    size_t at = 2, from = 2;
    sl_buf_push_str(&jpeg, sl_str_slice(im->bytes, 0, 2));
    for (; next_segment(im->bytes, &at, &marker, &body); from = at)
        if (!is_exif(marker, body))
            sl_buf_push_str(&jpeg, sl_str_slice(im->bytes, from, at));
    sl_buf_push_str(&jpeg, sl_str_slice(im->bytes, from, im->bytes.n));
    gchar *digits = g_base64_encode((const guchar *)jpeg.p, jpeg.n);
    sl_buf_push_format(&b,
                       "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%u\" height=\"%u\">"
                       "<image width=\"%u\" height=\"%u\" href=\"data:image/jpeg;base64,",
                       im->stored_width, im->stored_height, im->stored_width, im->stored_height);
    sl_buf_push_z(&b, digits);
    sl_buf_push_z(&b, "\"/></svg>");
    g_free(digits);
    sl_buf_done(&jpeg);
    return sl_buf_take(&b, a);
}
