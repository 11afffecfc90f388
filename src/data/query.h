/* query.h: one figure computed from datasets by SQL. The only includer of <sqlite3.h> is query.c.
 *
 * Order of calls: sl_query_new, any number of tables, any number of runs. Each dataset is a table
 * in memory, its columns with numeric affinity (empty cells are NULL); it is filled when the
 * first query names it. Queries read and nothing else: SQLite's authoriser lets SELECT, the
 * tables and a list of functions without clock, chance or files pass, and every run is bounded in
 * steps of SQLite's machine (not in time, so that it ends the same everywhere) and in memory.
 * Arena: the one given; the database is closed with it.
 */
#ifndef SL_DATA_QUERY_H
#define SL_DATA_QUERY_H

#include "base/num.h"
#include "data/csv.h"

typedef struct sl_query sl_query;

sl_query *sl_query_new(sl_arena *a);
/* Names a table; t is borrowed and read when a query first names it. */
void sl_query_add_table(sl_query *q, sl_str name, const sl_csv *t);
/* Runs SQL that gives one row with one number. False with *why, a text in the arena. */
bool sl_query_run(sl_query *q, sl_str sql, sl_dec *value, const char **why);
/* True when SQL names a table: the word stands in it outside quotes of strings. */
bool sl_query_names(sl_str sql, sl_str table);

#endif
