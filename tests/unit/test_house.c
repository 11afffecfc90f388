/* Files of a strategy changed by the program: as the house writes them, with another ID, with a
 * newer copy of a sheet. What is not asked for stays, byte for byte. */
#include "load/house.h"
#include "load/names.h"
#include "load/rename.h"
#include "load/sheet_merge.h"
#include "plan.h"

static plan p;

/* --- lines --- */

static void test_lines(void)
{
    static const struct {
        const char *text, *want, *careful, *what;
    } rows[] = {
        {"One. \t\nTwo.\r\n", "One.\nTwo.\n", NULL, "blanks that nobody sees go"},
        {"One.  \nTwo.\n", "One.  \nTwo.\n", NULL, "two at the end of a line break it, and stay"},
        {"One.   \nTwo.\n", "One.  \nTwo.\n", NULL, "more than two are two"},
        {"\n\nOne.\n\n\n\nTwo.\n\n\n", "One.\n\nTwo.\n", NULL, "of empty lines one stays"},
        {"One.", "One.\n", NULL, "the last line ends"},
        {"\xEF\xBB\xBFOne.\n", "One.\n", NULL, "a mark of the order of bytes goes"},
        {"```\na \n\n\nb\n```\n", "```\na \n\n\nb\n```\n", NULL, "code stays"},
        {"~~~ \na \n~~~\n", "~~~\na \n~~~\n", NULL, "but for the blanks behind its fences"},
        {"```chart\na: 1 \n```\n", "```chart\na: 1\n```\n", "```chart\na: 1 \n```\n",
         "a block of ours is YAML"},
        {"```\na\r\n```\r\n", "```\na\n```\n", NULL, "lines of code end as all others"},
        {"```\na\n```\n\n\nb \n", "```\na\n```\n\nb\n", NULL, "behind code it is text again"},
        {"", "", NULL, "nothing stays nothing"},
        {"\xEF\xBB", "\xEF\xBB\n", NULL, "half a mark is none"},
    };
    sl_arena *a = sl_arena_new();
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        sl_str text = sl_str_from(rows[i].text), once;
        once = sl_house_write_lines(a, text, false);
        is_str(once, rows[i].want, rows[i].what);
        is_str(sl_house_write_lines(a, once, false), rows[i].want, "and a second time nothing");
        is_str(sl_house_write_lines(a, text, true),
               rows[i].careful ? rows[i].careful : rows[i].want, "or with care");
    }
    sl_arena_free(a);
}

/* --- items --- */

/* Front matter of a step as it is, and as the house writes it. */
static void test_items(void)
{
    static const struct {
        const char *front, *want, *what;
    } rows[] = {
        {"title: T\nserves: [AIM-1]\ntype: step\nid: STP-1\n",
         "id: STP-1\ntype: step\ntitle: T\nserves: [AIM-1]\n", "what it is comes first"},
        {"id: STP-1\ntype: step\nowner: O\ntitle: T\nlever: L\nevidence: [EV-1]\nserves: [AIM-1]\n",
         "id: STP-1\ntype: step\ntitle: T\nserves: [AIM-1]\nlever: L\nevidence: [EV-1]\nowner: O\n",
         "what it leads to, what it says, what it rests on, who answers"},
        {"id: STP-1\ntitle: T\n# why\ntype: step\nserves: [AIM-1]\n",
         "id: STP-1\n# why\ntype: step\ntitle: T\nserves: [AIM-1]\n",
         "a comment goes with its key"},
        {"id: STP-1\ntype: step\ntitle: T\nserves: [AIM-1]\ncost: {amount: 55, unit: GBP "
         "million}\n",
         "id: STP-1\ntype: step\ntitle: T\nserves: [AIM-1]\ncost: £55 million\n",
         "a sum of money in few words"},
        {"id: STP-1\ntype: step\ntitle: T\nserves: [AIM-1]\n"
         "cost: {amount: 5.5, unit: EUR, years: 2027 to 2030, source: A fund}\n",
         "id: STP-1\ntype: step\ntitle: T\nserves: [AIM-1]\ncost: €5.5, 2027 to 2030, A fund\n",
         "with its years and its source"},
        {"id: STP-1\ntype: step\ntitle: T\nserves: [AIM-1]\n"
         "cost: {amount: 5, unit: GBP} # so it is\n",
         "id: STP-1\ntype: step\ntitle: T\nserves: [AIM-1]\n"
         "cost: {amount: 5, unit: GBP} # so it is\n",
         "a value with a comment stays as it is"},
        {"id: STP-1\ntype: step\ntitle:\n  A long\n  title\nserves:\n  - AIM-1\n\nlever: L\n",
         "id: STP-1\ntype: step\ntitle:\n  A long\n  title\nserves:\n  - AIM-1\n\nlever: L\n",
         "values of several lines stay together"},
    };
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        sl_buf b, want;
        sl_buf_init(&b);
        sl_buf_init(&want);
        plan_begin(&p);
        plan_item(&p, "AIM-1", "", "Text.");
        const char *const entries[] = {"id: EV-1, grade: 3", NULL};
        plan_evidence(&p, entries, "");
        sl_buf_push_format(&b, "---\n%s---\nText.\n", rows[i].front);
        sl_buf_push_format(&want, "---\n%s---\nText.\n", rows[i].want);
        plan_put(&p, "items/s.md", b.p);
        plan_read(&p, NULL);
        const sl_item *item = plan_lookup(&p, "STP-1");
        sl_str once = sl_house_write_items(p.session.arena, p.s, item->span.file, false);
        is_str(once, want.p, rows[i].what);
        plan q = p; /* the same folder, read again with what was written */
        plan_put(&p, "items/s.md", sl_str_copy(p.session.arena, once).p);
        q.is_read = false;
        plan_read(&q, NULL);
        const sl_item *now = plan_lookup(&q, "STP-1");
        ok(sl_house_is_same(p.s, item, q.s, now), "it says the same");
        is_str(sl_house_write_items(q.session.arena, q.s, now->span.file, false), want.p,
               "and a second time nothing changes");
        sl_session_done(&q.session);
        plan_end(&p);
        sl_buf_done(&b);
        sl_buf_done(&want);
    }
}

/* Two readings of an item differ when anything that it says does. */
static void test_same(void)
{
    static const char base[] = "---\nid: STP-1\ntype: step\ntitle: T\nserves: [AIM-1]\nlever: L\n"
                               "---\nText *one*.\n\n- two\n\n```callout\ntitle: C\ntext: D\n```\n";
    static const struct {
        const char *was, *is;
        bool same;
    } rows[] = {{"lever: L\n", "lever: M\n", false},
                {"lever: L\n", "", false},
                {"lever: L\n", "lever: L\nowner: The college\n", false},
                {"lever: L\n", "lever: 'L'\n", true},
                {"title: T\n", "title: U\n", false},
                {"[AIM-1]", "[AIM-2]", false},
                {"[AIM-1]", "[AIM-1, AIM-2]", false},
                {"[AIM-1]", "[{to: AIM-1, note: so}]", false},
                {"[AIM-1]", "\n  - AIM-1", true},
                {"*one*", "**one**", false},
                {"*one*", "one", false},
                {"*one*", "_one_", true},
                {"- two", "1. two", false},
                {"- two", "- two\n- three", false},
                {"- two\n", "- two\n\n  three\n", false},
                {"- two", "* two", true},
                {"text: D\n", "text: D  \n", true},
                {"title: C\ntext: D", "title: C\ntext: E", false},
                {"title: C\n", "", false}};
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        char text[600];
        const char *at = strstr(base, rows[i].was);
        snprintf(text, sizeof text, "%.*s%s%s", (int)(at - base), base, rows[i].is,
                 at + strlen(rows[i].was));
        plan_begin(&p);
        plan_item(&p, "AIM-1", "", "Text.");
        plan_item(&p, "AIM-2", "", "Text.");
        plan_put(&p, "items/s.md", base);
        plan_read(&p, NULL);
        plan q = p;
        plan_put(&p, "items/s.md", text);
        q.is_read = false;
        plan_read(&q, NULL);
        const sl_item *one = plan_lookup(&p, "STP-1"), *other = plan_lookup(&q, "STP-1");
        bool there = sl_house_is_same(p.s, one, q.s, other);
        bool back = sl_house_is_same(q.s, other, p.s, one);
        if (!ok(there == rows[i].same && back == there, rows[i].is))
            printf("# in place of '%s'\n", rows[i].was);
        sl_session_done(&q.session);
        plan_end(&p);
    }
}

/* --- another ID --- */

static void test_words(void)
{
    static const struct {
        const char *text, *want;
        size_t n;
    } rows[] = {
        {"AIM-1", "GOAL-7", 1},
        {"[@AIM-1], AIM-1; AIM-1.", "[@GOAL-7], GOAL-7; GOAL-7.", 3},
        {"AIM-10 MAIM-1 AIM-1a AIM-1_b éAIM-1 AIM-1-2", "", 0},
        {"items/AIM-1.md and AIM-1.md, AIM-1.yaml", "", 0},
        {"AIM-1.mdx and AIM-1.Then", "GOAL-7.mdx and GOAL-7.Then", 2},
        {"(AIM-1.csv)", "", 0},
        {"see a/AIM-1/b", "", 0},
        {"a / AIM-1 / b", "a / GOAL-7 / b", 1},
        {"#AIM-1#here", "#GOAL-7#here", 1},
        {"AIM-1.md5", "GOAL-7.md5", 1},
        {"", "", 0},
    };
    sl_arena *a = sl_arena_new();
    sl_map to;
    sl_str now = SL_STR("GOAL-7");
    sl_map_init(&to, a);
    sl_map_add(&to, SL_STR("AIM-1"), &now);
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        size_t n = 0;
        sl_str got = sl_rename_words(a, sl_str_from(rows[i].text), &to, &n);
        is_str(got, rows[i].n ? rows[i].want : rows[i].text, "an ID where it stands whole");
        is_int((long long)n, (long long)rows[i].n, "and how often");
    }
    sl_arena_free(a);
}

static void test_apply(void)
{
    plan_begin(&p);
    plan_item(&p, "AIM-1", "", "## Why so\n\nText [@EV-1].");
    plan_item(&p, "STP-1", "serves: [AIM-1]\n", "See [@AIM-1].");
    const char *const entries[] = {"id: EV-1, grade: 3", NULL};
    plan_evidence(&p, entries, "");
    plan_read(&p, NULL);
    sl_rename_apply(p.s, SL_STR("AIM-1"), SL_STR("AIM-9"));
    sl_rename_apply(p.s, SL_STR("EV-1"), SL_STR("EV-9"));
    const sl_item *aim = plan_lookup(&p, "AIM-9");
    ok(aim != NULL && sl_str_equal_z(aim->id, "AIM-9"), "an item has its new ID");
    is_str(plan_lookup(&p, "STP-1")->front->first->next->next->next->first->text, "AIM-9",
           "and what leads to it");
    ok(sl_strategy_lookup_evidence(p.s, SL_STR("EV-9")) != NULL, "an entry too");
    ok(sl_names_has(p.s, SL_STR("AIM-9#why-so")), "its headings are found by the new ID");
    plan_end(&p);
}

/* --- sheets --- */

#define COLUMNS                                                                                    \
    "columns: {id: Ref, title: Name, serves: Serves, cost: {column: Cost, unit: GBP}, start: "     \
    "Start}"
#define SHEETS                                                                                     \
    PLAN_STRATEGY "sheets:\n  - {data: evidence/data/steps.csv, type: step, " COLUMNS "}\n"

static const char sheet[] = "Ref,Name,Serves,Cost,Start\r\n"
                            "STP-1,\"One, first\",AIM-1,1250,2027-06-30\r\n"
                            "STP-2,Two,AIM-1,,\r\n"
                            "STP-3,Three,AIM-1,3,\r\n";

static sl_sheet_merge merged;
static sl_buf said;

static bool merge(const char *path, const char *copy, const char *name)
{
    uint32_t file = sl_sources_add(&p.session.sources, sl_str_from(path), sl_str_from(path),
                                   sl_str_copy(p.session.arena, sl_str_from(copy)));
    said.n = 0;
    return sl_sheet_merge_file(p.s, file, sl_str_from(name), &merged, &said);
}

static bool tells(const char *what)
{
    return sl_str_find(sl_buf_str(&said), sl_str_from(what), 0) != SIZE_MAX;
}

static void put_sheets(const char *strategy)
{
    plan_begin(&p);
    plan_put(&p, "strategy.yaml", strategy);
    plan_put(&p, "evidence/data/steps.csv", sheet);
    plan_item(&p, "AIM-1", "", "Text.");
    plan_read(&p, NULL);
}

static void test_sheets(void)
{
    sl_buf_init(&said);
    put_sheets(SHEETS);
    is_int((long long)plan_count(&p, SL_E0111), 0, "a sheet of steps");
    ok(merge("mail/steps.csv", sheet, ""), "the same copy");
    is_int(merged.changed + merged.added + merged.stays, 0, "changes nothing");
    is_str(merged.text, sheet, "not a byte");
    ok(merge("steps.csv",
             "Start,Ref,Name,Cost,More\n30/06/2027,STP-1,\"One, first\",\"1,250\",x\n"
             "2027-07-01,STP-4,Four,4,\n,STP-2,Zwei,,\n",
             ""),
       "a copy with other columns, other figures and other rows");
    is_int(merged.changed, 1, "one row has changed");
    is_int(merged.added, 1, "one is new");
    is_int(merged.stays, 1, "one is not in the copy");
    is_str(merged.text,
           "Ref,Name,Serves,Cost,Start\r\n"
           "STP-1,\"One, first\",AIM-1,1250,2027-06-30\r\n"
           "STP-2,Zwei,AIM-1,,\r\n"
           "STP-3,Three,AIM-1,3,\r\n"
           "STP-4,Four,,4,2027-07-01\r\n",
           "what says the same stays as it was, with its line's end");
    ok(tells("STP-2: Name: 'Two' becomes 'Zwei'"), "a change is told");
    ok(tells("STP-4: new") && tells("STP-3: not in the copy: it stays"), "a row too");
    ok(tells("the copy has no column 'Serves': it stays"), "a column that the copy lacks");
    ok(tells("the column 'More' of the copy is not in it: not taken"), "one that the sheet lacks");
    static const struct {
        const char *path, *text, *name;
        sl_code code;
        const char *what;
    } bad[] = {
        {"steps.csv", "Ref,Name\nSTP-1,A\nSTP-1,B\n", "", SL_E0798, "an ID twice"},
        {"steps.csv", "Ref,Name\n,A\n", "", SL_E0798, "a row without an ID"},
        {"steps.csv", "Name\nA\n", "", SL_E0797, "no column of IDs"},
        {"steps.csv", "Ref\nSTP-1\n", "other.csv", SL_E0797, "a sheet that is not there"},
    };
    for (size_t i = 0; i < SL_COUNT(bad); i++) {
        size_t before = plan_count(&p, bad[i].code);
        ok(!merge(bad[i].path, bad[i].text, bad[i].name), bad[i].what);
        is_int((long long)plan_count(&p, bad[i].code), (long long)before + 1, "is said");
    }
    ok(merge("mail.csv", "Ref,Name\nSTP-2,Zwei\n", ""),
       "of one sheet the copy's name is no matter");
    ok(merge("mail.csv", "Ref,Name\nSTP-2,Zwei\n", "evidence/data/steps.csv"),
       "nor where it is named");
    is_int(merged.changed, 1, "it is merged");
    ok(plan_has_remedies(&p), "what is told has a remedy");
    plan_end(&p);
    put_sheets(SHEETS "  - {data: other/steps.csv, type: aim, columns: {id: Ref, title: Name}}\n"
                      "  - {data: other/aims.csv, type: aim, columns: {id: Ref, title: Name}}\n");
    ok(!merge("steps.csv", sheet, ""), "two sheets of one name");
    const sl_finding *f = plan_find(&p, SL_E0797);
    is_str(f ? f->message : SL_STR_NONE, "several sheets have that name", "are told to be two");
    ok(merge("steps.csv", sheet, "evidence/data/steps.csv"), "unless one is named");
    p.session.diags.findings.n = 0;
    ok(!merge("mail.csv", sheet, ""), "of several sheets the copy's name says which");
    f = plan_find(&p, SL_E0797);
    is_str(f ? f->message : SL_STR_NONE, "it is not said which sheet is meant", "or nothing does");
    plan_end(&p);
    sl_buf_done(&said);
}

int main(void)
{
    test_lines();
    test_items();
    test_same();
    test_words();
    test_apply();
    test_sheets();
    return done();
}
