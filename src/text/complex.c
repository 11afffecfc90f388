#include "text/complex.h"

#include <fribidi.h>

#include "base/check.h"

static bool is_white(uint32_t c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

static bool is_strong_right(uint32_t c)
{
    FriBidiCharType type = fribidi_get_bidi_type(c);
    return type == FRIBIDI_TYPE_RTL || type == FRIBIDI_TYPE_AL;
}

static bool is_mark(uint32_t c)
{
    return fribidi_get_bidi_type(c) == FRIBIDI_TYPE_NSM;
}

/* Joiners and marks of direction: no glyph of their own is looked for. */
static bool is_format(uint32_t c)
{
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

bool sl_complex_is_plain(const sl_face *face, sl_str text)
{
    size_t at = 0;
    while (at < text.n && (unsigned char)text.p[at] < 0x80)
        at++;
    while (at < text.n) {
        uint32_t c = sl_utf8_next(text, &at);
        if (c < 0x80 || (c >= 0xA0 && c <= 0x17F) || (c >= 0x2013 && c <= 0x2026))
            continue;
        if (c >= 0x590 && (is_format(c) || is_mark(c) || is_strong_right(c)))
            return false;
        if (!sl_face_glyph(face, c))
            return false;
    }
    return true;
}

/* The nearest face that shows a whole word, so that its letters match; NULL when none does. */
static sl_face *face_of_word(sl_fonts *fonts, sl_face *face, sl_str text, size_t at)
{
    sl_face *best = face;
    for (size_t begin = at; at < text.n;) {
        uint32_t c = sl_utf8_next(text, &at);
        if (is_white(c))
            return best;
        if (is_mark(c) || is_format(c) || sl_face_glyph(best, c))
            continue;
        sl_face *other = sl_fonts_find(fonts, face, c);
        if (!other || best != face)
            return NULL; /* nobody has it, or it takes a third face */
        best = other;
        at = begin;
    }
    return best;
}

typedef struct splitting {
    sl_arena *arena;
    SL_VEC(sl_complex_part) parts;
    bool right; /* the part under way holds text from the right */
} splitting;

static void add_character(splitting *s, size_t begin, size_t end, sl_face *face, bool apart)
{
    sl_complex_part *last = s->parts.n ? &s->parts.at[s->parts.n - 1] : NULL;
    if (last && last->face == face && !apart) {
        last->end = end;
        return;
    }
    SL_PUSH(s->arena, s->parts, ((sl_complex_part){begin, end, face}));
}

const sl_complex_part *sl_complex_split(sl_arena *a, sl_fonts *fonts, sl_face *face, sl_str text,
                                        size_t *n)
{
    splitting s = {.arena = a};
    sl_face *now = face, *word = NULL;
    bool right = false, inside = false;
    for (size_t at = 0; at < text.n;) {
        size_t begin = at;
        uint32_t c = sl_utf8_next(text, &at);
        bool follows = is_mark(c) || is_format(c);
        if (!is_white(c) && !inside)
            word = face_of_word(fonts, face, text, begin);
        inside = !is_white(c);
        if (!follows && inside) {
            now = word ? word : sl_face_glyph(face, c) ? face : sl_fonts_find(fonts, face, c);
            now = now ? now : face;
        }
        /* Signs and figures beside text from the right are parts of their own: their level is
         * decided by the whole paragraph. */
        bool turned = is_strong_right(c) || (follows && right);
        add_character(&s, begin, at, now, turned != right && s.parts.n);
        right = turned;
    }
    *n = s.parts.n;
    return s.parts.at;
}

void sl_complex_levels(sl_arena *a, sl_str text, bool from_right, uint8_t *levels)
{
    size_t count = sl_utf8_count(text), k = 0;
    FriBidiChar *chars = SL_NEW_ARRAY(a, FriBidiChar, count + 1);
    for (size_t at = 0; at < text.n && k < count;)
        chars[k++] = sl_utf8_next(text, &at);
    FriBidiStrIndex n = (FriBidiStrIndex)k;
    FriBidiCharType *types = SL_NEW_ARRAY(a, FriBidiCharType, k + 1);
    FriBidiBracketType *brackets = SL_NEW_ARRAY(a, FriBidiBracketType, k + 1);
    FriBidiLevel *out = SL_NEW_ARRAY(a, FriBidiLevel, k + 1);
    fribidi_get_bidi_types(chars, n, types);
    fribidi_get_bracket_types(chars, n, types, brackets);
    FriBidiParType base = from_right ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    if (!fribidi_get_par_embedding_levels_ex(types, brackets, n, &base, out))
        return; /* no memory for it: the text stays from the left */
    k = 0;
    for (size_t at = 0; at < text.n; k++) {
        size_t begin = at;
        sl_utf8_next(text, &at);
        for (; begin < at; begin++)
            levels[begin] = (uint8_t)out[k];
    }
}

bool sl_complex_is_from_right(sl_str lang)
{
    static const char *const languages[] = {"ar", "he", "fa", "ur", "yi", "ps", "ckb", "dv"};
    size_t n = 0;
    while (n < lang.n && lang.p[n] != '-')
        n++;
    for (size_t i = 0; i < SL_COUNT(languages); i++)
        if (sl_str_equal_z(sl_str_slice(lang, 0, n), languages[i]))
            return true;
    return false;
}
