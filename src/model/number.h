/* number.h: figures as they stand in running text. Private to model.
 *
 * Read as the house style writes them: £121.3 billion, 7.1%, 189,305, 12 per cent. What only looks
 * like a figure is passed over: years and dates, labels (level 3, A13, 5G), ages (16 to 64, 65 or
 * over), ordinals.
 */
#ifndef SL_MODEL_NUMBER_H
#define SL_MODEL_NUMBER_H

#include "base/num.h"
#include "base/str.h"
#include "model/unit.h"

typedef enum sl_number_kind {
    SL_NUMBER_PLAIN,
    SL_NUMBER_PERCENT,
    SL_NUMBER_POINTS, /* percentage points */
    SL_NUMBER_MONEY
} sl_number_kind;

/* mantissa * 10^exponent; the exponent says how finely it was written: zeros at the end of a
 * whole number beyond two figures count as rounding. */
typedef struct sl_number {
    size_t begin, end; /* in the text, with its sign and word */
    int64_t mantissa;
    int exponent;
    sl_number_kind kind;
    const sl_currency *currency; /* MONEY */
} sl_number;

/* The next figure at or after *at, which moves past it; false when there is none. */
bool sl_number_next(sl_str text, size_t *at, sl_number *out);
/* A register's value in its unit. */
sl_number sl_number_of(sl_dec value, sl_str unit);
/* True when known, rounded as finely as said is written, is what it says. */
bool sl_number_agrees(const sl_number *said, const sl_number *known);

/* Pence, rounded towards zero; false when they do not fit. */
bool sl_number_pence(const sl_number *n, int64_t *out);

#endif
