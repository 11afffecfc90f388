/* doc.h: a PDF being written: what content, tree and doc share. Private to pdf. */
#ifndef SL_PDF_DOC_H
#define SL_PDF_DOC_H

#include "pdf/file.h"
#include "pdf/font.h"
#include "pdf/pdf.h"

/* One child of a structure element. */
typedef struct sl_pdf_kid {
    enum { SL_KID_ELEM, SL_KID_MARK, SL_KID_LINK } kind;
    uint32_t index; /* element, marked-content id, or annotation */
    uint32_t page;  /* of a mark */
} sl_pdf_kid;

typedef struct sl_pdf_node {
    SL_VEC(sl_pdf_kid) kids;
    bool attached;
    uint32_t id; /* object number */
} sl_pdf_node;

typedef struct sl_pdf_annotation {
    const sl_link *link;
    uint32_t page, id;
    uint32_t elem; /* of the tag Link */
} sl_pdf_annotation;

typedef struct sl_pdf_page {
    uint32_t id, contents;
    SL_VEC(uint32_t) marks; /* element of each marked-content id */
    uint32_t first_annotation, annotation_count;
} sl_pdf_page;

typedef struct sl_pdf_headers {
    uint32_t first, count; /* TD: its head cells, in sl_pdf_doc.head_cells */
    bool is_named;         /* TH: a cell names it: it has an ID */
} sl_pdf_headers;

typedef struct sl_pdf_attached {
    const sl_attachment *file;
    uint32_t spec; /* object number of its file specification */
    bool is_shown; /* a table or figure shows it: it belongs to that */
} sl_pdf_attached;

/* A word as its codes: what stands between [ and ] of TJ. */
typedef struct sl_pdf_word {
    const char *bytes;
    uint32_t n;
    int32_t width; /* 1/1000 em, as the viewer will advance */
} sl_pdf_word;

typedef struct sl_pdf_doc {
    sl_arena *arena;
    sl_pdf_file *file;
    const sl_pages *pages;
    const sl_book *book;
    sl_fonts *fonts;
    sl_words *words;
    sl_pdf_font **faces;    /* by face index */
    uint32_t *face_numbers; /* by face index: /F1, in the order of their use, so that other
                               documents that were made before leave no trace */
    uint32_t *face_order;   /* face indices in that order */
    uint32_t face_count;
    sl_pdf_word *word_codes; /* by word index */
    uint32_t word_count;
    sl_pdf_node *nodes; /* by element */
    sl_pdf_page *page;  /* by page */
    SL_VEC(sl_pdf_annotation) annotations;
    SL_VEC(const sl_image *) images;
    SL_VEC(uint32_t) image_ids;
    sl_map profiles;                  /* colour profiles by their bytes, to the object's number */
    sl_map dests;                     /* by name, to sl_dest */
    SL_VEC(sl_pdf_attached) attached; /* by file name */
    sl_pdf_headers *headers;          /* by element */
    SL_VEC(uint32_t) head_cells;
} sl_pdf_doc;

/* tree: attaches an element (and what it is in) to its parent. */
void sl_pdf_tree_attach(sl_pdf_doc *d, uint32_t elem);
void sl_pdf_tree_add_kid(sl_pdf_doc *d, uint32_t elem, sl_pdf_kid kid);
/* Writes the structure tree; returns the object number of its root. */
uint32_t sl_pdf_tree_emit(sl_pdf_doc *d);

/* attach: writes the files, before the tree; then who refers to them pushes that. */
void sl_pdf_attach_emit(sl_pdf_doc *d);
void sl_pdf_attach_push_names(const sl_pdf_doc *d, sl_buf *b);
void sl_pdf_attach_push_document(const sl_pdf_doc *d, sl_buf *b);
void sl_pdf_attach_push_elem(const sl_pdf_doc *d, sl_buf *b, const sl_elem *e);

/* headers: which head cells speak for a cell, where their scopes alone do not say it. */
void sl_pdf_headers_find(sl_pdf_doc *d);
void sl_pdf_headers_push(const sl_pdf_doc *d, sl_buf *b, uint32_t elem);

/* content: the content stream of a page into out. */
void sl_pdf_content_paint(sl_pdf_doc *d, uint32_t page, sl_buf *out);

#endif
