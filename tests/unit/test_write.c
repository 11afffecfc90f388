/* What authors write, read: values of spreadsheets, rows as items, the order, variables, snippets,
 * documents. */
#include "data/schema.h"
#include "load/written.h"
#include "plan.h"

static plan p;

static void test_values(void)
{
    static const struct {
        sl_field_kind kind;
        bool month_first;
        const char *text, *want;
    } rows[] = {
        {SL_FIELD_NUMBER, false, "1,236.40", "1236.4"},
        {SL_FIELD_NUMBER, false, "£12", "12"},
        {SL_FIELD_NUMBER, false, "(5)", "-5"},
        {SL_FIELD_NUMBER, false, "12 [p]", "12 [p]"},
        {SL_FIELD_NUMBER, false, "twelve", "twelve"},
        {SL_FIELD_INTEGER, false, "1 200", "1200"},
        {SL_FIELD_DATE, false, "2027-04-03", "2027-04-03"},
        {SL_FIELD_DATE, false, "03/04/2027", "2027-04-03"},
        {SL_FIELD_DATE, true, "03/04/2027", "2027-03-04"},
        {SL_FIELD_DATE, false, "3.4.2027", "2027-04-03"},
        {SL_FIELD_DATE, false, "3-4-27", "2027-04-03"},
        {SL_FIELD_DATE, false, "31/04/2027", "31/04/2027"},
        {SL_FIELD_DATE, true, "31/04/2027", "31/04/2027"},
        {SL_FIELD_DATE, false, "29/02/2028", "2028-02-29"},
        {SL_FIELD_DATE, false, "29/02/2027", "29/02/2027"},
        {SL_FIELD_DATE, false, "3 April 2027", "2027-04-03"},
        {SL_FIELD_DATE, false, "3-Apr-27", "2027-04-03"},
        {SL_FIELD_DATE, false, "3 Apri 2027", "3 Apri 2027"},
        {SL_FIELD_DATE, false, "3/4/5/2027", "3/4/5/2027"},
        {SL_FIELD_DATE, false, "3/4/127", "3/4/127"},
        {SL_FIELD_DATE, false, "103/4/2027", "103/4/2027"},
        {SL_FIELD_DATE, false, "3/104/2027", "3/104/2027"},
        {SL_FIELD_DATE, false, "soon", "soon"},
        {SL_FIELD_MONTH, false, "Jun-27", "2027-06"},
        {SL_FIELD_MONTH, false, "June 2027", "2027-06"},
        {SL_FIELD_MONTH, false, "03/04/2027", "2027-04"},
        {SL_FIELD_MONTH, false, "2027", "2027"},
        {SL_FIELD_WHEN, false, "June 2027", "2027-06"},
        {SL_FIELD_WHEN, false, "2027", "2027"},
        {SL_FIELD_CHOICE, false, "SOUGHT", "sought"},
        {SL_FIELD_CHOICE, false, "Agreed", "agreed"},
        {SL_FIELD_CHOICE, false, "hoped", "hoped"},
        {SL_FIELD_BOOLEAN, false, "Yes", "true"},
        {SL_FIELD_BOOLEAN, false, "Y", "true"},
        {SL_FIELD_BOOLEAN, false, "TRUE", "true"},
        {SL_FIELD_BOOLEAN, false, "no", "false"},
        {SL_FIELD_BOOLEAN, false, "n", "false"},
        {SL_FIELD_BOOLEAN, false, "perhaps", "perhaps"},
        {SL_FIELD_TEXT, false, "03/04/2027", "03/04/2027"},
    };
    sl_arena *a = sl_arena_new();
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        sl_field f = {.name = "x", .kind = rows[i].kind, .choices = "sought|agreed"};
        is_str(sl_written_value(a, &f, sl_str_from(rows[i].text), rows[i].month_first),
               rows[i].want, rows[i].text);
    }
    sl_arena_free(a);
}

static sl_str front(const char *id, const char *key)
{
    const sl_item *item = plan_lookup(&p, id);
    const sl_yaml *y = item ? sl_yaml_lookup(item->front, key) : NULL;
    sl_buf b;
    sl_buf_init(&b);
    if (y && y->kind == SL_YAML_SCALAR)
        sl_buf_push_str(&b, y->text);
    SL_EACH (one, y && y->kind != SL_YAML_SCALAR ? y : NULL)
        sl_buf_push_format(&b, "%s%.*s", b.n ? ";" : "", SL_FMT(one->text));
    return sl_buf_take(&b, p.session.arena);
}

static void test_sheets(void)
{
    plan_begin(&p);
    plan_item(&p, "AIM-1", "", "Text.");
    plan_put(&p, "steps.csv",
             "No,Title,Serves,Costs,Start,Where,Lever\n"
             "7,First step,AIM-1,\"1,250\",03/04/2027,North; South,Money\n"
             "STP-12,Second step,title of aim-1,5,4 Apr 2027,,007\n"

             "8,Third step,AIM-9,x,,,\n");
    plan_put(&p, "strategy.yaml",
             PLAN_STRATEGY
             "sheets:\n"
             "  - data: steps.csv\n"
             "    type: step\n"
             "    columns: {id: No, cost: {column: Costs, unit: GBP thousand}, areas: Where}\n");
    plan_read(&p, NULL);
    is_int((long long)p.s->items.n, 4, "each row is an item");
    is_int((long long)plan_count(&p, SL_E0108), 1, "what one leads to is not there, which is told");
    is_int((long long)plan_count(&p, SL_E0111), 1, "and that a cost is none");
    is_str(front("STP-07", "title"), "First step", "a number is made an ID");
    is_str(front("STP-07", "serves"), "AIM-1", "a link");
    is_str(front("STP-07", "areas"), "North;South", "a list");
    is_str(front("STP-07", "start"), "2027-04-03", "a day");
    is_str(front("STP-07", "cost"), "1250;GBP thousand", "money in the unit of its column");
    is_str(front("STP-12", "serves"), "AIM-1", "a title in a link's place");
    is_str(front("STP-12", "lever"), "007", "a text stays as it is");
    is_str(front("STP-12", "areas"), "", "an empty cell is nothing");
    ok(plan_count(&p, SL_E0265) == 0, "all columns are read");
    plan_put(&p, "steps.csv", "No,Title,Colour\n7,First step,red\n");
    plan_put(&p, "strategy.yaml",
             PLAN_STRATEGY "sheets: [{data: steps.csv, type: step, columns: {id: No}}]\n");
    plan_read(&p, NULL);
    is_int((long long)plan_count(&p, SL_E0265), 1, "one that is not is told");
    plan_put(&p, "strategy.yaml",
             PLAN_STRATEGY
             "sheets: [{data: steps.csv, type: step, columns: {id: No}, extra: keep}]\n");
    plan_read(&p, NULL);
    is_int((long long)plan_count(&p, SL_E0265), 0, "unless it is kept");
    is_str(front("STP-07", "x-colour"), "red", "as a key of its own");
    plan_put(&p, "strategy.yaml",
             PLAN_STRATEGY
             "sheets: [{data: steps.csv, type: step, columns: {id: No}, extra: ignore}]\n");
    plan_read(&p, NULL);
    is_int((long long)plan_count(&p, SL_E0265), 0, "or passed over");
    is_str(front("STP-07", "x-colour"), "", "for good");
    plan_put(&p, "strategy.yaml", PLAN_STRATEGY "sheets: [{data: steps.csv, type: stop}]\n");
    plan_read(&p, NULL);
    is_int((long long)plan_count(&p, SL_E0201), 1, "a type that there is not is told");
    ok(plan_has_remedies(&p), "with its remedy");
    plan_end(&p);
}

/* --- strategy.yaml --- */

#define HEAD                                                                                       \
    "title: A plan\nowners: [The council]\nstatus: draft\nversion: '1'\ndate: 2026-01-31\n"        \
    "language: en-GB\naudiences: [board, public]\neverybody: public\n"
#define ALL "order: [{part: All, id: PART-ALL, items: [{type: aim}]}]\n"

static void test_strategies(void)
{
    static const struct {
        const char *strategy, *text;
        sl_code code;
        int want;
    } rows[] = {
        {HEAD "order: [AIM-1, AIM-2]\n", "Text.", SL_E0211, 0},
        {HEAD "order: [AIM-1]\n", "Text.", SL_E0211, 1},
        {HEAD "order: [AIM-1, AIM-1, AIM-2]\n", "Text.", SL_E0213, 1},
        {HEAD "order: [AIM-1, {part: P, id: PART-P, items: [AIM-2, AIM-1]}]\n", "Text.", SL_E0213,
         1},
        {HEAD "order: [AIM-1, {part: P, id: PART-P, items: [{type: aim}]}]\n", "Text.", SL_E0213,
         0},
        {HEAD "order: [AIM-1, {part: P, id: PART-P, intro: AIM-2, items: []}]\n", "Text.", SL_E0211,
         0},
        {HEAD "order: [AIM-1, AIM-9, AIM-2]\n", "Text.", SL_E0108, 1},
        {HEAD "order: [{part: P, id: PART-P, items: [{type: aims}]}]\n", "Text.", SL_E0201, 1},
        {HEAD ALL "variables: {who: The council}\n", "Says {{who}}.", SL_E0166, 0},
        {HEAD ALL "variables: {who: The council}\n", "Says {{whom}}.", SL_E0166, 1},
        {HEAD ALL "variables: {who: The council}\n", "Says \\{{whom}}.", SL_E0166, 0},
        {HEAD ALL "variables: {who: 'The {{who}}'}\n", "Says {{who}}.", SL_E0168, 1},
        {HEAD ALL "variables: {who: 'The {{what}}', what: council}\n", "Says {{who}}.", SL_E0168,
         0},
        {HEAD ALL, "{{snippet: one}}", SL_E0167, 0},
        {HEAD ALL, "{{snippet: own}}", SL_E0167, 1},
        {HEAD ALL, "Says {{snippet: one}}.", SL_E0167, 0},
        {HEAD ALL, "Says {{snippet: two}}.", SL_E0167, 1},
        {HEAD ALL, "{{snippet: two}}", SL_E0167, 0},
        {HEAD ALL, "{{snippet: round}}", SL_E0168, 1},
        {HEAD ALL "documents: [{name: a}, {name: b, parts: [PART-ALL, plan]}]\n", "Text.", SL_E0632,
         0},
        {HEAD ALL "documents: [{name: a}, {name: b, parts: [PART-ALX]}]\n", "Text.", SL_E0632, 1},
        {HEAD ALL "documents: [{name: a}, {name: b, parts: [PART-ALL, PART-ALL]}]\n", "Text.",
         SL_E0202, 1},
        {HEAD ALL "documents: [{name: a}, {name: b, parts: [PART-ALL, plan]}]\n", "Text.", SL_E0202,
         0},
        {HEAD ALL "documents: [{name: a}, {name: b, audience: board}]\n", "Text.", SL_E0619, 0},
        {HEAD ALL "documents: [{name: a}, {name: b, audience: bored}]\n", "Text.", SL_E0619, 1},
        {HEAD ALL "documents: [{name: a}, {name: b, for-each: of}]\n", "Text.", SL_E0620, 0},
        {HEAD ALL "documents: [{name: a}, {name: b, for-each: off}]\n", "Text.", SL_E0620, 1},
        {HEAD ALL "documents: [{name: a, for-each: of}]\n", "Text.", SL_E0633, 1},
        {HEAD ALL "documents: [{name: a}, {name: b, pages: 20}]\n", "Text.", SL_E0111, 0},
        {HEAD ALL "documents: [{name: a}, {name: b, pages: 0}]\n", "Text.", SL_E0111, 1},
        {HEAD ALL,
         "See Table 1.\n\n| a | b |\n| - | - |\n| c | d |\n\nTable: What there is {#tab-a}",
         SL_E0139, 1},
        {HEAD ALL,
         "See Table 2.\n\n| a | b |\n| - | - |\n| c | d |\n\nTable: What there is {#tab-a}",
         SL_E0139, 0},
        {HEAD ALL, "See Table 1.\n\n| a | b |\n| - | - |\n| c | d |\n\nTable: What there is",
         SL_E0139, 1},
        {HEAD ALL,
         "See Table 12.\n\n| a | b |\n| - | - |\n| c | d |\n\nTable: What there is {#tab-a}",
         SL_E0139, 0},
    };
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        plan_begin(&p);
        plan_put(&p, "strategy.yaml", rows[i].strategy);
        plan_item(&p, "AIM-1", "", rows[i].text);
        plan_item(&p, "AIM-2", "", "Text.");
        plan_put(&p, "snippets/one.md", "so it is");
        plan_put(&p, "snippets/two.md", "So it is.\n\nSo it was.\n");
        plan_put(&p, "snippets/round.md", "So {{snippet: round}}.\n");
        plan_read(&p, NULL);
        if (!is_int((long long)plan_count(&p, rows[i].code), rows[i].want,
                    rows[i].strategy + strlen(HEAD)))
            printf("# %s: of %.*s\n", sl_code_name(rows[i].code), SL_FMT(plan_codes(&p, true)));
        ok(plan_has_remedies(&p), "what is told has a remedy");
        plan_end(&p);
    }
}

int main(void)
{
    test_values();
    test_sheets();
    test_strategies();
    return done();
}
