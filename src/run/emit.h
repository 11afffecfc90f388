/* emit.h: the outputs for one audience, finished in memory and proved before any is written.
 * Private to run.
 *
 * Arena: the session's. What is wrong is a finding; nothing may be written then.
 */
#ifndef SL_RUN_EMIT_H
#define SL_RUN_EMIT_H

#include "session/make.h"

typedef struct sl_output {
    const char *name, *note; /* file name below the outputs' folder; " (64 pages)" or "" */
    sl_str bytes;
} sl_output;

typedef struct sl_emission {
    SL_VEC(sl_output) files;
    sl_str asks, json; /* of the first document, once they are made */
    bool is_mixed;     /* after a commit that failed: some are new */
} sl_emission;

/* stem: "strategy", or the name of another document, for which PDF and HTML alone are made. */
bool sl_emit_all(sl_emission *e, sl_making *m, const char *stem);
/* One of the documents, whose pages are made when they are wanted; whole: the data travel in its
 * PDF. PDF, HTML and pictures as it and the options have them. */
bool sl_emit_document(sl_emission *e, sl_making *m, const sl_document *d, const char *stem,
                      bool whole);
/* CSV, JSON and calendar as the options have them. */
bool sl_emit_data(sl_emission *e, sl_making *m);
/* Whether a document has pages under the options. */
bool sl_emit_wants_pages(const sl_options *o, const sl_document *d);
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

/* draft.pdf and draft.html, whose pages say what they are. */
bool sl_emit_draft(sl_emission *e, sl_making *m);

#endif
