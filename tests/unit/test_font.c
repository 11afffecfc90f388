#include "tap.h"

#include "text/font.h"

int main(void)
{
    sl_arena *a = sl_arena_new();
    const char *why = NULL;
    ok(!sl_fonts_new(a, "no/such/folder", &why) && why && strstr(why, "no/such/folder"),
       "a folder without the faces is refused with the path of the first");
    sl_fonts *f = sl_fonts_new(a, SL_TESTS_SOURCE "/fonts", &why);
    if (!ok(f != NULL, "the bundled faces are there"))
        return done();
    is_int((long long)sl_fonts_count(f), 0, "none is opened before it is asked for");

    size_t opened = sl_fonts_count(f);
    ok(!sl_fonts_add(f, SL_TESTS_SOURCE "/fonts/OFL.txt") &&
           !sl_fonts_add(f, SL_TESTS_SOURCE "/fonts/none.ttf") && sl_fonts_count(f) == opened,
       "a file that is no face is not added");
    sl_face *serif = sl_fonts_lookup(f, SL_STR("Source Serif 4"), 400, false);
    sl_face *sans = sl_fonts_lookup(f, SL_STR("Source Sans 3"), 700, false);
    const sl_face_info *info = sl_face_info_of(serif);
    ok(strcmp(info->postscript_name, "SourceSerif4-Regular") == 0, "the serif is the serif");
    is_int(info->upem, 1000, "a thousand units to the em");
    ok(info->ascent > 700 && info->descent < -200, "ascent and descent");
    ok(info->cap_height > 600 && info->x_height > 400 && info->x_height < info->cap_height,
       "heights of capitals and of x");
    ok(info->serif && !info->italic && !info->monospace, "what kind of face it is");
    ok(sl_face_index(serif) == 0 && sl_face_index(sans) == 1, "indices in order of first use");
    ok(sl_fonts_at(f, 1) == sans, "and by index again");
    ok(sl_fonts_lookup(f, SL_STR("Source Serif 4"), 400, false) == serif, "opened once");
    ok(sl_fonts_lookup(f, SL_STR("Comic Sans"), 400, false) == NULL, "no other family");
    sl_face *nearest = sl_fonts_lookup(f, SL_STR("Source Code Pro"), 600, true);
    ok(nearest && sl_face_info_of(nearest)->weight == 700 && !sl_face_info_of(nearest)->italic,
       "the nearest real face, never a slanted one of our making");
    ok(sl_face_info_of(sl_fonts_lookup(f, SL_STR("Source Sans 3"), 600, true))->italic_angle < 0,
       "an italic leans");

    uint32_t glyph = sl_face_glyph(serif, 'A');
    ok(glyph && sl_face_advance(serif, glyph) > 500, "a glyph and its advance");
    is_int(sl_face_glyph(serif, 0x5D0), 0, "no Hebrew");
    sl_str bytes = sl_face_bytes(serif);
    ok(bytes.n > 100000 && memcmp(bytes.p, "\0\1\0\0", 4) == 0, "the whole TrueType file");
    /* Figures line up in columns without asking. */
    int32_t one = sl_face_advance(serif, sl_face_glyph(serif, '1'));
    bool tabular = true;
    for (uint32_t c = '0'; c <= '9'; c++)
        tabular = tabular && sl_face_advance(serif, sl_face_glyph(serif, c)) == one;
    ok(tabular, "all figures have one width");
    sl_arena_free(a);
    return done();
}
