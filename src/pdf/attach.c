/* Attached files (ISO 32000-1, 7.11.4) with their relationship to what they belong to (ISO 19005-3,
 * 6.8): a dataset to the tables and figures that show it, the rest to the document. */
#include <stdlib.h>

#include "pdf/doc.h"

static int by_name(const void *a, const void *b)
{
    return sl_str_compare(((const sl_pdf_attached *)a)->file->name,
                          ((const sl_pdf_attached *)b)->file->name);
}

static void push_mime(sl_buf *b, sl_str mime)
{
    for (size_t i = 0; i < mime.n; i++)
        if (mime.p[i] == '/')
            sl_buf_push_z(b, "#2F");
        else
            sl_buf_push_char(b, mime.p[i]);
}

static void emit(sl_pdf_doc *d, sl_pdf_attached *a, sl_buf *b)
{
    uint32_t file = sl_pdf_file_reserve(d->file);
    a->spec = sl_pdf_file_reserve(d->file);
    b->n = 0;
    sl_buf_push_z(b, "/Type/EmbeddedFile/Subtype/");
    push_mime(b, a->file->mime);
    sl_buf_push_format(b, "/Params<</Size %zu/ModDate", a->file->bytes.n);
    sl_pdf_push_date(b, d->book->date);
    sl_buf_push_z(b, ">>");
    sl_pdf_file_put_stream(d->file, file, b->p, a->file->bytes, false);
    b->n = 0;
    sl_buf_push_z(b, "<</Type/Filespec/F");
    sl_pdf_push_text(b, a->file->name);
    sl_buf_push_z(b, "/UF");
    sl_pdf_push_text(b, a->file->name);
    sl_buf_push_format(b, "/EF<</F %u 0 R/UF %u 0 R>>/Desc", file, file);
    sl_pdf_push_text(b, a->file->description);
    sl_buf_push_format(b, "/AFRelationship/%s>>", a->file->relationship);
    sl_pdf_file_put(d->file, a->spec, sl_buf_str(b));
}

static sl_pdf_attached *lookup(const sl_pdf_doc *d, sl_str path)
{
    for (size_t i = 0; path.n && i < d->attached.n; i++)
        if (sl_str_equal(d->attached.at[i].file->path, path))
            return &d->attached.at[i];
    return NULL;
}

void sl_pdf_attach_emit(sl_pdf_doc *d)
{
    for (size_t i = 0; i < d->book->attachments.n; i++)
        SL_PUSH(d->arena, d->attached, ((sl_pdf_attached){.file = &d->book->attachments.at[i]}));
    if (d->attached.n)
        qsort(d->attached.at, d->attached.n, sizeof *d->attached.at, by_name);
    for (size_t i = 0; i < d->pages->elems.n; i++) {
        sl_pdf_attached *a = lookup(d, d->pages->elems.at[i].data);
        if (a && d->nodes[i].attached)
            a->is_shown = true;
    }
    sl_buf b;
    sl_buf_init(&b);
    for (size_t i = 0; i < d->attached.n; i++)
        emit(d, &d->attached.at[i], &b);
    sl_buf_done(&b);
}

void sl_pdf_attach_push_names(const sl_pdf_doc *d, sl_buf *b)
{
    if (!d->attached.n)
        return;
    sl_buf_push_z(b, "/EmbeddedFiles<</Names[");
    for (size_t i = 0; i < d->attached.n; i++) {
        sl_pdf_push_text(b, d->attached.at[i].file->name);
        sl_pdf_push_ref(b, d->attached.at[i].spec);
    }
    sl_buf_push_z(b, "]>>");
}

void sl_pdf_attach_push_document(const sl_pdf_doc *d, sl_buf *b)
{
    bool any = false;
    for (size_t i = 0; i < d->attached.n; i++) {
        if (d->attached.at[i].is_shown)
            continue;
        sl_buf_push_z(b, any ? " " : "/AF[");
        sl_pdf_push_ref(b, d->attached.at[i].spec);
        any = true;
    }
    sl_buf_push_z(b, any ? "]" : "");
}

void sl_pdf_attach_push_elem(const sl_pdf_doc *d, sl_buf *b, const sl_elem *e)
{
    const sl_pdf_attached *a = lookup(d, e->data);
    if (a)
        sl_buf_push_format(b, "/AF[%u 0 R]", a->spec);
}
