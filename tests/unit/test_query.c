#include "data/counting.h"
#include "data/query.h"
#include "data/table.h"
#include "diag/diag.h"
#include "tap.h"

static sl_arena *arena;
static sl_query *query;

static sl_diags diags;

static const sl_csv *parse(uint32_t file)
{
    sl_dialect plain = sl_dialect_plain();
    sl_csv *t = sl_csv_parse(arena, &diags, file, &plain);
    sl_table_type(arena, &diags, t, NULL);
    return t;
}

static void gives(const char *sql, const char *want)
{
    sl_dec d;
    const char *why = "";
    sl_buf b;
    sl_buf_init(&b);
    if (sl_query_run(query, sl_str_from(sql), &d, &why))
        sl_buf_push_fixed(&b, d.mantissa, d.places);
    else
        sl_buf_push_z(&b, why);
    is_str(sl_buf_str(&b), want, sql);
    sl_buf_done(&b);
}

/* "list|from" of a query, or "no". */
static void cuts(const char *sql, const char *want)
{
    sl_counting parts;
    bool good = sl_counting_cut(sl_str_from(sql), &parts);
    is_str(good ? sl_str_format(arena, "%.*s|%.*s", SL_FMT(parts.list), SL_FMT(parts.from))
                : SL_STR("no"),
           want, sql);
}

static void check_counting(void)
{
    cuts("SELECT sum(a) FROM t", "sum(a)|FROM t");
    cuts("select count(*) from t join u using (c) where x = 'a from b' group by 1",
         "count(*)|from t join u using (c) where x = 'a from b'");
    cuts("SELECT max(a) FROM t WHERE a < (SELECT b FROM u LIMIT 1) ORDER BY 1 LIMIT 1",
         "max(a)|FROM t WHERE a < (SELECT b FROM u LIMIT 1)");
    cuts("SELECT \"from\" FROM \"limit\"", "\"from\"|FROM \"limit\"");
    cuts("SELECT (SELECT 1 FROM t)", "no");
    cuts("WITH t AS (SELECT 1) SELECT a FROM t", "no");
    cuts("SELECT a FROM t UNION SELECT b FROM u", "no");
    cuts("SELECT a FROM (SELECT 1)", "no");
    cuts("SELECT a FROM t -- where", "no");
    cuts("SELECT a FROM", "no");
    cuts("SELECT 'a FROM t", "no");
    cuts("", "no");
    ok(sl_counting_names(SL_STR("sum(gva) / n"), SL_STR("n")), "a column is named");
    ok(!sl_counting_names(SL_STR("'gva' + gva_total"), SL_STR("gva")), "no part of a word is");
}

int main(void)
{
    sl_sources sources;
    arena = sl_arena_new();
    sl_sources_init(&sources, arena);
    sl_diags_init(&diags, arena, &sources);
    uint32_t file = sl_sources_add(&sources, SL_STR("pay.csv"), SL_STR("pay.csv"),
                                   SL_STR("place,2019,\"a \"\"b\"\"\"\nKent,10.5,1\nEssex,,2\n"));
    query = sl_query_new(arena);
    sl_query_add_table(query, SL_STR("pay"), parse(file));
    gives("SELECT count(*) FROM pay", "2");
    gives("SELECT \"2019\" FROM pay WHERE place = 'Kent'", "10.5");
    gives("SELECT count(\"2019\") FROM pay", "1");
    gives("SELECT sum(\"a \"\"b\"\"\") / 3.0 * 0.1 FROM pay", "0.1");
    /* 1, 2, 2, 5, 9 and one that is missing: mean 3.8, sum of squares about it 42.8. */
    uint32_t marks = sl_sources_add(&sources, SL_STR("marks.csv"), SL_STR("marks.csv"),
                                    SL_STR("place,n\na,9\nb,2\nc,[x]\nd,1\ne,5\nf,2\n"));
    sl_query_add_table(query, SL_STR("marks"), parse(marks));
    gives("SELECT count(*) FROM marks", "6");
    gives("SELECT count(n) FROM marks", "5");
    gives("SELECT sum(n) FROM marks", "19");
    gives("SELECT total(n) FROM marks", "19");
    gives("SELECT avg(n) FROM marks", "3.8");
    gives("SELECT min(n) FROM marks", "1");
    gives("SELECT max(n) FROM marks", "9");
    gives("SELECT median(n) FROM marks", "2");
    gives("SELECT median(n) FROM marks WHERE n > 1", "3.5");
    gives("SELECT quantile(n, 0) FROM marks", "1");
    gives("SELECT quantile(n, 0.25) FROM marks", "2");
    gives("SELECT quantile(n, 0.9) FROM marks", "7.4");
    gives("SELECT quantile(n, 1) FROM marks", "9");
    gives("SELECT quantile(n, 1.1) FROM marks", "quantile needs a share from 0 to 1");
    gives("SELECT quantile(n, -0.1) FROM marks", "quantile needs a share from 0 to 1");
    gives("SELECT round(stddev(n), 6) FROM marks", "3.271085");
    gives("SELECT stddev(n) FROM marks WHERE n = 9", "it gives nothing: no row, or an empty cell");
    gives("SELECT sum(n) FROM marks WHERE n > 9", "it gives nothing: no row, or an empty cell");
    gives("SELECT total(n) FROM marks WHERE n > 9", "0");
    gives("SELECT avg(n) FROM marks WHERE n > 9", "it gives nothing: no row, or an empty cell");
    gives("SELECT sum(place) FROM marks", "sum of a text: 'a' is no figure");
    gives("SELECT max(s) FROM (SELECT sum(n) OVER (ORDER BY n ROWS 1 PRECEDING) AS s FROM marks)",
          "14");
    gives("SELECT sum(x) FROM (SELECT 0.1 AS x UNION ALL SELECT 0.2 UNION ALL SELECT -0.3)", "0");
    gives("SELECT 1.0 / 3", "0.33333333333333");
    gives("SELECT -2.0 / 3", "-0.66666666666667");
    gives("SELECT 1234567890.125", "1234567890.125");
    gives("SELECT 1e18", "its number has more digits than can be kept");
    gives("SELECT NULL", "it gives nothing: no row, or an empty cell");
    gives("SELECT 'x'", "it gives a text and no number");
    gives("SELECT 1, 2", "it must give one column: a single SELECT of one expression");
    gives("SELECT 1 FROM pay", "it gives more than one row");
    gives("", "it must give one column: a single SELECT of one expression");
    gives("SELECT count(*) FROM sqlite_master", "the database's own tables are not read");
    gives("PRAGMA table_info(pay)", "a query may only read: SELECT");
    gives("DROP TABLE pay", "a query may only read: SELECT");
    gives("INSERT INTO pay VALUES (1, 2, 3)", "a query may only read: SELECT");
    gives("SELECT random()", "the function 'random' is not one that may be used");
    gives("SELECT load_extension('x')",
          "the function 'load_extension' is not one that may be used");
    gives("SELECT strftime('%s', 'now')", "the function 'strftime' is not one that may be used");
    gives("SELECT CURRENT_DATE", "the function 'current_date' is not one that may be used");
    gives("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n",
          "it takes too many steps");
    gives("SELECT count(*) FROM pay", "2");
    const char *endless =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";
    sl_dec d;
    const char *why = "";
    for (int i = 0; i < 6; i++)
        sl_query_run(query, sl_str_from(endless), &d, &why);
    is_str(sl_str_from(why), "the strategy's queries together take too many steps", "all together");
    ok(sl_query_names(SL_STR("SELECT 1 FROM pay"), SL_STR("pay")), "a table is named");
    ok(!sl_query_names(SL_STR("SELECT 'pay' FROM payments"), SL_STR("pay")), "a text is no name");
    check_counting();
    sl_arena_free(arena);
    return done();
}
