#include "text/complex.h"

#include "base/assert.h"
#include "text/pango.h"

static bool is_white(uint32_t c)
{
    return c == ' ' || c == '\n' || c == '\t';
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
        if (c >= 0x590 && (is_format(c) || sl_pango_is_mark(c) || sl_pango_is_from_right(c)))
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
        if (sl_pango_is_mark(c) || is_format(c) || sl_face_glyph(best, c))
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
        bool follows = sl_pango_is_mark(c) || is_format(c);
        if (!is_white(c) && !inside)
            word = face_of_word(fonts, face, text, begin);
        inside = !is_white(c);
        if (!follows && inside) {
            now = word ? word : sl_face_glyph(face, c) ? face : sl_fonts_find(fonts, face, c);
            now = now ? now : face;
        }
        /* Signs and figures beside text from the right are parts of their own: their level is
         * decided by the whole paragraph. */
        bool turned = sl_pango_is_from_right(c) || (follows && right);
        add_character(&s, begin, at, now, turned != right && s.parts.n);
        right = turned;
    }
    *n = s.parts.n;
    return s.parts.at;
}

void sl_complex_levels(sl_str text, bool from_right, uint8_t *levels)
{
    if (!sl_pango_find_levels(text, from_right, levels))
        memset(levels, 0, text.n);
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
