/* What came back in a Word file: fields that hide what the program made, letters with their places,
 * edits of several reviewers as one text. */
#include "comments/edit.h"
#include "comments/field.h"
#include "comments/letters.h"
#include "tap.h"

static sl_arena *a;

static void test_fields(void)
{
    sl_fields f = {0};
    ok(!sl_fields_hide(&f), "outside of fields everything is text");
    sl_fields_mark(&f, SL_STR("begin"));
    ok(sl_fields_hide(&f), "an instruction is none");
    sl_fields_read(&f, SL_STR(" HYPER"));
    sl_fields_read(&f, SL_STR("LINK \"https://x\" "));
    sl_fields_mark(&f, SL_STR("separate"));
    ok(!sl_fields_hide(&f), "the words of a link are");
    sl_fields_mark(&f, SL_STR("begin"));
    sl_fields_read(&f, SL_STR("PAGEREF x"));
    sl_fields_mark(&f, SL_STR("separate"));
    ok(sl_fields_hide(&f), "a number that the program made is not");
    sl_fields_mark(&f, SL_STR("end"));
    ok(!sl_fields_hide(&f), "behind it they go on");
    sl_fields_mark(&f, SL_STR("end"));
    sl_fields_mark(&f, SL_STR("end"));
    ok(!sl_fields_hide(&f) && f.n == 0, "one end too many ends nothing");
    for (int i = 0; i < SL_FIELDS_MOST + 3; i++) {
        sl_fields_mark(&f, SL_STR("begin"));
        sl_fields_read(&f, SL_STR("QUOTE"));
        sl_fields_mark(&f, SL_STR("separate"));
    }
    for (int i = 0; i < SL_FIELDS_MOST + 3; i++)
        sl_fields_mark(&f, SL_STR("end"));
    ok(f.n == 0 && !sl_fields_hide(&f), "however deep they are they end");
}

/* --- edits --- */

static sl_sources sources;
static uint32_t file;

static void begin(const char *text)
{
    sl_sources_init(&sources, a);
    file = sl_sources_add(&sources, SL_STR("a.md"), SL_STR("a.md"), sl_str_from(text));
}

static sl_remark remarks[2] = {{.number = 1}, {.number = 2}};

static void add(sl_text_edits *all, uint32_t from, uint32_t to, const char *text, uint32_t who)
{
    SL_PUSH(a, *all,
            ((sl_text_edit){.file = file,
                            .begin = from,
                            .end = to,
                            .text = sl_str_from(text),
                            .origin = who,
                            .remark = &remarks[who]}));
}

static sl_str make(sl_text_edits *all, uint32_t *conflicts)
{
    *conflicts = sl_text_edits_settle(a, all);
    return sl_text_edits_make(a, &sources, all, file);
}

static void test_edits(void)
{
    uint32_t n;
    begin("The old harbour is open.");
    sl_text_edits one = {0};
    add(&one, 19, 23, "shut", 1);
    add(&one, 4, 7, "new", 0);
    is_str(make(&one, &n), "The new harbour is shut.", "two reviewers, two places");
    is_int(n, 0, "are no conflict");
    sl_text_edits two = {0};
    add(&two, 4, 7, "new", 0);
    add(&two, 4, 7, "new", 1);
    is_str(make(&two, &n), "The new harbour is open.", "the same change twice is one");
    is_int(n, 0, "and no conflict");
    sl_text_edits three = {0};
    add(&three, 4, 7, "new", 0);
    add(&three, 4, 7, "small", 1);
    is_str(make(&three, &n), "The old harbour is open.", "two words for one: neither is taken");
    is_int(n, 1, "they are a conflict");
    is_int(three.at[0].conflict, three.at[1].conflict, "of both");
    sl_text_edits four = {0};
    add(&four, 4, 15, "port", 0);
    add(&four, 8, 15, "quay", 1);
    add(&four, 19, 23, "shut", 1);
    is_str(make(&four, &n), "The old harbour is shut.", "what overlaps is one, the rest is made");
    is_int(n, 1, "one conflict");
    sl_text_edits five = {0};
    add(&five, 4, 4, "very ", 0);
    add(&five, 4, 4, "very ", 0);
    is_str(make(&five, &n), "The very very old harbour is open.", "words one after the other");
    is_int(n, 0, "by one reviewer are no conflict");
    sl_text_edits six = {0};
    add(&six, 4, 4, "very ", 0);
    add(&six, 4, 4, "quite ", 1);
    make(&six, &n);
    is_int(n, 1, "by two at one place they are");
    sl_text_edits seven = {0};
    add(&seven, 4, 7, "new", 0);
    add(&seven, 7, 7, "ish", 1);
    make(&seven, &n);
    is_int(n, 1, "so are words put in at the end of what another changed");
}

/* --- what changes, line by line: applied as patch(1) does, it gives the new text --- */

/* The next line of a text, with its end. */
static sl_str line_at(sl_str text, size_t at)
{
    size_t end = sl_str_find_char(text, '\n', at);
    return sl_str_slice(text, at, end == SIZE_MAX ? text.n : end + 1);
}

static sl_str apply(sl_str diff, sl_str old)
{
    sl_buf b;
    size_t done = 0, number = 0;
    sl_buf_init(&b);
    for (size_t at = 0; at < diff.n;) {
        sl_str line = line_at(diff, at);
        at += line.n;
        sl_str next = line_at(diff, at), body = sl_str_slice(line, 1, line.n);
        if (sl_str_starts(next, "\\"))
            body.n--; /* the line has no end */
        unsigned from, count, to, now;
        if (sl_str_starts(line, "---") || sl_str_starts(line, "+++") || line.p[0] == '\\')
            continue;
        if (sscanf(line.p, "@@ -%u,%u +%u,%u @@", &from, &count, &to, &now) == 4) {
            for (; number + 1 < from + !count; number++) {
                sl_buf_push_str(&b, line_at(old, done));
                done += line_at(old, done).n;
            }
            continue;
        }
        if (line.p[0] != '+') {
            if (!sl_str_equal(line_at(old, done), body))
                return SL_STR("what stands there is something else");
            done += body.n;
            number++;
        }
        if (line.p[0] != '-')
            sl_buf_push_str(&b, body);
    }
    sl_buf_push_str(&b, sl_str_slice(old, done, old.n));
    return sl_buf_take(&b, a);
}

static uint32_t seed = 3;

static sl_str lines_of(int n)
{
    static const char *const words[] = {"a", "b", "c", "", "longer"};
    sl_buf b;
    sl_buf_init(&b);
    for (int i = 0; i < n; i++) {
        seed = seed * 1664525 + 1013904223;
        sl_buf_push_format(&b, "%s%s", words[(seed >> 16) % SL_COUNT(words)],
                           i + 1 < n || (seed >> 24) % 2 ? "\n" : "");
    }
    return sl_buf_take(&b, a);
}

static void test_diffs(void)
{
    sl_buf b;
    size_t wrong = 0;
    sl_buf_init(&b);
    for (int round = 0; round < 2000; round++) {
        sl_str old = lines_of(round % 13), now = lines_of(round % 11);
        b.n = 0;
        sl_text_edits_push_diff(&b, a, SL_STR("x"), old, now);
        wrong += !sl_str_equal(apply(sl_buf_str(&b), old), now);
    }
    is_int((long long)wrong, 0, "a diff that is applied gives the new text");
    b.n = 0;
    sl_text_edits_push_diff(&b, a, SL_STR("x"), SL_STR("1\n2"), SL_STR("1\n2\n"));
    is_str(sl_buf_str(&b),
           "--- x\n+++ x\n@@ -1,2 +1,2 @@\n 1\n-2\n\\ No newline at end of file\n+2\n",
           "a last line without an end is said to be one");
    b.n = 0;
    sl_text_edits_push_diff(&b, a, SL_STR("a.md"), SL_STR("1\n2\n3\n4\n5\n6\n"),
                            SL_STR("1\n2\n3\n4\nfive\n6\n"));
    is_str(sl_buf_str(&b), "--- a.md\n+++ a.md\n@@ -2,5 +2,5 @@\n 2\n 3\n 4\n-5\n+five\n 6\n",
           "as diff -u writes it");
    sl_buf_done(&b);
}

/* --- letters --- */

static void test_letters(void)
{
    begin("title: \"It's \\& good... really\"\n");
    sl_letters l = sl_letters_of(a, SL_STR("a b\u00A0c"));
    is_int((long long)l.n, 3, "letters without spaces");
    ok(!l.at[0].file, "of a text without a place");
    sl_span span = {file, 7, 31};
    l = sl_letters_at(a, &sources, span, SL_STR("It\u2019s & good\u2026 really"));
    is_int((long long)l.n, 16, "each letter of a value");
    ok(l.n > 15 && l.at[0].begin == 8 && l.at[2].c == 0x2019 && l.at[2].end - l.at[2].begin == 1,
       "a curled sign stands where a straight one does");
    ok(l.n > 15 && l.at[4].end - l.at[4].begin == 2 && l.at[9].end - l.at[9].begin == 3,
       "an escape and three points are one letter each");
    l = sl_letters_at(a, &sources, span, SL_STR("Something else"));
    is_int((long long)l.n, 0, "what does not stand there has no letters");
}

int main(void)
{
    a = sl_arena_new();
    test_fields();
    test_edits();
    test_diffs();
    test_letters();
    sl_arena_free(a);
    return done();
}
