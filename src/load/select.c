#include "load/select.h"

#include "base/assert.h"
#include "base/limits.h"
#include "model/dataset.h"

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

bool sl_select_fits(sl_str cell, const sl_yaml *wanted)
{
    if (wanted->kind != SL_YAML_LIST)
        return sl_str_equal(cell, wanted->text);
    SL_EACH (one, wanted)
        if (sl_str_equal(cell, one->text))
            return true;
    return false;
}

/* In a column of figures 1236 is "1,236" too. */
static bool cell_fits(const sl_csv *csv, uint32_t row, uint32_t column, const sl_yaml *wanted)
{
    if (sl_select_fits(sl_csv_cell(csv, row, column), wanted))
        return true;
    sl_cell cell = sl_table_cell(csv, row, column);
    if (cell.kind != SL_CELL_NUMBER)
        return false;
    bool list = wanted->kind == SL_YAML_LIST;
    for (const sl_yaml *one = list ? wanted->first : wanted; one; one = list ? one->next : NULL) {
        sl_dec value;
        if (sl_dec_parse(one->text, &value) && sl_dec_compare(value, cell.value) == 0)
            return true;
    }
    return false;
}

sl_str sl_select_path(sl_strategy *s, const sl_yaml *block)
{
    const sl_yaml *data = sl_yaml_lookup(block, "data");
    return sl_dataset_path(s, data->text, data->span);
}

const sl_csv *sl_select_data(sl_strategy *s, const sl_yaml *block)
{
    sl_str path = sl_select_path(s, block);
    return path.n ? sl_dataset_load_typed(s, path, sl_yaml_lookup(block, "data")->span) : NULL;
}

static void report_label(sl_strategy *s, const sl_yaml *one, const sl_str *there, size_t n,
                         const char *where)
{
    sl_finding *f =
        sl_diag_add(s->diags, SL_E0145, one->span, "%s has no '%.*s'", where, SL_FMT(one->text));
    if (!sl_diag_suggest(s->diags, f, one->text, there, n))
        sl_diag_help(s->diags, f,
                     "labels are written as in the file, letter for letter; one that "
                     "holds a comma stands in quotes");
}

bool sl_select_check_labels(sl_strategy *s, const sl_yaml *y, const sl_str *there, size_t n,
                            const char *where)
{
    bool good = true, list = y && y->kind == SL_YAML_LIST;
    for (const sl_yaml *one = list ? y->first : y; one; one = list ? one->next : NULL) {
        bool found = one->kind != SL_YAML_SCALAR;
        for (size_t i = 0; i < n && !found; i++)
            found = sl_str_equal(there[i], one->text);
        if (!found)
            report_label(s, one, there, n, where);
        good = good && found;
    }
    return good;
}

/* The different texts of a column, as many as suggestions need. */
static size_t list_texts(sl_strategy *s, const sl_csv *csv, uint32_t column, sl_str *there,
                         size_t most)
{
    sl_map known;
    sl_map_init(&known, s->arena);
    size_t n = 0;
    for (uint32_t row = 0; row < csv->row_count && n < most; row++) {
        sl_str text = sl_csv_cell(csv, row, column);
        if (text.n && sl_map_add(&known, text, s))
            there[n++] = text;
    }
    return n;
}

/* Each value of a condition stands somewhere in its column. */
static bool check_condition(sl_strategy *s, const sl_csv *csv, const sl_yaml *condition,
                            uint32_t column)
{
    enum { MOST = 400 };
    bool good = true, list = condition->kind == SL_YAML_LIST;
    for (const sl_yaml *one = list ? condition->first : condition; one;
         one = list ? one->next : NULL) {
        bool found = one->kind != SL_YAML_SCALAR;
        for (uint32_t row = 0; row < csv->row_count && !found; row++)
            found = cell_fits(csv, row, column, one);
        if (found)
            continue;
        good = false;
        sl_str *there = SL_NEW_ARRAY(s->arena, sl_str, MOST);
        size_t n = list_texts(s, csv, column, there, MOST);
        report_label(s, one, there, n,
                     sl_str_format(s->arena, "the column '%.*s'", SL_FMT(csv->columns[column])).p);
    }
    return good;
}

bool sl_select_rows(sl_strategy *s, const sl_yaml *block, const sl_csv *csv, sl_selection *out)
{
    const sl_yaml *where = sl_yaml_lookup(block, "where");
    int columns[SL_LIMIT_TABLE_COLUMNS];
    size_t n = 0;
    bool good = true;
    *out = (sl_selection){.csv = csv};
    SL_EACH (condition, where) {
        sl_yaml name = {.text = condition->key, .span = condition->key_span};
        int column = sl_select_column(s, csv, &name);
        if (n == SL_COUNT(columns)) {
            sl_finding *f =
                sl_diag_add(s->diags, SL_E0147, condition->key_span,
                            "'where' has more than %u conditions", SL_LIMIT_TABLE_COLUMNS);
            sl_diag_help(s->diags, f, "choose the rows by fewer columns");
        }
        if (column < 0 || n == SL_COUNT(columns))
            return false;
        columns[n++] = column;
        good = check_condition(s, csv, condition, (uint32_t)column) && good;
    }
    for (uint32_t row = 0; row < csv->row_count && good; row++) {
        bool keep = true;
        size_t i = 0;
        SL_EACH (condition, where)
            keep = keep && cell_fits(csv, row, (uint32_t)columns[i++], condition);
        if (keep)
            SL_PUSH(s->arena, out->rows, row);
    }
    if (out->rows.n || !good)
        return good;
    sl_finding *f = sl_diag_add(s->diags, SL_E0125, where ? where->span : block->span,
                                "no row of the dataset fits");
    sl_diag_help(s->diags, f, "each value of 'where' is in the file, but not all in one row");
    return false;
}

/* --- marks --- */

sl_str sl_select_marks(sl_arena *a, uint32_t marks)
{
    sl_buf b;
    sl_buf_init(&b);
    for (unsigned i = 0; sl_mark_name(i); i++)
        if (marks & UINT32_C(1) << i)
            sl_buf_push_format(&b, "%s%s", b.n ? "" : "\u00A0", sl_mark_name(i));
    return sl_buf_take(&b, a);
}

/* What a mark means: by what stands within its brackets; others say that there is nothing. */
static sl_str meaning_of(sl_arena *a, const sl_phrases *p, unsigned mark)
{
    sl_str name = sl_str_from(sl_mark_name(mark));
    bool none = sl_str_starts(sl_str_from(sl_mark_meaning(mark)), "nil");
    sl_str key = name.p[0] == '[' ? sl_str_slice(name, 1, name.n - 1)
                 : none           ? SL_STR("nil")
                                  : SL_STR("x");
    return sl_say(p, a, SL_SAY_MARK_MEANING, SL_T("mark", key));
}

sl_str sl_select_legend(sl_arena *a, const sl_phrases *p, uint32_t marks)
{
    sl_buf b;
    sl_buf_init(&b);
    for (unsigned i = 0; sl_mark_name(i); i++)
        if (marks & UINT32_C(1) << i)
            sl_buf_push_format(&b, "%s%s %.*s", b.n ? ", " : "", sl_mark_name(i),
                               SL_FMT(meaning_of(a, p, i)));
    if (b.n)
        sl_buf_push_char(&b, '.');
    return sl_buf_take(&b, a);
}

sl_str sl_select_reason(sl_arena *a, const sl_phrases *p, const sl_cell *c)
{
    if (c->kind != SL_CELL_MISSING)
        return sl_phrase(p, SL_SAY_NO_FIGURE);
    if (c->label.n)
        return c->label;
    sl_buf b;
    sl_buf_init(&b);
    for (unsigned i = 0; sl_mark_name(i); i++)
        if (c->marks & UINT32_C(1) << i)
            sl_buf_push_format(&b, "%s%.*s", b.n ? ", " : "", SL_FMT(meaning_of(a, p, i)));
    return sl_buf_take(&b, a);
}

sl_chart *sl_select_new_chart(sl_arena *a, sl_chart_kind kind, size_t labels, const sl_str *series,
                              size_t series_count)
{
    sl_chart *c = SL_NEW(a, sl_chart);
    c->kind = kind;
    c->label_count = (uint16_t)labels;
    c->series_count = (uint16_t)series_count;
    c->series = SL_NEW_ARRAY(a, sl_str, series_count + 1);
    for (size_t i = 0; i < series_count; i++)
        c->series[i] = series[i];
    c->labels = SL_NEW_ARRAY(a, sl_str, labels);
    c->values = SL_NEW_ARRAY(a, sl_dec, labels * series_count);
    c->present = SL_NEW_ARRAY(a, bool, labels *series_count);
    c->reasons = SL_NEW_ARRAY(a, sl_str, labels * series_count);
    c->marks = SL_NEW_ARRAY(a, sl_str, labels * series_count);
    return c;
}

int sl_select_figures(sl_strategy *s, const sl_csv *t, const sl_yaml *y)
{
    int column = sl_select_column(s, t, y);
    if (column < 0 || t->typed[column].type != SL_COLUMN_TEXT)
        return column;
    const sl_column *c = &t->typed[column];
    sl_finding *f =
        sl_diag_add(s->diags, SL_E0125, y->span,
                    "'%.*s' is a column of text: the chart has no figure to show", SL_FMT(y->text));
    if (c->has_code || c->mixed)
        sl_diag_note_at(s->diags, f, sl_csv_cell_span(s->sources, t, c->odd, (uint32_t)column),
                        c->has_code ? "'%.*s' is a code, and a column of codes is text"
                                    : "'%.*s' is one of few figures among texts",
                        SL_FMT(sl_csv_cell(t, c->odd, (uint32_t)column)));
    sl_diag_help(s->diags, f,
                 "name a column of numbers under 'value', or describe this one in "
                 "datapackage.yaml as type: number");
    return -1;
}
