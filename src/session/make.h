/* make.h: from a checked strategy to its pages, phase by phase.
 *
 * Order of calls: sl_make_open, sl_make_view, sl_make_book, sl_make_pages. Each needs the last
 * one's result and a session without errors. Arena: the session's.
 */
#ifndef SL_SESSION_MAKE_H
#define SL_SESSION_MAKE_H

#include "page/image.h"
#include "page/page.h"
#include "proof/proof.h"
#include "session/session.h"
#include "book/book.h"
#include "change/change.h"
#include "style/layout.h"

typedef struct sl_making {
    sl_session *session;
    sl_strategy *whole; /* what the views are of: the session's, or an edition of it */
    sl_str audience;
    sl_strategy *view; /* what the outputs are made from */
    const sl_layout *layout;
    sl_fonts *fonts;
    sl_words *words;
    bool shares_faces; /* fonts and words are those of other readings too */
    sl_book *book;
    sl_numbers numbers;
    bool draws;                  /* pictures, whichever formats are asked for: to prove them */
    const sl_picture **pictures; /* by figure of the book */
    const sl_pages *pages;
    const sl_changes *changes; /* of the book, since an older reading; NULL: none was named */
    sl_proof *proof;           /* that the outputs hold nothing kept from the audience */
} sl_making;

/* Layout and faces; false (with findings) when one of them cannot be used. */
bool sl_make_open(sl_making *m, sl_session *s);
/* Fonts and words (faces.c): those of the folder's earlier readings, where it keeps them. False
 * when a face is missing: *why is its path. */
bool sl_make_open_faces(sl_making *m, const char **why);
/* The same, but of this reading alone: before faces or patterns are added to them. */
void sl_make_own_faces(sl_making *m);
/* Another layout, named at span; false (with findings) when it cannot be used. */
bool sl_make_lay_out(sl_making *m, sl_str name, sl_span span);
/* Whom the outputs are for; false (with a finding) when the strategy knows of no such audience. */
bool sl_make_find_audience(sl_session *s, sl_str *audience);
/* The strategy without what is kept from an audience: read anew where anything is; and the proof
 * that the outputs will be held to. */
bool sl_make_view(sl_making *m, sl_str audience);
/* The same without the proof: for what does not leave this machine. */
bool sl_make_unproved_view(sl_making *m, sl_str audience);
/* The composed document and its pictures; group: of the items of one body alone (book.h), or empty.
 * False with findings. */
bool sl_make_book(sl_making *m, sl_str group);
/* The same of a document of the strategy; primary: of the first of them, NULL for that itself. */
bool sl_make_document(sl_making *m, const sl_document *d, const sl_primary *primary, sl_str group);
/* The pictures of another book that was composed of the same (change/change.h), where some output
 * shows them. */
void sl_make_draw(sl_making *m);
/* The layouts of all documents, each once; findings. */
void sl_make_check_layouts(sl_making *m);
/* The pages; false with findings. */
bool sl_make_pages(sl_making *m);

/* The patterns by which words of the book's languages are divided (divide.c), each looked for once;
 * a note where a machine has none. */
void sl_make_divide(sl_making *m);

/* An image of the strategy; NULL with a finding when it cannot be used. */
const sl_image *sl_make_image(sl_making *m, sl_str path, sl_str bytes, sl_span span);

/* What can be said of images and characters without setting a page (preflight.c): damaged images,
 * characters that no face shows or that nobody sees, in every text that may be printed. Needs the
 * faces only; `check` and `build` ask it alike. */
void sl_make_preflight(sl_making *m);

#endif
