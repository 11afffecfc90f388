#include "targets.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "comments/returned.h"
#include "data/csv.h"
#include "data/datapackage.h"
#include "data/geojson.h"
#include "data/json.h"
#include "data/query.h"
#include "data/table.h"
#include "data/when.h"
#include "data/yaml.h"
#include "doc/markdown.h"
#include "lsp/lsp.h"
#include "model/framework.h"
#include "model/unit.h"
#include "page/image.h"
#include "pdf/read.h"
#include "run/emit.h"
#include "run/options.h"
#include "run/verbs.h"
#include "style/layout.h"
#include "word/container.h"

/* --- bytes as a file of a strategy, in memory --- */

typedef struct bench {
    sl_arena *arena;
    sl_sources sources;
    sl_diags diags;
    uint32_t file;
} bench;

static void begin(bench *b, sl_str bytes, const char *name)
{
    b->arena = sl_arena_new();
    sl_str path = sl_str_from(name);
    sl_sources_init(&b->sources, b->arena);
    sl_diags_init(&b->diags, b->arena, &b->sources);
    b->file = sl_sources_add(&b->sources, path, path, bytes);
}

/* Every finding lies within its file, and can be printed. */
static void end(bench *b)
{
    for (size_t i = 0; i < b->diags.findings.n; i++) {
        sl_span at = b->diags.findings.at[i]->span;
        if (at.file &&
            (at.begin > at.end || at.end > sl_sources_lookup(&b->sources, at.file)->bytes.n + 1))
            abort();
    }
    sl_arena_free(b->arena);
}

static bool is_text(sl_str bytes)
{
    return sl_utf8_find_invalid(bytes) == SIZE_MAX && !(bytes.n && memchr(bytes.p, 0, bytes.n));
}

static void run_markdown(sl_str bytes)
{
    bench b;
    begin(&b, bytes, "x.md");
    if (is_text(bytes))
        sl_markdown_parse(b.arena, &b.diags, b.file, 0, (uint32_t)bytes.n);
    end(&b);
}

static void run_yaml(sl_str bytes)
{
    bench b;
    begin(&b, bytes, "x.yaml");
    if (is_text(bytes))
        sl_yaml_parse(b.arena, &b.diags, b.file, 0, (uint32_t)bytes.n);
    end(&b);
}

static void run_package(sl_str bytes)
{
    bench b;
    begin(&b, bytes, "datapackage.yaml");
    const sl_yaml *y =
        is_text(bytes) ? sl_yaml_parse(b.arena, &b.diags, b.file, 0, (uint32_t)bytes.n) : NULL;
    if (y)
        sl_package_read(b.arena, &b.diags, y, SL_STR("datapackage.yaml"));
    end(&b);
}

static sl_csv *read_table(bench *b)
{
    sl_dialect plain = sl_dialect_plain();
    sl_csv *t = sl_csv_parse(b->arena, &b->diags, b->file, &plain);
    if (!t || !sl_table_type(b->arena, &b->diags, t, NULL))
        return NULL;
    for (uint32_t row = 0; row < t->row_count; row++)
        for (uint32_t column = 0; column < t->column_count; column++)
            sl_table_cell(t, row, column);
    return t;
}

static void run_csv(sl_str bytes)
{
    bench b;
    begin(&b, bytes, "x.csv");
    if (is_text(bytes))
        read_table(&b);
    end(&b);
}

static void run_query(sl_str bytes)
{
    bench b;
    begin(&b, SL_STR("place,a,b\nKent,10.5,[c]\nEssex,,2\n"), "t.csv");
    sl_csv *t = read_table(&b);
    sl_dec value;
    const char *why;
    if (t && is_text(bytes)) {
        sl_query *q = sl_query_new(b.arena);
        sl_query_add_table(q, SL_STR("t"), t);
        sl_query_names(bytes, SL_STR("t"));
        sl_query_run(q, bytes, &value, &why);
    }
    end(&b);
}

static void run_json(sl_str bytes)
{
    bench b;
    begin(&b, bytes, "x.json");
    if (is_text(bytes))
        sl_json_parse(b.arena, &b.diags, b.file);
    end(&b);
}

static void run_geojson(sl_str bytes)
{
    bench b;
    begin(&b, bytes, "x.geojson");
    const sl_geo *g = is_text(bytes) ? sl_geo_read(b.arena, &b.diags, b.file, false) : NULL;
    if (g)
        sl_geo_aspect(g);
    end(&b);
}

/* A number, a date, a unit, labels of a time axis. */
static void run_number(sl_str bytes)
{
    bench b;
    begin(&b, bytes, "x.txt");
    sl_dec one, two;
    sl_date day;
    size_t half = bytes.n / 2;
    sl_str parts[2] = {sl_str_slice(bytes, 0, half), sl_str_slice(bytes, half, bytes.n)};
    int32_t at[2];
    sl_buf out;
    sl_buf_init(&out);
    if (sl_dec_parse(parts[0], &one) && sl_dec_parse(parts[1], &two)) {
        sl_dec sum;
        if (sl_dec_add(one, two, &sum))
            sl_buf_push_dec(&out, sl_dec_round(sum, 2));
        sl_dec_compare(one, two);
    }
    if (sl_date_parse(bytes, &day)) {
        sl_date back = sl_date_from_days(sl_date_days(day));
        if (back.year != day.year)
            abort();
        sl_buf_push_date(&out, day);
    }
    if (is_text(bytes)) {
        sl_unit_of(bytes);
        sl_unit_words(b.arena, bytes);
        sl_when_read(parts, 2, at);
    }
    sl_buf_done(&out);
    end(&b);
}

static void run_image(sl_str bytes)
{
    bench b;
    begin(&b, bytes, "x.png");
    const char *why = NULL;
    sl_str head = sl_str_slice(bytes, 0, bytes.n < 4 ? bytes.n : 4);
    if (!memchr(head.p, '<', head.n)) /* SVG has a process of its own: golden/hostile.py */
        sl_image_load(b.arena, bytes, SL_FUZZ_SOURCE "/fonts", &why);
    end(&b);
}

static bool take(void *context, sl_pdf_text kind, sl_str text)
{
    (void)context;
    (void)kind;
    return text.n < SIZE_MAX;
}

static void run_pdf(sl_str bytes)
{
    const char *why = NULL;
    sl_pdf_read(bytes, take, NULL, &why);
}

static void run_docx(sl_str bytes)
{
    bench b;
    begin(&b, bytes, "x.docx");
    const char *why = NULL;
    sl_returned_read(b.arena, bytes, &why);
    end(&b);
}

/* --- what is read from a folder --- */

static char *scratch;

static void remove_scratch(void)
{
    char command[4200];
    snprintf(command, sizeof command, "rm -rf '%s'", scratch);
    if (system(command) != 0)
        return;
}

/* A folder of this process with a small strategy of every kind of file. */
static const char *folder(void)
{
    char command[9000];
    if (scratch)
        return scratch;
    static char made[] = "/dev/shm/sightline-fuzz-XXXXXX";
    scratch = mkdtemp(made);
    if (!scratch)
        abort();
    atexit(remove_scratch);
    snprintf(command, sizeof command,
             "cp -r '%s' '%s/s' && mkdir -p '%s/s/snippets' && cp -r '%s/layouts' '%s/layouts'",
             SL_FUZZ_STRATEGY, scratch, scratch, SL_FUZZ_SOURCE, scratch);
    if (system(command) != 0)
        abort();
    return scratch;
}

static void put(const char *name, sl_str bytes)
{
    char path[4200];
    snprintf(path, sizeof path, "%s/%s", folder(), name);
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(bytes.p, 1, bytes.n, f) != bytes.n || fclose(f) != 0)
        abort();
}

static void run_layout(sl_str bytes)
{
    bench b;
    begin(&b, SL_STR(""), "strategy.yaml");
    char path[4200];
    put("layouts/fuzzed.yaml", bytes);
    snprintf(path, sizeof path, "%s/layouts", folder());
    const sl_layout *l =
        sl_layout_load(b.arena, &b.sources, &b.diags, path, NULL, SL_STR("fuzzed"));
    sl_buf css;
    sl_buf_init(&css);
    if (l)
        sl_layout_emit_css(&css, l);
    sl_buf_done(&css);
    end(&b);
}

/* What the verb build does, without writing. */
static void build(const char *strategy)
{
    sl_options o = {.verb = SL_VERB_BUILD, .folder = strategy, .out = "out"};
    o.pdf = o.html = o.csv = o.json = o.ics = true;
    sl_session s;
    sl_making m = {0};
    sl_emission e = {0};
    sl_str audience;
    sl_session_init(&s, &o);
    sl_session_load(&s);
    if (s.strategy && !sl_session_is_stopped(&s) && sl_make_open(&m, &s) &&
        sl_make_find_audience(&s, &audience)) {
        sl_make_preflight(&m);
        if (!sl_session_is_stopped(&s) && sl_make_view(&m, audience) &&
            sl_make_book(&m, SL_STR_NONE)) {
            sl_emit_plan plan = sl_emit_plan_strategy(&o, m.layout);
            sl_emit(&e, &m, &plan);
        }
    }
    for (size_t i = 0; i < s.diags.findings.n; i++) {
        sl_span at = s.diags.findings.at[i]->span;
        if (at.file &&
            (at.begin > at.end || at.end > sl_sources_lookup(&s.sources, at.file)->bytes.n + 1))
            abort();
        if (s.diags.findings.at[i]->code == SL_E0618)
            abort(); /* the proof says that it is a defect of ours */
    }
    sl_session_done(&s);
}

/* One file of the strategy is the bytes; the first of them says which. */
static void run_strategy(sl_str bytes)
{
    static const char *const files[] = {
        "sections/about.md",
        "strategy.yaml",
        "framework.yaml",
        "evidence/register.yaml",
        "asks/ask-01.md",
        "programme.yaml",
        "engagement.yaml",
        "reviews.lock",
        "glossary.yaml",
        "strategies.yaml",
        "evidence/data/output.csv",
        "evidence/data/datapackage.yaml",
        "sign-off.yaml",
        "snippets/words.md",
    };
    char name[256], path[4200], strategy[4200];
    if (!bytes.n)
        return;
    snprintf(name, sizeof name, "s/%s", files[(unsigned char)bytes.p[0] % SL_COUNT(files)]);
    snprintf(path, sizeof path, "%s/%s", folder(), name);
    snprintf(strategy, sizeof strategy, "%s/s", folder());
    sl_arena *a = sl_arena_new();
    sl_str kept;
    bool was = sl_file_read(a, path, SL_LIMIT_FILE_BYTES, &kept, NULL) == SL_FILE_OK;
    put(name, sl_str_slice(bytes, 1, bytes.n));
    build(strategy);
    if (was)
        put(name, kept);
    else
        unlink(path);
    sl_arena_free(a);
}

/* A Word file that came back, by its parts: what stands behind a line "=== NAME" is one of them.
 * Its comments and changes are placed, and the edits of the source made and not written. */
static void run_returned(sl_str bytes)
{
    enum { MOST = 8 };
    sl_arena *a = sl_arena_new();
    sl_part_files parts = {0};
    sl_str line;
    while (bytes.n && parts.n < MOST && sl_str_split(&bytes, '\n', &line)) {
        if (sl_str_starts(line, "=== "))
            SL_PUSH(a, parts, ((sl_part_file){.name = sl_str_slice(line, 4, line.n)}));
        else if (parts.n) {
            sl_part_file *last = &parts.at[parts.n - 1];
            last->bytes.p = last->bytes.p ? last->bytes.p : line.p;
            last->bytes.n = (size_t)(line.p + line.n - last->bytes.p);
        }
    }
    sl_buf file;
    sl_buf_init(&file);
    sl_container_emit(&file, &parts);
    put("returned.docx", sl_buf_str(&file));
    sl_buf_done(&file);
    sl_arena_free(a);
    char strategy[4200], path[4200], *words[] = {path};
    snprintf(strategy, sizeof strategy, "%s/s", folder());
    snprintf(path, sizeof path, "%s/returned.docx", folder());
    sl_options o = {.verb = SL_VERB_COMMENTS, .folder = strategy, .report = SL_REPORT_SHORT};
    o.words = words;
    o.word_count = 1;
    o.apply = o.dry_run = o.unconfined = true;
    /* What it prints is nobody's. */
    fflush(stdout);
    int kept = dup(STDOUT_FILENO), nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (kept < 0 || nowhere < 0 || dup2(nowhere, STDOUT_FILENO) < 0)
        abort();
    sl_run_comments(&o);
    fflush(stdout);
    if (dup2(kept, STDOUT_FILENO) < 0)
        abort();
    close(kept);
    close(nowhere);
}

static void run_options(sl_str bytes)
{
    enum { MOST = 32 };
    char *words[MOST + 1] = {(char *)"sightline"}, text[4096];
    int n = 1;
    size_t length = bytes.n < sizeof text - 1 ? bytes.n : sizeof text - 1;
    memcpy(text, bytes.p, length);
    text[length] = '\0';
    for (char *at = text; at < text + length && n < MOST; at += strlen(at) + 1)
        words[n++] = at;
    sl_options o;
    sl_buf out, err;
    sl_buf_init(&out);
    sl_buf_init(&err);
    sl_options_parse(&o, n, words, &out, &err);
    sl_buf_done(&out);
    sl_buf_done(&err);
}

/* Frames of an editor's, through a pipe. */
static void run_lsp(sl_str bytes)
{
    int in[2], nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (bytes.n > 60000 || nowhere < 0 || pipe(in) != 0)
        return;
    if (write(in[1], bytes.p, bytes.n) != (ssize_t)bytes.n)
        abort();
    close(in[1]);
    char strategy[4200];
    snprintf(strategy, sizeof strategy, "%s/s", folder());
    sl_options o = {.verb = SL_VERB_LSP, .folder = strategy};
    sl_lsp_serve(&o, in[0], nowhere);
    close(in[0]);
    close(nowhere);
}

static const target targets[] = {
    {"markdown", run_markdown}, {"yaml", run_yaml},       {"package", run_package},
    {"csv", run_csv},           {"query", run_query},     {"json", run_json},
    {"geojson", run_geojson},   {"number", run_number},   {"image", run_image},
    {"pdf", run_pdf},           {"docx", run_docx},       {"layout", run_layout},
    {"strategy", run_strategy}, {"options", run_options}, {"lsp", run_lsp},
    {"returned", run_returned},
};

const target *target_at(size_t n)
{
    return n < SL_COUNT(targets) ? &targets[n] : NULL;
}

const target *target_find(const char *name)
{
    for (size_t i = 0; i < SL_COUNT(targets); i++)
        if (strcmp(targets[i].name, name) == 0)
            return &targets[i];
    return NULL;
}
