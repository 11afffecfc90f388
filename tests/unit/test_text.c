/* Texts: sentences and what they cite, words that rank, marks that are nearly some, and what is
 * printed of typed quotation marks. */
#include "book/book.h"
#include "check/wording.h"
#include "model/prose.h"
#include "plan.h"

static plan p;

/* --- sentences --- */

/* The sentences of a paragraph, parted by /, each with the entries that it names. */
static sl_str sentences(const char *text)
{
    plan_item(&p, "AIM-1", "", text);
    plan_read(&p, NULL);
    sl_prose prose = sl_prose_read(p.session.arena, p.s, plan_lookup(&p, "AIM-1")->body->first);
    sl_buf b;
    sl_buf_init(&b);
    for (size_t i = 0; i < prose.sentences.n; i++) {
        const sl_sentence *one = &prose.sentences.at[i];
        sl_str words = sl_str_trim(sl_str_slice(prose.text, one->begin, one->end));
        sl_buf_push_format(&b, "%s%.*s", i ? "/" : "", SL_FMT(words));
        for (size_t k = 0; k < one->evidence.n; k++)
            sl_buf_push_format(&b, "%s%.*s", k ? " " : "<",
                               SL_FMT(p.s->evidence.at[one->evidence.at[k]]->id));
        sl_buf_push_z(&b, one->evidence.n ? ">" : "");
    }
    return sl_buf_take(&b, p.session.arena);
}

static void test_sentences(void)
{
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"One.", "One."},
        {"One. Two.", "One./Two."},
        {"One. two.", "One. two."},
        {"One? Two! Three", "One?/Two!/Three"},
        {"One.  \nTwo.", "One./Two."},
        {"It is 3.5 here. So.", "It is 3.5 here./So."},
        {"It is e.g. Kent. So.", "It is e.g. Kent./So."},
        {"No. 10 is it. So.", "No. 10 is it./So."},
        {"It is Piano. Two.", "It is Piano./Two."},
        {"It (is.) Two.", "It (is.)/Two."},
        {"It is \u201Cso.\u201D Two.", "It is \u201Cso.\u201D/Two."},
        {"It is so. 2 are not.", "It is so./2 are not."},
        {"It is [@EV-1]. It is not.", "It is.<EV-1>/It is not."},
        {"It is. [@EV-1] It is not.", "It is.<EV-1>/It is not."},
        {"It is. It is not [@EV-1; @EV-2].", "It is./It is not.<EV-1 EV-2>"},
        {"It is [@EV-1], and [@EV-1].", "It is, and.<EV-1>"},
        {"It is [=EV-1]. It is not.", "It is 12./It is not."},
        {"*It* is **so**. Two.", "It is so./Two."},
    };
    const char *entries[] = {"id: EV-1, value: 12", "id: EV-2", NULL};
    plan_begin(&p);
    plan_evidence(&p, entries, "");
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        sl_str got = sentences(rows[i].text);
        if (strstr(rows[i].text, "[=EV-1]"))
            is_str(got, "It is 12.<EV-1>/It is not.", rows[i].text);
        else
            is_str(got, rows[i].want, rows[i].text);
    }
    plan_end(&p);
}

/* --- words --- */

static void test_words(void)
{
    sl_arena *a = sl_arena_new();
    const sl_wording *english = sl_wording_load(a, NULL, SL_STR("en-GB")),
                     *welsh = sl_wording_load(a, NULL, SL_STR("cy"));
    /* Which of superlative, quantifier and comparison is found, with its word. */
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"The largest of all", "S:largest Q:all"},
        {"Largest", "S:Largest"},
        {"the LARGEST", ""},
        {"enlargest", ""},
        {"largesty", ""},
        {"largest-ever", "S:largest"},
        {"\u201Clargest\u201D", "S:largest"},
        {"interest", ""},
        {"It is larger than there", "C:larger"},
        {"It is larger", ""},
        {"Than there it is larger", ""},
        {"twice as many", "C:twice as"},
        {"twice assured", ""},
        {"Every one", "Q:Every"},
        {"everyone", ""},
        {"world-class", "S:world-class"},
        {"", ""},
    };
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        sl_str text = sl_str_from(rows[i].text);
        size_t at, n;
        sl_buf b;
        sl_buf_init(&b);
        if (sl_wording_find_superlative(english, text, 0, text.n, &at, &n))
            sl_buf_push_format(&b, "S:%.*s", (int)n, text.p + at);
        if (sl_wording_find_quantifier(english, text, 0, text.n, &at, &n))
            sl_buf_push_format(&b, "%sQ:%.*s", b.n ? " " : "", (int)n, text.p + at);
        if (sl_wording_find_comparison(english, text, 0, text.n, &at, &n))
            sl_buf_push_format(&b, "%sC:%.*s", b.n ? " " : "", (int)n, text.p + at);
        is_str(sl_buf_str(&b), rows[i].want, *rows[i].text ? rows[i].text : "nothing");
        sl_buf_done(&b);
        ok(!sl_wording_find_superlative(welsh, text, 0, text.n, &at, &n), "no English in Welsh");
    }
    size_t at, n;
    sl_str text = SL_STR("the largest");
    ok(!sl_wording_find_superlative(english, text, 0, 10, &at, &n), "half a word is none");
    ok(sl_wording_find_superlative(english, text, 4, 11, &at, &n) && at == 4 && n == 7,
       "its place");
    ok(!sl_wording_find_superlative(english, text, 5, 11, &at, &n), "from its middle on");
    sl_arena_free(a);
}

/* --- marks that are nearly some --- */

static void test_near(void)
{
    static const struct {
        const char *text;
        sl_code code;
        int want;
    } rows[] = {
        {"See [EV-1].", SL_E0132, 1},
        {"See [EV-1, table 2].", SL_E0132, 1},
        {"See [see @EV-1].", SL_E0132, 1},
        {"See \\[EV-1].", SL_E0132, 0},
        {"See [EV-9].", SL_E0132, 1},
        {"See [XY-9].", SL_E0132, 0},
        {"See [this].", SL_E0132, 0},
        {"See [EV-1](https://example.org).", SL_E0132, 0},
        {"See @EV-1.", SL_E0132, 1},
        {"See @fig-output.", SL_E0132, 1},
        {"See @somebody.", SL_E0132, 0},
        {"Write to me@EV-1.", SL_E0132, 0},
        {"Write to [me@EV-1].", SL_E0132, 0},
        {"See [@ EV-1].", SL_E0132, 0},
        {"It is \\textbf{so}.", SL_E0132, 1},
        {"Then \\newpage.", SL_E0132, 1},
        {"Then \\newpages.", SL_E0132, 0},
        {"It is C:\\temp.", SL_E0132, 0},
        {"It is {% include x %}.", SL_E0132, 1},
        {"*So*{.class} it is.", SL_E0132, 1},
        {"So {.class} it is.", SL_E0132, 0},
        {"##Heading", SL_E0132, 1},
        {"#Heading", SL_E0132, 0},
        {"#######Heading", SL_E0132, 0},
        {"[TOC]", SL_E0132, 1},
        {"See [this] (https://example.org).", SL_E0133, 1},
        {"See [this] and (https://example.org).", SL_E0133, 0},
        {"See this (https://example.org).", SL_E0133, 0},
        {"See [this](not an address).", SL_E0133, 1},
        {"See [this][that].", SL_E0133, 1},
        {"See a[0][1].", SL_E0133, 0},
        {"\u2022 One", SL_E0135, 1},
        {"\u2022One", SL_E0135, 0},
        {"One \u2022 two", SL_E0135, 0},
        {"So:\na) One\nb) Two", SL_E0135, 1},
        {"So:\n(a) One\n(b) Two", SL_E0135, 1},
        {"So:\na) One\nc) Two", SL_E0135, 0},
        {"So:\na) One", SL_E0135, 0},
        {"So:\ni. One\nii. Two", SL_E0135, 1},
        {"So:\n(1) One\n(2) Two", SL_E0135, 1},
        {"So:\n(1) One\n(3) Two", SL_E0135, 0},
        {"a) One\nb) Two", SL_E0135, 0}, /* which is a list */
        {"| a | b |", SL_E0134, 1},
        {"+---+---+", SL_E0134, 1},
        {"One\n: Two", SL_E0135, 0}, /* which is a definition */
        {"One\n: Two\nThree\n: Four", SL_E0135, 1},
        {"It is [=EV-1]%.", SL_E0251, 1},
        {"It is [=EV-1] per cent.", SL_E0251, 1},
        {"It is £[=EV-1].", SL_E0251, 1},
        {"It is [=EV-1] million.", SL_E0251, 1},
        {"It is [=EV-1] metres.", SL_E0251, 0},
        {"It is [=EV-1].", SL_E0251, 0},
        {"It is -[=EV-1].", SL_E0251, 1},
        {"It is [=EV-1].5.", SL_E0251, 1},
        {"It is [=EV-1]x.", SL_E0245, 1},
        {"It is x[=EV-1].", SL_E0245, 1},
        {"[=EV-1] are what there is.", SL_E0252, 1},
        {"12 are what there is.", SL_E0252, 1},
        {"There are 12.", SL_E0252, 0},
        {"12.", SL_E0252, 0},
        {"It costs ££12.", SL_E0251, 1},
        {"It costs £12.", SL_E0251, 0},
        {"It costs £12%.", SL_E0251, 1},
        {"", SL_E0137, 1},
        {"Text.", SL_E0137, 0},
        {"It is XXX.", SL_E0136, 0},
        {"A note[^a].\n\n[^a]: One.", SL_E0129, 0},
        {"A note[^a].\n\n[^a]: One[^a].", SL_E0129, 1},
    };
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        const char *entries[] = {"id: EV-1, value: 12", NULL};
        plan_begin(&p);
        plan_evidence(&p, entries, "");
        plan_item(&p, "STP-1", "", rows[i].text);
        plan_read(&p, NULL);
        if (!is_int((long long)plan_count(&p, rows[i].code), rows[i].want,
                    *rows[i].text ? rows[i].text : "nothing"))
            printf("# %s: of %.*s\n", sl_code_name(rows[i].code), SL_FMT(plan_codes(&p, true)));
        ok(plan_has_remedies(&p), "what is told has a remedy");
        plan_end(&p);
    }
}

static void test_final(void)
{
    static const struct {
        const char *text;
        int want;
    } rows[] = {
        {"It is TBC.", 1}, {"It is TBCD.", 0}, {"It is ATBC.", 0}, {"TODO", 1}, {"It is so.", 0}};
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        plan_begin(&p);
        plan_put(
            &p, "strategy.yaml",
            "title: A plan\nowners: [The council]\nstatus: final\nversion: '1'\ndate: 2026-01-31\n"
            "language: en-GB\norder: [{part: All, id: PART-ALL, items: [{type: step}]}]\n");
        plan_item(&p, "STP-1", "", rows[i].text);
        plan_read(&p, NULL);
        is_int((long long)plan_count(&p, SL_E0136), rows[i].want, rows[i].text);
        is_int((long long)plan_count(&p, SL_E0610), 1, "nobody has signed what is final");
        plan_end(&p);
    }
}

/* --- what is printed --- */

static sl_str printed(const char *text)
{
    sl_numbers numbers;
    sl_book_options options = {.audience = SL_STR_NONE};
    plan_item(&p, "STP-1", "", text);
    plan_read(&p, NULL);
    const sl_book *book = sl_book_compose(p.s, &options, &numbers);
    sl_buf b;
    sl_buf_init(&b);
    const sl_node *section = NULL;
    for (const sl_node *n = book->root->first; n; n = sl_node_walk(book->root, n))
        if (n->kind == SL_NODE_SECTION && sl_str_equal_z(n->id, "STP-1"))
            section = n;
    for (const sl_node *n = section ? section->first : NULL; n; n = sl_node_walk(section, n))
        if ((n->kind == SL_NODE_TEXT || n->kind == SL_NODE_CODE) &&
            n->parent->kind != SL_NODE_HEADING)
            sl_buf_push_str(&b, n->text);
    return sl_buf_take(&b, p.session.arena);
}

static void test_printed(void)
{
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"It's \"so\".", "It\u2019s \u201Cso\u201D."},
        {"\"So.\"", "\u201CSo.\u201D"},
        {"(\"so\")", "(\u201Cso\u201D)"},
        {"\"a 'b' c\"", "\u201Ca \u2018b\u2019 c\u201D"},
        {"the boards' plan", "the boards\u2019 plan"},
        {"5' 10\" high", "5' 10\" high"},
        {"the '90s", "the \u201990s"},
        {"a -- b", "a \u2013 b"},
        {"2019--20", "2019\u201320"},
        {"a---b", "a\u2014b"},
        {"a --option b", "a --option b"},
        {"a - b", "a - b"},
        {"a ---- b", "a ---- b"},
        {"and so on...", "and so on\u2026"},
        {"and so on....", "and so on...."},
        {"and so on..", "and so on.."},
        {"`\"a\" -- b`", "\"a\" -- b"},
        {"\\\"a\\\"", "\"a\""},
        {"\"*a*\"", "\u201Ca\u201D"},
        {"a\"b", "a\u201Db"},
    };
    plan_begin(&p);
    for (size_t i = 0; i < SL_COUNT(rows); i++)
        is_str(printed(rows[i].text), rows[i].want, rows[i].text);
    plan_put(&p, "strategy.yaml", PLAN_STRATEGY "quotes: typed\n");
    is_str(printed("It's \"so\" -- here..."), "It's \"so\" -- here...", "typed");
    plan_end(&p);
}

int main(void)
{
    test_sentences();
    test_words();
    test_near();
    test_final();
    test_printed();
    return done();
}
