/* derive.h: figures that follow from others: "1 - value / comparator".
 *
 * An expression is exact: whole numbers and decimals, + - * / and brackets, names of other
 * figures. It is worked out as a fraction and rounded once, when it is printed.
 */
#ifndef SL_MODEL_DERIVE_H
#define SL_MODEL_DERIVE_H

#include "base/num.h"

/* A fraction, and what it is of: 0 a plain number or a share, 1 the unit of what it is derived
 * from. */
typedef struct sl_fraction {
    __extension__ __int128 over, under; /* under > 0 */
    int dimension;
    bool is_difference; /* one of two figures with a unit */
    bool is_bound;      /* a name stands in it */
    unsigned places;    /* the finest that a figure in it was given with */
} sl_fraction;

/* The figure of a name; false when there is none. */
typedef bool sl_derive_lookup(void *context, sl_str name, sl_fraction *out);

sl_fraction sl_fraction_of(sl_dec d, int dimension);
/* Works out an expression; false with *why (a literal, or in the arena) and where it is (bytes). */
bool sl_derive(sl_arena *a, sl_str text, sl_derive_lookup *lookup, void *context, sl_fraction *out,
               const char **why, size_t *at);
/* f * 10^zeros rounded half away from zero; false when it does not fit. */
bool sl_fraction_round(sl_fraction f, unsigned zeros, unsigned places, sl_dec *out);

#endif
