/* unit.h: the unit of a quantity: what is counted, in which scale, of what.
 *
 *   unit     = money | "per cent" rest | "percentage points" rest | "year" rest
 *            | [scale] counted rest | "of" number words | "rank of" … | "ratio of" …
 *   money    = ISO-4217-code [scale] rest
 *   scale    = "thousand" | "million" | "billion" | "trillion"
 *   rest     = nothing, or words that say of what: ", current prices", " per hour worked",
 *              " of residents", " a year"
 *
 * What is counted is one of units.def or of the framework's `units`. Nothing that is nearly a unit
 * is one: sl_unit_read says what was probably meant.
 */
#ifndef SL_MODEL_UNIT_H
#define SL_MODEL_UNIT_H

#include "base/str.h"

typedef enum sl_unit_kind {
    SL_UNIT_NONE, /* an empty text: a bare number */
    SL_UNIT_MONEY,
    SL_UNIT_PERCENT,
    SL_UNIT_POINTS, /* percentage points */
    SL_UNIT_YEAR,
    SL_UNIT_COUNT
} sl_unit_kind;

typedef struct sl_currency {
    const char *code, *sign; /* an empty sign: the code is printed */
    unsigned places;         /* digits of the minor unit */
} sl_currency;

typedef struct sl_unit {
    sl_unit_kind kind;
    const sl_currency *currency; /* MONEY */
    unsigned zeros;              /* of the scale: 0, 3, 6, 9 or 12 */
    sl_str head;                 /* COUNT: what is counted, a view of the text */
    sl_str rest;                 /* behind it, with its space or comma */
} sl_unit;

/* Reads a unit; declared: those of the framework. False when it is none; then *meant (in the
 * arena) is what was probably meant, or empty. */
bool sl_unit_read(sl_arena *a, sl_str text, const sl_str *declared, size_t n, sl_unit *out,
                  sl_str *meant);
/* The same of a unit that was read before, declared or not: what is counted may be anything. */
sl_unit sl_unit_of(sl_str text);
/* Whether a text starts with the code of a currency, as a word or run into the next: GBP m, GBPm.
 */
bool sl_unit_names_currency(sl_str text);
/* A unit as words that stand alone, over an axis or a column: £ million, current prices. Any other
 * text as it is. */
sl_str sl_unit_words(sl_arena *a, sl_str text);
/* "million"; NULL for 0. */
const char *sl_unit_scale_name(unsigned zeros);
/* The currency whose sign or code ends a text ("costs £"), or begins it; NULL when none does. */
const sl_currency *sl_currency_ending(sl_str text);
const sl_currency *sl_currency_lookup(sl_str code);

#endif
