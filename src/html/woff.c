#include "html/woff.h"

#include <brotli/encode.h>

enum {
    MOST_TABLES = 64,
    OTHER_TAG = 63,          /* 4.1: the tag follows */
    NULL_TRANSFORM = 3 << 6, /* 4.1: of glyf and loca; of all others it is 0 */
    QUALITY = 9,             /* of 11: the last two take ten times as long for 4 % */
    WINDOW = 16,             /* 64 KiB: chains for it; from 17 on 33 MB of buckets a face */
};

typedef struct table {
    sl_str tag, bytes;
} table;

typedef struct tables {
    size_t n;
    table at[MOST_TABLES];
} tables;

static uint32_t read_big(sl_str s, size_t at, size_t n)
{
    uint32_t v = 0;
    for (size_t i = 0; i < n; i++)
        v = v << 8 | (unsigned char)s.p[at + i];
    return v;
}

static void push_big(sl_buf *out, uint32_t v, unsigned n)
{
    while (n-- > 0)
        sl_buf_push_char(out, (char)(v >> 8 * n & 0xff));
}

/* UIntBase128 (4.1): seven bits a byte, the highest first, without leading zeroes. */
static void push_base128(sl_buf *out, uint32_t v)
{
    unsigned n = 1;
    for (uint32_t rest = v >> 7; rest; rest >>= 7)
        n++;
    while (n-- > 0)
        sl_buf_push_char(out, (char)((v >> 7 * n & 0x7f) | (n ? 0x80 : 0)));
}

static bool is_tag(const table *t, const char *tag)
{
    return sl_str_equal_z(t->tag, tag);
}

/* The tables in the file's order, but loca directly behind glyf (5.3). */
static bool read_tables(sl_str font, tables *out)
{
    enum { HEAD = 12, RECORD = 16 };
    size_t n = font.n >= HEAD ? read_big(font, 4, 2) : 0;
    if (!n || n > MOST_TABLES || font.n < HEAD + n * RECORD)
        return false;
    table loca = {0};
    out->n = 0;
    for (size_t i = 0; i < n; i++) {
        size_t record = HEAD + i * RECORD;
        size_t at = read_big(font, record + 8, 4), length = read_big(font, record + 12, 4);
        if (at > font.n || length > font.n - at)
            return false;
        table t = {sl_str_slice(font, record, record + 4), sl_str_slice(font, at, at + length)};
        if (is_tag(&t, "loca"))
            loca = t;
        else
            out->at[out->n++] = t;
    }
    for (size_t i = 0; i < out->n; i++) {
        if (!is_tag(&out->at[i], "glyf") || !loca.tag.n)
            continue;
        memmove(&out->at[i + 2], &out->at[i + 1], (out->n - i - 1) * sizeof *out->at);
        out->at[i + 1] = loca;
        out->n++;
        return true;
    }
    return false;
}

/* 4.1: the tags that a number stands for, in its order. */
static unsigned tag_number(sl_str tag)
{
    static const char known[] = "cmapheadhheahmtxmaxpnameOS/2postcvt fpgmglyflocaprepCFF VORGEBDT"
                                "EBLCgasphdmxkernLTSHPCLTVDMXvheavmtxBASEGDEFGPOSGSUB";
    for (unsigned i = 0; i < (sizeof known - 1) / 4; i++)
        if (memcmp(known + (size_t)i * 4, tag.p, 4) == 0)
            return i;
    return OTHER_TAG;
}

/* 5: what the file says of itself that it has been through a lossless modification. */
static void push_table(sl_buf *data, const table *t)
{
    size_t start = data->n;
    sl_buf_push_str(data, t->bytes);
    if (is_tag(t, "head") && t->bytes.n > 17)
        data->p[start + 16] = (char)((unsigned char)data->p[start + 16] | 0x08);
}

static void push_directory(sl_buf *out, const tables *all)
{
    for (size_t i = 0; i < all->n; i++) {
        const table *t = &all->at[i];
        unsigned number = tag_number(t->tag);
        bool outlines = is_tag(t, "glyf") || is_tag(t, "loca");
        sl_buf_push_char(out, (char)(number | (outlines ? NULL_TRANSFORM : 0)));
        if (number == OTHER_TAG)
            sl_buf_push_str(out, t->tag);
        push_base128(out, (uint32_t)t->bytes.n);
    }
}

static void push_header(sl_buf *out, sl_str font, const tables *all, size_t directory,
                        size_t compressed)
{
    enum { HEAD = 48 };
    size_t whole = 12 + 16 * all->n;
    for (size_t i = 0; i < all->n; i++)
        whole += (all->at[i].bytes.n + 3) & ~(size_t)3;
    size_t length = (HEAD + directory + compressed + 3) & ~(size_t)3;
    sl_buf_push_z(out, "wOF2");
    sl_buf_push_str(out, sl_str_slice(font, 0, 4));
    push_big(out, (uint32_t)length, 4);
    push_big(out, (uint32_t)all->n, 2);
    push_big(out, 0, 2);
    push_big(out, (uint32_t)whole, 4);
    push_big(out, (uint32_t)compressed, 4);
    push_big(out, 1, 2); /* its version: of no meaning to readers */
    for (size_t i = 0; i < 22; i++)
        sl_buf_push_char(out, '\0'); /* minor version; no metadata, no private data */
}

bool sl_woff_emit(sl_buf *out, sl_str font)
{
    tables all;
    if (!read_tables(font, &all))
        return false;
    sl_buf data, directory;
    sl_buf_init(&data);
    sl_buf_init(&directory);
    for (size_t i = 0; i < all.n; i++)
        push_table(&data, &all.at[i]);
    push_directory(&directory, &all);
    size_t n = BrotliEncoderMaxCompressedSize(data.n);
    sl_arena *arena = sl_arena_new();
    uint8_t *bytes = SL_NEW_ARRAY(arena, uint8_t, n);
    bool good = n && BrotliEncoderCompress(QUALITY, WINDOW, BROTLI_MODE_FONT, data.n,
                                           (const uint8_t *)data.p, &n, bytes);
    if (good) {
        size_t start = out->n;
        push_header(out, font, &all, directory.n, n);
        sl_buf_push_str(out, sl_buf_str(&directory));
        sl_buf_push_str(out, (sl_str){(const char *)bytes, n});
        while ((out->n - start) % 4)
            sl_buf_push_char(out, '\0');
    }
    sl_arena_free(arena);
    sl_buf_done(&data);
    sl_buf_done(&directory);
    return good;
}
