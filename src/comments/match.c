#include "comments/match.h"

#include <stdlib.h>

enum {
    COMMON = 200, /* places with a word; more say nothing of where it is from */
    LEAST = 55,   /* per cent of the words that two paragraphs must share */
    NAMED = 25,   /* the same where the bookmark says which section it is of */
    MOST_WORDS = 400,
    AROUND =
        500 /* paragraphs at each side in which one is looked for that says what no other does */
};

typedef SL_VEC(uint32_t) indices;

struct sl_matching {
    sl_arena *arena;
    const sl_word_places *places;
    const sl_returned *file;
    sl_map names, texts, words; /* to 1 + index, the first that says so, and to indices */
    uint32_t *like, *last;      /* by place: 1 + index of the next that says the same; by the first
                                   of them: 1 + index of the last */
    uint32_t *said; /* by paragraph of the file: 1 + index of the first place that says the same */
    uint32_t *counts, *stamps; /* by place: words in common, for which question */
    uint32_t *lengths, stamp;
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

/* A place behind those that say the same. */
static void chain(sl_matching *m, uint32_t place)
{
    uintptr_t first = (uintptr_t)sl_map_lookup(&m->texts, m->places->at[place].text);
    if (!first) {
        sl_map_add(&m->texts, m->places->at[place].text, (void *)(uintptr_t)(place + 1));
        m->last[place] = place + 1;
        return;
    }
    m->like[m->last[first - 1] - 1] = place + 1;
    m->last[first - 1] = place + 1;
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
    m->like = SL_NEW_ARRAY(a, uint32_t, places->n + 1);
    m->last = SL_NEW_ARRAY(a, uint32_t, places->n + 1);
    m->said = SL_NEW_ARRAY(a, uint32_t, file->paragraphs.n + 1);
    for (size_t i = 0; i < places->n; i++) {
        const sl_word_place *p = &places->at[i];
        sl_map_add(&m->names, p->name, (void *)(uintptr_t)(i + 1));
        chain(m, (uint32_t)i);
        sl_str word;
        for (size_t at = 0; next_word(p->text, &at, &word);) {
            indices *in = sl_map_lookup(&m->words, word);
            if (!in) {
                in = (indices *)sl_arena_alloc(a, sizeof(indices));
                sl_map_add(&m->words, word, in);
            }
            m->lengths[i]++;
            if (in->n <= COMMON && !(in->n && in->at[in->n - 1] == i))
                SL_PUSH(a, *in, (uint32_t)i);
        }
    }
    for (size_t i = 0; i < file->paragraphs.n; i++) {
        sl_str text = sl_place_squeeze(a, file->paragraphs.at[i].was);
        m->said[i] = text.n ? (uint32_t)(uintptr_t)sl_map_lookup(&m->texts, text) : 0;
    }
    return m;
}

/* Whether the paragraph says what one place alone does: 1 + that. */
static uint32_t find_alone(const sl_matching *m, size_t paragraph)
{
    uint32_t first = m->said[paragraph];
    return first && !m->like[first - 1] ? first : 0;
}

/* Of the places that say what a paragraph does the one that stands as it does: behind the nearest
 * paragraph before it that says what no other does, and before the nearest one behind it; as many
 * of the same between. first: 1 + index of the first of them. */
static const sl_word_place *choose(const sl_matching *m, size_t paragraph, uint32_t first)
{
    if (!m->like[first - 1] || m->said[paragraph] != first)
        return &m->places->at[first - 1];
    uint32_t low = 0, high = (uint32_t)m->places->n + 1, before = 0;
    for (size_t i = paragraph; i > 0 && paragraph - i < AROUND; i--) {
        uint32_t alone = find_alone(m, i - 1);
        if (alone) {
            low = alone;
            break;
        }
        before += m->said[i - 1] == first;
    }
    for (size_t i = paragraph + 1; i < m->file->paragraphs.n && i - paragraph < AROUND; i++) {
        uint32_t alone = find_alone(m, i);
        if (alone > low) {
            high = alone;
            break;
        }
    }
    uint32_t best = 0;
    for (uint32_t at = first; at; at = m->like[at - 1]) {
        if (at <= low)
            continue;
        if (best && at >= high)
            break;
        best = at;
        if (before-- == 0)
            break;
    }
    return &m->places->at[(best ? best : m->last[first - 1]) - 1];
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

const sl_word_place *sl_match_find(sl_matching *m, size_t paragraph, bool *is_same)
{
    const sl_returned_paragraph *p = &m->file->paragraphs.at[paragraph];
    sl_str text = sl_place_squeeze(m->arena, p->was), owner = SL_STR_NONE, digits = SL_STR_NONE;
    bool named = p->name.n && split_name(p->name, &owner, &digits);
    uintptr_t at = named ? (uintptr_t)sl_map_lookup(&m->names, p->name) : 0;
    const sl_word_place *place = at ? &m->places->at[at - 1] : NULL;
    *is_same = place != NULL;
    const sl_word_place *same =
        m->said[paragraph] ? choose(m, paragraph, m->said[paragraph]) : NULL;
    /* A bookmark may have gone to the other half of a paragraph that was divided, or on with words
     * that were pasted over it: what is said decides. */
    if (place && (sl_str_equal(place->text, text) || !text.n))
        return place;
    if (!place && same) {
        *is_same = true;
        return same;
    }
    if (place)
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
