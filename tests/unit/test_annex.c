/* Annexes as tables: sums by hand, and what is kept from whom. */
#include "book/book.h"
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
           "In all|3,000|332|140.50|2,532.50",
           "costs with their sum");
    is_str(table_text(book, "Fund, £"),
           "Fund, £|2026/27|2027/28|2030/31|No year|In all; "
           "One|20|340|–|–|360; Two|–|–|–|107.50|107.50; Three|–|–|5|–|5; "
           "In all|20|340|5|107.50|472.50",
           "by fund and year; what has no year has a column");
    put_steps("");
    plan_put(
        &p, "items/STP-1.md",
        "---\nid: STP-1\ntype: step\ntitle: T\ncost: {amount: 10, unit: GBP}\n"
        "funding: [{fund: One, amount: 3, unit: GBP, year: 2027, state: agreed}]\n---\nText.\n");
    plan_put(&p, "items/STP-2.md", "---\nid: STP-2\ntype: step\ntitle: T\n---\nText.\n");
    plan_read(&p, NULL);
    is_str(table_text(compose(p.s, ""), "Fund, £"), "Fund, £|2027/28|In all; One|3|3; In all|3|3",
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
           "1.3 Title of STP-3|5|–|–|5; In all|3,005|327|140.50|2,537.50",
           "the board reads all");
    is_str(table_text(compose(p.s, "public"), "Item, £|Cost"),
           "Item, £|Cost|Secured|Sought|No source yet; "
           "1.1 Title of STP-1|1,000|300|100.50|599.50; 1.2 Title of STP-2|2,000|27|40|1,933; "
           "In all|3,000|327|140.50|2,532.50",
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
           "The college|has not signed|||",
           "a signature of another text is said to be one");
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
    test_views();
    return done();
}
