/* A session that lasts, beside one that is made anew: unsaved texts, and what they leave. */
#include <unistd.h>

#include "plan.h"
#include "session/live.h"

static plan p;

static sl_str codes(sl_making *m)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_diags *d = &m->session->diags;
    for (size_t i = 0; i < d->findings.n; i++)
        if (d->findings.at[i]->severity > SL_SEVERITY_NOTE)
            sl_buf_push_format(&b, "%s%s", b.n ? " " : "", sl_code_name(d->findings.at[i]->code));
    return sl_buf_take(&b, m->session->arena);
}

static void put(void)
{
    plan_begin(&p);
    plan_item(&p, "AIM-1", "", "It rests on [@EV-1].");
    plan_item(&p, "STP-1", "serves: [AIM-1]\n", "Text.");
    plan_item(&p, "ASK-1", "helps: [STP-1]\n", "Text.");
    const char *const entries[] = {"id: EV-1, grade: 3", NULL};
    plan_evidence(&p, entries, "");
}

static void test_live(void)
{
    put();
    sl_options options = {.folder = p.folder};
    sl_live *l = sl_live_new(&options);
    ok(sl_live_is_stale(l), "there is something to be read");
    sl_making *m = sl_live_check(l);
    is_str(codes(m), "", "a plan without faults");
    ok(!sl_live_is_stale(l) && sl_live_check(l) == m, "nothing changed: nothing is done");
    sl_live_lay(l, SL_STR("items/AIM-1.md"),
                SL_STR("---\nid: AIM-1\ntype: aim\ntitle: T\n---\nIt rests on [@EV-9].\n"));
    ok(sl_live_is_laid(l, SL_STR("items/AIM-1.md")) && sl_live_is_stale(l), "an unsaved text");
    is_str(codes(sl_live_check(l)), "E0107", "is read in place of the file");
    sl_live_lay(l, SL_STR("evidence/register.yaml"),
                SL_STR("evidence:\n  - {id: EV-9, grade: 3, statement: S, confidence: "
                       "verified-in-source, source: {publisher: P, title: T}}\n"));
    is_str(codes(sl_live_check(l)), "", "with another one that mends it");
    sl_live_lift(l, SL_STR("items/AIM-1.md"));
    is_str(codes(sl_live_check(l)), "E0107", "taken away, the file counts again");
    sl_live_lift(l, SL_STR("evidence/register.yaml"));
    is_str(codes(sl_live_check(l)), "", "and all is as it was");
    sl_live_lay(l, SL_STR("items/AIM-2.md"),
                SL_STR("---\nid: AIM-1\ntype: aim\ntitle: T\n---\nText.\n"));
    ok(sl_str_find(codes(sl_live_check(l)), SL_STR("E0202"), 0) != SIZE_MAX,
       "a file that is not on disk yet is one of the strategy");
    sl_live_lift(l, SL_STR("items/AIM-2.md"));
    plan_item(&p, "STP-1", "serves: [AIM-7]\n", "Text.");
    is_str(codes(sl_live_check(l)), "E0108", "what was saved is met");
    plan_item(&p, "STP-1", "serves: [AIM-1]\n", "Text.");
    sl_live_touch(l);
    is_str(codes(sl_live_check(l)), "", "whenever the disk is asked");
    char path[256];
    snprintf(path, sizeof path, "%.200s/strategy.yaml", p.folder);
    unlink(path);
    sl_live_touch(l);
    ok(codes(sl_live_check(l)).n > 0, "a strategy that is gone is a finding");
    plan_put(&p, "strategy.yaml", PLAN_STRATEGY);
    sl_live_touch(l);
    is_str(codes(sl_live_check(l)), "", "and one that is back is read");
    sl_live_free(l);
    plan_end(&p);
}

/* What is put into a text stands in it at each reading, and is what it then is. */
static void test_filled(void)
{
    put();
    plan_put(&p, "snippets/said.md", "Said once.[^a]\n\n[^a]: A note.\n");
    plan_put(&p, "snippets/words.md", "some words");
    plan_put(&p, "strategy.yaml", PLAN_STRATEGY "variables: {town: Hill}\n");
    plan_item(&p, "AIM-1", "",
              "{{snippet: said}}\n\nIn {{town}} are {{snippet: words}} [@EV-1]. "
              "[{{town}}](https://a.example/{{town}})");
    sl_options options = {.folder = p.folder};
    sl_live *l = sl_live_new(&options);
    static const char *const towns[] = {"Hill", "Hill", "Port", "Hill"};
    for (size_t i = 0; i < SL_COUNT(towns); i++) {
        char head[2048];
        snprintf(head, sizeof head, "%svariables: {town: %s}\n", PLAN_STRATEGY, towns[i]);
        sl_live_lay(l, SL_STR("strategy.yaml"), sl_str_from(head));
        sl_session *s = sl_live_check(l)->session;
        is_str(codes(sl_live_check(l)), "", "texts with snippets and a variable");
        const sl_node *body = sl_strategy_lookup_item(s->strategy, SL_STR("AIM-1"))->body;
        sl_str all = SL_STR_NONE;
        for (const sl_node *n = body->first; n; n = n->next)
            all = sl_str_format(s->arena, "%.*s%.*s|", SL_FMT(all),
                                SL_FMT(sl_node_plain(s->arena, n)));
        char wanted[256];
        snprintf(wanted, sizeof wanted, "In %s are some words", towns[i]);
        ok(sl_str_starts(all, "Said once.") &&
               sl_str_find(all, sl_str_from(wanted), 0) != SIZE_MAX &&
               sl_str_find(all, SL_STR("A note."), 0) != SIZE_MAX,
           wanted);
    }
    sl_live_free(l);
    plan_end(&p);
}

static void test_session(void)
{
    put();
    plan_read(&p, NULL);
    ok(!sl_session_has_errors(&p.session) && !sl_session_is_stopped(&p.session), "outputs may be");
    ok(sl_session_edition(&p.session, SL_STR_NONE) == p.s, "no language named: its own");
    ok(sl_session_edition(&p.session, SL_STR("en-GB")) == p.s, "nor another, when it is its own");
    ok(sl_session_audit(&p.session, p.s) != NULL, "what was read was audited");
    sl_strategy other = {0};
    ok(!sl_session_audit(&p.session, &other), "what was not has no audit");
    plan_item(&p, "AIM-1", "", "It rests on [@EV-9].");
    plan_read(&p, NULL);
    ok(sl_session_has_errors(&p.session) && sl_session_is_stopped(&p.session), "an error: none");
    p.options.draft = true;
    ok(!sl_session_is_stopped(&p.session), "but a draft despite it");
    plan_end(&p);
}

int main(void)
{
    test_live();
    test_filled();
    test_session();
    return done();
}
