#include "tap.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "text/pairs.h"
#include "text/word.h"

static sl_fonts *fonts;
static sl_words *cached, *plain;

/* "long-term" -> "long-|term": the divisions of a word. */
static void is_divided(sl_face *face, const char *text, const char *lang, const char *want)
{
    static char out[512];
    const sl_word *w = sl_word_shape(cached, face, sl_str_from(text), 0, sl_str_from(lang));
    size_t k = 0, next = 0;
    for (size_t i = 0; i < w->text_len; i++) {
        if (next < w->hyphen_count && w->hyphens[next] == i) {
            out[k++] = '|';
            next++;
        }
        out[k++] = w->text[i];
    }
    out[k] = '\0';
    is_str(sl_str_from(out), want, text);
}

static bool same_shape(const sl_word *a, const sl_word *b)
{
    if (a->glyph_count != b->glyph_count || a->width != b->width ||
        a->protrude_left != b->protrude_left || a->protrude_right != b->protrude_right ||
        a->missing != b->missing || a->hyphen_count != b->hyphen_count)
        return false;
    for (unsigned i = 0; i < a->glyph_count; i++) {
        const sl_glyph *x = &a->glyphs[i], *y = &b->glyphs[i];
        if (x->id != y->id || x->advance != y->advance || x->cluster != y->cluster ||
            x->dx != y->dx || x->dy != y->dy)
            return false;
    }
    return true;
}

/* Every word of a text in one face, by learnt pairs and by HarfBuzz. */
static size_t compare(sl_face *face, sl_str text, size_t *words)
{
    size_t differ = 0;
    for (size_t at = 0; at < text.n;) {
        while (at < text.n && (unsigned char)text.p[at] <= ' ')
            at++;
        size_t begin = at;
        while (at < text.n && (unsigned char)text.p[at] > ' ' && at - begin < 60)
            at++;
        while (at < text.n && ((unsigned char)text.p[at] & 0xC0) == 0x80)
            at++;
        if (at == begin)
            continue;
        sl_str one = sl_str_slice(text, begin, at);
        uint32_t before = sl_words_count(cached);
        const sl_word *fast = sl_word_shape(cached, face, one, 0, SL_STR("en"));
        if (sl_words_count(cached) == before)
            continue;
        ++*words;
        if (!same_shape(fast, sl_word_shape(plain, face, one, 0, SL_STR("en"))) && differ++ < 5)
            printf("# differs: %.*s\n", SL_FMT(one));
    }
    return differ;
}

/* A face that differs from a bundled one by the checksum in its head. */
static sl_face *add_altered(sl_arena *a, const char *path)
{
    static const char altered[] = "test_word.ttf";
    sl_str bytes;
    const char *why;
    ok(sl_file_read(a, path, SL_LIMIT_IMAGE_BYTES, &bytes, &why) == SL_FILE_OK, "a face to alter");
    char *copy = sl_arena_copy(a, bytes.p, bytes.n);
    const unsigned char *entry = memmem(copy, 512, "head", 4); /* of the table directory */
    copy[((size_t)entry[9] << 16 | (size_t)entry[10] << 8 | entry[11]) + 8] ^= 1;
    FILE *f = fopen(altered, "wb");
    ok(f && fwrite(copy, 1, bytes.n, f) == bytes.n && fclose(f) == 0, "a face is written");
    ok(sl_fonts_add(fonts, altered), "and opened");
    remove(altered); /* it is mapped */
    return sl_fonts_at(fonts, sl_fonts_count(fonts) - 1);
}

static void test_pairs(sl_arena *a)
{
    static const struct {
        const char *family;
        int weight;
        bool italic;
    } all[] = {{"Source Serif 4", 400, false},  {"Source Serif 4", 400, true},
               {"Source Serif 4", 600, false},  {"Source Serif 4", 600, true},
               {"Source Serif 4", 700, false},  {"Source Serif 4", 700, true},
               {"Source Sans 3", 400, false},   {"Source Sans 3", 400, true},
               {"Source Sans 3", 600, false},   {"Source Sans 3", 600, true},
               {"Source Sans 3", 700, false},   {"Source Sans 3", 700, true},
               {"Source Code Pro", 400, false}, {"Source Code Pro", 700, false}};
    sl_str text = SL_STR_NONE;
    const char *why;
    ok(sl_file_read(a, SL_TESTS_SOURCE "/content/evidence/register.yaml", SL_LIMIT_FILE_BYTES,
                    &text, &why) == SL_FILE_OK,
       "a text to shape");
    /* Signs beside each other in threes: what context beyond a pair would show. */
    sl_buf triples;
    sl_buf_init(&triples);
    static const char some[] = "AfTyWo.,-'1/fjV\"(i)t7rgLs";
    for (const char *x = some; *x; x++)
        for (const char *y = some; *y; y++)
            for (const char *z = some; *z; z++)
                sl_buf_push_format(&triples, "%c%c%c ", *x, *y, *z);
    sl_buf_push_z(
        &triples,
        "\u2018a\u2019 \u201Cwe\u201D a\u2013b \u2014 fi\u2026 \u00A390 x\u00A0y \u2022 ");
    size_t words = 0, differ = 0;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        sl_face *face =
            sl_fonts_lookup(fonts, sl_str_from(all[i].family), all[i].weight, all[i].italic);
        differ += compare(face, text, &words) + compare(face, sl_buf_str(&triples), &words);
        ok(!sl_pairs_new(a, face)->learnt, "the pairs of a bundled face stand in the program");
    }
    /* The same face in another file: its pairs are learnt as they are met. */
    sl_face *other = add_altered(a, SL_TESTS_SOURCE "/fonts/SourceSerif4-Regular.ttf");
    ok(sl_pairs_new(a, other)->learnt != NULL, "a file of another checksum has no table");
    differ += compare(other, text, &words) + compare(other, sl_buf_str(&triples), &words);
    printf("# %zu words compared\n", words);
    ok(words > 100000, "words of all faces shaped both ways");
    is_int((long long)differ, 0, "learnt pairs shape as HarfBuzz does");
    sl_buf_done(&triples);
}

int main(void)
{
    sl_arena *a = sl_arena_new();
    const char *why;
    fonts = sl_fonts_new(a, SL_TESTS_SOURCE "/fonts", &why);
    cached = sl_words_new(a, fonts, true);
    plain = sl_words_new(a, fonts, false);
    sl_face *serif = sl_fonts_lookup(fonts, SL_STR("Source Serif 4"), 400, false);

    const sl_word *w = sl_word_shape(cached, serif, SL_STR("office"), 0, SL_STR("en-GB"));
    ok(w == sl_word_shape(cached, serif, SL_STR("office"), 0, SL_STR("en")), "shaped once");
    ok(w->glyph_count < 6, "ffi is a ligature");
    const sl_glyph *last = &w->glyphs[w->glyph_count - 1];
    is_int(last->cluster, 5, "clusters count bytes of the text");
    int32_t sum = 0;
    for (unsigned i = 0; i < w->glyph_count; i++)
        sum += w->glyphs[i].advance;
    is_int(w->width, sum, "the width is the sum of the advances");
    w = sl_word_shape(cached, serif, SL_STR("AV"), 0, SL_STR("en"));
    ok(w->width < sl_face_advance(serif, sl_face_glyph(serif, 'A')) +
                      sl_face_advance(serif, sl_face_glyph(serif, 'V')),
       "A and V are kerned");
    ok(sl_word_shape(cached, serif, SL_STR("\u05D0"), 0, SL_STR("he"))->missing,
       "a character without a glyph is missing");
    ok(sl_word_shape(cached, serif, SL_STR("\u05D0"), 0, SL_STR("he"))->right_to_left,
       "Hebrew runs from the right");
    ok(!sl_word_shape(cached, serif, SL_STR("Ŵyŷ"), 0, SL_STR("cy"))->missing, "Welsh is there");
    w = sl_word_shape(cached, serif, SL_STR("Abc"), SL_FEATURE_SMALL_CAPS, SL_STR("en"));
    ok(w != sl_word_shape(cached, serif, SL_STR("Abc"), 0, SL_STR("en")) &&
           w->glyphs[1].id != sl_face_glyph(serif, 'b'),
       "small capitals are other glyphs");

    w = sl_word_hyphen(cached, serif);
    ok(w->soft_hyphen && strcmp(w->text, "\u00AD") == 0, "a division's hyphen is a soft hyphen");
    is_int(w->glyphs[0].id, sl_face_glyph(serif, '-'), "and looks like a hyphen");
    ok(w->protrude_right > 0, "and hangs");
    ok(sl_word_space(cached, serif)->width > 0, "the space has a width");
    ok(sl_word_shape(cached, serif, SL_STR("end."), 0, SL_STR("en"))->protrude_right > 0 &&
           sl_word_shape(cached, serif, SL_STR("end"), 0, SL_STR("en"))->protrude_right == 0,
       "full points hang, letters do not");

    is_divided(serif, "productivity", "en", "pro|ductiv|ity");
    is_divided(serif, "productivity", "fr", "productivity");
    is_divided(serif, "productivity,", "en-GB", "pro|ductiv|ity,");
    is_divided(serif, "\u201Cproductivity\u201D", "en", "\u201Cpro|ductiv|ity\u201D");
    is_divided(serif, "caféteriaman", "en", "caféteriaman");
    is_divided(serif, "long-term", "zxx", "long-|term");
    is_divided(serif, "EV-012", "en", "EV-012");
    is_divided(serif, "2-3", "en", "2-3");
    is_divided(serif, "SELEP", "en", "SELEP");
    is_divided(serif, "and\u2014so", "zxx", "and\u2014|so");
    is_divided(serif, "2018\u20132019", "zxx", "2018\u20132019");
    is_divided(serif, "https://a.org/b?c=d", "en", "https://a.|org/|b?|c=|d");

    test_pairs(a);
    sl_arena_free(a);
    return done();
}
