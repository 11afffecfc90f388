/* The verbs that write files of a strategy: what they say, the status that they end with, and what
 * stands on the disk then. */
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "plan.h"
#include "run/verbs.h"

static plan p;
static sl_arena *arena;

/* What a run prints, on both outputs, and its status. */
static sl_str said(const char *const *words, int *status)
{
    enum { MOST = 1 << 16 };
    int ends[2], n = 0, argc = 1, ended = 0;
    char *argv[12] = {"sightline"};
    for (; words[argc - 1]; argc++)
        argv[argc] = (char *)(uintptr_t)words[argc - 1];
    fflush(stdout);
    if (pipe(ends) != 0)
        return SL_STR_NONE;
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        dup2(ends[1], STDERR_FILENO);
        close(ends[0]);
        close(ends[1]);
        if (chdir(p.folder) != 0)
            _exit(99);
        _exit(sl_run_program(argc, argv));
    }
    close(ends[1]);
    char *text = sl_arena_alloc(arena, MOST);
    for (ssize_t got; (got = read(ends[0], text + n, (size_t)(MOST - n))) > 0;)
        n += (int)got;
    close(ends[0]);
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

static bool tells(sl_str text, const char *what)
{
    if (sl_str_find(text, sl_str_from(what), 0) != SIZE_MAX)
        return true;
    printf("# '%s' is not in: %.*s\n", what, SL_FMT(text));
    return false;
}

static void put(void)
{
    plan_begin(&p);
    const char *const entries[] = {"id: EV-1, grade: 3", NULL};
    plan_evidence(&p, entries, "");
    plan_item(&p, "AIM-1", "", "Text [@EV-1].");
    plan_item(&p, "ASK-1", "helps: [STP-1]\n", "Text.");
}

/* --- format --- */

#define MESSY "---\ntitle: T\nserves: [AIM-1]\ntype: step\nid: STP-1\n---\nText. \n\n\n\nMore.\n"
#define NEAT "---\ntype: step\ntitle: T\nserves: [AIM-1]\n---\nText.\n\nMore.\n"

static void test_format(void)
{
    int status;
    put();
    plan_put(&p, "items/STP-1.md", MESSY);
    plan_put(&p, "evidence/register.yaml",
             "evidence: \n  - {id: EV-1, statement: S., grade: 3, confidence: verified-in-source, "
             "source: {publisher: P, title: T}}\n");
    plan_put(&p, "notes.txt", "a \n");
    sl_str text = SAY(&status, "format", "--dry-run");
    is_int(status, 1, "what would be written is told by the status");
    ok(tells(text, "would be formatted: items/STP-1.md\n") &&
           tells(text, "would be formatted: evidence/register.yaml\n"),
       "each by its name");
    is_str(file_text("items/STP-1.md"), MESSY, "and nothing is written");
    text = SAY(&status, "format");
    is_int(status, 0, "then it is");
    ok(tells(text, "formatted: items/STP-1.md\n"), "and told");
    is_str(file_text("items/STP-1.md"), NEAT, "an item");
    ok(sl_str_starts(file_text("evidence/register.yaml"), "evidence:\n"), "and YAML");
    is_str(file_text("notes.txt"), "a \n", "a file that is none of the strategy's stays");
    is_str(SAY(&status, "format"), "every file is as the house writes it\n", "a second time");
    is_int(status, 0, "there is nothing to do");
    is_str(SAY(&status, "format", "--dry-run"), "every file is as the house writes it\n",
           "nor dry");
    is_int(status, 0, "which is no fault");
    plan_put(&p, "items/STP-1.md",
             "---\nid: STP-1\ntitle: T\ntype: step\nserves: [AIM-9]\n---\nT. \n");
    text = SAY(&status, "format");
    is_int(status, 1, "a strategy with errors is not formatted");
    ok(tells(text, "E0108"), "which are told");
    ok(sl_str_ends(file_text("items/STP-1.md"), "T. \n"), "and nothing is written");
    plan_put(&p, "strategy.yaml", "title: [\n");
    text = SAY(&status, "format");
    ok(status == 1 && tells(text, "error["), "nor is one that cannot be read");
    plan_end(&p);
}

/* --- update --- */

#define SHEET "Ref,Name,Serves\nSTP-1,One,AIM-1\nSTP-2,Two,AIM-1\n"
#define SHEETS                                                                                     \
    PLAN_STRATEGY "sheets:\n  - {data: evidence/data/steps.csv, type: step, columns: {id: Ref, "   \
                  "title: Name, serves: Serves}}\n"

static void put_sheets(void)
{
    put();
    plan_put(&p, "strategy.yaml", SHEETS);
    plan_put(&p, "evidence/data/steps.csv", "\xEF\xBB\xBF" SHEET);
}

static void test_update(void)
{
    char path[] = "/tmp/sightline-copy-XXXXXX.csv";
    int status, fd = mkstemps(path, 4);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "w");
    if (!f)
        printf("Bail out! no file\n");
    fputs("Ref,Name\nSTP-2,Zwei\nSTP-3,Three\n", f);
    fclose(f);
    put_sheets();
    sl_str text = SAY(&status, "update");
    ok(status == 2 && tells(text, "update takes the copy"), "without a copy it says what it takes");
    text = SAY(&status, "update", "none.csv");
    ok(status == 3 && tells(text, "there is no such file"), "one that is not there is told");
    text = SAY(&status, "update", path, "--dry-run");
    ok(status == 1 && tells(text, "1 changed, 1 new, 1 not in the copy; not written\n"),
       "what would change");
    is_str(file_text("evidence/data/steps.csv"), "\xEF\xBB\xBF" SHEET, "and nothing does");
    text = SAY(&status, "update", path);
    ok(status == 0 && tells(text, "1 changed, 1 new, 1 not in the copy\n"), "then it does");
    is_str(file_text("evidence/data/steps.csv"),
           "\xEF\xBB\xBF"
           "Ref,Name,Serves\nSTP-1,One,AIM-1\nSTP-2,Zwei,AIM-1\nSTP-3,Three,\n",
           "with the mark before it");
    text = SAY(&status, "update", path);
    ok(status == 0 && tells(text, "0 changed, 0 new, 1 not in the copy; as it was\n"),
       "again: nothing");
    f = fopen(path, "w");
    fputs("Ref,Name,Serves\nSTP-1,One,AIM-9\n", f);
    fclose(f);
    text = SAY(&status, "update", path);
    ok(status == 1 && tells(text, "nothing was written\n") && tells(text, "E0108"),
       "what would be wrong is told, and not written");
    ok(sl_str_find(file_text("evidence/data/steps.csv"), SL_STR("AIM-9"), 0) == SIZE_MAX, "true");
    f = fopen(path, "w");
    fputs("Ref,Name\n,One\n", f);
    fclose(f);
    text = SAY(&status, "update", path);
    ok(status == 1 && tells(text, "E0798"), "a row without an ID");
    plan_put(&p, "strategy.yaml", PLAN_STRATEGY);
    text = SAY(&status, "update", path);
    ok(status == 1 && tells(text, "name the sheet under 'sheets'"), "a strategy without sheets");
    plan_put(&p, "strategy.yaml", "title: [\n");
    text = SAY(&status, "update", path);
    ok(status == 1 && tells(text, "error["), "one that cannot be read");
    unlink(path);
    plan_end(&p);
}

int main(void)
{
    arena = sl_arena_new();
    test_format();
    test_update();
    sl_arena_free(arena);
    return done();
}
