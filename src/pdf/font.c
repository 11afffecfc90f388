#include "pdf/font.h"

#include "base/check.h"
#include "text/subset.h"

typedef struct code {
    uint16_t glyph;
    sl_str text;
} code;

struct sl_pdf_font {
    sl_arena *arena;
    const sl_face *face;
    SL_VEC(code) codes; /* by CID; 0 is .notdef and never shown */
    sl_map by_use;      /* glyph and text to CID */
};

sl_pdf_font *sl_pdf_font_new(sl_arena *a, const sl_face *face)
{
    sl_pdf_font *f = SL_NEW(a, sl_pdf_font);
    f->arena = a;
    f->face = face;
    sl_map_init(&f->by_use, a);
    SL_PUSH(a, f->codes, ((code){0}));
    return f;
}

uint16_t sl_pdf_font_code(sl_pdf_font *f, uint16_t glyph, sl_str text)
{
    char key[64];
    size_t n = text.n < sizeof key - 2 ? text.n : sizeof key - 2;
    memcpy(key, &glyph, 2);
    if (n)
        memcpy(key + 2, text.p, n);
    uintptr_t known = (uintptr_t)sl_map_lookup(&f->by_use, (sl_str){key, n + 2});
    if (known)
        return (uint16_t)known;
    SL_CHECK(f->codes.n < 65535);
    uintptr_t cid = f->codes.n;
    SL_PUSH(f->arena, f->codes, ((code){glyph, sl_str_copy(f->arena, text)}));
    sl_map_add(&f->by_use, sl_str_copy(f->arena, (sl_str){key, n + 2}), (void *)cid);
    return (uint16_t)cid;
}

int32_t sl_pdf_font_width(const sl_pdf_font *f, uint16_t glyph)
{
    int32_t upem = (int32_t)sl_face_info_of(f->face)->upem;
    return (sl_face_advance(f->face, glyph) * 1000 + upem / 2) / upem;
}

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

/* 9.10.3: what each code is copied as; at most 100 entries in a block. */
static void emit_to_unicode(const sl_pdf_font *f, sl_pdf_file *file, uint32_t id)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_z(&b, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                      "/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n"
                      "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                      "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
    for (size_t i = 1; i < f->codes.n; i++) {
        size_t left = f->codes.n - i;
        if (i % 100 == 1)
            sl_buf_push_format(&b, "%s%zu beginbfchar\n", i > 1 ? "endbfchar\n" : "",
                               left < 100 ? left : 100);
        sl_buf_push_format(&b, "<%04zX><", i);
        push_utf16(&b, f->codes.at[i].text);
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

void sl_pdf_font_emit(sl_pdf_font *f, sl_pdf_file *file, uint32_t id, uint32_t index)
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
        sl_buf_push_format(&b, "%s%d", i ? " " : "", sl_pdf_font_width(f, f->codes.at[i].glyph));
    sl_buf_push_z(&b, "]]>>");
    sl_pdf_file_put(file, descendant, sl_buf_str(&b));
    b.n = 0;
    sl_buf_push_format(
        &b,
        "<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%u 0 R]"
        "/ToUnicode %u 0 R>>",
        name, descendant, unicode);
    sl_pdf_file_put(file, id, sl_buf_str(&b));
    sl_buf_done(&b);
}
