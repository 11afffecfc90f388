/* word.h: words shaped once and kept.
 *
 * A word is a run of text without a break inside it, shaped in one face with one set of
 * features and one language. It is immutable, lives with the cache, and two lookups of the same
 * text give the same pointer (with the cache on). Words hold no size: scale by size / upem.
 * Arena: the cache's own, bounded in bytes; words never move.
 */
#ifndef SL_TEXT_WORD_H
#define SL_TEXT_WORD_H

#include "text/font.h"
#include "text/patterns.h"

typedef struct sl_glyph {
    uint16_t id;
    uint16_t cluster; /* byte offset in the word's text of the first character it stands for */
    int32_t advance;  /* font units */
    int16_t dx, dy;   /* offset from the pen */
} sl_glyph;

enum { SL_FEATURE_SMALL_CAPS = 1, SL_FEATURE_TABULAR = 2 };

typedef struct sl_word {
    const char *text; /* UTF-8 as the source has it; what a reader copies */
    const sl_glyph *glyphs;
    sl_face *face;
    uint32_t index;    /* dense, from 0, over all words of the cache: for side tables */
    uint16_t text_len; /* bytes */
    uint16_t glyph_count;
    int32_t width;                         /* sum of advances, font units */
    int16_t protrude_left, protrude_right; /* hanging punctuation, font units */
    uint8_t features;
    uint8_t hyphen_count;
    bool missing : 1;       /* has a .notdef: reported, never painted */
    bool right_to_left : 1; /* glyphs are in visual order */
    bool soft_hyphen : 1;   /* a hyphen put in by a line break: it stands for U+00AD */
    const uint8_t *hyphens; /* byte offsets in text where it may be divided, ascending */
} sl_word;

typedef struct sl_words sl_words;
struct sl_folder;

/* cached = false shapes anew each time (words then differ by pointer, never by content). */
sl_words *sl_words_new(sl_arena *a, sl_fonts *fonts, bool cached);
/* text: at most SL_LIMIT_WORD_BYTES of valid UTF-8 without white space (NBSP allowed). lang:
 * BCP 47. Never NULL. */
const sl_word *sl_word_shape(sl_words *w, sl_face *face, sl_str text, unsigned features,
                             sl_str lang);
/* Words of a language (its first subtag: "cy") are divided by these patterns from now on; NULL: by
 * none. English has its own. */
void sl_words_divide(sl_words *w, sl_str language, const sl_patterns *patterns);
/* Whether that was said of a language, or no more languages can be kept. */
bool sl_words_know(const sl_words *w, sl_str language);
/* The hyphen for the end of a divided line: shows '-', is copied as U+00AD. */
const sl_word *sl_word_hyphen(sl_words *w, sl_face *face);
/* A single space. */
const sl_word *sl_word_space(sl_words *w, sl_face *face);
uint32_t sl_words_count(const sl_words *w);
/* Who keeps the words from one reading to the next, and may keep what is made of them
 * (base/folder.h); NULL: nobody. */
void sl_words_keep(sl_words *w, struct sl_folder *keeper);
struct sl_folder *sl_words_keeper(const sl_words *w);

#endif
