#include "load/select.h"

#include <stdlib.h>

#include "base/assert.h"
#include "base/limits.h"
#include "model/files.h"

int sl_select_column(sl_strategy *s, const sl_csv *csv, const sl_yaml *y)
{
    int column = sl_csv_lookup_column(csv, y->text);
    if (column >= 0)
        return column;
    sl_finding *f =
        sl_diag_add(s->diags, SL_E0124, y->span, "%.*s has no column '%.*s'",
                    SL_FMT(sl_sources_lookup(s->sources, csv->file)->path), SL_FMT(y->text));
    if (!sl_diag_suggest(s->diags, f, y->text, csv->columns, csv->column_count))
        sl_diag_help(s->diags, f, "columns are named by the file's first row");
    return -1;
}

static bool fits(sl_str cell, const sl_yaml *wanted)
{
    if (wanted->kind != SL_YAML_LIST)
        return sl_str_equal(cell, wanted->text);
    SL_EACH (one, wanted)
        if (sl_str_equal(cell, one->text))
            return true;
    return false;
}

bool sl_select_rows(sl_strategy *s, const sl_yaml *block, const sl_csv *csv, sl_selection *out)
{
    const sl_yaml *where = sl_yaml_lookup(block, "where");
    int columns[SL_LIMIT_TABLE_COLUMNS];
    size_t n = 0;
    *out = (sl_selection){.csv = csv};
    SL_EACH (condition, where) {
        sl_yaml name = {.text = condition->key, .span = condition->key_span};
        int column = sl_select_column(s, csv, &name);
        if (column < 0 || n == SL_COUNT(columns))
            return false;
        columns[n++] = column;
    }
    for (uint32_t row = 0; row < csv->row_count; row++) {
        bool keep = true;
        size_t i = 0;
        SL_EACH (condition, where)
            keep = keep && fits(sl_csv_cell(csv, row, (uint32_t)columns[i++]), condition);
        if (keep)
            SL_PUSH(s->arena, out->rows, row);
    }
    if (out->rows.n)
        return true;
    sl_finding *f = sl_diag_add(s->diags, SL_E0125, where ? where->span : block->span,
                                "no row of the dataset fits");
    sl_diag_help(s->diags, f, "compare the values of 'where' with the file, letter for letter");
    return false;
}

/* --- charts: a grid of labels by series, filled from the rows --- */

typedef SL_VEC(sl_str) names;

typedef struct grid {
    sl_strategy *s;
    const sl_yaml *block;
    names labels, series;
    sl_map label_index, series_index; /* to index + 1 */
    size_t columns;                   /* series allotted in `values` */
    SL_VEC(sl_dec) values;
    SL_VEC(bool) present;
} grid;

static size_t index_of(grid *g, sl_map *m, names *list, sl_str name)
{
    uintptr_t at = (uintptr_t)sl_map_lookup(m, name);
    if (at)
        return at - 1;
    SL_PUSH(g->s->arena, *list, name);
    sl_map_add(m, name, (void *)(uintptr_t)list->n);
    return list->n - 1;
}

static void put(grid *g, sl_str label, sl_str series, sl_str cell)
{
    size_t column = index_of(g, &g->series_index, &g->series, series);
    size_t row = index_of(g, &g->label_index, &g->labels, label);
    if (column >= SL_LIMIT_CHART_SERIES || row >= SL_LIMIT_CHART_POINTS)
        return; /* reported by the caller from the counts */
    while (g->values.n < (row + 1) * SL_LIMIT_CHART_SERIES) {
        SL_PUSH(g->s->arena, g->values, ((sl_dec){0, 0}));
        SL_PUSH(g->s->arena, g->present, false);
    }
    sl_dec value;
    if (sl_dec_parse(cell, &value)) {
        g->values.at[row * SL_LIMIT_CHART_SERIES + column] = value;
        g->present.at[row * SL_LIMIT_CHART_SERIES + column] = true;
    }
}

static bool is_wanted(const sl_yaml *only, sl_str name)
{
    return !only || fits(name, only);
}

/* Puts the wanted names first, in the order of `only`. */
static void seed(grid *g, sl_map *m, names *list, const sl_yaml *only)
{
    SL_EACH (one, only)
        if (one->kind == SL_YAML_SCALAR)
            index_of(g, m, list, one->text);
}

/* One column of figures and a column that names the series. */
static bool fill_long(grid *g, const sl_selection *rows, int label, const sl_yaml *value)
{
    const sl_yaml *series = sl_yaml_lookup(g->block, "series");
    int by = sl_select_column(g->s, rows->csv, series);
    int figure = sl_select_column(g->s, rows->csv, value);
    if (by < 0 || figure < 0)
        return false;
    const sl_yaml *only = sl_yaml_lookup(g->block, "only");
    seed(g, &g->series_index, &g->series, only);
    for (size_t i = 0; i < rows->rows.n; i++) {
        uint32_t row = rows->rows.at[i];
        sl_str name = sl_csv_cell(rows->csv, row, (uint32_t)by);
        if (is_wanted(only, name))
            put(g, sl_csv_cell(rows->csv, row, (uint32_t)label), name,
                sl_csv_cell(rows->csv, row, (uint32_t)figure));
    }
    return true;
}

/* Each column of figures is a series; `across` makes each row one instead (a slope between two
 * columns). */
static bool fill_wide(grid *g, const sl_selection *rows, int label, const sl_yaml *value,
                      bool across)
{
    const sl_yaml *titles = sl_yaml_lookup(g->block, "names");
    const sl_yaml *title = titles && titles->kind == SL_YAML_LIST ? titles->first : NULL;
    const sl_yaml *only = sl_yaml_lookup(g->block, "only");
    const sl_yaml *columns = value->kind == SL_YAML_LIST ? value->first : value;
    seed(g, across ? &g->series_index : &g->label_index, across ? &g->series : &g->labels, only);
    for (const sl_yaml *c = columns; c; c = value->kind == SL_YAML_LIST ? c->next : NULL) {
        int figure = sl_select_column(g->s, rows->csv, c);
        if (figure < 0)
            return false;
        sl_str name = title ? title->text : value->kind == SL_YAML_LIST ? c->text : SL_STR("");
        title = title ? title->next : NULL;
        for (size_t i = 0; i < rows->rows.n; i++) {
            uint32_t row = rows->rows.at[i];
            sl_str one = sl_csv_cell(rows->csv, row, (uint32_t)label);
            if (is_wanted(only, one))
                put(g, across ? name : one, across ? one : name,
                    sl_csv_cell(rows->csv, row, (uint32_t)figure));
        }
    }
    return true;
}

static sl_chart_kind chart_kind(sl_str word)
{
    static const char *const words[] = {"bar", "grouped-bar", "line", "dot", "slope"};
    for (size_t i = 0; i < SL_COUNT(words); i++)
        if (sl_str_equal_z(word, words[i]))
            return (sl_chart_kind)i;
    return SL_CHART_BAR;
}

typedef struct ranked {
    size_t label;
    sl_dec value;
    bool present;
} ranked;

static int by_value(const void *a, const void *b)
{
    const ranked *x = a, *y = b;
    if (x->present != y->present)
        return x->present ? -1 : 1;
    int c = x->present ? sl_dec_compare(y->value, x->value) : 0;
    if (c)
        return c;
    return x->label < y->label ? -1 : 1;
}

/* The order of labels: by the first series when the block asks for it. */
static ranked *rank(const grid *g)
{
    sl_str sort = sl_yaml_text(g->block, "sort");
    ranked *order = SL_NEW_ARRAY(g->s->arena, ranked, g->labels.n + 1);
    for (size_t i = 0; i < g->labels.n; i++) {
        size_t at = i * SL_LIMIT_CHART_SERIES;
        bool there = at < g->values.n && g->present.at[at];
        order[i] = (ranked){i, there ? g->values.at[at] : (sl_dec){0, 0}, there};
    }
    if (sl_str_equal_z(sort, "descending") || sl_str_equal_z(sort, "ascending"))
        qsort(order, g->labels.n, sizeof *order, by_value);
    if (sl_str_equal_z(sort, "ascending")) {
        size_t n = 0;
        while (n < g->labels.n && order[n].present)
            n++;
        for (size_t i = 0; i < n / 2; i++) {
            ranked swap = order[i];
            order[i] = order[n - 1 - i];
            order[n - 1 - i] = swap;
        }
    }
    return order;
}

static const sl_chart *finish(grid *g, sl_chart_kind kind, sl_span span)
{
    size_t series = g->series.n, labels = g->labels.n;
    if (series > SL_LIMIT_CHART_SERIES || labels > SL_LIMIT_CHART_POINTS) {
        sl_finding *f = sl_diag_add(g->s->diags, SL_E0125, span,
                                    "%zu series of %zu labels are too many", series, labels);
        sl_diag_help(g->s->diags, f, "choose some with 'only', 'where' or 'limit'");
        return NULL;
    }
    ranked *order = rank(g);
    uint32_t limit;
    if (sl_num_parse(sl_yaml_text(g->block, "limit"), &limit) && limit && limit < labels)
        labels = limit;
    sl_chart *c = SL_NEW(g->s->arena, sl_chart);
    c->kind = kind;
    c->label_count = (uint16_t)labels;
    c->series_count = (uint16_t)series;
    c->series = g->series.at;
    c->labels = SL_NEW_ARRAY(g->s->arena, sl_str, labels);
    c->values = SL_NEW_ARRAY(g->s->arena, sl_dec, labels * series);
    c->present = SL_NEW_ARRAY(g->s->arena, bool, labels *series);
    bool any = false;
    for (size_t i = 0; i < labels; i++) {
        c->labels[i] = g->labels.at[order[i].label];
        for (size_t k = 0; k < series; k++) {
            size_t from = order[i].label * SL_LIMIT_CHART_SERIES + k;
            if (from >= g->values.n || !g->present.at[from])
                continue;
            c->values[k * labels + i] = g->values.at[from];
            c->present[k * labels + i] = any = true;
        }
    }
    if (!any) {
        sl_finding *f = sl_diag_add(g->s->diags, SL_E0125, span, "the chart has no figure to show");
        sl_diag_help(g->s->diags, f,
                     "name a column of numbers under 'value', and labels that the file has");
        return NULL;
    }
    return c;
}

static void read_looks(grid *g, sl_chart *c)
{
    const sl_yaml *b = g->block;
    c->title = sl_yaml_text(b, "title");
    c->unit = sl_yaml_text(b, "unit");
    c->prefix = sl_yaml_text(b, "prefix");
    c->suffix = sl_yaml_text(b, "suffix");
    uint32_t places;
    c->places =
        sl_num_parse(sl_yaml_text(b, "places"), &places) && places < 7 ? (uint8_t)places : 0;
    const sl_yaml *reference = sl_yaml_lookup(b, "reference");
    c->has_reference = sl_dec_parse(sl_yaml_text(reference, "value"), &c->reference);
    c->reference_label = sl_yaml_text(reference, "label");
    bool by_label = c->kind == SL_CHART_BAR || c->kind == SL_CHART_DOT;
    size_t n = by_label ? c->label_count : c->series_count;
    const sl_str *of = by_label ? c->labels : c->series;
    const sl_yaml *highlight = sl_yaml_lookup(b, "highlight");
    c->highlight = SL_NEW_ARRAY(g->s->arena, bool, n + 1);
    for (size_t i = 0; i < n; i++)
        c->highlight[i] = highlight && fits(of[i], highlight);
}

const sl_chart *sl_select_chart(sl_strategy *s, const sl_yaml *block, sl_span span)
{
    const sl_yaml *data = sl_yaml_lookup(block, "data");
    const sl_csv *csv = sl_strategy_load_dataset(s, data->text, data->span);
    sl_selection rows;
    if (!csv || !sl_select_rows(s, block, csv, &rows))
        return NULL;
    int label = sl_select_column(s, csv, sl_yaml_lookup(block, "label"));
    if (label < 0)
        return NULL;
    grid g = {.s = s, .block = block};
    sl_map_init(&g.label_index, s->arena);
    sl_map_init(&g.series_index, s->arena);
    const sl_yaml *value = sl_yaml_lookup(block, "value");
    sl_chart_kind kind = chart_kind(sl_yaml_text(block, "type"));
    bool filled = sl_yaml_lookup(block, "series") && value->kind == SL_YAML_SCALAR
                      ? fill_long(&g, &rows, label, value)
                      : fill_wide(&g, &rows, label, value, kind == SL_CHART_SLOPE);
    sl_chart *c = filled ? (sl_chart *)finish(&g, kind, span) : NULL;
    if (c)
        read_looks(&g, c);
    return c;
}

/* --- tables --- */

static sl_str format_cell(sl_strategy *s, const sl_yaml *column, sl_str cell)
{
    sl_dec value;
    uint32_t places;
    if (!sl_dec_parse(cell, &value))
        return cell;
    bool has_places = sl_num_parse(sl_yaml_text(column, "places"), &places) && places < 9;
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_str(&b, sl_yaml_text(column, "prefix"));
    sl_buf_push_dec(&b, has_places ? sl_dec_scale(value, places) : value);
    sl_buf_push_str(&b, sl_yaml_text(column, "suffix"));
    return sl_buf_take(&b, s->arena);
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
    bool number, descending;
} sorting;

static int by_cell(const void *a, const void *b)
{
    const sorting *x = a, *y = b;
    int c = x->number && y->number   ? sl_dec_compare(x->value, y->value)
            : x->number != y->number ? (x->number ? -1 : 1)
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
        keys[i].number = sl_dec_parse(text, &keys[i].value);
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
    SL_EACH (one, only)
        for (size_t i = 0; i < rows->rows.n; i++)
            if (sl_str_equal(sl_csv_cell(rows->csv, rows->rows.at[i], (uint32_t)first), one->text))
                SL_PUSH(s->arena, kept.rows, rows->rows.at[i]);
    *rows = kept;
}

static void fill_column(sl_strategy *s, const sl_yaml *column, int from, const sl_selection *rows,
                        sl_block_table *t, uint32_t at)
{
    bool numeric = true;
    for (uint32_t i = 0; i < t->row_count; i++) {
        sl_str cell = sl_csv_cell(rows->csv, rows->rows.at[i], (uint32_t)from);
        sl_dec value;
        numeric = numeric && (cell.n == 0 || sl_dec_parse(cell, &value));
        t->cells[(size_t)i * t->column_count + at] = format_cell(s, column, cell);
    }
    t->titles[at] = sl_yaml_text(column, "title");
    t->aligns[at] = column_align(column, numeric);
}

const sl_block_table *sl_select_table(sl_strategy *s, const sl_yaml *block, sl_span span)
{
    const sl_yaml *data = sl_yaml_lookup(block, "data"),
                  *columns = sl_yaml_lookup(block, "columns");
    const sl_csv *csv = sl_strategy_load_dataset(s, data->text, data->span);
    sl_selection rows;
    if (!csv || !columns->count || columns->count > SL_LIMIT_TABLE_COLUMNS ||
        !sl_select_rows(s, block, csv, &rows))
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
    t->cells = SL_NEW_ARRAY(s->arena, sl_str, (size_t)t->column_count * t->row_count);
    uint32_t at = 0;
    SL_EACH (column, columns) {
        fill_column(s, column, from[at], &rows, t, at);
        at++;
    }
    return t;
}
