#include "tap.h"

#include "pdf/font.h"
#include "pdf/read.h"

/* More texts of one glyph than have codes of two bytes, and what a reader makes of them. */
enum { TEXTS = 33000 };

static sl_arena *a;

static sl_str text_of(int i)
{
    return sl_str_format(a, "%d ", i);
}

static bool take(void *context, sl_pdf_text kind, sl_str text)
{
    if (kind == SL_PDF_TEXT_PAGE)
        *(sl_str *)context = sl_str_copy(a, text);
    return true;
}

/* A file of one page that shows the codes. */
static sl_str make_file(sl_pdf_font *font, sl_str codes)
{
    sl_buf out, content;
    sl_buf_init(&out);
    sl_buf_init(&content);
    sl_pdf_file *file = sl_pdf_file_new(a, &out, 1, 0);
    uint32_t id = sl_pdf_file_reserve(file), encoding = sl_pdf_file_reserve(file),
             stream = sl_pdf_file_reserve(file), page = sl_pdf_file_reserve(file);
    sl_pdf_font_emit(font, file, id, 0, encoding);
    sl_pdf_emit_encoding(file, encoding, sl_pdf_font_count(font));
    sl_buf_push_z(&content, "BT\n/F0 10 Tf\n[(");
    sl_buf_push_str(&content, codes);
    sl_buf_push_z(&content, ")]TJ\nET\n");
    sl_pdf_file_put_stream(file, stream, "", sl_buf_str(&content), false);
    sl_pdf_file_put(file, page,
                    sl_str_format(a,
                                  "<</Type/Page/Resources<</Font<</F0 %u 0 R>>>>/Contents %u 0 R>>",
                                  id, stream));
    sl_pdf_file_finish(file, page, page);
    sl_buf_done(&content);
    return sl_buf_take(&out, a);
}

static void is_written(uint16_t cid, const char *want, const char *name)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_pdf_push_code(&b, cid);
    is_str(sl_buf_str(&b), want, name);
    sl_buf_done(&b);
}

int main(void)
{
    a = sl_arena_new();
    const char *why;
    sl_fonts *fonts = sl_fonts_new(a, SL_TESTS_SOURCE "/fonts", &why);
    sl_face *face = sl_fonts_lookup(fonts, SL_STR("Source Serif 4"), 400, false);
    sl_pdf_font *font = sl_pdf_font_new(a, face);
    uint16_t glyph = (uint16_t)sl_face_glyph(face, 'x');

    is_int(sl_pdf_font_code(font, glyph, SL_STR("x")), 'x', "a character of ASCII is its own code");
    is_int(sl_pdf_font_code(font, glyph, SL_STR("x")), 'x', "and is given it once");
    ok(sl_pdf_font_code(font, glyph, SL_STR("(")) < ' ', "not where a string would need an escape");
    is_int(sl_pdf_font_width(font, 'x'), (sl_face_advance(face, glyph) * 1000 + 500) / 1000,
           "it has its glyph's width");

    is_written('x', "x", "a code below 128 is a byte");
    is_written(128 + 'x', "\x80x", "above, two");
    is_written(128 + '(', "\x80\\(", "with a backslash where it is asked for");
    is_written(0x7F7F, "\xFE\xFF", "up to here");
    is_written(0x7F80 + 0x100 + 'x', "\xFF\x01x", "then three");

    sl_buf codes, texts;
    sl_buf_init(&codes);
    sl_buf_init(&texts);
    sl_pdf_push_code(&codes, 'x');
    sl_buf_push_char(&texts, 'x');
    for (int i = 0; i < TEXTS; i++) {
        sl_pdf_push_code(&codes, sl_pdf_font_code(font, glyph, text_of(i)));
        sl_buf_push_str(&texts, text_of(i));
    }
    ok(sl_pdf_font_count(font) > 0x7F80, "codes of one, two and three bytes are in use");
    sl_str found = SL_STR_NONE;
    ok(sl_pdf_read(make_file(font, sl_buf_str(&codes)), take, &found, &why),
       "a file of them is read");
    ok(sl_str_equal(sl_str_trim(found), sl_str_trim(sl_buf_str(&texts))),
       "and every text is found");
    sl_buf_done(&codes);
    sl_buf_done(&texts);
    sl_arena_free(a);
    return done();
}
