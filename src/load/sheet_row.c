/* A sheet's file, its columns, and its rows as maps. */
#include "load/sheet_row.h"

#include "data/cell.h"
#include "load/loading.h"
#include "load/select.h"
#include "load/written.h"
#include "model/files.h"
#include "model/unit.h"

static const sl_field column_fields[] = {
    {"column", SL_FIELD_TEXT, SL_ONE, true, .doc = "The column in the file."},
    {"unit", SL_FIELD_TEXT, SL_ONE, .doc = "Of its figures, where it holds money: GBP thousand."},
};
static const sl_schema column_schema = {"column", "A column with its unit", column_fields,
                                        SL_COUNT(column_fields)};

/* --- columns --- */

static const sl_field *find_field(const sl_schema *schema, sl_str key)
{
    for (size_t i = 0; i < schema->n; i++)
        if (sl_str_equal_z(key, schema->fields[i].name))
            return &schema->fields[i];
    return NULL;
}

/* The field of a key, or of MAP.key; NULL when there is none. */
static const sl_field *find_key(const sl_schema *schema, sl_str key)
{
    size_t dot = sl_str_find_char(key, '.', 0);
    const sl_field *f = find_field(schema, dot == SIZE_MAX ? key : sl_str_slice(key, 0, dot));
    if (dot == SIZE_MAX || !f)
        return f;
    return f->kind == SL_FIELD_MAP && f->of ? find_field(f->of, sl_str_slice(key, dot + 1, key.n))
                                            : NULL;
}

/* "Due date" as a key: due-date, in whatever way a spreadsheet parts its words. */
static sl_str key_of(sl_arena *a, sl_str name)
{
    static const char blank[] = "\xC2\xA0";
    sl_str lower = sl_str_lower(a, name);
    sl_buf b;
    sl_buf_init(&b);
    for (size_t i = 0; i < lower.n; i++) {
        bool wide = sl_str_starts(sl_str_slice(lower, i, lower.n), blank);
        bool apart = wide || strchr(" _\t\r\n", lower.p[i]) != NULL;
        i += wide;
        if (!apart)
            sl_buf_push_char(&b, lower.p[i]);
        else if (b.n && b.p[b.n - 1] != '-')
            sl_buf_push_char(&b, '-');
    }
    while (b.n && b.p[b.n - 1] == '-')
        b.n--;
    return sl_buf_take(&b, a);
}

/* The column of a name, letter for letter or as words; -1 with a finding. */
static int find_column(sl_sheet *h, const sl_yaml *name)
{
    sl_str key = key_of(h->s->arena, name->text);
    int found = sl_csv_lookup_column(h->csv, name->text);
    for (uint32_t c = 0; c < h->csv->column_count && found < 0; c++)
        if (sl_str_equal(key_of(h->s->arena, h->csv->columns[c]), key))
            found = (int)c;
    return found >= 0 ? found : sl_select_column(h->s, h->csv, name);
}

static void report_key(sl_sheet *h, const sl_yaml *y)
{
    sl_finding *f = sl_diag_add(h->s->diags, SL_E0110, y->key_span, "the rows have no key '%.*s'",
                                SL_FMT(y->key));
    SL_VEC(sl_str) names = {0};
    for (size_t i = 0; i < h->schema->n; i++)
        SL_PUSH(h->s->arena, names, sl_str_from(h->schema->fields[i].name));
    if (!sl_diag_suggest(h->s->diags, f, y->key, names.at, names.n))
        sl_diag_help(h->s->diags, f, "keys are those of the type; keys of your own start with x-");
}

static void take_column(sl_sheet *h, int at, sl_str key, sl_str unit)
{
    sl_sheet_column *c = &h->columns[at];
    *c = (sl_sheet_column){.key = key, .field = find_key(h->schema, key), .unit = unit};
    for (size_t i = 0; h->type && i < h->s->framework->roles.n; i++)
        if (sl_str_equal(h->s->framework->roles.at[i]->name, key))
            c->role = h->s->framework->roles.at[i];
}

static bool is_money(const sl_sheet *h, sl_str key)
{
    for (size_t i = 0; h->type && i < h->type->keys.n; i++)
        if (h->type->keys.at[i].money && sl_str_equal(h->type->keys.at[i].name, key))
            return true;
    return false;
}

/* A unit is that of money, or of the one figure that a row without a type has. */
static bool check_unit_place(sl_sheet *h, const sl_yaml *y)
{
    const sl_yaml *unit = y->kind == SL_YAML_MAP ? sl_yaml_lookup(y, "unit") : NULL;
    bool read = h->type ? is_money(h, y->key) : find_field(h->schema, SL_STR("unit")) != NULL;
    if (!unit || read)
        return true;
    sl_finding *f = sl_diag_add(h->s->diags, SL_E0110, unit->key_span,
                                "'%.*s' is no sum, and has no unit", SL_FMT(y->key));
    sl_diag_help(h->s->diags, f, "write %.*s: and the name of its column alone", SL_FMT(y->key));
    return false;
}

/* One column is one key. */
static bool check_once(sl_sheet *h, int at, const sl_yaml *y)
{
    sl_str other = h->columns[at].key;
    if (!other.n)
        return true;
    sl_finding *f =
        sl_diag_add(h->s->diags, SL_E0111, y->span, "the column '%.*s' is the key '%.*s' already",
                    SL_FMT(h->csv->columns[at]), SL_FMT(other));
    sl_diag_help(h->s->diags, f, "name another column, or take one of the two keys out");
    return false;
}

/* `columns`: key by key. */
static bool read_columns(sl_sheet *h)
{
    const sl_yaml *columns = sl_yaml_lookup(h->yaml, "columns");
    bool good = !columns || columns->kind == SL_YAML_MAP;
    if (!good)
        sl_diag_help(h->s->diags,
                     sl_diag_add(h->s->diags, SL_E0111, columns->span, "'columns' is no map"),
                     "write columns: {title: Action, lead: Owner}");
    SL_EACH (y, good ? columns : NULL) {
        const sl_yaml *name = y->kind == SL_YAML_MAP ? sl_yaml_lookup(y, "column") : y;
        if (!find_key(h->schema, y->key) && !sl_str_starts(y->key, "x-")) {
            report_key(h, y);
            good = false;
        } else if (y->kind == SL_YAML_MAP &&
                   (!sl_schema_check(h->s->diags, &column_schema, y, "the column") ||
                    !check_unit_place(h, y))) {
            good = false;
        } else if (name && name->kind == SL_YAML_SCALAR) {
            int at = find_column(h, name);
            good = good && at >= 0 && check_once(h, at, y);
            if (at >= 0)
                take_column(h, at, y->key,
                            y->kind == SL_YAML_MAP ? sl_yaml_text(y, "unit") : SL_STR_NONE);
        }
    }
    return good;
}

static bool is_taken(const sl_sheet *h, sl_str key)
{
    for (uint32_t c = 0; c < h->csv->column_count; c++)
        if (sl_str_equal(h->columns[c].key, key))
            return true;
    return false;
}

/* A column that is nearly a key and would be passed over. Of who may read a row it is an error,
 * whatever is said of columns beside the keys. */
static void check_nearly(sl_sheet *h, sl_str name, sl_str key)
{
    SL_VEC(sl_str) free = {0};
    for (size_t i = 0; i < h->schema->n; i++) {
        sl_str one = sl_str_from(h->schema->fields[i].name);
        if (!is_taken(h, one))
            SL_PUSH(h->s->arena, free, one);
    }
    const sl_str *near = key.n > 3 ? sl_str_nearest(key, free.at, free.n) : NULL;
    if (!near || h->s->whole)
        return;
    bool keeps = sl_str_equal_z(*near, "audience") || sl_str_equal_z(*near, "access");
    sl_finding *f = sl_diag_add_as(
        h->s->diags, keeps ? SL_SEVERITY_ERROR : sl_code_severity(SL_E0265), SL_E0265,
        h->yaml->span, "the column '%.*s' is nearly the key '%.*s'", SL_FMT(name), SL_FMT(*near));
    if (h->imported)
        sl_diag_help(h->s->diags, f, "call the column '%.*s'", SL_FMT(*near));
    else
        sl_diag_help(h->s->diags, f, "name it under 'columns': {%.*s: %.*s}, or as x-%.*s",
                     SL_FMT(*near), SL_FMT(name), SL_FMT(key));
}

/* A file that `import` names has nowhere to say how it is read: `sheets` has. */
static void help_imported(sl_sheet *h, sl_finding *f, const char *mend, const char *say)
{
    sl_diag_help(h->s->diags, f,
                 "%s, or name the file under 'sheets' of strategy.yaml in place of 'import': "
                 "{data: %.*s, type: response, %s}",
                 mend, SL_FMT(sl_yaml_text(h->yaml, "data")), say);
}

/* Columns of the name of a key; what is left is kept, passed over, or a finding. */
static void name_columns(sl_sheet *h)
{
    sl_str extra = sl_yaml_text(h->yaml, "extra"), left = SL_STR_NONE;
    for (uint32_t c = 0; c < h->csv->column_count; c++) {
        sl_str name = h->csv->columns[c], key = key_of(h->s->arena, name);
        if (h->columns[c].key.n)
            continue;
        bool known = find_key(h->schema, key) && !is_taken(h, key);
        if (!known)
            check_nearly(h, name, key);
        if (known)
            take_column(h, (int)c, key, SL_STR_NONE);
        else if (sl_str_equal_z(extra, "keep"))
            h->columns[c].key =
                sl_str_starts(key, "x-") ? key : sl_str_format(h->s->arena, "x-%.*s", SL_FMT(key));
        else if (!extra.n)
            left = left.n ? sl_str_format(h->s->arena, "%.*s, '%.*s'", SL_FMT(left), SL_FMT(name))
                          : sl_str_format(h->s->arena, "'%.*s'", SL_FMT(name));
    }
    if (!left.n || h->s->whole)
        return;
    sl_finding *f = sl_diag_add(h->s->diags, SL_E0265, h->yaml->span,
                                "columns of the sheet are not read: %.*s", SL_FMT(left));
    if (h->imported)
        help_imported(h, f, "take them out", "extra: ignore");
    else
        sl_diag_help(h->s->diags, f,
                     "name them under 'columns', or say extra: ignore, or extra: keep for x- keys");
}

/* --- rows --- */

sl_yaml *sl_sheet_add(sl_arena *a, sl_yaml *map, sl_str key, sl_yaml_kind kind, sl_span span)
{
    sl_yaml *y = SL_NEW(a, sl_yaml), **last = &map->first;
    *y = (sl_yaml){.key = key, .kind = kind, .span = span, .key_span = span};
    while (*last)
        last = &(*last)->next;
    *last = y;
    map->count++;
    return y;
}

/* The map below a key, made when it is not there. */
sl_yaml *sl_sheet_map_below(sl_arena *a, sl_yaml *map, sl_str key, sl_span span)
{
    for (sl_yaml *y = map->first; y; y = y->next)
        if (sl_str_equal(y->key, key))
            return y;
    return sl_sheet_add(a, map, key, SL_YAML_MAP, span);
}

sl_str sl_sheet_id(const sl_sheet *h, sl_str text)
{
    uint32_t n;
    sl_str prefix = h->type ? h->type->prefix : h->prefix;
    return prefix.n && sl_num_parse(text, &n)
               ? sl_str_format(h->s->arena, "%.*s-%02u", SL_FMT(prefix), n)
               : text;
}

/* OBJ-01, OBJ-02: no title, in which commas stay. */
static bool is_ids(sl_str text)
{
    bool hyphen = false, comma = false, good = true;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        hyphen = hyphen || c == '-';
        comma = comma || c == ',';
        good = good && (sl_is_upper(c) || sl_is_digit(c) || c == '-' || c == ',' || c == ' ');
    }
    return good && hyphen && comma;
}

static void add_links(sl_sheet *h, sl_yaml *list, sl_str text, sl_span span)
{
    sl_str rest = text, one;
    char mark = is_ids(text) ? ',' : ';';
    while (sl_str_split(&rest, mark, &one)) {
        sl_yaml *y = sl_sheet_add(h->s->arena, list, SL_STR_NONE, SL_YAML_SCALAR, span);
        y->text = sl_str_trim(one);
        y->quoted = true;
    }
}

static void report_sign(sl_sheet *h, sl_span span, sl_str text, sl_str unit)
{
    sl_finding *f = sl_diag_add(h->s->diags, SL_E0142, span,
                                unit.n ? "'%.*s' is no figure of the unit '%.*s'"
                                       : "'%.*s' has a sign, and there is no unit%.*s",
                                SL_FMT(text), SL_FMT(unit));
    sl_diag_help(h->s->diags, f, "write the figure alone, and its unit where units are said");
}

/* Whether a figure's own sign is that of its unit: £ of GBP, % of per cent. */
static bool fits_unit(const char *symbol, sl_str unit)
{
    sl_unit u = sl_unit_of(unit);
    if (symbol && symbol[0] == '%')
        return u.kind == SL_UNIT_PERCENT || u.kind == SL_UNIT_POINTS;
    return !symbol || (u.kind == SL_UNIT_MONEY && strcmp(u.currency->sign, symbol) == 0);
}

/* "£55,000" in a column of thousands: a sum as it stands, which would be read as a thousand of it.
 */
static bool is_whole_sum(const sl_cell *cell, sl_str unit)
{
    const sl_dec thousand = {1000, 0}, below = {-1000, 0};
    return cell->symbol && sl_unit_of(unit).zeros &&
           (sl_dec_compare(cell->value, thousand) >= 0 || sl_dec_compare(cell->value, below) <= 0);
}

static void report_whole_sum(sl_sheet *h, sl_span span, sl_str text, sl_str unit)
{
    sl_finding *f = sl_diag_add(h->s->diags, SL_E0142, span,
                                "'%.*s' looks like a sum as it stands, and would be so many '%.*s'",
                                SL_FMT(text), SL_FMT(unit));
    sl_diag_help(
        h->s->diags, f,
        "write the figure of the column's unit, without a sign, or give the column the unit "
        "of what is written");
}

static void report_bare(sl_sheet *h, sl_span span, sl_str text, sl_str key)
{
    sl_finding *f = sl_diag_add(h->s->diags, SL_E0142, span,
                                "'%.*s' is a sum, and nothing says of what unit", SL_FMT(text));
    sl_diag_help(h->s->diags, f,
                 "name it with its column: columns: {%.*s: {column: …, unit: GBP thousand}}, or "
                 "write £55 million in the cell",
                 SL_FMT(key));
}

static void add_money(sl_sheet *h, sl_yaml *map, const sl_sheet_column *c, sl_str key, sl_str text,
                      sl_span span)
{
    sl_cell cell = sl_cell_read(text);
    if (!c->unit.n && cell.kind == SL_CELL_NUMBER && !cell.symbol) {
        report_bare(h, span, text, key);
        return;
    }
    if (!c->unit.n || cell.kind != SL_CELL_NUMBER) {
        sl_yaml *y = sl_sheet_add(h->s->arena, map, key, SL_YAML_SCALAR, span);
        y->text = text;
        return;
    }
    if (cell.marks || !fits_unit(cell.symbol, c->unit))
        report_sign(h, span, text, c->unit);
    else if (is_whole_sum(&cell, c->unit))
        report_whole_sum(h, span, text, c->unit);
    sl_yaml *money = sl_sheet_add(h->s->arena, map, key, SL_YAML_MAP, span);
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_fixed(&b, cell.value.mantissa, cell.value.places);
    sl_sheet_add(h->s->arena, money, SL_STR("amount"), SL_YAML_SCALAR, span)->text =
        sl_buf_take(&b, h->s->arena);
    sl_sheet_add(h->s->arena, money, SL_STR("unit"), SL_YAML_SCALAR, span)->text = c->unit;
}

static void add_value(sl_sheet *h, sl_yaml *map, const sl_sheet_column *c, sl_str text,
                      sl_span span)
{
    sl_arena *a = h->s->arena;
    size_t dot = sl_str_find_char(c->key, '.', 0);
    sl_str key = dot == SIZE_MAX ? c->key : sl_str_slice(c->key, dot + 1, c->key.n);
    if (dot != SIZE_MAX)
        map = sl_sheet_map_below(a, map, sl_str_slice(c->key, 0, dot), span);
    bool links = c->role || (c->field && c->field->kind == SL_FIELD_ID && c->field->many != SL_ONE);
    bool list = c->field && c->field->many == SL_MANY && c->field->kind != SL_FIELD_MAP;
    if (is_money(h, key)) {
        add_money(h, map, c, key, text, span);
    } else if (links || list) {
        add_links(h, sl_sheet_add(a, map, key, SL_YAML_LIST, span), text, span);
    } else {
        sl_yaml *y = sl_sheet_add(a, map, key, SL_YAML_SCALAR, span);
        y->text = sl_str_equal_z(key, "id") ? sl_sheet_id(h, text)
                  : c->field                ? sl_written_value(a, c->field, text, h->month_first)
                                            : text;
        y->quoted = !c->field || c->field->kind == SL_FIELD_TEXT;
    }
}

static sl_str column_unit(const sl_sheet *h)
{
    for (uint32_t c = 0; !h->type && c < h->csv->column_count; c++)
        if (h->columns[c].unit.n)
            return h->columns[c].unit;
    return SL_STR_NONE;
}

/* The unit of a row's figure, and of each of its figures the sign. */
static void check_signs(sl_sheet *h, sl_yaml *map, uint32_t row)
{
    sl_str unit = sl_yaml_text(map, "unit"), said = column_unit(h);
    if (said.n && !unit.n)
        sl_sheet_add(h->s->arena, map, SL_STR("unit"), SL_YAML_SCALAR, map->span)->text = said;
    unit = unit.n ? unit : said;
    for (uint32_t c = 0; c < h->csv->column_count; c++) {
        const sl_field *f = h->columns[c].field;
        if (!f || (f->kind != SL_FIELD_NUMBER && f->kind != SL_FIELD_INTEGER))
            continue;
        sl_str text = sl_csv_cell(h->csv, row, c);
        sl_cell cell = sl_cell_read(text);
        if (cell.kind == SL_CELL_NUMBER && !fits_unit(cell.symbol, unit))
            report_sign(h, sl_csv_cell_span(h->s->sources, h->csv, row, c), text, unit);
    }
}

sl_yaml *sl_sheet_read_row(sl_sheet *h, uint32_t row)
{
    sl_yaml *map = SL_NEW(h->s->arena, sl_yaml);
    uint32_t begin = h->csv->row_offsets[row], end = begin;
    sl_str bytes = sl_sources_lookup(h->s->sources, h->csv->file)->bytes;
    uint32_t next = row + 1 < h->csv->row_count ? h->csv->row_offsets[row + 1] : (uint32_t)bytes.n;
    for (end = next; end > begin && (bytes.p[end - 1] == '\n' || bytes.p[end - 1] == '\r');)
        end--;
    sl_span at = {h->csv->file, begin, end};
    *map = (sl_yaml){.kind = SL_YAML_MAP, .span = at};
    bool any = false;
    if (h->type) {
        sl_yaml *type = sl_sheet_add(h->s->arena, map, SL_STR("type"), SL_YAML_SCALAR, at);
        type->text = h->type->name;
    }
    for (uint32_t c = 0; c < h->csv->column_count; c++) {
        sl_str text = sl_cell_trim(sl_csv_cell(h->csv, row, c));
        if (!text.n || !h->columns[c].key.n)
            continue;
        any = true;
        add_value(h, map, &h->columns[c], text, sl_csv_cell_span(h->s->sources, h->csv, row, c));
    }
    if (any)
        check_signs(h, map, row);
    return any ? map : NULL;
}

/* --- days in figures --- */

static bool is_dated(const sl_sheet_column *c)
{
    return c->field && sl_field_is_time(c->field->kind);
}

/* 3/4/2027 is the third of April or the fourth of March: unless the sheet says which, or another
 * cell of the column tells it, nobody can know. */
static void check_order(sl_sheet *h, uint32_t column)
{
    const sl_sources *sources = h->s->sources;
    uint32_t rows[SL_MONTH_FIRST + 1] = {0}; /* 1 + the first row that tells each */
    for (uint32_t row = 0; row < h->csv->row_count; row++) {
        sl_day_order told = sl_written_order(sl_cell_trim(sl_csv_cell(h->csv, row, column)));
        rows[told] = rows[told] ? rows[told] : row + 1;
    }
    uint32_t either = rows[SL_DAY_EITHER], month = rows[SL_MONTH_FIRST], day = rows[SL_DAY_FIRST];
    bool mixed = month && day;
    if (!mixed && (!either || day))
        return;
    uint32_t at = (mixed || month ? month : either) - 1;
    sl_str name = h->csv->columns[column], text = sl_cell_trim(sl_csv_cell(h->csv, at, column));
    sl_span span = sl_csv_cell_span(sources, h->csv, at, column);
    sl_finding *f =
        mixed ? sl_diag_add(h->s->diags, SL_E0768, span,
                            "'%.*s' has its month first, and other days of the column '%.*s' not",
                            SL_FMT(text), SL_FMT(name))
        : month
            ? sl_diag_add(h->s->diags, SL_E0768, span,
                          "'%.*s' has its month first, and the days of the column '%.*s' are read "
                          "the other way",
                          SL_FMT(text), SL_FMT(name))
            : sl_diag_add(h->s->diags, SL_E0768, span,
                          "'%.*s' is read with its day first, and nothing in the column '%.*s' "
                          "tells that it has",
                          SL_FMT(text), SL_FMT(name));
    if (mixed)
        sl_diag_help(h->s->diags, f, "write all days of the column as 2027-04-03");
    else if (h->imported)
        help_imported(h, f, "write 2027-04-03", "dates: day-first");
    else
        sl_diag_help(h->s->diags, f,
                     "say of the sheet in strategy.yaml dates: day-first or dates: month-first, or "
                     "write 2027-04-03");
}

static void check_dates(sl_sheet *h)
{
    bool said = sl_yaml_lookup(h->yaml, "dates") != NULL;
    for (uint32_t c = 0; !said && !h->s->whole && c < h->csv->column_count; c++)
        if (is_dated(&h->columns[c]))
            check_order(h, c);
}

/* --- a sheet --- */

bool sl_sheet_open(sl_strategy *s, const sl_yaml *y, sl_sheet *h)
{
    const sl_yaml *data = sl_yaml_lookup(y, "data");
    if (!data || data->kind != SL_YAML_SCALAR)
        return false; /* the schema reported it */
    sl_str path = sl_dataset_path(s, data->text, data->span);
    h->csv = path.n ? sl_dataset_load(s, path, data->span) : NULL;
    if (!h->csv)
        return false;
    /* What is kept from an audience may stand in it: it is never attached. */
    sl_strategy_load_asset(s, path, data->span, true)->is_private = true;
    h->month_first = sl_str_equal_z(sl_yaml_text(y, "dates"), "month-first");
    h->columns = SL_NEW_ARRAY(s->arena, sl_sheet_column, h->csv->column_count + 1);
    if (!read_columns(h))
        return false;
    name_columns(h);
    check_dates(h);
    return true;
}
