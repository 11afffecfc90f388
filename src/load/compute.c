/* The figures that the register computes from its datasets: `query` of an entry and of its
 * comparator, run by data/query.c. No database is opened when no entry has a query. */
#include "base/assert.h"
#include "base/file.h"
#include "base/limits.h"
#include "model/dataset.h"
#include "load/computing.h"
#include "load/loading.h"
#include "load/shown.h"
#include "model/reach.h"

typedef sl_computing computing;

static sl_str stem_of(sl_str path)
{
    sl_str name = sl_file_name(path);
    return sl_str_slice(name, 0, name.n - strlen(".csv"));
}

/* Every CSV file below the register's folder is a table, by its name without .csv. */
static void start(computing *c)
{
    sl_arena *a = c->s->arena;
    sl_str folder = c->folder;
    if (c->query)
        return;
    c->query = sl_query_new(a);
    sl_map_init(&c->tables, a);
    sl_map_init(&c->counted, a);
    sl_map_init(&c->named, a);
    for (size_t i = 0; i < c->s->path_count; i++) {
        sl_str path = c->s->paths[i];
        if (!sl_str_ends(path, ".csv") || path.n < folder.n ||
            memcmp(path.p, folder.p, folder.n) != 0)
            continue;
        sl_str stem = stem_of(path);
        if (sl_map_add(&c->tables, stem, &c->s->paths[i]))
            continue;
        const sl_str *other = sl_map_lookup(&c->tables, stem);
        SL_PUSH(a, c->doubles, ((sl_double){stem, *other, path}));
    }
    c->added = SL_NEW_ARRAY(a, bool, c->tables.entries.n + 1);
}

/* Which of the tables SQL names, by their numbers. */
static const bool *tables_of(computing *c, sl_str sql)
{
    const bool *known = sl_map_lookup(&c->named, sql);
    if (known)
        return known;
    bool *named = SL_NEW_ARRAY(c->s->arena, bool, c->tables.entries.n + 1);
    for (size_t i = 0; i < c->tables.entries.n; i++)
        named[i] = sl_query_names(sql, c->tables.entries.at[i].key);
    sl_map_add(&c->named, sql, named);
    return named;
}

/* Reads the datasets that SQL names; the path of the first is set where none was. */
static bool add_tables(computing *c, const sl_yaml *sql, sl_str *dataset)
{
    bool good = true;
    const bool *named = tables_of(c, sql->text);
    for (size_t i = 0; i < c->tables.entries.n; i++) {
        sl_str name = c->tables.entries.at[i].key;
        if (!named[i])
            continue;
        sl_str path = *(const sl_str *)c->tables.entries.at[i].value;
        if (!dataset->n)
            *dataset = path;
        if (c->added[i])
            continue;
        const sl_csv *t = sl_dataset_load_typed(c->s, path, sql->span);
        if (t)
            sl_query_add_table(c->query, name, t);
        c->added[i] = t != NULL;
        good = good && t;
    }
    return good;
}

/* What a message of SQLite's names after its lead, without quotation marks; empty when it has
 * another lead. */
static sl_str named_after(const char *why, const char *lead)
{
    sl_str text = sl_str_from(why);
    if (!sl_str_starts(text, lead))
        return SL_STR_NONE;
    text = sl_str_slice(text, strlen(lead), text.n);
    size_t end = sl_str_find(text, SL_STR(" - "), 0);
    text = end == SIZE_MAX ? text : sl_str_slice(text, 0, end);
    if (text.n > 1 && text.p[0] == '"')
        return sl_str_slice(text, 1, text.n - 1);
    size_t dot = sl_str_find_char(text, '.', 0);
    return dot == SIZE_MAX ? text : sl_str_slice(text, dot + 1, text.n);
}

typedef SL_VEC(sl_str) names;

/* The names of tables, or of the columns of those that the query names. */
static names candidates(computing *c, sl_str sql, bool columns)
{
    names n = {0};
    for (size_t i = 0; i < c->tables.entries.n; i++) {
        const sl_map_entry *entry = &c->tables.entries.at[i];
        if (!columns) {
            SL_PUSH(c->s->arena, n, entry->key);
            continue;
        }
        const sl_csv *t =
            sl_query_names(sql, entry->key)
                ? sl_dataset_load_typed(c->s, *(const sl_str *)entry->value, SL_SPAN_NONE)
                : NULL;
        for (uint32_t k = 0; t && k < t->column_count; k++)
            SL_PUSH(c->s->arena, n, t->columns[k]);
    }
    return n;
}

static void report_failure(computing *c, const sl_yaml *sql, const char *why)
{
    sl_finding *f =
        sl_diag_add(c->s->diags, SL_E0225, sql->span, "the query gives no figure: %s", why);
    sl_str table = named_after(why, "no such table: "),
           column = named_after(why, "no such column: ");
    names near = candidates(c, sql->text, column.n != 0);
    sl_str missing = column.n ? column : table;
    if (missing.n && sl_diag_suggest(c->s->diags, f, missing, near.at, near.n))
        return;
    if (c->shown) {
        sl_diag_help(c->s->diags, f, "the table is called " SL_SHOWN_TABLE ", and its columns %s",
                     sl_csv_lookup_column(c->shown, SL_STR("figure")) >= 0
                         ? "label, series and figure"
                         : "label, row, col, row_after and col_after");
        return;
    }
    sl_diag_help(c->s->diags, f,
                 column.n ? "names of columns stand bare or in \"double quotes\", texts in "
                            "'single quotes'"
                          : "write one SELECT of one number; each CSV file beside the register is "
                            "a table");
}

/* Columns of text that hold figures: what is compared or counted there is letters. */
static void report_unread(computing *c, const sl_yaml *sql)
{
    size_t n;
    const sl_unread *unread = sl_query_unread(c->query, &n);
    for (size_t i = 0; i < n; i++) {
        const sl_csv *t = unread[i].csv;
        uint32_t column = unread[i].column, row = t->typed[column].odd;
        sl_finding *f = sl_diag_add(c->s->diags, SL_E0146, sql->span,
                                    "the query reads '%.*s', a column of text that holds figures",
                                    SL_FMT(t->columns[column]));
        sl_diag_note_at(c->s->diags, f, sl_csv_cell_span(c->s->sources, t, row, column),
                        "such as this one");
        sl_diag_help(c->s->diags, f,
                     "mend its texts, or describe it in datapackage.yaml as type: "
                     "string");
    }
}

static void report_doubles(computing *c, const sl_yaml *sql)
{
    for (size_t i = 0; i < c->doubles.n; i++) {
        const sl_double *d = &c->doubles.at[i];
        if (!sl_query_names(sql->text, d->name))
            continue;
        sl_finding *f = sl_diag_add(c->s->diags, SL_E0225, sql->span,
                                    "two files would be the table '%.*s': %.*s and %.*s",
                                    SL_FMT(d->name), SL_FMT(d->one), SL_FMT(d->two));
        sl_diag_help(c->s->diags, f, "give each file a name of its own");
    }
}

static void push_plain(sl_buf *b, sl_dec d)
{
    sl_buf_push_fixed(b, d.mantissa, d.places);
}

static void report_difference(computing *c, const sl_evidence *e, const sl_yaml *map, sl_dec have,
                              sl_dec computed)
{
    const sl_yaml *value = sl_yaml_lookup(map, "value"), *sql = sl_yaml_lookup(map, "query");
    sl_buf says, gives;
    sl_buf_init(&says);
    sl_buf_init(&gives);
    push_plain(&says, have);
    push_plain(&gives, computed);
    sl_finding *f = sl_diag_add(c->s->diags, SL_E0220, value->span,
                                "the register says %s for %.*s, its query gives %s", says.p,
                                SL_FMT(e->id), gives.p);
    sl_diag_note_at(c->s->diags, f, sql->span, "the query reads %.*s", SL_FMT(e->dataset));
    sl_reach_note(c->s, f, e);
    sl_diag_help(c->s->diags, f,
                 "mend whichever is out of date, or leave out the value: the "
                 "query's is used then");
    sl_buf_done(&says);
    sl_buf_done(&gives);
}

/* What a query gave in an earlier reading of a folder that is kept. */
typedef struct earlier {
    sl_dec value;
    unsigned cost;
} earlier;

/* All that its answer depends on: the query, and each version of the tables that it names and of
 * what describes them. False when one of them is not kept. */
static bool push_key(computing *c, sl_str sql, sl_buf *key)
{
    const sl_folder *folder = c->s->sources->folder;
    const bool *named = tables_of(c, sql);
    sl_buf_push_str(key, sql);
    for (size_t i = 0; i < c->tables.entries.n; i++) {
        if (!named[i])
            continue;
        sl_str path = *(const sl_str *)c->tables.entries.at[i].value, beside = sl_file_parent(path);
        const sl_folder_file *data = sl_folder_find(folder, path);
        sl_str description = sl_str_format(c->s->arena, "%.*sdatapackage.yaml", SL_FMT(beside));
        const sl_folder_file *said = sl_folder_find(folder, description);
        if (!data)
            return false;
        sl_buf_push_format(key, "%c%.*s %llu %llu", 0, SL_FMT(path),
                           (unsigned long long)data->version,
                           (unsigned long long)(said ? said->version : 0));
    }
    return true;
}

static bool run_once(computing *c, const sl_yaml *sql, sl_dec *computed, const char **why)
{
    sl_folder *folder = c->s->sources->folder;
    if (!folder)
        return sl_query_run(c->query, sql->text, computed, why);
    sl_buf key;
    sl_buf_init(&key);
    bool is_kept = push_key(c, sql->text, &key);
    const earlier *found = is_kept ? sl_folder_recall(folder, sl_buf_str(&key)) : NULL;
    bool good = true;
    if (found && sl_query_spend(c->query, found->cost)) {
        *computed = found->value;
    } else {
        size_t unread;
        good = sl_query_run(c->query, sql->text, computed, why);
        sl_query_unread(c->query, &unread);
        earlier now = {*computed, sl_query_cost(c->query)};
        if (good && is_kept && !unread)
            sl_folder_remember(folder, sl_buf_str(&key), &now, sizeof now);
    }
    sl_buf_done(&key);
    return good;
}

/* Runs a query, or takes what it gave before. */
static bool run(computing *c, const sl_yaml *sql, sl_dec *computed, const char **why)
{
    const sl_strategy *known_to = c->s->whole ? c->s->whole : c->s;
    const sl_dec *known = sl_map_lookup(&known_to->computed, sql->text);
    if (!known && !run_once(c, sql, computed, why))
        return false;
    if (known) {
        *computed = *known;
        return true;
    }
    sl_dec *kept = SL_NEW(c->s->arena, sl_dec);
    *kept = *computed;
    sl_map_add(&c->s->computed, sql->text, kept);
    report_unread(c, sql);
    return true;
}

/* More decimals than any dataset's figures have are what a division or a difference of sums leaves
 * behind, and are not for print. */
static void report_decimals(computing *c, const sl_yaml *sql, sl_dec computed)
{
    enum { MOST = 6 };
    if (computed.places <= MOST)
        return;
    sl_buf b;
    sl_buf_init(&b);
    push_plain(&b, computed);
    sl_finding *f =
        sl_diag_add(c->s->diags, SL_E0242, sql->span,
                    "the query gives %s, and nothing says how many decimals count", b.p);
    sl_diag_help(c->s->diags, f, "add places: 1, or as many as are to be printed");
    sl_buf_done(&b);
}

/* One figure of an entry, of so many decimals (-1: all): its own, or its comparator's. */
static void compute(computing *c, sl_evidence *e, const sl_yaml *map, int places, bool *has,
                    sl_dec *value)
{
    const sl_yaml *sql = sl_yaml_lookup(map, "query");
    if (!sql || sql->kind != SL_YAML_SCALAR)
        return;
    sl_dec computed;
    const char *why = "";
    report_doubles(c, sql);
    if (!add_tables(c, sql, &e->dataset)) {
        e->query_failed = true;
        return;
    }
    if (!run(c, sql, &computed, &why)) {
        report_failure(c, sql, why);
        e->query_failed = true;
        return;
    }
    if (!*has) {
        *value = places < 0 ? computed : sl_dec_scale(computed, (unsigned)places);
        *has = true;
        if (places < 0)
            report_decimals(c, sql, computed);
    } else if (sl_dec_compare(sl_dec_round(computed, value->places), *value) != 0) {
        report_difference(c, e, map, *value, computed);
    }
}

static bool has_query(const sl_yaml *figures)
{
    SL_EACH (y, figures && figures->kind == SL_YAML_MAP ? figures : NULL)
        if (sl_yaml_lookup(y, "query"))
            return true;
    return false;
}

/* One of `figures` that a query gives; its unit is the entry's own unless it says another. */
static void compute_figure(computing *c, sl_evidence *e, const sl_yaml *y)
{
    sl_derived d = {.name = y->key, .places = -1};
    bool has = false;
    uint32_t n;
    if (y->kind != SL_YAML_MAP || !sl_yaml_lookup(y, "query"))
        return;
    if (sl_num_parse(sl_yaml_text(y, "places"), &n) && n < 9)
        d.places = (int)n;
    d.unit = sl_yaml_lookup(y, "unit") ? sl_yaml_text(y, "unit") : e->unit;
    compute(c, e, y, d.places >= 0 ? d.places : e->places, &has, &d.value);
    if (has)
        SL_PUSH(c->s->arena, e->figures, d);
}

static bool asks_for_queries(const sl_evidence *e)
{
    return sl_yaml_lookup(e->yaml, "query") ||
           sl_yaml_lookup(sl_yaml_lookup(e->yaml, "comparator"), "query") ||
           has_query(sl_yaml_lookup(e->yaml, "figures"));
}

void sl_load_values(sl_strategy *s, sl_str register_path)
{
    computing *c = SL_NEW(s->arena, computing);
    c->s = s;
    c->folder = sl_file_parent(register_path);
    s->computing = c;
    for (size_t i = 0; i < s->evidence.n; i++) {
        sl_evidence *e = s->evidence.at[i];
        const sl_yaml *figures = sl_yaml_lookup(e->yaml, "figures");
        if (!asks_for_queries(e))
            continue;
        start(c);
        compute(c, e, e->yaml, e->places, &e->has_value, &e->value);
        compute(c, e, sl_yaml_lookup(e->yaml, "comparator"), e->places, &e->has_comparator,
                &e->comparator);
        SL_EACH (y, figures && figures->kind == SL_YAML_MAP ? figures : NULL)
            compute_figure(c, e, y);
    }
}

/* The rows that a query gave in an earlier reading. */
typedef struct earlier_rows {
    size_t n;
    unsigned cost;
    sl_query_row *rows;
} earlier_rows;

static void remember_rows(computing *c, sl_str key, const sl_query_row *rows, size_t n)
{
    sl_folder *folder = c->s->sources->folder;
    sl_arena *a = sl_folder_remembering(folder);
    earlier_rows now = {n, sl_query_cost(c->query), SL_NEW_ARRAY(a, sl_query_row, n + 1)};
    for (size_t i = 0; i < n; i++) {
        now.rows[i] = rows[i];
        now.rows[i].label = sl_str_copy(a, rows[i].label);
    }
    sl_folder_remember(folder, key, &now, sizeof now);
}

bool sl_computing_rows(computing *c, sl_str sql, sl_query_row *rows, size_t most, size_t *n,
                       const char **why)
{
    sl_folder *folder = c->s->sources->folder;
    if (!folder)
        return sl_query_run_rows(c->query, sql, rows, most, n, why);
    sl_buf key;
    sl_buf_init(&key);
    sl_buf_push_format(&key, "rows %zu ", most);
    bool is_kept = push_key(c, sql, &key), good = true;
    const earlier_rows *found = is_kept ? sl_folder_recall(folder, sl_buf_str(&key)) : NULL;
    if (found && sl_query_spend(c->query, found->cost)) {
        if (found->n)
            memcpy(rows, found->rows, found->n * sizeof *rows);
        *n = found->n;
    } else {
        size_t unread;
        good = sl_query_run_rows(c->query, sql, rows, most, n, why);
        sl_query_unread(c->query, &unread);
        if (good && is_kept && !unread)
            remember_rows(c, sl_buf_str(&key), rows, *n);
    }
    sl_buf_done(&key);
    return good;
}

bool sl_load_rows(sl_strategy *s, const sl_yaml *sql, sl_query_row *rows, size_t most, size_t *n,
                  sl_str *dataset)
{
    const char *why = "";
    computing *c = s->computing;
    *n = 0;
    start(c);
    report_doubles(c, sql);
    if (!add_tables(c, sql, dataset))
        return false;
    if (!sl_computing_rows(c, sql->text, rows, most, n, &why)) {
        report_failure(c, sql, why);
        return false;
    }
    report_unread(c, sql);
    return true;
}

/* --- claims that are bound to data --- */

static void report_claim(computing *c, const sl_yaml *claim, const sl_yaml *sql, sl_dec gives)
{
    sl_buf b;
    sl_buf_init(&b);
    push_plain(&b, gives);
    sl_finding *f = sl_diag_add(c->s->diags, SL_E0256, claim->span,
                                "the data no longer say so: '%.*s'", SL_FMT(claim->text));
    sl_diag_note_at(c->s->diags, f, sql->span, "this must be true, and gives %s", b.p);
    sl_diag_help(c->s->diags, f, "say what the data say, or put the query right");
    sl_buf_done(&b);
}

static void report_nothing(sl_strategy *s, const sl_yaml *holds)
{
    if (holds->kind != SL_YAML_LIST || holds->first)
        return;
    sl_finding *f = sl_diag_add(s->diags, SL_E0111, holds->span, "'holds' holds nothing");
    sl_diag_help(s->diags, f, "write a query that is true while the claim is, or take the key out");
}

static void check_holds(computing *c, const sl_yaml *claim, const sl_yaml *sql)
{
    sl_str dataset = SL_STR("none");
    const char *why = "";
    sl_dec gives;
    if (sql->kind != SL_YAML_SCALAR)
        return;
    report_doubles(c, sql);
    if (!add_tables(c, sql, &dataset))
        return;
    if (!run(c, sql, &gives, &why))
        report_failure(c, sql, why);
    else if (gives.mantissa == 0)
        report_claim(c, claim, sql, gives);
}

void sl_load_check_shown(sl_strategy *s, const sl_yaml *block, const sl_chart *chart)
{
    const sl_yaml *holds = sl_yaml_lookup(block, "holds");
    const sl_yaml *claim = sl_yaml_lookup(block, "title");
    if (!holds || !claim || !chart || s->whole || s->edition.n)
        return;
    computing own = {.s = s, .query = sl_query_new(s->arena)};
    own.shown = sl_shown_table(s->arena, chart, block->span);
    sl_query_add_table(own.query, SL_STR(SL_SHOWN_TABLE), own.shown);
    sl_map_init(&own.tables, s->arena);
    bool list = holds->kind == SL_YAML_LIST;
    report_nothing(s, holds);
    for (const sl_yaml *sql = list ? holds->first : holds; sql; sql = list ? sql->next : NULL) {
        const char *why = "";
        sl_dec gives;
        if (sql->kind != SL_YAML_SCALAR)
            continue;
        if (!sl_query_run(own.query, sql->text, &gives, &why))
            report_failure(&own, sql, why);
        else if (gives.mantissa == 0)
            report_claim(&own, claim, sql, gives);
    }
}

void sl_load_check_holds(sl_strategy *s, const sl_yaml *map, const sl_yaml *claim)
{
    const sl_yaml *holds = sl_yaml_lookup(map, "holds");
    if (!holds || !claim)
        return;
    start(s->computing);
    report_nothing(s, holds);
    if (holds->kind == SL_YAML_SCALAR)
        check_holds(s->computing, claim, holds);
    SL_EACH (one, holds->kind == SL_YAML_LIST ? holds : NULL)
        check_holds(s->computing, claim, one);
}
