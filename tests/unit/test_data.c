/* Cells, times, tables and descriptions, on both sides of what is taken. */
#include <stdlib.h>

#include "base/limits.h"
#include "data/datapackage.h"
#include "data/key.h"
#include "data/sha.h"
#include "data/table.h"
#include "data/when.h"
#include "data/yaml.h"
#include "tap.h"

static sl_arena *arena;
static sl_sources sources;
static sl_diags diags;

static void begin(void)
{
    arena = sl_arena_new();
    sl_sources_init(&sources, arena);
    sl_diags_init(&diags, arena, &sources);
}

static void end(void)
{
    sl_arena_free(arena);
}

static uint32_t add(const char *path, const char *text)
{
    return sl_sources_add(&sources, sl_str_from(path), sl_str_from(path), sl_str_from(text));
}

/* --- cells --- */

/* A figure as mantissa and places, with its symbol and marks; or what it is. */
static const char *cell_text(sl_cell c)
{
    static char text[96];
    static const char *const kinds[] = {[SL_CELL_EMPTY] = "empty",
                                        [SL_CELL_MISSING] = "missing",
                                        [SL_CELL_CODE] = "code",
                                        [SL_CELL_TEXT] = "text"};
    size_t n =
        (size_t)(c.kind == SL_CELL_NUMBER
                     ? snprintf(text, sizeof text, "%lld/%u%s%s", (long long)c.value.mantissa,
                                c.value.places, c.symbol ? " " : "", c.symbol ? c.symbol : "")
                     : snprintf(text, sizeof text, "%s", kinds[c.kind]));
    for (unsigned i = 0; sl_mark_name(i); i++)
        if (c.marks & UINT32_C(1) << i)
            n += (size_t)snprintf(text + n, sizeof text - n, " %s", sl_mark_name(i));
    return text;
}

static void test_cells(void)
{
    static const struct {
        const char *cell, *want;
    } rows[] = {
        {"", "empty"},
        {"  ", "empty"},
        {"\u00A0", "empty"},
        {"0", "0/0"},
        {"7", "7/0"},
        {"-4", "-4/0"},
        {"\u22124", "-4/0"},
        {"+4", "4/0"},
        {"--4", "text"},
        {"-+4", "text"},
        {"4-", "text"},
        {"36.40", "3640/2"},
        {".5", "5/1"},
        {"5.", "5/0"},
        {".", "text"},
        {"1.2.3", "text"},
        {"1,236", "1236/0"},
        {"1,236.40", "123640/2"},
        {"1,23", "text"},
        {"1,2345", "text"},
        {"12,34,567", "text"},
        {"1,234,567", "1234567/0"},
        {"1234,567", "text"},
        {"1 234 567", "1234567/0"},
        {"1'234", "1234/0"},
        {"1,234 567", "text"},
        {"£55", "55/0 £"},
        {"-£55", "-55/0 £"},
        {"£-55", "-55/0 £"},
        {"££55", "text"},
        {"€1,234.5", "12345/1 €"},
        {"12%", "12/0 %"},
        {"12 %", "12/0 %"},
        {"£12%", "text"},
        {"(36.40)", "-3640/2"},
        {"(-36)", "text"},
        {"-(36)", "text"},
        {"(£36)", "-36/0 £"},
        {"(36", "text"},
        {"007", "code"},
        {"0", "0/0"},
        {"0.5", "5/1"},
        {"00.5", "5/1"},
        {"10E2", "code"},
        {"1e+05", "100000/0"},
        {"1E-3", "1/3"},
        {"1e5", "code"},
        {"999999999999999", "999999999999999/0"},
        {"1000000000000000", "code"},
        {"[x]", "missing [x]"},
        {"[X]", "missing [x]"},
        {"..", "missing .."},
        {"-", "missing -"},
        {"n/a", "missing n/a"},
        {"[q]", "text"},
        {"12 [p]", "12/0 [p]"},
        {"12[p][r]", "12/0 [p] [r]"},
        {"[p] 12", "12/0 [p]"},
        {"12 p", "12/0 [p]"},
        {"12p", "text"},
        {": c", "missing [c]"},
        {"12 [q]", "text"},
        {"Kent", "text"},
        {"12 km", "text"},
        {"2019-05-31", "text"},
        {"0.123456789012345678", "123456789012345678/18"},
    };
    for (size_t i = 0; i < SL_COUNT(rows); i++)
        is_str(sl_str_from(cell_text(sl_cell_read(sl_str_from(rows[i].cell)))), rows[i].want,
               rows[i].cell);
    sl_dec d;
    ok(!sl_cell_read_plain(SL_STR("1,234"), &d), "a plain figure has no groups");
    ok(sl_cell_read_plain(SL_STR("-1e2"), &d) && d.mantissa == -100, "and may have an exponent");
    ok(!sl_cell_read_plain(SL_STR(" 1"), &d) && !sl_cell_read_plain(SL_STR("£1"), &d),
       "and nothing beside it");
}

/* --- times --- */

static void is_when(const char *labels, const char *want)
{
    sl_str each[8], rest = sl_str_from(labels), one;
    int32_t days[8];
    size_t n = 0;
    char text[128] = "no time";
    while (sl_str_split(&rest, '|', &one))
        each[n++] = one;
    if (sl_when_read(each, n, days))
        for (size_t i = 0, at = 0; i < n; i++) {
            sl_date d = sl_date_from_days(days[i]);
            at += (size_t)snprintf(text + at, sizeof text - at, "%s%04d-%02u-%02u", i ? " " : "",
                                   d.year, d.month, d.day);
        }
    is_str(sl_str_from(text), want, labels);
}

static void test_times(void)
{
    is_when("2019", "2019-01-01");
    is_when("2019-05", "2019-05-01");
    is_when("2019-05-31", "2019-05-31");
    is_when("2019-02-29", "no time");
    is_when("2020-02-29", "2020-02-29");
    is_when("2019-13", "no time");
    is_when("2019/20", "2019-04-01");
    is_when("2019/21", "no time");
    is_when("1999/00", "1999-04-01");
    is_when("2019-20", "2019-04-01");
    is_when("2011-12", "2011-04-01");
    is_when("2011-12|2012-13", "2011-04-01 2012-04-01");
    is_when("2011-12|2012-11", "2011-12-01 2012-11-01");
    is_when("May 2019", "2019-05-01");
    is_when("2019 May", "2019-05-01");
    is_when("31 May 2019", "2019-05-31");
    is_when("31 June 2019", "no time");
    is_when("Sep 2019", "2019-09-01");
    is_when("Se 2019", "no time");
    is_when("2019 Q1", "2019-01-01");
    is_when("Q3 2019", "2019-07-01");
    is_when("2019Q4", "2019-10-01");
    is_when("2019 Q5", "no time");
    is_when("2019 Q0", "no time");
    is_when("2019 [p]", "2019-01-01");
    is_when("31 2019", "no time");
    is_when("May", "no time");
    is_when("", "no time");
    is_when("2019|soon", "no time");
    static const struct {
        const char *date;
        int first, last;
    } days[] = {
        {"2000-01-01", 0, 0},     {"1999-12-31", -1, -1}, {"2000", 0, 365},
        {"2001", 366, 730},       {"2000-02", 31, 59},    {"2001-02", 397, 424},
        {"1900", -36524, -36160}, {"2000-12", 335, 365},
    };
    for (size_t i = 0; i < SL_COUNT(days); i++) {
        sl_date d;
        sl_date_parse(sl_str_from(days[i].date), &d);
        is_int(sl_date_days(d), days[i].first, days[i].date);
        is_int(sl_date_last_day(d), days[i].last, "its last day");
    }
    bool round = true;
    for (int32_t day = -40000; day < 40000; day++)
        round = round && sl_date_days(sl_date_from_days(day)) == day;
    ok(round, "every day has a date that is its own");
}

/* --- files --- */

/* A dataset with a description or none: "rows x columns" or the codes of what is wrong. */
static const sl_csv *read_described(const char *csv, const char *fields, sl_str *said)
{
    sl_dialect plain = sl_dialect_plain();
    const sl_resource *r = NULL;
    diags.findings.n = 0;
    uint32_t file = add("a.csv", csv);
    if (fields) {
        char text[1024];
        snprintf(text, sizeof text, "resources:\n  - name: a\n    path: a.csv\n    schema:\n%s",
                 fields);
        uint32_t yaml = add("datapackage.yaml", text);
        const sl_yaml *y = sl_yaml_parse(arena, &diags, yaml, 0, (uint32_t)strlen(text));
        const sl_package *p = sl_package_read(arena, &diags, y, SL_STR("datapackage.yaml"));
        r = p ? sl_package_lookup(p, SL_STR("a.csv")) : NULL;
    }
    sl_csv *t = fields && !r ? NULL : sl_csv_parse(arena, &diags, file, r ? &r->dialect : &plain);
    bool typed = t && sl_table_type(arena, &diags, t, r);
    if (typed && r)
        sl_key_check(arena, &diags, t, r);
    sl_buf b;
    sl_buf_init(&b);
    if (t)
        sl_buf_push_format(&b, "%ux%u", t->row_count, t->column_count);
    for (size_t i = 0; i < diags.findings.n; i++)
        sl_buf_push_format(&b, "%s%s", b.n ? " " : "", sl_code_name(diags.findings.at[i]->code));
    *said = sl_buf_take(&b, arena);
    return typed ? t : NULL;
}

static void test_files(void)
{
    static const struct {
        const char *csv, *want;
    } rows[] = {
        {"a,b\n1,2\n", "1x2"},
        {"a,b\n1,2", "1x2"},
        {"a,b\r\n1,2\r\n", "1x2"},
        {"a,b\n1,2\n\n\n", "1x2"},
        {"a,b\n\"1,2\",\"3\"\"4\"\n", "1x2"},
        {"a,b\n\"1\n2\",3\n", "1x2"},
        {"a,b\n1\n2,3\n", "E0122"},
        {"a,b\n1,2,3\n", "E0122"},
        {"a,b\n\"1,2\n", "E0123"},
        {"a,b\n\"1\"2,3\n", "E0123"},
        {"", "E0122"},
        {"\n\n", "E0122"},
        {"a,a\n1,2\n", "E0122"},
        {"a,b\n", "0x2"},
        {"a;b\n1;2\n", "E0140"},
        {"a\tb\n1\t2\n", "E0140"},
        {"A title\na,b\n1,2\n", "E0141"},
        {"a,b\n1,2\n,\n3,4\n", "E0141"},
        {"a,b\n1,2\nSource: them,\n", "E0141"},
        {"a,b,\n1,2,\n", "E0141"},
        {"a,b,\n1,2,3\n", "E0122"},
        {"a,n\nx,1\ny,2\nz,three\n", "3x2 E0142"},
        {"a,n\nx,one\ny,2\nz,three\n", "3x2"},
        {"a,n\nx,£1\ny,€2\n", "2x2 E0142"},
        {"a,n\nx,1%\ny,2\n", "2x2 E0142"},
        {"a,n\nx,007\ny,2\n", "2x2"},
    };
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        sl_str said;
        read_described(rows[i].csv, NULL, &said);
        is_str(said, rows[i].want, rows[i].csv);
    }
    sl_str said;
    const sl_csv *t = read_described("a,n\n\"x \"\"y\"\"\",\"1,236\"\n z ,[x]\n,\n", NULL, &said);
    ok(!t || t->row_count, "a table");
    t = read_described("a,n\n\"x \"\"y\"\"\",\"1,236\"\n z ,[x]\nu,\n", NULL, &said);
    if (ok(t != NULL, "a table with all of it")) {
        is_str(sl_csv_cell(t, 0, 0), "x \"y\"", "a doubled quotation mark is one");
        is_str(sl_csv_cell(t, 1, 0), "z", "without the spaces around it");
        is_int(sl_table_cell(t, 0, 1).value.mantissa, 1236, "a figure in groups");
        is_int(sl_table_cell(t, 1, 1).kind, SL_CELL_MISSING, "a mark is a figure that is missing");
        is_int(sl_table_cell(t, 2, 1).kind, SL_CELL_EMPTY, "nothing is nothing");
        is_int(sl_table_cell(t, 1, 0).kind, SL_CELL_TEXT, "a text");
        is_int(sl_table_row_number(&sources, t, 2), 4, "the row of the file");
        is_int(sl_csv_lookup_column(t, SL_STR("n")), 1, "a column by its name");
        is_int(sl_csv_lookup_column(t, SL_STR("m")), -1, "or none");
    }
    t = read_described("year,n\n2019,1900\n2020,2100\n", NULL, &said);
    is_int(t->typed[0].type, SL_COLUMN_YEAR, "years by the column's name");
    is_int(t->typed[1].type, SL_COLUMN_YEAR, "or where all are");
    t = read_described("place,n\na,1899\nb,2101\n", NULL, &said);
    is_int(t->typed[1].type, SL_COLUMN_NUMBER, "outside of 1900 to 2100 they are figures");
    is_int(t->typed[0].type, SL_COLUMN_TEXT, "and texts texts");
    t = read_described("place,n\na,1.25\nb,[x]\nc,2.5\n", NULL, &said);
    is_int(t->typed[1].places, 2, "the most decimals");
}

#define NUMBER "      fields:\n        - {name: a}\n        - {name: n, type: number"

static void test_described(void)
{
    static const struct {
        const char *csv, *fields, *want;
    } rows[] = {
        {"a,n\nx,1\n", NUMBER "}\n", "1x2"},
        {"a,n\nx,one\n", NUMBER "}\n", "1x2 E0142"},
        {"a,n\nx,\n", NUMBER "}\n", "1x2"},
        {"a,n\nx,\n", NUMBER ", constraints: {required: true}}\n", "1x2 E0142"},
        {"a,n\nx,1.5\n", "      fields:\n        - {name: a}\n        - {name: n, type: integer}\n",
         "1x2 E0142"},
        {"a,n\nx,3\n", NUMBER ", constraints: {minimum: 3, maximum: 3}}\n", "1x2"},
        {"a,n\nx,2.9\n", NUMBER ", constraints: {minimum: 3}}\n", "1x2 E0142"},
        {"a,n\nx,3.1\n", NUMBER ", constraints: {maximum: 3}}\n", "1x2 E0142"},
        {"a,n\nx,3\n", NUMBER ", constraints: {exclusiveMinimum: 3}}\n", "1x2 E0142"},
        {"a,n\nx,3.1\n", NUMBER ", constraints: {exclusiveMinimum: 3}}\n", "1x2"},
        {"a,n\nx,3\n", NUMBER ", constraints: {exclusiveMaximum: 3}}\n", "1x2 E0142"},
        {"a,n\nx,2.9\n", NUMBER ", constraints: {exclusiveMaximum: 3}}\n", "1x2"},
        {"a,n\nx,3.0\n", NUMBER ", constraints: {enum: [3, 4]}}\n", "1x2"},
        {"a,n\nx,5\n", NUMBER ", constraints: {enum: [3, 4]}}\n", "1x2 E0142"},
        {"a,n\nx,1\nx,1\n", NUMBER ", constraints: {unique: true}}\n", "2x2 E0142"},
        {"a,n\nx,1\nx,2\n", NUMBER ", constraints: {unique: true}}\n", "2x2"},
        {"a,n\nab,1\n",
         "      fields:\n        - {name: a, constraints: {minLength: 2, maxLength: 2}}\n"
         "        - {name: n}\n",
         "1x2"},
        {"a,n\na,1\n",
         "      fields:\n        - {name: a, constraints: {minLength: 2}}\n        - {name: n}\n",
         "1x2 E0142"},
        {"a,n\nabc,1\n",
         "      fields:\n        - {name: a, constraints: {maxLength: 2}}\n        - {name: n}\n",
         "1x2 E0142"},
        {"a,n\nab,1\n",
         "      fields:\n        - {name: a, constraints: {pattern: 'a.'}}\n        - {name: n}\n",
         "1x2"},
        {"a,n\nabc,1\n",
         "      fields:\n        - {name: a, constraints: {pattern: 'a.'}}\n        - {name: n}\n",
         "1x2 E0142"},
        {"a,n\nyes,1\n", "      fields:\n        - {name: a, type: boolean}\n        - {name: n}\n",
         "1x2 E0142"},
        {"a,n\nTRUE,1\n",
         "      fields:\n        - {name: a, type: boolean}\n        - {name: n}\n", "1x2"},
        {"a,n\n2024-02-30,1\n",
         "      fields:\n        - {name: a, type: date}\n        - {name: n}\n", "1x2 E0142"},
        {"a,n\n2024-02-29,1\n",
         "      fields:\n        - {name: a, type: date}\n        - {name: n}\n", "1x2"},
        {"a,n\nx,1\n", "      fields:\n        - {name: n}\n        - {name: a}\n", "1x2 E0143"},
        {"a,n\nx,1\n",
         "      fieldsMatch: [equal]\n      fields:\n        - {name: n}\n        - {name: a}\n",
         "1x2"},
        {"a,n\nx,1\n", "      fields:\n        - {name: a}\n", "1x2 E0143"},
        {"a,n\nx,1\n", "      fieldsMatch: [subset]\n      fields:\n        - {name: a}\n", "1x2"},
        {"a,n\nx,1\nx,2\n", NUMBER "}\n      primaryKey: [a]\n", "2x2 E0142"},
        {"a,n\nx,1\ny,1\n", NUMBER "}\n      primaryKey: [a]\n", "2x2"},
        {"a,n\nx,1\n,2\n", NUMBER "}\n      primaryKey: [a]\n", "2x2 E0142"},
    };
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        sl_str said;
        read_described(rows[i].csv, rows[i].fields, &said);
        if (!is_str(said, rows[i].want, rows[i].csv))
            printf("# %s\n", diags.findings.n ? diags.findings.at[0]->message.p : "");
    }
    sl_str said;
    const sl_csv *t = read_described("a,n\nx,-99\ny,-98\nz,1\nu,\n",
                                     NUMBER ", missingValues: [{value: '-99', label: Not asked}, "
                                            "'-98', '']}\n",
                                     &said);
    if (ok(t != NULL, "a file with missing values")) {
        sl_cell c = sl_table_cell(t, 0, 1);
        is_int(c.kind, SL_CELL_MISSING, "one that is described is missing");
        is_str(c.label, "Not asked", "with its reason");
        is_int(sl_table_cell(t, 1, 1).kind, SL_CELL_EMPTY, "without a reason it is empty");
        is_int(sl_table_cell(t, 2, 1).kind, SL_CELL_NUMBER, "others are figures");
        is_int(sl_table_cell(t, 3, 1).kind, SL_CELL_EMPTY, "nothing is nothing");
    }
    t = read_described("a,n\nx,1.234.567\n", NUMBER ", groupChar: '.', decimalChar: ','}\n", &said);
    ok(t && sl_table_cell(t, 0, 1).value.mantissa == 1234567, "groups as they are described");
    t = read_described("a,n\nx,\"1,5\"\n", NUMBER ", decimalChar: ','}\n", &said);
    ok(t && sl_table_cell(t, 0, 1).value.mantissa == 15, "a decimal comma");
    t = read_described("a,n\nx,£5m\n", NUMBER ", bareNumber: false}\n", &said);
    ok(t && sl_table_cell(t, 0, 1).value.mantissa == 5, "a figure with a unit beside it");
    read_described("a,n\nx,£5m\n", NUMBER "}\n", &said);
    is_str(said, "1x2 E0142", "which a bare one has not");
}

/* --- limits --- */

static void test_limits(void)
{
    size_t n = SL_LIMIT_CSV_ROWS + 100;
    char *text = malloc(2 * n + 8);
    for (size_t more = 0; more <= 100; more += more ? 99 : 1) {
        sl_str said;
        size_t at = 0;
        text[at++] = 'a';
        text[at++] = '\n';
        for (size_t i = 0; i < SL_LIMIT_CSV_ROWS + more; i++) {
            text[at++] = '1';
            text[at++] = '\n';
        }
        text[at] = '\0';
        read_described(text, NULL, &said);
        is_str(said, more ? "E0122" : "200000x1", "rows of a dataset");
        ok(!more || diags.findings.at[0]->help.n, "what is to be done about too many is said");
    }
    for (unsigned columns = SL_LIMIT_CSV_COLUMNS; columns <= SL_LIMIT_CSV_COLUMNS + 1; columns++) {
        sl_str said;
        size_t at = 0;
        for (unsigned i = 0; i < columns; i++)
            at += (size_t)snprintf(text + at, 8, "%sc%u", i ? "," : "", i);
        snprintf(text + at, 2, "\n");
        read_described(text, NULL, &said);
        is_str(said, columns > SL_LIMIT_CSV_COLUMNS ? "E0122" : "0x512", "columns of a dataset");
        ok(!diags.findings.n || diags.findings.at[0]->help.n, "with what is to be done");
    }
    free(text);
    for (int depth = SL_LIMIT_YAML_DEPTH; depth <= SL_LIMIT_YAML_DEPTH + 1; depth++) {
        char deep[128];
        snprintf(deep, sizeof deep, "%.*s%.*s", depth, "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
                 depth, "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]");
        uint32_t file = add("deep.yaml", deep);
        const sl_yaml *y = sl_yaml_parse(arena, &diags, file, 0, (uint32_t)strlen(deep));
        is_int(y != NULL, depth == SL_LIMIT_YAML_DEPTH, "YAML as deep as may be, and deeper");
    }
}

/* --- digests --- */

static const char *hex_of(const unsigned char digest[32])
{
    static char text[65];
    for (int i = 0; i < 32; i++)
        snprintf(text + 2 * i, 3, "%02x", digest[i]);
    return text;
}

/* FIPS 180-4's examples; and, of every length around a block and parted anywhere, GLib's digest. */
static void test_digests(void)
{
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    };
    unsigned char digest[32], slow[32];
    char text[300];
    bool same = true;
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        sl_str one = sl_str_from(rows[i].text);
        sl_sha_make(&one, 1, digest);
        is_str(sl_str_from(hex_of(digest)), rows[i].want, "the digest of an example");
    }
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)(i * 131 + 7);
    for (size_t n = 0; n <= sizeof text; n++)
        for (size_t k = 0; k <= n; k += n % 7 + 1) {
            sl_str parts[] = {{text, k}, {NULL, 0}, {text + k, n - k}};
            sl_sha_make(parts, 3, digest);
            sl_sha_make_slowly(parts, 3, slow);
            same = same && memcmp(digest, slow, sizeof digest) == 0;
        }
    ok(same, "a digest is GLib's, of every length and however it is parted");
}

int main(void)
{
    begin();
    test_digests();
    test_cells();
    test_times();
    test_files();
    test_described();
    test_limits();
    end();
    return done();
}
