/* Frameworks and what they say of themselves; names, editions, fingerprints, terms, shelf lives. */
#include "model/accounted.h"
#include "model/edition.h"
#include "model/fingerprint.h"
#include "model/glossary.h"
#include "model/graph.h"
#include "model/shelf.h"
#include "plan.h"

static plan p;

/* --- texts of another edition --- */

/* What front matter of another language may say beside that of the file; how many findings. */
static void test_beside(void)
{
    static const struct {
        const char *front;
        int differs;
    } rows[] = {
        {"", 0},
        {"title: Teitl\n", 0},
        {"lever: Arian\n", 0},
        {"lever: '5'\n", 0},
        {"start: 2027-03-01\n", 0},
        {"start: 2027-03-02\n", 1},
        {"cost: {amount: 5, unit: GBP}\n", 0},
        {"cost: {amount: 6, unit: GBP}\n", 1},
        {"cost: {amount: 5, unit: GBP million}\n", 1},
        {"serves: [AIM-1]\n", 0},
        {"serves: [AIM-2]\n", 1},
        {"serves: [AIM-1, AIM-2]\n", 1},
    };
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        char text[256];
        plan_begin(&p);
        plan_put(&p, "strategy.yaml", PLAN_STRATEGY "editions: [cy]\n");
        plan_item(&p, "AIM-1", "", "Text.");
        plan_item(&p, "AIM-2", "", "Text.");
        plan_item(
            &p, "STP-1",
            "serves: [AIM-1]\nlever: Money\nstart: 2027-03-01\ncost: {amount: 5, unit: GBP}\n",
            "Text.");
        snprintf(text, sizeof text, "---\n%s---\nTestun.\n", rows[i].front);
        plan_put(&p, "items/STP-1.cy.md", text);
        p.options.language = "cy";
        plan_read(&p, NULL);
        p.options.language = NULL;
        sl_session_done(&p.session);
        p.options = (sl_options){.folder = p.folder, .language = "cy"};
        sl_session_init(&p.session, &p.options);
        sl_session_load(&p.session);
        is_int((long long)plan_count(&p, SL_E0308), rows[i].differs,
               *rows[i].front ? rows[i].front : "nothing");
        plan_end(&p);
    }
}

/* --- frameworks --- */

#define COMMON "name: F\ntypes:\n  aim: {name: Aim, plural: Aims, prefix: AIM}\n"
#define STEP                                                                                       \
    "  step: {name: Step, plural: Steps, prefix: STP, fields: {cost: {kind: money}, start: "       \
    "{kind: date}}}\n"
#define ROLES "roles:\n  serves: {from: [step], to: [aim], label: Serves, back: Served by"

static void test_frameworks(void)
{
    static const struct {
        const char *framework;
        int want;
    } rows[] = {
        {COMMON STEP ROLES "}\n", 0},
        {COMMON STEP ROLES ", in-time: [{from: start, to: start}]}\n", 0},
        {COMMON STEP ROLES ", in-time: [{from: stort, to: start}]}\n", 1},
        {COMMON STEP ROLES ", in-time: [{from: stort, to: stort}]}\n", 2},
        {COMMON STEP ROLES ", covers: {from: cost, to: cost}}\n", 0},
        {COMMON STEP ROLES ", covers: {from: cost, to: coost}}\n", 1},
        {COMMON STEP ROLES "}\ncoverage: [{title: T, rows: aim, columns: cost}]\n", 0},
        {COMMON STEP ROLES "}\ncoverage: [{title: T, rows: state, columns: areas}]\n", 0},
        {COMMON STEP ROLES "}\ncoverage: [{title: T, rows: evidence, columns: types}]\n", 0},
        {COMMON STEP ROLES "}\ncoverage: [{title: T, rows: aims, columns: costs}]\n", 2},
        {COMMON STEP ROLES
         "}\nscores: {type: step, parts: {a: {label: A, points: [{is: I, has: [cost]}]}}}\n",
         0},
        {COMMON STEP ROLES
         "}\nscores: {type: step, parts: {a: {label: A, points: [{is: I, has: [cots]}]}}}\n",
         1},
        {COMMON STEP ROLES
         "}\nscores: {type: step, parts: {a: {label: A, points: [{is: I, linked: {role: "
         "serves, has: [cost]}}]}}}\n",
         0},
        {COMMON STEP ROLES
         "}\nscores: {type: step, parts: {a: {label: A, points: [{is: I, linked: {role: "
         "serve, has: [cots]}}]}}}\n",
         2},
        {"name: F\ntypes:\n  aim: {name: A, plural: A, prefix: AIM, folder: a}\n"
         "  step: {name: S, plural: S, prefix: STP, folder: b}\n" ROLES "}\n",
         0},
        {"name: F\ntypes:\n  aim: {name: A, plural: A, prefix: AIM, folder: a}\n"
         "  step: {name: S, plural: S, prefix: STP, folder: a}\n" ROLES "}\n",
         1},
        {"name: F\ntypes:\n  aim: {name: A, plural: A, prefix: AIM, defaults: {state: draft}}\n"
         "  step: {name: S, plural: S, prefix: STP, defaults: {serves: AIM-1}}\n" ROLES "}\n",
         0},
        {"name: F\ntypes:\n  aim: {name: A, plural: A, prefix: AIM, defaults: {serves: AIM-1}}\n"
         "  step: {name: S, plural: S, prefix: STP, defaults: {id: STP-1}}\n" ROLES "}\n",
         2},
        {"name: F\ntypes:\n  aim: {name: A, plural: A, prefix: AIM}\n"
         "  step: {name: S, plural: S, prefix: AIM}\n" ROLES "}\n",
         1},
        {COMMON STEP ROLES "}\nshelf-lives: {3: 2 years, 2: none}\n", 0},
        {COMMON STEP ROLES "}\nshelf-lives: {3: 2 yaers}\n", 1},
        {COMMON STEP ROLES "}\nshelf-lives: {6: 2 years}\n", 1},
    };
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        plan_begin(&p);
        plan_put(&p, "framework.yaml", rows[i].framework);
        plan_read(&p, NULL);
        is_int((long long)plan_count(&p, SL_E0212), rows[i].want, rows[i].framework);
        ok(plan_has_remedies(&p), "what is told has a remedy");
        plan_end(&p);
    }
    plan_begin(&p);
    plan_put(&p, "framework.yaml",
             PLAN_FRAMEWORK "rules: {uncited-figure: {default: error, draft: note}}\n");
    plan_item(&p, "AIM-1", "", "Text.");
    plan_read(&p, NULL);
    const sl_framework *f = p.s->framework;
    is_int(sl_framework_severity(f, SL_E0227, SL_STR("draft")), SL_SEVERITY_NOTE, "by its state");
    is_int(sl_framework_severity(f, SL_E0227, SL_STR("agreed")), SL_SEVERITY_ERROR, "or for all");
    is_int(sl_framework_severity(f, SL_E0228, SL_STR("draft")), sl_code_severity(SL_E0228),
           "else the code's own");
    ok(sl_graph_is_end(f, sl_framework_lookup_type(f, SL_STR("ask"))), "asks end the line");
    ok(!sl_graph_is_end(f, sl_framework_lookup_type(f, SL_STR("step"))), "others rest on steps");
    ok(!sl_graph_is_end(f, sl_framework_lookup_type(f, SL_STR("section"))),
       "sections are not in it");
    ok(!sl_framework_lookup_type(f, SL_STR("asks")) && !sl_framework_lookup_role(f, SL_STR("help")),
       "names are whole");
    plan_end(&p);
}

/* --- names of files --- */

static void test_names(void)
{
    static const struct {
        const char *name, *pattern;
        bool fits, folded;
    } rows[] = {
        {"a.bak", "*.bak", true, true},   {"a.BAK", "*.bak", true, true},
        {"a.BAK", "*.bak", false, false}, {"bak", "*.bak", false, true},
        {"a", "*", true, true},           {"", "*", true, true},
        {"abc", "a*c", true, false},      {"ac", "a*c", true, false},
        {"abcd", "a*c", false, false},    {"abcbc", "a*bc", true, false},
        {"a*", "a*", true, false},        {"abc", "abc", true, false},
        {"abcd", "abc", false, false},    {"abc", "abcd", false, false},
        {"a/b/c", "a/*/c", true, false},  {"abab", "*ab*ab", true, false},
        {"abaab", "*ab*ab", true, false}, {"aab", "*ab*ab", false, false},
        {"abc", "*b*", true, false},      {"ac", "*b*", false, false},
    };
    for (size_t i = 0; i < SL_COUNT(rows); i++)
        is_int(sl_name_fits(sl_str_from(rows[i].name), rows[i].pattern, rows[i].folded),
               rows[i].fits, rows[i].pattern);
    plan_begin(&p);
    plan_put(&p, "strategy.yaml", PLAN_STRATEGY "ignore: [drafts/*, old.txt]\n");
    plan_read(&p, NULL);
    static const struct {
        const char *path;
        bool ignored;
    } files[] = {
        {"README.md", true},      {"a/README.md", true}, {"readme.txt", true},
        {"READ.md", false},       {"a~", true},          {"Thumbs.db", true},
        {"notes.md", false},      {"out/x.pdf", true},   {"about/x.pdf", false},
        {"LICENSE.txt", true},    {"drafts/a.md", true}, {"draft/a.md", false},
        {"old.txt", true},        {"a/old.txt", false},  {"schema/a.json", true},
        {"schema/a.yaml", false}, {"data.log", true},    {"datapackage.yaml", false},
    };
    for (size_t i = 0; i < SL_COUNT(files); i++)
        is_int(sl_file_is_ignored(p.s, sl_str_from(files[i].path)), files[i].ignored,
               files[i].path);
    plan_end(&p);
    static const struct {
        const char *path;
        bool owned;
    } editions[] = {
        {"about.cy.md", true},      {"a/about.cy.md", true}, {"about.md", false},
        {"about.old.md", false},    {"cy.md", false},        {"a.cy/about.md", false},
        {"about.cy", false},        {".cy.md", true},        {"about.c.md", false},
        {"strategy.cy.yaml", true},
    };
    for (size_t i = 0; i < SL_COUNT(editions); i++)
        is_int(sl_edition_owns(sl_str_from(editions[i].path)), editions[i].owned, editions[i].path);
    sl_arena *a = sl_arena_new();
    is_str(sl_edition_base(a, SL_STR("a/about.cy.md")), "a/about.md", "what it is an edition of");
    sl_arena_free(a);
}

/* --- fingerprints --- */

static uint64_t print_of(const char *front, const char *text)
{
    plan_item(&p, "STP-1", front, text);
    plan_read(&p, NULL);
    return sl_fingerprint_item(plan_lookup(&p, "STP-1")).now;
}

static void test_fingerprints(void)
{
    plan_begin(&p);
    uint64_t first = print_of("lever: Money\n", "One two. Three.");
    static const struct {
        const char *front, *text;
        bool same;
    } rows[] = {
        {"lever: Money\n", "One two. Three.", true},
        {"lever: Money\n", "One\ntwo.  Three.", true},
        {"lever: Money\nstate: agreed\n", "One two. Three.", true},
        {"lever: Law\n", "One two. Three.", false},
        {"", "One two. Three.", false},
        {"lever: Money\n", "One two. three.", false},
        {"lever: Money\n", "One two.\n\nThree.", false},
        {"lever: Money\n", "One two. Three. Four.", false},
        {"lever: Money\n", "One *two*. Three.", true},
        {"lever: Money\n", "## One two. Three.", false},
        {"lever: Money\n", "- One two. Three.", false},
        {"lever: Money\n", "One [two](https://example.org). Three.", false},
        {"lever: Money\n", "One two. <!-- not said --> Three.", true},
    };
    for (size_t i = 0; i < SL_COUNT(rows); i++)
        is_int(print_of(rows[i].front, rows[i].text) == first, rows[i].same, rows[i].text);
    uint64_t read;
    ok(sl_fingerprint_parse(SL_STR("00000000000000ff"), &read) && read == 255, "16 digits");
    ok(!sl_fingerprint_parse(SL_STR("00000000000000fF"), &read) &&
           !sl_fingerprint_parse(SL_STR("0000000000000ff"), &read) &&
           !sl_fingerprint_parse(SL_STR("00000000000000fg"), &read) &&
           !sl_fingerprint_parse(SL_STR("00000000000000f/"), &read),
       "and nothing else");
    sl_fingerprint f = {UINT64_C(1) << 60 | 7, 5};
    ok(sl_fingerprint_is(f, UINT64_C(1) << 60 | 7) && sl_fingerprint_is(f, 5) &&
           !sl_fingerprint_is(f, 7) && !sl_fingerprint_is(f, UINT64_C(1) << 56 | 5),
       "today's, or the one that stamps were made with before");
    static const struct {
        const char *entry;
        bool same;
    } entries[] = {
        {"id: EV-1, value: 12, grade: 3", true},
        {"id: EV-1, value: 12, grade: 3, notes: N", true},
        {"id: EV-1, value: 13, grade: 3", false},
        {"id: EV-1, value: 12, grade: 4", false},
        {"id: EV-1, value: 12, grade: 3, statement: It is not so.", false},
        {"id: EV-1, value: 12, grade: 3, unit: per cent", false},
        {"id: EV-1, value: 12, grade: 3, geography: Here", false},
        {"id: EV-1, value: 12, grade: 3, period: 2024", false},
        {"id: EV-1, value: 12, grade: 3, confidence: second-hand", false},
        {"id: EV-1, value: 12, grade: 3, comparator: {geography: There, value: 1}", false},
        {"id: EV-1, grade: 3", false},
    };
    uint64_t entry = 0;
    for (size_t i = 0; i < SL_COUNT(entries); i++) {
        const char *lines[] = {entries[i].entry, NULL};
        plan_evidence(&p, lines, "");
        plan_read(&p, NULL);
        uint64_t now = sl_fingerprint_evidence(p.s->evidence.at[0]).now;
        entry = i ? entry : now;
        is_int(now == entry, entries[i].same, entries[i].entry);
    }
    plan_end(&p);
}

/* --- terms --- */

static void test_terms(void)
{
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"A growth hub is here.", "growth hub"},
        {"Growth hubs are here.", "Growth hubs"},
        {"A growth hubs' plan", "growth hubs"},
        {"A hub is here.", ""},
        {"A growth hubbub", ""},
        {"outgrowth hub", ""},
        {"The GVA is here.", "GVA short"},
        {"The gva is here.", ""},
        {"GVAs", "GVAs short"},
        {"gross value added", "gross value added"},
        {"Gross value", ""},
        {"growth hub area plan", "growth hub area"},
    };
    plan_begin(&p);
    plan_put(&p, "glossary.yaml",
             "terms:\n"
             "  - {term: growth hub, means: A place.}\n"
             "  - {term: growth hub area, means: Where it is.}\n"
             "  - {term: gross value added, short: GVA, means: A sum.}\n");
    plan_item(&p, "AIM-1", "", "Text.");
    plan_read(&p, NULL);
    for (size_t i = 0; p.s->glossary && i < SL_COUNT(rows); i++) {
        size_t at = 0, end = 0;
        bool shortened = false;
        sl_str text = sl_str_from(rows[i].text);
        sl_buf b;
        sl_buf_init(&b);
        if (sl_glossary_find(p.s->glossary, text, &at, &end, &shortened))
            sl_buf_push_format(&b, "%.*s%s", (int)(end - at), text.p + at,
                               shortened ? " short" : "");
        is_str(sl_buf_str(&b), rows[i].want, rows[i].text);
        sl_buf_done(&b);
    }
    ok(p.s->glossary != NULL, "a glossary is read");
    plan_end(&p);
}

/* --- shelf lives --- */

static void test_shelf(void)
{
    static const struct {
        const char *text;
        int months; /* -1: none */
    } lives[] = {{"none", 0},         {"1 month", 1},
                 {"18 months", 18},   {"1 year", 12},
                 {"3 years", 36},     {"0 months", -1},
                 {"months", -1},      {"3", -1},
                 {"3 yrs", -1},       {"1200 months", 1200},
                 {"1201 months", -1}, {"-1 year", -1},
                 {"3  years", -1},    {"", -1}};
    for (size_t i = 0; i < SL_COUNT(lives); i++) {
        uint32_t months;
        bool good = sl_shelf_parse(sl_str_from(lives[i].text), &months);
        is_int(good ? (int)months : -1, lives[i].months,
               *lives[i].text ? lives[i].text : "nothing");
    }
    static const struct {
        const char *period, *end;
    } periods[] = {{"2024", "2024"},
                   {"2024/25", "2025-3"},
                   {"2015-16", "2016-3"},
                   {"2015-17", "2015"},
                   {"2015-2017", "2017"},
                   {"Census 2021", "2021"},
                   {"year to March 2025", "2025-3"},
                   {"June 2024 to May 2025", "2025-5"},
                   {"1999/00", "2000-3"},
                   {"12024", ""},
                   {"0999", ""},
                   {"now", ""},
                   {"", ""}};
    for (size_t i = 0; i < SL_COUNT(periods); i++) {
        sl_date d = {0};
        char text[16] = "";
        if (sl_shelf_parse_period(sl_str_from(periods[i].period), &d))
            snprintf(text, sizeof text, d.month ? "%d-%d" : "%d", d.year, d.month);
        is_str(sl_str_from(text), periods[i].end,
               *periods[i].period ? periods[i].period : "nothing");
    }
}

int main(void)
{
    test_frameworks();
    test_names();
    test_fingerprints();
    test_terms();
    test_shelf();
    test_beside();
    return done();
}
