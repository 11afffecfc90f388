/* The figures that the register computes from its datasets: `query` of an entry and of its
 * comparator, run by data/query.c. No database is opened when no entry has a query. */
#include "base/assert.h"
#include "base/file.h"
#include "data/query.h"
#include "model/files.h"
#include "load/loading.h"
#include "model/reach.h"

typedef struct computing {
    sl_strategy *s;
    sl_query *query;
    sl_map tables; /* name -> sl_str: path */
    bool *added;   /* by table */
} computing;

static sl_str stem_of(sl_str path)
{
    sl_str name = sl_file_name(path);
    return sl_str_slice(name, 0, name.n - strlen(".csv"));
}

/* Every CSV file below the register's folder is a table, by its name without .csv. */
static void start(computing *c, sl_str folder)
{
    sl_arena *a = c->s->arena;
    c->query = sl_query_new(a);
    sl_map_init(&c->tables, a);
    for (size_t i = 0; i < c->s->path_count; i++) {
        sl_str path = c->s->paths[i];
        if (!sl_str_ends(path, ".csv") || path.n < folder.n ||
            memcmp(path.p, folder.p, folder.n) != 0)
            continue;
        sl_map_add(&c->tables, stem_of(path), &c->s->paths[i]);
    }
    c->added = SL_NEW_ARRAY(a, bool, c->tables.entries.n + 1);
}

/* Reads the datasets that SQL names; the path of the first is set where none was. */
static bool add_tables(computing *c, const sl_yaml *sql, sl_str *dataset)
{
    bool good = true;
    for (size_t i = 0; i < c->tables.entries.n; i++) {
        sl_str name = c->tables.entries.at[i].key;
        if (!sl_query_names(sql->text, name))
            continue;
        sl_str path = *(const sl_str *)c->tables.entries.at[i].value;
        if (!dataset->n)
            *dataset = path;
        if (c->added[i])
            continue;
        const sl_csv *t = sl_strategy_load_dataset(c->s, path, sql->span);
        if (t)
            sl_query_add_table(c->query, name, t);
        c->added[i] = t != NULL;
        good = good && t;
    }
    return good;
}

static void report_failure(computing *c, const sl_yaml *sql, const char *why)
{
    sl_finding *f =
        sl_diag_add(c->s->diags, SL_E0225, sql->span, "the query gives no figure: %s", why);
    sl_str missing = sl_str_from(why);
    const char *lead = "no such table: ";
    sl_str names[64];
    size_t n = 0;
    for (size_t i = 0; i < c->tables.entries.n && n < SL_COUNT(names); i++)
        names[n++] = c->tables.entries.at[i].key;
    if (sl_str_starts(missing, lead) &&
        sl_diag_suggest(c->s->diags, f, sl_str_slice(missing, strlen(lead), missing.n), names, n))
        return;
    sl_diag_help(c->s->diags, f,
                 "write one SELECT of one number; each CSV file beside the register is a table");
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

/* Runs a query, or takes what it gave before. */
static bool run(computing *c, sl_str sql, sl_dec *computed, const char **why)
{
    const sl_strategy *known_to = c->s->whole ? c->s->whole : c->s;
    const sl_dec *known = sl_map_lookup(&known_to->computed, sql);
    if (!known && !sl_query_run(c->query, sql, computed, why))
        return false;
    if (known) {
        *computed = *known;
        return true;
    }
    sl_dec *kept = SL_NEW(c->s->arena, sl_dec);
    *kept = *computed;
    sl_map_add(&c->s->computed, sql, kept);
    return true;
}

/* One figure of an entry: its own, or its comparator's. */
static void compute(computing *c, sl_evidence *e, const sl_yaml *map, bool *has, sl_dec *value)
{
    const sl_yaml *sql = sl_yaml_lookup(map, "query");
    if (!sql || sql->kind != SL_YAML_SCALAR)
        return;
    sl_dec computed;
    const char *why = "";
    if (!add_tables(c, sql, &e->dataset)) {
        e->query_failed = true;
        return;
    }
    if (!run(c, sql->text, &computed, &why)) {
        report_failure(c, sql, why);
        e->query_failed = true;
        return;
    }
    if (!*has) {
        *value = e->places < 0 ? computed : sl_dec_scale(computed, (unsigned)e->places);
        *has = true;
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
    compute(c, e, y, &has, &d.value);
    if (!has)
        return;
    if (d.places >= 0)
        d.value = sl_dec_scale(d.value, (unsigned)d.places);
    SL_PUSH(c->s->arena, e->figures, d);
}

void sl_load_values(sl_strategy *s, sl_str register_path)
{
    computing c = {.s = s};
    for (size_t i = 0; i < s->evidence.n; i++) {
        sl_evidence *e = s->evidence.at[i];
        const sl_yaml *comparator = sl_yaml_lookup(e->yaml, "comparator");
        const sl_yaml *figures = sl_yaml_lookup(e->yaml, "figures");
        if (!sl_yaml_lookup(e->yaml, "query") && !sl_yaml_lookup(comparator, "query") &&
            !has_query(figures))
            continue;
        if (!c.query)
            start(&c, sl_file_parent(register_path));
        compute(&c, e, e->yaml, &e->has_value, &e->value);
        compute(&c, e, comparator, &e->has_comparator, &e->comparator);
        SL_EACH (y, figures && figures->kind == SL_YAML_MAP ? figures : NULL)
            compute_figure(&c, e, y);
    }
}
