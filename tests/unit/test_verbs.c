/* What verbs say, and what they write: traces, words, quotations, new names, stamps. */
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "model/fingerprint.h"
#include "plan.h"
#include "run/verbs.h"

static plan p;
static sl_arena *arena;

/* What the program prints on standard output, run in a process of its own in the plan's folder. */
static sl_str said(const char *const *words, int *status)
{
    enum { MOST = 1 << 16 };
    int ends[2], n = 0, argc = 1;
    char *argv[12] = {"sightline"};
    for (; words[argc - 1]; argc++)
        argv[argc] = (char *)(uintptr_t)words[argc - 1];
    fflush(stdout);
    if (pipe(ends) != 0)
        return SL_STR_NONE;
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        if (!freopen("/dev/null", "w", stderr) || chdir(p.folder) != 0)
            _exit(99);
        _exit(sl_run_program(argc, argv));
    }
    close(ends[1]);
    char *text = sl_arena_alloc(arena, MOST);
    for (ssize_t got; (got = read(ends[0], text + n, (size_t)(MOST - n))) > 0;)
        n += (int)got;
    close(ends[0]);
    int ended = 0;
    waitpid(child, &ended, 0);
    *status = WIFEXITED(ended) ? WEXITSTATUS(ended) : -1;
    return (sl_str){text, (size_t)n};
}

#define SAY(status, ...) said((const char *const[]){__VA_ARGS__, NULL}, status)

static sl_str file_text(const char *name)
{
    char path[256];
    sl_str bytes;
    snprintf(path, sizeof path, "%s/%s", p.folder, name);
    return sl_file_read(arena, path, 1 << 20, &bytes, NULL) == SL_FILE_OK ? bytes : SL_STR("none");
}

static void put(void)
{
    plan_begin(&p);
    plan_files(
        &p, "=== EV-1\ngrade: 5, value: 12, family: one\n=== EV-2\ngrade: 3, family: two\n"
            "=== AIM-1\nevidence: [EV-1, EV-2]\n\nIt is 12 here [@EV-1], it\u2019s so [@EV-2].\n"
            "=== STP-1\nserves: [AIM-1]\n\nOne two *three* four.\n\n- five\n- six\n"
            "=== STP-2\n\nOne.\n"
            "=== ASK-1\nhelps: [STP-1]\n\nWe ask as [@AIM-1] says of caf\u00E9s, 2020\u201325.\n");
}

static void test_trace(void)
{
    int status;
    put();
    is_str(SAY(&status, "trace", "ASK-1"),
           "ASK-1  Title of ASK-1 [strength 5]\n"
           "2 entries of 2 independent sources reach it by 2 paths; without the best source its "
           "strength is 3\n"
           "rests on\n"
           "└─ Helps: STP-1  Title of STP-1 [strength 5]\n"
           "   └─ Serves: AIM-1  Title of AIM-1 [strength 5]\n"
           "      ├─ Rests on: EV-1  It is so. [strength 5]\n"
           "      └─ Rests on: EV-2  It is so. [strength 3]\n"
           "leads to nothing\n",
           "down to its ground");
    is_str(SAY(&status, "trace", "EV-2"),
           "EV-2  It is so. [strength 3]\n"
           "leads to\n"
           "└─ Used by: AIM-1  Title of AIM-1 [strength 5]\n"
           "   └─ Served by: STP-1  Title of STP-1 [strength 5]\n"
           "      └─ Helped by: ASK-1  Title of ASK-1 [strength 5]\n",
           "up to what rests on it");
    is_str(SAY(&status, "trace"),
           "ID               strength  entries  sources  title\n"
           "AIM-1                   5        2        2  Title of AIM-1\n"
           "ASK-1                   5        2        2  Title of ASK-1\n"
           "STP-1                   5        2        2  Title of STP-1\n"
           "STP-2                   0        0        0  Title of STP-2\n",
           "all of them");
    is_str(SAY(&status, "trace", "--matrix"),
           "  1  AIM-1            Title of AIM-1\n"
           "\n"
           "                   1  strength\n"
           "ASK-1              1         5\n",
           "as a matrix");
    plan_end(&p);
}

static void test_audit(void)
{
    int status;
    put();
    sl_str text = SAY(&status, "audit", "--as-of", "2026-01-31");
    ok(sl_str_starts(text, "The line of sight on 31 January 2026\n\n"
                           "     3 of    4  Items traced to evidence\n"
                           "     0 of    4  Weak at best\n"),
       "totals of a day");
    ok(sl_str_find(text, SL_STR("\nNot traced to evidence (1)\n"), 0) != SIZE_MAX &&
           sl_str_find(text, SL_STR("\n  STP-2         Title of STP-2\n"), 0) != SIZE_MAX,
       "and what stands behind them");
    sl_str json = SAY(&status, "audit", "--format", "json");
    ok(sl_str_find(json, SL_STR("\"traced\": {\"count\": 3, \"of\": 4}"), 0) != SIZE_MAX,
       "as JSON");
    plan_end(&p);
}

static void test_words(void)
{
    int status;
    put();
    plan_read(&p, NULL);
    sl_str text = SAY(&status, "words"), line;
    static const int counts[] = {6, 7, 6, 1, 20};
    for (int i = 0; sl_str_split(&text, '\n', &line) && line.n; i++) {
        char want[64];
        const sl_item *item = i < 4 ? p.s->items.at[i] : NULL;
        snprintf(want, sizeof want, "%7d  ", counts[i]);
        ok(i < 5 && sl_str_starts(line, want), "words of an item, and of all");
        snprintf(want, sizeof want, "%016llx",
                 item ? (unsigned long long)sl_fingerprint_item(item).now : 0);
        ok(!item || sl_str_find(line, sl_str_from(want), 0) == 9, "and its fingerprint");
    }
    plan_end(&p);
}

static void test_quote(void)
{
    static const struct {
        const char *words, *want;
    } rows[] = {
        {"One two three four.", "it stands in STP-1, Title of STP-1\n"},
        {"two  three\nfour", "it stands in STP-1, Title of STP-1\n"},
        {"two thr", "it does not stand in this version\n"},
        {"wo three", "it does not stand in this version\n"},
        {"two threes", "it does not stand in this version\n"},
        {"it's so", "it stands in AIM-1, Title of AIM-1\n"},
        {"it\u2019s so", "it stands in AIM-1, Title of AIM-1\n"},
        {"five six", "it stands in STP-1, Title of STP-1\n"},
        {"of caf\u00E9s", "it stands in ASK-1, Title of ASK-1\n"},
        {"of caf", "it does not stand in this version\n"},
        {"of caf\u00E9", "it does not stand in this version\n"},
        {"\u00E9s", "it does not stand in this version\n"},
        {"2020", "it stands in ASK-1, Title of ASK-1\n"},
        {"25", "it stands in ASK-1, Title of ASK-1\n"},
        {"Title of AIM-1", "it stands in PART-ALL, All\n"},
    };
    put();
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        int status;
        sl_str text = SAY(&status, "quote", rows[i].words);
        if (strcmp(rows[i].words, "Title of AIM-1") ==
            0) { /* in the contents' order, first of all */
            ok(sl_str_starts(text, "it stands in "), "a title");
            continue;
        }
        is_str(text, rows[i].want, rows[i].words);
        is_int(status, strstr(rows[i].want, "not stand") != NULL, "its status");
    }
    int status;
    sl_str text = SAY(&status, "quote", "One two three four.\n\xe2\x80\x94 A plan, 0123");
    ok(sl_str_find(text, SL_STR("quoted from digest 0123; this version has "), 0) != SIZE_MAX &&
           sl_str_find(text, SL_STR(", the same"), 0) == SIZE_MAX,
       "of another version");
    ok(status == 0, "the words stand in this one all the same");
    plan_end(&p);
}

static void test_rename(void)
{
    static const struct {
        const char *old, *now;
        int status;
    } rows[] = {
        {"AIM-1", "AIM-7", 0}, {"AIM-1", "STP-7", 1}, {"AIM-1", "AIM-", 1},  {"AIM-1", "AIM7", 1},
        {"AIM-1", "STP-1", 1}, {"AIM-1", "A M", 1},   {"AIM-1", "aim-7", 1}, {"AIM-9", "AIM-7", 1},
        {"EV-1", "EV-7", 0},   {"EV-1", "EV-2", 1},
    };
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        int status;
        put();
        SAY(&status, "rename", rows[i].old, rows[i].now);
        is_int(status, rows[i].status, rows[i].now);
        bool done = sl_str_find(file_text("strategy.yaml"), SL_STR("renamed:"), 0) != SIZE_MAX;
        is_int(done, rows[i].status == 0, "it is on record, or nothing is");
        plan_end(&p);
    }
    int status;
    put();
    SAY(&status, "review", "--all", "--by", "Ann", "--on", "2026-01-02");
    is_str(SAY(&status, "rename", "AIM-1", "AIM-7"),
           "AIM-1 is AIM-7 now, in 10 places of 4 files\n",
           "in its item and its title, a link, a text; in three stamps, with its fingerprint");
    ok(sl_str_find(file_text("items/ASK-1.md"), SL_STR("[@AIM-7]"), 0) != SIZE_MAX, "in a text");
    ok(sl_str_find(file_text("items/STP-1.md"), SL_STR("serves: [AIM-7]"), 0) != SIZE_MAX,
       "a link");
    sl_str lock = file_text("reviews.lock");
    ok(sl_str_find(lock, SL_STR("STP-1 serves AIM-7 "), 0) != SIZE_MAX &&
           sl_str_find(lock, SL_STR("AIM-1"), 0) == SIZE_MAX,
       "in the stamps");
    plan_read(&p, NULL);
    is_int((long long)plan_count(&p, SL_E0230), 0, "which hold");
    SAY(&status, "rename", "AIM-7", "AIM-1");
    ok(sl_str_find(file_text("strategy.yaml"), SL_STR("renamed"), 0) == SIZE_MAX, "and back");
    plan_end(&p);
}

/* Other things that have IDs, and what is put on record. */
static void test_rename_others(void)
{
    int status;
    const char *entries[] = {"id: EV-1, grade: 5, value: 12", NULL};
    put();
    plan_evidence(
        &p, entries,
        "gaps:\n  - {id: GAP-1, question: What of AIM-1?, state: open, bears-on: [AIM-1]}\n");
    plan_item(&p, "AIM-1", "evidence: [EV-1]\n", "It is 12 here [@EV-1].");
    plan_put(&p, "strategy.yaml", PLAN_STRATEGY "retired: [AIM-5]\nrenamed:\n  AIM-3: AIM-1\n");
    plan_put(&p, "evidence/data/pay.csv", "place,n\nAIM-1,3\n");
    SAY(&status, "rename", "GAP-1", "GAP-2");
    is_int(status, 0, "a gap has another ID");
    sl_str list = file_text("evidence/register.yaml");
    ok(sl_str_find(list, SL_STR("id: GAP-2"), 0) != SIZE_MAX, "in the register");
    SAY(&status, "rename", "AIM-1", "AIM-5");
    is_int(status, 1, "an ID that was retired is none");
    SAY(&status, "rename", "STP-1", "STP-9");
    is_int(status, 0, "one that is free is");
    SAY(&status, "rename", "STP-2", "STP-1");
    is_int(status, 1, "one that was another's before is not");
    SAY(&status, "rename", "AIM-1", "AIM-2");
    is_int(status, 0, "a thing may be renamed twice");
    list = file_text("evidence/register.yaml");
    ok(sl_str_find(list, SL_STR("bears-on: [AIM-2]"), 0) != SIZE_MAX &&
           sl_str_find(list, SL_STR("What of AIM-2?"), 0) != SIZE_MAX,
       "where a gap names it");
    is_str(file_text("evidence/data/pay.csv"), "place,n\nAIM-1,3\n", "data stay as they are");
    sl_str config = file_text("strategy.yaml");
    ok(sl_str_find(config, SL_STR("\n  AIM-3: AIM-2\n"), 0) != SIZE_MAX &&
           sl_str_find(config, SL_STR("\n  AIM-1: AIM-2\n"), 0) != SIZE_MAX,
       "both are on record");
    plan_read(&p, NULL);
    is_str(plan_codes(&p, false), "", "and nothing is wrong");
    plan_end(&p);
}

static void test_review(void)
{
    int status;
    put();
    is_str(SAY(&status, "review", "AIM-1", "--by", "Ann", "--on", "2026-01-02"),
           "3 links stamped in reviews.lock as read on 2026-01-02 by Ann\n", "of an item");
    plan_read(&p, NULL);
    is_int((long long)plan_count(&p, SL_E0231), 0, "one without a stamp is of no role that asks");
    is_str(SAY(&status, "review", "EV-1", "--by", "Ben", "--on", "2026-01-03"),
           "0 links stamped in reviews.lock as read on 2026-01-03 by Ben\n", "nothing is new");
    plan_end(&p);
    put();
    is_str(SAY(&status, "review", "EV-1", "--by", "Ben", "--on", "2026-01-03"),
           "1 link stamped in reviews.lock as read on 2026-01-03 by Ben\n", "of an entry");
    is_str(SAY(&status, "review", "--all", "--by", "Ben", "--on", "2026-01-03"),
           "2 links stamped in reviews.lock as read on 2026-01-03 by Ben\n", "of the rest");
    plan_end(&p);
}

int main(void)
{
    arena = sl_arena_new();
    test_trace();
    test_audit();
    test_words();
    test_quote();
    test_rename();
    test_rename_others();
    test_review();
    sl_arena_free(arena);
    return done();
}
