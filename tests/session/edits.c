/* edits FOLDER COUNT [SEED]: edits of every kind at random places of a strategy's files, unsaved
 * and saved, in one session; after each its findings must be, byte for byte, those of a session
 * that begins anew. FOLDER is written to. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "../unit/tap.h"
#include "base/file.h"
#include "base/mem.h"
#include "diag/report.h"
#include "session/live.h"

static uint64_t state;

static size_t below(size_t n)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return n ? (size_t)(state % n) : 0;
}

static void push_findings(sl_buf *out, sl_session *s)
{
    sl_diags_sort(&s->diags);
    sl_report_json(out, &s->diags, SL_STR("{}"));
}

static void push_anew(sl_buf *out, const sl_options *o)
{
    sl_session s;
    sl_making m = {0};
    sl_session_init(&s, o);
    sl_session_load(&s);
    if (s.strategy)
        sl_make_open(&m, &s);
    if (m.layout && m.fonts)
        sl_make_check_layouts(&m);
    if (m.fonts)
        sl_make_preflight(&m);
    push_findings(out, &s);
    sl_session_done(&s);
}

static const char *const pieces[] = {"x",
                                     " ",
                                     "\n",
                                     "word ",
                                     "[@",
                                     "[=",
                                     "]",
                                     "[@EV-",
                                     "---\n",
                                     "```",
                                     "```chart\n",
                                     ":",
                                     "- ",
                                     "#",
                                     "\n\n## Heading\n\n",
                                     "[^1]",
                                     "{#fig-x}",
                                     "| a | b |\n",
                                     "\"",
                                     "'",
                                     "\xC3\xA9",
                                     "\xE2\x80\xAF",
                                     "::: audience public\n",
                                     ":::\n",
                                     "largest ",
                                     "12.5%",
                                     "[@AS-01]",
                                     "<b>",
                                     "state: agreed\n",
                                     "\xFF",
                                     "TODO ",
                                     "Table 1 ",
                                     "   ",
                                     ",",
                                     "1,234",
                                     "<<<<<<< a\n",
                                     "id: AS-01\n",
                                     "\t",
                                     "\x01"};

/* A text with one edit at a random place. */
static sl_str edit(sl_arena *a, sl_str text)
{
    size_t at = below(text.n + 1), n = below(2) ? below(4) : below(60);
    if (at + n > text.n)
        n = text.n - at;
    const char *piece = below(4) ? pieces[below(SL_COUNT(pieces))] : "";
    return sl_str_format(a, "%.*s%s%.*s", (int)at, text.p, piece, (int)(text.n - at - n),
                         text.p + at + n);
}

static bool write_file(const char *path, sl_str bytes)
{
    FILE *f = fopen(path, "wb");
    bool good = f && fwrite(bytes.p ? bytes.p : "", 1, bytes.n, f) == bytes.n;
    return f && fclose(f) == 0 && good;
}

static bool is_text(sl_str path)
{
    return sl_str_ends(path, ".md") || sl_str_ends(path, ".yaml") || sl_str_ends(path, ".csv") ||
           sl_str_ends(path, ".lock");
}

typedef struct typing {
    sl_options options;
    sl_live *live;
    sl_arena *arena, *step;
    sl_str *paths, *originals;
    size_t n;
} typing;

static const char *on_disk(typing *t, size_t i)
{
    return sl_file_join(t->step, t->options.folder, t->paths[i].p);
}

static void begin(typing *t, const char *folder)
{
    sl_listing all;
    *t = (typing){.arena = sl_arena_new(), .step = sl_arena_new()};
    t->options = (sl_options){.folder = folder, .out = "out", .verb = SL_VERB_CHECK};
    sl_file_list(t->arena, folder, &all);
    t->paths = SL_NEW_ARRAY(t->arena, sl_str, all.paths.n + 1);
    t->originals = SL_NEW_ARRAY(t->arena, sl_str, all.paths.n + 1);
    for (size_t i = 0; i < all.paths.n; i++) {
        if (!is_text(all.paths.at[i]))
            continue;
        const char *name = sl_file_join(t->arena, folder, all.paths.at[i].p);
        t->paths[t->n] = all.paths.at[i];
        sl_file_read(t->arena, name, 1u << 24, &t->originals[t->n++], NULL);
    }
    t->live = sl_live_new(&t->options);
}

/* One edit, of a text in an editor or of a file, and now and then the way back. */
static void change(typing *t)
{
    size_t i = below(t->n);
    sl_str text, path = t->paths[i];
    if (sl_file_read(t->step, on_disk(t, i), 1u << 24, &text, NULL) != SL_FILE_OK)
        text = t->originals[i];
    switch (below(8)) {
    case 0:
        sl_live_touch(t->live);
        if (below(4) == 0 && !sl_live_is_laid(t->live, path))
            unlink(on_disk(t, i));
        return;
    case 1:
    case 2:
        text = t->originals[i];
        break;
    default:
        text = edit(t->step, text);
    }
    write_file(on_disk(t, i), text);
    if (below(3))
        sl_live_lay(t->live, path, text);
    else if (sl_live_is_laid(t->live, path))
        sl_live_lift(t->live, path);
    else
        sl_live_touch(t->live);
}

/* The files are those that are laid, so that both read the same. */
static bool compare(typing *t, size_t round)
{
    sl_buf warm, cold;
    sl_buf_init(&warm);
    sl_buf_init(&cold);
    push_findings(&warm, sl_live_check(t->live)->session);
    push_anew(&cold, &t->options);
    bool same = sl_str_equal(sl_buf_str(&warm), sl_buf_str(&cold));
    if (!same) {
        write_file("edits-warm.json", sl_buf_str(&warm));
        write_file("edits-cold.json", sl_buf_str(&cold));
        printf("# edit %zu: edits-warm.json and edits-cold.json differ\n", round);
    }
    sl_buf_done(&warm);
    sl_buf_done(&cold);
    return same;
}

int main(int argc, char **argv)
{
    if (argc < 3)
        return 2;
    size_t count = (size_t)atoi(argv[2]), round = 0, held = 0;
    state = argc > 3 ? (uint64_t)atoll(argv[3]) * 2654435761u + 1 : 88172645463325252u;
    typing t;
    begin(&t, argv[1]);
    bool same = compare(&t, 0);
    for (; same && round < count; round++) {
        sl_arena_reset(t.step, (sl_arena_mark){0});
        change(&t);
        same = compare(&t, round + 1);
        if (round == count / 4)
            held = sl_arena_count_bytes(sl_live_check(t.live)->session->arena);
    }
    ok(same, "each edit finds what a new session finds");
    size_t now = sl_arena_count_bytes(sl_live_check(t.live)->session->arena);
    ok(now <= held * 2 + (1u << 22), "memory does not grow with edits");
    sl_live_free(t.live);
    sl_arena_free(t.arena);
    sl_arena_free(t.step);
    return done();
}
