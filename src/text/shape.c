#include "text/shape.h"

#include <hb.h>

#include "base/assert.h"
#include "base/limits.h"
#include "text/face.h"
#include "text/pairs.h"

enum { MOST_FACES = 64 };

struct sl_shaper {
    sl_arena *arena;
    bool use_pairs;
    hb_buffer_t *buffer;
    hb_language_t language;
    sl_pairs *by_face[MOST_FACES];
};

static void release(void *handle)
{
    hb_buffer_destroy(((sl_shaper *)handle)->buffer);
}

sl_shaper *sl_shaper_new(sl_arena *a, bool use_pairs)
{
    sl_shaper *s = SL_NEW(a, sl_shaper);
    s->arena = a;
    s->use_pairs = use_pairs;
    s->buffer = hb_buffer_create();
    s->language = hb_language_from_string("en", -1);
    sl_arena_defer(a, release, s);
    return s;
}

/* --- HarfBuzz --- */

static void run(sl_shaper *s, sl_face *face, sl_str text, unsigned features)
{
    hb_buffer_clear_contents(s->buffer);
    hb_buffer_add_utf8(s->buffer, text.p, (int)text.n, 0, (int)text.n);
    hb_buffer_guess_segment_properties(s->buffer);
    /* Figures and signs alone are shaped as they are between Latin letters. */
    hb_script_t script = hb_buffer_get_script(s->buffer);
    if (script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED || script == HB_SCRIPT_INVALID)
        hb_buffer_set_script(s->buffer, HB_SCRIPT_LATIN);
    hb_buffer_set_language(s->buffer, s->language);
    hb_buffer_set_cluster_level(s->buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
    hb_feature_t wanted[3];
    unsigned n = 0;
    if (features & SL_FEATURE_SMALL_CAPS) { /* of small letters, and of capitals */
        wanted[n++] = (hb_feature_t){HB_TAG('s', 'm', 'c', 'p'), 1, 0, HB_FEATURE_GLOBAL_END};
        wanted[n++] = (hb_feature_t){HB_TAG('c', '2', 's', 'c'), 1, 0, HB_FEATURE_GLOBAL_END};
    }
    if (features & SL_FEATURE_TABULAR)
        wanted[n++] = (hb_feature_t){HB_TAG('t', 'n', 'u', 'm'), 1, 0, HB_FEATURE_GLOBAL_END};
    hb_shape(sl_face_hb_font(face), s->buffer, wanted, n);
}

static void shape_whole(sl_shaper *s, sl_word *word, sl_face *face, sl_str text, unsigned features)
{
    run(s, face, text, features);
    unsigned n;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(s->buffer, &n);
    const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(s->buffer, &n);
    sl_glyph *glyphs = SL_NEW_ARRAY(s->arena, sl_glyph, n);
    for (unsigned i = 0; i < n; i++) {
        glyphs[i] = (sl_glyph){(uint16_t)info[i].codepoint, (uint16_t)info[i].cluster,
                               at[i].x_advance, (int16_t)at[i].x_offset, (int16_t)at[i].y_offset};
        word->width += at[i].x_advance;
        word->missing = word->missing || info[i].codepoint == 0;
    }
    word->glyphs = glyphs;
    word->glyph_count = (uint16_t)n;
    word->right_to_left = HB_DIRECTION_IS_BACKWARD(hb_buffer_get_direction(s->buffer));
}

/* --- pairs --- */

static sl_pairs *pairs_of(sl_shaper *s, const sl_face *face)
{
    uint32_t index = sl_face_index(face);
    SL_CHECK(index < MOST_FACES);
    if (!s->by_face[index])
        s->by_face[index] = sl_pairs_new(s->arena, face);
    return s->by_face[index];
}

/* Asks HarfBuzz what two characters side by side look like. */
static uint16_t learn(sl_shaper *s, const sl_pairs *p, sl_face *face, unsigned left, unsigned right)
{
    char text[8];
    size_t n = sl_utf8_encode(sl_pairs_character(left), text);
    n += sl_utf8_encode(sl_pairs_character(right), text + n);
    run(s, face, (sl_str){text, n}, 0);
    unsigned count;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(s->buffer, &count);
    const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(s->buffer, &count);
    bool plain = count == 2 && info[0].codepoint == p->glyph[left] &&
                 info[1].codepoint == p->glyph[right] && !at[0].x_offset && !at[0].y_offset &&
                 !at[1].x_offset && !at[1].y_offset && at[1].x_advance == p->advance[right];
    int32_t kern = plain ? at[0].x_advance - p->advance[left] : 0;
    plain = plain && kern > -SL_PAIR_ZERO && kern < SL_PAIR_ZERO;
    return plain ? (uint16_t)(kern + SL_PAIR_ZERO) : SL_PAIR_SLOW;
}

/* Codes and places of a text's characters; their count, or 0 when one has no code or no glyph. */
static unsigned read_codes(const sl_pairs *p, sl_str text, uint8_t *codes, uint8_t *places)
{
    unsigned n = 0;
    for (size_t at = 0; at < text.n; n++) {
        places[n] = (uint8_t)at;
        unsigned char c = (unsigned char)text.p[at];
        int code = c < 0x80 ? (at++, sl_pairs_code(c)) : sl_pairs_code(sl_utf8_next(text, &at));
        if (code < 0 || !p->glyph[code])
            return 0;
        codes[n] = (uint8_t)code;
    }
    return n;
}

static bool shape_by_pairs(sl_shaper *s, sl_word *word, sl_face *face, sl_str text)
{
    uint8_t codes[SL_LIMIT_WORD_BYTES], places[SL_LIMIT_WORD_BYTES];
    sl_pairs *p = pairs_of(s, face);
    unsigned n = read_codes(p, text, codes, places);
    if (!n)
        return false;
    int32_t kerns[SL_LIMIT_WORD_BYTES] = {0};
    for (unsigned i = 0; i + 1 < n; i++) {
        const uint16_t *k = &p->row[codes[i]][codes[i + 1]];
        if (!*k)
            p->learnt[codes[i]][codes[i + 1]] = learn(s, p, face, codes[i], codes[i + 1]);
        if (*k == SL_PAIR_SLOW)
            return false;
        kerns[i] = (int32_t)*k - SL_PAIR_ZERO;
    }
    sl_glyph *glyphs = SL_NEW_ARRAY(s->arena, sl_glyph, n);
    for (unsigned i = 0; i < n; i++) {
        int32_t advance = p->advance[codes[i]] + kerns[i];
        glyphs[i] = (sl_glyph){p->glyph[codes[i]], places[i], advance, 0, 0};
        word->width += advance;
    }
    word->glyphs = glyphs;
    word->glyph_count = (uint16_t)n;
    return true;
}

void sl_shape_word(sl_shaper *s, sl_word *word, sl_face *face, sl_str text, unsigned features)
{
    SL_CHECK(text.n <= SL_LIMIT_WORD_BYTES);
    if (!s->use_pairs || features || !shape_by_pairs(s, word, face, text))
        shape_whole(s, word, face, text, features);
}

void sl_shape_learn_pairs(sl_shaper *s, sl_face *face, sl_pairs_row *rows)
{
    const sl_pairs *p = pairs_of(s, face);
    for (unsigned left = 0; left < SL_PAIRS_CODES; left++)
        for (unsigned right = 0; right < SL_PAIRS_CODES; right++)
            rows[left][right] =
                p->glyph[left] && p->glyph[right] ? learn(s, p, face, left, right) : SL_PAIR_SLOW;
}
