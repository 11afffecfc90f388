/* sum.h: the aggregates of a query: sum, total, avg, median, quantile, stddev. Private to data.
 *
 * Sums are of the decimals that the cells hold: 0.1 + 0.2 is 0.3. Text in one of them is an error
 * and counts as nothing nowhere. quantile(x, q) interpolates between its two neighbours (R's
 * type 7, as spreadsheets do); stddev is of a sample (n - 1).
 */
#ifndef SL_DATA_SUM_H
#define SL_DATA_SUM_H

#include <sqlite3.h>
#include <stdbool.h>

/* Adds them to a database; false when it has no memory. */
bool sl_sum_register(sqlite3 *db);

#endif
