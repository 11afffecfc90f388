/* The composed document: its sections, faults of a draft on the cover, data behind figures. */
#include "book/book.h"
#include "load/load.h"
#include "plan.h"

static plan p;
static sl_numbers numbers;

static sl_book *compose(const sl_diags *faults, const char *audience)
{
    sl_book_options options = {.faults = faults, .audience = sl_str_from(audience)};
    return sl_book_compose(p.s, &options, &numbers);
}

static const sl_node *find_section(const sl_book *book, const char *id)
{
    for (const sl_node *n = book->root->first; n; n = sl_node_walk(book->root, n))
        if (n->kind == SL_NODE_SECTION && sl_str_equal_z(n->id, id))
            return n;
    return NULL;
}

/* The texts of all paragraphs of a role, parted by |. */
static sl_str texts_of(const sl_book *book, const char *role)
{
    sl_buf b;
    sl_buf_init(&b);
    for (const sl_node *n = book->root->first; n; n = sl_node_walk(book->root, n))
        if (n->kind == SL_NODE_PARAGRAPH && sl_str_equal_z(n->role, role))
            sl_buf_push_format(&b, "%s%.*s", b.n ? "|" : "",
                               SL_FMT(sl_node_plain(p.session.arena, n)));
    return sl_buf_take(&b, p.session.arena);
}

static void test_sections(void)
{
    plan_begin(&p);
    plan_put(&p, "strategy.yaml", PLAN_STRATEGY "editions: [cy]\n");
    plan_item(&p, "AIM-1", "", "Text.");
    plan_item(&p, "AIM-2", "", "Text.");
    plan_put(&p, "items/AIM-2.cy.md", "---\ntitle: Nod\n---\nTestun.\n");
    plan_read(&p, NULL);
    sl_session_done(&p.session);
    p.options.language = "cy";
    sl_session_init(&p.session, &p.options);
    sl_session_load(&p.session);
    p.s = p.session.strategy;
    const sl_book *book = compose(NULL, "");
    const sl_node *part = find_section(book, "PART-ALL"), *aim = find_section(book, "AIM-1"),
                  *other = find_section(book, "AIM-2");
    if (!ok(part && aim && other, "a part and items are sections"))
        return;
    ok(part->toc == 1 && part->fresh, "a part begins a page");
    ok(aim->toc == 2 && !aim->fresh, "an item in it does not");
    const sl_node *told = NULL;
    size_t listed = 0, within = 0;
    for (const sl_node *n = aim->first; n; n = sl_node_walk(aim, n)) {
        told = n->kind == SL_NODE_SECTION && n->lang.n ? n : told;
        listed += n->kind == SL_NODE_SECTION && n->toc > 0;
    }
    ok(told && sl_str_equal_z(told->lang, "en-GB"), "a text in another language says so");
    is_int((long long)listed, 0, "and is no section of the contents");
    for (const sl_node *n = other->first; n; n = sl_node_walk(other, n))
        within += n->kind == SL_NODE_SECTION && n->lang.n > 0;
    is_int((long long)within, 0, "one in the document's own does not");
    is_str(numbers.items[plan_lookup(&p, "AIM-2")->index], "1.2", "items are numbered");
    plan_end(&p);
}

/* Errors with a place stand there; the others on the cover: the first so many, and how many more.
 */
static void test_faults(void)
{
    plan_begin(&p);
    const char *const entries[] = {"id: EV-1, grade: 3", NULL};
    plan_evidence(&p, entries, "");
    plan_item(&p, "AIM-1", "", "Text [@EV-1; @EV-9].");
    plan_read(&p, NULL);
    is_str(texts_of(compose(NULL, ""), "fault"), "", "a document without faults shows none");
    sl_str shown = texts_of(compose(&p.session.diags, ""), "fault");
    ok(sl_str_starts(shown, "1 error") || sl_str_find(shown, SL_STR("1"), 0) != SIZE_MAX,
       "how many there are");
    ok(sl_str_find(shown, SL_STR("EV-9"), 0) != SIZE_MAX, "and what the one is");
    for (int i = 1; i <= 20; i++)
        sl_diag_help(&p.session.diags,
                     sl_diag_add(&p.session.diags, SL_E0107, SL_SPAN_NONE, "fault %d.", i),
                     "mend it");
    shown = texts_of(compose(&p.session.diags, ""), "fault");
    ok(sl_str_find(shown, SL_STR("fault 1."), 0) != SIZE_MAX, "what has no place is on the cover");
    ok(sl_str_find(shown, SL_STR("fault 2."), 0) != SIZE_MAX, "in its order");
    ok(sl_str_find(shown, SL_STR("fault 20."), 0) == SIZE_MAX, "but not without end");
    size_t told = 0;
    char one[16];
    for (int i = 1; i <= 20; i++) {
        snprintf(one, sizeof one, "fault %d.", i);
        told += sl_str_find(shown, sl_str_from(one), 0) != SIZE_MAX;
    }
    snprintf(one, sizeof one, "%zu", 20 - told);
    size_t last = 0;
    for (size_t i = 0; i < shown.n; i++)
        last = shown.p[i] == '|' ? i + 1 : last;
    bool counted = false;
    for (const char *at = strstr(shown.p, one); at; at = strstr(at + 1, one))
        counted = true;
    ok(counted && told > 0 && told < 20, "and how many more there are");
    plan_item(&p, "AIM-1", "", "Text [@EV-1].");
    plan_item(&p, "STP-1", "serves: [AIM-9]\n", "Text.");
    plan_read(&p, NULL);
    const sl_node *step = find_section(compose(&p.session.diags, ""), "STP-1");
    size_t there = 0;
    for (const sl_node *n = step ? step->first : NULL; n; n = sl_node_walk(step, n))
        there += n->kind == SL_NODE_PARAGRAPH && sl_str_equal_z(n->role, "fault");
    is_int((long long)there, 1, "what is wrong with an item's keys stands at the item");
    plan_end(&p);
}

/* A draft of a text whose notes are not there, or call each other, is a document all the same. */
static void test_notes(void)
{
    plan_begin(&p);
    plan_item(&p, "AIM-1", "",
              "One[^none], two[^a], three[^a].\n\n[^a]: A note[^b].\n\n[^b]: Another[^a].");
    plan_read(&p, NULL);
    const sl_book *book = compose(&p.session.diags, "");
    size_t notes = 0, again = 0;
    for (const sl_node *n = book->root->first; n; n = sl_node_walk(book->root, n)) {
        notes += n->kind == SL_NODE_NOTE && !n->again;
        again += n->kind == SL_NODE_NOTE && n->again;
    }
    is_int((long long)notes, 2, "each note is bound once");
    is_int((long long)again, 2, "and called again where it is called again");
    plan_end(&p);
}

/* An item in the place of an annex; a part of which an audience may read nothing; the sheet of a
 * body, which begins with what it is asked for. */
static void test_parts(void)
{
    plan_begin(&p);
    plan_put(&p, "strategy.yaml",
             PLAN_HEAD "order:\n"
                       "  - {part: Aims, id: PART-AIM, items: [AIM-1]}\n"
                       "  - {part: Steps, id: PART-STP, items: [{type: step}]}\n"
                       "  - {part: Asks, id: PART-ASK, items: [{type: ask}]}\n"
                       "annexes: [AIM-2]\n");
    plan_item(&p, "AIM-1", "audience: board\n", "Text.");
    plan_item(&p, "AIM-2", "", "Text.");
    plan_item(&p, "STP-1", "serves: [AIM-2]\n", "Text.");
    plan_item(&p, "ASK-1", "helps: [STP-1]\nof: One\n", "Text.");
    plan_item(&p, "ASK-2", "helps: [STP-1]\nof: Two\n", "Text.");
    plan_read(&p, NULL);
    const sl_book *book = compose(NULL, "board");
    ok(find_section(book, "PART-AIM") != NULL, "a part for who may read it");
    ok(find_section(book, "AIM-2") != NULL, "an item is an annex");
    is_str(numbers.items[plan_lookup(&p, "AIM-2")->index], "Annex A", "and has its letter");
    sl_book_options options = {.group = SL_STR("One")};
    book = sl_book_compose(p.s, &options, &numbers);
    const sl_node *asks = find_section(book, "PART-ASK"), *steps = find_section(book, "PART-STP");
    ok(asks && steps, "a sheet of one body");
    bool first = false;
    for (const sl_node *n = asks; n; n = n->next)
        first = first || n == steps;
    ok(first, "what it is asked for comes first");
    sl_strategy *view = sl_strategy_load_for(p.session.arena, &p.session.sources, &p.session.diags,
                                             p.s, SL_STR("public"));
    sl_session_complete(&p.session, view);
    options = (sl_book_options){.audience = SL_STR("public")};
    book = sl_book_compose(view, &options, &numbers);
    ok(!find_section(book, "PART-AIM") && !find_section(book, "AIM-1"),
       "and none where nothing of it may be read");
    ok(find_section(book, "PART-STP") != NULL, "the others are there");
    plan_end(&p);
}

/* Places in the order of their names, each with its items in the order of the document. */
static void test_places(void)
{
    plan_begin(&p);
    plan_put(&p, "strategy.yaml", PLAN_STRATEGY "annexes: [index-of-places]\n");
    plan_item(&p, "AIM-1", "areas: [South, North]\n", "Text.");
    plan_item(&p, "AIM-2", "areas: [East]\n", "Text.");
    plan_item(&p, "STP-1", "serves: [AIM-1]\nareas: [North]\n", "Text.");
    plan_read(&p, NULL);
    const sl_node *annex = find_section(compose(NULL, ""), "annex-index-of-places");
    if (!ok(annex != NULL, "where things are is an annex"))
        return;
    sl_buf b;
    sl_buf_init(&b);
    for (const sl_node *n = annex->first; n; n = sl_node_walk(annex, n))
        if (n->kind == SL_NODE_LIST_ITEM)
            sl_buf_push_format(&b, "%s%.*s", b.n ? "|" : "",
                               SL_FMT(sl_node_plain(p.session.arena, n)));
    is_str(sl_buf_str(&b),
           "East: 1.2 Title of AIM-2|North: 1.1 Title of AIM-1; 1.3 Title of STP-1|"
           "South: 1.1 Title of AIM-1",
           "each once");
    sl_buf_done(&b);
    plan_item(&p, "AIM-1", "", "Text.");
    plan_item(&p, "AIM-2", "", "Text.");
    plan_item(&p, "STP-1", "serves: [AIM-1]\n", "Text.");
    plan_read(&p, NULL);
    annex = find_section(compose(NULL, ""), "annex-index-of-places");
    ok(!annex, "where no item names one there is no index");
    plan_end(&p);
}

/* --- annexes with nothing in them --- */

/* The words of an annex, its heading first; none where it is left out. */
static sl_str annex_text(const sl_book *book, const char *name)
{
    char id[64];
    snprintf(id, sizeof id, "annex-%s", name);
    const sl_node *annex = find_section(book, id);
    sl_buf b;
    sl_buf_init(&b);
    for (const sl_node *n = annex ? annex->first : NULL; n; n = sl_node_walk(annex, n))
        if (n->first && sl_node_is_inline(n->first->kind) && !sl_node_is_inline(n->kind))
            sl_buf_push_format(&b, "%s%.*s", b.n ? "; " : "",
                               SL_FMT(sl_node_plain(p.session.arena, n)));
    return sl_buf_take(&b, p.session.arena);
}

static void test_empty(void)
{
    static const struct {
        const char *name, *want;
    } rows[] = {
        {"asks-by-owner", "Asks by who is asked; Each ask with what it needs and where it stands."},
        {"measures", ""},
        {"co-design", ""},
        {"responses", ""},
        {"programme", ""},
        {"engagement", ""},
        {"funding", "Funding; What the items cost, who would pay, and what nobody pays yet.; No "
                    "cost or funding is recorded."},
        {"funding-lines", "Funding line by line; Each sum with its fund, its year and whether "
                          "anybody has agreed to it.; No cost or funding is recorded."},
        {"coordination", ""},
        {"figures", "Figures behind the charts; The figures that each chart shows."},
        {"evidence", "Evidence register; Every entry of the register, by the number under which "
                     "the text cites it."},
        {"gaps", ""},
        {"glossary", "Glossary; What terms mean in this document."},
        {"line-of-sight",
         "Line of sight; How what is proposed leads back, step by step, to the evidence."},
        {"matrix", "Matrix of the line of sight; What is proposed against what it starts from: a "
                   "dot for each path between the two, or their number where there are more than "
                   "three.; There is nothing to set side by side, or too much for a page."},
        {"graph", "Graph of the line of sight; All of the line of sight in one drawing, and as a "
                  "list.; There are too many items, or none, to be drawn on one page."},
    };
    plan_begin(&p);
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        char head[2048];
        snprintf(head, sizeof head, "%sannexes: [%s]\n", PLAN_STRATEGY, rows[i].name);
        plan_put(&p, "strategy.yaml", head);
        plan_item(&p, "SEC-1", "", "Text.");
        plan_read(&p, NULL);
        is_str(annex_text(compose(NULL, ""), rows[i].name), rows[i].want, rows[i].name);
    }
    plan_end(&p);
}

int main(void)
{
    test_sections();
    test_places();
    test_parts();
    test_notes();
    test_faults();
    test_empty();
    return done();
}
