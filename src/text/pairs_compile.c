/* pairs_compile FONTS: learns how every two characters of plain English stand side by side in the
 * faces of the folder, and writes it as C (pairs.h). Asking HarfBuzz while setting took a tenth of
 * the time of a document of 40 pages. */
#include <stdio.h>

#include "base/assert.h"
#include "text/face.h"
#include "text/pairs.h"
#include "text/shape.h"

/* This program has no table yet. */
const sl_pairs_table sl_pairs_tables[] = {{0}};
const size_t sl_pairs_table_count = 0;

static void print_rows(sl_shaper *shaper, sl_face *face, size_t index)
{
    static sl_pairs_row all[SL_PAIRS_CODES], rows[SL_PAIRS_CODES];
    uint8_t row_of[SL_PAIRS_CODES] = {0}, n = 0;
    sl_shape_learn_pairs(shaper, face, all);
    for (unsigned c = 0; c < SL_PAIRS_CODES; c++) {
        unsigned i = 0;
        while (i < n && memcmp(rows[i], all[c], sizeof all[c]) != 0)
            i++;
        if (i == n)
            memcpy(rows[n++], all[c], sizeof all[c]);
        row_of[c] = (uint8_t)i;
    }
    printf("static const uint8_t row_of_%zu[] = {", index);
    for (unsigned c = 0; c < SL_PAIRS_CODES; c++)
        printf("%u,", row_of[c]);
    printf("};\nstatic const sl_pairs_row rows_%zu[] = {\n", index);
    for (unsigned i = 0; i < n; i++) {
        printf("{");
        for (unsigned c = 0; c < SL_PAIRS_CODES; c++)
            printf("%u,", rows[i][c]);
        printf("},\n");
    }
    printf("};\n");
}

static void open_all(sl_fonts *fonts)
{
    static const char *const families[] = {"Source Serif 4", "Source Sans 3", "Source Code Pro"};
    static const int weights[] = {SL_WEIGHT_REGULAR, SL_WEIGHT_SEMIBOLD, SL_WEIGHT_BOLD};
    for (size_t i = 0; i < SL_COUNT(families); i++)
        for (size_t k = 0; k < SL_COUNT(weights); k++)
            for (int italic = 0; italic < 2; italic++)
                sl_fonts_lookup(fonts, sl_str_from(families[i]), weights[k], italic);
}

int main(int argc, char **argv)
{
    sl_arena *a = sl_arena_new();
    const char *why = "no folder is named";
    sl_fonts *fonts = argc == 2 ? sl_fonts_new(a, argv[1], &why) : NULL;
    if (!fonts) {
        fprintf(stderr, "pairs_compile: %s\n", why);
        return 1;
    }
    open_all(fonts);
    sl_shaper *shaper = sl_shaper_new(a, true);
    printf("#include \"text/pairs.h\"\n");
    for (size_t i = 0; i < sl_fonts_count(fonts); i++)
        print_rows(shaper, sl_fonts_at(fonts, i), i);
    printf("const sl_pairs_table sl_pairs_tables[] = {\n");
    for (size_t i = 0; i < sl_fonts_count(fonts); i++) {
        const sl_face *face = sl_fonts_at(fonts, i);
        printf("{\"%s\", %uu, row_of_%zu, rows_%zu},\n", sl_face_info_of(face)->postscript_name,
               sl_face_checksum(face), i, i);
    }
    printf("};\nconst size_t sl_pairs_table_count = %zu;\n", sl_fonts_count(fonts));
    sl_arena_free(a);
    return 0;
}
