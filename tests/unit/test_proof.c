#include "load/load.h"
#include "load/secrets.h"
#include "proof/proof.h"
#include "session/session.h"
#include "model/audience.h"
#include "tap.h"

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

int main(void)
{
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
    ok(!is_found(kept, "<p>the board is asked something else altogether"), "other words are not");
    ok(!is_found(kept, "people lived in the area on Census Day 2021"), "nor what everybody reads");
    ok(!is_found(open, "The board is asked for three decisions"),
       "who may read them may have them");
    sl_session_done(&session);
    return done();
}
