#include "data/key.h"

#include "base/map.h"

enum { SHOWN = 5 }; /* findings for one key */

typedef struct keying {
    sl_arena *arena;
    sl_diags *diags;
    const sl_csv *table;
    sl_buf text;
} keying;

static bool find_column(const sl_csv *t, sl_str name, uint32_t *column)
{
    for (*column = 0; *column < t->column_count; ++*column)
        if (sl_str_equal(t->columns[*column], name))
            return true;
    return false;
}

/* The columns of a key's fields; false when the file lacks one, as `fieldsMatch` may let it. */
static bool find_columns(const keying *k, const sl_resource *r, const uint32_t *fields, size_t n,
                         uint32_t *columns)
{
    for (size_t i = 0; i < n; i++)
        if (!find_column(k->table, r->fields.at[fields[i]].name, &columns[i]))
            return false;
    return true;
}

/* A cell as it counts among keys: figures by their value, so that 1 and 1.0 are one. */
static bool push_cell(sl_buf *b, const sl_csv *t, uint32_t row, uint32_t column)
{
    sl_cell c = sl_table_cell(t, row, column);
    if (c.kind == SL_CELL_EMPTY || c.kind == SL_CELL_MISSING)
        return false;
    if (c.kind == SL_CELL_NUMBER) {
        while (c.value.places && c.value.mantissa % 10 == 0) {
            c.value.mantissa /= 10;
            c.value.places--;
        }
        sl_buf_push_format(b, "%lld/%u", (long long)c.value.mantissa, c.value.places);
    } else {
        sl_buf_push_str(b, sl_csv_cell(t, row, column));
    }
    sl_buf_push_char(b, '\x1f');
    return true;
}

/* The row's key in k->text; false when a cell of it is missing, at *gap. */
static bool read_row(keying *k, const sl_csv *t, uint32_t row, const uint32_t *columns, size_t n,
                     uint32_t *gap)
{
    k->text.n = 0;
    for (size_t i = 0; i < n; i++) {
        *gap = columns[i];
        if (!push_cell(&k->text, t, row, columns[i]))
            return false;
    }
    return true;
}

static sl_str shown(const keying *k, uint32_t row, const uint32_t *columns, size_t n)
{
    sl_buf b;
    sl_buf_init(&b);
    for (size_t i = 0; i < n; i++) {
        sl_str cell = sl_csv_cell(k->table, row, columns[i]);
        sl_buf_push_format(&b, "%s%.*s", i ? ", " : "", SL_FMT(cell));
    }
    if (b.n > 80) {
        for (b.n = 80; b.n && ((unsigned char)b.p[b.n] & 0xC0) == 0x80;)
            b.n--;
        sl_buf_push_z(&b, "…");
    }
    return sl_buf_take(&b, k->arena);
}

static void check_key(keying *k, const uint32_t *columns, size_t n, bool primary, sl_span at)
{
    const sl_csv *t = k->table;
    const sl_sources *sources = k->diags->sources;
    sl_map rows; /* by key: row + 1 */
    sl_map_init(&rows, k->arena);
    uint32_t faults = 0, gap = 0;
    for (uint32_t row = 0; row < t->row_count && faults < SHOWN; row++) {
        sl_finding *f = NULL;
        bool whole = read_row(k, t, row, columns, n, &gap);
        uintptr_t before = whole ? (uintptr_t)sl_map_lookup(&rows, sl_buf_str(&k->text)) : 0;
        if (before)
            f = sl_diag_add(
                k->diags, SL_E0142, sl_csv_cell_span(sources, t, row, columns[0]),
                "row %u: '%.*s' stands in row %u as well, and the description has it once",
                sl_table_row_number(sources, t, row), SL_FMT(shown(k, row, columns, n)),
                sl_table_row_number(sources, t, (uint32_t)before - 1));
        else if (whole)
            sl_map_add(&rows, sl_buf_copy(&k->text, k->arena), (void *)(uintptr_t)(row + 1));
        else if (primary)
            f = sl_diag_add(k->diags, SL_E0142, sl_csv_cell_span(sources, t, row, gap),
                            "row %u: '%.*s' is missing, and is part of the primary key",
                            sl_table_row_number(sources, t, row), SL_FMT(t->columns[gap]));
        if (!f)
            continue;
        faults++;
        sl_diag_note_at(k->diags, f, at, "the description says so here");
        sl_diag_help(k->diags, f, "mend the row, or the key in datapackage.yaml");
    }
}

static void check_foreign(keying *k, const sl_resource *r, const sl_foreign_key *key,
                          const sl_csv *other)
{
    uint32_t here[SL_KEY_FIELDS_MOST], there[SL_KEY_FIELDS_MOST], gap;
    size_t n = key->fields.n;
    if (!find_columns(k, r, key->fields.at, n, here))
        return;
    for (size_t i = 0; i < n; i++)
        if (!find_column(other, key->there.at[i], &there[i])) {
            sl_finding *f =
                sl_diag_add(k->diags, SL_E0143, key->span,
                            "the foreign key leads to the column '%.*s', which is not there",
                            SL_FMT(key->there.at[i]));
            if (!sl_diag_suggest(k->diags, f, key->there.at[i], other->columns,
                                 other->column_count))
                sl_diag_help(k->diags, f, "name columns of the file that it leads to");
            return;
        }
    sl_map known;
    sl_map_init(&known, k->arena);
    for (uint32_t row = 0; row < other->row_count; row++)
        if (read_row(k, other, row, there, n, &gap))
            sl_map_add(&known, sl_buf_copy(&k->text, k->arena), k);
    uint32_t faults = 0;
    for (uint32_t row = 0; row < k->table->row_count && faults < SHOWN; row++) {
        if (!read_row(k, k->table, row, here, n, &gap) ||
            sl_map_lookup(&known, sl_buf_str(&k->text)))
            continue;
        faults++;
        const sl_sources *sources = k->diags->sources;
        sl_finding *f =
            sl_diag_add(k->diags, SL_E0142, sl_csv_cell_span(sources, k->table, row, here[0]),
                        "row %u: '%.*s' stands nowhere in %.*s, where the foreign key leads",
                        sl_table_row_number(sources, k->table, row), SL_FMT(shown(k, row, here, n)),
                        SL_FMT(sl_sources_lookup(sources, other->file)->path));
        sl_diag_note_at(k->diags, f, key->span, "the description says so here");
        sl_diag_help(k->diags, f, "mend the row, or the key in datapackage.yaml");
    }
}

void sl_key_check(sl_arena *a, sl_diags *d, const sl_csv *t, const sl_resource *r)
{
    keying k = {.arena = a, .diags = d, .table = t};
    sl_buf_init(&k.text);
    uint32_t columns[SL_KEY_FIELDS_MOST];
    for (uint32_t i = 0; i < t->column_count; i++)
        if (t->typed[i].field && t->typed[i].field->unique)
            check_key(&k, &i, 1, false, t->typed[i].field->span);
    for (size_t i = 0; i < r->keys.n; i++) {
        const sl_row_key *key = &r->keys.at[i];
        size_t n = key->fields.n;
        if (n && find_columns(&k, r, key->fields.at, n, columns))
            check_key(&k, columns, n, key->primary, key->span);
    }
    for (size_t i = 0; i < r->foreign.n; i++)
        if (!r->foreign.at[i].resource.n)
            check_foreign(&k, r, &r->foreign.at[i], t);
    sl_buf_done(&k.text);
}

void sl_key_check_foreign(sl_arena *a, sl_diags *d, const sl_csv *t, const sl_resource *r,
                          const sl_foreign_key *key, const sl_csv *other)
{
    keying k = {.arena = a, .diags = d, .table = t};
    sl_buf_init(&k.text);
    check_foreign(&k, r, key, other);
    sl_buf_done(&k.text);
}
