/* formula.h: what a column of a list works out from what an item says itself.
 *
 * An expression of model/derive.h over its figures, its sums of money, its words in an order (the
 * first counts 1) and the parts of its measures; or the days to a date. Exact, and rounded once.
 * Arena: the strategy's.
 */
#ifndef SL_LOAD_FORMULA_H
#define SL_LOAD_FORMULA_H

#include "load/item_field.h"

/* What came out for an item. */
typedef struct sl_outcome {
    bool known;          /* the item says all that is asked for */
    sl_dec exact, value; /* as rows are sorted by it; as it is printed */
} sl_outcome;

struct sl_formula {
    sl_str is;                /* the expression; empty: days are counted */
    sl_item_field till, from; /* dates; from: of no name where it is the day that is judged */
    bool is_money;            /* it comes out as a sum, in pounds; else as a figure */
    sl_outcome *outcomes;     /* by item of the strategy, of those that it was worked out for */
};

/* Of a column with `is` or `days`; false with findings. */
bool sl_formula_read(sl_strategy *s, const sl_types *types, const sl_yaml *column,
                     sl_item_field *out);
/* Works it out for n items. places: the decimals that are asked for; empty: what they need, two at
 * most, and of sums two. */
void sl_formula_work_out(sl_strategy *s, const sl_item_field *f, const sl_item *const *items,
                         size_t n, sl_str places);

#endif
