/* numbering.h: how items of a type are numbered where they are not 2.1, 2.2: "Recommendation 14",
 * "Priority One", "Objective B". The framework says what the first is called.
 */
#ifndef SL_MODEL_NUMBERING_H
#define SL_MODEL_NUMBERING_H

#include "style/phrase.h"

typedef enum sl_number_style {
    SL_NUMBERED_BY_CHAPTER, /* 2.1 */
    SL_NUMBERED_NOT,
    SL_NUMBERED_DIGITS,  /* Recommendation 1 */
    SL_NUMBERED_WORDS,   /* Priority One, priority one */
    SL_NUMBERED_LETTERS, /* Objective A */
    SL_NUMBERED_ROMAN    /* Aim I */
} sl_number_style;

typedef struct sl_numerals {
    sl_number_style style;
    sl_str before; /* "Recommendation " */
    bool small;    /* one, a, i */
} sl_numerals;

/* What `numbered` says: true, false, or what the first is called. False: none of them. Strings of
 * out point into text. */
bool sl_numbering_parse(sl_str text, sl_numerals *out);
/* What the n-th is called, from 1 on. Words go up to twenty, and letters to Z: figures follow. */
sl_str sl_numbering_say(const sl_numerals *n, sl_arena *a, const sl_phrases *p, uint32_t count);
/* "xiv"; empty from 4,000 on. Arena: a. */
sl_str sl_numbering_roman(sl_arena *a, uint32_t n, bool small);

#endif
