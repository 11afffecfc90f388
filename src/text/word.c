#include "text/word.h"

#include "base/assert.h"
#include "base/limits.h"
#include "text/divide.h"
#include "text/shape.h"

typedef struct slot {
    const sl_word *word;
    uint64_t hash;
} slot;

/* Above the features of word.h: which patterns the word was divided by; 0: by none. */
enum { BY = 0x10, BY_ENGLISH = BY, BY_READ = 2 * BY, ALL_BY = 0xF0, MOST_READ = 6 };

typedef struct reading {
    sl_str tag;
    const sl_patterns *patterns;
} reading;

struct sl_words {
    sl_arena *arena;
    sl_fonts *fonts;
    struct sl_folder *keeper;
    bool cached;
    sl_shaper *shaper;
    slot *slots;
    size_t mask, used;
    uint32_t count;
    const sl_word **spaces, **hyphens; /* by face index */
    reading read[MOST_READ];
    size_t read_count;
};

enum { FIRST_SLOTS = 1 << 12, MOST_FACES = 64 };

sl_words *sl_words_new(sl_arena *a, sl_fonts *fonts, bool cached)
{
    sl_words *w = SL_NEW(a, sl_words);
    w->arena = a;
    w->fonts = fonts;
    w->cached = cached;
    w->shaper = sl_shaper_new(a, cached);
    w->mask = FIRST_SLOTS - 1;
    w->slots = SL_NEW_ARRAY(a, slot, FIRST_SLOTS);
    w->spaces = SL_NEW_ARRAY(a, const sl_word *, MOST_FACES);
    w->hyphens = SL_NEW_ARRAY(a, const sl_word *, MOST_FACES);
    return w;
}

void sl_words_keep(sl_words *w, struct sl_folder *keeper)
{
    w->keeper = keeper;
}

struct sl_folder *sl_words_keeper(const sl_words *w)
{
    return w->keeper;
}

uint32_t sl_words_count(const sl_words *w)
{
    return w->count;
}

/* --- the table --- */

/* Eight bytes at a time; the order of a machine's bytes reaches no output. */
static uint64_t hash_of(const sl_face *face, sl_str text, unsigned features)
{
    uint64_t h = sl_hash_mix(text.n, (uint64_t)sl_face_index(face) << 8 | features), part;
    const char *p = text.p;
    size_t n = text.n;
    for (; n >= 8; n -= 8, p += 8) {
        memcpy(&part, p, 8);
        h = sl_hash_mix(h, part);
    }
    part = 0;
    memcpy(&part, p, n);
    return sl_hash_mix(sl_hash_mix(h, part), 0x9E3779B97F4A7C15u);
}

static slot *seek(const sl_words *w, uint64_t hash, const sl_face *face, sl_str text,
                  unsigned features)
{
    for (size_t i = hash & w->mask;; i = (i + 1) & w->mask) {
        slot *s = &w->slots[i];
        if (!s->word)
            return s;
        if (s->hash == hash && s->word->face == face && s->word->features == features &&
            s->word->text_len == text.n && memcmp(s->word->text, text.p, text.n) == 0)
            return s;
    }
}

static void widen(sl_words *w)
{
    const slot *old = w->slots;
    size_t n = w->mask + 1;
    w->mask = n * 2 - 1;
    w->slots = SL_NEW_ARRAY(w->arena, slot, n * 2);
    for (size_t i = 0; i < n; i++) {
        if (!old[i].word)
            continue;
        size_t at = old[i].hash & w->mask;
        while (w->slots[at].word)
            at = (at + 1) & w->mask;
        w->slots[at] = old[i];
    }
}

/* --- words --- */

static sl_word *shape(sl_words *w, sl_face *face, sl_str text, unsigned features)
{
    sl_word *word = SL_NEW(w->arena, sl_word);
    word->text = sl_arena_copy(w->arena, text.p, text.n);
    word->text_len = (uint16_t)text.n;
    word->face = face;
    word->features = (uint8_t)features;
    word->index = w->count++;
    sl_shape_word(w->shaper, word, face, text, features & ~(unsigned)ALL_BY);
    sl_divide_set_protrusion(word);
    return word;
}

void sl_words_divide(sl_words *w, sl_str language, const sl_patterns *patterns)
{
    if (w->read_count < MOST_READ)
        w->read[w->read_count++] = (reading){language, patterns};
}

bool sl_words_know(const sl_words *w, sl_str language)
{
    for (size_t i = 0; i < w->read_count; i++)
        if (sl_str_equal(w->read[i].tag, language))
            return true;
    return w->read_count == MOST_READ;
}

static unsigned patterns_of(const sl_words *w, sl_str lang)
{
    if (lang.n == 0 || (lang.p[0] == 'e' && sl_str_starts(lang, "en")))
        return BY_ENGLISH;
    for (size_t i = 0; i < w->read_count; i++) {
        sl_str tag = w->read[i].tag;
        if (lang.n >= tag.n && memcmp(lang.p, tag.p, tag.n) == 0 &&
            (lang.n == tag.n || lang.p[tag.n] == '-'))
            return BY_READ + (unsigned)i * BY;
    }
    return 0;
}

const sl_word *sl_word_shape(sl_words *w, sl_face *face, sl_str text, unsigned features,
                             sl_str lang)
{
    unsigned by = patterns_of(w, lang);
    features = (features & ~(unsigned)ALL_BY) | by;
    uint64_t hash = 0;
    slot *at = NULL;
    if (w->cached) {
        hash = hash_of(face, text, features);
        at = seek(w, hash, face, text, features);
        if (at->word)
            return at->word;
    }
    sl_word *word = shape(w, face, text, features);
    sl_divide_word(w->arena, word, by == BY_ENGLISH,
                   by >= BY_READ ? w->read[(by - BY_READ) / BY].patterns : NULL);
    if (!at)
        return word;
    *at = (slot){word, hash};
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
