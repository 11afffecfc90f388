/* What other programs are given: cells, a calendar, JSON, the words of a text without its marks. */
#include "book/book.h"
#include "data/csv.h"
#include "data/json.h"
#include "export/export.h"
#include "export/plain.h"
#include "plan.h"

static plan p;
static sl_numbers numbers;

static sl_book *compose(void)
{
    sl_book_options options = {0};
    return sl_book_compose(p.s, &options, &numbers);
}

static bool holds(sl_str text, const char *z)
{
    return sl_str_find(text, sl_str_from(z), 0) != SIZE_MAX;
}

static void test_cells(void)
{
    static const char *const formulas[] = {"=1+1", "+x", "-x", "@x", " =1", "\t=1", "\uFF1D1"};
    static const char *const figures[] = {"-5", "x-y", "a=b"};
    sl_buf b;
    sl_buf_init(&b);
    bool guarded = true, plain = true;
    for (size_t i = 0; i < SL_COUNT(formulas); i++) {
        b.n = 0;
        sl_csv_push_cell(&b, sl_str_from(formulas[i]), false);
        guarded = guarded && b.p[1] == '\'';
    }
    for (size_t i = 0; i < SL_COUNT(figures); i++) {
        b.n = 0;
        sl_csv_push_cell(&b, sl_str_from(figures[i]), false);
        plain = plain && b.p[1] == figures[i][0];
    }
    ok(guarded, "no spreadsheet computes what a stranger wrote");
    ok(plain, "a figure stays one");
    b.n = 0;
    sl_csv_push_cell(&b, SL_STR("a \"b\""), true);
    is_str(sl_buf_str(&b), "\"a \"\"b\"\"\"\r\n", "quotes twice; the last cell ends the row");
    sl_buf_done(&b);
}

static void read_plan(void)
{
    plan_begin(&p);
    plan_item(&p, "AIM-1", "evidence: [EV-1]\n",
              "One *two* `three` [@EV-1], [=EV-1] and [@STP-1].\n\n- four");
    plan_item(&p, "STP-1",
              "serves: [AIM-1]\ncost: {amount: 12.5, unit: GBP, scale: million}\n"
              "funding: [{fund: One, amount: 200, unit: GBP, year: 2027, state: agreed}]\n",
              "Text.");
    plan_item(&p, "ASK-1", "helps: [STP-1]\nof: HM Treasury\n", "Please, \"do\" it.");
    const char *const entries[] = {"id: EV-1, grade: 3, value: 5, unit: per cent", NULL};
    plan_evidence(&p, entries, "");
    plan_put(&p, "engagement/calendar.yaml",
             "events:\n  - {id: EVT-1, title: 'Forum; of, all', date: 2026-12-31, channel: c, "
             "partners: []}\n");
    plan_put(&p, "programme.yaml",
             "milestones:\n  - {id: MIL-1, title: A title that is so long that the line has to be "
             "folded somewhere behind its seventy-fifth byte – here or there, date: 2026-02-28}\n");
    plan_read(&p, NULL);
}

static void test_plain(void)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_plain_push_text(&b, p.s, plan_lookup(&p, "AIM-1")->body);
    ok(sl_str_starts(sl_buf_str(&b), "One two three"), "a text without its marks");
    ok(holds(sl_buf_str(&b), "5%"), "figures as they print");
    ok(holds(sl_buf_str(&b), "Title of STP-1"), "items by their titles");
    ok(!holds(sl_buf_str(&b), "EV-1"), "and no citation");
    ok(sl_str_ends(sl_buf_str(&b), "\nfour"), "a line for each paragraph");
    sl_buf_done(&b);
}

static void test_csv(void)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_export_emit_asks(&b, p.s, &numbers);
    ok(sl_str_starts(sl_buf_str(&b), "\"id\",\"number\",\"title\",\"of\","), "asks have a head");
    ok(holds(sl_buf_str(&b), "\r\n\"ASK-1\","), "and a row each");
    ok(holds(sl_buf_str(&b), "\"HM Treasury\""), "with whom they are asked of");
    ok(holds(sl_buf_str(&b), "\"EV-1\"\r\n"), "and the evidence that reaches them");
    b.n = 0;
    sl_export_emit_funding(&b, p.s);
    ok(holds(sl_buf_str(&b), "\"STP-1\"") && holds(sl_buf_str(&b), "\"200"), "lines of funding");
    b.n = 0;
    sl_export_emit_evidence(&b, p.s, &numbers);
    ok(holds(sl_buf_str(&b), "\r\n\"1\",\"EV-1\","), "a row for an entry");
    ok(holds(sl_buf_str(&b), "AIM-1"), "with what rests on it");
    sl_buf_done(&b);
}

/* RFC 5545, 3.1: lines of at most 75 octets, ended by CRLF, and unfolded by whoever reads them. */
static void test_calendar(void)
{
    sl_buf b, unfolded;
    sl_buf_init(&b);
    sl_buf_init(&unfolded);
    sl_export_emit_ics(&b, p.s);
    sl_str rest = sl_buf_str(&b), line;
    bool short_lines = true, ended = true, whole = true;
    while (sl_str_split(&rest, '\n', &line)) {
        if (!line.n)
            continue;
        short_lines = short_lines && line.n <= 76; /* with its CR */
        ended = ended && line.p[line.n - 1] == '\r';
        whole = whole && ((unsigned char)line.p[0] & 0xC0) != 0x80;
        whole = whole && !(line.p[0] == ' ' && ((unsigned char)line.p[1] & 0xC0) == 0x80);
        bool more = line.p[0] == ' ';
        if (!more)
            sl_buf_push_char(&unfolded, '\n');
        sl_buf_push_str(&unfolded, sl_str_slice(line, more, line.n - 1));
    }
    ok(short_lines && ended, "lines are folded");
    ok(whole, "within no character");
    sl_str all = sl_buf_str(&unfolded);
    ok(holds(all, "SUMMARY:Forum\\; of\\, all"), "signs are escaped");
    ok(holds(all, "DTSTART;VALUE=DATE:20261231\nDTEND;VALUE=DATE:20270101"), "to the day after");
    ok(holds(all, "DTSTART;VALUE=DATE:20260228\nDTEND;VALUE=DATE:20260301"), "which may be March");
    ok(holds(all, "seventy-fifth byte – here or there"), "a long line is whole again");
    ok(holds(all, "UID:EVT-1@"), "each under its ID");
    sl_buf again;
    sl_buf_init(&again);
    sl_export_emit_ics(&again, p.s);
    ok(sl_str_equal(sl_buf_str(&b), sl_buf_str(&again)), "the same every time");
    sl_buf_done(&again);
    sl_buf_done(&b);
    sl_buf_done(&unfolded);
}

static void test_json(void)
{
    sl_buf b;
    sl_sources sources;
    sl_diags diags;
    sl_buf_init(&b);
    sl_export_emit_json(&b, p.s, compose(), &numbers);
    sl_sources_init(&sources, p.session.arena);
    sl_diags_init(&diags, p.session.arena, &sources);
    const sl_json *j =
        sl_json_parse(p.session.arena, &diags,
                      sl_sources_add(&sources, SL_STR("x"), SL_STR("x"), sl_buf_str(&b)));
    ok(j && j->kind == SL_JSON_MAP, "JSON that a strict reader takes");
    is_str(sl_json_text(j, "title"), "A plan", "of this strategy");
    static const char *const names[] = {"export", "audit", "trace", "changes"};
    bool all = !sl_export_schema("none");
    for (size_t i = 0; i < SL_COUNT(names); i++) {
        const char *schema = sl_export_schema(names[i]);
        uint32_t file =
            schema ? sl_sources_add(&sources, SL_STR("s"), SL_STR("s"), sl_str_from(schema)) : 0;
        all = all && schema && sl_json_parse(p.session.arena, &diags, file);
    }
    ok(all, "each output has a schema, and nothing else has");
    is_int((long long)diags.findings.n, 0, "and no reader complains");
    sl_buf_done(&b);
}

int main(void)
{
    test_cells();
    read_plan();
    compose();
    test_plain();
    test_csv();
    test_calendar();
    test_json();
    plan_end(&p);
    return done();
}
