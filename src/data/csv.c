#include "data/csv.h"

#include "base/assert.h"
#include "base/num.h"
#include "base/limits.h"

typedef struct reading {
    sl_arena *arena;
    sl_diags *diags;
    uint32_t file;
    sl_str bytes;
    size_t at;
    bool failed;
} reading;

typedef SL_VEC(sl_str) cells;

static sl_span here(const reading *r, size_t begin, size_t end)
{
    return (sl_span){r->file, (uint32_t)begin, (uint32_t)end};
}

static bool at_line_end(const reading *r)
{
    return r->at >= r->bytes.n || r->bytes.p[r->at] == '\n' ||
           (r->bytes.p[r->at] == '\r' && r->at + 1 < r->bytes.n && r->bytes.p[r->at + 1] == '\n');
}

/* A cell in quotes; "" is a quote. */
static sl_str take_quoted(reading *r)
{
    size_t open = r->at++, end = r->at;
    bool doubled = false;
    while ((end = sl_str_find_char(r->bytes, '"', end)) != SIZE_MAX && end + 1 < r->bytes.n &&
           r->bytes.p[end + 1] == '"') {
        doubled = true;
        end += 2;
    }
    if (end == SIZE_MAX) {
        sl_finding *f = sl_diag_add(r->diags, SL_E0123, here(r, open, open + 1),
                                    "this quotation mark is never closed");
        sl_diag_help(r->diags, f, "close the cell with \", or write \"\" for a mark inside it");
        r->failed = true;
        r->at = r->bytes.n;
        return SL_STR_NONE;
    }
    sl_str cell = sl_str_slice(r->bytes, r->at, end);
    r->at = end + 1;
    if (!doubled)
        return cell;
    char *p = sl_arena_copy(r->arena, cell.p, cell.n);
    size_t n = 0;
    for (size_t i = 0; i < cell.n; i++) {
        p[n++] = cell.p[i];
        i += cell.p[i] == '"';
    }
    return (sl_str){p, n};
}

static sl_str take_plain(reading *r)
{
    size_t begin = r->at;
    while (!at_line_end(r) && r->bytes.p[r->at] != ',')
        r->at++;
    return sl_str_slice(r->bytes, begin, r->at);
}

/* One row into c (emptied first); false at the end of the file. */
static bool take_row(reading *r, cells *c)
{
    c->n = 0;
    if (r->at >= r->bytes.n || r->failed)
        return false;
    for (;;) {
        bool quoted = r->at < r->bytes.n && r->bytes.p[r->at] == '"';
        sl_str cell = quoted ? take_quoted(r) : take_plain(r);
        SL_PUSH(r->arena, *c, cell);
        if (!at_line_end(r) && r->bytes.p[r->at] != ',') {
            sl_finding *f = sl_diag_add(r->diags, SL_E0123, here(r, r->at, r->at + 1),
                                        "text stands after the closing quotation mark");
            sl_diag_help(r->diags, f, "put the whole cell in quotes and double the marks inside");
            r->failed = true;
        }
        if (at_line_end(r) || r->failed)
            break;
        r->at++; /* the comma */
    }
    if (r->at < r->bytes.n && r->bytes.p[r->at] == '\r')
        r->at++;
    r->at++;
    return !r->failed;
}

static bool take_head(reading *r, sl_csv *t, cells *c)
{
    if (!take_row(r, c) || (c->n == 1 && c->at[0].n == 0)) {
        if (!r->failed)
            sl_diag_help(r->diags,
                         sl_diag_add(r->diags, SL_E0122, here(r, 0, 0), "the dataset is empty"),
                         "the first row names the columns, each further row is one record");
        return false;
    }
    if (c->n > SL_LIMIT_CSV_COLUMNS) {
        sl_diag_add(r->diags, SL_E0122, here(r, 0, 1), "%zu columns are too many", c->n);
        return false;
    }
    t->column_count = (uint32_t)c->n;
    t->columns = SL_NEW_ARRAY(r->arena, sl_str, c->n);
    for (size_t i = 0; i < c->n; i++) {
        t->columns[i] = sl_str_trim(c->at[i]);
        for (size_t k = 0; k < i; k++)
            if (sl_str_equal(t->columns[i], t->columns[k])) {
                sl_finding *f = sl_diag_add(r->diags, SL_E0122, here(r, 0, 1),
                                            "two columns are named '%.*s'", SL_FMT(t->columns[i]));
                sl_diag_help(r->diags, f, "give each column a name of its own");
                return false;
            }
    }
    return true;
}

static bool check_row(reading *r, const sl_csv *t, const cells *c, size_t begin)
{
    if (c->n == t->column_count)
        return true;
    sl_finding *f =
        sl_diag_add(r->diags, SL_E0122, here(r, begin, r->at - 1 > begin ? r->at - 1 : begin),
                    "this row has %zu cells, the head has %u", c->n, t->column_count);
    sl_diag_help(r->diags, f, "give each column a cell; a cell that holds a comma needs quotes");
    return false;
}

const sl_csv *sl_csv_parse(sl_arena *a, sl_diags *d, uint32_t file)
{
    reading r = {.arena = a, .diags = d, .file = file};
    r.bytes = sl_sources_lookup(d->sources, file)->bytes;
    if (sl_str_starts(r.bytes, "\xEF\xBB\xBF"))
        r.at = 3;
    sl_csv *t = SL_NEW(a, sl_csv);
    t->file = file;
    cells row = {0}, all = {0};
    SL_VEC(uint32_t) offsets = {0};
    if (!take_head(&r, t, &row))
        return NULL;
    bool good = true;
    for (size_t begin = r.at; take_row(&r, &row); begin = r.at) {
        if (row.n == 1 && row.at[0].n == 0)
            continue; /* an empty line */
        if (offsets.n == SL_LIMIT_CSV_ROWS) {
            sl_diag_add(d, SL_E0122, here(&r, begin, begin), "more than %u rows",
                        SL_LIMIT_CSV_ROWS);
            return NULL;
        }
        if (!check_row(&r, t, &row, begin)) {
            good = false;
            continue;
        }
        SL_PUSH(a, offsets, (uint32_t)begin);
        for (size_t i = 0; i < row.n; i++)
            SL_PUSH(a, all, sl_str_trim(row.at[i]));
    }
    t->row_count = (uint32_t)offsets.n;
    t->row_offsets = offsets.at;
    t->cells = all.at;
    return good && !r.failed ? t : NULL;
}

int sl_csv_lookup_column(const sl_csv *t, sl_str name)
{
    for (uint32_t i = 0; i < t->column_count; i++)
        if (sl_str_equal(t->columns[i], name))
            return (int)i;
    return -1;
}

sl_str sl_csv_cell(const sl_csv *t, uint32_t row, uint32_t column)
{
    SL_CHECK(row < t->row_count && column < t->column_count);
    return t->cells[(size_t)row * t->column_count + column];
}

/* --- writing --- */

/* A spreadsheet computes what starts like this, spaces before it or not (OWASP, CSV Injection; the
 * full-width forms count too). A figure is no formula, whatever its sign. */
static bool starts_formula(sl_str s)
{
    static const char *const marks[] = {"=",  "+",      "-",      "@",      "\t",    "\r",
                                        "\n", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
    sl_dec figure;
    if (sl_dec_parse(s, &figure))
        return false;
    size_t at = 0;
    while (at < s.n && s.p[at] == ' ')
        at++;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (sl_str_starts(sl_str_slice(s, at, s.n), marks[i]))
            return true;
    return false;
}

void sl_csv_push_cell(sl_buf *out, sl_str s, bool last)
{
    sl_buf_push_char(out, '"');
    if (starts_formula(s))
        sl_buf_push_char(out, '\'');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"')
            sl_buf_push_char(out, '"');
        sl_buf_push_char(out, s.p[i]);
    }
    sl_buf_push_z(out, last ? "\"\r\n" : "\",");
}
