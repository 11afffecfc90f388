#include <stdio.h>
#include <time.h>

#include "base/check.h"
#include "base/file.h"
#include "export/export.h"
#include "html/html.h"
#include "pdf/pdf.h"
#include "raster/raster.h"
#include "run/make.h"
#include "run/verbs.h"

typedef struct building {
    sl_session s;
    sl_making m;
    const sl_options *o;
    sl_outputs *outputs;
    sl_buf pdf, html, asks, evidence, funding, monitoring, json, ics;
    sl_buf done; /* for the last line */
} building;

static void attach(building *b, const char *name, const char *mime, const char *relationship,
                   const char *what, sl_str path, sl_str bytes)
{
    sl_attachment a = {.name = sl_str_from(name), .mime = sl_str_from(mime), .path = path};
    a.description = sl_str_from(what);
    a.relationship = relationship;
    a.bytes = bytes;
    SL_PUSH(b->s.arena, b->m.book->attachments, a);
}

/* The register, the datasets, the asks and the whole as JSON travel inside the PDF. */
static void attach_all(building *b)
{
    sl_strategy *s = b->s.strategy;
    for (size_t i = 0; i < s->assets.n; i++) {
        const sl_asset *asset = s->assets.at[i];
        bool csv = sl_str_ends(asset->path, ".csv"),
             yaml = sl_str_ends(asset->path, "register.yaml");
        if (!asset->file || (!csv && !yaml))
            continue;
        size_t slash = asset->path.n;
        while (slash && asset->path.p[slash - 1] != '/')
            slash--;
        const char *name =
            sl_str_format(b->s.arena, "%.*s", (int)(asset->path.n - slash), asset->path.p + slash)
                .p;
        attach(b, name, csv ? "text/csv" : "application/yaml", csv ? "Data" : "Source",
               csv ? "Dataset behind figures of the document" : "The evidence register",
               asset->path, sl_sources_lookup(&b->s.sources, asset->file)->bytes);
    }
    attach(b, "asks.csv", "text/csv", "Alternative", "The asks as a table", SL_STR_NONE,
           sl_buf_str(&b->asks));
    attach(b, "strategy.json", "application/json", "Alternative", "The strategy as data",
           SL_STR_NONE, sl_buf_str(&b->json));
}

static void add_output(building *b, const char *name, const sl_buf *bytes, const char *note)
{
    const char *path = sl_file_join(b->s.arena, b->o->out, name);
    sl_outputs_add(b->outputs, path, sl_buf_str(bytes));
    sl_buf_push_format(&b->done, "%s%s%s", b->done.n ? ", " : "wrote ", path, note);
}

static void emit_pngs(building *b)
{
    enum { DPI = 72 };
    for (uint32_t i = 0; i < b->m.pages->pages.n; i++) {
        sl_buf png;
        sl_buf_init(&png);
        SL_CHECK(sl_raster_emit_png(&png, b->m.pages, i, DPI));
        sl_str bytes = sl_buf_copy(&png, b->s.arena);
        const char *name = sl_str_format(b->s.arena, "page-%03u.png", i + 1).p;
        sl_outputs_add(b->outputs, sl_file_join(b->s.arena, b->o->out, name), bytes);
        sl_buf_done(&png);
    }
    sl_buf_push_format(&b->done, "%s%zu pages as PNG", b->done.n ? ", " : "wrote ",
                       b->m.pages->pages.n);
}

static void emit_all(building *b)
{
    sl_export_emit_asks(&b->asks, b->s.strategy, &b->m.numbers);
    sl_export_emit_evidence(&b->evidence, b->s.strategy, &b->m.numbers);
    sl_export_emit_json(&b->json, b->s.strategy, b->m.book, &b->m.numbers);
    if ((b->o->pdf || b->o->png) && !sl_make_pages(&b->m))
        return;
    b->outputs = sl_outputs_new(b->s.arena);
    if (b->o->pdf) {
        attach_all(b);
        sl_pdf_emit(&b->pdf, b->m.pages, b->m.book, b->m.fonts, b->m.words, NULL);
        add_output(b, "strategy.pdf", &b->pdf,
                   sl_str_format(b->s.arena, " (%zu pages)", b->m.pages->pages.n).p);
    }
    if (b->o->html) {
        sl_html_emit(&b->html, b->m.book, b->m.layout, b->m.pictures);
        add_output(b, "strategy.html", &b->html, "");
    }
    if (b->o->csv) {
        add_output(b, "asks.csv", &b->asks, "");
        add_output(b, "evidence.csv", &b->evidence, "");
        if (!b->m.book->panel)
            b->m.book->panel = sl_panel_make(b->s.arena, b->m.book->audit);
        sl_export_emit_monitoring(&b->monitoring, b->m.book->panel, &b->m.numbers);
        add_output(b, "monitoring.csv", &b->monitoring, "");
        sl_export_emit_funding(&b->funding, b->s.strategy);
        add_output(b, "funding.csv", &b->funding, "");
    }
    if (b->o->json)
        add_output(b, "strategy.json", &b->json, "");
    if (b->o->ics) {
        sl_export_emit_ics(&b->ics, b->s.strategy);
        add_output(b, "calendar.ics", &b->ics, "");
    }
    if (b->o->png)
        emit_pngs(b);
}

/* Everything good is in memory: now the files are replaced. */
static int commit(building *b)
{
    const char *path = b->o->out, *why = "the folder cannot be made";
    if (sl_file_make_folder(b->o->out) && sl_outputs_commit(b->outputs, &path, &why))
        return SL_EXIT_OK;
    sl_finding *f =
        sl_diag_add(&b->s.diags, SL_E0501, SL_SPAN_NONE, "'%s' cannot be written: %s", path, why);
    sl_diag_help(&b->s.diags, f,
                 "name another folder with -o; what was there has not been replaced");
    return SL_EXIT_FILES;
}

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int sl_run_build(const sl_options *o)
{
    int64_t begin = now();
    int status = SL_EXIT_OK;
    building b = {.o = o};
    sl_session_init(&b.s, o);
    sl_session_load(&b.s);
    sl_str audience = o->audience ? sl_str_from(o->audience) : SL_STR_NONE;
    if (b.s.strategy && !sl_session_has_errors(&b.s) && sl_make_open(&b.m, &b.s) &&
        sl_make_book(&b.m, audience)) {
        emit_all(&b);
        if (!sl_session_has_errors(&b.s))
            status = commit(&b);
    }
    if (sl_session_has_errors(&b.s)) {
        b.done.n = 0;
        sl_buf_push_z(&b.done, "nothing was written");
    } else {
        int64_t ms = now() - begin;
        sl_buf_push_format(&b.done, " in %d.%02d s", (int)(ms / 1000), (int)(ms % 1000 / 10));
    }
    int reported = sl_session_report(&b.s, sl_buf_str(&b.done));
    sl_buf *buffers[] = {&b.pdf,        &b.html, &b.asks, &b.evidence, &b.funding,
                         &b.monitoring, &b.json, &b.ics,  &b.done};
    for (size_t i = 0; i < SL_COUNT(buffers); i++)
        sl_buf_done(buffers[i]);
    sl_session_done(&b.s);
    return status ? status : reported;
}

int sl_run_check(const sl_options *o)
{
    sl_session s;
    sl_session_init(&s, o);
    sl_session_load(&s);
    sl_making m = {0};
    if (s.strategy)
        sl_make_open(&m, &s);
    if (m.fonts)
        sl_make_preflight(&m);
    int status = sl_session_report(&s, SL_STR_NONE);
    sl_session_done(&s);
    return status;
}
