/* The record of the making: gates, stamps, signatures, responses. */
#include "model/files.h"
#include "model/fingerprint.h"
#include "plan.h"
#include "record/record.h"
#include "record/review.h"

static plan p;

static const char *state_on(const char *outcome, const char *date, const char *day)
{
    static const struct {
        const char *word;
        sl_outcome outcome;
    } words[] = {{"", SL_OUTCOME_AHEAD},
                 {"passed", SL_OUTCOME_PASSED},
                 {"not passed", SL_OUTCOME_NOT_PASSED},
                 {"not recorded", SL_OUTCOME_NOT_RECORDED}};
    sl_strategy s = {0};
    sl_gate g = {0};
    for (size_t i = 0; i < SL_COUNT(words); i++)
        if (strcmp(words[i].word, outcome) == 0)
            g.outcome = words[i].outcome;
    sl_date_parse(sl_str_from(date), &g.date);
    sl_date_parse(sl_str_from(day), &s.as_of);
    return sl_gate_state_name(sl_gate_state_of(&s, &g));
}

/* Sixty days before 1 March 2026 is 31 December 2025. */
static void test_states(void)
{
    static const struct {
        const char *outcome, *date, *day, *state;
    } rows[] = {
        {"", "2026-03-01", "2025-12-30", "ahead"},
        {"", "2026-03-01", "2025-12-31", "due"},
        {"", "2026-03-01", "2026-01-01", "due"},
        {"", "2026-03-01", "2026-02-28", "due"},
        {"", "2026-03-01", "2026-03-01", "due"},
        {"", "2026-03-01", "2026-03-02", "missed"},
        /* In a leap year 1 March is a day later: 60 days before it is 1 January. */
        {"", "2024-03-01", "2023-12-31", "ahead"},
        {"", "2024-03-01", "2024-01-01", "due"},
        /* A month is over on its last day, and due sixty days before that. */
        {"", "2026-02", "2025-12-29", "ahead"},
        {"", "2026-02", "2025-12-30", "due"},
        {"", "2026-02", "2026-02-28", "due"},
        {"", "2026-02", "2026-03-01", "missed"},
        {"", "2026", "2026-10-31", "ahead"},
        {"", "2026", "2026-11-01", "due"},
        {"", "2026", "2026-12-31", "due"},
        {"", "2026", "2027-01-01", "missed"},
        /* What is recorded holds from the first day on. */
        {"passed", "2026-03-01", "2026-02-28", "ahead"},
        {"passed", "2026-03-01", "2026-03-01", "passed"},
        {"passed", "2026-02", "2026-01-31", "ahead"},
        {"passed", "2026-02", "2026-02-01", "passed"},
        {"not passed", "2026-03-01", "2026-02-28", "ahead"},
        {"not passed", "2026-03-01", "2026-03-01", "missed"},
        {"not recorded", "2026-03-01", "2026-02-28", "ahead"},
        {"not recorded", "2026-03-01", "2026-03-01", "not recorded"},
    };
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        char name[96];
        snprintf(name, sizeof name, "a gate of %s, %s, on %s", rows[i].date, rows[i].outcome,
                 rows[i].day);
        is_str(sl_str_from(state_on(rows[i].outcome, rows[i].date, rows[i].day)), rows[i].state,
               name);
    }
}

/* --- what a gate lacks --- */

static sl_str lacks_of(const char *gate, bool codes)
{
    sl_buf b;
    sl_buf_init(&b);
    for (size_t i = 0; i < p.s->record->gates.n; i++) {
        const sl_gate *g = &p.s->record->gates.at[i];
        if (!sl_str_equal_z(g->id, gate))
            continue;
        sl_lacks lacks =
            sl_gate_find_lacks(p.session.arena, sl_phrases_lookup(SL_STR("en")), p.s, g, codes);
        for (size_t k = 0; k < lacks.n; k++)
            sl_buf_push_format(&b, "%s%.*s", k ? " | " : "", SL_FMT(lacks.at[k]));
    }
    return sl_buf_take(&b, p.session.arena);
}

static void test_lacks(void)
{
    plan_begin(&p);
    plan_put(&p, "programme.yaml",
             "gates:\n"
             "  - {id: GAT-A, title: First, board: Board, date: 2026-02-01, decision: D,\n"
             "     requires: [{type: step, states: [agreed]}]}\n"
             "  - {id: GAT-B, title: Second, board: Board, date: 2026-03-01, decision: D,\n"
             "     requires: [{responses: decided}, {open-gaps: 1}]}\n"
             "  - {id: GAT-C, title: Third, board: Board, date: 2025-12-01, decision: D,\n"
             "     requires: [{open-gaps: 2}, {signed: all}]}\n"
             "  - {id: GAT-D, title: Fourth, board: Board, date: 2025-11-01, decision: D,\n"
             "     outcome: passed}\n");
    plan_item(&p, "AIM-1", "", "Text.");
    plan_item(&p, "STP-1", "serves: [AIM-1]\nstate: agreed\n", "Text.");
    plan_item(&p, "STP-2", "serves: [AIM-1]\nstate: draft\n", "Text.");
    plan_item(&p, "STP-3", "serves: [AIM-1]\nstate: agreed\n", "Text.");
    plan_item(&p, "STP-4", "serves: [AIM-1]\n", "Text.");
    const char *none[] = {NULL};
    plan_evidence(&p, none,
                  "gaps:\n"
                  "  - {id: GAP-1, question: Q, state: open}\n"
                  "  - {id: GAP-2, question: Q, state: filled}\n"
                  "  - {id: GAP-3, question: Q, state: open}\n");
    plan_put(&p, "engagement/r.yaml",
             "responses:\n"
             "  - {id: RES-1, by: A body, date: 2026-01-01, said: S, items: [STP-1]}\n"
             "  - {id: RES-2, by: A body, date: 2026-01-02, said: S, items: [STP-1],\n"
             "     decision: declined}\n"
             "  - {id: RES-3, by: A body, date: 2026-01-03, said: S, anonymous: false}\n");
    plan_read(&p, NULL);
    is_int((long long)p.s->record->gates.n, 4, "four gates are read");
    is_str(lacks_of("GAT-A", true),
           "Steps: two of four have still to come to ‘agreed’: STP-2, STP-4", "every item counts");
    is_str(lacks_of("GAT-A", false), "Steps: two of four have still to come to ‘agreed’",
           "without its code");
    is_str(lacks_of("GAT-B", true),
           "Two responses are not decided | Two evidence gaps are open; the decision allows one",
           "responses and gaps");
    is_str(lacks_of("GAT-C", true), "Not signed yet: The council | Not signed yet: The college",
           "as many gaps as may be open are no lack");
    is_str(lacks_of("GAT-D", true), "", "nothing is asked for");
    is_str(sl_gate_next(p.s)->id, "GAT-A", "the next gate is the first that is not over");
    plan_read(&p, "2026-02-02");
    is_str(sl_gate_next(p.s)->id, "GAT-B", "a missed one is not next");
    plan_read(&p, "2026-04-01");
    ok(!sl_gate_next(p.s), "after the last there is none");
    is_int((long long)sl_record_count_open_responses(p.s), 2, "two responses are open");
    ok(p.s->record->responses.at[0].is_anonymous, "who responded is not named unless it is said");
    ok(!p.s->record->responses.at[2].is_anonymous, "and is where it is said");
    plan_end(&p);
}

/* --- signatures --- */

static sl_signing signing(const char *digest_of_council)
{
    char text[512];
    snprintf(text, sizeof text,
             "signatures:\n"
             "  - {body: The council, date: 2026-01-02, digest: '%s'}\n",
             digest_of_council);
    plan_put(&p, "signoff.yaml", text);
    plan_read(&p, NULL);
    return sl_signoff_of(p.s, SL_STR("The council"), NULL);
}

static void test_signatures(void)
{
    plan_begin(&p);
    plan_item(&p, "AIM-1", "", "Text.");
    plan_read(&p, NULL);
    char digest[65] = "", spaced[96] = "", other[65] = "";
    snprintf(digest, sizeof digest, "%.*s", SL_FMT(sl_strategy_digest(p.s)));
    is_int((long long)strlen(digest), 64, "a digest has 64 digits");
    ok(sl_signoff_of(p.s, SL_STR("The council"), NULL) == SL_SIGNING_MISSING, "nobody has signed");
    ok(signing(digest) == SL_SIGNING_VALID, "the signature of this text is valid");
    ok(sl_signoff_of(p.s, SL_STR("The college"), NULL) == SL_SIGNING_MISSING,
       "another's is missing still");
    snprintf(spaced, sizeof spaced, "%.16s %.16s %.32s", digest, digest + 16, digest + 32);
    ok(signing(spaced) == SL_SIGNING_VALID, "spaces in it do not count");
    snprintf(other, sizeof other, "%.63s%c", digest, digest[63] == '0' ? '1' : '0');
    ok(signing(other) == SL_SIGNING_STALE, "one digit makes another text of it");
    other[63] = '\0';
    ok(signing(other) == SL_SIGNING_STALE, "so does a digit that is missing");
    snprintf(spaced, sizeof spaced, "%s0", digest);
    ok(signing(spaced) == SL_SIGNING_STALE, "or one too many");
    ok(signing(digest) == SL_SIGNING_VALID, "before the text is changed");
    plan_item(&p, "AIM-1", "", "Another text.");
    plan_read(&p, NULL);
    const sl_signature *which = NULL;
    ok(sl_signoff_of(p.s, SL_STR("The council"), &which) == SL_SIGNING_STALE && which,
       "after it the signature is stale");
    char two[512];
    snprintf(two, sizeof two,
             "signatures:\n"
             "  - {body: The council, date: 2026-01-02, digest: '%s'}\n"
             "  - {body: The council, date: 2026-01-03, digest: '%.*s'}\n",
             digest, SL_FMT(sl_strategy_digest(p.s)));
    plan_put(&p, "signoff.yaml", two);
    plan_read(&p, NULL);
    ok(sl_signoff_of(p.s, SL_STR("The council"), &which) == SL_SIGNING_VALID &&
           which->date.day == 3,
       "the newest counts");
    is_int((long long)plan_count(&p, SL_E0609), 0, "an old one beside it is not told");
    plan_end(&p);
}

/* What a signature signs: every file that is read, and no other. */
static void test_digest(void)
{
    static const struct {
        const char *path, *text;
        bool same;
    } rows[] = {
        {"items/AIM-1.md", "---\nid: AIM-1\ntype: aim\ntitle: Title of AIM-1\n---\nTextt.\n",
         false},
        {"items/AIM-2.md", "---\nid: AIM-2\ntype: aim\ntitle: Title of AIM-2\n---\nOther textt.\n",
         false},
        {"evidence/register.yaml", "evidence: [] # none\n", false},
        {"framework.yaml", PLAN_FRAMEWORK "# \n", false},
        {"strategy.yaml", PLAN_STRATEGY "# \n", false},
        {"programme.yaml", "gates: []\n", false},
        {"engagement/a.yaml", "partners: []\n", false},
        {"signoff.yaml", "signatures: [{body: The council, date: 2026-01-02, digest: '00'}]\n",
         true},
        {"README.md", "What is about it.\n", true},
    };
    char first[65];
    plan_begin(&p);
    for (size_t i = 0; i < SL_COUNT(rows) + 1; i++) {
        plan_item(&p, "AIM-1", "", "Text.");
        plan_item(&p, "AIM-2", "", "Other text.");
        plan_put(&p, "strategy.yaml", PLAN_STRATEGY);
        plan_put(&p, "framework.yaml", PLAN_FRAMEWORK);
        plan_put(&p, "evidence/register.yaml", "evidence: []\n");
        if (i)
            plan_put(&p, rows[i - 1].path, rows[i - 1].text);
        plan_read(&p, NULL);
        sl_str digest = sl_strategy_digest(p.s);
        if (i)
            is_int(sl_str_equal_z(digest, first), rows[i - 1].same, rows[i - 1].path);
        else
            snprintf(first, sizeof first, "%.*s", SL_FMT(digest));
        if (i) { /* what was added goes again */
            char path[512];
            snprintf(path, sizeof path, "%s/%s", p.folder, rows[i - 1].path);
            remove(path);
        }
    }
    /* The texts of two files, each in the other's place. */
    plan_item(&p, "AIM-1", "", "Text.");
    plan_item(&p, "AIM-2", "", "Other text.");
    plan_read(&p, NULL);
    is_str(sl_strategy_digest(p.s), first, "it is the same again");
    plan_put(&p, "items/AIM-1.md",
             "---\nid: AIM-2\ntype: aim\ntitle: Title of AIM-2\n---\nOther text.\n");
    plan_put(&p, "items/AIM-2.md",
             "---\nid: AIM-1\ntype: aim\ntitle: Title of AIM-1\n---\nText.\n");
    plan_read(&p, NULL);
    ok(!sl_str_equal_z(sl_strategy_digest(p.s), first), "which file says what counts");
    char old[512], now[512];
    plan_item(&p, "AIM-1", "", "Text.");
    plan_item(&p, "AIM-2", "", "Other text.");
    snprintf(old, sizeof old, "%s/items/AIM-1.md", p.folder);
    snprintf(now, sizeof now, "%s/items/AIM-1b.md", p.folder);
    ok(rename(old, now) == 0, "a file has another name");
    plan_read(&p, NULL);
    ok(!sl_str_equal_z(sl_strategy_digest(p.s), first), "which counts too");
    plan_end(&p);
}

/* --- stamps --- */

static const sl_review *review_of(const char *from, const char *role)
{
    for (size_t i = 0; i < p.s->edges.n; i++)
        if (sl_str_equal_z(p.s->items.at[p.s->edges.at[i].from]->id, from) &&
            sl_str_equal_z(p.s->edges.at[i].role->name, role))
            return &p.s->reviews[i];
    return NULL;
}

static size_t stamp(unsigned ends, const char *day, const char *by)
{
    uint8_t chosen[8];
    sl_buf b;
    sl_buf_init(&b);
    memset(chosen, (int)ends, sizeof chosen);
    size_t n = sl_review_emit(&b, p.s, chosen, sl_str_from(day), sl_str_from(by));
    plan_put(&p, "reviews.lock", b.p);
    sl_buf_done(&b);
    plan_read(&p, NULL);
    return n;
}

/* Which ends of a link are suspect: "-", "from", "to", "both". */
static void is_suspect(const char *from, const char *role, const char *want, const char *name)
{
    const sl_review *r = review_of(from, role);
    is_str(sl_str_from(!r->stamped                        ? "new"
                       : r->from_suspect && r->to_suspect ? "both"
                       : r->from_suspect                  ? "from"
                       : r->to_suspect                    ? "to"
                                                          : "-"),
           want, name);
}

static void test_stamps(void)
{
    const char *entries[] = {"id: EV-1, grade: 4, value: 12", NULL};
    const char *changed[] = {"id: EV-1, grade: 4, value: 13", NULL};
    plan_begin(&p);
    plan_evidence(&p, entries, "");
    plan_item(&p, "AIM-1", "evidence: [EV-1]\n", "It is so [@EV-1].");
    plan_item(&p, "STP-1", "serves: [AIM-1]\n", "Text.");
    plan_read(&p, NULL);
    ok(!p.s->has_reviews, "there is no file of stamps");
    is_int((long long)plan_count(&p, SL_E0231), 0, "so that none is missing");
    is_int((long long)stamp(SL_READ_FROM | SL_READ_TO, "2026-01-02", "Ann"), 2, "both are stamped");
    is_suspect("AIM-1", "evidence", "-", "a link to evidence holds");
    is_suspect("STP-1", "serves", "-", "a link between items holds");
    is_str(review_of("AIM-1", "evidence")->by, "Ann", "by whom is kept");
    is_int((long long)stamp(SL_READ_FROM | SL_READ_TO, "2026-01-03", "Ben"), 0,
           "a stamp that holds is not renewed");
    is_str(review_of("AIM-1", "evidence")->by, "Ann", "and stays as it is");
    plan_evidence(&p, changed, "");
    plan_read(&p, NULL);
    is_suspect("AIM-1", "evidence", "from", "a changed figure makes what rests on it suspect");
    is_suspect("STP-1", "serves", "-", "and nothing else");
    is_int((long long)plan_count(&p, SL_E0230), 1, "which is told");
    plan_item(&p, "AIM-1", "evidence: [EV-1]\n", "It is another thing [@EV-1].");
    plan_read(&p, NULL);
    is_suspect("STP-1", "serves", "from", "a changed aim makes its step suspect");
    is_suspect("AIM-1", "evidence", "from", "its own text does not make its evidence suspect");
    plan_item(&p, "STP-1", "serves: [AIM-1]\n", "Other text.");
    plan_read(&p, NULL);
    is_suspect("STP-1", "serves", "both", "with suspect: both, either way");
    is_int((long long)stamp(SL_READ_FROM, "2026-01-04", "Ben"), 2, "the steps are read again");
    is_suspect("STP-1", "serves", "to", "the other end is not");
    is_str(review_of("STP-1", "serves")->date, "2026-01-04", "the day is the new one");
    is_int((long long)stamp(SL_WORDED_FROM, "2026-01-05", "Cas"), 1, "the wording alone changed");
    is_suspect("STP-1", "serves", "-", "which is as good");
    is_str(review_of("STP-1", "serves")->by, "Ben (wording: Cas, 2026-01-05)", "who read it stays");
    is_str(review_of("STP-1", "serves")->date, "2026-01-04", "and when");
    plan_end(&p);
}

/* Lines of a file of stamps: what is read of them. */
static void test_lines(void)
{
    static const char *const wrong[] = {
        "STP-1 serves AIM-1 0123456789abcdef 0123456789abcdef 2026-01-02",
        "STP-1 serves AIM-1 0123456789abcdef 0123456789abcde 2026-01-02 Ann",
        "STP-1 serves AIM-1 0123456789abcdef 0123456789abcdeF 2026-01-02 Ann",
        "STP-1 serves AIM-1 0123456789abcdef 0123456789abcdef 2026-02-30 Ann",
        "STP-1 serves AIM-1 0123456789abcdef 0123456789abcdefg 2026-01-02 Ann",
        "STP-1  AIM-1 0123456789abcdef 0123456789abcdef 2026-01-02 Ann",
        "STP-1",
    };
    plan_begin(&p);
    plan_item(&p, "AIM-1", "", "Text.");
    plan_item(&p, "STP-1", "serves: [AIM-1]\n", "Text.");
    for (size_t i = 0; i < SL_COUNT(wrong); i++) {
        plan_put(&p, "reviews.lock", wrong[i]);
        plan_read(&p, NULL);
        is_int((long long)plan_count(&p, SL_E0233), 1, wrong[i]);
        ok(!review_of("STP-1", "serves")->stamped, "stamps nothing");
    }
    plan_put(&p, "reviews.lock",
             "\xEF\xBB\xBF# a comment\n\n"
             "STP-1 serves AIM-1 0123456789abcdef 0123456789abcdef 2026-01-03 Ann of the council\n"
             "STP-1 serves AIM-1 0123456789abcdee 0123456789abcdef 2026-01-02 Ben\n"
             "STP-1 serves AIM-2 0123456789abcdef 0123456789abcdef 2026-01-02 Ben\n");
    plan_read(&p, NULL);
    is_str(review_of("STP-1", "serves")->by, "Ann of the council", "of two the later counts");
    ok(review_of("STP-1", "serves")->from == 0x0123456789abcdef, "with its digits");
    is_int((long long)plan_count(&p, SL_E0232), 1, "a link that is not there is told");
    is_int((long long)plan_count(&p, SL_E0233), 0, "comments and empty lines are not");
    plan_put(&p, "reviews.lock",
             "STP-1 serves AIM-1 0123456789abcdef 0123456789abcdef 2026-01-02 Ann\n"
             "STP-1 serves AIM-1 0123456789abcdee 0123456789abcdef 2026-01-02 Ben\n");
    plan_read(&p, NULL);
    is_str(review_of("STP-1", "serves")->by, "Ann",
           "of one day the line later by its bytes counts");
    plan_end(&p);
}

/* --- responses and wordings --- */

static void put_response(const char *decision, const char *before)
{
    char text[512];
    snprintf(
        text, sizeof text,
        "responses:\n"
        "  - {id: RES-1, by: A body, date: 2026-01-01, said: S, items: [AIM-1, AIM-2]%s%s%s%s}\n",
        *decision ? ", decision: " : "", decision, *before ? ", before: " : "", before);
    plan_put(&p, "engagement/r.yaml", text);
    plan_read(&p, NULL);
}

static void test_responses(void)
{
    char same[24], other[24], text[256];
    plan_begin(&p);
    plan_item(&p, "AIM-1", "", "Text.");
    plan_item(&p, "AIM-2", "", "Another text.");
    plan_read(&p, NULL);
    uint64_t now = sl_fingerprint_item(plan_lookup(&p, "AIM-1")).now;
    snprintf(same, sizeof same, "'%016llx'", (unsigned long long)now);
    snprintf(other, sizeof other, "'%016llx'", (unsigned long long)now ^ 1);
    static const struct {
        const char *decision;
        bool is_same;
        long long told; /* that nothing was changed */
    } rows[] = {
        {"accepted", true, 1},  {"partly accepted", true, 1}, {"declined", true, 0},
        {"no change", true, 0}, {"accepted", false, 0},       {"partly accepted", false, 0},
    };
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        put_response(rows[i].decision, rows[i].is_same ? same : other);
        is_int((long long)plan_count(&p, SL_E0606), rows[i].told, rows[i].decision);
        is_int(sl_response_changed_text(p.s, &p.s->record->responses.at[0]), !rows[i].is_same,
               "whether the text has changed since");
        is_int((long long)plan_count(&p, SL_E0605), 0, "it is decided");
    }
    put_response("", same);
    is_int((long long)plan_count(&p, SL_E0605), 1, "an open one is told");
    is_int((long long)plan_count(&p, SL_E0606), 0, "and not that nothing was done");
    put_response("accepted", "");
    is_int((long long)plan_count(&p, SL_E0606), 0, "without a fingerprint nothing is known");
    for (int i = 0; i < 2; i++) {
        snprintf(text, sizeof text, "co-design:\n  - {item: AIM-1, with: A body, wording: %s}\n",
                 i ? other : same);
        plan_put(&p, "engagement/r.yaml", text);
        plan_read(&p, NULL);
        is_int(p.s->record->talks.at[0].holds, !i, "a wording that was agreed");
        is_int((long long)plan_count(&p, SL_E0607), i, "is told when it is another");
    }
    plan_end(&p);
}

/* A table of responses: lists by semicolons, texts as they stand. */
static void test_import(void)
{
    plan_begin(&p);
    plan_item(&p, "AIM-1", "", "Text.");
    plan_item(&p, "AIM-2", "", "Text.");
    plan_put(&p, "engagement/r.yaml", "import: [engagement/in.csv]\n");
    plan_put(&p, "engagement/in.csv",
             "id,by,date,said,items,anonymous,decision\n"
             "RES-1,A body,2026-01-01,yes,AIM-1; AIM-2,false,accepted\n"
             "RES-2,A body,2026-01-02,007,AIM-2,,\n"
             "RES-3,A body,2026-01-40,No date,,,\n");
    plan_read(&p, NULL);
    is_int((long long)p.s->record->responses.n, 2, "a row that does not fit is left out");
    const sl_response *one = &p.s->record->responses.at[0], *two = one + 1;
    is_int((long long)one->items.n, 2, "a list has its parts");
    ok(!one->is_anonymous && two->is_anonymous, "who is named is as the cell says");
    is_str(one->said, "yes", "a word stays a text");
    is_str(two->said, "007", "digits do");
    ok(!sl_response_is_open(one) && sl_response_is_open(two), "an empty cell is no decision");
    const sl_asset *a = sl_map_lookup(&p.s->asset_paths, SL_STR("engagement/in.csv"));
    ok(a && a->is_private, "the file is private");
    plan_end(&p);
}

int main(void)
{
    test_states();
    test_lacks();
    test_signatures();
    test_digest();
    test_stamps();
    test_lines();
    test_responses();
    test_import();
    return done();
}
