/* query.h: one figure computed from datasets by SQL. query.c and sum.c alone include
 * <sqlite3.h>.
 *
 * Order of calls: sl_query_new, any number of tables, any number of runs. Each dataset is a table
 * in memory: columns of figures and years are REAL, others TEXT, what is missing is NULL; a column
 * is filled when the first query reads it. A name in double quotes is a name and never a text.
 * Queries read and nothing else: SQLite's authoriser lets SELECT, the tables and a list of
 * functions without clock, chance or files pass, and every run is bounded in steps of SQLite's
 * machine (not in time, so that it ends the same everywhere) and in memory. Arena: the one given;
 * the database is closed with it.
 *
 * A query's text says which tables may be meant, and they are made, empty; then the authoriser,
 * while SQLite compiles the query, is told which columns are read, and only those are filled, once.
 * Results are doubles and come back as the decimal of 15 digits that they stand for; sums are exact
 * (sum.h), so that no order of rows changes a digit.
 */
#ifndef SL_DATA_QUERY_H
#define SL_DATA_QUERY_H

#include "base/num.h"
#include "data/csv.h"

typedef struct sl_query sl_query;

sl_query *sl_query_new(sl_arena *a);
/* Columns of text with figures among it, which a query read. */
typedef struct sl_unread {
    const sl_csv *csv;
    uint32_t column;
} sl_unread;

/* Names a table; t is typed (table.h), borrowed, and read when a query first names it. */
void sl_query_add_table(sl_query *q, sl_str name, const sl_csv *t);
/* Runs SQL that gives one row with one number. False with *why, a text in the arena. */
bool sl_query_run(sl_query *q, sl_str sql, sl_dec *value, const char **why);
/* A figure at a time: what a query of two columns gives in each row. */
typedef struct sl_query_row {
    sl_str label; /* a text, or a number as it is written */
    sl_dec value;
    bool has_value; /* false: the cell is empty */
} sl_query_row;
/* Runs SQL that gives at most `most` rows of a text or number and a number, into rows[most]; how
 * many in *n. False with *why. */
bool sl_query_run_rows(sl_query *q, sl_str sql, sl_query_row *rows, size_t most, size_t *n,
                       const char **why);
/* What the last run took of the limit of all together; and takes as much again, for a run that is
 * spared: false when there is not so much left. */
unsigned sl_query_cost(const sl_query *q);
bool sl_query_spend(sl_query *q, unsigned cost);
/* What the last run read of columns that hold unread text, each as often as it is named. */
const sl_unread *sl_query_unread(const sl_query *q, size_t *n);
/* True when SQL names a table: as a word or in an identifier's quotes, in any case of ASCII. */
bool sl_query_names(sl_str sql, sl_str table);

#endif
