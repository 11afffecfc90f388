/* Places in files, and findings: their order, that each is said once, and how reports write them.
 */
#include "base/limits.h"
#include "diag/report.h"
#include "tap.h"

static sl_arena *a;

/* --- places, by counting bytes one by one --- */

/* Line and column of an offset as a reader counts them: a line ends with \n, \r\n or a lone \r. */
static void count_place(sl_str bytes, size_t offset, uint32_t *line, uint32_t *column)
{
    *line = *column = 1;
    for (size_t i = 0; i < offset && i < bytes.n; i++) {
        bool crlf = bytes.p[i] == '\r' && i + 1 < bytes.n && bytes.p[i + 1] == '\n';
        if (bytes.p[i] == '\n' || (bytes.p[i] == '\r' && !crlf)) {
            ++*line;
            *column = 1;
        } else if (((unsigned char)bytes.p[i] & 0xC0) != 0x80) {
            ++*column;
        }
    }
}

static void test_places(void)
{
    static const char *const pieces[] = {"\n", "\r\n", "\r", "a", "é", "–", "𝄞", "b c"};
    uint32_t seed = 7, wrong = 0;
    for (int round = 0; round < 2000; round++) {
        sl_buf b;
        sl_buf_init(&b);
        for (int i = 0; i < 9; i++) {
            seed = seed * 1664525 + 1013904223;
            sl_buf_push_z(&b, pieces[(seed >> 16) % SL_COUNT(pieces)]);
        }
        sl_sources s;
        sl_sources_init(&s, a);
        sl_str bytes = sl_buf_take(&b, a);
        uint32_t file = sl_sources_add(&s, SL_STR("x"), SL_STR("x"), bytes), line, column;
        for (uint32_t at = 0; at <= bytes.n; at++) {
            if (at < bytes.n && ((unsigned char)bytes.p[at] & 0xC0) == 0x80)
                continue;
            sl_place p = sl_sources_locate(&s, file, at);
            count_place(bytes, at, &line, &column);
            wrong += p.line != line || p.column != column;
            wrong += sl_str_find_char(p.text, '\n', 0) != SIZE_MAX ||
                     memcmp(p.text.p, bytes.p + p.offset, p.text.n) != 0;
        }
    }
    is_int(wrong, 0, "lines and columns are those that a reader counts, however lines end");
    sl_sources s;
    sl_sources_init(&s, a);
    uint32_t file = sl_sources_add(&s, SL_STR("x"), SL_STR("x"), SL_STR("one\ntwo\r\nthree"));
    is_str(sl_sources_locate(&s, file, 5).text, "two", "the line without its end");
    is_str(sl_sources_locate(&s, file, 999).text, "three", "beyond the end is the last line");
    is_str(sl_span_text(&s, (sl_span){file, 4, 7}), "two", "the bytes of a span");
}

/* --- findings --- */

static sl_sources sources;
static sl_diags diags;
static uint32_t first, second;

static void begin(void)
{
    sl_sources_init(&sources, a);
    sl_diags_init(&diags, a, &sources);
    second = sl_sources_add(&sources, SL_STR("b.md"), SL_STR("b.md"), SL_STR("beta\ngamma\n"));
    first = sl_sources_add(&sources, SL_STR("a.md"), SL_STR("a.md"), SL_STR("alpha [@EV-9] %\n"));
}

static sl_str order_of(void)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_diags_sort(&diags);
    for (size_t i = 0; i < diags.findings.n; i++)
        sl_buf_push_format(&b, "%s%.*s", i ? " " : "", SL_FMT(diags.findings.at[i]->message));
    return sl_buf_take(&b, a);
}

static void test_order(void)
{
    begin();
    sl_diag_add(&diags, SL_E0107, (sl_span){second, 5, 7}, "4");
    sl_diag_add(&diags, SL_E0107, (sl_span){second, 0, 2}, "3");
    sl_diag_add(&diags, SL_E0107, (sl_span){first, 8, 9}, "2");
    sl_diag_add(&diags, SL_E0002, (sl_span){second, 9, 9}, "1");
    is_str(order_of(), "1 2 3 4",
           "what keeps a file from being read first, then by file and place");
    begin();
    for (int i = 0; i < 3; i++) {
        sl_diag_add(&diags, SL_E0107, (sl_span){first, 0, 2}, "same");
        sl_diag_add(&diags, SL_E0107, (sl_span){first, 0, 2}, "other");
    }
    is_str(order_of(), "same other", "the same at one place is said once, something else too");
    is_int(diags.counts[SL_SEVERITY_ERROR], 2, "and is counted once");
    begin();
    sl_diag_add_as(&diags, SL_SEVERITY_OFF, SL_E0107, SL_SPAN_NONE, "unsaid");
    sl_diag_add_as(&diags, SL_SEVERITY_NOTE, SL_E0107, SL_SPAN_NONE, "said");
    is_str(order_of(), "said", "a rule that is off says nothing");
    is_int(diags.counts[SL_SEVERITY_NOTE], 1, "what a rule makes a note is counted as one");
    begin();
    diags.most = 2;
    for (int i = 0; i < 5; i++)
        sl_diag_add(&diags, SL_E0107, (sl_span){first, (uint32_t)i, 9}, "%d", i);
    is_int(diags.dropped, 3, "what is over the limit is counted");
    is_int((long long)diags.findings.n, 2, "and not kept");
}

static void test_codes(void)
{
    size_t wrong = 0;
    for (int i = 0; i < SL_CODE__COUNT; i++) {
        sl_code code = (sl_code)i;
        sl_str lower = sl_str_lower(a, sl_str_from(sl_code_name(code)));
        wrong += sl_code_lookup(lower) != code;
        wrong += sl_code_lookup(sl_str_from(sl_code_rule(code))) != code;
        wrong += !*sl_code_summary(code) || !*sl_code_explanation(code);
        wrong += sl_code_lookup(sl_str_slice(lower, 0, lower.n - 1)) != SL_CODE__COUNT;
    }
    is_int((long long)wrong, 0, "every code is found by name and by rule, and is explained");
    begin();
    const sl_str known[] = {SL_STR("EV-PROD-01"), SL_STR("EV-SKILL-02")};
    sl_finding *f = sl_diag_add(&diags, SL_E0107, SL_SPAN_NONE, "x");
    ok(sl_diag_suggest(&diags, f, SL_STR("EV-PORD-01"), known, 2), "what is nearly right");
    is_str(f->help, "did you mean 'EV-PROD-01'?", "is proposed");
    ok(!sl_diag_suggest(&diags, f, SL_STR("banana"), known, 2), "and nothing that is far");
}

/* --- reports --- */

static void test_reports(void)
{
    begin();
    sl_finding *f = sl_diag_add(&diags, SL_E0107, (sl_span){first, 8, 12}, "100%% \"odd\"\n,::x");
    sl_diag_help(&diags, f, "add it");
    sl_diags_sort(&diags);
    sl_buf b;
    sl_buf_init(&b);
    sl_report_short(&b, &diags);
    ok(sl_str_starts(sl_buf_str(&b), "a.md:1:9: error[E0107]: 100% "), "one line: where, what");
    is_int(sl_str_find_char(sl_buf_str(&b), '\n', 0) == b.n - 1, true, "and one line it is");
    b.n = 0;
    sl_report_human(&b, &diags, false);
    sl_str human = sl_buf_str(&b);
    size_t text = sl_str_find(human, SL_STR("alpha [@EV-9] %"), 0);
    size_t caret = sl_str_find(human, SL_STR("^~~~"), 0);
    ok(text != SIZE_MAX && caret != SIZE_MAX, "the excerpt and its carets");
    size_t line_begin = caret;
    while (line_begin && human.p[line_begin - 1] != '\n')
        line_begin--;
    size_t text_begin = text;
    while (text_begin && human.p[text_begin - 1] != '\n')
        text_begin--;
    is_int((long long)(caret - line_begin), (long long)(text + 8 - text_begin),
           "the carets stand under the words");
    ok(sl_str_find(human, SL_STR("add it"), 0) != SIZE_MAX, "the remedy is said");
    ok(sl_str_find_char(human, '\x1b', 0) == SIZE_MAX, "no colour where none is asked for");
    b.n = 0;
    sl_report_human(&b, &diags, true);
    ok(sl_str_find_char(sl_buf_str(&b), '\x1b', 0) != SIZE_MAX, "colour where it is");
    b.n = 0;
    sl_report_github(&b, &diags);
    ok(sl_str_starts(sl_buf_str(&b), "::error file=a.md,line=1,"), "a command of GitHub's");
    ok(sl_str_find(sl_buf_str(&b), SL_STR("100%25 "), 0) != SIZE_MAX, "whose signs are escaped");
    b.n = 0;
    sl_report_json(&b, &diags, SL_STR("{}"));
    ok(sl_str_find(sl_buf_str(&b), SL_STR("100% \\\"odd\\\""), 0) != SIZE_MAX, "quotes in JSON");
    sl_buf_done(&b);
}

int main(void)
{
    a = sl_arena_new();
    test_places();
    test_order();
    test_codes();
    test_reports();
    sl_arena_free(a);
    return done();
}
