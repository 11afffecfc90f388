#include "data/query.h"

#include <sqlite3.h>

#include "base/assert.h"
#include "base/library.h"
#include "base/limits.h"

/* SQLite is opened for the first query: where there is none, it would be a tenth of the start. Its
 * functions, without their prefix. */
#define FUNCTIONS(X)                                                                               \
    X(bind_null)                                                                                   \
    X(bind_text)                                                                                   \
    X(close)                                                                                       \
    X(column_count)                                                                                \
    X(column_double)                                                                               \
    X(column_int64)                                                                                \
    X(column_type)                                                                                 \
    X(errmsg)                                                                                      \
    X(exec)                                                                                        \
    X(finalize)                                                                                    \
    X(hard_heap_limit64)                                                                           \
    X(limit)                                                                                       \
    X(open_v2)                                                                                     \
    X(prepare_v2)                                                                                  \
    X(progress_handler)                                                                            \
    X(reset)                                                                                       \
    X(set_authorizer)                                                                              \
    X(snprintf)                                                                                    \
    X(step)

static struct {
#define MEMBER(name) __typeof__(sqlite3_##name) *name;
    FUNCTIONS(MEMBER)
#undef MEMBER
} sqlite;

static bool open_library(void)
{
#define FOUND(name) {"sqlite3_" #name, &sqlite.name},
    static const sl_symbol symbols[] = {FUNCTIONS(FOUND)};
#undef FOUND
    static sl_library known;
    return sl_library_open(&known, "libsqlite3.so.0", symbols, SL_COUNT(symbols));
}

typedef struct table {
    sl_str name;
    const sl_csv *csv;
    bool filled;
} table;

struct sl_query {
    sl_arena *arena;
    sqlite3 *db;
    SL_VEC(table) tables;
    unsigned ticks; /* of the run under way */
    unsigned total; /* of all runs */
    const char *refused;
};

enum { STEPS_PER_TICK = 10000 };

/* --- what a query may do --- */

/* Functions whose result follows from their arguments alone. */
static bool is_function_allowed(const char *name)
{
    static const char *const allowed[] = {
        "abs",        "avg",        "cast",         "ceil",  "coalesce", "count",  "cume_dist",
        "dense_rank", "exp",        "first_value",  "floor", "glob",     "ifnull", "iif",
        "instr",      "lag",        "last_value",   "lead",  "length",   "like",   "ln",
        "log",        "log10",      "lower",        "ltrim", "max",      "min",    "nth_value",
        "ntile",      "nullif",     "percent_rank", "pow",   "power",    "rank",   "replace",
        "round",      "row_number", "rtrim",        "sign",  "sqrt",     "substr", "sum",
        "total",      "trim",       "trunc",        "upper"};
    for (size_t i = 0; i < SL_COUNT(allowed); i++)
        if (strcmp(allowed[i], name) == 0)
            return true;
    return false;
}

static int authorise(void *context, int action, const char *one, const char *two, const char *three,
                     const char *four)
{
    sl_query *q = context;
    (void)three;
    (void)four;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_READ:
        if (strncmp(one, "sqlite_", 7) != 0)
            return SQLITE_OK;
        q->refused = "the database's own tables are not read";
        return SQLITE_DENY;
    case SQLITE_FUNCTION:
        if (is_function_allowed(two))
            return SQLITE_OK;
        q->refused =
            sl_str_format(q->arena, "the function '%s' is not one that may be used", two).p;
        return SQLITE_DENY;
    default:
        q->refused = "a query may only read: SELECT";
        return SQLITE_DENY;
    }
}

static int tick(void *context)
{
    sl_query *q = context;
    if (++q->total > SL_LIMIT_QUERY_STEPS_TOTAL / STEPS_PER_TICK)
        q->refused = "the strategy's queries together take too many steps";
    return q->refused || ++q->ticks > SL_LIMIT_QUERY_STEPS / STEPS_PER_TICK;
}

static void close_database(void *db)
{
    sqlite.close(db);
}

sl_query *sl_query_new(sl_arena *a)
{
    sl_query *q = SL_NEW(a, sl_query);
    q->arena = a;
    return q;
}

static void open_database(sl_query *q)
{
    int status =
        sqlite.open_v2(":memory:", &q->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, NULL);
    SL_CHECK(status == SQLITE_OK);
    sl_arena_defer(q->arena, close_database, q->db);
    sqlite.hard_heap_limit64(SL_LIMIT_QUERY_BYTES);
    sqlite.exec(q->db, "PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;", NULL, NULL,
                NULL);
    sqlite.limit(q->db, SQLITE_LIMIT_SQL_LENGTH, 1 << 16);
    sqlite.limit(q->db, SQLITE_LIMIT_LENGTH, 1 << 20);
    sqlite.limit(q->db, SQLITE_LIMIT_EXPR_DEPTH, 100);
    sqlite.limit(q->db, SQLITE_LIMIT_COMPOUND_SELECT, 50);
    sqlite.limit(q->db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite.limit(q->db, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100);
    sqlite.progress_handler(q->db, STEPS_PER_TICK, tick, q);
}

/* --- tables --- */

void sl_query_add_table(sl_query *q, sl_str name, const sl_csv *t)
{
    SL_PUSH(q->arena, q->tables, ((table){.name = name, .csv = t}));
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool sl_query_names(sl_str sql, sl_str name)
{
    bool text = false;
    for (size_t i = 0; i < sql.n; i++) {
        if (sql.p[i] == '\'')
            text = !text;
        if (text || !is_word(sql.p[i]))
            continue;
        size_t begin = i;
        while (i < sql.n && is_word(sql.p[i]))
            i++;
        if (i - begin == name.n && memcmp(sql.p + begin, name.p, name.n) == 0)
            return true;
        i--;
    }
    return false;
}

/* "name" with every " in it doubled. */
static void push_identifier(sl_buf *b, sl_str name)
{
    sl_buf_push_char(b, '"');
    for (size_t i = 0; i < name.n; i++) {
        if (name.p[i] == '"')
            sl_buf_push_char(b, '"');
        sl_buf_push_char(b, name.p[i]);
    }
    sl_buf_push_char(b, '"');
}

static void push_columns(sl_buf *b, const sl_csv *t, bool names)
{
    for (uint32_t i = 0; i < t->column_count; i++) {
        sl_buf_push_z(b, i ? ", " : "(");
        if (names) {
            push_identifier(b, t->columns[i]);
            sl_buf_push_z(b, " NUMERIC");
        } else {
            sl_buf_push_char(b, '?');
        }
    }
    sl_buf_push_char(b, ')');
}

static bool insert_rows(sl_query *q, const sl_csv *t, sqlite3_stmt *insert)
{
    for (uint32_t row = 0; row < t->row_count; row++) {
        for (uint32_t i = 0; i < t->column_count; i++) {
            sl_str cell = sl_csv_cell(t, row, i);
            if (cell.n)
                sqlite.bind_text(insert, (int)i + 1, cell.p, (int)cell.n, SQLITE_STATIC);
            else
                sqlite.bind_null(insert, (int)i + 1);
        }
        if (sqlite.step(insert) != SQLITE_DONE)
            return false;
        sqlite.reset(insert);
    }
    return sqlite.exec(q->db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
}

static bool fill(sl_query *q, table *t)
{
    sl_buf sql;
    sl_buf_init(&sql);
    sl_buf_push_z(&sql, "BEGIN; CREATE TABLE ");
    push_identifier(&sql, t->name);
    push_columns(&sql, t->csv, true);
    bool good = sqlite.exec(q->db, sql.p, NULL, NULL, NULL) == SQLITE_OK;
    sql.n = 0;
    sl_buf_push_z(&sql, "INSERT INTO ");
    push_identifier(&sql, t->name);
    sl_buf_push_z(&sql, " VALUES ");
    push_columns(&sql, t->csv, false);
    sqlite3_stmt *insert = NULL;
    good = good && sqlite.prepare_v2(q->db, sql.p, (int)sql.n, &insert, NULL) == SQLITE_OK &&
           insert_rows(q, t->csv, insert);
    sqlite.finalize(insert);
    sl_buf_done(&sql);
    t->filled = true;
    return good;
}

/* --- runs --- */

static const char *explain(sl_query *q, int status)
{
    if (q->refused)
        return q->refused;
    if (status == SQLITE_INTERRUPT)
        return "it takes too many steps";
    if (status == SQLITE_NOMEM)
        return "it takes too much memory";
    const char *message = sqlite.errmsg(q->db);
    return sl_arena_copy(q->arena, message, strlen(message));
}

/* A double as the decimal of 15 digits that it stands for: more are noise. */
static bool take_real(double real, sl_dec *value)
{
    double size = real < 0 ? -real : real;
    int before = 1;
    while (before < 19 && size >= 10) {
        size /= 10;
        before++;
    }
    if (before > 15)
        return false;
    char text[64];
    sqlite.snprintf(sizeof text, text, "%.*f", 15 - before, real);
    if (!sl_dec_parse(sl_str_from(text), value))
        return false;
    while (value->places && value->mantissa % 10 == 0) {
        value->mantissa /= 10;
        value->places--;
    }
    return true;
}

static bool take_value(sqlite3_stmt *run, sl_dec *value, const char **why)
{
    switch (sqlite.column_type(run, 0)) {
    case SQLITE_INTEGER:
        *value = (sl_dec){sqlite.column_int64(run, 0), 0};
        return true;
    case SQLITE_FLOAT:
        if (take_real(sqlite.column_double(run, 0), value))
            return true;
        *why = "its number has more digits than can be kept";
        return false;
    case SQLITE_NULL:
        *why = "it gives nothing: no row, or an empty cell";
        return false;
    default:
        *why = "it gives a text and no number";
        return false;
    }
}

static bool run_prepared(sl_query *q, sqlite3_stmt *run, sl_dec *value, const char **why)
{
    if (!run || sqlite.column_count(run) != 1) {
        *why = "it must give one column: a single SELECT of one expression";
        return false;
    }
    int status = sqlite.step(run);
    if (status == SQLITE_DONE) {
        *why = "it gives no row";
        return false;
    }
    if (status != SQLITE_ROW) {
        *why = explain(q, status);
        return false;
    }
    if (!take_value(run, value, why))
        return false;
    status = sqlite.step(run);
    if (status != SQLITE_DONE)
        *why = status == SQLITE_ROW ? "it gives more than one row" : explain(q, status);
    return status == SQLITE_DONE;
}

bool sl_query_run(sl_query *q, sl_str sql, sl_dec *value, const char **why)
{
    if (!open_library()) {
        *why = "SQLite, which runs it, is not installed";
        return false;
    }
    if (!q->db)
        open_database(q);
    q->ticks = 0;
    q->refused = NULL;
    sqlite.set_authorizer(q->db, NULL, NULL);
    for (size_t i = 0; i < q->tables.n; i++) {
        table *t = &q->tables.at[i];
        if (!t->filled && sl_query_names(sql, t->name) && !fill(q, t)) {
            *why = explain(q, SQLITE_ERROR);
            return false;
        }
    }
    q->ticks = 0;
    sqlite.set_authorizer(q->db, authorise, q);
    sqlite3_stmt *run = NULL;
    const char *rest = NULL;
    int status = sqlite.prepare_v2(q->db, sql.p, (int)sql.n, &run, &rest);
    bool good = false;
    if (status != SQLITE_OK)
        *why = explain(q, status);
    else if (rest && sl_str_trim(sl_str_slice(sql, (size_t)(rest - sql.p), sql.n)).n)
        *why = "only one SELECT is run";
    else
        good = run_prepared(q, run, value, why);
    sqlite.finalize(run);
    return good;
}
