#include "word/container.h"

#include <libdeflate.h>

#include "base/assert.h"
#include "base/limits.h"
#include "late/office.h"

/* --- writing: by hand, as the few fields of it are known beforehand and no clock has a say --- */

/* 1 January 1980, the first day that ZIP knows; names are in UTF-8; as of version 2.0. */
enum { DAY = 1 << 5 | 1, UTF8 = 1 << 11, VERSION = 20, STORED = 0, DEFLATED = 8, LEVEL = 1 };

/* Where a part stands, and its fields that both of its headers have. */
typedef struct packed {
    uint32_t at, size, crc;
    uint16_t method;
} packed;

static void push_number(sl_buf *out, uint32_t v, unsigned bytes)
{
    for (; bytes > 0; bytes--, v >>= 8)
        sl_buf_push_char(out, (char)(v & 0xFF));
}

/* All that a part's header and the directory's entry of it say alike. */
static void push_fields(sl_buf *out, const sl_part_file *f, const packed *p)
{
    push_number(out, VERSION, 2);
    push_number(out, UTF8, 2);
    push_number(out, p->method, 2);
    push_number(out, 0, 2); /* midnight */
    push_number(out, DAY, 2);
    push_number(out, p->crc, 4);
    push_number(out, p->size, 4);
    push_number(out, (uint32_t)f->bytes.n, 4);
    push_number(out, (uint32_t)f->name.n, 2);
    push_number(out, 0, 2); /* no further fields */
}

/* The bytes of a part into `deflated`, with room for them; 0: they are as short as they are. */
static size_t deflate(struct libdeflate_compressor *c, const sl_part_file *f, sl_buf *deflated)
{
    if (f->stored || !f->bytes.n)
        return 0;
    deflated->n = 0;
    char *to = sl_buf_reserve(deflated, f->bytes.n);
    return libdeflate_deflate_compress(c, f->bytes.p, f->bytes.n, to, f->bytes.n);
}

static packed push_part(sl_buf *out, size_t start, struct libdeflate_compressor *c,
                        const sl_part_file *f, sl_buf *deflated)
{
    size_t n = deflate(c, f, deflated);
    packed p = {.at = (uint32_t)(out->n - start),
                .size = (uint32_t)(n ? n : f->bytes.n),
                .crc = libdeflate_crc32(0, f->bytes.p, f->bytes.n),
                .method = n ? DEFLATED : STORED};
    sl_buf_push(out, "PK\3\4", 4);
    push_fields(out, f, &p);
    sl_buf_push_str(out, f->name);
    sl_buf_push(out, n ? deflated->p : f->bytes.p, p.size);
    return p;
}

static void push_entry(sl_buf *out, const sl_part_file *f, const packed *p)
{
    sl_buf_push(out, "PK\1\2", 4);
    push_number(out, VERSION, 2);
    push_fields(out, f, p);
    push_number(out, 0, 2); /* no comment */
    push_number(out, 0, 2); /* the first disk */
    push_number(out, 0, 2); /* nothing to say of its bytes */
    push_number(out, 0, 4); /* nor for a system of files */
    push_number(out, p->at, 4);
    sl_buf_push_str(out, f->name);
}

void sl_container_emit(sl_buf *out, const sl_part_files *files)
{
    struct libdeflate_compressor *c = libdeflate_alloc_compressor(LEVEL);
    sl_arena *a = sl_arena_new();
    packed *parts = SL_NEW_ARRAY(a, packed, files->n + 1);
    sl_buf deflated;
    SL_CHECK(c);
    sl_buf_init(&deflated);
    size_t start = out->n;
    for (size_t i = 0; i < files->n; i++)
        parts[i] = push_part(out, start, c, &files->at[i], &deflated);
    size_t directory = out->n;
    for (size_t i = 0; i < files->n; i++)
        push_entry(out, &files->at[i], &parts[i]);
    size_t end = out->n;
    sl_buf_push(out, "PK\5\6", 4);
    push_number(out, 0, 4); /* of one disk */
    push_number(out, (uint32_t)files->n, 2);
    push_number(out, (uint32_t)files->n, 2);
    push_number(out, (uint32_t)(end - directory), 4);
    push_number(out, (uint32_t)(directory - start), 4);
    push_number(out, 0, 2); /* no comment */
    sl_buf_done(&deflated);
    sl_arena_free(a);
    libdeflate_free_compressor(c);
}

/* --- what was written, by hand too --- */

static uint32_t number_at(sl_str s, size_t at, unsigned bytes)
{
    uint32_t v = 0;
    while (bytes-- > 0)
        v = v << 8 | (unsigned char)s.p[at + bytes];
    return v;
}

/* Bytes of a part's header before its name. */
enum { HEAD = 30 };

/* The part at *at, and where the next one is. */
static bool read_part(struct libdeflate_decompressor *d, sl_str all, size_t *at, sl_buf *unpacked,
                      sl_str *name, sl_str *bytes)
{
    size_t size = number_at(all, *at + 18, 4), full = number_at(all, *at + 22, 4),
           begin = *at + HEAD + number_at(all, *at + 26, 2);
    bool is_stored = number_at(all, *at + 8, 2) == STORED;
    if (begin > all.n || size > all.n - begin || (is_stored && size != full))
        return false;
    *name = sl_str_slice(all, *at + HEAD, begin);
    *bytes = sl_str_slice(all, begin, begin + size);
    *at = begin + size;
    if (!is_stored) {
        unpacked->n = 0;
        char *to = sl_buf_reserve(unpacked, full + 1);
        if (libdeflate_deflate_decompress(d, bytes->p, size, to, full, NULL) != LIBDEFLATE_SUCCESS)
            return false;
        *bytes = (sl_str){to, full};
    }
    return true;
}

bool sl_container_walk(sl_str bytes, sl_part_reader read, void *context, const char **why)
{
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    sl_buf unpacked;
    size_t at = 0;
    bool good = true, more = true;
    SL_CHECK(d);
    sl_buf_init(&unpacked);
    while (good && more && bytes.n - at > HEAD && memcmp(bytes.p + at, "PK\3\4", 4) == 0) {
        sl_str name, part;
        uint32_t crc = number_at(bytes, at + 14, 4);
        good = read_part(d, bytes, &at, &unpacked, &name, &part) &&
               libdeflate_crc32(0, part.p, part.n) == crc;
        more = good && read(context, name, part);
    }
    good = good && (!more || (bytes.n - at > 4 && memcmp(bytes.p + at, "PK\1\2", 4) == 0));
    sl_buf_done(&unpacked);
    libdeflate_free_decompressor(d);
    *why = "a part of it is damaged";
    return good;
}

/* --- reading --- */

struct sl_container {
    const sl_office *office;
    zip_t *zip;
    size_t n, left; /* entries; bytes that may still be unpacked */
};

static void release(void *handle)
{
    sl_container *c = handle;
    c->office->zip_discard(c->zip);
}

sl_container *sl_container_open(sl_arena *a, sl_str bytes, const char **why)
{
    const sl_office *o = sl_office_open();
    *why = "the module '" SL_OFFICE_FILE "' is not there";
    if (!o)
        return NULL;
    *why = "it is no ZIP file";
    zip_error_t error;
    o->zip_error_init(&error);
    zip_source_t *source = o->zip_source_buffer_create(bytes.p, bytes.n, 0, &error);
    zip_t *zip = source ? o->zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    o->zip_error_fini(&error);
    if (!zip) {
        if (source)
            o->zip_source_free(source);
        return NULL;
    }
    sl_container *c = SL_NEW(a, sl_container);
    *c = (sl_container){o, zip, (size_t)o->zip_get_num_entries(zip, 0), SL_LIMIT_OFFICE_BYTES};
    sl_arena_defer(a, release, c);
    *why = "it holds more parts than are read";
    return c->n <= SL_LIMIT_OFFICE_PARTS ? c : NULL;
}

size_t sl_container_count(const sl_container *c)
{
    return c->n;
}

sl_str sl_container_name(const sl_container *c, size_t i)
{
    zip_stat_t stat;
    c->office->zip_stat_init(&stat);
    if (c->office->zip_stat_index(c->zip, i, 0, &stat) || !(stat.valid & ZIP_STAT_NAME))
        return SL_STR_NONE;
    return sl_str_from(stat.name);
}

bool sl_container_read(sl_container *c, sl_arena *a, size_t i, sl_str *bytes, const char **why)
{
    const sl_office *o = c->office;
    zip_stat_t stat;
    o->zip_stat_init(&stat);
    *bytes = SL_STR_NONE;
    *why = "a part of it is damaged";
    if (o->zip_stat_index(c->zip, i, 0, &stat) || !(stat.valid & ZIP_STAT_SIZE))
        return false;
    /* What it says of its size is believed only as far as the limit goes; more is never unpacked.
     */
    if (stat.size > c->left) {
        *why = "its parts are larger than is read";
        return false;
    }
    zip_file_t *file = o->zip_fopen_index(c->zip, i, 0);
    if (!file) {
        *why = "a part of it is encrypted or damaged";
        return false;
    }
    char *p = sl_arena_alloc(a, stat.size + 1);
    zip_int64_t n = o->zip_fread(file, p, stat.size);
    bool whole = o->zip_fclose(file) == 0 && n >= 0 && (zip_uint64_t)n == stat.size;
    c->left -= stat.size;
    *bytes = (sl_str){p, stat.size};
    return whole;
}

bool sl_container_find(sl_container *c, sl_arena *a, sl_str name, sl_str *bytes, const char **why)
{
    *bytes = SL_STR_NONE;
    for (size_t i = 0; i < c->n; i++)
        if (sl_str_equal(sl_container_name(c, i), name))
            return sl_container_read(c, a, i, bytes, why);
    return true;
}
