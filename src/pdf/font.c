#include "pdf/font.h"

#include "base/assert.h"
#include "text/subset.h"

/* Codes of one byte are below LONG; of two they begin with 0x80 to 0xFE, of three with 0xFF. */
enum { LONG = 0x80, LONGER = LONG + 0x7F00, LEAD = 0xFF };

typedef struct code {
    bool is_used;
    uint16_t glyph;
    int32_t width;
    sl_str text;
} code;

struct sl_pdf_font {
    sl_arena *arena;
    const sl_face *face;
    SL_VEC(code) codes; /* by CID; 0 is .notdef and never shown */
    uint16_t next;      /* the lowest code of one byte that may be free for what is not ASCII */
    uint16_t *by_glyph; /* the first CID of a glyph */
    sl_map by_use;      /* glyph and text to CID */
};

sl_pdf_font *sl_pdf_font_new(sl_arena *a, const sl_face *face)
{
    sl_pdf_font *f = SL_NEW(a, sl_pdf_font);
    f->arena = a;
    f->face = face;
    f->next = 1;
    f->by_glyph = SL_NEW_ARRAY(a, uint16_t, sl_face_info_of(face)->glyph_count);
    sl_map_init(&f->by_use, a);
    for (int i = 0; i < LONG; i++)
        SL_PUSH(a, f->codes, ((code){0}));
    return f;
}

/* Bytes that would need a backslash in a string are no code of one byte. */
static bool is_special(unsigned c)
{
    return c == '(' || c == ')' || c == '\\' || c == '\r';
}

static uint16_t free_code(sl_pdf_font *f, sl_str text)
{
    unsigned c = text.n == 1 ? (unsigned char)text.p[0] : 0;
    if (c >= ' ' && c < LONG && !is_special(c) && !f->codes.at[c].is_used)
        return (uint16_t)c;
    while (f->next < ' ' && (is_special(f->next) || f->codes.at[f->next].is_used))
        f->next++;
    if (f->next < ' ')
        return f->next;
    SL_CHECK(f->codes.n < UINT16_MAX);
    SL_PUSH(f->arena, f->codes, ((code){0}));
    return (uint16_t)(f->codes.n - 1);
}

uint16_t sl_pdf_font_code(sl_pdf_font *f, uint16_t glyph, sl_str text)
{
    SL_CHECK(glyph < sl_face_info_of(f->face)->glyph_count);
    uint16_t first = f->by_glyph[glyph];
    if (first && sl_str_equal(f->codes.at[first].text, text))
        return first;
    char key[64];
    size_t n = text.n < sizeof key - 2 ? text.n : sizeof key - 2;
    memcpy(key, &glyph, 2);
    if (n)
        memcpy(key + 2, text.p, n);
    uintptr_t known = (uintptr_t)sl_map_lookup(&f->by_use, (sl_str){key, n + 2});
    if (known)
        return (uint16_t)known;
    uint16_t cid = free_code(f, text);
    int32_t upem = (int32_t)sl_face_info_of(f->face)->upem;
    f->codes.at[cid] = (code){.is_used = true,
                              .glyph = glyph,
                              .width = (sl_face_advance(f->face, glyph) * 1000 + upem / 2) / upem,
                              .text = sl_str_copy(f->arena, text)};
    if (!first)
        f->by_glyph[glyph] = cid;
    sl_map_add(&f->by_use, sl_str_copy(f->arena, (sl_str){key, n + 2}), (void *)(uintptr_t)cid);
    return cid;
}

int32_t sl_pdf_font_width(const sl_pdf_font *f, uint16_t cid)
{
    return f->codes.at[cid].width;
}

uint32_t sl_pdf_font_count(const sl_pdf_font *f)
{
    return (uint32_t)f->codes.n;
}

/* --- codes --- */

/* A code's bytes; their count. */
static unsigned find_bytes(uint16_t cid, uint8_t bytes[3])
{
    unsigned n = 0, rest = cid;
    if (cid >= LONGER) {
        bytes[n++] = LEAD;
        rest -= LONGER;
        bytes[n++] = (uint8_t)(rest >> 8);
    } else if (cid >= LONG) {
        rest -= LONG;
        bytes[n++] = (uint8_t)(0x80 + (rest >> 8));
    }
    bytes[n++] = (uint8_t)rest;
    return n;
}

void sl_pdf_push_code(sl_buf *b, uint16_t cid)
{
    if (cid < LONG) {
        sl_buf_push_char(b, (char)cid);
        return;
    }
    uint8_t bytes[3];
    unsigned n = find_bytes(cid, bytes);
    sl_pdf_push_escaped(b, (const char *)bytes, n);
}

static void push_hex_code(sl_buf *b, uint16_t cid)
{
    uint8_t bytes[3];
    unsigned n = find_bytes(cid, bytes);
    sl_buf_push_char(b, '<');
    for (unsigned i = 0; i < n; i++)
        sl_buf_push_format(b, "%02X", bytes[i]);
    sl_buf_push_char(b, '>');
}

/* The lengths of codes below count, by their first bytes. */
static void push_code_space(sl_buf *b, size_t count)
{
    int n = 1 + (count > LONG) + (count > LONGER);
    sl_buf_push_format(b, "%d begincodespacerange\n<00><7F>\n", n);
    if (count > LONG)
        sl_buf_push_z(b, "<8000><FEFF>\n");
    if (count > LONGER)
        sl_buf_push_z(b, "<FF0000><FFFFFF>\n");
    sl_buf_push_z(b, "endcodespacerange\n");
}

/* A line of a block of at most 100 (9.7.5.4); left: lines to come, this one among them. */
static void push_block_line(sl_buf *b, const char *what, size_t line, size_t left)
{
    enum { MOST = 100 };
    if (line % MOST == 0 && line)
        sl_buf_push_format(b, "end%s\n", what);
    if (line % MOST == 0)
        sl_buf_push_format(b, "%zu begin%s\n", left < MOST ? left : MOST, what);
}

/* Codes that differ in their last byte alone make one range. */
void sl_pdf_emit_encoding(sl_pdf_file *file, uint32_t id, uint32_t count)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_z(&b, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                      "/CIDSystemInfo <</Registry(Adobe)/Ordering(Identity)/Supplement 0>> def\n"
                      "/CMapName /Sightline def\n/CMapType 1 def\n/WMode 0 def\n");
    push_code_space(&b, count);
    size_t ranges = 1 + (count > LONG ? (count - LONG + 255) / 256 : 0);
    for (size_t i = 0; i < ranges; i++) {
        uint32_t first = i ? LONG + (uint32_t)(i - 1) * 256 : 0, n = i ? 256 : LONG;
        push_block_line(&b, "cidrange", i, ranges - i);
        push_hex_code(&b, (uint16_t)first);
        push_hex_code(&b, (uint16_t)(first + n - 1));
        sl_buf_push_format(&b, " %u\n", first);
    }
    sl_buf_push_z(&b, "endcidrange\nendcmap\nCMapName currentdict /CMap defineresource pop\n"
                      "end\nend\n");
    sl_pdf_file_put_stream(file, id,
                           "/Type/CMap/CMapName/Sightline/CIDSystemInfo<</Registry(Adobe)"
                           "/Ordering(Identity)/Supplement 0>>/WMode 0",
                           sl_buf_str(&b), false);
    sl_buf_done(&b);
}

/* --- the font --- */

static void push_utf16(sl_buf *b, sl_str s)
{
    for (size_t at = 0; at < s.n;) {
        uint32_t c = sl_utf8_next(s, &at);
        if (c == 0xA0)
            c = ' '; /* a no-break space is copied as a space */
        if (c >= 0x10000)
            sl_buf_push_format(b, "%04X%04X", 0xD800 + ((c - 0x10000) >> 10),
                               0xDC00 + ((c - 0x10000) & 0x3FF));
        else
            sl_buf_push_format(b, "%04X", c);
    }
}

/* 9.10.3: what each code is copied as. */
static void emit_to_unicode(const sl_pdf_font *f, sl_pdf_file *file, uint32_t id)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_z(&b, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                      "/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n"
                      "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n");
    push_code_space(&b, f->codes.n);
    size_t left = 0, line = 0;
    for (size_t i = 0; i < f->codes.n; i++)
        left += f->codes.at[i].is_used;
    for (size_t i = 0; i < f->codes.n; i++) {
        if (!f->codes.at[i].is_used)
            continue;
        push_block_line(&b, "bfchar", line++, left--);
        push_hex_code(&b, (uint16_t)i);
        sl_buf_push_char(&b, '<');
        /* The later glyphs of a letter stand for nothing: an empty text is read as a wild one. */
        sl_str text = f->codes.at[i].text;
        push_utf16(&b, text.n ? text : SL_STR(SL_PDF_NO_TEXT));
        sl_buf_push_z(&b, ">\n");
    }
    sl_buf_push_z(&b,
                  "endbfchar\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    sl_pdf_file_put_stream(file, id, "", sl_buf_str(&b), false);
    sl_buf_done(&b);
}

static void emit_descriptor(const sl_pdf_font *f, sl_pdf_file *file, uint32_t id, uint32_t program,
                            const char *name)
{
    const sl_face_info *i = sl_face_info_of(f->face);
    int32_t u = (int32_t)i->upem;
    sl_str body = sl_str_format(
        f->arena,
        "<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[%d %d %d %d]/ItalicAngle %d/Ascent %d"
        "/Descent %d/CapHeight %d/StemV %d/FontFile2 %u 0 R>>",
        name, i->bbox[0] * 1000 / u, i->bbox[1] * 1000 / u, i->bbox[2] * 1000 / u,
        i->bbox[3] * 1000 / u, i->italic_angle / 65536, i->ascent * 1000 / u, i->descent * 1000 / u,
        i->cap_height * 1000 / u, i->weight / 5, program);
    sl_pdf_file_put(file, id, body);
}

/* The subset, and CIDToGIDMap from codes to its glyphs. */
static void emit_program(sl_pdf_font *f, sl_pdf_file *file, uint32_t program, uint32_t map)
{
    size_t n = f->codes.n;
    uint16_t *glyphs = SL_NEW_ARRAY(f->arena, uint16_t, n),
             *ids = SL_NEW_ARRAY(f->arena, uint16_t, n);
    for (size_t i = 0; i < n; i++)
        glyphs[i] = f->codes.at[i].glyph;
    sl_buf font, bytes;
    sl_buf_init(&font);
    sl_buf_init(&bytes);
    SL_CHECK(sl_face_subset(f->face, glyphs, n, ids, &font));
    for (size_t i = 0; i < n; i++) {
        sl_buf_push_char(&bytes, (char)(ids[i] >> 8));
        sl_buf_push_char(&bytes, (char)ids[i]);
    }
    const char *dict = sl_str_format(f->arena, "/Length1 %zu", font.n).p;
    sl_pdf_file_put_stream(file, program, dict, sl_buf_str(&font), false);
    sl_pdf_file_put_stream(file, map, "", sl_buf_str(&bytes), false);
    sl_buf_done(&font);
    sl_buf_done(&bytes);
}

void sl_pdf_font_emit(sl_pdf_font *f, sl_pdf_file *file, uint32_t id, uint32_t index,
                      uint32_t encoding)
{
    uint32_t descendant = sl_pdf_file_reserve(file), descriptor = sl_pdf_file_reserve(file);
    uint32_t program = sl_pdf_file_reserve(file), map = sl_pdf_file_reserve(file);
    uint32_t unicode = sl_pdf_file_reserve(file);
    /* A subset's name starts with six capitals (9.6.4). */
    const char *name = sl_str_format(f->arena, "SLIGH%c+%s", 'A' + (int)(index % 26),
                                     sl_face_info_of(f->face)->postscript_name)
                           .p;
    emit_program(f, file, program, map);
    emit_descriptor(f, file, descriptor, program, name);
    emit_to_unicode(f, file, unicode);
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_format(
        &b,
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)"
        "/Ordering(Identity)/Supplement 0>>/FontDescriptor %u 0 R/DW 0/CIDToGIDMap %u 0 R/W[0[",
        name, descriptor, map);
    for (size_t i = 0; i < f->codes.n; i++)
        sl_buf_push_format(&b, "%s%d", i ? " " : "", f->codes.at[i].width);
    sl_buf_push_z(&b, "]]>>");
    sl_pdf_file_put(file, descendant, sl_buf_str(&b));
    b.n = 0;
    sl_buf_push_format(
        &b,
        "<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding %u 0 R/DescendantFonts[%u 0 R]"
        "/ToUnicode %u 0 R>>",
        name, encoding, descendant, unicode);
    sl_pdf_file_put(file, id, sl_buf_str(&b));
    sl_buf_done(&b);
}
