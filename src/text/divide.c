/* Where a word may be divided: at signs that are written in it, and between letters by patterns.
 *
 * A word here is a run without white space: it may hold punctuation, digits, several words joined
 * by hyphens, an address. Letters in a row are looked up alone, in lower case. English is looked up
 * by bytes, as its patterns know a to z only: letters beside an accented one or a digit are left
 * whole. Other languages come by characters. More than one capital makes an abbreviation or a name,
 * which is not divided. The result is a list of byte offsets in the word, which the lines take as
 * they are.
 */
#include "text/divide.h"

#include "base/limits.h"
#include "text/hyphen.h"

static bool is_address(sl_str s)
{
    return sl_str_find(s, SL_STR("://"), 0) != SIZE_MAX || sl_str_starts(s, "www.");
}

/* Marks the divisions of the letters [begin, end). */
static void divide_letters(sl_str s, size_t begin, size_t end, bool *marks)
{
    char lower[SL_HYPHEN_LONGEST];
    bool breaks[SL_HYPHEN_LONGEST + 1];
    size_t n = end - begin, capitals = 0;
    if (n < SL_HYPHEN_LEFT + SL_HYPHEN_RIGHT || n > sizeof lower)
        return;
    for (size_t i = 0; i < n; i++) {
        char c = s.p[begin + i];
        bool capital = c >= 'A' && c <= 'Z';
        capitals += capital;
        lower[i] = capital ? (char)(c - 'A' + 'a') : c;
    }
    if (capitals > 1)
        return; /* an abbreviation or a name such as McDonald */
    sl_hyphen_word((sl_str){lower, n}, breaks);
    for (size_t i = 0; i < n; i++)
        marks[begin + i] = marks[begin + i] || breaks[i];
}

/* Letters beside an accented one or a digit are part of no word that the patterns know: only
 * punctuation of U+2000 to U+2FFF may stand beside them. */
static bool stands_free(sl_str s, size_t begin, size_t end)
{
    if (begin > 0) {
        unsigned char c = (unsigned char)s.p[begin - 1];
        if (sl_is_digit((char)c))
            return false;
        if (c >= 0x80 && !(begin >= 3 && (unsigned char)s.p[begin - 3] == 0xE2) &&
            !(begin >= 2 && (unsigned char)s.p[begin - 2] == 0xC2))
            return false;
    }
    if (end < s.n) {
        unsigned char c = (unsigned char)s.p[end];
        if (sl_is_digit((char)c) || (c >= 0x80 && c != 0xE2 && c != 0xC2))
            return false;
    }
    return true;
}

static void divide_by_patterns(sl_str s, bool *marks)
{
    for (size_t i = 0; i < s.n;) {
        size_t begin = i;
        while (i < s.n && sl_is_letter(s.p[i]))
            i++;
        if (i > begin && stands_free(s, begin, i))
            divide_letters(s, begin, i, marks);
        if (i == begin)
            i++;
    }
}

/* c in lower case; those of an accent stand beside their capitals and have as many bytes. */
static uint32_t lower_of(uint32_t c)
{
    if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c < 0xDF))
        return c + 0x20;
    bool paired = (c >= 0x100 && c < 0x138) || (c >= 0x14A && c < 0x178) || c >= 0x1E00;
    return paired && !(c & 1) ? c + 1 : c;
}

/* The letters [begin, end) of a language that is read, which may have accents. */
static void divide_accented(sl_str s, size_t begin, size_t end, const sl_patterns *patterns,
                            bool *marks)
{
    char lower[SL_LIMIT_WORD_BYTES];
    size_t n = 0, capitals = 0;
    for (size_t i = begin; i < end;) {
        uint32_t c = sl_utf8_next(s, &i), small = lower_of(c);
        capitals += small != c;
        n += sl_utf8_encode(small, lower + n);
    }
    if (capitals <= 1 && n == end - begin) /* else it is an abbreviation */
        sl_patterns_divide(patterns, (sl_str){lower, n}, marks + begin);
}

static void divide_by_read_patterns(sl_str s, const sl_patterns *patterns, bool *marks)
{
    for (size_t i = 0, begin = 0; begin < s.n; begin = i) {
        bool digit = false;
        size_t next = begin;
        for (i = begin; i < s.n; i = next) {
            uint32_t c = sl_utf8_next(s, &next);
            digit = digit || (c >= '0' && c <= '9');
            if (!sl_patterns_is_letter(c) && !(c >= '0' && c <= '9'))
                break;
        }
        if (i > begin && !digit)
            divide_accented(s, begin, i, patterns, marks);
        i = i > begin ? i : next;
    }
}

static bool is_dash_end(sl_str s, size_t i)
{
    unsigned char c = (unsigned char)s.p[i];
    return i >= 3 && i + 2 < s.n && (c == 0x93 || c == 0x94) && (unsigned char)s.p[i - 1] == 0x80 &&
           (unsigned char)s.p[i - 2] == 0xE2;
}

/* After a hyphen or dash that is written between letters; in an address after its signs. */
static void divide_at_signs(sl_str s, bool address, bool *marks)
{
    for (size_t i = 1; i + 1 < s.n; i++) {
        char c = s.p[i], next = s.p[i + 1];
        if (address ? strchr("/.?&=-_", c) && next != '/' && s.p[i - 1] != '/'
                    : c == '-' && sl_is_letter(s.p[i - 1]) && sl_is_letter(next))
            marks[i + 1] = true;
        if (c == '/' && !address && sl_is_letter(s.p[i - 1]) && sl_is_letter(next) && s.n > 12)
            marks[i + 1] = true;
        if (!address && is_dash_end(s, i) && !sl_is_digit(s.p[i - 3]))
            marks[i + 1] = true;
    }
}

void sl_divide_word(sl_arena *a, sl_word *word, bool english, const sl_patterns *patterns)
{
    sl_str s = {word->text, word->text_len};
    bool marks[SL_LIMIT_WORD_BYTES + 1];
    if (s.n < 2 || s.n > SL_LIMIT_WORD_BYTES)
        return;
    memset(marks, 0, s.n + 1);
    bool address = is_address(s);
    divide_at_signs(s, address, marks);
    if (english && !address)
        divide_by_patterns(s, marks);
    if (patterns && !address)
        divide_by_read_patterns(s, patterns, marks);
    uint8_t places[SL_LIMIT_WORD_BYTES];
    uint8_t n = 0;
    for (size_t i = 1; i < s.n; i++)
        if (marks[i])
            places[n++] = (uint8_t)i;
    word->hyphen_count = n;
    if (n)
        word->hyphens = memcpy(SL_NEW_ARRAY(a, uint8_t, n), places, n);
}

/* --- hanging punctuation: how far a sign may stand out of the measure, in thousandths of it --- */

static int protrusion_right(uint32_t c)
{
    switch (c) {
    case '.':
    case ',':
        return 700;
    case '-':
    case 0xAD:
        return 600;
    case 0x2019:
    case 0x201D:
        return 500;
    case ';':
    case ':':
        return 400;
    case 0x2013:
        return 300;
    case '!':
    case '?':
        return 150;
    case ')':
        return 100;
    }
    return 0;
}

static int protrusion_left(uint32_t c)
{
    switch (c) {
    case 0x2018:
    case 0x201C:
        return 500;
    case '(':
        return 80;
    case 'A':
    case 'T':
    case 'V':
    case 'W':
    case 'Y':
        return 50;
    }
    return 0;
}

void sl_divide_set_protrusion(sl_word *word)
{
    sl_str s = {word->text, word->text_len};
    if (!word->glyph_count || !s.n)
        return;
    size_t at = 0, last = s.n;
    uint32_t first_sign = sl_utf8_next(s, &at);
    while (last > 0 && ((unsigned char)s.p[--last] & 0xC0) == 0x80)
        ;
    uint32_t last_sign = sl_utf8_next(s, &last);
    word->protrude_left = (int16_t)(word->glyphs[0].advance * protrusion_left(first_sign) / 1000);
    word->protrude_right =
        (int16_t)(word->glyphs[word->glyph_count - 1].advance * protrusion_right(last_sign) / 1000);
}
