#include "load/sheet_merge.h"

#include "data/cell.h"
#include "load/loading.h"
#include "load/sheet_row.h"
#include "load/written.h"
#include "model/dataset.h"

typedef struct merging {
    sl_strategy *s;
    sl_sheet h; /* the strategy's */
    const sl_csv *old, *new;
    int id, new_id; /* columns */
    int *from;      /* by column of the old: that of the new; -1: it lacks it */
    sl_map rows;    /* by ID: 1 + row of the old */
    bool *seen;     /* by row of the old */
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
    m->id = -1;
    for (uint32_t c = 0; c < m->old->column_count; c++)
        if (sl_str_equal_z(m->h.columns[c].key, "id"))
            m->id = (int)c;
    return m->id >= 0 || refuse(s, y->span, "the rows of the sheet have no IDs",
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
    m->new_id = m->from[m->id];
    if (m->new_id >= 0)
        return true;
    sl_span head = {m->new->file, 0, 1};
    return refuse(m->s, head,
                  sl_str_format(a, "the copy has no column '%.*s', which holds the IDs",
                                SL_FMT(m->old->columns[m->id]))
                      .p,
                  "name its columns as those of the sheet");
}

/* --- cells and rows --- */

static bool says_same(const merging *m, uint32_t column, sl_str a, sl_str b)
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
    return c->field && c->field->kind != SL_FIELD_TEXT && c->field->kind != SL_FIELD_ID &&
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

static bool gather_rows(merging *m)
{
    sl_map_init(&m->rows, m->s->arena);
    m->seen = SL_NEW_ARRAY(m->s->arena, bool, m->old->row_count + 1);
    for (uint32_t row = 0; row < m->old->row_count; row++) {
        sl_str id = sl_sheet_id(&m->h, sl_cell_trim(sl_csv_cell(m->old, row, (uint32_t)m->id)));
        if (id.n && !sl_map_add(&m->rows, id, (void *)(uintptr_t)(row + 1)))
            return refuse(m->s, sl_csv_cell_span(m->s->sources, m->old, row, (uint32_t)m->id),
                          "two rows of the sheet have this ID", "give one of them another");
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
        sl_str id = sl_cell_trim(sl_csv_cell(m->new, row, (uint32_t)m->new_id));
        ids[row] = id.n ? sl_sheet_id(&m->h, id) : id;
        const char *why = !id.n                                             ? "the row has no ID"
                          : !sl_map_add(&known, ids[row], (void *)&m->rows) ? "an ID comes twice"
                                                                            : NULL;
        if (!why)
            continue;
        sl_finding *f =
            sl_diag_add(s->diags, SL_E0798,
                        sl_csv_cell_span(s->sources, m->new, row, (uint32_t)m->new_id), "%s", why);
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
        if (m->from[c] >= 0 && (int)c != m->id)
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
        sl_str id = sl_sheet_id(&m->h, sl_cell_trim(sl_csv_cell(m->old, row, (uint32_t)m->id)));
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
