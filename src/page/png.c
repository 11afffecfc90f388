/* PNG (ISO 15948) without its pixels being unpacked into memory for good.
 *
 * PDF's images take the data of a plain PNG as they are: Flate with PNG's predictors (ISO 32000-1,
 * 7.4.4.4). Plain is what has no transparency, no interlacing and 8 bits or less. Its data are
 * unpacked once, to see that they are whole, and thrown away. What is not plain is decoded by cairo
 * when it is written.
 */
#include "page/png.h"

#include <stdlib.h>

#include "base/mem.h"
#include "page/photo.h"

enum { GRAY = 0, RGB = 2, PALETTE = 3, HEAD = 13, MOST_FILTER = 4, BIT_DEPTH = 8 };

typedef struct chunks {
    unsigned depth, colour, interlaced;
    bool clear; /* some pixels may be seen through */
    sl_str palette;
    size_t data_count, data_bytes;
    sl_str first; /* the first of the data */
} chunks;

static bool is(const char *kind, const char *name)
{
    return memcmp(kind, name, 4) == 0;
}

static bool list(sl_str png, chunks *c)
{
    const char *kind;
    sl_str body;
    bool ended = false;
    for (size_t at = 8; sl_photo_next_chunk(png, &at, &kind, &body);) {
        if (sl_photo_sum(kind, body) != sl_photo_number(body.p + body.n, 4, false))
            return false;
        if (is(kind, "IHDR") && body.n == HEAD) {
            c->depth = (unsigned char)body.p[8];
            c->colour = (unsigned char)body.p[9];
            c->interlaced = (unsigned char)body.p[12];
        } else if (is(kind, "PLTE")) {
            c->palette = body;
        } else if (is(kind, "tRNS")) {
            c->clear = true;
        } else if (is(kind, "IDAT")) {
            c->first = c->data_count++ ? c->first : body;
            c->data_bytes += body.n;
        } else if (is(kind, "IEND")) {
            ended = true;
        }
    }
    return ended && c->data_count;
}

static bool is_plain(const chunks *c)
{
    bool depth = c->depth == 1 || c->depth == 2 || c->depth == 4 || c->depth == BIT_DEPTH;
    if (c->interlaced || c->clear || !depth)
        return false;
    if (c->colour == PALETTE)
        return c->palette.n && c->palette.n % 3 == 0 && c->palette.n <= (size_t)3 << c->depth;
    return c->colour == GRAY || (c->colour == RGB && c->depth == BIT_DEPTH);
}

static sl_str join(sl_arena *a, sl_str png, const chunks *c)
{
    if (c->data_count == 1)
        return c->first;
    char *out = sl_arena_alloc(a, c->data_bytes + 1);
    const char *kind;
    sl_str body;
    size_t n = 0;
    for (size_t at = 8; sl_photo_next_chunk(png, &at, &kind, &body);)
        if (is(kind, "IDAT")) {
            memcpy(out + n, body.p, body.n);
            n += body.n;
        }
    return (sl_str){out, n};
}

/* A pixel of a palette names one of its colours. */
static bool in_palette(const unsigned char *row, size_t width, unsigned depth, size_t colours)
{
    if (colours >= (size_t)1 << depth)
        return true;
    for (size_t x = 0; x < width; x++) {
        size_t bit = x * depth;
        unsigned v = row[bit / 8] >> (8 - depth - bit % 8) & ((1u << depth) - 1);
        if (v >= colours)
            return false;
    }
    return true;
}

/* ISO 15948, 9.4. */
static int paeth(int a, int b, int c)
{
    int p = a + b - c, pa = abs(p - a), pb = abs(p - b), pc = abs(p - c);
    return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

/* A row of samples of a byte or less as it was before it was filtered (ISO 15948, 9.2); above: the
 * row before it, or NULL. */
static void unfilter(unsigned char *row, const unsigned char *above, size_t n, unsigned filter)
{
    for (size_t i = 0; i < n; i++) {
        int a = i ? row[i - 1] : 0, b = above ? above[i] : 0, c = i && above ? above[i - 1] : 0;
        int by = filter == 1   ? a
                 : filter == 2 ? b
                 : filter == 3 ? (a + b) / 2
                 : filter == 4 ? paeth(a, b, c)
                               : 0;
        row[i] = (unsigned char)(row[i] + by);
    }
}

/* Whether the data unpack to as many rows as there are, each with a filter that there is, and of no
 * colour that is not in the palette. */
static bool is_whole(const sl_image *im, const chunks *c, sl_str data)
{
    size_t samples = c->colour == RGB ? 3 : 1;
    size_t row = ((size_t)im->stored_width * samples * c->depth + 7) / 8 + 1;
    size_t n = row * im->stored_height;
    unsigned char *room = sl_mem_alloc(n);
    bool good = sl_photo_inflate(data, room, n, NULL);
    for (size_t y = 0; good && y < im->stored_height; y++) {
        unsigned char *at = room + y * row;
        good = *at <= MOST_FILTER;
        if (!good || c->colour != PALETTE)
            continue;
        unfilter(at + 1, y ? at + 1 - row : NULL, row - 1, *at);
        good = in_palette(at + 1, im->stored_width, c->depth, c->palette.n / 3);
    }
    sl_mem_free(room);
    return good;
}

bool sl_png_read(sl_arena *a, sl_image *im)
{
    chunks c = {0};
    if (!list(im->bytes, &c))
        return false;
    if (!is_plain(&c))
        return true;
    sl_str data = join(a, im->bytes, &c);
    if (!is_whole(im, &c, data))
        return false;
    im->components = c.colour == GRAY ? 1 : 3;
    im->depth = (uint8_t)c.depth;
    im->palette = c.colour == PALETTE ? c.palette : SL_STR_NONE;
    im->flate = data;
    return true;
}
