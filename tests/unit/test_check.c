/* What each judgement tells, and what it leaves alone: pairs on both sides of a boundary. */
#include "plan.h"

/* A plan, its day (NULL: its own, 31 January 2026), and how many findings of a code it has. */
typedef struct row {
    const char *name, *files, *day;
    sl_code code;
    int want;
} row;

static void test_rows(const row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        plan p;
        plan_begin(&p);
        plan_files(&p, rows[i].files);
        plan_read(&p, rows[i].day);
        if (!is_int((long long)plan_count(&p, rows[i].code), rows[i].want, rows[i].name))
            printf("# %s: of %.*s\n", sl_code_name(rows[i].code), SL_FMT(plan_codes(&p, true)));
        ok(plan_has_remedies(&p), "what is told has a remedy");
        plan_end(&p);
    }
}

#define ASK "=== ASK-1\nhelps: [STP-1]\n"

static const row times[] = {
    {"dates of one day follow each other",
     ASK "from: 2026-03-01\n\nText.\n=== STP-1\nstart: 2026-03-01\n\nText.\n", NULL, SL_E0237, 0},
    {"a day too late is told",
     ASK "from: 2026-03-02\n\nText.\n=== STP-1\nstart: 2026-03-01\n\nText.\n", NULL, SL_E0237, 1},
    {"a day too early is none",
     ASK "from: 2026-02-28\n\nText.\n=== STP-1\nstart: 2026-03-01\n\nText.\n", NULL, SL_E0237, 0},
    {"a date alone is compared with nothing", ASK "from: 2026-03-02\n\nText.\n=== STP-1\n\nText.\n",
     NULL, SL_E0237, 0},
    {"a day of the month is not after it",
     ASK "from: 2026-03-31\n\nText.\n=== STP-1\nmonth: 2026-03\n\nText.\n", NULL, SL_E0237, 0},
    {"the next is", ASK "from: 2026-04-01\n\nText.\n=== STP-1\nmonth: 2026-03\n\nText.\n", NULL,
     SL_E0237, 1},
    {"nor before it, of what comes after",
     ASK "until: 2026-03-01\n\nText.\n=== STP-1\nmonth: 2026-03\n\nText.\n", NULL, SL_E0237, 0},
    {"the one before is", ASK "until: 2026-02-28\n\nText.\n=== STP-1\nmonth: 2026-03\n\nText.\n",
     NULL, SL_E0237, 1},
    {"a waiver holds on its last day",
     ASK "from: 2026-03-02\nwaive: [{rule: out-of-order, reason: R, by: B, until: "
         "2026-01-31}]\n\nText.\n"
         "=== STP-1\nstart: 2026-03-01\n\nText.\n",
     NULL, SL_E0237, 0},
    {"and not a day longer",
     ASK "from: 2026-03-02\nwaive: [{rule: out-of-order, reason: R, by: B, until: "
         "2026-01-31}]\n\nText.\n"
         "=== STP-1\nstart: 2026-03-01\n\nText.\n",
     "2026-02-01", SL_E0237, 1},
    {"a waiver of another rule waives nothing",
     ASK "from: 2026-03-02\nwaive: [{rule: uncited-figure, reason: R, by: B, until: "
         "2026-12-31}]\n\nText.\n"
         "=== STP-1\nstart: 2026-03-01\n\nText.\n",
     NULL, SL_E0237, 1},
    {"an expired waiver is told",
     ASK "waive: [{rule: out-of-order, reason: R, by: B, until: 2026-01-31}]\n\nText.\n=== "
         "STP-1\n\nText.\n",
     "2026-02-01", SL_E0222, 1},
    {"one of that day is not",
     ASK "waive: [{rule: out-of-order, reason: R, by: B, until: 2026-01-31}]\n\nText.\n=== "
         "STP-1\n\nText.\n",
     "2026-01-31", SL_E0222, 0},
    {"a source read on the document's day",
     "=== EV-1\nsource: {publisher: P, title: T, accessed: 2026-01-31}\n", NULL, SL_E0240, 0},
    {"and a day after it", "=== EV-1\nsource: {publisher: P, title: T, accessed: 2026-02-01}\n",
     NULL, SL_E0240, 1},
    {"judged on a later day it is past",
     "=== EV-1\nsource: {publisher: P, title: T, accessed: 2026-02-01}\n", "2026-02-01", SL_E0240,
     0},
    {"judged on an earlier day the document's counts",
     "=== EV-1\nsource: {publisher: P, title: T, accessed: 2026-01-31}\n", "2025-01-01", SL_E0240,
     0},
    {"a source that appeared this year", "=== EV-1\nsource: {publisher: P, title: T, year: 2026}\n",
     NULL, SL_E0240, 0},
    {"or next year", "=== EV-1\nsource: {publisher: P, title: T, year: 2027}\n", NULL, SL_E0240, 1},
    {"an entry looked at tomorrow", "=== EV-1\nreviewed: 2026-02-01\n", NULL, SL_E0240, 1},
    {"a response that came tomorrow",
     "=== engagement/r.yaml\nresponses: [{id: RES-1, by: B, date: 2026-02-01, said: S}]\n", NULL,
     SL_E0240, 1},
    {"a gate passed tomorrow is ahead still",
     "=== programme.yaml\ngates: [{id: GAT-1, title: T, board: B, date: 2026-02-01, decision: D, "
     "outcome: "
     "passed}]\n",
     NULL, SL_E0240, 0},
};

static const row money[] = {
    {"half of a sum is covered exactly",
     ASK "sum: {amount: 10, unit: GBP million}\n\nText.\n=== STP-1\ncost: {amount: 5, unit: GBP "
         "million}\n\nText.\n",
     NULL, SL_E0238, 0},
    {"or not by a penny",
     ASK "sum: {amount: 10, unit: GBP million}\n\nText.\n=== STP-1\ncost: {amount: 4999999.99, "
         "unit: GBP}\n\nText.\n",
     NULL, SL_E0238, 1},
    {"half of £10.99 are £5.50", ASK "sum: £10.99\n\nText.\n=== STP-1\ncost: £5.50\n\nText.\n",
     NULL, SL_E0238, 0},
    {"and not £5.49", ASK "sum: £10.99\n\nText.\n=== STP-1\ncost: £5.49\n\nText.\n", NULL, SL_E0238,
     1},
    {"two together cover it",
     "=== ASK-1\nhelps: [STP-1, STP-2]\nsum: {amount: 10, unit: GBP million}\n\nText.\n"
     "=== STP-1\ncost: {amount: 3, unit: GBP million}\n\nText.\n"
     "=== STP-2\ncost: {amount: 2000, unit: GBP thousand}\n\nText.\n",
     NULL, SL_E0238, 0},
    {"funding over the cost is told",
     "=== STP-1\ncost: {amount: 1000, unit: GBP}\nfunding: [{fund: F, amount: 1000.01, unit: GBP, "
     "state: "
     "sought}]\n\nText.\n",
     NULL, SL_E0614, 1},
    {"as much as the cost is not",
     "=== STP-1\ncost: {amount: 1000, unit: GBP}\nfunding: [{fund: F, amount: 400, unit: GBP, "
     "state: sought},\n"
     "  {fund: G, amount: 600, unit: GBP, state: agreed}]\n\nText.\n",
     NULL, SL_E0614, 0},
    {"nor is it a gap",
     "=== STP-1\ncost: {amount: 1000, unit: GBP}\nfunding: [{fund: F, amount: 400, unit: GBP, "
     "state: sought},\n"
     "  {fund: G, amount: 600, unit: GBP, state: agreed}]\n\nText.\n",
     NULL, SL_E0615, 0},
    {"less than the cost is a gap",
     "=== STP-1\ncost: {amount: 1000, unit: GBP}\nfunding: [{fund: F, amount: 999.99, unit: GBP, "
     "state: "
     "sought}]\n\nText.\n",
     NULL, SL_E0615, 1},
    {"and not too much",
     "=== STP-1\ncost: {amount: 1000, unit: GBP}\nfunding: [{fund: F, amount: 999.99, unit: GBP, "
     "state: "
     "sought}]\n\nText.\n",
     NULL, SL_E0614, 0},
    {"a cost alone is a gap", "=== STP-1\ncost: {amount: 1000, unit: GBP}\n\nText.\n", NULL,
     SL_E0615, 1},
    {"lines alone are none",
     "=== STP-1\nfunding: [{fund: F, amount: 1000, unit: GBP, state: sought}]\n\nText.\n", NULL,
     SL_E0615, 0},
};

#define FIGURE "value: 36.4, unit: per cent"

static const row signs[] = {
    {"a scale is typed once", "=== STP-1\n\nIt costs £5m million.\n", NULL, SL_E0251, 1},
    {"a scale in words", "=== STP-1\n\nIt costs £5 million and £6m.\n", NULL, SL_E0251, 0},
};

/* What is printed at its own place, or introduces a part, is to say something. */
static const row sections[] = {
    {"an item that stands alone has a text",
     "=== strategy.yaml\n" PLAN_HEAD "order: [AIM-1]\n=== AIM-1\n\n\n", NULL, SL_E0137, 1},
    {"what introduces a part too",
     "=== strategy.yaml\n" PLAN_HEAD
     "order: [{part: A, id: PART-A, intro: AIM-1, items: [{type: step}]}]\n=== AIM-1\n\n\n"
     "=== STP-1\n\nText.\n",
     NULL, SL_E0137, 1},
    {"what stands nowhere need not",
     "=== strategy.yaml\n" PLAN_HEAD "order: [{type: step}]\n"
     "=== AIM-1\n\n\n=== STP-1\n\nText.\n",
     NULL, SL_E0137, 0},
};

static const row claims[] = {
    {"a statement says what its entry declares",
     "=== EV-1\n"
     "value: 36.4, unit: per cent, statement: It is 36.4% here.\n",
     NULL, SL_E0253, 0},
    {"or does not", "=== EV-1\nvalue: 36.4, unit: per cent, statement: It is 37.4% here.\n", NULL,
     SL_E0253, 1},
    {"how sure it is",
     "=== EV-1\nvalue: 10, interval: {low: 9, high: 11, level: 95%}, statement: It is so with 95% "
     "confidence.\n",
     NULL, SL_E0253, 0},
    {"and not something else",
     "=== EV-1\nvalue: 10, interval: {low: 9, high: 11, level: 90%}, statement: It is so with 95% "
     "confidence.\n",
     NULL, SL_E0253, 1},
    {"the register's figure",
     "=== EV-1\n" FIGURE "\n=== AIM-1\nevidence: [EV-1]\n\nIt is 36.4% [@EV-1].\n", NULL, SL_E0226,
     0},
    {"rounded", "=== EV-1\n" FIGURE "\n=== AIM-1\nevidence: [EV-1]\n\nIt is 36% [@EV-1].\n", NULL,
     SL_E0226, 0},
    {"another one", "=== EV-1\n" FIGURE "\n=== AIM-1\nevidence: [EV-1]\n\nIt is 37% [@EV-1].\n",
     NULL, SL_E0226, 1},
    {"of one of two that are cited",
     "=== EV-1\n" FIGURE
     "\n=== EV-2\nvalue: 12, unit: per cent\n=== AIM-1\nevidence: [EV-1, EV-2]\n\n"
     "It is 12% [@EV-1; @EV-2].\n",
     NULL, SL_E0226, 0},
    {"in a step, where a figure need not be cited", "=== STP-1\n\nIt is 37%.\n", NULL, SL_E0227, 0},
    {"in an aim it must be", "=== AIM-1\n\nIt is 37%.\n", NULL, SL_E0227, 1},
    {"intervals that touch overlap",
     "=== EV-1\nvalue: 10, interval: {low: 9, high: 11}, comparator: {geography: G, value: 12, "
     "interval: {low: "
     "11, high: 13}}\n"
     "=== AIM-1\nevidence: [EV-1]\n\nIt is lower than there [@EV-1].\n",
     NULL, SL_E0255, 1},
    {"from either side",
     "=== EV-1\nvalue: 12, interval: {low: 11, high: 13}, comparator: {geography: G, value: 10, "
     "interval: {low: "
     "9, high: 11}}\n"
     "=== AIM-1\nevidence: [EV-1]\n\nIt is higher than there [@EV-1].\n",
     NULL, SL_E0255, 1},
    {"those apart do not",
     "=== EV-1\nvalue: 10, interval: {low: 9, high: 10.9}, comparator: {geography: G, value: 12, "
     "interval: "
     "{low: 11, high: 13}}\n"
     "=== AIM-1\nevidence: [EV-1]\n\nIt is lower than there [@EV-1].\n",
     NULL, SL_E0255, 0},
    {"nor from the other side",
     "=== EV-1\nvalue: 12, interval: {low: 11, high: 13}, comparator: {geography: G, value: 10, "
     "interval: {low: "
     "9, high: 10.9}}\n"
     "=== AIM-1\nevidence: [EV-1]\n\nIt is higher than there [@EV-1].\n",
     NULL, SL_E0255, 0},
    {"without a comparison nothing is said of it",
     "=== EV-1\nvalue: 10, interval: {low: 9, high: 11}, comparator: {geography: G, value: 12, "
     "interval: {low: "
     "11, high: 13}}\n"
     "=== AIM-1\nevidence: [EV-1]\n\nIt is low [@EV-1].\n",
     NULL, SL_E0255, 0},
};

#define DATA "=== evidence/data/pay.csv\nplace,n\nHere,36.4\nThere,41\nElse,[x]\n"

static const row queries[] = {
    {"a value that its query gives",
     DATA "=== EV-1\nvalue: 36.4, query: SELECT n FROM pay WHERE place = 'Here'\n", NULL, SL_E0220,
     0},
    {"rounded", DATA "=== EV-1\nvalue: 36, query: SELECT n FROM pay WHERE place = 'Here'\n", NULL,
     SL_E0220, 0},
    {"wrongly", DATA "=== EV-1\nvalue: 37, query: SELECT n FROM pay WHERE place = 'Here'\n", NULL,
     SL_E0220, 1},
    {"a mean leaves out what is missing",
     DATA "=== EV-1\nvalue: 38.7, query: SELECT avg(n) FROM pay\n", NULL, SL_E0220, 0},
    {"and does not count it as nought",
     DATA "=== EV-1\nvalue: 25.8, query: SELECT avg(n) FROM pay\n", NULL, SL_E0220, 1},
    {"nor does a least", DATA "=== EV-1\nvalue: 36.4, query: SELECT min(n) FROM pay\n", NULL,
     SL_E0220, 0},
    {"nor a count", DATA "=== EV-1\nvalue: 2, query: SELECT count(n) FROM pay\n", NULL, SL_E0220,
     0},
    {"a claim that holds", DATA "=== EV-1\nholds: SELECT max(n) = 41 FROM pay\n", NULL, SL_E0256,
     0},
    {"one that fails", DATA "=== EV-1\nholds: SELECT max(n) = 40 FROM pay\n", NULL, SL_E0256, 1},
    {"one of two fails",
     DATA "=== EV-1\nholds: [SELECT max(n) = 41 FROM pay, SELECT max(n) = 40 FROM pay]\n", NULL,
     SL_E0256, 1},
    {"one of something that is not there", DATA "=== EV-1\nholds: SELECT max(m) FROM pay\n", NULL,
     SL_E0225, 1},
    {"more decimals than are printed",
     DATA "=== EV-1\nquery: SELECT n / 3.0 FROM pay WHERE place = 'There'\n", NULL, SL_E0242, 1},
    {"with places",
     DATA "=== EV-1\nplaces: 1, query: SELECT n / 3.0 FROM pay WHERE place = 'There'\n", NULL,
     SL_E0242, 0},
    {"six decimals are few enough", DATA "=== EV-1\nquery: SELECT 0.123456\n", NULL, SL_E0242, 0},
    {"seven are not", DATA "=== EV-1\nquery: SELECT 0.1234567\n", NULL, SL_E0242, 1},
    {"nothing is divided by nought", DATA "=== EV-1\nvalue: 1, figures: {gap: value / (1 - 1)}\n",
     NULL, SL_E0254, 1},
    {"by something else it is", DATA "=== EV-1\nvalue: 1, figures: {gap: value / (3 - 1)}\n", NULL,
     SL_E0254, 0},
    {"a name that is taken", DATA "=== EV-1\nvalue: 1, figures: {value: 1 + 1}\n", NULL, SL_E0254,
     1},
    {"a product of two figures is in no unit",
     DATA "=== EV-1\nvalue: 2, figures: {gap: value * value}\n", NULL, SL_E0254, 1},
    {"an interval that holds its figure", "=== EV-1\nvalue: 11, interval: {low: 9, high: 11}\n",
     NULL, SL_E0244, 0},
    {"one that misses it", "=== EV-1\nvalue: 11.1, interval: {low: 9, high: 11}\n", NULL, SL_E0244,
     1},
    {"from below too", "=== EV-1\nvalue: 8.9, interval: {low: 9, high: 11}\n", NULL, SL_E0244, 1},
};

#define HIDDEN "=== EV-1\naccess: restricted, value: 12\n"

static const row audiences[] = {
    {"restricted evidence alone under what everybody reads",
     HIDDEN "=== AIM-1\nevidence: [EV-1]\n\nText.\n=== STP-1\nserves: [AIM-1]\n\nText.\n" ASK
            "\nText.\n",
     NULL, SL_E0616, 1},
    {"with other evidence beside it",
     HIDDEN "=== EV-2\n\n=== AIM-1\nevidence: [EV-1, EV-2]\n\nText.\n=== STP-1\nserves: "
            "[AIM-1]\n\nText.\n" ASK "\nText.\n",
     NULL, SL_E0616, 0},
    {"without any",
     HIDDEN "=== AIM-1\n\nText.\n=== STP-1\nserves: [AIM-1]\n\nText.\n" ASK "\nText.\n", NULL,
     SL_E0616, 0},
    {"under what the board alone reads",
     HIDDEN "=== AIM-1\nevidence: [EV-1]\n\nText.\n=== STP-1\nserves: [AIM-1]\n\nText.\n" ASK
            "audience: board\n\nText.\n",
     NULL, SL_E0616, 0},
    {"a restricted figure in text for everybody",
     HIDDEN "=== AIM-1\nevidence: [EV-1]\n\nIt is [=EV-1].\n", NULL, SL_E0617, 1},
    {"between lines for the board",
     HIDDEN "=== AIM-1\nevidence: [EV-1]\n\n::: audience board\nIt is [=EV-1].\n:::\n", NULL,
     SL_E0617, 0},
    {"between lines for everybody",
     HIDDEN "=== AIM-1\nevidence: [EV-1]\n\n::: audience public board\nIt is [=EV-1].\n:::\n", NULL,
     SL_E0617, 1},
    {"an audience that there is", "=== AIM-1\naudience: board\n\nText.\n", NULL, SL_E0619, 0},
    {"a misspelt one", "=== AIM-1\naudience: bord\n\nText.\n", NULL, SL_E0619, 1},
    {"one of a list", "=== AIM-1\naudience: [board, bord]\n\nText.\n", NULL, SL_E0619, 1},
    {"of an entry", "=== EV-1\naudience: bord\n", NULL, SL_E0619, 1},
    {"of a gate",
     "=== programme.yaml\ngates: [{id: GAT-1, title: T, board: B, date: 2027, decision: D, "
     "audience: [bord]}]\n",
     NULL, SL_E0619, 1},
    {"colons that begin no block", "=== AIM-1\n\nText.\n\n - ::: audience board\n", NULL, SL_E0622,
     1},
    {"a single colon is one", "=== AIM-1\n\nText: so.\n", NULL, SL_E0622, 0},
    {"text for everybody that names what is kept",
     "=== AIM-1\naudience: board\n\nText.\n=== AIM-2\n\nSee AIM-1.\n", NULL, SL_E0623, 1},
    {"text for the board may",
     "=== AIM-1\naudience: board\n\nText.\n=== AIM-2\naudience: board\n\nSee AIM-1.\n", NULL,
     SL_E0623, 0},
};

static const row links[] = {
    {"an entry named twice", "=== EV-1\n\n=== AIM-1\nevidence: [EV-1, EV-1]\n\nText [@EV-1].\n",
     NULL, SL_E0202, 1},
    {"at two places",
     "=== EV-1\n\n=== AIM-1\nevidence: [{id: EV-1, at: p. 4}, {id: EV-1, at: p. 5}]\n\nText "
     "[@EV-1].\n",
     NULL, SL_E0202, 0},
    {"at one of them",
     "=== EV-1\n\n=== AIM-1\nevidence: [EV-1, {id: EV-1, at: p. 5}]\n\nText [@EV-1].\n", NULL,
     SL_E0202, 0},
    {"an item named twice",
     ASK "\nText.\n=== STP-1\nserves: [AIM-1, AIM-1]\n\nText.\n=== AIM-1\n\nText.\n", NULL,
     SL_E0202, 1},
    {"under two roles",
     ASK "\nText.\n=== STP-1\nneeds: [STP-2]\n\nText.\n=== STP-2\nneeds: [STP-1]\n\nText.\n", NULL,
     SL_E0202, 0},
    {"an ask that helps nothing", "=== ASK-1\n\nText.\n", NULL, SL_E0205, 1},
    {"one that helps one", ASK "\nText.\n=== STP-1\n\nText.\n", NULL, SL_E0205, 0},
    {"a link to another type", "=== ASK-1\nhelps: [AIM-1]\n\nText.\n=== AIM-1\n\nText.\n", NULL,
     SL_E0204, 1},
    {"contrary evidence that nothing answers",
     "=== EV-1\n\n=== AIM-1\nevidence: [EV-1]\n\nIt is [@EV-1]. But [!@EV-1].\n", NULL, SL_E0219,
     1},
    {"answered",
     "=== EV-1\n\n=== AIM-1\nevidence: [EV-1]\ncontrary: [{id: EV-1, answered: here}]\n\nIt is "
     "[@EV-1]. But "
     "[!@EV-1].\n",
     NULL, SL_E0219, 0},
    {"evidence declared and not cited", "=== EV-1\n\n=== AIM-1\nevidence: [EV-1]\n\nText.\n", NULL,
     SL_E0216, 1},
    {"shown by a table",
     "=== EV-1\n\n=== evidence/data/a.csv\nplace,n\nHere,1\n=== AIM-1\nevidence: "
     "[EV-1]\n\nText.\n\n```table\nid: tab-a\n"
     "title: T\ndata: evidence/data/a.csv\nevidence: EV-1\ncolumns: [{key: place, title: "
     "P}]\n```\n",
     NULL, SL_E0216, 0},
    {"cited, where no type must declare",
     "=== EV-1\n\n=== EV-2\n\n=== AIM-1\nevidence: [EV-1]\n\nIt is [@EV-1]. So [@EV-2].\n", NULL,
     SL_E0217, 0},
    {"a state that there is", "=== STP-1\nstate: agreed\n\nText.\n", NULL, SL_E0209, 0},
    {"or not", "=== STP-1\nstate: agree\n\nText.\n", NULL, SL_E0209, 1},
    {"the same figure with fewer digits elsewhere",
     "=== EV-1\nvalue: 36.4, unit: per cent\n=== AIM-1\nevidence: [EV-1]\n\nIt is 36.4% [@EV-1].\n"
     "=== AIM-2\nevidence: [EV-1]\n\nIt is 36% [@EV-1].\n",
     NULL, SL_E0241, 1},
    {"with the same digits",
     "=== EV-1\nvalue: 36.4, unit: per cent\n=== AIM-1\nevidence: [EV-1]\n\nIt is 36.4% [@EV-1].\n"
     "=== AIM-2\nevidence: [EV-1]\n\nIt is 36.4% [@EV-1].\n",
     NULL, SL_E0241, 0},
};

static const row units[] = {
    {"a unit that is one", "=== EV-1\nvalue: 12, unit: GBP million\n", NULL, SL_E0250, 0},
    {"a unit that is none", "=== EV-1\nvalue: 12, unit: GBP milion\n", NULL, SL_E0250, 1},
    {"of a derived figure", "=== EV-1\nvalue: 12, figures: {f: {is: value * 2, unit: milion}}\n",
     NULL, SL_E0250, 1},
    {"of a cost", "=== STP-1\ncost: {amount: 5, unit: pounds}\n\nText.\n", NULL, SL_E0250, 1},
    {"a cost in people", "=== STP-1\ncost: {amount: 5, unit: people}\n\nText.\n", NULL, SL_E0613,
     1},
    {"two currencies",
     "=== STP-1\ncost: {amount: 5, unit: GBP}\n\nText.\n=== STP-2\ncost: {amount: 5, unit: "
     "EUR}\n\nText.\n",
     NULL, SL_E0613, 1},
    {"a cost below nothing", "=== STP-1\ncost: {amount: -5, unit: GBP}\n\nText.\n", NULL, SL_E0613,
     1},
    {"a cost of nothing", "=== STP-1\ncost: {amount: 0, unit: GBP}\n\nText.\n", NULL, SL_E0613, 0},
    {"funding below nothing",
     "=== STP-1\nfunding: [{fund: F, amount: -0.01, unit: GBP, state: agreed}]\n\nText.\n", NULL,
     SL_E0613, 1},
    {"the largest sum", "=== STP-1\ncost: {amount: 92233720368, unit: GBP million}\n\nText.\n",
     NULL, SL_E0613, 0},
    {"a larger one", "=== STP-1\ncost: {amount: 92233720369, unit: GBP million}\n\nText.\n", NULL,
     SL_E0613, 1},
    {"one currency in two scales",
     "=== STP-1\ncost: {amount: 5, unit: GBP}\n\nText.\n=== STP-2\ncost: {amount: 5, unit: GBP "
     "million}\n\nText.\n",
     NULL, SL_E0613, 0},
    {"a line of funding in another",
     "=== STP-1\ncost: {amount: 5, unit: GBP}\nfunding: [{fund: F, amount: 1, unit: EUR, state: "
     "sought}]\n\nText.\n",
     NULL, SL_E0613, 1},
    {"a figure of a statement that is declared",
     "=== EV-1\nstatement: It is 12 per cent., value: 12, unit: per cent\n", NULL, SL_E0253, 0},
    {"or derived",
     "=== EV-1\nstatement: It is 24 per cent., value: 12, unit: per cent, figures: {f: value * "
     "2}\n",
     NULL, SL_E0253, 0},
    {"or of its comparator",
     "=== EV-1\nstatement: It is 11 per cent., value: 12, unit: per cent, comparator: {geography: "
     "G, value: 11}\n",
     NULL, SL_E0253, 0},
    {"or neither", "=== EV-1\nstatement: It is 13 per cent., value: 12, unit: per cent\n", NULL,
     SL_E0253, 1},
    {"or of its period", "=== EV-1\nstatement: It was so in 2019., value: 12, period: '2019'\n",
     NULL, SL_E0253, 0},
};

#define LEVEL "=== EV-1\nvalue: 11, interval: {low: 9, high: 12, level: "

static const row ends[] = {
    {"an interval at 95%", LEVEL "95%}\n", NULL, SL_E0244, 0},
    {"in words", LEVEL "99.9 per cent}\n", NULL, SL_E0244, 0},
    {"at a half", LEVEL "50%}\n", NULL, SL_E0244, 0},
    {"at less than a half", LEVEL "49.9%}\n", NULL, SL_E0244, 1},
    {"at all", LEVEL "100%}\n", NULL, SL_E0244, 1},
    {"without a sign", LEVEL "'95'}\n", NULL, SL_E0244, 1},
    {"in other words", LEVEL "sure}\n", NULL, SL_E0244, 1},
    {"of one figure", "=== EV-1\nvalue: 11, interval: {low: 11, high: 11}\n", NULL, SL_E0244, 1},
    {"turned", "=== EV-1\nvalue: 11, interval: {low: 12, high: 10}\n", NULL, SL_E0244, 1},
    {"that ends at the figure", "=== EV-1\nvalue: 11, interval: {low: 11, high: 12}\n", NULL,
     SL_E0244, 0},
    {"a range", "=== EV-1\nvalue: {from: 10, to: 11}\n", NULL, SL_E0244, 0},
    {"a range of one", "=== EV-1\nvalue: {from: 10, to: 10}\n", NULL, SL_E0244, 1},
    {"a range within its interval",
     "=== EV-1\nvalue: {from: 10, to: 11}, interval: {low: 10, high: 11}\n", NULL, SL_E0244, 0},
    {"over it", "=== EV-1\nvalue: {from: 10, to: 11}, interval: {low: 10, high: 10.9}\n", NULL,
     SL_E0244, 1},
    {"under it", "=== EV-1\nvalue: {from: 10, to: 11}, interval: {low: 10.1, high: 11}\n", NULL,
     SL_E0244, 1},
    {"a comparator outside of its interval",
     "=== EV-1\nvalue: 11, comparator: {geography: G, value: 5, interval: {low: 6, high: 7}}\n",
     NULL, SL_E0244, 1},
    {"and within it",
     "=== EV-1\nvalue: 11, comparator: {geography: G, value: 6, interval: {low: 6, high: 7}}\n",
     NULL, SL_E0244, 0},
    {"a comparator without a value", "=== EV-1\nvalue: 11, comparator: {geography: G}\n", NULL,
     SL_E0112, 1},
};

static const row marks[] = {
    {"a mark behind a note's label", "=== AIM-1\n\nText[^a].\n\n[^a]: ::: audience board\n", NULL,
     SL_E0622, 1},
    {"behind a key", "=== AIM-1\n\nText.\n\nnote: ::: audience board\n", NULL, SL_E0622, 1},
    {"behind words", "=== AIM-1\n\nText.\n\na b: ::: audience board\n", NULL, SL_E0622, 0},
    {"in a quotation", "=== AIM-1\n\n> ::: audience board\n", NULL, SL_E0622, 1},
    {"behind a space", "=== AIM-1\n\n ::: audience board\n", NULL, SL_E0622, 1},
    {"behind a no-break space", "=== AIM-1\n\n\u00A0::: audience board\n", NULL, SL_E0622, 1},
    {"of two colons", "=== AIM-1\n\n:: audience board\n", NULL, SL_E0622, 1},
    {"in code, where it would be printed", "=== AIM-1\n\n```\n::: audience board\n```\n", NULL,
     SL_E0622, 1},
    {"behind code", "=== AIM-1\n\n```\ncode\n```\n\n::: audience board\nText.\n:::\n", NULL,
     SL_E0622, 0},
    {"in a longer fence", "=== AIM-1\n\n````\n```\n::: audience board\n````\n", NULL, SL_E0622, 1},
    {"behind one", "=== AIM-1\n\n````\n```\n````\n\n::: audience board\nText.\n:::\n", NULL,
     SL_E0622, 0},
    {"in a fence of another kind", "=== AIM-1\n\n~~~\n```\n::: audience board\n~~~\n", NULL,
     SL_E0622, 1},
    {"where it is read", "=== AIM-1\n\n::: audience board\nText.\n:::\n", NULL, SL_E0622, 0},
    {"in the register", "=== EV-1\nnotes: '::: audience board'\n", NULL, SL_E0622, 1},
    {"in the record",
     "=== programme.yaml\ngates: [{id: GAT-1, title: T, board: B, date: 2027, decision: '::: "
     "x'}]\n",
     NULL, SL_E0622, 1},
};

#define TERM "=== glossary.yaml\nterms: [{term: growth hub, means: A place.}]\n"

static const row glossaries[] = {
    {"a term that a text uses", TERM "=== AIM-1\n\nGrowth hubs.\n", NULL, SL_E0170,
     1 /* not printed */},
    {"and one that none uses", TERM "=== AIM-1\n\nHubs.\n", NULL, SL_E0170, 2},
    {"a term that is explained twice",
     "=== glossary.yaml\nterms: [{term: hub, means: A.}, {term: Hub, means: B.}]\n=== AIM-1\n\nA "
     "hub.\n",
     NULL, SL_E0169, 1},
    {"two terms",
     "=== glossary.yaml\nterms: [{term: hub, means: A.}, {term: hob, means: B.}]\n=== AIM-1\n\nA "
     "hub.\n",
     NULL, SL_E0169, 0},
    {"a short form that is another's term",
     "=== glossary.yaml\nterms: [{term: hub, means: A.}, {term: place, short: HUB, means: "
     "B.}]\n=== AIM-1\n\nA hub.\n",
     NULL, SL_E0169, 1},
    {"a term that begins with a mark",
     "=== glossary.yaml\nterms: [{term: '*', means: A.}]\n=== AIM-1\n\nA hub.\n", NULL, SL_E0111,
     1},
    {"a meaning that cites what there is not",
     "=== EV-1\n\n=== glossary.yaml\nterms: [{term: hub, means: 'As [@EV-9] says.'}]\n=== "
     "AIM-1\n\nA hub.\n",
     NULL, SL_E0107, 1},
};

static const row responses[] = {
    {"a partner whom an event asks",
     "=== engagement/a.yaml\npartners: [{id: PAR-1, name: N, kind: body}]\n"
     "events: [{id: EVT-1, title: T, date: 2026-01-05, channel: c, partners: [PAR-1]}]\n",
     NULL, SL_E0611, 0},
    {"and one whom none asks",
     "=== engagement/a.yaml\npartners: [{id: PAR-1, name: N, kind: body}]\n"
     "events: [{id: EVT-1, title: T, date: 2026-01-05, channel: c}]\n",
     NULL, SL_E0611, 1},
    {"or no event is there yet",
     "=== engagement/a.yaml\npartners: [{id: PAR-1, name: N, kind: body}]\n", NULL, SL_E0611, 0},
    {"an event of one day",
     "=== engagement/a.yaml\nevents: [{id: EVT-1, title: T, date: 2026-01-05, until: 2026-01-05, "
     "channel: c}]\n",
     NULL, SL_E0612, 0},
    {"one that ends before it begins",
     "=== engagement/a.yaml\nevents: [{id: EVT-1, title: T, date: 2026-01-05, until: 2026-01-04, "
     "channel: c}]\n",
     NULL, SL_E0612, 1},
    {"a stage of one month",
     "=== programme.yaml\nstages: [{id: STG-1, title: T, from: 2026-01, to: 2026-01}]\n", NULL,
     SL_E0612, 0},
    {"one that ends before it begins",
     "=== programme.yaml\nstages: [{id: STG-1, title: T, from: 2026-02, to: 2026-01}]\n", NULL,
     SL_E0612, 1},
    {"an ID that is taken",
     "=== programme.yaml\nstages: [{id: STG-1, title: T, from: 2026-01, to: 2026-01}]\n"
     "gates: [{id: STG-1, title: T, board: B, date: 2027, decision: D}]\n",
     NULL, SL_E0202, 1},
    {"by an item",
     "=== AIM-1\n\nText.\n=== programme.yaml\nmilestones: [{id: AIM-1, title: T, date: 2027}]\n",
     NULL, SL_E0202, 1},
    {"a response to an event that there is not",
     "=== engagement/a.yaml\nresponses: [{id: RES-1, by: B, date: 2026-01-05, said: S, event: "
     "EVT-1}]\n",
     NULL, SL_E0601, 1},
    {"about an item that there is not",
     "=== engagement/a.yaml\nresponses: [{id: RES-1, by: B, date: 2026-01-05, said: S, items: "
     "[AIM-9]}]\n",
     NULL, SL_E0108, 1},
    {"an alignment of an item that there is not",
     "=== EV-1\n\n=== strategies.yaml\nstrategies: [{id: NEI-1, title: T, body: B}]\n"
     "alignment: [{item: AIM-9, strategy: NEI-1, relation: shares}]\n",
     NULL, SL_E0108, 1},
    {"with a strategy that there is not",
     "=== AIM-1\n\nText.\n=== strategies.yaml\nstrategies: [{id: NEI-1, title: T, body: B}]\n"
     "alignment: [{item: AIM-1, strategy: NEI-2, relation: shares}]\n",
     NULL, SL_E0601, 1},
    {"co-design of an item that there is not",
     "=== EV-1\n\n=== engagement/a.yaml\nco-design: [{item: AIM-9, with: W}]\n", NULL, SL_E0108, 1},
    {"a wording that is no fingerprint",
     "=== AIM-1\n\nText.\n=== engagement/a.yaml\nco-design: [{item: AIM-1, with: W, wording: "
     "abc}]\n",
     NULL, SL_E0111, 1},
    {"evidence that there is not",
     "=== EV-1\n\n=== programme.yaml\nmilestones: [{id: MIL-1, title: T, date: 2027, evidence: "
     "[EV-9]}]\n",
     NULL, SL_E0107, 1},
    {"a demand of a type that there is not",
     "=== programme.yaml\ngates: [{id: GAT-1, title: T, board: B, date: 2027, decision: D, "
     "requires: [{type: stop, "
     "states: [draft]}]}]\n",
     NULL, SL_E0201, 1},
    {"an event that asks nobody who is there",
     "=== engagement/a.yaml\nevents: [{id: EVT-1, title: T, date: 2026-01-05, channel: c, "
     "partners: [PAR-1]}]\n",
     NULL, SL_E0601, 1},
    {"a signature of a body that does not sign",
     "=== signoff.yaml\nsignatures: [{body: The colege, date: 2026-01-02, digest: '00'}]\n", NULL,
     SL_E0608, 1},
    {"of one that does",
     "=== signoff.yaml\nsignatures: [{body: The college, date: 2026-01-02, digest: '00'}]\n", NULL,
     SL_E0608, 0},
    {"of another text",
     "=== signoff.yaml\nsignatures: [{body: The college, date: 2026-01-02, digest: '00'}]\n", NULL,
     SL_E0609, 1},
    {"a gate that is due and lacks something",
     "=== programme.yaml\ngates: [{id: GAT-1, title: T, board: B, date: 2026-02-01, decision: D, "
     "requires: "
     "[{signed: all}]}]\n",
     NULL, SL_E0603, 1},
    {"and one that lacks nothing",
     "=== programme.yaml\ngates: [{id: GAT-1, title: T, board: B, date: 2026-02-01, decision: "
     "D}]\n",
     NULL, SL_E0603, 0},
    {"a gate that was missed",
     "=== programme.yaml\ngates: [{id: GAT-1, title: T, board: B, date: 2026-01-30, decision: "
     "D}]\n",
     NULL, SL_E0602, 1},
};

int main(void)
{
    test_rows(times, SL_COUNT(times));
    test_rows(money, SL_COUNT(money));
    test_rows(signs, SL_COUNT(signs));
    test_rows(sections, SL_COUNT(sections));
    test_rows(claims, SL_COUNT(claims));
    test_rows(queries, SL_COUNT(queries));
    test_rows(audiences, SL_COUNT(audiences));
    test_rows(links, SL_COUNT(links));
    test_rows(units, SL_COUNT(units));
    test_rows(glossaries, SL_COUNT(glossaries));
    test_rows(ends, SL_COUNT(ends));
    test_rows(marks, SL_COUNT(marks));
    test_rows(responses, SL_COUNT(responses));
    return done();
}
