#include "raster/png.h"

#include <libdeflate.h>

#include "raster/rows.h"

enum {
    COLORS = 256,
    SLOTS = 2048, /* of a table of them; a power of two */
    LEVEL = 1
};

typedef struct palette {
    uint32_t colors[COLORS], lengths[COLORS]; /* the longest run of each */
    uint16_t slots[SLOTS];                    /* 1 + index */
    unsigned n;
    uint32_t mask; /* bits by which two colours differ */
} palette;

static void push_number(sl_buf *b, uint32_t v)
{
    char bytes[] = {(char)(v >> 24), (char)(v >> 16), (char)(v >> 8), (char)v};
    sl_buf_push(b, bytes, sizeof bytes);
}

static void push_chunk(sl_buf *out, const char *type, const void *bytes, size_t n)
{
    push_number(out, (uint32_t)n);
    size_t at = out->n;
    sl_buf_push(out, type, 4);
    sl_buf_push(out, bytes, n);
    push_number(out, libdeflate_crc32(0, out->p + at, n + 4));
}

/* The index of a colour, of which there is a run; COLORS: there is no room for it. */
static unsigned find(palette *p, uint32_t color, uint32_t run)
{
    uint32_t key = color & p->mask, slot = (key * 0x9E3779B1u) >> 21;
    for (;; slot = (slot + 1) % SLOTS) {
        unsigned i = p->slots[slot];
        if (!i)
            break;
        i--;
        if ((p->colors[i] & p->mask) != key)
            continue;
        if (run > p->lengths[i]) { /* what fills an area, and no edge of it */
            p->lengths[i] = run;
            p->colors[i] = color;
        }
        return i;
    }
    if (p->n == COLORS)
        return COLORS;
    p->colors[p->n] = color;
    p->lengths[p->n] = run;
    p->slots[slot] = (uint16_t)++p->n;
    return p->n - 1;
}

/* Where the run of the colour before `from` ends. Two pixels at a time: most of a drawing is empty.
 */
static uint32_t find_end(const uint32_t *row, uint32_t from, uint32_t width)
{
    enum { PAIR = 2 };
    uint64_t pair, color = row[from - 1] & 0xFFFFFFu, mask = 0x00FFFFFF00FFFFFFu;
    for (; from + PAIR <= width; from += PAIR) {
        memcpy(&pair, row + from, sizeof pair);
        if ((pair & mask) != (color << 32 | color))
            break;
    }
    while (from < width && (row[from] & 0xFFFFFFu) == color)
        from++;
    return from;
}

/* A row of indices, behind the byte that says it is filtered by nothing; false: too many colours.
 */
static bool index_row(palette *p, const uint32_t *row, uint32_t width, unsigned char *to)
{
    *to++ = 0;
    for (uint32_t x = 0; x < width;) {
        uint32_t color = row[x] & 0xFFFFFFu, end = find_end(row, x + 1, width);
        unsigned i = find(p, color, end - x);
        if (i == COLORS)
            return false;
        memset(to + x, (int)i, end - x);
        x = end;
    }
    return true;
}

static bool index_all(palette *p, uint32_t mask, const uint32_t *pixels, size_t stride,
                      uint32_t width, uint32_t height, unsigned char *to)
{
    memset(p, 0, sizeof *p);
    p->mask = mask;
    for (uint32_t y = 0; y < height; y++, to += width + 1) {
        const uint32_t *row = pixels + y * stride;
        if (y && memcmp(row, row - stride, width * sizeof *row) == 0)
            memcpy(to, to - width - 1, width + 1);
        else if (!index_row(p, row, width, to))
            return false;
    }
    return true;
}

/* Three bytes to a pixel, each less the one above it. */
static void copy_all(const uint32_t *pixels, size_t stride, uint32_t width, uint32_t height,
                     unsigned char *to)
{
    for (uint32_t y = 0; y < height; y++) {
        const uint32_t *row = pixels + y * stride, *above = y ? row - stride : NULL;
        *to++ = 2;
        for (uint32_t x = 0; x < width; x++)
            for (unsigned shift = 16; shift <= 16; shift -= 8)
                *to++ = (unsigned char)((row[x] >> shift) - (above ? above[x] >> shift : 0));
    }
}

static bool push_data(sl_buf *out, const unsigned char *bytes, size_t n)
{
    struct libdeflate_compressor *c = libdeflate_alloc_compressor(LEVEL);
    if (!c)
        return false;
    sl_buf b;
    sl_buf_init(&b);
    size_t most = libdeflate_zlib_compress_bound(c, n);
    char *to = sl_buf_reserve(&b, most);
    size_t size = libdeflate_zlib_compress(c, bytes, n, to, most);
    if (size)
        push_chunk(out, "IDAT", to, size);
    libdeflate_free_compressor(c);
    sl_buf_done(&b);
    return size > 0;
}

static void push_indices(sl_buf *out, const unsigned char *rows, size_t width, size_t height)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_rows_push(&b, rows, width, height);
    push_chunk(out, "IDAT", b.p, b.n);
    sl_buf_done(&b);
}

static void push_head(sl_buf *out, uint32_t width, uint32_t height, const palette *p)
{
    sl_buf head;
    sl_buf_init(&head);
    push_number(&head, width);
    push_number(&head, height);
    sl_buf_push(&head, p ? "\x08\x03\0\0\0" : "\x08\x02\0\0\0", 5);
    sl_buf_push(out, "\x89PNG\r\n\x1A\n", 8);
    push_chunk(out, "IHDR", head.p, head.n);
    head.n = 0;
    for (unsigned i = 0; p && i < p->n; i++) {
        char color[] = {(char)(p->colors[i] >> 16), (char)(p->colors[i] >> 8), (char)p->colors[i]};
        sl_buf_push(&head, color, sizeof color);
    }
    if (p)
        push_chunk(out, "PLTE", head.p, head.n);
    sl_buf_done(&head);
}

bool sl_png_push(sl_buf *out, const uint32_t *pixels, size_t stride, uint32_t width,
                 uint32_t height, bool coarse)
{
    /* All of each channel; then six, five and four bits of it. */
    static const uint32_t masks[] = {0xFFFFFF, 0xFCFCFC, 0xF8F8F8, 0xF0F0F0};
    palette p;
    sl_buf rows;
    sl_buf_init(&rows);
    size_t all = ((size_t)width * 3 + 1) * height;
    unsigned char *to = (unsigned char *)sl_buf_reserve(&rows, all);
    bool few = false;
    for (size_t i = coarse; !few && i < (coarse ? SL_COUNT(masks) : 1); i++)
        few = index_all(&p, masks[i], pixels, stride, width, height, to);
    if (!few)
        copy_all(pixels, stride, width, height, to);
    push_head(out, width, height, few ? &p : NULL);
    bool good = few || push_data(out, to, all);
    if (few)
        push_indices(out, to, (size_t)width + 1, height);
    push_chunk(out, "IEND", "", 0);
    sl_buf_done(&rows);
    return good;
}
