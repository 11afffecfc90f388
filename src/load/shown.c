#include "load/shown.h"

#include "data/table.h"

enum { MOST_COLUMNS = 5 };

static sl_csv *new_table(sl_arena *a, const char *const *columns, uint32_t n, size_t rows,
                         sl_span at)
{
    sl_csv *t = SL_NEW(a, sl_csv);
    sl_column *typed = SL_NEW_ARRAY(a, sl_column, n);
    t->file = at.file;
    t->column_count = n;
    t->columns = SL_NEW_ARRAY(a, sl_str, n);
    t->cells = SL_NEW_ARRAY(a, sl_str, rows * n + 1);
    t->row_offsets = SL_NEW_ARRAY(a, uint32_t, rows + 1);
    t->typed = typed;
    for (uint32_t i = 0; i < n; i++) {
        t->columns[i] = sl_str_from(columns[i]);
        typed[i].type = sl_str_equal_z(t->columns[i], "figure") ? SL_COLUMN_NUMBER : SL_COLUMN_TEXT;
    }
    return t;
}

static sl_str text_of(sl_arena *a, sl_dec d)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_fixed(&b, d.mantissa, d.places);
    return sl_buf_take(&b, a);
}

static const sl_csv *table_of_figures(sl_arena *a, const sl_chart *c, sl_span at)
{
    static const char *const columns[] = {"label", "series", "figure"};
    const uint32_t n = SL_COUNT(columns);
    sl_csv *t = new_table(a, columns, n, (size_t)c->label_count * c->series_count, at);
    for (size_t i = 0; i < c->label_count; i++)
        for (size_t k = 0; k < c->series_count; k++) {
            sl_str *row = t->cells + (size_t)t->row_count++ * n;
            size_t value = k * c->label_count + i;
            row[0] = c->labels[i];
            row[1] = c->series[k];
            if (c->present[value])
                row[2] = text_of(a, c->values[value]);
        }
    return t;
}

/* A grid has no figures: its words stand where the reasons for their lack would. */
static const sl_csv *table_of_squares(sl_arena *a, const sl_chart *c, sl_span at)
{
    static const char *const columns[MOST_COLUMNS] = {"label", "row", "col", "row_after",
                                                      "col_after"};
    uint32_t n = 1u + c->series_count;
    sl_csv *t = new_table(a, columns, n < MOST_COLUMNS ? n : MOST_COLUMNS, c->label_count, at);
    for (size_t i = 0; i < c->label_count; i++) {
        sl_str *row = t->cells + (size_t)t->row_count++ * t->column_count;
        row[0] = c->labels[i];
        for (uint32_t k = 1; k < t->column_count; k++)
            row[k] = c->reasons[(k - 1) * c->label_count + i];
    }
    return t;
}

const sl_csv *sl_shown_table(sl_arena *a, const sl_chart *c, sl_span at)
{
    return c->grid ? table_of_squares(a, c, at) : table_of_figures(a, c, at);
}
