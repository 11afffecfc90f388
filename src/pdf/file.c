/* Objects into bytes. A file is: the head, objects one after the other, a cross-reference stream
 * that says where each is, and startxref. Small objects are gathered, 200 to an object stream, and
 * deflated together; streams stand by themselves.
 *
 * An object number is an index of `objects`, given before the object is there, so that two may name
 * each other. Workers deflate content streams while the next page is painted: they are written in
 * the order they were given, whoever is done first, and anything else that is written waits for
 * them, so that the bytes are those of one thread. The file's identifier is a hash of all streams
 * as they were before they were deflated.
 */
#include "pdf/file.h"

#include <libdeflate.h>

#include "base/assert.h"
#include "base/worker.h"
#include "style/length.h"

enum {
    OBJECTS_IN_STREAM = 200,
    MOST_GIVEN = 1 << 18 /* bytes of a stream that is copied for a worker */
};

typedef struct where {
    uint8_t kind;   /* 1 at an offset, 2 in an object stream */
    uint64_t at;    /* offset, or number of the stream */
    uint32_t index; /* in the stream */
} where;

/* A stream that a worker deflates. */
typedef struct stream {
    uint32_t id;
    sl_buf dict, bytes, deflated;
    size_t room, n;
} stream;

struct sl_pdf_file {
    sl_arena *arena;
    sl_buf *out;
    SL_VEC(where) objects;                   /* by number */
    sl_buf bodies, heads;                    /* of the object stream under way */
    uint32_t held[OBJECTS_IN_STREAM], count; /* the numbers of its objects */
    struct libdeflate_compressor *deflate;
    void *tools[SL_WORKERS_MOST + 1]; /* a compressor for each worker, then that above */
    sl_workers *workers;              /* NULL: all is done here */
    stream streams[SL_WORKERS_DEPTH]; /* under way, by their number */
    unsigned given, taken;
    uint64_t digest;
};

/* All its room is made before it is given; what comes of it is in n, 0 = nothing. */
static void deflate(void *handle, void *compressor)
{
    stream *s = handle;
    s->n = libdeflate_zlib_compress(compressor, s->bytes.p, s->bytes.n, s->deflated.p, s->room);
}

static void release(void *handle)
{
    sl_pdf_file *f = handle;
    for (unsigned i = 0; i <= SL_WORKERS_MOST; i++)
        libdeflate_free_compressor(f->tools[i]);
    for (unsigned i = 0; i < SL_WORKERS_DEPTH; i++) {
        sl_buf_done(&f->streams[i].dict);
        sl_buf_done(&f->streams[i].bytes);
        sl_buf_done(&f->streams[i].deflated);
    }
    sl_buf_done(&f->bodies);
    sl_buf_done(&f->heads);
}

sl_pdf_file *sl_pdf_file_new(sl_arena *a, sl_buf *out, int level, unsigned workers)
{
    sl_pdf_file *f = SL_NEW(a, sl_pdf_file);
    f->arena = a;
    f->out = out;
    sl_arena_defer(a, release, f);
    for (unsigned i = 0; i <= workers; i++) {
        f->tools[i] = libdeflate_alloc_compressor(level);
        SL_CHECK(f->tools[i]);
    }
    f->deflate = f->tools[workers];
    if (workers)
        f->workers = sl_workers_start(a, workers, deflate, f->tools);
    SL_PUSH(a, f->objects, ((where){0}));
    /* Four bytes over 127 tell transfer programs that the file is binary (7.5.2). */
    sl_buf_push_z(out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
    return f;
}

uint32_t sl_pdf_file_reserve(sl_pdf_file *f)
{
    SL_PUSH(f->arena, f->objects, ((where){0}));
    return (uint32_t)f->objects.n - 1;
}

static uint64_t mixed(uint64_t h, uint64_t part)
{
    h = (h ^ part) * 0x9E3779B97F4A7C15u;
    return h ^ h >> 29;
}

/* Eight bytes at a time, read in one order on every machine. */
static uint64_t digest_of(uint64_t h, sl_str bytes)
{
    const unsigned char *p = (const unsigned char *)bytes.p;
    size_t n = bytes.n;
    h ^= n;
    for (; n >= 8; p += 8, n -= 8)
        h = mixed(h, (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 |
                         (uint64_t)p[3] << 24 | (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 |
                         (uint64_t)p[6] << 48 | (uint64_t)p[7] << 56);
    uint64_t part = 0;
    for (size_t i = 0; i < n; i++)
        part |= (uint64_t)p[i] << (8 * i);
    return n ? mixed(h, part) : h;
}

static void begin_stream(sl_pdf_file *f, uint32_t id, const char *dict)
{
    f->objects.at[id] = (where){1, f->out->n, 0};
    sl_buf_push_format(f->out, "%u 0 obj\n<<%s", id, dict);
}

static void write_plain(sl_pdf_file *f, uint32_t id, const char *dict, sl_str bytes)
{
    begin_stream(f, id, dict);
    sl_buf_push_format(f->out, "/Length %zu>>\nstream\n", bytes.n);
    sl_buf_push_str(f->out, bytes);
    sl_buf_push_z(f->out, "\nendstream\nendobj\n");
}

static void write_deflated(sl_pdf_file *f, uint32_t id, const char *dict, sl_str bytes)
{
    begin_stream(f, id, dict);
    size_t most = libdeflate_zlib_compress_bound(f->deflate, bytes.n);
    char *space = sl_buf_reserve(f->out, most + 64);
    size_t shift = 48; /* room for the head, whose length is known after deflating */
    size_t n = libdeflate_zlib_compress(f->deflate, bytes.p, bytes.n, space + shift, most);
    SL_CHECK(n > 0);
    char head[48];
    sl_buf text;
    sl_buf_init(&text);
    sl_buf_push_format(&text, "/Filter/FlateDecode/Length %zu>>\nstream\n", n);
    SL_CHECK(text.n <= sizeof head);
    memcpy(space, text.p, text.n);
    memmove(space + text.n, space + shift, n);
    f->out->n += text.n + n;
    sl_buf_done(&text);
    sl_buf_push_z(f->out, "\nendstream\nendobj\n");
}

/* --- streams on other cores --- */

static void give_stream(sl_pdf_file *f, uint32_t id, const char *dict, sl_str bytes)
{
    stream *s = &f->streams[f->given++ % SL_WORKERS_DEPTH];
    s->id = id;
    s->dict.n = s->bytes.n = 0;
    sl_buf_push_z(&s->dict, dict);
    sl_buf_push_char(&s->dict, '\0');
    sl_buf_push_str(&s->bytes, bytes);
    s->room = libdeflate_zlib_compress_bound(f->deflate, bytes.n);
    sl_buf_reserve(&s->deflated, s->room);
    sl_workers_give(f->workers, s);
}

/* Writes the oldest stream that was given; false when there is none. */
static bool take_stream(sl_pdf_file *f)
{
    const stream *s = sl_workers_take(f->workers);
    if (!s)
        return false;
    SL_CHECK(s->n > 0);
    begin_stream(f, s->id, s->dict.p);
    sl_buf_push_format(f->out, "/Filter/FlateDecode/Length %zu>>\nstream\n", s->n);
    sl_buf_push(f->out, s->deflated.p, s->n);
    sl_buf_push_z(f->out, "\nendstream\nendobj\n");
    f->taken++;
    return true;
}

static void take_all(sl_pdf_file *f)
{
    while (f->workers && take_stream(f))
        ;
}

static void put_stream(sl_pdf_file *f, uint32_t id, const char *dict, sl_str bytes, bool plain)
{
    f->digest = digest_of(f->digest, bytes);
    if (f->workers && !plain && bytes.n <= MOST_GIVEN) {
        if (f->given - f->taken == SL_WORKERS_DEPTH)
            take_stream(f);
        give_stream(f, id, dict, bytes);
        return;
    }
    take_all(f);
    if (plain)
        write_plain(f, id, dict, bytes);
    else
        write_deflated(f, id, dict, bytes);
}

void sl_pdf_file_put_stream(sl_pdf_file *f, uint32_t id, const char *dict, sl_str bytes, bool plain)
{
    put_stream(f, id, dict, bytes, plain);
}

static void close_objects(sl_pdf_file *f)
{
    if (!f->count)
        return;
    uint32_t id = sl_pdf_file_reserve(f);
    for (uint32_t i = 0; i < f->count; i++)
        f->objects.at[f->held[i]].at = id;
    size_t first = f->heads.n;
    sl_buf_push_str(&f->heads, sl_buf_str(&f->bodies));
    const char *dict = sl_str_format(f->arena, "/Type/ObjStm/N %u/First %zu", f->count, first).p;
    put_stream(f, id, dict, sl_buf_str(&f->heads), false);
    f->heads.n = f->bodies.n = 0;
    f->count = 0;
}

void sl_pdf_file_put(sl_pdf_file *f, uint32_t id, sl_str body)
{
    if (f->count == OBJECTS_IN_STREAM)
        close_objects(f);
    f->objects.at[id] = (where){2, 0, f->count};
    f->held[f->count++] = id;
    sl_buf_push_int(&f->heads, id);
    sl_buf_push_char(&f->heads, ' ');
    sl_buf_push_int(&f->heads, (int64_t)f->bodies.n);
    sl_buf_push_char(&f->heads, ' ');
    sl_buf_push_str(&f->bodies, body);
    sl_buf_push_char(&f->bodies, ' ');
}

void sl_pdf_file_finish(sl_pdf_file *f, uint32_t root, uint32_t info)
{
    close_objects(f);
    take_all(f);
    uint32_t id = sl_pdf_file_reserve(f);
    uint64_t start = f->out->n;
    f->objects.at[id] = (where){1, start, 0};
    sl_buf rows;
    sl_buf_init(&rows);
    for (size_t i = 0; i < f->objects.n; i++) {
        const where *w = &f->objects.at[i];
        char row[7] = {(char)w->kind,      (char)(w->at >> 24), (char)(w->at >> 16),
                       (char)(w->at >> 8), (char)w->at,         (char)(w->index >> 8),
                       (char)w->index};
        if (i == 0)
            row[5] = row[6] = (char)0xFF;
        sl_buf_push(&rows, row, sizeof row);
    }
    sl_buf dict;
    sl_buf_init(&dict);
    sl_buf_push_format(&dict, "/Type/XRef/Size %zu/W[1 4 2]/Root %u 0 R/Info %u 0 R/ID[",
                       f->objects.n, root, info);
    for (int i = 0; i < 2; i++)
        sl_buf_push_format(&dict, "<%016llx%016llx>", (unsigned long long)f->digest,
                           (unsigned long long)(f->digest * 0x9E3779B97F4A7C15u));
    sl_buf_push_char(&dict, ']');
    write_deflated(f, id, dict.p, sl_buf_str(&rows));
    sl_buf_push_format(f->out, "startxref\n%llu\n%%%%EOF\n", (unsigned long long)start);
    sl_buf_done(&dict);
    sl_buf_done(&rows);
}

void sl_pdf_push_escaped(sl_buf *b, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char c = bytes[i];
        if (c == '(' || c == ')' || c == '\\')
            sl_buf_push_char(b, '\\');
        if (c == '\r') /* a raw one would be read as a line feed (7.3.4.2) */
            sl_buf_push_z(b, "\\r");
        else
            sl_buf_push_char(b, c);
    }
}

void sl_pdf_push_bytes(sl_buf *b, const char *bytes, size_t n)
{
    sl_buf_push_char(b, '(');
    sl_pdf_push_escaped(b, bytes, n);
    sl_buf_push_char(b, ')');
}

/* Four hexadecimal digits. */
static void push_hex(sl_buf *b, uint32_t v)
{
    static const char digits[] = "0123456789ABCDEF";
    char text[4] = {digits[v >> 12 & 15], digits[v >> 8 & 15], digits[v >> 4 & 15], digits[v & 15]};
    sl_buf_push(b, text, sizeof text);
}

void sl_pdf_push_text(sl_buf *b, sl_str s)
{
    enum { LONGEST = 8000 }; /* characters: strings may have 32,767 bytes (ISO 19005-3, 6.1.12) */
    bool ascii = true;
    for (size_t i = 0; i < s.n && ascii; i++)
        ascii = (unsigned char)s.p[i] >= 0x20 && (unsigned char)s.p[i] < 0x7F;
    if (ascii) {
        sl_pdf_push_bytes(b, s.p, s.n < LONGEST ? s.n : LONGEST);
        return;
    }
    sl_buf_push_z(b, "<FEFF");
    size_t count = 0;
    for (size_t at = 0; at < s.n && count < LONGEST; count++) {
        uint32_t c = sl_utf8_next(s, &at);
        if (c >= 0x10000) {
            push_hex(b, 0xD800 + ((c - 0x10000) >> 10));
            push_hex(b, 0xDC00 + ((c - 0x10000) & 0x3FF));
        } else {
            push_hex(b, c);
        }
    }
    sl_buf_push_char(b, '>');
}

void sl_pdf_push_length(sl_buf *b, int32_t v)
{
    sl_buf_push_u(b, v);
}

void sl_pdf_push_ref(sl_buf *b, uint32_t id)
{
    sl_buf_push_int(b, id);
    sl_buf_push_z(b, " 0 R");
}

void sl_pdf_push_date(sl_buf *b, sl_date date)
{
    sl_buf_push_format(b, "(D:%04d%02d%02d000000Z)", date.year, date.month ? date.month : 1,
                       date.day ? date.day : 1);
}
