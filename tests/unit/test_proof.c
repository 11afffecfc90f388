#include "load/load.h"
#include "load/secrets.h"
#include "proof/proof.h"
#include "session/session.h"
#include "model/audience.h"
#include "plan.h"

/* The sample keeps two notes from the public: the proof must find their words wherever they come
 * up. */
static sl_session session;

static const sl_strategy *read_for(const char *audience)
{
    sl_strategy *view = sl_strategy_load_for(session.arena, &session.sources, &session.diags,
                                             session.strategy, sl_str_from(audience));
    sl_session_complete(&session, view);
    return view;
}

static bool is_found(sl_proof *proof, const char *bytes)
{
    size_t before = session.diags.findings.n;
    bool good = sl_proof_search(proof, &session.diags, "a.html", sl_str_from(bytes));
    bool said = session.diags.findings.n == before + 1 &&
                session.diags.findings.at[before]->code == SL_E0618;
    return !good && said;
}

/* What is kept is found however deep it stands, and whatever is kept is known to be. */
static void test_depth(void)
{
    static const char *const where[] = {"audience: board", "audience: bored", "note: so"};
    for (size_t i = 0; i < SL_COUNT(where); i++) {
        plan p;
        sl_buf b;
        sl_buf_init(&b);
        sl_buf_push_z(&b, "id: EV-1, grade: 3, x-a: ");
        for (int k = 0; k < 20; k++)
            sl_buf_push_z(&b, "{b: ");
        sl_buf_push_format(&b, "{%s, said: \"the yard in Quarry \\x4Cane is to be sold\"}",
                           where[i]);
        for (int k = 0; k < 20; k++)
            sl_buf_push_z(&b, "}");
        const char *const entries[] = {b.p, NULL};
        plan_begin(&p);
        plan_item(&p, "AIM-1", "", "Text [@EV-1].");
        plan_evidence(&p, entries, "");
        plan_read(&p, NULL);
        is_int(sl_secrets_exist(p.s, SL_STR("public")), i < 2, where[i]);
        is_int((long long)plan_count(&p, SL_E0619), i == 1, "an audience that is none is told");
        sl_buf_done(&b);
        plan_end(&p);
    }
    plan p;
    plan_begin(&p);
    plan_item(&p, "AIM-1", "", "Text.");
    const char *const entries[] = {
        "id: EV-1, grade: 3, audience: board, x-a: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: "
        "\"the yard in Quarry \\x4Cane is to be sold\"}}}}}}}}}}}",
        NULL};
    plan_evidence(&p, entries, "");
    plan_read(&p, NULL);
    sl_strategy *view = sl_strategy_load_for(p.session.arena, &p.session.sources, &p.session.diags,
                                             p.s, SL_STR("public"));
    sl_session_complete(&p.session, view);
    sl_proof *kept = sl_proof_begin(p.session.arena, p.s, view);
    size_t before = p.session.diags.findings.n;
    ok(!sl_proof_search(kept, &p.session.diags, "a.html",
                        SL_STR("<p>the yard in Quarry Lane is to be sold")),
       "what is written by a code, and deep, is found");
    ok(p.session.diags.findings.n > before, "and told");
    plan_end(&p);
}

/* Words that are kept in one place and stand in another that everybody may read are no secret. */
static void test_open(void)
{
    static const char words[] = "the yard in Quarry Lane is to be sold next spring to whoever asks";
    static const struct {
        const char *path, *before;
    } places[] = {
        {NULL, ""},
        {"items/AIM-2.md", "---\nid: AIM-2\ntype: aim\ntitle: T\n---\n"},
        {"programme.yaml", "milestones:\n  - {id: MIL-1, date: 2026-03-01, title: "},
        {"items/AIM-2.md", "---\nid: AIM-2\ntype: aim\ntitle: T\naudience: board\n---\n"}};
    for (size_t i = 0; i < SL_COUNT(places); i++) {
        plan p;
        char text[300], page[200];
        plan_begin(&p);
        snprintf(text, sizeof text, "Text.\n\n::: audience board\n%s\n:::\n", words);
        plan_item(&p, "AIM-1", "", text);
        snprintf(text, sizeof text, "%s%s%s\n", places[i].before, words, i == 2 ? "}" : "");
        if (places[i].path)
            plan_put(&p, places[i].path, text);
        plan_read(&p, NULL);
        sl_strategy *view = sl_strategy_load_for(p.session.arena, &p.session.sources,
                                                 &p.session.diags, p.s, SL_STR("public"));
        sl_session_complete(&p.session, view);
        sl_proof *kept = sl_proof_begin(p.session.arena, p.s, view);
        snprintf(page, sizeof page, "<p>%s", words);
        is_int(sl_proof_search(kept, &p.session.diags, "a.html", sl_str_from(page)),
               i == 1 || i == 2, places[i].path ? places[i].before : "nowhere else");
        plan_end(&p);
    }
}

int main(void)
{
    test_depth();
    test_open();
    sl_options options = {.folder = SL_TESTS_SOURCE "/content"};
    sl_session_init(&session, &options);
    sl_session_load(&session);
    const sl_strategy *public = read_for("public"), *board = read_for("board");
    sl_proof *kept = sl_proof_begin(session.arena, session.strategy, public),
             *open = sl_proof_begin(session.arena, session.strategy, board);
    ok(sl_secrets_exist(session.strategy, SL_STR("public")), "something is kept from the public");
    ok(!sl_secrets_exist(session.strategy, SL_STR("board")), "nothing is kept from the board");
    ok(is_found(kept, "x The board is asked for three decisions y"), "words of a note are found");
    ok(is_found(kept, "<!DOCTYPE html><p>the board is <em>asked</em> for\nthree decisions"),
       "with tags between them");
    static const char *const gaps[] = {"<p>the board</p><p>is", "<td>the board</td><td>is",
                                       "the board<br>is", "<text>the board</text><text>is"};
    for (size_t i = 0; i < SL_COUNT(gaps); i++) {
        char page[200];
        snprintf(page, sizeof page, "<!DOCTYPE html>begun%s asked for three<br>d", gaps[i]);
        ok(is_found(kept, page), gaps[i]);
    }
    ok(is_found(kept, "<!DOCTYPE html><p>the b<a href=x>oa</a>rd is as<b>k</b>ed for three"),
       "with tags within words");
    ok(!is_found(kept, "<p>the board is asked something else altogether"), "other words are not");
    ok(!is_found(kept, "people lived in the area on Census Day 2021"), "nor what everybody reads");
    ok(!is_found(open, "The board is asked for three decisions"),
       "who may read them may have them");
    sl_session_done(&session);
    return done();
}
