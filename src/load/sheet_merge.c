#include "load/sheet_merge.h"

#include "data/cell.h"
#include "load/loading.h"
#include "load/sheet_row.h"
#include "load/written.h"
#include "model/called.h"
#include "model/dataset.h"

typedef struct merging {
    sl_strategy *s;
    sl_sheet h; /* the strategy's */
    const sl_csv *old, *new;
    int id;      /* the column of IDs; -1: of funding, whose lines are known by several */
    bool *known; /* by column of the old: it is one of those by which rows are known */
    int *from;   /* by column of the old: that of the new; -1: it lacks it */
    sl_map rows; /* by ID: 1 + row of the old */
    sl_map bare; /* the same without noughts, to the ID */
    bool *seen;  /* by row of the old */
    sl_buf *said;
    sl_sheet_merge *out;
} merging;

static bool refuse(sl_strategy *s, sl_span span, const char *what, const char *help)
{
    sl_diag_help(s->diags, sl_diag_add(s->diags, SL_E0797, span, "%s", what), "%s", help);
    return false;
}

/* --- which sheet --- */

static sl_str name_of(sl_str path)
{
    sl_str folder = sl_file_parent(path);
    return sl_str_slice(path, folder.n, path.n);
}

static const sl_yaml *choose(sl_strategy *s, sl_str copy, sl_str name)
{
    const sl_yaml *found = NULL, *only = NULL;
    size_t n = 0, alike = 0;
    sl_buf all;
    sl_buf_init(&all);
    SL_EACH (y, sl_yaml_lookup(s->config, "sheets")) {
        sl_str path = sl_yaml_text(y, "data");
        if (!path.n)
            continue;
        bool fits = name.n ? sl_str_equal(path, name) || sl_str_equal(name_of(path), name)
                           : sl_str_equal(name_of(path), name_of(copy));
        found = fits ? y : found;
        alike += fits;
        only = y;
        sl_buf_push_format(&all, "%s%.*s", n++ ? ", " : "", SL_FMT(path));
    }
    if (!found && n == 1 && !name.n)
        found = only;
    if (!found || alike > 1) {
        const char *help =
            n ? sl_str_format(s->arena, "name it behind the file: %.*s", SL_FMT(sl_buf_str(&all))).p
              : "name the sheet under 'sheets' in strategy.yaml";
        refuse(s,
               sl_yaml_lookup(s->config, "sheets") ? sl_yaml_lookup(s->config, "sheets")->span
                                                   : s->config->span,
               alike > 1 ? "several sheets have that name" : "it is not said which sheet is meant",
               help);
        found = NULL;
    }
    sl_buf_done(&all);
    return found;
}

/* The columns by which rows are known: of IDs, or of a line of funding its item, fund and year. */
static bool find_keys(merging *m, bool is_funding)
{
    static const char *const line[] = {"item", "fund", "year", "match"};
    m->id = -1;
    m->known = SL_NEW_ARRAY(m->s->arena, bool, m->old->column_count + 1);
    for (uint32_t c = 0; c < m->old->column_count; c++)
        if (sl_str_equal_z(m->h.columns[c].key, "id"))
            m->id = (int)c;
    if (m->id >= 0) {
        m->known[m->id] = true;
        return true;
    }
    bool has_item = false;
    for (uint32_t c = 0; is_funding && c < m->old->column_count; c++)
        for (size_t i = 0; i < SL_COUNT(line); i++) {
            bool is = sl_str_equal_z(m->h.columns[c].key, line[i]);
            m->known[c] = m->known[c] || is;
            has_item = has_item || (is && i == 0);
        }
    return has_item;
}

static bool open(merging *m, const sl_yaml *y)
{
    sl_strategy *s = m->s;
    m->h = (sl_sheet){.s = s, .yaml = y};
    /* What is wrong with it was said when the strategy was read. */
    sl_diags unsaid, *diags = s->diags;
    sl_diags_init(&unsaid, s->arena, s->sources);
    s->diags = &unsaid;
    if (sl_str_equal_z(sl_yaml_text(y, "type"), "evidence"))
        m->h.schema = sl_load_entry_schema();
    bool is_funding = sl_sheet_is_funding(s, y);
    if (is_funding)
        m->h.schema = sl_sheet_funding_schema(s->arena);
    bool good = (m->h.schema || sl_sheet_describe(s, y, &m->h)) && sl_sheet_open(s, y, &m->h);
    s->diags = diags;
    if (!good)
        return refuse(s, y->span, "the sheet cannot be read", "'sightline check' says why");
    sl_str path = sl_dataset_path(s, sl_yaml_text(y, "data"), y->span);
    const sl_asset *a = sl_map_lookup(&s->asset_paths, path);
    if (a && a->described)
        return refuse(s, y->span, "the sheet is described in a datapackage.yaml",
                      "save it as CSV UTF-8 with one head and commas, or replace the file");
    m->out->path = path;
    m->old = m->h.csv;
    m->out->file = m->old->file;
    return find_keys(m, is_funding) || refuse(s, y->span, "the rows of the sheet have no IDs",
                                              "only what has IDs can be merged: replace the file");
}

/* Columns of the copy by their names. What the sheet lacks is said, and is not taken. */
static bool pair_columns(merging *m)
{
    sl_arena *a = m->s->arena;
    m->from = SL_NEW_ARRAY(a, int, m->old->column_count);
    for (uint32_t c = 0; c < m->old->column_count; c++) {
        m->from[c] = sl_csv_lookup_column(m->new, m->old->columns[c]);
        if (m->from[c] < 0)
            sl_buf_push_format(m->said, "%.*s: the copy has no column '%.*s': it stays\n",
                               SL_FMT(m->out->path), SL_FMT(m->old->columns[c]));
    }
    for (uint32_t c = 0; c < m->new->column_count; c++)
        if (sl_csv_lookup_column(m->old, m->new->columns[c]) < 0)
            sl_buf_push_format(m->said,
                               "%.*s: the column '%.*s' of the copy is not in it: not taken\n",
                               SL_FMT(m->out->path), SL_FMT(m->new->columns[c]));
    for (uint32_t c = 0; c < m->old->column_count; c++) {
        if (!m->known[c] || m->from[c] >= 0)
            continue;
        sl_span head = {m->new->file, 0, 1};
        return refuse(m->s, head,
                      sl_str_format(a, "the copy has no column '%.*s', by which rows are known",
                                    SL_FMT(m->old->columns[c]))
                          .p,
                      "name its columns as those of the sheet");
    }
    return true;
}

/* --- what a row is known by --- */

/* The ID of the item that a cell names in any way; the cell where it names none. */
static sl_str item_of(merging *m, sl_str text)
{
    sl_str id = text;
    sl_diags unsaid, *diags = m->s->diags;
    sl_diags_init(&unsaid, m->s->arena, m->s->sources);
    m->s->diags = &unsaid;
    if (!sl_called_is_id(m->s, text))
        sl_called_find(m->s, text, SL_SPAN_NONE, NULL, &id);
    m->s->diags = diags;
    return id;
}

/* of_new: of a row of the copy. Empty: the row has none. */
static sl_str id_of(merging *m, uint32_t row, bool of_new)
{
    const sl_csv *t = of_new ? m->new : m->old;
    sl_str out = SL_STR_NONE;
    if (m->id >= 0) {
        sl_str text =
            sl_cell_trim(sl_csv_cell(t, row, (uint32_t)(of_new ? m->from[m->id] : m->id)));
        return text.n ? sl_sheet_id(&m->h, text) : text;
    }
    bool any = false;
    for (uint32_t c = 0; c < m->old->column_count; c++) {
        if (!m->known[c])
            continue;
        sl_str text = sl_cell_trim(sl_csv_cell(t, row, of_new ? (uint32_t)m->from[c] : c));
        const sl_field *f = m->h.columns[c].field;
        bool is_item = sl_str_equal_z(m->h.columns[c].key, "item");
        any = any || (is_item && text.n);
        text =
            is_item ? item_of(m, text) : sl_written_value(m->s->arena, f, text, m->h.month_first);
        if (text.n)
            out =
                out.n ? sl_str_format(m->s->arena, "%.*s, %.*s", SL_FMT(out), SL_FMT(text)) : text;
    }
    return any ? out : SL_STR_NONE;
}

/* --- cells and rows --- */

/* Links between semicolons that lead to the same items, however these are named. */
static bool leads_same(merging *m, sl_str a, sl_str b)
{
    sl_str x, y;
    while (a.n && b.n) {
        if (!sl_str_split(&a, ';', &x) || !sl_str_split(&b, ';', &y) ||
            !sl_str_equal(item_of(m, sl_str_trim(x)), item_of(m, sl_str_trim(y))))
            return false;
    }
    return !a.n && !b.n;
}

static bool says_same(merging *m, uint32_t column, sl_str a, sl_str b)
{
    const sl_sheet_column *c = &m->h.columns[column];
    a = sl_cell_trim(a);
    b = sl_cell_trim(b);
    if (sl_str_equal(a, b))
        return true;
    if (!a.n || !b.n || !c->key.n)
        return false;
    sl_cell x = sl_cell_read(a), y = sl_cell_read(b);
    if (c->unit.n && x.kind == SL_CELL_NUMBER && y.kind == SL_CELL_NUMBER)
        return sl_dec_compare(x.value, y.value) == 0;
    if (c->role || (c->field && c->field->kind == SL_FIELD_ID))
        return leads_same(m, a, b);
    return c->field && c->field->kind != SL_FIELD_TEXT &&
           sl_str_equal(sl_written_value(m->s->arena, c->field, a, m->h.month_first),
                        sl_written_value(m->s->arena, c->field, b, m->h.month_first));
}

static void push_cell(sl_buf *b, sl_str text, bool last)
{
    bool quoted = false;
    for (size_t i = 0; i < text.n; i++)
        quoted = quoted || strchr(",\"\r\n", text.p[i]);
    if (!quoted) {
        sl_buf_push_str(b, text);
    } else {
        sl_buf_push_char(b, '"');
        for (size_t i = 0; i < text.n; i++) {
            if (text.p[i] == '"')
                sl_buf_push_char(b, '"');
            sl_buf_push_char(b, text.p[i]);
        }
        sl_buf_push_char(b, '"');
    }
    if (!last)
        sl_buf_push_char(b, ',');
}

static bool is_blank(const sl_csv *t, uint32_t row)
{
    for (uint32_t c = 0; c < t->column_count; c++)
        if (sl_cell_trim(sl_csv_cell(t, row, c)).n)
            return false;
    return true;
}

/* The first of the columns by which rows are known. */
static uint32_t key_column(const merging *m)
{
    uint32_t c = 0;
    while (!m->known[c])
        c++;
    return c;
}

static bool gather_rows(merging *m)
{
    sl_map_init(&m->rows, m->s->arena);
    sl_map_init(&m->bare, m->s->arena);
    m->seen = SL_NEW_ARRAY(m->s->arena, bool, m->old->row_count + 1);
    for (uint32_t row = 0; row < m->old->row_count; row++) {
        sl_str id = is_blank(m->old, row) ? SL_STR_NONE : id_of(m, row, false);
        sl_span at = sl_csv_cell_span(m->s->sources, m->old, row, key_column(m));
        if (id.n && !sl_map_add(&m->rows, id, (void *)(uintptr_t)(row + 1)))
            return m->id >= 0
                       ? refuse(m->s, at, "two rows of the sheet have this ID",
                                "give one of them another")
                       : refuse(m->s, at, "two lines are of one item, fund and year",
                                "add a column id to the sheet, with a word of its own for each");
        if (id.n && m->id >= 0) {
            sl_str *whole = SL_NEW(m->s->arena, sl_str);
            *whole = id;
            sl_map_add(&m->bare, sl_called_bare_id(m->s->arena, id), whole);
        }
    }
    return true;
}

/* The ID of each row of the copy; NULL with findings. */
static sl_str *gather_ids(merging *m)
{
    sl_strategy *s = m->s;
    sl_str *ids = SL_NEW_ARRAY(s->arena, sl_str, m->new->row_count + 1);
    sl_map known;
    sl_map_init(&known, s->arena);
    bool good = true;
    for (uint32_t row = 0; row < m->new->row_count; row++) {
        if (is_blank(m->new, row))
            continue;
        sl_str id = ids[row] = id_of(m, row, true);
        const sl_str *near = id.n && m->id >= 0 && !sl_map_lookup(&m->rows, id)
                                 ? sl_map_lookup(&m->bare, sl_called_bare_id(s->arena, id))
                                 : NULL;
        const char *why =
            !id.n                                       ? "the row has no ID"
            : !sl_map_add(&known, id, (void *)&m->rows) ? "an ID comes twice"
            : near ? sl_str_format(s->arena, "the ID '%.*s' is nearly '%.*s' of the sheet",
                                   SL_FMT(id), SL_FMT(*near))
                         .p
                   : NULL;
        if (!why)
            continue;
        sl_finding *f = sl_diag_add(
            s->diags, SL_E0798,
            sl_csv_cell_span(s->sources, m->new, row, (uint32_t)m->from[key_column(m)]), "%s", why);
        sl_diag_help(s->diags, f, "give each row of the copy an ID of its own: nothing was merged");
        good = false;
    }
    return good ? ids : NULL;
}

static void say_cell(const merging *m, sl_str id, uint32_t column, sl_str was, sl_str is)
{
    sl_buf_push_format(m->said, "%.*s: %.*s: %.*s: '%.*s' becomes '%.*s'\n", SL_FMT(m->out->path),
                       SL_FMT(id), SL_FMT(m->old->columns[column]), SL_FMT(was), SL_FMT(is));
}

/* A row of the sheet with what the copy says; false: nothing changed. */
static bool merge_row(merging *m, uint32_t row, uint32_t new_row, sl_str id, sl_buf *out)
{
    bool any = false;
    for (uint32_t c = 0; c < m->old->column_count; c++) {
        sl_str was = sl_csv_cell(m->old, row, c), is = was;
        if (m->from[c] >= 0 && !m->known[c])
            is = sl_csv_cell(m->new, new_row, (uint32_t)m->from[c]);
        bool same = says_same(m, c, was, is);
        if (!same)
            say_cell(m, id, c, was, is);
        any = any || !same;
        push_cell(out, same ? was : is, c + 1 == m->old->column_count);
    }
    return any;
}

static void add_row(merging *m, uint32_t new_row, sl_buf *out)
{
    for (uint32_t c = 0; c < m->old->column_count; c++)
        push_cell(
            out, m->from[c] >= 0 ? sl_csv_cell(m->new, new_row, (uint32_t)m->from[c]) : SL_STR_NONE,
            c + 1 == m->old->column_count);
}

/* Where the line that begins at `at` ends, without its line end. */
static size_t line_end(sl_str bytes, size_t at)
{
    bool quoted = false;
    for (; at < bytes.n && (quoted || (bytes.p[at] != '\n' && bytes.p[at] != '\r')); at++)
        quoted = quoted != (bytes.p[at] == '"');
    return at;
}

static void write(merging *m, const sl_str *ids)
{
    sl_str bytes = sl_sources_lookup(m->s->sources, m->old->file)->bytes;
    size_t end = line_end(bytes, 0), done = 0;
    const char *line = end < bytes.n && bytes.p[end] == '\r' ? "\r\n" : "\n";
    uint32_t *new_row = SL_NEW_ARRAY(m->s->arena, uint32_t, m->old->row_count + 1); /* 1 + */
    for (uint32_t row = 0; row < m->new->row_count; row++) {
        uintptr_t at = ids[row].n ? (uintptr_t)sl_map_lookup(&m->rows, ids[row]) : 0;
        if (at)
            new_row[at - 1] = row + 1;
    }
    sl_buf out, one;
    sl_buf_init(&out);
    sl_buf_init(&one);
    for (uint32_t row = 0; row < m->old->row_count; row++) {
        sl_str id = is_blank(m->old, row) ? SL_STR_NONE : id_of(m, row, false);
        one.n = 0;
        if (!new_row[row]) {
            m->out->stays += id.n > 0;
            if (id.n)
                sl_buf_push_format(m->said, "%.*s: %.*s: not in the copy: it stays\n",
                                   SL_FMT(m->out->path), SL_FMT(id));
        } else if (merge_row(m, row, new_row[row] - 1, id, &one)) {
            size_t begin = m->old->row_offsets[row];
            sl_buf_push_str(&out, sl_str_slice(bytes, done, begin));
            sl_buf_push_str(&out, sl_buf_str(&one));
            done = line_end(bytes, begin);
            m->out->changed++;
        }
    }
    sl_buf_push_str(&out, sl_str_slice(bytes, done, bytes.n));
    for (uint32_t row = 0; row < m->new->row_count; row++) {
        if (!ids[row].n || sl_map_lookup(&m->rows, ids[row]))
            continue;
        if (out.n && out.p[out.n - 1] != '\n')
            sl_buf_push_z(&out, line);
        add_row(m, row, &out);
        sl_buf_push_z(&out, line);
        sl_buf_push_format(m->said, "%.*s: %.*s: new\n", SL_FMT(m->out->path), SL_FMT(ids[row]));
        m->out->added++;
    }
    m->out->text = sl_buf_copy(&out, m->s->arena);
    sl_buf_done(&out);
    sl_buf_done(&one);
}

bool sl_sheet_merge_file(sl_strategy *s, uint32_t file, sl_str name, sl_sheet_merge *out,
                         sl_buf *said)
{
    *out = (sl_sheet_merge){0};
    merging m = {.s = s, .said = said, .out = out};
    const sl_yaml *y = choose(s, sl_sources_lookup(s->sources, file)->path, name);
    m.new = y ? sl_dataset_read(s, file) : NULL;
    if (!m.new || !open(&m, y) || !pair_columns(&m) || !gather_rows(&m))
        return false;
    const sl_str *ids = gather_ids(&m);
    if (ids)
        write(&m, ids);
    return ids != NULL;
}
