/* Who is answered, the author's editor, what a form is of, and what a search finds. */
#include <limits.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include "plan.h"
#include "serve/editor.h"
#include "serve/guard.h"
#include "serve/search.h"
#include "serve/starter.h"
#include "serve/thing.h"
#include "serve/watch.h"

static sl_arena *a;
static plan p;

static void test_guard(void)
{
    sl_guard g, other;
    char path[128], wrong[128];
    ok(sl_guard_init(&g) && sl_guard_init(&other), "there is chance");
    ok(strlen(g.token) == 32 && strcmp(g.token, other.token) != 0, "and each run has its own");
    g.port = 8000;
    static const char *const hosts[] = {"127.0.0.1:8000", "localhost:8000", "[::1]:8000"};
    static const char *const strangers[] = {"127.0.0.1",        "localhost:8001",
                                            "example.org:8000", "localhost:8000.example.org",
                                            "localhost:80000",  ""};
    bool known = true, refused = !sl_guard_knows_host(&g, NULL);
    for (size_t i = 0; i < SL_COUNT(hosts); i++) {
        known = known && sl_guard_knows_host(&g, hosts[i]) &&
                sl_guard_knows_origin(&g, sl_str_format(a, "http://%s", hosts[i]).p);
        refused = refused && !sl_guard_knows_origin(&g, hosts[i]) &&
                  !sl_guard_knows_origin(&g, sl_str_format(a, "https://%s", hosts[i]).p);
    }
    for (size_t i = 0; i < SL_COUNT(strangers); i++)
        refused = refused && !sl_guard_knows_host(&g, strangers[i]) &&
                  !sl_guard_knows_origin(&g, sl_str_format(a, "http://%s", strangers[i]).p);
    ok(known, "this machine, by its names, with the port");
    ok(refused, "nobody else");
    ok(sl_guard_knows_origin(&g, NULL), "who says no origin is no page of a stranger's");
    ok(!sl_guard_knows_origin(&g, "null"), "one without a name is");
    snprintf(path, sizeof path, "/%s/edit/form", g.token);
    is_str(sl_guard_strip(&g, path), "edit/form", "behind the token");
    snprintf(path, sizeof path, "/%s/", g.token);
    ok(sl_guard_strip(&g, path).p != NULL && !sl_guard_strip(&g, path).n, "nothing is a path too");
    bool all = true;
    for (size_t i = 1; i <= 32; i++) {
        memcpy(wrong, path, sizeof wrong);
        wrong[i] = wrong[i] == 'x' ? 'y' : 'x';
        all = all && !sl_guard_strip(&g, wrong).p;
        memcpy(wrong, path, sizeof wrong);
        wrong[i] = '\0';
        all = all && !sl_guard_strip(&g, wrong).p;
    }
    ok(all, "every sign of it counts, and all of them");
}

static void test_editor(void)
{
    is_str(sl_editor_address(a, "vscode://file{file}:{line}:{column}", "/a b.md", 3, 4),
           "vscode://file/a b.md:3:4", "an address");
    is_str(sl_editor_address(a, "vim -f", "/a.md", 3, 4), "", "a program has none");
    /* A program of ours writes its words, which no shell reads. */
    char folder[] = "/tmp/sightline-editor-XXXXXX", script[64], out[64], editor[160],
         text[256] = "";
    if (!mkdtemp(folder))
        printf("Bail out! no folder\n");
    snprintf(script, sizeof script, "%s/editor", folder);
    snprintf(out, sizeof out, "%s/out", folder);
    FILE *f = fopen(script, "w");
    fprintf(f, "#!/bin/sh\nprintf '%%s|' \"$@\" > %s.part && mv %s.part %s\n", out, out, out);
    fclose(f);
    chmod(script, 0700);
    static const struct {
        const char *words, *want;
    } rows[] = {{" -g {file}:{line}", "-g|/x;$(y) z.md:7|"}, {" -n", "-n|+7|/x;$(y) z.md|"}};
    for (size_t i = 0; i < SL_COUNT(rows); i++) {
        snprintf(editor, sizeof editor, "%s%s", script, rows[i].words);
        ok(sl_editor_run(editor, "/x;$(y) z.md", 7, 1), "an editor starts");
        while (wait(NULL) > 0)
            ;
        f = fopen(out, "r");
        memset(text, 0, sizeof text);
        if (f && fread(text, 1, sizeof text - 1, f) > 0)
            fclose(f);
        is_str(sl_str_from(text), rows[i].want, "with its words and the place");
        unlink(out);
    }
    ok(!sl_editor_run("  ", "/x", 1, 1), "no words start nothing");
    unlink(script);
    rmdir(folder);
}

/* The process that starts it does so at files of the folder alone. */
static void test_starter(void)
{
    char folder[] = "/tmp/sightline-starter-XXXXXX", top[PATH_MAX], file[PATH_MAX + 16];
    sl_starter s = {-1};
    ok(!sl_starter_open(&s, "/etc/passwd", 1, 1), "what was not begun starts nothing");
    if (!mkdtemp(folder) || !realpath(folder, top))
        printf("Bail out! no folder\n");
    snprintf(file, sizeof file, "%s/in", top);
    mkdir(file, 0700);
    snprintf(file, sizeof file, "%s/in/a.md", top);
    fclose(fopen(file, "w"));
    snprintf(file, sizeof file, "%s/inside.md", top);
    fclose(fopen(file, "w"));
    snprintf(file, sizeof file, "%s/in", top);
    const char *editor = sl_str_format(a, "cp {file} %s/{line}.{column}", top).p;
    ok(sl_starter_begin(&s, editor, file), "it begins");
    static const char *const bad[] = {"/etc/passwd",   "%s/inside.md", "%s/in/../inside.md",
                                      "%s/in/none.md", "in/a.md",      "%s/in"};
    bool refused = true;
    for (size_t i = 0; i < SL_COUNT(bad); i++)
        refused = refused && !sl_starter_open(&s, sl_str_format(a, bad[i], top).p, 1, 1);
    ok(refused, "nothing outside is opened");
    ok(sl_starter_open(&s, sl_str_format(a, "%s/in/a.md", top).p, 3, 4), "a file inside is");
    snprintf(file, sizeof file, "%s/3.4", top);
    for (int i = 0; i < 500 && access(file, F_OK) != 0; i++)
        poll(NULL, 0, 10);
    ok(access(file, F_OK) == 0, "at its place");
    sl_starter_end(&s);
    ok(!sl_starter_open(&s, file, 1, 1), "then it has ended");
    nftw(top, plan_remove, 8, FTW_DEPTH | FTW_PHYS);
}

static sl_str found(const char *among, const char *words)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_search_push(&b, a, p.s, sl_str_from(among), sl_str_from(words));
    return sl_buf_take(&b, a);
}

static bool holds(sl_str text, const char *z)
{
    return sl_str_find(text, sl_str_from(z), 0) != SIZE_MAX;
}

static void test_things(void)
{
    sl_thing t;
    plan_begin(&p);
    plan_item(&p, "AIM-1", "", "Text [@EV-1].");
    plan_item(&p, "STP-1", "serves: [AIM-1]\n", "Text.");
    const char *const entries[] = {"id: EV-1, grade: 3, value: 5, unit: per cent", NULL};
    plan_evidence(&p, entries, "");
    plan_read(&p, NULL);
    ok(!sl_thing_find(p.s, SL_STR("AIM-1"), &t), "an item");
    ok(t.is_there && t.type && t.part.markdown, "is there, in a text");
    is_str(t.path, "items/AIM-1.md", "at its path");
    ok(!sl_thing_find(p.s, SL_STR("EV-1"), &t), "an entry");
    is_str(t.kind, "evidence", "of the register");
    is_str(t.path, "evidence/register.yaml", "in its file");
    ok(!t.part.markdown && !t.type, "which is no text");
    ok(sl_thing_find(p.s, SL_STR("AIM-9"), &t) != NULL, "what is not there is refused, with why");
    ok(sl_thing_is_known(p.s, SL_STR("EV-1")) && !sl_thing_is_known(p.s, SL_STR("EV-2")), "IDs");
    ok(!sl_thing_propose(a, p.s, SL_STR("aim"), &t), "a new aim");
    ok(!t.is_there && !sl_thing_is_known(p.s, t.id), "has an ID that is free");
    ok(!sl_thing_propose(a, p.s, SL_STR("evidence"), &t), "a new entry");
    ok(!sl_thing_is_known(p.s, t.id), "too");
    ok(sl_thing_propose(a, p.s, SL_STR("nonsense"), &t) != NULL, "a new nothing");
    ok(holds(found("", "title aim"), "AIM-1") && !holds(found("", "title aim"), "STP-1"),
       "a search for words finds what has all of them");
    ok(holds(found("", "AIM-1"), "\"more\": 0"), "and says how many there are besides");
    ok(holds(found("serves", ""), "AIM-1") && !holds(found("serves", ""), "STP-1"),
       "of a link only what it may lead to");
    ok(holds(found("figures", "ev-1"), "[=EV-1]") && holds(found("figures", "ev-1"), "5%"),
       "figures with what they print");
    ok(!holds(found("items", ""), "EV-1"), "of items no entries");
    sl_buf b;
    sl_buf_init(&b);
    sl_search_push(&b, a, NULL, SL_STR_NONE, SL_STR("x"));
    is_str(sl_buf_str(&b), "\"found\": [], \"more\": 0", "of no strategy nothing");
    sl_buf_done(&b);
    for (int i = 10; i < 40; i++)
        plan_item(&p, sl_str_format(a, "AIM-%d", i).p, "", "Text.");
    plan_read(&p, NULL);
    ok(holds(found("items", "aim"), "\"more\": 11"), "of many the first, and how many more");
    plan_end(&p);
}

static void test_watch(void)
{
    sl_watch w;
    plan_begin(&p);
    if (!ok(sl_watch_init(&w, p.folder), "the system tells of changes"))
        return;
    ok(!sl_watch_take(&w), "there is none yet");
    struct pollfd one = {.fd = w.fd, .events = POLLIN};
    plan_put(&p, "items/new/AIM-1.md", "x");
    poll(&one, 1, 5000);
    ok(sl_watch_take(&w), "a new folder is one");
    plan_put(&p, "items/new/AIM-1.md", "y");
    poll(&one, 1, 5000);
    ok(sl_watch_take(&w), "and what is saved in it then is told too");
    sl_watch_done(&w);
    plan_end(&p);
}

int main(void)
{
    a = sl_arena_new();
    test_guard();
    test_editor();
    test_starter();
    test_things();
    test_watch();
    sl_arena_free(a);
    return done();
}
