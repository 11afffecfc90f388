/* The program as it is called: what it makes of words, and the status that it ends with. */
#include <dirent.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "pdf/read.h"
#include "plan.h"
#include "run/options.h"
#include "run/verbs.h"

enum { MOST = 12 };

/* Parts a line at its spaces; returns how many words there are, the program's name among them. */
static int part(char *line, char **words)
{
    int n = 0;
    words[n++] = "sightline";
    for (char *word = strtok(line, " "); word && n < MOST; word = strtok(NULL, " "))
        words[n++] = word;
    words[n] = NULL;
    return n;
}

/* --- words --- */

static sl_parsed parse(const char *line, sl_options *o)
{
    static char text[256];
    static char *words[MOST + 1];
    sl_buf out, err;
    snprintf(text, sizeof text, "%s", line);
    int n = part(text, words);
    sl_buf_init(&out);
    sl_buf_init(&err);
    sl_parsed parsed = sl_options_parse(o, n, words, &out, &err);
    /* What is wrong is said, and what is right is not. */
    if ((parsed == SL_PARSED_WRONG) != (err.n > 0))
        printf("# of '%s' it says '%s'\n", line, err.n ? err.p : "nothing");
    if ((parsed == SL_PARSED_WRONG) != (err.n > 0))
        parsed = (sl_parsed)-1;
    sl_buf_done(&out);
    sl_buf_done(&err);
    return parsed;
}

static void test_words(void)
{
    static const struct {
        const char *line;
        sl_parsed want;
    } rows[] = {
        {"", SL_PARSED_DONE},
        {"--help", SL_PARSED_DONE},
        {"build --help", SL_PARSED_DONE},
        {"--version", SL_PARSED_DONE},
        {"check", SL_PARSED_RUN},
        {"check DIR", SL_PARSED_RUN},
        {"check DIR DIR", SL_PARSED_WRONG},
        {"chekc", SL_PARSED_WRONG},
        {"-q", SL_PARSED_WRONG},
        {"check --strict", SL_PARSED_RUN},
        {"check --strict=yes", SL_PARSED_WRONG},
        {"check --stric", SL_PARSED_WRONG},
        {"new", SL_PARSED_WRONG},
        {"new DIR", SL_PARSED_RUN},
        {"new -- --DIR", SL_PARSED_RUN},
        {"diff", SL_PARSED_WRONG},
        {"diff OLD", SL_PARSED_RUN},
        {"diff OLD NEW", SL_PARSED_RUN},
        {"diff OLD NEW MORE", SL_PARSED_WRONG},
        {"diff OLD -f docx", SL_PARSED_RUN},
        {"diff OLD -f pdf,html,json", SL_PARSED_RUN},
        {"rename A", SL_PARSED_WRONG},
        {"rename A B", SL_PARSED_RUN},
        {"rename A B C", SL_PARSED_WRONG},
        {"review A", SL_PARSED_WRONG},
        {"review --by Ann", SL_PARSED_WRONG},
        {"review A --by Ann", SL_PARSED_RUN},
        {"review --all --by Ann", SL_PARSED_RUN},
        {"review A --all --by Ann", SL_PARSED_WRONG},
        {"comments", SL_PARSED_WRONG},
        {"comments a.docx b.docx", SL_PARSED_RUN},
        {"lsp DIR", SL_PARSED_WRONG},
        {"lsp --stdio", SL_PARSED_RUN},
        {"build -f pdf,html", SL_PARSED_RUN},
        {"build -f pdf,htm", SL_PARSED_WRONG},
        {"build -f", SL_PARSED_WRONG},
        {"build -j 0", SL_PARSED_RUN},
        {"build -j3", SL_PARSED_RUN},
        {"build -j 4", SL_PARSED_WRONG},
        {"build -j 33", SL_PARSED_WRONG},
        {"build -j -1", SL_PARSED_WRONG},
        {"build --draft", SL_PARSED_RUN},
        {"build --draft -f pdf,docx", SL_PARSED_RUN},
        {"build --draft -f pdf,csv", SL_PARSED_WRONG},
        {"build --draft -f json", SL_PARSED_WRONG},
        {"build --draft -f ics", SL_PARSED_WRONG},
        {"build --draft -f png", SL_PARSED_WRONG},
        {"check --as-of 2026-02-28", SL_PARSED_RUN},
        {"check --as-of 2026-02-29", SL_PARSED_WRONG},
        {"check --as-of soon", SL_PARSED_WRONG},
        {"serve --port 1", SL_PARSED_RUN},
        {"serve --port 65535", SL_PARSED_RUN},
        {"serve --port 0", SL_PARSED_WRONG},
        {"serve --port 65536", SL_PARSED_WRONG},
        {"check --color never", SL_PARSED_RUN},
        {"check --color sometimes", SL_PARSED_WRONG},
        {"check --format sarif", SL_PARSED_RUN},
        {"check --format xml", SL_PARSED_WRONG},
    };
    sl_options o;
    for (size_t i = 0; i < SL_COUNT(rows); i++)
        is_int(parse(rows[i].line, &o), rows[i].want, rows[i].line);
    parse("build DIR -o there --as-of=2026-02-28 -f csv,ics -v --audience board", &o);
    ok(strcmp(o.folder, "DIR") == 0 && strcmp(o.out, "there") == 0, "folders");
    ok(o.as_of.year == 2026 && o.as_of.month == 2 && o.as_of.day == 28, "a day");
    ok(o.csv && o.ics && !o.pdf && !o.html && !o.json && !o.docx && !o.png, "formats");
    ok(o.verbose && !o.quiet && strcmp(o.audience, "board") == 0, "flags");
    parse("build", &o);
    ok(o.pdf && o.html && o.csv && o.json && o.ics && !o.docx && !o.png && !o.formats_given &&
           strcmp(o.out, "out") == 0,
       "what is made unasked");
    parse("rename A B -C DIR", &o);
    ok(o.word_count == 2 && strcmp(o.words[0], "A") == 0 && strcmp(o.words[1], "B") == 0 &&
           strcmp(o.folder, "DIR") == 0,
       "words, and a folder beside them");
}

/* Which flags the help of a verb names: those that say so, and those that are for all. */
static void test_help(void)
{
    static const struct {
        const char *verb;
        bool formats, by, jobs, quiet;
    } rows[] = {
        {"build", true, false, true, true},   {"diff", true, true, false, true},
        {"review", false, true, false, true}, {"comments", false, true, false, true},
        {"check", false, false, false, true},
    };
    char *all[] = {"sightline", "--help", NULL};
    sl_options every;
    sl_buf whole, unsaid;
    sl_buf_init(&whole);
    sl_buf_init(&unsaid);
    is_int(sl_options_parse(&every, 2, all, &whole, &unsaid), SL_PARSED_DONE, "help");
    ok(strstr(whole.p, "\nexit status: 0 ") && strstr(whole.p, "--jobs") &&
           strstr(whole.p, "\n  quote"),
       "verbs, flags and what a run ends with");
    sl_buf_done(&whole);
    sl_buf_done(&unsaid);
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        char verb[16];
        char *words[] = {"sightline", verb, "--help", NULL};
        sl_options o;
        sl_buf out, err;
        snprintf(verb, sizeof verb, "%s", rows[i].verb);
        sl_buf_init(&out);
        sl_buf_init(&err);
        is_int(sl_options_parse(&o, 3, words, &out, &err), SL_PARSED_DONE, verb);
        ok(strncmp(out.p, "usage: sightline ", 17) == 0 && strstr(out.p, "\nexit status: 0 "),
           "its usage");
        is_int(strstr(out.p, "--formats") != NULL, rows[i].formats, "formats");
        is_int(strstr(out.p, "--by") != NULL, rows[i].by, "who");
        is_int(strstr(out.p, "--jobs") != NULL, rows[i].jobs, "threads");
        is_int(strstr(out.p, "--quiet") != NULL, rows[i].quiet, "how much is said");
        sl_buf_done(&out);
        sl_buf_done(&err);
    }
    sl_options o;
    sl_buf out, err;
    char *none[] = {"sightline", NULL};
    sl_buf_init(&out);
    sl_buf_init(&err);
    is_int(sl_options_parse(&o, 1, none, &out, &err), SL_PARSED_DONE, "nothing asked");
    ok(out.n && strstr(out.p, "sightline build [DIR]"), "is told what there is");
    sl_buf_done(&out);
    sl_buf_done(&err);
}

/* A name goes into a line of a file that Git merges. */
static void test_reader(void)
{
    static const struct {
        const char *name;
        sl_parsed want;
    } rows[] = {
        {"Ann", SL_PARSED_RUN},         {"Ann of the council", SL_PARSED_RUN},
        {"\u00C5se", SL_PARSED_RUN},    {"", SL_PARSED_WRONG},
        {" Ann", SL_PARSED_WRONG},      {"Ann ", SL_PARSED_WRONG},
        {"An\nn", SL_PARSED_WRONG},     {"An\x1fn", SL_PARSED_WRONG},
        {"An\x7Fn", SL_PARSED_WRONG},   {"An\xC2\x9Fn", SL_PARSED_WRONG},
        {"An\u00A0n", SL_PARSED_RUN},   {"An\u2028n", SL_PARSED_WRONG},
        {"An\u2029n", SL_PARSED_WRONG}, {"An\uFEFFn", SL_PARSED_WRONG},
        {"An\xffn", SL_PARSED_WRONG},
    };
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        char name[32], test[16];
        char *words[] = {"sightline", "review", "A", "--by", name, NULL};
        sl_options o;
        sl_buf out, err;
        snprintf(name, sizeof name, "%s", rows[i].name);
        snprintf(test, sizeof test, "name %zu", i);
        sl_buf_init(&out);
        sl_buf_init(&err);
        is_int(sl_options_parse(&o, 5, words, &out, &err), rows[i].want, test);
        sl_buf_done(&out);
        sl_buf_done(&err);
    }
}

/* --- statuses --- */

/* Runs the program in a process of its own, silently; %s is the plan's folder. */
static int run(const plan *p, const char *line)
{
    char text[512], *words[MOST + 1];
    snprintf(text, sizeof text, line, p->folder, p->folder);
    int n = part(text, words);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        int null = open("/dev/null", O_WRONLY);
        dup2(null, STDOUT_FILENO);
        dup2(null, STDERR_FILENO);
        _exit(sl_run_program(n, words));
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static bool has_file(const plan *p, const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "%s/out/%s", p->folder, name);
    return access(path, F_OK) == 0;
}

#define GOOD "=== EV-1\nvalue: 12, grade: 4\n=== AIM-1\nevidence: [EV-1]\n\nIt is 12 [@EV-1].\n"
#define WARNED "=== EV-1\nvalue: 12, grade: 4\n=== AIM-1\nevidence: [EV-1]\n\nIt is 13 [@EV-1].\n"
#define WRONG "=== EV-1\nvalue: 12, grade: 4\n=== AIM-1\nevidence: [EV-2]\n\nIt is 12 [@EV-1].\n"

static void test_statuses(void)
{
    static const struct {
        const char *files, *line;
        int want;
    } rows[] = {
        {GOOD, "check %s", 0},
        {GOOD, "check %s --strict", 0},
        {WARNED, "check %s", 0},
        {WARNED, "check %s --strict", 1},
        {WARNED, "check %s --strict --quiet", 1},
        {WRONG, "check %s", 1},
        {WRONG, "check %s --quiet", 1},
        {WRONG, "check %s --format json", 1},
        {WRONG, "audit %s", 1},
        {GOOD, "audit %s", 0},
        {GOOD, "trace AIM-1 -C %s", 0},
        {GOOD, "trace AIM-9 -C %s", 1},
        {GOOD, "check %s --nonsense", 2},
        {GOOD, "nonsense %s", 2},
        {GOOD, "check %s/none", 1},
        {GOOD, "explain E0101", 0},
        {GOOD, "explain E9999", 2},
        {GOOD, "words %s", 0},
        {GOOD, "build %s -o %s/out -f csv", 0},
        {WRONG, "build %s -o %s/out -f csv", 1},
        {GOOD, "build %s -o %s/strategy.yaml/out -f csv", 3},
        {GOOD, "build %s -o %s/out -f csv --audience nobody", 1},
        {GOOD, "review AIM-1 --by Ann -C %s", 0},
        {GOOD, "review AIM-9 --by Ann -C %s", 1},
        {GOOD, "rename AIM-1 AIM-2 -C %s", 0},
        {GOOD, "rename AIM-9 AIM-2 -C %s", 1},
    };
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        plan p;
        plan_begin(&p);
        plan_files(&p, rows[i].files);
        is_int(run(&p, rows[i].line), rows[i].want, rows[i].line);
        plan_end(&p);
    }
}

static void test_outputs(void)
{
    plan p;
    plan_begin(&p);
    plan_files(&p, GOOD);
    is_int(run(&p, "build %s -o %s/out -f csv,json,ics"), 0, "a strategy is built");
    ok(has_file(&p, "asks.csv") && has_file(&p, "strategy.json") && has_file(&p, "calendar.ics"),
       "and all that was asked for is there");
    ok(!has_file(&p, "strategy.pdf") && !has_file(&p, "strategy.html"), "and nothing else");
    plan_put(&p, "out/asks.csv", "old");
    plan_files(&p, WRONG);
    is_int(run(&p, "build %s -o %s/out -f csv,json"), 1, "with an error in it");
    char text[8] = "", path[256];
    snprintf(path, sizeof path, "%s/out/asks.csv", p.folder);
    FILE *f = fopen(path, "r");
    ok(f && fgets(text, sizeof text, f) && strcmp(text, "old") == 0, "what was there is kept");
    if (f)
        fclose(f);
    plan_end(&p);
}

/* A dataset that everybody may see names an item that is kept: what would print it is not written.
 */
static void test_proved(void)
{
    plan p;
    plan_begin(&p);
    plan_files(
        &p, "=== EV-1\n\n=== evidence/data/a.csv\nplace,n\nHere,1\nAIM-2,2\n"
            "=== AIM-2\naudience: board\n\nWhat the board alone is to read of it.\n"
            "=== AIM-1\n\nText.\n\n```table\ntitle: What there is\n"
            "id: tab-a\ndata: evidence/data/a.csv\ncolumns: [{key: place, title: Place}]\n```\n");
    is_int(run(&p, "build %s -o %s/out -f html --audience board"), 0, "the board may have it");
    ok(has_file(&p, "strategy.html"), "and has it");
    char path[256];
    snprintf(path, sizeof path, "%s/out/strategy.html", p.folder);
    unlink(path);
    is_int(run(&p, "build %s -o %s/out -f html"), 1, "nobody else");
    ok(!has_file(&p, "strategy.html"), "nothing is written");
    is_int(run(&p, "check %s"), 1, "nor is it passed over by a check");
    plan_end(&p);
}

static bool holds(void *context, sl_pdf_text kind, sl_str text)
{
    (void)kind;
    return sl_str_find(text, sl_str_from(context), 0) == SIZE_MAX; /* true: go on */
}

/* Whether a text stands anywhere in the PDF, what is attached to it among it. */
static bool pdf_holds(const plan *p, const char *text)
{
    char path[256];
    sl_str bytes;
    const char *why = NULL;
    sl_arena *arena = sl_arena_new();
    snprintf(path, sizeof path, "%s/out/strategy.pdf", p->folder);
    bool found = sl_file_read(arena, path, SIZE_MAX, &bytes, NULL) != SL_FILE_OK ||
                 !sl_pdf_read(bytes, holds, (void *)(uintptr_t)text, &why) || why;
    sl_arena_free(arena);
    return found;
}

/* Datasets are attached to the PDF; what people have answered is not. */
static void test_attached(void)
{
    plan p;
    plan_begin(&p);
    plan_files(&p, "=== EV-1\nquery: SELECT n FROM a WHERE n > 1\n"
                   "=== evidence/data/a.csv\nplace,n\nHaddlesey,1\nThere,2\n"
                   "=== AIM-1\nevidence: [EV-1]\n\nIt is so [@EV-1].\n"
                   "=== engagement/r.yaml\nimport: [engagement/in.csv]\n"
                   "=== engagement/in.csv\nid,by,date,said\n"
                   "RES-1,A person,2026-01-01,Perspicaciously said\n");
    is_int(run(&p, "build %s -o %s/out -f pdf"), 0, "a PDF");
    ok(pdf_holds(&p, "Haddlesey"), "it holds the dataset");
    ok(!pdf_holds(&p, "Perspicaciously"), "and no response");
    plan_end(&p);
}

int main(void)
{
    test_words();
    test_help();
    test_reader();
    test_statuses();
    test_outputs();
    test_proved();
    test_attached();
    return done();
}
