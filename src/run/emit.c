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

static void add(emitting *e, const char *name, sl_str bytes, const char *note)
{
    prove(e, name, bytes);
    SL_PUSH(e->s->arena, e->out->files, ((sl_output){name, note, bytes}));
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
        book->panel = sl_panel_make(e->s->arena, book->audit);
    sl_buf b;
    sl_buf_init(&b);
    sl_export_emit_monitoring(&b, book->panel, &e->m->numbers);
    add(e, "monitoring.csv", sl_buf_take(&b, e->s->arena), "");
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

static void make_html(emitting *e, const char *name)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_html_emit(&b, e->m->book, e->m->layout, e->m->pictures, e->m->fonts, e->m->words);
    add(e, name, sl_buf_take(&b, e->s->arena), "");
}

/* document: its name among the strategy's, or empty. */
static void make_docx(emitting *e, const char *name, sl_str document)
{
    sl_str bytes = sl_emit_word(e->m, document);
    e->is_good = e->is_good && bytes.n;
    if (bytes.n)
        add(e, name, bytes, "");
}

static sl_str make_pdf(emitting *e)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_pdf_emit(&b, e->m->pages, e->m->book, e->m->fonts, e->m->words,
                &(sl_pdf_options){.workers = e->s->options->jobs});
    return sl_buf_take(&b, e->s->arena);
}

/* most: pages that it may have; 0: any number. */
static void emit_pdf(emitting *e, const char *name, uint32_t most)
{
    size_t n = e->m->pages->pages.n;
    const char *note =
        n > most && most ? sl_str_format(e->s->arena, " (%zu pages, of %u)", n, most).p
                         : sl_str_format(e->s->arena, " (%zu %s)", n, n == 1 ? "page" : "pages").p;
    add(e, name, make_pdf(e), note);
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
        if (sl_raster_emit_png(&b, e->m->pages, i, DPI)) {
            add(e, name, sl_buf_take(&b, e->s->arena), NULL);
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

static void emit_data(emitting *e, const sl_options *o, sl_str asks, sl_str json)
{
    if (o->csv) {
        add(e, "asks.csv", asks, "");
        add(e, "evidence.csv", make_data(e, sl_export_emit_evidence), "");
        emit_monitoring(e);
        add(e, "funding.csv", make_data(e, emit_funding), "");
        if (has_measures(e->view))
            add(e, "measures.csv", make_data(e, sl_export_emit_measures), "");
    }
    if (o->json)
        add(e, "strategy.json", json, "");
    if (o->ics)
        add(e, "calendar.ics", make_data(e, emit_ics), "");
}

/* What the options ask for, the pages apart, which are made already. */
static bool emit_whole(emitting *e, const sl_options *o)
{
    sl_str asks = o->pdf || o->csv ? make_data(e, sl_export_emit_asks) : SL_STR_NONE;
    sl_str json = o->pdf || o->json ? make_json(e) : SL_STR_NONE;
    if (o->pdf) {
        attach_all(e, asks, json);
        emit_pdf(e, "strategy.pdf", 0);
    }
    if (o->html && !e->m->layout->summary) /* one page of PDF, and no page of the web */
        make_html(e, "strategy.html");
    if (o->docx && !e->m->layout->summary)
        make_docx(e, "strategy.docx", SL_STR_NONE);
    emit_data(e, o, asks, json);
    if (o->png)
        emit_pngs(e, "");
    return e->is_good;
}

bool sl_emit_add(sl_emission *out, sl_making *m, const char *name, sl_str bytes)
{
    emitting e = begin(out, m);
    add(&e, name, bytes, "");
    return e.is_good;
}

bool sl_emit_all(sl_emission *out, sl_making *m, const char *stem)
{
    emitting e = begin(out, m);
    const sl_options *o = e.s->options;
    bool is_sheet = strcmp(stem, "strategy") != 0;
    if ((o->pdf || o->docx || (o->png && !is_sheet)) && !sl_make_pages(m))
        return false;
    if (!is_sheet)
        return emit_whole(&e, o);
    if (o->pdf)
        emit_pdf(&e, sl_str_format(e.s->arena, "%s.pdf", stem).p, 0);
    if (o->html)
        make_html(&e, sl_str_format(e.s->arena, "%s.html", stem).p);
    if (o->docx)
        make_docx(&e, sl_str_format(e.s->arena, "%s.docx", stem).p, SL_STR_NONE);
    return e.is_good;
}

bool sl_emit_draft(sl_emission *out, sl_making *m)
{
    emitting e = begin(out, m);
    const sl_options *o = e.s->options;
    if ((o->pdf || o->docx) && !sl_make_pages(m))
        return false;
    if (o->pdf)
        emit_pdf(&e, "draft.pdf", 0);
    if (o->html && !m->layout->summary)
        make_html(&e, "draft.html");
    if (o->docx && !m->layout->summary)
        make_docx(&e, "draft.docx", SL_STR_NONE);
    return e.is_good;
}

bool sl_emit_wants_pages(const sl_options *o, const sl_document *d)
{
    return (d->pdf && (o->pdf || o->png)) || (d->docx && o->docx);
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

static void check_pages(emitting *e, const sl_document *d, const char *name)
{
    size_t n = e->m->pages->pages.n;
    if (!d->pages || n <= d->pages)
        return;
    sl_finding *f = sl_diag_add(&e->s->diags, SL_E0630, d->pages_span,
                                "'%s' has %zu pages, and may have %u", name, n, d->pages);
    sl_diag_help(&e->s->diags, f, "cut it, leave a part or an annex out, or allow it more");
}

bool sl_emit_document(sl_emission *out, sl_making *m, const sl_document *d, const char *stem,
                      bool whole)
{
    emitting e = begin(out, m);
    const sl_options *o = e.s->options;
    if (o->pdf && d->pdf) {
        const char *name = sl_str_format(e.s->arena, "%s.pdf", stem).p;
        if (whole)
            attach_all(&e, asks_of(&e), json_of(&e));
        emit_pdf(&e, name, d->pages);
        check_pages(&e, d, name);
    }
    if (o->html && d->html)
        make_html(&e, sl_str_format(e.s->arena, "%s.html", stem).p);
    if (o->docx && d->docx && !m->layout->summary)
        make_docx(&e, sl_str_format(e.s->arena, "%s.docx", stem).p, d->name);
    if (o->png && d->pdf)
        emit_pngs(&e, sl_str_format(e.s->arena, "%s-", stem).p);
    return e.is_good;
}

bool sl_emit_data(sl_emission *out, sl_making *m)
{
    emitting e = begin(out, m);
    const sl_options *o = e.s->options;
    emit_data(&e, o, o->csv ? asks_of(&e) : SL_STR_NONE, o->json ? json_of(&e) : SL_STR_NONE);
    return e.is_good;
}

bool sl_emit_prove(sl_making *m)
{
    sl_options all = *m->session->options;
    all.pdf = all.html = all.csv = all.json = all.ics = true;
    all.png = all.docx = false;
    sl_emission out = {0};
    emitting e = begin(&out, m);
    return sl_make_pages(m) && emit_whole(&e, &all);
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
            sl_file_join(s->arena, s->options->out,
                         sl_str_format(s->arena, "%.*s", (int)folder.n - 1, folder.p).p);
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
        pictures += one->note == NULL;
        if (one->note)
            sl_buf_push_format(b, "%s%s%s", b->n ? ", " : "wrote ",
                               sl_file_join(s->arena, s->options->out, one->name), one->note);
    }
    if (pictures)
        sl_buf_push_format(b, "%s%zu pages as PNG", b->n ? ", " : "wrote ", pictures);
}
