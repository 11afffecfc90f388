/* emit.h: the outputs for one audience, finished in memory and proved before any is written.
 * Private to run.
 *
 * Arena: the session's. What is wrong is a finding; nothing may be written then.
 */
#ifndef SL_RUN_EMIT_H
#define SL_RUN_EMIT_H

#include "session/make.h"

typedef struct sl_output {
    const char *name; /* below the outputs' folder */
    sl_str bytes;
    uint32_t pages, most_pages; /* of a PDF; most: that it may have, 0: any number */
    bool is_picture;            /* one page of many: they are counted, not named */
} sl_output;

typedef struct sl_emit_data {
    bool csv, json, ics;
} sl_emit_data;

/* What is made of a composed document. */
typedef struct sl_emit_plan {
    const char *stem;     /* its files, without their ends: "strategy", "asks/treasury" */
    const char *pictures; /* what stands before page-001.png */
    sl_str document;      /* its name among the strategy's documents; empty: it is none */
    bool pdf, html, docx, png;
    bool attachments;    /* the register, the datasets and the data travel in its PDF */
    sl_emit_data data;   /* written with it */
    sl_emit_data beside; /* written by the build, for the same audience: the page leads to them */
    uint32_t most_pages; /* more are a finding; 0: any number */
    sl_span most_span;
} sl_emit_plan;

typedef struct sl_emission {
    SL_VEC(sl_output) files;
    sl_str asks, json; /* of the first document, once they are made */
    bool is_mixed;     /* after a commit that failed: some are new */
} sl_emission;

/* Plans by what the options ask for: the whole strategy in one document, with its data; */
sl_emit_plan sl_emit_plan_strategy(const sl_options *o, const sl_layout *l);
/* a document of its own without data: what is asked of one body, what has changed; */
sl_emit_plan sl_emit_plan_sheet(const sl_options *o, const char *stem);
/* a draft, whose pages say what it is; */
sl_emit_plan sl_emit_plan_draft(const sl_options *o, const sl_layout *l);
/* one of the documents, as it and the options have it. */
sl_emit_plan sl_emit_plan_document(sl_arena *a, const sl_options *o, const sl_layout *l,
                                   const sl_document *d, const char *stem);
/* Whether it has pages. */
bool sl_emit_has_pages(const sl_emit_plan *p);
/* Makes what is planned of the composed book, its pages where they are wanted and not made yet;
 * false with findings. */
bool sl_emit(sl_emission *e, sl_making *m, const sl_emit_plan *p);
/* One more, made already; false when it holds what is kept from the audience. */
bool sl_emit_add(sl_emission *e, sl_making *m, const char *name, sl_str bytes);
/* Everything good is in memory: now the files are replaced, all or none. The exit status. */
int sl_emit_commit(sl_session *s, sl_emission *e);
/* "wrote out/strategy.pdf (64 pages), out/strategy.html". */
void sl_emit_push_done(sl_buf *b, const sl_session *s, const sl_emission *e);
/* Every output but the pictures, for `check`: made and searched, and thrown away. */
bool sl_emit_prove(sl_making *m);
/* The document as a Word file, whose pages are made; document: its name, or empty. Empty with a
 * finding. */
sl_str sl_emit_word(sl_making *m, sl_str document);
/* The same with tracked changes from an older reading, whose pages are made too; the author and the
 * day of the changes are the options'. */
sl_str sl_emit_redline(sl_making *m, sl_making *old);

#endif
