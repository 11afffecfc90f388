/* A table of a block: rows of a dataset, sorted, cut and formatted. */
#include <stdlib.h>

#include "base/limits.h"
#include "load/select.h"

static bool is_dressed(const sl_yaml *column)
{
    return sl_yaml_lookup(column, "prefix") || sl_yaml_lookup(column, "suffix") ||
           sl_yaml_lookup(column, "places");
}

/* A figure with its sign before its currency and its marks behind. */
static sl_str format_figure(sl_strategy *s, const sl_yaml *column, const sl_select_signs *signs,
                            const sl_cell *cell, bool year)
{
    uint32_t places;
    bool has_places = sl_num_parse(sl_yaml_text(column, "places"), &places) && places < 9;
    sl_dec value = has_places ? sl_dec_scale(cell->value, places) : cell->value;
    sl_buf b;
    sl_buf_init(&b);
    if (value.mantissa < 0) {
        sl_buf_push_z(&b, "\u2212");
        value.mantissa = -value.mantissa;
    }
    sl_buf_push_str(&b, signs->prefix);
    if (year)
        sl_buf_push_fixed(&b, value.mantissa, value.places);
    else
        sl_buf_push_dec(&b, value);
    sl_buf_push_str(&b, signs->suffix);
    sl_buf_push_str(&b, sl_select_marks(s->arena, cell->marks));
    return sl_buf_take(&b, s->arena);
}

/* Years stay 2019 where nothing says that the column is of figures; text and codes stay. */
static sl_str format_cell(sl_strategy *s, const sl_yaml *column, const sl_select_signs *signs,
                          const sl_csv *csv, uint32_t row, uint32_t from, uint32_t *legend)
{
    sl_cell cell = sl_table_cell(csv, row, from);
    if (cell.kind == SL_CELL_MISSING)
        return sl_select_reason(s->arena, s->phrases, &cell);
    if (cell.kind != SL_CELL_NUMBER)
        return sl_csv_cell(csv, row, from);
    *legend |= cell.marks;
    bool year = csv->typed[from].type == SL_COLUMN_YEAR && !is_dressed(column);
    return format_figure(s, column, signs, &cell, year);
}

static uint8_t column_align(const sl_yaml *column, bool numeric)
{
    sl_str align = sl_yaml_text(column, "align");
    if (sl_str_equal_z(align, "left"))
        return SL_ALIGN_LEFT;
    if (sl_str_equal_z(align, "right"))
        return SL_ALIGN_RIGHT;
    return numeric ? SL_ALIGN_DECIMAL : SL_ALIGN_LEFT;
}

typedef struct sorting {
    uint32_t row;
    sl_str text;
    sl_dec value;
    bool number, last, descending; /* last: has no figure, or no text */
} sorting;

static int by_cell(const void *a, const void *b)
{
    const sorting *x = a, *y = b;
    if (x->last != y->last)
        return x->last ? 1 : -1; /* whichever way the others go */
    int c = x->number && y->number ? sl_dec_compare(x->value, y->value)
                                   : sl_str_compare(x->text, y->text);
    if (c == 0)
        return x->row < y->row ? -1 : 1;
    return x->descending ? -c : c;
}

static void sort_rows(sl_strategy *s, const sl_yaml *block, sl_selection *rows)
{
    const sl_yaml *sort = sl_yaml_lookup(block, "sort"), *by = sl_yaml_lookup(sort, "by");
    int column = by ? sl_select_column(s, rows->csv, by) : -1;
    if (column < 0)
        return;
    bool descending = sl_str_equal_z(sl_yaml_text(sort, "order"), "descending");
    sorting *keys = SL_NEW_ARRAY(s->arena, sorting, rows->rows.n);
    for (size_t i = 0; i < rows->rows.n; i++) {
        sl_str text = sl_csv_cell(rows->csv, rows->rows.at[i], (uint32_t)column);
        keys[i] = (sorting){.row = rows->rows.at[i], .text = text, .descending = descending};
        sl_cell cell = sl_table_cell(rows->csv, rows->rows.at[i], (uint32_t)column);
        keys[i].number = cell.kind == SL_CELL_NUMBER;
        keys[i].value = cell.value;
        bool figures = rows->csv->typed[column].type != SL_COLUMN_TEXT;
        keys[i].last = figures ? !keys[i].number : text.n == 0;
    }
    qsort(keys, rows->rows.n, sizeof *keys, by_cell);
    for (size_t i = 0; i < rows->rows.n; i++)
        rows->rows.at[i] = keys[i].row;
}

/* Keeps the rows whose first column is named by `only`, in that order. */
static void keep_only(sl_strategy *s, const sl_yaml *block, sl_selection *rows, int first)
{
    const sl_yaml *only = sl_yaml_lookup(block, "only");
    if (!only)
        return;
    sl_selection kept = {.csv = rows->csv};
    SL_VEC(sl_str) there = {0};
    for (size_t i = 0; i < rows->rows.n; i++)
        SL_PUSH(s->arena, there, sl_csv_cell(rows->csv, rows->rows.at[i], (uint32_t)first));
    sl_select_check_labels(s, only, there.at, there.n, "the table's first column");
    SL_EACH (one, only)
        for (size_t i = 0; i < rows->rows.n; i++)
            if (sl_str_equal(sl_csv_cell(rows->csv, rows->rows.at[i], (uint32_t)first), one->text))
                SL_PUSH(s->arena, kept.rows, rows->rows.at[i]);
    *rows = kept;
}

/* --- the last row adds up --- */

static void refuse_total(sl_strategy *s, const sl_yaml *column, const char *why, sl_str of)
{
    const sl_yaml *total = sl_yaml_lookup(column, "total");
    sl_str title = sl_yaml_text(column, "title");
    sl_finding *f = sl_diag_add(s->diags, SL_E0765, total->span, "'%.*s' has no total: %s%s%.*s",
                                SL_FMT(title), why, of.n ? " " : "", SL_FMT(of));
    sl_diag_help(s->diags, f, "leave 'total' out, or show only rows that have a figure");
}

/* The total of a column below its figures; what is printed may be rounded, the sum is of all. */
static void add_up(sl_strategy *s, const sl_yaml *column, const sl_select_signs *signs,
                   uint32_t from, const sl_selection *rows, sl_block_table *t, uint32_t at)
{
    const sl_column *typed = &rows->csv->typed[from];
    uint32_t places, n = (uint32_t)rows->rows.n;
    bool has_places = sl_num_parse(sl_yaml_text(column, "places"), &places) && places < 9;
    sl_cell sum = {.kind = SL_CELL_NUMBER};
    sl_dec printed = {0};
    if (!at || typed->type == SL_COLUMN_TEXT || typed->type == SL_COLUMN_YEAR) {
        refuse_total(s, column, at ? "it has no figures to add up" : "the total is named there",
                     SL_STR_NONE);
        return;
    }
    for (uint32_t i = 0; i < n; i++) {
        sl_cell cell = sl_table_cell(rows->csv, rows->rows.at[i], from);
        sl_str name = t->cells[(size_t)i * t->column_count];
        sl_dec shown = has_places ? sl_dec_scale(cell.value, places) : cell.value;
        if (cell.kind != SL_CELL_NUMBER) {
            refuse_total(s, column, "no figure for", name);
            return;
        }
        if (!sl_dec_add(sum.value, cell.value, &sum.value) ||
            !sl_dec_add(printed, shown, &printed)) {
            refuse_total(s, column, "its figures are too large", SL_STR_NONE);
            return;
        }
    }
    if (sl_str_find_char(signs->suffix, '%', 0) != SIZE_MAX) {
        refuse_total(s, column, "shares in per cent are not added up", SL_STR_NONE);
        return;
    }
    t->cells[(size_t)n * t->column_count + at] = format_figure(s, column, signs, &sum, false);
    sl_dec whole = has_places ? sl_dec_scale(sum.value, places) : sum.value;
    t->rounded = t->rounded || sl_dec_compare(whole, printed) != 0;
}

static void fill_column(sl_strategy *s, const sl_yaml *column, int from, const sl_selection *rows,
                        sl_block_table *t, uint32_t at, uint32_t *legend)
{
    const sl_column *typed = &rows->csv->typed[from];
    bool numeric = typed->type != SL_COLUMN_TEXT;
    sl_select_signs signs = {0};
    sl_select_read_signs(s, column, typed->symbol, &signs);
    for (uint32_t i = 0; i < t->row_count; i++)
        t->cells[(size_t)i * t->column_count + at] =
            format_cell(s, column, &signs, rows->csv, rows->rows.at[i], (uint32_t)from, legend);
    t->titles[at] = sl_yaml_text(column, "title");
    t->aligns[at] = column_align(column, numeric);
    if (!sl_yaml_bool(column, "total", false))
        return;
    add_up(s, column, &signs, (uint32_t)from, rows, t, at);
    t->total = rows->rows.n > 1; /* one row is its own */
}

const sl_block_table *sl_select_table(sl_strategy *s, const sl_yaml *block, sl_span span)
{
    const sl_yaml *columns = sl_yaml_lookup(block, "columns");
    const sl_csv *csv = sl_select_data(s, block);
    sl_selection rows;
    if (!columns->count || columns->count > SL_LIMIT_TABLE_COLUMNS) {
        sl_finding *f = sl_diag_add(s->diags, SL_E0147, columns->span,
                                    "a table has 1 to %u columns, and this one %u",
                                    SL_LIMIT_TABLE_COLUMNS, columns->count);
        sl_diag_help(s->diags, f, "show fewer, or make two tables of it");
        return NULL;
    }
    if (!csv || !sl_select_rows(s, block, csv, &rows))
        return NULL;
    int from[SL_LIMIT_TABLE_COLUMNS];
    size_t n = 0;
    SL_EACH (column, columns)
        if ((from[n++] = sl_select_column(s, csv, sl_yaml_lookup(column, "key"))) < 0)
            return NULL;
    keep_only(s, block, &rows, from[0]);
    sort_rows(s, block, &rows);
    uint32_t limit;
    if (sl_num_parse(sl_yaml_text(block, "limit"), &limit) && limit && limit < rows.rows.n)
        rows.rows.n = limit;
    if (!rows.rows.n) {
        sl_diag_help(s->diags, sl_diag_add(s->diags, SL_E0125, span, "the table has no row"),
                     "'only' names values of the first column, letter for letter");
        return NULL;
    }
    sl_block_table *t = SL_NEW(s->arena, sl_block_table);
    t->column_count = columns->count;
    t->row_count = (uint32_t)rows.rows.n;
    t->titles = SL_NEW_ARRAY(s->arena, sl_str, t->column_count);
    t->aligns = SL_NEW_ARRAY(s->arena, uint8_t, t->column_count);
    t->cells = SL_NEW_ARRAY(s->arena, sl_str, (size_t)t->column_count * (t->row_count + 1u));
    uint32_t at = 0, legend = 0;
    SL_EACH (column, columns) {
        fill_column(s, column, from[at], &rows, t, at, &legend);
        at++;
    }
    t->row_count += t->total;
    t->legend = sl_select_legend(s->arena, s->phrases, legend);
    return t;
}
