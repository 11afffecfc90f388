/* computing.h: the queries of one reading, and the tables that they are run over. Private to load.
 */
#ifndef SL_LOAD_COMPUTING_H
#define SL_LOAD_COMPUTING_H

#include "data/query.h"
#include "load/loading.h"

/* Two files that would be one table. */
typedef struct sl_double {
    sl_str name, one, two;
} sl_double;

typedef struct sl_computing {
    sl_strategy *s;
    sl_str folder; /* of the register */
    sl_query *query;
    const sl_csv *shown; /* the one table: what a chart of items shows; NULL: datasets are read */
    sl_map tables;       /* name -> sl_str: path */
    bool *added;         /* by table */
    sl_map named;        /* by the text of a query: bool *, which tables it names */
    SL_VEC(sl_double) doubles;
    sl_map counted; /* by the text of a query: sl_counted, NULL where there is none to show */
} sl_computing;

/* As sl_query_run_rows; a folder that is kept is asked first what the query gave before. */
bool sl_computing_rows(sl_computing *c, sl_str sql, sl_query_row *rows, size_t most, size_t *n,
                       const char **why);

#endif
