#include "comments/match.h"

#include <stdlib.h>

enum {
    COMMON = 200, /* places with a word; more say nothing of where it is from */
    LEAST = 55,   /* per cent of the words that two paragraphs must share */
    NAMED = 25,   /* the same where the bookmark says which section it is of */
    MOST_WORDS = 400,
    AROUND = 500 /* paragraphs at each side among which one is to say what no other does */
};

typedef SL_VEC(uint32_t) indices;

/* What a paragraph of the file says, and the places that say the same; NULL: none does. */
typedef struct saying {
    sl_str text;
    const indices *places;
} saying;

struct sl_matching {
    sl_arena *arena;
    const sl_word_places *places;
    const sl_returned *file;
    sl_map names, texts, words; /* to 1 + index; to indices, in order */
    uint32_t *counts, *stamps;  /* by place: words in common, for which question */
    uint32_t *lengths, stamp;
    saying *said; /* by paragraph of the file */
};

static bool is_word(unsigned char c)
{
    return c >= 0x80 || sl_is_letter((char)c) || sl_is_digit((char)c);
}

static bool next_word(sl_str s, size_t *at, sl_str *word)
{
    while (*at < s.n && !is_word((unsigned char)s.p[*at]))
        ++*at;
    size_t from = *at;
    while (*at < s.n && is_word((unsigned char)s.p[*at]))
        ++*at;
    *word = sl_str_slice(s, from, *at);
    return word->n > 0;
}

/* Those of a key, which may have none yet. */
static indices *indices_of(sl_matching *m, sl_map *map, sl_str key)
{
    indices *in = sl_map_lookup(map, key);
    if (!in) {
        in = SL_NEW(m->arena, indices);
        sl_map_add(map, key, in);
    }
    return in;
}

sl_matching *sl_match_begin(sl_arena *a, const sl_word_places *places, const sl_returned *file)
{
    sl_matching *m = SL_NEW(a, sl_matching);
    *m = (sl_matching){.arena = a, .places = places, .file = file};
    sl_map_init(&m->names, a);
    sl_map_init(&m->texts, a);
    sl_map_init(&m->words, a);
    m->counts = SL_NEW_ARRAY(a, uint32_t, places->n + 1);
    m->stamps = SL_NEW_ARRAY(a, uint32_t, places->n + 1);
    m->lengths = SL_NEW_ARRAY(a, uint32_t, places->n + 1);
    m->said = SL_NEW_ARRAY(a, saying, file->paragraphs.n + 1);
    for (size_t i = 0; i < places->n; i++) {
        const sl_word_place *p = &places->at[i];
        sl_map_add(&m->names, p->name, (void *)(uintptr_t)(i + 1));
        SL_PUSH(a, *indices_of(m, &m->texts, p->text), (uint32_t)i);
        sl_str word;
        for (size_t at = 0; next_word(p->text, &at, &word);) {
            indices *in = indices_of(m, &m->words, word);
            m->lengths[i]++;
            if (in->n <= COMMON && !(in->n && in->at[in->n - 1] == i))
                SL_PUSH(a, *in, (uint32_t)i);
        }
    }
    for (size_t i = 0; i < file->paragraphs.n; i++) {
        sl_str text = sl_place_squeeze(a, file->paragraphs.at[i].was);
        m->said[i] = (saying){text, text.n ? sl_map_lookup(&m->texts, text) : NULL};
    }
    return m;
}

/* Whether the paragraph says what one place alone does: 1 + that. */
static uint32_t find_alone(const sl_matching *m, size_t paragraph)
{
    const indices *in = m->said[paragraph].places;
    return in && in->n == 1 ? in->at[0] + 1 : 0;
}

/* Of the places that say what a paragraph does the one that stands as it does: behind the nearest
 * paragraph before it that says what no other does, and before the nearest one behind it; as many
 * of the same between. NULL: none says so. */
static const sl_word_place *choose(const sl_matching *m, size_t paragraph)
{
    const indices *in = m->said[paragraph].places;
    if (!in || in->n == 1)
        return in ? &m->places->at[in->at[0]] : NULL;
    uint32_t low = 0, high = UINT32_MAX, before = 0; /* 1 + index */
    for (size_t i = paragraph; !low && i > 0 && paragraph - i < AROUND; i--) {
        low = find_alone(m, i - 1);
        before += m->said[i - 1].places == in;
    }
    for (size_t i = paragraph + 1; i < m->file->paragraphs.n && i - paragraph < AROUND; i++) {
        uint32_t alone = find_alone(m, i);
        if (alone > low) {
            high = alone;
            break;
        }
    }
    size_t first = 0;
    while (first + 1 < in->n && in->at[first] < low)
        first++;
    size_t best = first;
    while (best < first + before && best + 1 < in->n && in->at[best + 1] + 1 < high)
        best++;
    return &m->places->at[in->at[best]];
}

/* s_OWNER_N_TEXT: the owner's digits, and those of the text. */
static bool split_name(sl_str name, sl_str *owner, sl_str *text)
{
    sl_str rest = name, s, number;
    return sl_str_split(&rest, '_', &s) && sl_str_split(&rest, '_', owner) &&
           sl_str_split(&rest, '_', &number) && sl_str_split(&rest, '_', text) &&
           owner->n == SL_PLACE_DIGITS && text->n == SL_PLACE_DIGITS;
}

/* Of the places that share words with it, the one that shares most; owner: its digits, where it is
 * known. */
static const sl_word_place *find_closest(sl_matching *m, sl_str text, sl_str owner)
{
    sl_str word;
    uint32_t n = 0, best = 0, best_score = 0;
    m->stamp++;
    indices met = {0};
    for (size_t at = 0; n < MOST_WORDS && next_word(text, &at, &word); n++) {
        const indices *in = sl_map_lookup(&m->words, word);
        for (size_t i = 0; in && in->n <= COMMON && i < in->n; i++) {
            uint32_t p = in->at[i];
            if (m->stamps[p] != m->stamp) {
                m->stamps[p] = m->stamp;
                m->counts[p] = 0;
                SL_PUSH(m->arena, met, p);
            }
            m->counts[p]++;
        }
    }
    uint32_t rare = 0; /* words that say something */
    for (size_t at = 0, k = 0; k < n && next_word(text, &at, &word); k++) {
        const indices *in = sl_map_lookup(&m->words, word);
        rare += !in || in->n <= COMMON;
    }
    for (size_t i = 0; i < met.n; i++) {
        const sl_word_place *p = &m->places->at[met.at[i]];
        uint32_t longer = rare > m->lengths[met.at[i]] ? rare : m->lengths[met.at[i]];
        uint32_t score = 200 * m->counts[met.at[i]] / (rare + longer + 1);
        uint32_t part = rare >= 5 ? 90 * m->counts[met.at[i]] / rare : 0; /* of a divided one */
        score = part > score ? part : score;
        bool own = owner.n && sl_str_starts(sl_str_slice(p->name, 2, p->name.n),
                                            sl_str_copy(m->arena, owner).p);
        score = own ? score * 3 / 2 + 10 : score;
        uint32_t least = own ? NAMED : LEAST;
        if (score >= least && score > best_score) {
            best = met.at[i] + 1;
            best_score = score;
        }
    }
    return best ? &m->places->at[best - 1] : NULL;
}

const sl_word_place *sl_match_find(sl_matching *m, size_t paragraph)
{
    const sl_returned_paragraph *p = &m->file->paragraphs.at[paragraph];
    sl_str text = m->said[paragraph].text, owner = SL_STR_NONE, digits = SL_STR_NONE;
    bool named = p->name.n && split_name(p->name, &owner, &digits);
    uintptr_t at = named ? (uintptr_t)sl_map_lookup(&m->names, p->name) : 0;
    const sl_word_place *place = at ? &m->places->at[at - 1] : NULL;
    /* A bookmark may have gone to the other half of a paragraph that was divided, or on with words
     * that were pasted over it: what is said decides. */
    if (place && (sl_str_equal(place->text, text) || !text.n))
        return place;
    const sl_word_place *same = choose(m, paragraph);
    if (same || place)
        return same ? same : place;
    place = text.n ? find_closest(m, text, owner) : NULL;
    if (place || !named)
        return place;
    /* Its section and number still say where it was. */
    for (size_t i = 0; i < m->places->n; i++) {
        const sl_word_place *one = &m->places->at[i];
        if (one->name.n > SL_PLACE_DIGITS && p->name.n > SL_PLACE_DIGITS &&
            sl_str_equal(sl_str_slice(one->name, 0, one->name.n - SL_PLACE_DIGITS),
                         sl_str_slice(p->name, 0, p->name.n - SL_PLACE_DIGITS)))
            return one;
    }
    return NULL;
}
