/* wording.h: the words of a language that rank and compare, so that they want evidence.
 *
 * A framework lists them under `claims`; what it does not list is the list for English where the
 * strategy is in English, and empty else. Arena: the one given.
 */
#ifndef SL_CHECK_WORDING_H
#define SL_CHECK_WORDING_H

#include "data/yaml.h"

typedef struct sl_word_list {
    SL_VEC(sl_str) words; /* a word or several with spaces between */
    bool starts[256];     /* by first byte of a word, in small letters */
} sl_word_list;

typedef struct sl_wording {
    sl_word_list superlatives; /* "largest" */
    sl_word_list comparatives; /* "larger": compares where one of `than` follows */
    sl_word_list than;
    sl_word_list quantifiers; /* "every" */
    sl_word_list comparisons; /* "twice as": compares alone */
} sl_wording;

/* claims: of the framework, or NULL; language: BCP 47. */
sl_wording *sl_wording_load(sl_arena *a, const sl_yaml *claims, sl_str language);
/* The first superlative, or comparison, in [begin, end) of the text: *at and *length are set. A
 * capital at its start counts as the small letter. */
bool sl_wording_find_superlative(const sl_wording *w, sl_str text, size_t begin, size_t end,
                                 size_t *at, size_t *length);
bool sl_wording_find_quantifier(const sl_wording *w, sl_str text, size_t begin, size_t end,
                                size_t *at, size_t *length);
bool sl_wording_find_comparison(const sl_wording *w, sl_str text, size_t begin, size_t end,
                                size_t *at, size_t *length);

#endif
