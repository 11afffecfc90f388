/* turned FOLDER: for each "PATH BYTES" that is read, with so many bytes behind it, the strategy of
 * FOLDER with that text laid over the file: what is said of it, and where nothing stops it, what is
 * made of it. Each part begins with "<NAME BYTES", and ">" ends them. Without a PATH ("- 0") it is
 * the strategy as it stands. */
#include <stdio.h>
#include <string.h>

#include "base/folder.h"
#include "base/mem.h"
#include "diag/report.h"
#include "run/emit.h"

static void put(const char *name, sl_str bytes)
{
    printf("<%s %zu\n", name, bytes.n);
    fwrite(bytes.p, 1, bytes.n, stdout);
}

static void put_findings(sl_session *s)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_diags_sort(&s->diags);
    sl_report_human(&b, &s->diags, false);
    put("said", sl_buf_str(&b));
    sl_buf_done(&b);
}

static void make(sl_session *s, sl_emission *e)
{
    sl_making m = {0};
    sl_session_load(s);
    if (s->strategy)
        sl_make_open(&m, s);
    if (m.layout && m.fonts)
        sl_make_check_layouts(&m);
    if (m.fonts)
        sl_make_preflight(&m);
    if (sl_session_is_stopped(s) || !m.layout || !m.fonts)
        return;
    sl_emit_plan plan = sl_emit_plan_strategy(s->options, m.layout);
    if (sl_make_view(&m, SL_STR_NONE) && sl_make_book(&m, SL_STR_NONE))
        sl_emit(e, &m, &plan);
}

static void run(sl_folder *folder, const char *name)
{
    sl_options o = {.verb = SL_VERB_BUILD, .folder = name, .out = "out", .unconfined = true};
    o.html = o.csv = o.json = o.ics = o.formats_given = true;
    sl_session s;
    sl_emission e = {0};
    sl_session_init(&s, &o);
    s.sources.folder = folder;
    sl_sources_reserve(&s.sources, sl_folder_most(folder));
    make(&s, &e);
    put_findings(&s);
    for (size_t i = 0; i < e.files.n && !sl_session_is_stopped(&s); i++)
        put(e.files.at[i].name, e.files.at[i].bytes);
    puts(">");
    fflush(stdout);
    sl_session_done(&s);
}

int main(int argc, char **argv)
{
    static char path[256], text[1 << 16];
    size_t n;
    if (argc < 2)
        return 2;
    sl_mem_begin();
    sl_folder *folder = sl_folder_new(argv[1]);
    while (scanf("%255s %zu", path, &n) == 2 && getchar() == '\n' && n <= sizeof text &&
           fread(text, 1, n, stdin) == n) {
        bool laid = strcmp(path, "-") != 0;
        if (laid)
            sl_folder_lay(folder, sl_str_from(path), (sl_str){text, n});
        sl_folder_settle(folder, false);
        run(folder, argv[1]);
        if (laid)
            sl_folder_lift(folder, sl_str_from(path));
    }
    sl_folder_free(folder);
    return 0;
}
