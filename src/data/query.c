#include "data/query.h"

#include <sqlite3.h>
#include <time.h>

#include "base/assert.h"
#include "base/limits.h"
#include "data/sum.h"
#include "data/table.h"

typedef struct table {
    sl_str name;
    const sl_csv *csv;
    bool made;
    bool *wanted, *filled; /* by column: a query reads it; the database holds its cells */
} table;

struct sl_query {
    sl_arena *arena;
    sqlite3 *db;
    SL_VEC(table) tables;
    unsigned ticks, total; /* of the run under way; of all */
    time_t began;          /* by the process's own clock */
    const char *refused;
    SL_VEC(sl_unread) unread; /* of the run under way */
};

/* A step may search one text for another: so few of them that none goes unseen for long. */
enum { STEPS_PER_TICK = 50, QUERY_TEXT_BYTES = 1 << 15, CELL_TEXT_BYTES = 1 << 20 };

/* Of 15 digits, as many as a double keeps. */
static const int64_t MOST = INT64_C(1000000000000000);

/* --- what a query may do --- */

/* Functions whose result follows from their arguments alone. */
static bool is_function_allowed(const char *name)
{
    static const char *const allowed[] = {
        "abs",        "avg",     "cast",        "ceil",         "coalesce", "count",  "cume_dist",
        "dense_rank", "exp",     "first_value", "floor",        "glob",     "ifnull", "iif",
        "instr",      "lag",     "last_value",  "lead",         "length",   "like",   "ln",
        "log",        "log10",   "lower",       "ltrim",        "max",      "median", "min",
        "nth_value",  "ntile",   "nullif",      "percent_rank", "pow",      "power",  "quantile",
        "rank",       "replace", "round",       "row_number",   "rtrim",    "sign",   "sqrt",
        "stddev",     "substr",  "sum",         "total",        "trim",     "trunc",  "upper"};
    for (size_t i = 0; i < SL_COUNT(allowed); i++)
        if (strcmp(allowed[i], name) == 0)
            return true;
    return false;
}

static bool equal_fold(sl_str a, sl_str b)
{
    return a.n == b.n && (!a.n || sqlite3_strnicmp(a.p, b.p, (int)a.n) == 0);
}

/* The query reads a column of a table. */
static void want_column(sl_query *q, const char *name, const char *column)
{
    for (size_t i = 0; i < q->tables.n; i++) {
        table *t = &q->tables.at[i];
        if (!equal_fold(t->name, sl_str_from(name)))
            continue;
        for (uint32_t c = 0; c < t->csv->column_count; c++)
            if (equal_fold(t->csv->columns[c], sl_str_from(column))) {
                t->wanted[c] = true;
                if (t->csv->typed[c].mixed)
                    SL_PUSH(q->arena, q->unread, ((sl_unread){t->csv, c}));
            }
    }
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
        if (strncmp(one, "sqlite_", 7) != 0) {
            want_column(q, one, two);
            return SQLITE_OK;
        }
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
    struct timespec used = {0};
    if (q->ticks % 8 == 0) /* it is a call of the kernel */
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    if (used.tv_sec - q->began > (time_t)SL_LIMIT_QUERY_SECONDS)
        q->refused = "it takes too long";
    if (++q->total > SL_LIMIT_QUERY_STEPS_TOTAL / STEPS_PER_TICK)
        q->refused = "the strategy's queries together take too many steps";
    return q->refused || ++q->ticks > SL_LIMIT_QUERY_STEPS / STEPS_PER_TICK;
}

unsigned sl_query_cost(const sl_query *q)
{
    return q->ticks;
}

bool sl_query_spend(sl_query *q, unsigned cost)
{
    if (q->total + cost > SL_LIMIT_QUERY_STEPS_TOTAL / STEPS_PER_TICK)
        return false;
    q->total += cost;
    q->unread.n = 0;
    return true;
}

static void close_database(void *db)
{
    sqlite3_close(db);
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
        sqlite3_open_v2(":memory:", &q->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, NULL);
    SL_CHECK(status == SQLITE_OK);
    sl_arena_defer(q->arena, close_database, q->db);
    sqlite3_db_config(q->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(q->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    SL_CHECK(sl_sum_register(q->db));
    sqlite3_hard_heap_limit64(SL_LIMIT_QUERY_BYTES);
    sqlite3_exec(q->db, "PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;", NULL, NULL,
                 NULL);
    sqlite3_limit(q->db, SQLITE_LIMIT_SQL_LENGTH, 1 << 16);
    sqlite3_limit(q->db, SQLITE_LIMIT_LENGTH, QUERY_TEXT_BYTES);
    sqlite3_limit(q->db, SQLITE_LIMIT_EXPR_DEPTH, 100);
    sqlite3_limit(q->db, SQLITE_LIMIT_COMPOUND_SELECT, 50);
    sqlite3_limit(q->db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(q->db, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100);
    sqlite3_progress_handler(q->db, STEPS_PER_TICK, tick, q);
}

/* --- tables --- */

void sl_query_add_table(sl_query *q, sl_str name, const sl_csv *t)
{
    SL_CHECK(t->typed);
    table one = {.name = name, .csv = t};
    one.wanted = SL_NEW_ARRAY(q->arena, bool, t->column_count);
    one.filled = SL_NEW_ARRAY(q->arena, bool, t->column_count);
    SL_PUSH(q->arena, q->tables, one);
}

/* Letters of SQL's words: those of ASCII, and every byte of other scripts. */
static bool is_word(char c)
{
    return sl_is_letter(c) || sl_is_digit(c) || c == '_' || (unsigned char)c >= 0x80;
}

/* The end of what is quoted from at, by a mark that is doubled within. */
static size_t skip_quoted(sl_str sql, size_t at, char close)
{
    for (at++; at < sql.n; at++) {
        if (sql.p[at] != close)
            continue;
        if (close == ']' || at + 1 == sql.n || sql.p[at + 1] != close)
            return at + 1;
        at++;
    }
    return sql.n;
}

/* True when what is between two marks is the name, its own marks doubled. */
static bool is_quoted_name(sl_str inside, sl_str name, char close)
{
    size_t k = 0;
    for (size_t i = 0; i < inside.n; i++, k++) {
        char c = inside.p[i];
        if (k == name.n || sqlite3_strnicmp(&c, &name.p[k], 1) != 0)
            return false;
        i += c == close && close != ']';
    }
    return k == name.n;
}

static size_t skip_comment(sl_str sql, size_t at)
{
    bool dashes = sql.p[at] == '-';
    size_t end = dashes ? sl_str_find_char(sql, '\n', at) : sl_str_find(sql, SL_STR("*/"), at + 2);
    return end == SIZE_MAX ? sql.n : end + (dashes ? 1 : 2);
}

bool sl_query_names(sl_str sql, sl_str name)
{
    for (size_t i = 0; i < sql.n;) {
        char c = sql.p[i], next = i + 1 < sql.n ? sql.p[i + 1] : '\0';
        size_t begin = i;
        if ((c == '-' && next == '-') || (c == '/' && next == '*')) {
            i = skip_comment(sql, i);
        } else if (c == '\'' || c == '"' || c == '`' || c == '[') {
            char close = c == '[' ? ']' : c;
            i = skip_quoted(sql, i, close);
            if (c != '\'' && i > begin + 1 &&
                is_quoted_name(sl_str_slice(sql, begin + 1, i - 1), name, close))
                return true;
        } else if (is_word(c)) {
            while (i < sql.n && is_word(sql.p[i]))
                i++;
            if (equal_fold(sl_str_slice(sql, begin, i), name))
                return true;
        } else {
            i++;
        }
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
            sl_buf_push_z(b, t->typed[i].type == SL_COLUMN_TEXT ? " TEXT" : " REAL");
        } else {
            sl_buf_push_char(b, '?');
        }
    }
    sl_buf_push_char(b, ')');
}

/* The double nearest to a decimal: mantissa and power are exact in a long double of 64 bits, or as
 * near as one more rounding. */
static double as_double(sl_dec d)
{
    long double power = 1;
    for (unsigned i = 0; i < d.places; i++)
        power *= 10;
    return (double)((long double)d.mantissa / power);
}

static void bind_cell(sqlite3_stmt *insert, const sl_csv *t, uint32_t row, uint32_t column)
{
    int at = (int)column + 1;
    sl_cell c = sl_table_cell(t, row, column);
    sl_str text = sl_csv_cell(t, row, column);
    if (c.kind == SL_CELL_NUMBER)
        sqlite3_bind_double(insert, at, as_double(c.value));
    else if (c.kind == SL_CELL_TEXT || c.kind == SL_CELL_CODE)
        sqlite3_bind_text(insert, at, text.p, (int)text.n, SQLITE_STATIC);
    else
        sqlite3_bind_null(insert, at);
}

/* Only what queries read is put in: of a wide file most columns never are. */
static bool insert_rows(sl_query *q, const table *t, sqlite3_stmt *insert)
{
    for (uint32_t row = 0; row < t->csv->row_count; row++) {
        for (uint32_t i = 0; i < t->csv->column_count; i++)
            if (t->wanted[i])
                bind_cell(insert, t->csv, row, i);
        if (sqlite3_step(insert) != SQLITE_DONE)
            return false;
        sqlite3_reset(insert);
    }
    return sqlite3_exec(q->db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
}

static bool make_table(sl_query *q, table *t)
{
    sl_buf sql;
    sl_buf_init(&sql);
    sl_buf_push_z(&sql, "CREATE TABLE ");
    push_identifier(&sql, t->name);
    push_columns(&sql, t->csv, true);
    t->made = true;
    bool good = sqlite3_exec(q->db, sql.p, NULL, NULL, NULL) == SQLITE_OK;
    sl_buf_done(&sql);
    return good;
}

static bool is_filled(const table *t)
{
    for (uint32_t i = 0; i < t->csv->column_count; i++)
        if (t->wanted[i] && !t->filled[i])
            return false;
    return true;
}

static bool fill(sl_query *q, table *t)
{
    sl_buf sql;
    sl_buf_init(&sql);
    sl_buf_push_z(&sql, "BEGIN; DELETE FROM ");
    push_identifier(&sql, t->name);
    bool good = sqlite3_exec(q->db, sql.p, NULL, NULL, NULL) == SQLITE_OK;
    sql.n = 0;
    sl_buf_push_z(&sql, "INSERT INTO ");
    push_identifier(&sql, t->name);
    sl_buf_push_z(&sql, " VALUES ");
    push_columns(&sql, t->csv, false);
    sqlite3_stmt *insert = NULL;
    good = good && sqlite3_prepare_v2(q->db, sql.p, (int)sql.n, &insert, NULL) == SQLITE_OK &&
           insert_rows(q, t, insert);
    sqlite3_finalize(insert);
    sl_buf_done(&sql);
    memcpy(t->filled, t->wanted, t->csv->column_count * sizeof *t->filled);
    return good;
}

/* Puts in what the query that was just prepared reads; all of a small table: a column at a time, as
 * queries come to want it, costs more. */
static bool fill_wanted(sl_query *q)
{
    bool good = true;
    sqlite3_set_authorizer(q->db, NULL, NULL);
    sqlite3_progress_handler(q->db, 0, NULL, NULL);
    sqlite3_limit(q->db, SQLITE_LIMIT_LENGTH, CELL_TEXT_BYTES);
    for (size_t i = 0; i < q->tables.n && good; i++) {
        table *t = &q->tables.at[i];
        bool touched = false;
        for (uint32_t c = 0; c < t->csv->column_count; c++)
            touched = touched || t->filled[c];
        t->wanted[0] = t->wanted[0] || !touched;
        if (!t->made || is_filled(t))
            continue;
        bool small = (uint64_t)t->csv->row_count * t->csv->column_count <= 1u << 14;
        for (uint32_t c = 0; c < t->csv->column_count && small; c++)
            t->wanted[c] = true;
        good = fill(q, t);
    }
    sqlite3_limit(q->db, SQLITE_LIMIT_LENGTH, QUERY_TEXT_BYTES);
    sqlite3_progress_handler(q->db, STEPS_PER_TICK, tick, q);
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
    const char *message = sqlite3_errmsg(q->db);
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
    sqlite3_snprintf(sizeof text, text, "%.*f", 15 - before, real);
    if (!sl_dec_parse(sl_str_from(text), value))
        return false;
    while (value->places && value->mantissa % 10 == 0) {
        value->mantissa /= 10;
        value->places--;
    }
    return true;
}

static bool take_value(sqlite3_stmt *run, int column, sl_dec *value, const char **why)
{
    switch (sqlite3_column_type(run, column)) {
    case SQLITE_INTEGER:
        *value = (sl_dec){sqlite3_column_int64(run, column), 0};
        if (value->mantissa < MOST && value->mantissa > -MOST)
            return true;
        *why = "its number has more digits than can be kept";
        return false;
    case SQLITE_FLOAT:
        if (take_real(sqlite3_column_double(run, column), value))
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
    if (!run || sqlite3_column_count(run) != 1) {
        *why = "it must give one column: a single SELECT of one expression";
        return false;
    }
    int status = sqlite3_step(run);
    if (status == SQLITE_DONE) {
        *why = "it gives no row";
        return false;
    }
    if (status != SQLITE_ROW) {
        *why = explain(q, status);
        return false;
    }
    if (!take_value(run, 0, value, why))
        return false;
    status = sqlite3_step(run);
    if (status != SQLITE_DONE)
        *why = status == SQLITE_ROW ? "it gives more than one row" : explain(q, status);
    return status == SQLITE_DONE;
}

static bool make_tables(sl_query *q, sl_str sql)
{
    sqlite3_set_authorizer(q->db, NULL, NULL);
    for (size_t i = 0; i < q->tables.n; i++) {
        table *t = &q->tables.at[i];
        if (!t->made && sl_query_names(sql, t->name) && !make_table(q, t))
            return false;
    }
    return true;
}

/* A label: years are REAL, and are written as they were. */
static bool take_label(sl_query *q, sqlite3_stmt *run, sl_str *label)
{
    sl_dec value;
    const char *why;
    if (sqlite3_column_type(run, 0) == SQLITE_TEXT) {
        const char *text = (const char *)sqlite3_column_text(run, 0);
        size_t n = (size_t)sqlite3_column_bytes(run, 0);
        *label = (sl_str){sl_arena_copy(q->arena, text ? text : "", text ? n : 0), text ? n : 0};
        return text && n;
    }
    if (!take_value(run, 0, &value, &why))
        return false;
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_fixed(&b, value.mantissa, value.places);
    *label = sl_buf_take(&b, q->arena);
    return true;
}

static bool run_rows(sl_query *q, sqlite3_stmt *run, sl_query_row *rows, size_t most, size_t *n,
                     const char **why)
{
    if (!run || sqlite3_column_count(run) != 2) {
        *why = "it must give two columns: when, and how much";
        return false;
    }
    int status = sqlite3_step(run);
    for (; status == SQLITE_ROW; status = sqlite3_step(run)) {
        if (*n == most) {
            *why = "it gives more rows than can be shown";
            return false;
        }
        sl_query_row *row = &rows[(*n)++];
        row->has_value = sqlite3_column_type(run, 1) != SQLITE_NULL;
        if (!take_label(q, run, &row->label)) {
            *why = "a row says not when";
            return false;
        }
        if (row->has_value && !take_value(run, 1, &row->value, why))
            return false;
    }
    if (status != SQLITE_DONE)
        *why = explain(q, status);
    return status == SQLITE_DONE;
}

/* Makes what the query reads, and the query itself, NULL when it is empty; false with *why. */
static bool prepare(sl_query *q, sl_str sql, sqlite3_stmt **run, const char **why)
{
    if (!q->db)
        open_database(q);
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    q->began = now.tv_sec;
    q->ticks = 0;
    q->refused = NULL;
    q->unread.n = 0;
    if (!make_tables(q, sql)) {
        *why = explain(q, SQLITE_ERROR);
        return false;
    }
    sqlite3_set_authorizer(q->db, authorise, q);
    const char *rest = NULL;
    int status = sqlite3_prepare_v2(q->db, sql.p, (int)sql.n, run, &rest);
    if (status != SQLITE_OK)
        *why = explain(q, status);
    else if (rest && sl_str_trim(sl_str_slice(sql, (size_t)(rest - sql.p), sql.n)).n)
        *why = "only one SELECT is run";
    else if (!fill_wanted(q))
        *why = explain(q, SQLITE_ERROR);
    else
        return true;
    return false;
}

bool sl_query_run(sl_query *q, sl_str sql, sl_dec *value, const char **why)
{
    sqlite3_stmt *run = NULL;
    bool good = prepare(q, sql, &run, why) && run_prepared(q, run, value, why);
    sqlite3_finalize(run);
    return good;
}

bool sl_query_run_rows(sl_query *q, sl_str sql, sl_query_row *rows, size_t most, size_t *n,
                       const char **why)
{
    sqlite3_stmt *run = NULL;
    *n = 0;
    bool good = prepare(q, sql, &run, why) && run_rows(q, run, rows, most, n, why);
    sqlite3_finalize(run);
    return good;
}

const sl_unread *sl_query_unread(const sl_query *q, size_t *n)
{
    *n = q->unread.n;
    return q->unread.at;
}
