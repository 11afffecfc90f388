/* The rows that a figure counts. */
#include "load/counted.h"

#include <stdlib.h>

#include "base/limits.h"
#include "data/counting.h"
#include "load/computing.h"
#include "model/dataset.h"

typedef struct counting {
    sl_computing *c;
    sl_str sql;
    sl_counting parts;
    sl_str label, value; /* as SQL has them */
    sl_counted *out;
} counting;

static sl_str quote(sl_computing *c, sl_str table, sl_str column)
{
    return sl_str_format(c->s->arena, "\"%.*s\".\"%.*s\"", SL_FMT(table), SL_FMT(column));
}

/* What a row is called by: a column of names, else the first of text. What it adds: the first
 * column of figures that is worked with, else one that it is judged by. */
static void choose_columns(counting *k, sl_str table, sl_str path, const sl_csv *t)
{
    for (uint32_t i = 0; i < t->column_count; i++) {
        const sl_column *typed = &t->typed[i];
        sl_str column = t->columns[i];
        bool is_name = sl_str_equal_z(column, "name");
        if (typed->type == SL_COLUMN_TEXT && (!k->label.n || is_name)) {
            k->label = quote(k->c, table, column);
            continue;
        }
        bool listed = sl_counting_names(k->parts.list, column);
        if (typed->type != SL_COLUMN_NUMBER || (!listed && !sl_counting_names(k->sql, column)) ||
            (k->value.n && (!listed || sl_counting_names(k->parts.list, k->out->column))))
            continue;
        k->value = quote(k->c, table, column);
        k->out->column = column;
        k->out->places = typed->places;
        k->out->dataset = path;
    }
}

static bool choose(counting *k)
{
    sl_computing *c = k->c;
    for (size_t i = 0; i < c->tables.entries.n; i++) {
        sl_str name = c->tables.entries.at[i].key;
        if (!sl_query_names(k->parts.from, name))
            continue;
        sl_str path = *(const sl_str *)c->tables.entries.at[i].value;
        const sl_csv *t = c->added[i] ? sl_dataset_load_typed(c->s, path, SL_SPAN_NONE) : NULL;
        if (!t)
            return false;
        if (!k->out->dataset.n)
            k->out->dataset = path;
        choose_columns(k, name, path, t);
    }
    return k->label.n > 0;
}

/* The largest first; rows of one figure in the order of their names. */
static int by_figure(const void *a, const void *b)
{
    const sl_query_row *one = a, *two = b;
    if (one->has_value != two->has_value)
        return one->has_value ? -1 : 1;
    int order = one->has_value ? sl_dec_compare(two->value, one->value) : 0;
    return order ? order : sl_str_compare(one->label, two->label);
}

/* A row without a name is none that can be named. */
static bool run_counting(counting *k)
{
    const char *why = "";
    sl_arena *a = k->c->s->arena;
    sl_str sql =
        sl_str_format(a, "SELECT coalesce(%.*s, '-'), %.*s %.*s", SL_FMT(k->label),
                      SL_FMT(k->value.n ? k->value : SL_STR("NULL")), SL_FMT(k->parts.from));
    k->out->rows = SL_NEW_ARRAY(a, sl_query_row, SL_LIMIT_CHART_POINTS);
    if (!sl_computing_rows(k->c, sql, k->out->rows, SL_LIMIT_CHART_POINTS, &k->out->n, &why))
        return false;
    if (k->out->n)
        qsort(k->out->rows, k->out->n, sizeof *k->out->rows, by_figure);
    return k->out->n > 0;
}

const sl_counted *sl_load_counted(const sl_strategy *s, const sl_yaml *sql)
{
    sl_computing *c = s->whole ? s->whole->computing : s->computing;
    if (!c || !c->query || !sql || sql->kind != SL_YAML_SCALAR)
        return NULL;
    for (size_t i = 0; i < c->counted.entries.n; i++)
        if (sl_str_equal(c->counted.entries.at[i].key, sql->text))
            return c->counted.entries.at[i].value;
    counting k = {.c = c, .sql = sql->text, .out = SL_NEW(c->s->arena, sl_counted)};
    bool good = sl_counting_cut(sql->text, &k.parts) && choose(&k) && run_counting(&k);
    k.out->from = k.parts.from;
    sl_map_add(&c->counted, sql->text, good ? k.out : NULL);
    return good ? k.out : NULL;
}
