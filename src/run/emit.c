#include "run/emit.h"

#include <unistd.h>

#include "base/map.h"
#include "base/assert.h"
#include "base/file.h"
#include "base/outputs.h"
#include "export/export.h"
#include "html/html.h"
#include "data/yaml_write.h"
#include "model/audience.h"
#include "pdf/pdf.h"
#include "raster/raster.h"
#include "run/verbs.h"

typedef struct emitting {
    sl_emission *out;
    sl_making *m;
    sl_session *s;
    const sl_strategy *view;
    bool is_good;
} emitting;

static void prove(emitting *e, const char *name, sl_str bytes)
{
    e->is_good = e->is_good && sl_proof_search(e->m->proof, &e->s->diags, name, bytes);
}

static void add(emitting *e, sl_output one)
{
    prove(e, one.name, one.bytes);
    SL_PUSH(e->s->arena, e->out->files, one);
}

static void add_file(emitting *e, const char *name, sl_str bytes)
{
    add(e, (sl_output){.name = name, .bytes = bytes});
}

/* --- what travels inside the PDF --- */

static void attach(emitting *e, const char *name, const char *mime, const char *relationship,
                   sl_say_id what, sl_str path, sl_str bytes)
{
    sl_attachment a = {.name = sl_str_from(name), .mime = sl_str_from(mime), .path = path};
    a.description = sl_phrase(e->view->phrases, what);
    a.relationship = relationship;
    a.bytes = bytes;
    SL_PUSH(e->s->arena, e->m->book->attachments, a);
}

static bool is_hidden(void *context, const sl_yaml *value)
{
    return sl_audience_is_hidden(context, value);
}

/* The register as this audience may have it: written from what was read, so that no comment and
 * nothing beside it travels along. */
static sl_str register_of(emitting *e)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_yaml_write(&b, e->view->register_yaml, is_hidden, (void *)e->view);
    return sl_buf_take(&b, e->s->arena);
}

/* The register, the datasets, the asks and the whole as JSON. */
static void attach_all(emitting *e, sl_str asks, sl_str json)
{
    for (size_t i = 0; i < e->view->assets.n; i++) {
        const sl_asset *asset = e->view->assets.at[i];
        bool yaml = e->view->register_yaml && asset->file == e->view->register_yaml->span.file;
        if (!asset->file || asset->is_private || (!asset->csv && !yaml))
            continue;
        const char *name = sl_str_copy(e->s->arena, sl_file_name(asset->path)).p;
        attach(e, name, yaml ? "application/yaml" : "text/csv", yaml ? "Source" : "Data",
               yaml ? SL_SAY_ATTACHED_REGISTER : SL_SAY_ATTACHED_DATASET, asset->path,
               yaml ? register_of(e) : sl_sources_lookup(e->view->sources, asset->file)->bytes);
    }
    attach(e, "asks.csv", "text/csv", "Alternative", SL_SAY_ATTACHED_ASKS, SL_STR_NONE, asks);
    attach(e, "strategy.json", "application/json", "Alternative", SL_SAY_ATTACHED_STRATEGY,
           SL_STR_NONE, json);
}

/* --- the outputs --- */

static sl_str make_data(emitting *e,
                        void (*emit)(sl_buf *, const sl_strategy *, const sl_numbers *))
{
    sl_buf b;
    sl_buf_init(&b);
    emit(&b, e->view, &e->m->numbers);
    return sl_buf_take(&b, e->s->arena);
}

static void emit_monitoring(emitting *e)
{
    sl_book *book = e->m->book;
    if (!book->panel)
        book->panel = sl_panel_make(e->s->arena, book->audit, NULL);
    sl_buf b;
    sl_buf_init(&b);
    sl_export_emit_monitoring(&b, book->panel, &e->m->numbers);
    add_file(e, "monitoring.csv", sl_buf_take(&b, e->s->arena));
}

static bool has_measures(const sl_strategy *s)
{
    for (size_t i = 0; i < s->items.n; i++)
        if (s->items.at[i]->measures.n)
            return true;
    return false;
}

static void emit_funding(sl_buf *out, const sl_strategy *s, const sl_numbers *numbers)
{
    (void)numbers;
    sl_export_emit_funding(out, s);
}

static void emit_ics(sl_buf *out, const sl_strategy *s, const sl_numbers *numbers)
{
    (void)numbers;
    sl_export_emit_ics(out, s);
}

static sl_str make_json(emitting *e)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_export_emit_json(&b, e->view, e->m->book, &e->m->numbers);
    return sl_buf_take(&b, e->s->arena);
}

/* --- what a page leads to --- */

enum { MOST_BESIDE = 10 };

typedef struct beside {
    emitting *e;
    sl_str files[MOST_BESIDE];
    size_t n;
} beside;

static void add_beside(beside *b, const char *up, const char *name)
{
    SL_CHECK(b->n < MOST_BESIDE);
    b->files[b->n++] = sl_str_format(b->e->s->arena, "%s%s", up, name);
}

/* What the build makes besides the page, as paths from it. */
static void list_beside(beside *b, const sl_emit_plan *p)
{
    static const char *const tables[] = {"asks.csv", "evidence.csv", "monitoring.csv",
                                         "funding.csv"};
    sl_arena *a = b->e->s->arena;
    sl_str stem = sl_str_from(p->stem), own = sl_file_name(stem);
    const char *up = own.n == stem.n ? "" : "../";
    if (p->pdf)
        add_beside(b, "", sl_str_format(a, "%.*s.pdf", SL_FMT(own)).p);
    if (p->docx)
        add_beside(b, "", sl_str_format(a, "%.*s.docx", SL_FMT(own)).p);
    for (size_t i = 0; i < SL_COUNT(tables) && p->beside.csv; i++)
        add_beside(b, up, tables[i]);
    if (p->beside.csv && has_measures(b->e->view))
        add_beside(b, up, "measures.csv");
    if (p->beside.csv && sl_export_has_charts(b->e->view))
        add_beside(b, up, "charts.csv");
    if (p->beside.json)
        add_beside(b, up, "strategy.json");
    if (p->beside.ics)
        add_beside(b, up, "calendar.ics");
}

static void make_html(emitting *e, const sl_emit_plan *p, const char *name)
{
    beside files = {.e = e};
    list_beside(&files, p);
    sl_html_more more = {e->m->changes, files.files, files.n};
    sl_buf b;
    sl_buf_init(&b);
    sl_html_emit(&b, e->m->book, &more, e->m->layout, e->m->pictures, e->m->fonts, e->m->words);
    add_file(e, name, sl_buf_take(&b, e->s->arena));
}

/* document: its name among the strategy's, or empty. */
static void make_docx(emitting *e, const char *name, sl_str document)
{
    sl_str bytes = sl_emit_word(e->m, document);
    e->is_good = e->is_good && bytes.n;
    if (bytes.n)
        add_file(e, name, bytes);
}

static sl_str make_pdf(emitting *e)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_pdf_emit(&b, e->m->pages, e->m->book, e->m->fonts, e->m->words,
                &(sl_pdf_options){.workers = e->s->options->jobs});
    return sl_buf_take(&b, e->s->arena);
}

static void check_pages(emitting *e, const sl_emit_plan *p, const char *name)
{
    size_t n = e->m->pages->pages.n;
    if (!p->most_pages || n <= p->most_pages)
        return;
    sl_finding *f = sl_diag_add(&e->s->diags, SL_E0630, p->most_span,
                                "'%s' has %zu pages, and may have %u", name, n, p->most_pages);
    sl_diag_help(&e->s->diags, f, "cut it, leave a part or an annex out, or allow it more");
}

static void emit_pdf(emitting *e, const sl_emit_plan *p, const char *name)
{
    add(e, (sl_output){.name = name,
                       .bytes = make_pdf(e),
                       .pages = (uint32_t)e->m->pages->pages.n,
                       .most_pages = p->most_pages});
    check_pages(e, p, name);
}

/* Nothing can be looked for in pixels: a PDF of the same pages is searched in their stead. */
static void emit_pngs(emitting *e, const char *before)
{
    enum { DPI = 72 };
    if (!e->s->options->pdf)
        prove(e, "page-001.png", make_pdf(e));
    for (uint32_t i = 0; i < e->m->pages->pages.n && e->is_good; i++) {
        const char *name = sl_str_format(e->s->arena, "%spage-%03u.png", before, i + 1).p;
        sl_buf b;
        sl_buf_init(&b);
        if (sl_raster_emit_png(&b, e->m->pages, i, DPI, false)) {
            add(e, (sl_output){
                       .name = name, .bytes = sl_buf_take(&b, e->s->arena), .is_picture = true});
            continue;
        }
        sl_buf_done(&b);
        sl_finding *f =
            sl_diag_add(&e->s->diags, SL_E0501, SL_SPAN_NONE, "'%s' cannot be painted", name);
        sl_diag_help(&e->s->diags, f,
                     "the module sightline-late.so paints it: install sightline whole");
        e->is_good = false;
    }
}

static emitting begin(sl_emission *out, sl_making *m)
{
    return (emitting){.out = out, .m = m, .s = m->session, .view = m->view, .is_good = true};
}

/* Made once: they travel in the PDF, and stand beside it. */
static sl_str asks_of(emitting *e)
{
    if (!e->out->asks.n)
        e->out->asks = make_data(e, sl_export_emit_asks);
    return e->out->asks;
}

static sl_str json_of(emitting *e)
{
    if (!e->out->json.n)
        e->out->json = make_json(e);
    return e->out->json;
}

static void emit_data(emitting *e, const sl_emit_data *d)
{
    if (d->csv) {
        add_file(e, "asks.csv", asks_of(e));
        add_file(e, "evidence.csv", make_data(e, sl_export_emit_evidence));
        emit_monitoring(e);
        add_file(e, "funding.csv", make_data(e, emit_funding));
        if (has_measures(e->view))
            add_file(e, "measures.csv", make_data(e, sl_export_emit_measures));
        if (sl_export_has_charts(e->view))
            add_file(e, "charts.csv", make_data(e, sl_export_emit_charts));
    }
    if (d->json)
        add_file(e, "strategy.json", json_of(e));
    if (d->ics)
        add_file(e, "calendar.ics", make_data(e, emit_ics));
}

/* --- what is made --- */

sl_emit_plan sl_emit_plan_strategy(const sl_options *o, const sl_layout *l)
{
    /* A summary is one page of PDF, and no page of the web. */
    return (sl_emit_plan){.stem = "strategy",
                          .pictures = "",
                          .pdf = o->pdf,
                          .html = o->html && !l->summary,
                          .docx = o->docx && !l->summary,
                          .png = o->png,
                          .attachments = true,
                          .data = {o->csv, o->json, o->ics},
                          .beside = {o->csv, o->json, o->ics}};
}

sl_emit_plan sl_emit_plan_sheet(const sl_options *o, const char *stem)
{
    return (sl_emit_plan){.stem = stem, .pdf = o->pdf, .html = o->html, .docx = o->docx};
}

sl_emit_plan sl_emit_plan_draft(const sl_options *o, const sl_layout *l)
{
    return (sl_emit_plan){.stem = "draft",
                          .pdf = o->pdf,
                          .html = o->html && !l->summary,
                          .docx = o->docx && !l->summary};
}

sl_emit_plan sl_emit_plan_document(sl_arena *a, const sl_options *o, const sl_layout *l,
                                   const sl_document *d, const char *stem)
{
    return (sl_emit_plan){.stem = stem,
                          .pictures = sl_str_format(a, "%s-", stem).p,
                          .document = d->name,
                          .pdf = o->pdf && d->pdf,
                          .html = o->html && d->html,
                          .docx = o->docx && d->docx && !l->summary,
                          .png = o->png && d->pdf,
                          .most_pages = d->pages,
                          .most_span = d->pages_span};
}

bool sl_emit_has_pages(const sl_emit_plan *p)
{
    return p->pdf || p->docx || p->png;
}

static const char *name_of(emitting *e, const sl_emit_plan *p, const char *end)
{
    return sl_str_format(e->s->arena, "%s.%s", p->stem, end).p;
}

bool sl_emit(sl_emission *out, sl_making *m, const sl_emit_plan *p)
{
    emitting e = begin(out, m);
    if (sl_emit_has_pages(p) && !m->pages && !sl_make_pages(m))
        return false;
    if (p->pdf && p->attachments)
        attach_all(&e, asks_of(&e), json_of(&e));
    if (p->pdf)
        emit_pdf(&e, p, name_of(&e, p, "pdf"));
    if (p->html)
        make_html(&e, p, name_of(&e, p, "html"));
    if (p->docx)
        make_docx(&e, name_of(&e, p, "docx"), p->document);
    emit_data(&e, &p->data);
    if (p->png)
        emit_pngs(&e, p->pictures);
    return e.is_good;
}

bool sl_emit_add(sl_emission *out, sl_making *m, const char *name, sl_str bytes)
{
    emitting e = begin(out, m);
    add_file(&e, name, bytes);
    return e.is_good;
}

bool sl_emit_prove(sl_making *m)
{
    sl_options all = *m->session->options;
    all.pdf = all.html = all.csv = all.json = all.ics = true;
    all.png = all.docx = false;
    sl_emission out = {0};
    sl_emit_plan p = sl_emit_plan_strategy(&all, m->layout);
    return sl_emit(&out, m, &p);
}

typedef SL_VEC(const char *) folders;

/* The folders below that for the outputs which documents want, and which of them are new; false
 * with *path when one cannot be made. */
static bool make_folders(sl_session *s, const sl_emission *e, folders *made, const char **path)
{
    sl_map seen;
    sl_map_init(&seen, s->arena);
    for (size_t i = 0; i < e->files.n; i++) {
        sl_str folder = sl_file_parent(sl_str_from(e->files.at[i].name));
        if (!folder.n || !sl_map_add(&seen, folder, s))
            continue;
        const char *name =
            sl_file_join(s->arena, s->options->out, sl_file_folder_of(s->arena, folder));
        if (sl_file_is_folder(name))
            continue;
        *path = name;
        if (!sl_file_make_folder(name))
            return false;
        SL_PUSH(s->arena, *made, name);
    }
    *path = s->options->out;
    return true;
}

int sl_emit_commit(sl_session *s, sl_emission *e)
{
    const char *out = s->options->out, *path = out, *why = "the folder cannot be made";
    sl_outputs *outputs = sl_outputs_new(s->arena, out);
    for (size_t i = 0; i < e->files.n; i++)
        sl_outputs_add(outputs, e->files.at[i].name, e->files.at[i].bytes);
    sl_commit_end outcome = SL_COMMIT_KEPT;
    folders made = {0};
    if (sl_file_make_folder(out) && make_folders(s, e, &made, &path))
        outcome = sl_outputs_commit(outputs, &path, &why);
    if (outcome == SL_COMMIT_DONE)
        return SL_EXIT_OK;
    for (size_t i = made.n; i-- > 0;)
        rmdir(made.at[i]); /* where something was put there by others it stays */
    e->is_mixed = outcome == SL_COMMIT_MIXED;
    sl_finding *f =
        sl_diag_add(&s->diags, SL_E0501, SL_SPAN_NONE, "'%s' cannot be written: %s", path, why);
    sl_diag_help(&s->diags, f, "%s",
                 e->is_mixed ? "some outputs are new and could not be put back: build again"
                             : "name another folder with -o; what was there has not been replaced");
    return SL_EXIT_FILES;
}

void sl_emit_push_done(sl_buf *b, const sl_session *s, const sl_emission *e)
{
    size_t pictures = 0;
    for (size_t i = 0; i < e->files.n; i++) {
        const sl_output *one = &e->files.at[i];
        pictures += one->is_picture;
        if (one->is_picture)
            continue;
        sl_buf_push_format(b, "%s%s", b->n ? ", " : "wrote ",
                           sl_file_join(s->arena, s->options->out, one->name));
        if (one->most_pages && one->pages > one->most_pages)
            sl_buf_push_format(b, " (%u pages, of %u)", one->pages, one->most_pages);
        else if (one->pages)
            sl_buf_push_format(b, " (%u %s)", one->pages, one->pages == 1 ? "page" : "pages");
    }
    if (pictures)
        sl_buf_push_format(b, "%s%zu pages as PNG", b->n ? ", " : "wrote ", pictures);
}
