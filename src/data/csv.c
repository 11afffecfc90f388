#include "data/csv.h"

#include "base/assert.h"
#include "base/limits.h"

typedef struct line {
    uint32_t offset, first, n; /* byte of the file; cells */
    uint32_t number;           /* of the file's rows, from 1 */
} line;

typedef struct reading {
    sl_arena *arena;
    sl_diags *diags;
    const sl_dialect *dialect;
    uint32_t file;
    sl_str bytes;
    size_t at;
    uint32_t number; /* of the row read last */
    bool failed;
    SL_VEC(sl_str) cells;
    SL_VEC(line) lines;
} reading;

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
    char quote = r->dialect->quote;
    size_t open = r->at++, end = r->at;
    bool doubled = false;
    while ((end = sl_str_find_char(r->bytes, quote, end)) != SIZE_MAX && r->dialect->doubled &&
           end + 1 < r->bytes.n && r->bytes.p[end + 1] == quote) {
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
        i += cell.p[i] == quote;
    }
    return (sl_str){p, n};
}

static sl_str take_plain(reading *r)
{
    const char *p = r->bytes.p, delimiter = r->dialect->delimiter;
    size_t begin = r->at, at = begin, n = r->bytes.n;
    while (at < n && p[at] != delimiter && p[at] != '\n')
        at++;
    r->at = at;
    bool line_end = at > begin && p[at - 1] == '\r' && at < n && p[at] == '\n';
    r->at -= line_end;
    return (sl_str){p + begin, at - line_end - begin};
}

static void take_cell(reading *r)
{
    while (r->dialect->skip_space && r->at < r->bytes.n && r->bytes.p[r->at] == ' ')
        r->at++;
    bool quoted = r->at < r->bytes.n && r->bytes.p[r->at] == r->dialect->quote;
    sl_str cell = quoted ? take_quoted(r) : take_plain(r);
    SL_PUSH(r->arena, r->cells, sl_str_trim(cell));
    if (at_line_end(r) || r->bytes.p[r->at] == r->dialect->delimiter)
        return;
    sl_finding *f = sl_diag_add(r->diags, SL_E0123, here(r, r->at, r->at + 1),
                                "text stands after the closing quotation mark");
    sl_diag_help(r->diags, f, "put the whole cell in quotes and double the marks inside");
    r->failed = true;
}

/* One row of the file, comments and empty lines too; false at its end. */
static bool take_line(reading *r)
{
    if (r->at >= r->bytes.n || r->failed)
        return false;
    line one = {(uint32_t)r->at, (uint32_t)r->cells.n, 0, ++r->number};
    for (;;) {
        take_cell(r);
        if (at_line_end(r) || r->failed)
            break;
        r->at++; /* the delimiter */
    }
    one.n = (uint32_t)(r->cells.n - one.first);
    if (r->at < r->bytes.n && r->bytes.p[r->at] == '\r')
        r->at++;
    r->at++;
    SL_PUSH(r->arena, r->lines, one);
    return !r->failed;
}

static void report_length(reading *r, size_t at)
{
    sl_finding *f =
        sl_diag_add(r->diags, SL_E0122, here(r, at, at), "more than %u rows", SL_LIMIT_CSV_ROWS);
    sl_diag_help(r->diags, f,
                 "keep the rows that the strategy uses, and say where all of them are");
}

static bool holds(const uint32_t *numbers, size_t n, uint32_t number)
{
    for (size_t i = 0; i < n; i++)
        if (numbers[i] == number)
            return true;
    return false;
}

static bool is_comment(const reading *r, const line *l)
{
    const sl_dialect *d = r->dialect;
    sl_str first = r->cells.at[l->first];
    return holds(d->comment_rows.at, d->comment_rows.n, l->number) ||
           (d->comment.n && first.n >= d->comment.n &&
            memcmp(first.p, d->comment.p, d->comment.n) == 0);
}

/* Room for every cell at once: growing step by step would touch twice the memory. */
static void make_room(reading *r)
{
    size_t cells = 2, lines = 2;
    for (size_t i = 0; i < r->bytes.n; i++) {
        cells += (r->bytes.p[i] == r->dialect->delimiter) | (r->bytes.p[i] == '\n');
        lines += r->bytes.p[i] == '\n';
    }
    r->cells.cap = cells / 2 + 1; /* growing doubles it */
    r->cells.at = sl_arena_grow(r->arena, NULL, 0, &r->cells.cap, sizeof *r->cells.at);
    r->lines.cap = lines / 2 + 1;
    r->lines.at = sl_arena_grow(r->arena, NULL, 0, &r->lines.cap, sizeof *r->lines.at);
}

/* Reads all lines that are no comments. */
static bool take_lines(reading *r)
{
    make_room(r);
    while (take_line(r)) {
        if (is_comment(r, &r->lines.at[r->lines.n - 1])) {
            r->lines.n--;
            r->cells.n =
                r->lines.n ? r->lines.at[r->lines.n - 1].first + r->lines.at[r->lines.n - 1].n : 0;
        } else if (r->lines.n > SL_LIMIT_CSV_ROWS + 64) {
            report_length(r, r->at - 1);
            return false;
        }
    }
    return !r->failed;
}

/* How far the cells of a line go that hold something. */
static uint32_t used(const reading *r, const line *l)
{
    uint32_t n = l->n;
    while (n && !r->cells.at[l->first + n - 1].n)
        n--;
    return n;
}

static uint32_t filled(const reading *r, const line *l)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < l->n; i++)
        n += r->cells.at[l->first + i].n != 0;
    return n;
}

static void report_rows(reading *r, const line *at, sl_str what, sl_str remedy)
{
    sl_finding *f =
        sl_diag_add(r->diags, SL_E0141, here(r, at->offset, at->offset), "%.*s", SL_FMT(what));
    if (remedy.n)
        sl_diag_help(r->diags, f, "remove them, or write in %.*s: %.*s",
                     SL_FMT(r->dialect->description), SL_FMT(remedy));
    else
        sl_diag_help(r->diags, f, "remove them: there are too many to be listed in %.*s",
                     SL_FMT(r->dialect->description));
}

/* Titles before the head, which a spreadsheet's sheet has. */
static bool check_titles(reading *r)
{
    size_t lead = 0, most = r->lines.n < 40 ? r->lines.n : 40;
    while (lead < most && filled(r, &r->lines.at[lead]) < 2)
        lead++;
    if (!lead || lead == most || r->dialect->header_said)
        return true;
    bool blank = true;
    for (size_t i = 0; i < lead; i++)
        blank = blank && used(r, &r->lines.at[i]) == 0;
    if (blank && r->lines.at[0].n == 1)
        return true; /* empty lines are passed over */
    report_rows(r, &r->lines.at[0],
                sl_str_format(r->arena, "%zu row%s of titles stand%s before the head on row %u",
                              lead, lead > 1 ? "s" : "", lead > 1 ? "" : "s",
                              r->lines.at[lead].number),
                sl_str_format(r->arena, "dialect: {headerRows: [%u]}", r->lines.at[lead].number));
    return false;
}

/* What passes over the rows from one on that are blank, or are not: "dialect: {commentRows: [3,
 * 4]}"; empty where that would be no line to copy. */
static sl_str pass_over(reading *r, size_t from, bool blank)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_z(&b, "dialect: {commentRows: [");
    size_t n = 0;
    for (size_t i = from; i < r->lines.n; i++) {
        if ((used(r, &r->lines.at[i]) == 0) != blank)
            continue;
        if (n++ == 40) {
            sl_buf_done(&b);
            return SL_STR_NONE;
        }
        sl_buf_push_format(&b, "%s%u", n > 1 ? ", " : "", r->lines.at[i].number);
    }
    sl_buf_push_z(&b, "]}");
    return sl_buf_take(&b, r->arena);
}

static bool starts_note(sl_str s)
{
    static const char *const words[] = {"source", "note", "©", "*", "(1)", "1.", "this ", "data "};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t n = strlen(words[i]), k = 0;
        while (k < n && k < s.n &&
               (s.p[k] | ((unsigned char)s.p[k] < 0x80 ? 32 : 0)) ==
                   (words[i][k] | ((unsigned char)words[i][k] < 0x80 ? 32 : 0)))
            k++;
        if (k == n)
            return true;
    }
    return false;
}

/* Notes below the table: rows with a text in their first cell alone. */
static bool check_notes(reading *r, uint32_t width, size_t begin)
{
    size_t end = r->lines.n, first = end, notes = 0;
    while (end > 1 && end > begin && filled(r, &r->lines.at[end - 1]) < 2 && width > 1) {
        const line *l = &r->lines.at[end - 1];
        sl_str text = r->cells.at[l->first];
        bool gap = used(r, &r->lines.at[end - 2]) == 0;
        if (text.n && l->n == width && !starts_note(text) && !gap && text.n < 60 && !notes)
            break; /* a row that lacks its figures */
        end--;
        if (text.n) {
            first = end;
            notes++;
        }
    }
    if (!notes)
        return true;
    report_rows(r, &r->lines.at[first],
                sl_str_format(r->arena, "%zu row%s of notes stand%s below the table", notes,
                              notes > 1 ? "s" : "", notes > 1 ? "" : "s"),
                pass_over(r, first, false));
    return false;
}

/* Rows of nothing but commas. */
static bool check_blank(reading *r, size_t begin)
{
    size_t blank = 0, first = 0;
    for (size_t i = r->lines.n; i-- > begin;)
        if (r->lines.at[i].n > 1 && r->cells.at[r->lines.at[i].first].n == 0 &&
            used(r, &r->lines.at[i]) == 0) {
            first = i;
            blank++;
        }
    if (!blank)
        return true;
    report_rows(r, &r->lines.at[first],
                sl_str_format(r->arena, "%zu row%s of the file %s blank", blank,
                              blank > 1 ? "s" : "", blank > 1 ? "are" : "is"),
                pass_over(r, first, true));
    return false;
}

/* A file whose head is one cell that holds semicolons or tabs. */
static bool check_delimiter(reading *r)
{
    static const struct {
        char by;
        const char *name, *written;
    } others[] = {{';', "semicolons", ";"}, {'\t', "tabs", "\\t"}, {'|', "bars", "|"}};
    if (r->dialect->said)
        return true;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        size_t rows = 0, n = r->lines.n < 20 ? r->lines.n : 20;
        for (size_t k = 0; k < n; k++) {
            const line *l = &r->lines.at[k];
            size_t end = k + 1 < r->lines.n ? r->lines.at[k + 1].offset : r->bytes.n;
            rows += sl_str_find_char(sl_str_slice(r->bytes, l->offset, end), others[i].by, 0) !=
                    SIZE_MAX;
        }
        if (rows * 2 < n || !rows || r->lines.at[0].n > 1)
            continue;
        sl_finding *f = sl_diag_add(r->diags, SL_E0140, here(r, r->lines.at[0].offset, 0),
                                    "the file's cells are parted by %s", others[i].name);
        f->span.end = f->span.begin;
        sl_diag_help(r->diags, f,
                     "save it with commas, or write in %.*s: dialect: {delimiter: "
                     "\"%s\"}",
                     SL_FMT(r->dialect->description), others[i].written);
        return false;
    }
    return true;
}

static sl_finding *report_head(reading *r, const char *what)
{
    uint32_t at = r->lines.n ? r->lines.at[0].offset : 0;
    return sl_diag_add(r->diags, SL_E0122, here(r, at, at), "%s", what);
}

/* The head's rows, joined; returns the index of the first row of data. */
static size_t join_heads(reading *r, sl_csv *t, uint32_t width)
{
    const sl_dialect *d = r->dialect;
    size_t next = 0;
    t->columns = SL_NEW_ARRAY(r->arena, sl_str, width + 1);
    for (size_t i = 0; i < r->lines.n; i++) {
        const line *l = &r->lines.at[i];
        if (!holds(d->header_rows.at, d->header_rows.n, l->number))
            continue;
        for (uint32_t c = 0; c < l->n && c < width; c++) {
            sl_str cell = r->cells.at[l->first + c], *to = &t->columns[c];
            if (!to->n)
                *to = cell;
            else if (cell.n && !sl_str_equal(*to, cell))
                *to = sl_str_format(r->arena, "%.*s%.*s%.*s", SL_FMT(*to), SL_FMT(d->join),
                                    SL_FMT(cell));
        }
        next = i + 1;
    }
    return next;
}

/* Columns without a name and without a cell, at the table's end. */
static bool check_width(reading *r, sl_csv *t, size_t begin)
{
    uint32_t named = t->column_count, reach = 0;
    while (named && !t->columns[named - 1].n)
        named--;
    for (size_t i = begin; i < r->lines.n; i++) {
        uint32_t n = used(r, &r->lines.at[i]);
        reach = n > reach ? n : reach;
    }
    if (named == t->column_count || named == 0)
        return true;
    uint32_t empty = t->column_count - named;
    if (reach > named) {
        sl_diag_help(r->diags, report_head(r, "a column has cells and no name"),
                     "name it in the first row");
        return false;
    }
    sl_finding *f =
        sl_diag_add(r->diags, SL_E0141, here(r, r->lines.at[0].offset, r->lines.at[0].offset),
                    "%u empty column%s stand%s at the table's end", empty, empty > 1 ? "s" : "",
                    empty > 1 ? "" : "s");
    sl_diag_help(r->diags, f,
                 "delete the empty columns in the spreadsheet and save it again: a "
                 "description names columns and drops none");
    return false;
}

static bool check_names(reading *r, const sl_csv *t)
{
    for (size_t i = 0; i < t->column_count; i++)
        for (size_t k = 0; k < i; k++)
            if (sl_str_equal(t->columns[i], t->columns[k])) {
                sl_finding *f = sl_diag_add(r->diags, SL_E0122, here(r, 0, 1),
                                            "two columns are named '%.*s'", SL_FMT(t->columns[i]));
                sl_diag_help(r->diags, f, "give each column a name of its own");
                return false;
            }
    return true;
}

/* The columns; *begin becomes the index of the first row of data. */
static bool take_head(reading *r, sl_csv *t, size_t *begin)
{
    const sl_dialect *d = r->dialect;
    uint32_t width = 0;
    size_t first = 0;
    while (first < r->lines.n && r->lines.at[first].n == 1 &&
           !r->cells.at[r->lines.at[first].first].n && !d->header_rows.n)
        first++; /* empty lines */
    if (first == r->lines.n) {
        sl_diag_help(r->diags, report_head(r, "the dataset is empty"),
                     "the first row names the columns, each further row is one record");
        return false;
    }
    if (d->header && d->header_rows.n) {
        for (size_t i = 0; i < r->lines.n; i++)
            if (holds(d->header_rows.at, d->header_rows.n, r->lines.at[i].number) &&
                r->lines.at[i].n > width)
                width = r->lines.at[i].n;
        *begin = join_heads(r, t, width);
    } else if (d->header) {
        width = r->lines.at[first].n;
        t->columns = &r->cells.at[r->lines.at[first].first];
        *begin = first + 1;
    } else {
        width = (uint32_t)d->name_count;
        t->columns = SL_NEW_ARRAY(r->arena, sl_str, width + 1);
        for (uint32_t i = 0; i < width; i++)
            t->columns[i] = d->names[i];
    }
    t->column_count = width;
    if (width && width <= SL_LIMIT_CSV_COLUMNS)
        return check_width(r, t, *begin) && check_names(r, t);
    sl_finding *f = sl_diag_add(
        r->diags, SL_E0122, here(r, 0, 1),
        width ? "%u columns are too many" : "no row of the file is its head (%u columns)", width);
    if (width)
        sl_diag_help(r->diags, f, "keep at most %u: those that the strategy uses",
                     SL_LIMIT_CSV_COLUMNS);
    else
        sl_diag_help(r->diags, f, "say in %.*s which row is: dialect: {headerRows: [1]}",
                     SL_FMT(d->description));
    return false;
}

/* Rows whose cells are not as many as the head's, as one finding. */
static bool check_rows(reading *r, const sl_csv *t, size_t begin)
{
    size_t wrong = 0, first = 0;
    for (size_t i = r->lines.n; i-- > begin;) {
        const line *l = &r->lines.at[i];
        if (l->n == t->column_count || (l->n == 1 && !r->cells.at[l->first].n))
            continue;
        wrong++;
        first = i;
    }
    if (!wrong)
        return true;
    const line *l = &r->lines.at[first];
    size_t end = first + 1 < r->lines.n ? r->lines.at[first + 1].offset : r->bytes.n;
    while (end > l->offset && (r->bytes.p[end - 1] == '\n' || r->bytes.p[end - 1] == '\r'))
        end--;
    sl_finding *f = sl_diag_add(
        r->diags, SL_E0122, here(r, l->offset, end), "this row has %u cell%s, the head has %u%s",
        l->n, l->n == 1 ? "" : "s", t->column_count, wrong > 1 ? "; it is not the only one" : "");
    if (wrong > 1)
        sl_diag_note_at(r->diags, f, SL_SPAN_NONE, "%zu rows do not fit the head", wrong);
    sl_diag_help(r->diags, f, "give each column a cell; a cell that holds a comma needs quotes");
    return false;
}

/* The rows of data, empty lines left out, as one block of cells. */
static void take_rows(reading *r, sl_csv *t, size_t begin)
{
    t->row_offsets = SL_NEW_ARRAY(r->arena, uint32_t, r->lines.n + 1);
    uint32_t width = t->column_count, n = 0;
    t->cells = begin < r->lines.n ? &r->cells.at[r->lines.at[begin].first] : NULL;
    sl_str *to = t->cells;
    for (size_t i = begin; i < r->lines.n; i++) {
        const line *l = &r->lines.at[i];
        const sl_str *from = &r->cells.at[l->first];
        if (l->n == 1 && width > 1)
            continue;
        if (l->n == 1 && !from->n)
            continue;
        t->row_offsets[n++] = l->offset;
        if (to != from)
            memmove(to, from, width * sizeof *to);
        to += width;
    }
    t->row_count = n;
}

sl_dialect sl_dialect_plain(void)
{
    return (sl_dialect){.delimiter = ',',
                        .quote = '"',
                        .header = true,
                        .doubled = true,
                        .join = SL_STR(" "),
                        .description = SL_STR("datapackage.yaml beside it")};
}

sl_csv *sl_csv_parse(sl_arena *a, sl_diags *d, uint32_t file, const sl_dialect *dialect)
{
    reading reads = {.arena = a, .diags = d, .file = file, .dialect = dialect}, *r = &reads;
    r->bytes = sl_sources_lookup(d->sources, file)->bytes;
    if (sl_str_starts(r->bytes, "\xEF\xBB\xBF"))
        r->at = 3;
    sl_csv *t = SL_NEW(a, sl_csv);
    t->file = file;
    size_t begin = 0;
    if (!take_lines(r))
        return NULL;
    if (r->lines.n && (!check_delimiter(r) || (dialect->header && !check_titles(r))))
        return NULL;
    bool good = take_head(r, t, &begin);
    if (!good || !check_notes(r, t->column_count, begin))
        return NULL;
    good = check_blank(r, begin);
    if (!good || !check_rows(r, t, begin))
        return NULL;
    take_rows(r, t, begin);
    if (t->row_count > SL_LIMIT_CSV_ROWS) {
        report_length(r, 0);
        return NULL;
    }
    return t;
}

sl_span sl_csv_cell_span(const sl_sources *sources, const sl_csv *t, uint32_t row, uint32_t column)
{
    sl_str bytes = sl_sources_lookup(sources, t->file)->bytes, cell = sl_csv_cell(t, row, column);
    if (cell.p && cell.p >= bytes.p && cell.p + cell.n <= bytes.p + bytes.n) {
        uint32_t begin = (uint32_t)(cell.p - bytes.p);
        return (sl_span){t->file, begin, begin + (uint32_t)cell.n};
    }
    return (sl_span){t->file, t->row_offsets[row], t->row_offsets[row]};
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
