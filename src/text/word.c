#include "text/word.h"

#include "base/check.h"
#include "base/limits.h"
#include "text/face.h"
#include "text/hyphen.h"

struct sl_words {
    sl_arena *arena;
    sl_fonts *fonts;
    bool cached;
    const sl_word **slots;
    size_t mask, used;
    uint32_t count;
    hb_buffer_t *buffer;
    hb_language_t language;
    const sl_word **spaces, **hyphens; /* by face index */
};

enum { FIRST_SLOTS = 1 << 12, MOST_FACES = 64 };

static void release(void *handle)
{
    hb_buffer_destroy(((sl_words *)handle)->buffer);
}

sl_words *sl_words_new(sl_arena *a, sl_fonts *fonts, bool cached)
{
    sl_words *w = SL_NEW(a, sl_words);
    w->arena = a;
    w->fonts = fonts;
    w->cached = cached;
    w->mask = FIRST_SLOTS - 1;
    w->slots = SL_NEW_ARRAY(a, const sl_word *, FIRST_SLOTS);
    w->spaces = SL_NEW_ARRAY(a, const sl_word *, MOST_FACES);
    w->hyphens = SL_NEW_ARRAY(a, const sl_word *, MOST_FACES);
    w->buffer = hb_buffer_create();
    w->language = hb_language_from_string("en", -1);
    sl_arena_defer(a, release, w);
    return w;
}

uint32_t sl_words_count(const sl_words *w)
{
    return w->count;
}

static uint64_t key_of(const sl_face *face, sl_str text, unsigned features)
{
    return sl_str_hash(text) ^ ((uint64_t)sl_face_index(face) * 0x9E3779B97F4A7C15u) ^ features;
}

static const sl_word **seek(const sl_words *w, const sl_face *face, sl_str text, unsigned features)
{
    for (size_t i = key_of(face, text, features) & w->mask;; i = (i + 1) & w->mask) {
        const sl_word *at = w->slots[i];
        if (!at || (at->face == face && at->features == features && at->text_len == text.n &&
                    memcmp(at->text, text.p, text.n) == 0))
            return &w->slots[i];
    }
}

static void widen(sl_words *w)
{
    const sl_word **old = w->slots;
    size_t n = w->mask + 1;
    w->mask = n * 2 - 1;
    w->slots = SL_NEW_ARRAY(w->arena, const sl_word *, n * 2);
    for (size_t i = 0; i < n; i++)
        if (old[i])
            *seek(w, old[i]->face, (sl_str){old[i]->text, old[i]->text_len}, old[i]->features) =
                old[i];
}

/* --- where a word may be divided --- */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_address(sl_str s)
{
    return sl_str_find(s, SL_STR("://"), 0) != SIZE_MAX || sl_str_starts(s, "www.");
}

/* Marks the divisions of the run of letters [begin, end). */
static void divide_run(sl_str s, size_t begin, size_t end, bool *marks)
{
    char lower[SL_HYPHEN_LONGEST];
    bool breaks[SL_HYPHEN_LONGEST + 1];
    size_t n = end - begin;
    if (n < SL_HYPHEN_LEFT + SL_HYPHEN_RIGHT || n > sizeof lower)
        return;
    bool capitals = true;
    for (size_t i = 0; i < n; i++) {
        char c = s.p[begin + i];
        capitals = capitals && c >= 'A' && c <= 'Z';
        lower[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    if (capitals)
        return; /* an abbreviation */
    sl_hyphen_word((sl_str){lower, n}, breaks);
    for (size_t i = 0; i < n; i++)
        marks[begin + i] = marks[begin + i] || breaks[i];
}

static void find_divisions(sl_words *w, sl_word *word, sl_str s)
{
    bool marks[SL_LIMIT_WORD_BYTES + 1] = {0};
    bool address = is_address(s);
    for (size_t i = 0; i < s.n && !address;) {
        size_t begin = i;
        while (i < s.n && is_letter(s.p[i]))
            i++;
        /* Letters beside others (an accent, a digit) are no English word. */
        bool whole = (begin == 0 || (unsigned char)s.p[begin - 1] < 0x80 || begin >= 3) &&
                     (i == s.n || (unsigned char)s.p[i] < 0x80 || (unsigned char)s.p[i] == 0xE2);
        if (i > begin && whole)
            divide_run(s, begin, i, marks);
        i += i == begin || i < s.n;
    }
    for (size_t i = 1; i + 1 < s.n; i++) {
        char c = s.p[i];
        if (address ? strchr("/.?&=-", c) && s.p[i + 1] != '/'
                    : c == '-' && is_letter(s.p[i - 1]) && is_letter(s.p[i + 1]))
            marks[i + 1] = true;
        /* An en or em dash between words lets the line end after it. */
        if (!address && i >= 3 && i + 2 < s.n && (unsigned char)c == 0x94 &&
            (unsigned char)s.p[i - 1] == 0x80 && (unsigned char)s.p[i - 2] == 0xE2)
            marks[i + 1] = true;
    }
    uint8_t places[SL_LIMIT_WORD_BYTES];
    for (size_t i = 1; i < s.n; i++)
        if (marks[i])
            places[word->hyphen_count++] = (uint8_t)i;
    uint8_t *kept = SL_NEW_ARRAY(w->arena, uint8_t, word->hyphen_count);
    if (word->hyphen_count)
        memcpy(kept, places, word->hyphen_count);
    word->hyphens = kept;
}

/* --- hanging punctuation: how far a sign may stand out of the measure, in thousandths of it --- */

static int protrusion(uint32_t c, bool right)
{
    switch (c) {
    case '.':
    case ',':
        return right ? 700 : 0;
    case '-':
    case 0xAD:
        return right ? 600 : 0;
    case ';':
    case ':':
    case '!':
    case '?':
        return right ? 250 : 0;
    case 0x2018:
    case 0x201C:
        return right ? 0 : 500;
    case 0x2019:
    case 0x201D:
        return right ? 500 : 0;
    case 0x2013:
        return right ? 300 : 0;
    case '(':
        return right ? 0 : 100;
    case ')':
        return right ? 100 : 0;
    }
    return 0;
}

static uint32_t last_character(sl_str s)
{
    size_t at = s.n;
    while (at > 0 && ((unsigned char)s.p[--at] & 0xC0) == 0x80)
        ;
    return s.n ? sl_utf8_next(s, &at) : 0;
}

static void set_protrusion(sl_word *word, sl_str text)
{
    if (!word->glyph_count || !text.n)
        return;
    size_t at = 0;
    uint32_t first = sl_utf8_next(text, &at);
    word->protrude_left = (int16_t)(word->glyphs[0].advance * protrusion(first, false) / 1000);
    word->protrude_right = (int16_t)(word->glyphs[word->glyph_count - 1].advance *
                                     protrusion(last_character(text), true) / 1000);
}

/* --- shaping --- */

static void run_shaper(sl_words *w, sl_face *face, sl_str text, unsigned features)
{
    hb_buffer_clear_contents(w->buffer);
    hb_buffer_add_utf8(w->buffer, text.p, (int)text.n, 0, (int)text.n);
    hb_buffer_guess_segment_properties(w->buffer);
    hb_buffer_set_language(w->buffer, w->language);
    hb_buffer_set_cluster_level(w->buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
    hb_feature_t wanted[2];
    unsigned n = 0;
    if (features & SL_FEATURE_SMALL_CAPS)
        wanted[n++] = (hb_feature_t){HB_TAG('s', 'm', 'c', 'p'), 1, 0, HB_FEATURE_GLOBAL_END};
    if (features & SL_FEATURE_TABULAR)
        wanted[n++] = (hb_feature_t){HB_TAG('t', 'n', 'u', 'm'), 1, 0, HB_FEATURE_GLOBAL_END};
    hb_shape(sl_face_hb_font(face), w->buffer, wanted, n);
}

static sl_word *shape(sl_words *w, sl_face *face, sl_str text, unsigned features)
{
    SL_CHECK(text.n <= SL_LIMIT_WORD_BYTES);
    run_shaper(w, face, text, features);
    unsigned n;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(w->buffer, &n);
    const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(w->buffer, &n);
    sl_word *word = SL_NEW(w->arena, sl_word);
    sl_glyph *glyphs = SL_NEW_ARRAY(w->arena, sl_glyph, n);
    for (unsigned i = 0; i < n; i++) {
        glyphs[i] = (sl_glyph){(uint16_t)info[i].codepoint, (uint16_t)info[i].cluster,
                               at[i].x_advance, (int16_t)at[i].x_offset, (int16_t)at[i].y_offset};
        word->width += at[i].x_advance;
        word->missing = word->missing || info[i].codepoint == 0;
    }
    word->text = sl_arena_copy(w->arena, text.p, text.n);
    word->text_len = (uint16_t)text.n;
    word->glyphs = glyphs;
    word->glyph_count = (uint16_t)n;
    word->face = face;
    word->features = (uint8_t)features;
    word->index = w->count++;
    word->right_to_left = HB_DIRECTION_IS_BACKWARD(hb_buffer_get_direction(w->buffer));
    set_protrusion(word, text);
    return word;
}

const sl_word *sl_word_shape(sl_words *w, sl_face *face, sl_str text, unsigned features,
                             sl_str lang)
{
    const sl_word **slot = NULL;
    if (w->cached) {
        slot = seek(w, face, text, features);
        if (*slot)
            return *slot;
    }
    sl_word *word = shape(w, face, text, features);
    if (lang.n == 0 || sl_str_starts(lang, "en"))
        find_divisions(w, word, text);
    if (!slot)
        return word;
    *slot = word;
    if (++w->used * 4 > (w->mask + 1) * 3)
        widen(w);
    return word;
}

const sl_word *sl_word_hyphen(sl_words *w, sl_face *face)
{
    uint32_t i = sl_face_index(face);
    SL_CHECK(i < MOST_FACES);
    if (!w->hyphens[i]) {
        sl_word *word = shape(w, face, SL_STR("-"), 0);
        word->text = "\u00AD";
        word->text_len = 2;
        word->soft_hyphen = true;
        w->hyphens[i] = word;
    }
    return w->hyphens[i];
}

const sl_word *sl_word_space(sl_words *w, sl_face *face)
{
    uint32_t i = sl_face_index(face);
    SL_CHECK(i < MOST_FACES);
    if (!w->spaces[i])
        w->spaces[i] = shape(w, face, SL_STR(" "), 0);
    return w->spaces[i];
}
