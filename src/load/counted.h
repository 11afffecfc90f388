/* counted.h: the rows that a figure of the register counts, for who asks why it is what it is. */
#ifndef SL_LOAD_COUNTED_H
#define SL_LOAD_COUNTED_H

#include "data/query.h"
#include "model/strategy.h"

typedef struct sl_counted {
    sl_str from;    /* the query from its FROM on: the same for queries of the same rows */
    sl_str dataset; /* path of that which has the column, or of the first that it reads */
    sl_str column;  /* of the figure that each row adds or is judged by; empty: of none */
    uint8_t places; /* the most decimals that a figure of it has */
    sl_query_row *rows;
    size_t n;
} sl_counted;

/* The rows behind a query of an entry that was read, each with its name; NULL when its text does
 * not say which they are, or when they are more than SL_LIMIT_CHART_POINTS. Arena: the strategy's,
 * which keeps them. */
const sl_counted *sl_load_counted(const sl_strategy *s, const sl_yaml *sql);

#endif
