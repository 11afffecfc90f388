/* Annexes as tables: sums by hand, and what is kept from whom. */
#include "book/book.h"
#include "book/money.h"
#include "load/load.h"
#include "model/funding.h"
#include "plan.h"
#include "record/record.h"

static plan p;

static void push_text(sl_buf *b, const sl_node *root)
{
    for (const sl_node *n = root->first; n; n = sl_node_walk(root, n))
        if (n->kind == SL_NODE_TEXT)
            sl_buf_push_str(b, n->text);
}

/* The rows of a table below an annex, cells parted by |; the one whose first cell begins so. */
static sl_str table_text(const sl_book *book, const char *first)
{
    for (const sl_node *t = book->root->first; t; t = sl_node_walk(book->root, t)) {
        if (t->kind != SL_NODE_TABLE)
            continue;
        sl_buf b;
        sl_buf_init(&b);
        for (const sl_node *row = t->first; row; row = row->next) {
            if (row->kind != SL_NODE_TABLE_ROW)
                continue;
            for (const sl_node *cell = row->first; cell; cell = cell->next) {
                sl_buf_push_z(&b, cell == row->first ? "" : "|");
                push_text(&b, cell);
            }
            sl_buf_push_z(&b, row->next ? "; " : "");
        }
        if (sl_str_starts(sl_buf_str(&b), first))
            return sl_buf_take(&b, p.session.arena);
        sl_buf_done(&b);
    }
    return SL_STR("no such table");
}

static const sl_book *compose(sl_strategy *s, const char *audience)
{
    sl_numbers numbers;
    sl_book_options options = {.audience = sl_str_from(audience)};
    return sl_book_compose(s, &options, &numbers);
}

#define ANNEXES PLAN_STRATEGY "annexes: [funding, funding-lines, sign-off, audit]\n"

static void put_steps(const char *third)
{
    plan_files(&p, "=== STP-1\ncost: {amount: 1000, unit: GBP}\n"
                   "funding:\n"
                   "  - {fund: One, amount: 300, unit: GBP, year: 2027, state: agreed}\n"
                   "  - {fund: Two, amount: 100.50, unit: GBP, state: sought}\n\nText.\n"
                   "=== STP-2\ncost: {amount: 2000, unit: GBP}\n"
                   "funding:\n"
                   "  - {fund: One, amount: 20, unit: GBP, year: 2026, state: spent}\n"
                   "  - {fund: One, amount: 40, unit: GBP, year: 2027, state: offered}\n"
                   "  - {fund: Two, amount: 7, unit: GBP, state: agreed, match: true}\n\nText.\n");
    plan_item(&p, "STP-3", third, "Text.");
}

static void test_funding(void)
{
    plan_begin(&p);
    plan_put(&p, "strategy.yaml", ANNEXES);
    put_steps("funding: [{fund: Three, amount: 5, unit: GBP, year: 2030, state: agreed}]\n");
    plan_read(&p, NULL);
    sl_funding all = sl_funding_gather(p.session.arena, p.s);
    is_int((long long)all.lines.n, 6, "every line is gathered");
    is_int((long long)all.costs.n, 3, "every item with one");
    is_int(all.costs.at[0].cost, 100000, "in pence");
    is_int(all.costs.at[0].secured, 30000, "agreed is secured");
    is_int(all.costs.at[0].sought, 10050, "sought is not");
    is_int(all.costs.at[0].funded, 40050, "both together");
    is_int(all.costs.at[1].secured, 2700, "spent is");
    is_int(all.costs.at[1].sought, 4000, "offered is not");
    ok(!all.costs.at[2].has_cost && all.costs.at[2].funded == 500, "a line without a cost");
    const sl_book *book = compose(p.s, "");
    is_str(table_text(book, "Item, £|Cost"),
           "Item, £|Cost|Secured|Sought|No source yet; "
           "1.1 Title of STP-1|1,000|300|100.50|599.50; "
           "1.2 Title of STP-2|2,000|27|40|1,933; "
           "1.3 Title of STP-3|not stated|5|–|–; "
           "Total|3,000|332|140.50|2,532.50",
           "costs with their sum");
    is_str(table_text(book, "Fund, £"),
           "Fund, £|2026/27|2027/28|2030/31|Undated|Total; "
           "One|20|340|–|–|360; Two|–|–|–|107.50|107.50; Three|–|–|5|–|5; "
           "Total|20|340|5|107.50|472.50",
           "by fund and year; what has no year has a column");
    put_steps("");
    plan_put(
        &p, "items/STP-1.md",
        "---\nid: STP-1\ntype: step\ntitle: T\ncost: {amount: 10, unit: GBP}\n"
        "funding: [{fund: One, amount: 3, unit: GBP, year: 2027, state: agreed}]\n---\nText.\n");
    plan_put(&p, "items/STP-2.md", "---\nid: STP-2\ntype: step\ntitle: T\n---\nText.\n");
    plan_read(&p, NULL);
    is_str(table_text(compose(p.s, ""), "Fund, £"), "Fund, £|2027/28|Total; One|3|3; Total|3|3",
           "where all have a year there is none");
    plan_end(&p);
}

/* An item that is kept is in no sum of those who may not read it. */
static void test_kept(void)
{
    plan_begin(&p);
    plan_put(&p, "strategy.yaml", ANNEXES);
    put_steps("audience: board\ncost: {amount: 5, unit: GBP}\n");
    plan_read(&p, NULL);
    is_str(table_text(compose(p.s, "board"), "Item, £|Cost"),
           "Item, £|Cost|Secured|Sought|No source yet; "
           "1.1 Title of STP-1|1,000|300|100.50|599.50; 1.2 Title of STP-2|2,000|27|40|1,933; "
           "1.3 Title of STP-3|5|–|–|5; Total|3,005|327|140.50|2,537.50",
           "the board reads all");
    is_str(table_text(compose(p.s, "public"), "Item, £|Cost"),
           "Item, £|Cost|Secured|Sought|No source yet; "
           "1.1 Title of STP-1|1,000|300|100.50|599.50; 1.2 Title of STP-2|2,000|27|40|1,933; "
           "Total|3,000|327|140.50|2,532.50",
           "the public reads nothing of it, and no sum tells it");
    plan_end(&p);
}

static void test_signed(void)
{
    plan_begin(&p);
    plan_put(&p, "strategy.yaml", ANNEXES);
    plan_item(&p, "AIM-1", "", "Text.");
    plan_put(&p, "signoff.yaml",
             "signatures:\n  - {body: The council, date: 2026-01-02, digest: "
             "'0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'}\n");
    plan_read(&p, NULL);
    is_str(table_text(compose(p.s, ""), "Body"),
           "Body|Standing|Signed on|Text signed|Note; "
           "The council|signed another text|2 January 2026|01234567|; "
           "The college|not signed|||",
           "a signature of another text is said to be one");
    plan_end(&p);
}

/* Sums in pence as they stand in tables; in millions, one decimal, or two below £50,000. */
static void test_sums(void)
{
    static const struct {
        int64_t pence;
        bool in_millions;
        const char *want;
    } rows[] = {
        {100, false, "1"},
        {150, false, "1.50"},
        {105, false, "1.05"},
        {99999, false, "999.99"},
        {100000, false, "1,000"},
        {123456789, false, "1,234,567.89"},
        {100000000000, false, "1,000,000,000"},
        {100000000, true, "1.0"},
        {123456789, true, "1.2"},
        {125000000, true, "1.3"},
        {124999999, true, "1.2"},
        {199999999, true, "2.0"},
        {123450000000, true, "1,234.5"},
        {5000000, true, "0.1"},
        {4999999, true, "0.05"},
        {4500000, true, "0.05"},
        {4499999, true, "0.04"},
        {1000000, true, "0.01"},
        {500000, true, "0.01"},
    };
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        sl_compose c = {.in_millions = rows[i].in_millions};
        char name[48];
        sl_buf b;
        sl_buf_init(&b);
        snprintf(name, sizeof name, "%lld pence%s", (long long)rows[i].pence,
                 rows[i].in_millions ? " in millions" : "");
        sl_money_push(&b, &c, rows[i].pence);
        is_str(sl_buf_str(&b), rows[i].want, name);
        sl_buf_done(&b);
    }
}

/* --- the record --- */

/* Each row of the line of time, with a * where it is over. */
static sl_str timeline_text(const sl_book *book)
{
    sl_buf b;
    sl_buf_init(&b);
    for (size_t i = 0; i < book->figures.n; i++) {
        const sl_timeline *t = book->figures.at[i].timeline;
        for (size_t k = 0; t && k < t->rows.n; k++)
            sl_buf_push_format(&b, "%s%.*s%s", b.n ? "; " : "", SL_FMT(t->rows.at[k].label),
                               t->rows.at[k].is_done ? "*" : "");
    }
    return sl_buf_take(&b, p.session.arena);
}

static void test_programme(void)
{
    static const struct {
        const char *day, *want;
    } rows[] = {
        {"2026-01-31", "Draft; Ask; Count; Gate; Report; Census"},
        {"2026-02-01", "Draft*; Ask; Count; Gate; Report; Census"},
        {"2026-02-16", "Draft*; Ask; Count*; Gate; Report; Census"},
        {"2026-03-31", "Draft*; Ask; Count*; Gate*; Report; Census"},
        {"2026-04-01", "Draft*; Ask*; Count*; Gate*; Report; Census"},
        {"2026-06-30", "Draft*; Ask*; Count*; Gate*; Report; Census"},
        {"2026-07-01", "Draft*; Ask*; Count*; Gate*; Report*; Census"},
        {"2027-12-31", "Draft*; Ask*; Count*; Gate*; Report*; Census"},
        {"2028-01-01", "Draft*; Ask*; Count*; Gate*; Report*; Census*"},
    };
    plan_begin(&p);
    plan_put(&p, "strategy.yaml", PLAN_STRATEGY "annexes: [programme]\n");
    plan_item(&p, "AIM-1", "", "Text.");
    plan_put(&p, "programme.yaml",
             "stages:\n"
             "  - {id: STG-2, title: Ask, from: 2026-02, to: 2026-03, note: A note}\n"
             "  - {id: STG-1, title: Draft, from: 2025-11, to: 2026-01}\n"
             "milestones:\n"
             "  - {id: MIL-3, title: Census, date: 2027}\n"
             "  - {id: MIL-2, title: Report, date: 2026-06}\n"
             "  - {id: MIL-1, title: Count, date: 2026-02-15}\n"
             "gates:\n"
             "  - {id: GAT-1, title: Gate, board: Board, date: 2026-03-31, decision: Go on,\n"
             "     outcome: passed}\n");
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        plan_read(&p, rows[i].day);
        is_str(timeline_text(compose(p.s, "")), rows[i].want, rows[i].day);
    }
    plan_read(&p, NULL);
    const sl_book *book = compose(p.s, "");
    is_str(table_text(book, "Stage"),
           "Stage|Months|Note; Ask|February 2026 to March 2026|A note; "
           "Draft|November 2025 to January 2026|",
           "stages");
    is_str(table_text(book, "Milestone"),
           "Milestone|Date|Source; Census|2027|; Report|June 2026|; Count|15 February 2026|",
           "milestones");
    is_str(table_text(book, "Date|"),
           "Date|Decision|Decided by|Standing; 31 March 2026|Gate. Go on. |Board|ahead", "gates");
    plan_end(&p);
}

static void test_engagement(void)
{
    plan_begin(&p);
    plan_put(&p, "strategy.yaml",
             PLAN_STRATEGY "annexes: [engagement, responses, co-design, coordination]\n");
    plan_item(&p, "AIM-1", "state: draft\n", "Text.");
    plan_item(&p, "AIM-2", "state: agreed\n", "Text.");
    plan_item(&p, "AIM-3", "", "Text.");
    plan_put(
        &p, "engagement/a.yaml",
        "partners:\n"
        "  - {id: PAR-1, name: One, kind: board, area: North}\n"
        "  - {id: PAR-2, name: Two, kind: body, note: A note}\n"
        "  - {id: PAR-3, name: Three, kind: body}\n"
        "events:\n"
        "  - {id: EVT-1, title: First, date: 2026-01-05, channel: workshop, place: Hall,\n"
        "     partners: [PAR-1, PAR-2], items: [AIM-2], themes: [money, law]}\n"
        "  - {id: EVT-2, title: Second, date: 2026-01-06, until: 2026-01-08, channel: survey,\n"
        "     partners: [PAR-1], items: [AIM-1, AIM-2]}\n"
        "responses:\n"
        "  - {id: RES-1, by: A board, partner: PAR-1, date: 2026-01-07, said: More of it.,\n"
        "     items: [AIM-1], decision: accepted, done: It was done.}\n"
        "  - {id: RES-2, by: A body, partner: PAR-2, anonymous: false, date: 2026-01-08,\n"
        "     said: Less of it., items: [AIM-1, AIM-2]}\n"
        "co-design:\n"
        "  - {item: AIM-1, with: A department, wording: '0123456789abcdef', agreed: 2026-01-03,\n"
        "     history: [{date: 2026-01-02, state: draft, with: Them, note: Begun}]}\n"
        "  - {item: AIM-2, with: Another}\n");
    plan_put(&p, "strategies.yaml",
             "strategies:\n"
             "  - {id: NEI-1, title: Beside, body: They, area: South, years: 2024 to 2030}\n"
             "  - {id: NEI-2, title: Above, body: Those}\n"
             "alignment:\n"
             "  - {item: AIM-2, strategy: NEI-1, relation: shares, note: So}\n"
             "  - {item: AIM-2, strategy: NEI-2, relation: supports}\n"
             "  - {item: AIM-1, strategy: NEI-2, relation: builds on, boundary: The river}\n");
    plan_read(&p, NULL);
    const sl_book *book = compose(p.s, "");
    is_str(table_text(book, "Partner"),
           "Partner|Kind|Area|Asked at|Note; One|board|North|First; Second|; "
           "Two|body||First|A note; Three|body||never|",
           "who was asked at which event");
    is_str(table_text(book, "Event"),
           "Event|Days|Channel|Themes|Asked|Note; "
           "First|5 January 2026|workshop, Hall|money, law|One; Two|; "
           "Second|6 January 2026 to 8 January 2026|survey||One|",
           "the calendar");
    is_str(
        table_text(book, "Item|Put"),
        "Item|Put to partners at; Title of AIM-1 (1.1)|Second; Title of AIM-2 (1.2)|First; Second",
        "what was put to whom");
    is_str(
        table_text(book, "Who"),
        "Who and when|You said|We did|On; "
        "A board, 7 January 2026|More of it.|accepted. It was done. |Title of AIM-1 (1.1); "
        "Two, 8 January 2026|Less of it.|not decided.  |Title of AIM-1 (1.1); Title of AIM-2 (1.2)",
        "what was said; a body is named where it agreed");
    is_str(table_text(book, "Item|State"),
           "Item|State|Text today|Moves|Note; "
           "Title of AIM-1 (1.1)|draft|is no longer the wording agreed on 3 January 2026|"
           "2 January 2026: draft, with Them. Begun|",
           "work with a department");
    is_str(table_text(book, "Strategy"),
           "Strategy|Body|Area|Years|Source; Beside|They|South|2024 to 2030|; Above|Those|||",
           "strategies beside it");
    is_str(table_text(book, "Item|Relation"),
           "Item|Relation|Strategy|Boundary|What follows; "
           "Title of AIM-2 (1.2)|shares|Beside||So; Title of AIM-2 (1.2)|supports|Above||; "
           "Title of AIM-1 (1.1)|builds on|Above|The river|",
           "how items stand to them");
    is_str(
        table_text(book, "Item|Beside"),
        "Item|Beside|Above; Title of AIM-1 (1.1)||builds on; Title of AIM-2 (1.2)|shares|supports",
        "as a matrix");
    plan_end(&p);
}

/* --- lines of sight --- */

static void test_lines(void)
{
    const char *entries[] = {"id: EV-1, grade: 5", "id: EV-2, grade: 2", NULL};
    plan_begin(&p);
    plan_put(&p, "strategy.yaml", PLAN_STRATEGY "annexes: [matrix, measures, audit]\n");
    plan_evidence(&p, entries, "");
    plan_item(&p, "AIM-1", "evidence: [EV-1]\n", "It is [@EV-1].");
    plan_item(&p, "AIM-2", "evidence: [EV-2]\n", "It is [@EV-2].");
    plan_item(&p, "STP-1",
              "serves: [AIM-1]\n"
              "track: {unit: homes, better: up, baseline: {date: 2020, value: 10}, due: 2026-06,\n"
              "  target: {date: 2030, value: 110}, actuals: [{date: 2025, value: 60}]}\n",
              "Text.");
    plan_item(&p, "STP-2", "serves: [AIM-1, AIM-2]\nneeds: [STP-1]\n", "Text.");
    plan_item(&p, "ASK-1", "helps: [STP-1, STP-2]\n", "Text.");
    plan_item(&p, "ASK-2", "helps: [STP-2]\n", "Text.");
    plan_read(&p, NULL);
    const sl_book *book = compose(p.s, "");
    is_str(table_text(book, "What leads back"),
           "What leads back|Title of AIM-1|Title of AIM-2|Sources|Strength; "
           "Title of ASK-1 (1.5)|●●●|●|2|5; Title of ASK-2 (1.6)|●●|●|2|5",
           "ways between them");
    is_str(table_text(book, "Measure"),
           "Measure|Where it stood|Where it stands|Planned by then|Target|How it goes|Next figure; "
           "1.3 Title of STP-1|10 (2020)|60 (2025)|60|110 (2030)|on course|June 2026",
           "measures");
    plan_end(&p);
}

/* --- the front sheet --- */

/* The paragraphs, headings and cells of the front sheet. */
static sl_str front_text(void)
{
    sl_numbers numbers;
    sl_book_options options = {.audience = SL_STR_NONE, .front_sheet = true};
    const sl_book *book = sl_book_compose(p.s, &options, &numbers);
    sl_buf b;
    sl_buf_init(&b);
    const sl_node *front = NULL;
    for (const sl_node *n = book->root->first; n; n = n->next)
        if (n->kind == SL_NODE_SECTION && sl_str_equal_z(n->id, "front-sheet"))
            front = n;
    for (const sl_node *n = front ? front->first : NULL; n; n = sl_node_walk(front, n))
        if (n->first && sl_node_is_inline(n->first->kind) && !sl_node_is_inline(n->kind)) {
            sl_buf_push_z(&b, b.n ? "; " : "");
            push_text(&b, n);
        }
    return sl_buf_take(&b, p.session.arena);
}

static void test_front(void)
{
    plan_begin(&p);
    plan_put(&p, "strategy.yaml",
             PLAN_STRATEGY "changes: [{version: '1', date: 2026-01-30, note: All of it.}]\n");
    plan_item(&p, "AIM-1", "", "Text.");
    plan_item(&p, "ASK-1", "helps: [STP-1]\nof: One\n", "Text.");
    plan_item(&p, "ASK-2", "helps: [STP-1]\nof: Two\n", "Text.");
    plan_item(&p, "ASK-3", "helps: [STP-1]\nof: One\n", "Text.");
    plan_item(&p, "STP-1", "serves: [AIM-1]\n", "Text.");
    plan_put(&p, "programme.yaml",
             "gates:\n"
             "  - {id: GAT-2, title: Second, board: Board, date: 2026-09, decision: To end}\n"
             "  - {id: GAT-1, title: First, board: Board, date: 2026-03, decision: To go on,\n"
             "     decisions: [To begin, To pay], recommendation: Do both.,\n"
             "     requires: [{open-gaps: 0}]}\n");
    const char *entries[] = {"id: EV-1, grade: 4", NULL};
    plan_evidence(&p, entries,
                  "gaps:\n  - {id: GAP-1, question: What is it?, state: open}\n"
                  "  - {id: GAP-2, question: Who is it?, state: filled}\n");
    plan_read(&p, NULL);
    is_str(
        front_text(),
        "Front sheet; For decision; To go on: First, March 2026. Who decides: Board. ; To "
        "begin; To pay; "
        "Recommendation; Do both.; Asks; Asked of; Asks; One; Title of ASK-1 (1.3); Title of "
        "ASK-3 (1.5); "
        "Two; Title of ASK-2 (1.4); What is missing; Before that day the draft still lacks:; "
        "One evidence gap is open; the decision allows zero; "
        "0 of 5 items are traced to evidence. One question to the evidence is open.; What is it?; "
        "What is new; Version 1, 30 January 2026: All of it.",
        "what a board reads first");
    plan_put(&p, "programme.yaml", "gates: []\n");
    plan_put(&p, "strategy.yaml", PLAN_STRATEGY);
    plan_evidence(
        &p, entries,
        "gaps:\n  - {id: GAP-1, question: Q1?, state: open}\n  - {id: GAP-2, question: Q2?, state: "
        "open}\n"
        "  - {id: GAP-3, question: Q3?, state: filled}\n  - {id: GAP-4, question: Q4?, state: "
        "open}\n"
        "  - {id: GAP-5, question: Q5?, state: open}\n  - {id: GAP-6, question: Q6?, state: open}\n"
        "  - {id: GAP-7, question: Q7?, state: open}\n  - {id: GAP-8, question: Q8?, state: "
        "open}\n");
    plan_read(&p, NULL);
    sl_str text = front_text();
    ok(sl_str_find(text,
                   SL_STR("Seven questions to the evidence are open.; Q1?; Q2?; Q4?; Q5?; Q6?; "),
                   0) != SIZE_MAX,
       "five questions, in order");
    ok(sl_str_find(text, SL_STR("Q7?"), 0) == SIZE_MAX, "and no more");
    ok(sl_str_find(text, SL_STR("; The other two stand in the annexes."), 0) != SIZE_MAX,
       "how many others there are");
    ok(sl_str_find(text, SL_STR("gate"), 0) == SIZE_MAX &&
           sl_str_ends(text, "; The other two stand in the annexes."),
       "and nothing of what there is not");
    plan_end(&p);
}

/* --- asks, and lists of items --- */

static void test_asks(void)
{
    plan_begin(&p);
    plan_put(&p, "strategy.yaml", PLAN_STRATEGY "annexes: [asks-by-owner, funding, audit]\n");
    plan_item(&p, "AIM-1", "", "Text.");
    plan_item(&p, "STP-1",
              "serves: [AIM-1]\ncost: £9\n"
              "funding: ['Fund, £2, 2027, sought', 'Fund, £3, 2027, agreed, match']\n",
              "Text.");
    plan_item(&p, "STP-2", "funding: ['Fund, £4, 2028, sought']\n", "Text.");
    plan_item(&p, "ASK-1", "helps: [STP-1]\nof: One\nsum: £5\nstate: draft\n", "Text.");
    plan_item(&p, "ASK-2", "helps: [STP-1]\nof: Two\nstate: agreed\n", "Text.");
    plan_item(&p, "ASK-3", "helps: [STP-1]\nof: One\nsum: £7, 2027 to 2029\nstate: draft\n",
              "Text.");
    plan_item(&p, "ASK-4", "helps: [STP-1]\nof: One\nsum: £70\nstate: draft\naudience: board\n",
              "Text.");
    plan_item(&p, "SEC-1", "",
              "Text.\n\n```list\nid: lst-1\ntitle: Steps\ntype: step\n"
              "columns: [{key: cost, total: true}, serves, {back: helps}]\n```\n");
    plan_read(&p, NULL);
    const sl_book *book = compose(p.s, "public");
    is_str(table_text(book, "Asked of|Asks"),
           "Asked of|Asks|£; One|1.5 Title of ASK-1; 1.7 Title of ASK-3|12; Total||12",
           "what is asked of whom");
    is_str(table_text(book, "Asked of, £"),
           "Asked of, £|2027/28|2028/29|Total; One|2|–|2; Match, from others|3|–|3; "
           "Nobody is asked|–|4|4; Total|5|4|9",
           "funding by who is asked");
    is_str(table_text(book, "Serves, £"),
           "Serves, £|2027/28|2028/29|Total; Title of AIM-1|5|–|5; Nothing that is named|–|4|4; "
           "Total|5|4|9",
           "funding by what is served");
    is_str(table_text(book, "Ask|"),
           "Ask|£|Years|State; One; 1.5 Title of ASK-1|5||draft; "
           "1.7 Title of ASK-3|7|2027 to 2029|draft; Two; 1.6 Title of ASK-2|–||agreed; Total|12||",
           "the schedule, by who is asked");
    is_str(
        table_text(book, "Step"),
        "Step|Cost, £|Serves|Helped by; "
        "Title of STP-1 (1.3)|9|Title of AIM-1 (1.2)|Title of ASK-1 (1.5); Title of ASK-2 (1.6); "
        "Title of ASK-3 (1.7); Title of STP-2 (1.4)|–||; Total|9||",
        "a list of items, with a sum");
    plan_end(&p);
}

/* --- what a view leaves out --- */

static sl_strategy *view(const char *audience)
{
    return sl_strategy_load_for(p.session.arena, &p.session.sources, &p.session.diags, p.s,
                                sl_str_from(audience));
}

static size_t count_blocks(const sl_item *item)
{
    size_t n = 0;
    for (const sl_node *b = item->body->first; b; b = b->next)
        n++;
    return n;
}

static void test_views(void)
{
    static const struct {
        const char *audience;
        int items, entries, gaps, responses, gates, blocks;
    } rows[] = {
        {"board", 4, 3, 2, 3, 2, 3},
        {"partners", 2, 2, 2, 2, 1, 2},
        {"public", 1, 1, 1, 1, 0, 1},
    };
    plan_begin(&p);
    plan_files(&p, "=== AIM-1\n\nText.\n\n::: audience board\nOne.\n:::\n\n"
                   "::: audience board partners\nTwo.\n:::\n"
                   "=== AIM-2\naudience: board\n\nText.\n"
                   "=== AIM-3\naudience: [board, partners]\n\nText.\n"
                   "=== AIM-4\naudience: [board]\n\nText.\n"
                   "=== engagement/r.yaml\nresponses:\n"
                   "  - {id: RES-1, by: B, date: 2026-01-01, said: S, items: [AIM-1]}\n"
                   "  - {id: RES-2, by: B, date: 2026-01-01, said: S, items: [AIM-1, AIM-3]}\n"
                   "  - {id: RES-3, by: B, date: 2026-01-01, said: S, audience: board}\n"
                   "=== programme.yaml\ngates:\n"
                   "  - {id: GAT-1, title: T, board: B, date: 2027, decision: D, audience: board}\n"
                   "  - {id: GAT-2, title: T, board: B, date: 2027, decision: D,\n"
                   "     audience: [partners, board]}\n");
    const char *entries[] = {"id: EV-1", "id: EV-2, access: restricted",
                             "id: EV-3, audience: [board]", NULL};
    plan_evidence(&p, entries,
                  "gaps:\n"
                  "  - {id: GAP-1, question: Q, state: open, bears-on: [AIM-1]}\n"
                  "  - {id: GAP-2, question: Q, state: open, bears-on: [AIM-1, AIM-3]}\n");
    plan_read(&p, NULL);
    is_int((long long)p.s->items.n, 4, "the whole has all items");
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        const sl_strategy *v = view(rows[i].audience);
        is_int((long long)v->items.n, rows[i].items, rows[i].audience);
        is_int((long long)v->evidence.n, rows[i].entries, "entries that it may see");
        is_int((long long)v->gaps.n, rows[i].gaps, "questions about what it may read");
        is_int((long long)v->record->responses.n, rows[i].responses, "responses");
        is_int((long long)v->record->gates.n, rows[i].gates, "gates");
        is_int((long long)count_blocks(v->items.at[0]), rows[i].blocks, "blocks of the text");
    }
    plan_end(&p);
}

int main(void)
{
    test_funding();
    test_kept();
    test_signed();
    test_sums();
    test_programme();
    test_engagement();
    test_lines();
    test_front();
    test_asks();
    test_views();
    return done();
}
