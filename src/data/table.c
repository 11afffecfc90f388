#include "data/table.h"

#include "base/assert.h"
#include "data/constraint.h"

enum { SHOWN = 5 }; /* findings for the cells of one column */

typedef struct scan {
    uint32_t numbers, texts, missing, years, symbols, percents, text_row, code_row, number_row;
    uint32_t other_symbol_row;
    const char *symbol;
    bool has_code, two_symbols;
    uint8_t places;
} scan;

typedef struct typing {
    sl_arena *arena;
    sl_diags *diags;
    sl_csv *table;
} typing;

uint32_t sl_table_row_number(const sl_sources *sources, const sl_csv *t, uint32_t row)
{
    sl_str bytes = sl_sources_lookup(sources, t->file)->bytes;
    uint32_t n = 1;
    for (size_t at = 0; (at = sl_str_find_char(bytes, '\n', at)) < t->row_offsets[row]; at++)
        n++;
    return n;
}

static sl_span cell_span(const typing *t, uint32_t row, uint32_t column)
{
    return sl_csv_cell_span(t->diags->sources, t->table, row, column);
}

static sl_finding *report(typing *t, uint32_t row, uint32_t column, const char *why)
{
    sl_str cell = sl_csv_cell(t->table, row, column);
    cell.n = cell.n > 60 ? 60 : cell.n;
    while (cell.n && ((unsigned char)cell.p[cell.n - 1] & 0xC0) == 0x80 && cell.n == 60)
        cell.n--;
    return sl_diag_add(t->diags, SL_E0142, cell_span(t, row, column),
                       "row %u, column '%.*s': '%.*s' %s",
                       sl_table_row_number(t->diags->sources, t->table, row),
                       SL_FMT(t->table->columns[column]), SL_FMT(cell), why);
}

static void add_cell(scan *s, const sl_cell *c, uint32_t row)
{
    switch (c->kind) {
    case SL_CELL_EMPTY:
        return;
    case SL_CELL_MISSING:
        s->missing++;
        return;
    case SL_CELL_CODE:
        if (!s->has_code)
            s->code_row = row;
        s->has_code = true;
        return;
    case SL_CELL_TEXT:
        s->text_row = s->texts++ ? s->text_row : row;
        return;
    case SL_CELL_NUMBER:
        break;
    }
    if (!s->numbers++)
        s->number_row = row;
    s->years += c->value.places == 0 && c->value.mantissa >= 1900 && c->value.mantissa <= 2100;
    s->places = c->value.places > s->places ? c->value.places : s->places;
    if (!c->symbol)
        return;
    s->symbols++;
    s->percents += c->symbol[0] == '%';
    if (s->symbol && strcmp(s->symbol, c->symbol) != 0) {
        s->other_symbol_row = s->two_symbols ? s->other_symbol_row : row;
        s->two_symbols = true;
    }
    s->symbol = s->symbol ? s->symbol : c->symbol;
}

/* Row by row, as the cells stand in memory: column by column would wait for each of them. */
static scan *scan_columns(const typing *t)
{
    uint32_t width = t->table->column_count;
    scan *all = SL_NEW_ARRAY(t->arena, scan, width + 1);
    for (uint32_t row = 0; row < t->table->row_count; row++)
        for (uint32_t column = 0; column < width; column++) {
            sl_cell c = sl_cell_read(sl_csv_cell(t->table, row, column));
            add_cell(&all[column], &c, row);
        }
    return all;
}

/* Cells of a column of figures that are none; the first few, and how many more. */
static void report_texts(typing *t, uint32_t column, uint32_t total)
{
    uint32_t shown = 0;
    sl_finding *f = NULL;
    for (uint32_t row = 0; row < t->table->row_count && shown < SHOWN; row++) {
        if (sl_table_cell(t->table, row, column).kind != SL_CELL_TEXT)
            continue;
        f = report(t, row, column, "is no figure, as the column's others are");
        sl_diag_help(t->diags, f,
                     "write the figure, or a mark such as [x] for one that is missing; a column of "
                     "text is described in datapackage.yaml as type: string");
        shown++;
    }
    if (f && total > shown)
        sl_diag_note_at(t->diags, f, SL_SPAN_NONE, "%u more cells of the column are no figures",
                        total - shown);
}

static void report_symbols(typing *t, uint32_t column, const scan *s)
{
    bool some_percent = s->percents && s->percents != s->numbers;
    if (!s->two_symbols && !some_percent)
        return;
    uint32_t row = s->other_symbol_row;
    for (uint32_t i = 0; i < t->table->row_count && !s->two_symbols; i++) {
        sl_cell c = sl_cell_read(sl_csv_cell(t->table, i, column));
        if (c.kind == SL_CELL_NUMBER && (c.symbol != NULL) == (s->percents * 2 <= s->numbers)) {
            row = i;
            break;
        }
    }
    sl_finding *f = report(t, row, column, "has another unit than the column's others");
    sl_diag_help(t->diags, f,
                 "one column has one unit: put what is in another into a column of "
                 "its own");
}

static bool looks_named_year(sl_str name)
{
    static const char *const words[] = {"year", "Year", "YEAR", "period", "Period",
                                        "date", "Date", "time", "Time"};
    for (size_t i = 0; i < SL_COUNT(words); i++)
        if (sl_str_find(name, sl_str_from(words[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

/* Periods in words: "Census 2021" among years. */
static bool are_periods(const typing *t, uint32_t column, const scan *s)
{
    return s->texts && s->numbers == s->years && !s->symbols &&
           looks_named_year(t->table->columns[column]);
}

static void infer(typing *t, uint32_t column, sl_column *to, scan s)
{
    to->has_code = s.has_code;
    to->odd = s.has_code ? s.code_row : s.number_row;
    to->places = s.places;
    bool figures = !s.has_code && s.numbers + s.texts > 0 && s.numbers >= s.texts && s.numbers;
    bool all_missing = !s.has_code && !s.numbers && !s.texts && s.missing;
    bool periods = are_periods(t, column, &s);
    if ((!figures && !all_missing) || periods) {
        to->mixed = !s.has_code && s.numbers && !periods;
        return;
    }
    bool years = s.numbers && s.years == s.numbers && !s.symbols &&
                 (looks_named_year(t->table->columns[column]) || !s.missing);
    to->type = years ? SL_COLUMN_YEAR : SL_COLUMN_NUMBER;
    to->symbol = s.symbol;
    if (s.texts)
        report_texts(t, column, s.texts);
    report_symbols(t, column, &s);
}

/* --- described columns --- */

static const sl_missing_value *missing_of(const sl_table_field *f, sl_str cell)
{
    for (size_t i = 0; i < f->missing.n; i++)
        if (sl_str_equal(f->missing.at[i].value, cell))
            return &f->missing.at[i];
    return NULL;
}

/* As Table Schema reads a number: groups left out, the point put in, what stands around it cut off
 * when it is not bare. */
static bool read_described(const sl_table_field *f, sl_str cell, sl_dec *value)
{
    char text[64];
    size_t n = 0;
    cell = sl_str_trim(cell);
    if (!f->bare) {
        while (cell.n && cell.p[0] != '-' && (cell.p[0] < '0' || cell.p[0] > '9'))
            cell = sl_str_slice(cell, 1, cell.n);
        while (cell.n && (cell.p[cell.n - 1] < '0' || cell.p[cell.n - 1] > '9'))
            cell.n--;
    }
    for (size_t i = 0; i < cell.n; i++) {
        sl_str rest = sl_str_slice(cell, i, cell.n);
        if (n == sizeof text)
            return false;
        if (f->group.n && rest.n >= f->group.n && memcmp(rest.p, f->group.p, f->group.n) == 0) {
            i += f->group.n - 1;
        } else if (f->decimal.n && rest.n >= f->decimal.n &&
                   memcmp(rest.p, f->decimal.p, f->decimal.n) == 0) {
            text[n++] = '.';
            i += f->decimal.n - 1;
        } else if (cell.p[i] == '.') {
            return false;
        } else {
            text[n++] = cell.p[i];
        }
    }
    bool good = sl_cell_read_plain((sl_str){text, n}, value);
    return good && (f->type == SL_TYPE_NUMBER || value->places == 0);
}

static bool is_described_year(sl_str cell)
{
    uint32_t year;
    return cell.n == 4 && sl_num_parse(cell, &year);
}

static sl_cell described_cell(const sl_table_field *f, sl_str cell)
{
    const sl_missing_value *missing = missing_of(f, cell);
    sl_cell c = {.kind = SL_CELL_TEXT};
    if (missing) {
        c = sl_cell_read(cell);
        bool reason = missing->label.n || c.kind == SL_CELL_MISSING;
        c.kind = reason ? SL_CELL_MISSING : SL_CELL_EMPTY;
        c.label = missing->label;
        return c;
    }
    bool figure = f->type == SL_TYPE_NUMBER || f->type == SL_TYPE_INTEGER;
    if (f->type == SL_TYPE_YEAR ? is_described_year(cell) && sl_cell_read_plain(cell, &c.value)
                                : figure && read_described(f, cell, &c.value))
        c.kind = SL_CELL_NUMBER;
    return c;
}

static const char *fault_of(const sl_table_field *f, sl_str text, const sl_cell *c)
{
    static const char *const types[] = {
        [SL_TYPE_NUMBER] = "is no number, as the description has it",
        [SL_TYPE_INTEGER] = "is no integer, as the description has it",
        [SL_TYPE_YEAR] = "is no year, as the description has it",
        [SL_TYPE_DATE] = "is no date, as the description has it",
        [SL_TYPE_BOOLEAN] = "is neither true nor false, as the description has it"};
    sl_date date;
    if (c->kind == SL_CELL_EMPTY || c->kind == SL_CELL_MISSING)
        return f->required ? "is missing, and the description requires it" : NULL;
    bool figure = f->type >= SL_TYPE_NUMBER && f->type <= SL_TYPE_YEAR;
    if ((figure && c->kind != SL_CELL_NUMBER) ||
        (f->type == SL_TYPE_DATE && !f->any_date && !f->clock &&
         (text.n != 10 || !sl_date_parse(text, &date))) ||
        (f->type == SL_TYPE_BOOLEAN && !sl_constraint_is_boolean(f, text)))
        return types[f->type];
    return sl_constraint_fault(f, text, c);
}

static void check_described(typing *t, uint32_t column, sl_column *to)
{
    uint32_t faults = 0;
    sl_finding *f = NULL;
    for (uint32_t row = 0; row < t->table->row_count; row++) {
        sl_str text = sl_csv_cell(t->table, row, column);
        sl_cell c = described_cell(to->field, text);
        if (c.kind == SL_CELL_NUMBER && c.value.places > to->places)
            to->places = c.value.places;
        const char *fault = fault_of(to->field, text, &c);
        if (!fault || faults++ >= SHOWN)
            continue;
        f = report(t, row, column, fault);
        sl_diag_help(t->diags, f,
                     "mend the cell, or the field: its type, format, constraints, missingValues, "
                     "groupChar, decimalChar or bareNumber");
    }
    if (f && faults > SHOWN)
        sl_diag_note_at(t->diags, f, SL_SPAN_NONE, "%u more cells of the column do not fit",
                        faults - SHOWN);
}

/* --- columns against fields --- */

static const sl_table_field *field_of(const sl_resource *r, sl_str column)
{
    for (size_t i = 0; i < r->fields.n; i++)
        if (sl_str_equal(r->fields.at[i].name, column))
            return &r->fields.at[i];
    return NULL;
}

static bool has_column(const sl_csv *csv, sl_str name)
{
    for (uint32_t i = 0; i < csv->column_count; i++)
        if (sl_str_equal(csv->columns[i], name))
            return true;
    return false;
}

static bool report_field(typing *t, const sl_table_field *f, size_t i)
{
    const sl_csv *csv = t->table;
    sl_finding *g = sl_diag_add(
        t->diags, SL_E0143, f->span, "field %zu is '%.*s', the file's column is '%.*s'", i + 1,
        SL_FMT(f->name), SL_FMT(i < csv->column_count ? csv->columns[i] : SL_STR("none")));
    if (!sl_diag_suggest(t->diags, g, f->name, csv->columns, csv->column_count))
        sl_diag_help(t->diags, g, "name every column, in the order of the file's head");
    return false;
}

static bool report_column(typing *t, const sl_resource *r, sl_str column)
{
    sl_finding *g = sl_diag_add(t->diags, SL_E0143, r->span,
                                "the description lacks the column '%.*s'", SL_FMT(column));
    sl_diag_help(t->diags, g, "add a field for each column, in the order of the file's head");
    return false;
}

/* As `fieldsMatch` has it. */
static bool match_fields(typing *t, const sl_resource *r)
{
    const sl_csv *csv = t->table;
    bool exact = r->fields_match == SL_MATCH_EXACT;
    bool all_fields = r->fields_match <= SL_MATCH_SUBSET;
    bool all_columns = r->fields_match <= SL_MATCH_EQUAL || r->fields_match == SL_MATCH_SUPERSET;
    for (size_t i = 0; i < r->fields.n && all_fields; i++) {
        const sl_table_field *f = &r->fields.at[i];
        bool there = exact ? i < csv->column_count && sl_str_equal(csv->columns[i], f->name)
                           : has_column(csv, f->name);
        if (!there)
            return report_field(t, f, i);
    }
    bool any = false;
    for (uint32_t i = 0; i < csv->column_count; i++) {
        const sl_table_field *f = field_of(r, csv->columns[i]);
        any = any || f;
        if (!f && all_columns)
            return report_column(t, r, csv->columns[i]);
    }
    return any || !r->fields.n || report_field(t, &r->fields.at[0], 0);
}

bool sl_table_type(sl_arena *a, sl_diags *d, sl_csv *csv, const sl_resource *described)
{
    typing t = {a, d, csv};
    sl_column *columns = SL_NEW_ARRAY(a, sl_column, csv->column_count + 1);
    bool by_schema = described && described->has_schema;
    if (by_schema && !match_fields(&t, described))
        return false;
    csv->typed = columns;
    bool some = !by_schema || described->fields_match > SL_MATCH_EQUAL;
    const scan *scans = some ? scan_columns(&t) : NULL;
    for (uint32_t i = 0; i < csv->column_count; i++) {
        sl_column *to = &columns[i];
        to->field = by_schema ? field_of(described, csv->columns[i]) : NULL;
        if (!to->field) {
            infer(&t, i, to, scans[i]);
            continue;
        }
        sl_field_type type = to->field->type;
        to->type = type == SL_TYPE_YEAR                                ? SL_COLUMN_YEAR
                   : type == SL_TYPE_NUMBER || type == SL_TYPE_INTEGER ? SL_COLUMN_NUMBER
                                                                       : SL_COLUMN_TEXT;
        check_described(&t, i, to);
    }
    return true;
}

sl_cell sl_table_cell(const sl_csv *t, uint32_t row, uint32_t column)
{
    sl_str cell = sl_csv_cell(t, row, column);
    const sl_column *c = &t->typed[column];
    if (c->field)
        return described_cell(c->field, cell);
    if (c->type != SL_COLUMN_TEXT)
        return sl_cell_read(cell);
    return (sl_cell){.kind = cell.n ? SL_CELL_TEXT : SL_CELL_EMPTY};
}
