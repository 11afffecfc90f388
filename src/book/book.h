/* book.h: the whole document, composed: what every output reads.
 *
 * The tree holds the text once, in reading order, so PDF and HTML say the same. What exists only
 * in one medium (page numbers, running heads, popovers) is derived by that output. Arena: book.
 */
#ifndef SL_BOOK_BOOK_H
#define SL_BOOK_BOOK_H

#include "base/num.h"
#include "doc/node.h"
#include "sight/audit.h"
#include "model/chart.h"
#include "model/measure.h"
#include "model/scheme.h"
#include "sight/diagram.h"
#include "sight/panel.h"
#include "model/strategy.h"

/* Stages, milestones and gates on a line of time, in order of their first day. */
typedef struct sl_timeline_row {
    sl_str label, when; /* "Co-design", "January to March 2020" */
    sl_date from, to;
    bool is_point, is_gate;
    bool is_done; /* passed, or over on the strategy's day */
} sl_timeline_row;

typedef struct sl_timeline {
    SL_VEC(sl_timeline_row) rows;
    sl_date today;
} sl_timeline;

/* Boxes and arrows, with where each leads in this document. */
typedef struct sl_scheme_view {
    const sl_scheme *scheme;
    sl_str *targets; /* by box: "#PRI-05"; empty: nowhere */
} sl_scheme_view;

/* What a FIGURE or IMAGE node shows: one of these, or an image. */
typedef struct sl_figure {
    const sl_chart *chart;
    const sl_timeline *timeline;
    const sl_diagram *diagram;
    const sl_scheme_view *scheme;
    const sl_measure *measure; /* its figures, small, in the rail */
    sl_str path;               /* of an image, below the strategy's folder */
    sl_str bytes;              /* the image file */
    sl_span span;
    sl_str data_path; /* dataset behind it, empty = none */
} sl_figure;

typedef struct sl_attachment {
    sl_str name, mime, description;
    sl_str path;              /* below the strategy's folder; empty = made by the program */
    const char *relationship; /* Source, Data, Alternative, Supplement (ISO 19005-3) */
    sl_str bytes;
} sl_attachment;

typedef struct sl_book {
    sl_node *root; /* DOCUMENT: cover SECTION (role "cover"), CONTENTS, then parts and annexes */
    sl_str title, subtitle, organisation, area, notice; /* without marks */
    const sl_node *title_words, *subtitle_words;        /* as inlines; NULL: they have no marks */
    sl_str authors;                                     /* owners, joined by "; " */
    sl_str subject, keywords, licence;
    sl_str language; /* BCP 47 */
    sl_str audience; /* whom it is for; the widest, or empty: everybody */
    sl_str status, version;
    sl_date date;
    sl_str digest;  /* of all the strategy's content */
    sl_str layout;  /* name that strategy.yaml asks for */
    bool is_faulty; /* a draft despite errors, of which there are … */
    uint32_t fault_count;
    bool is_final;               /* no draft mark */
    bool asks_pages;             /* some reference prints the page that it leads to */
    bool is_comparison;          /* of two readings (change/change.h): no strategy of its own */
    const sl_phrases *phrases;   /* what outputs print beside it */
    const sl_strategy *strategy; /* what it was composed from */
    const sl_audit *audit;       /* its lines of sight, judged; never NULL */
    const sl_panel *panel;       /* the audit as it is read; NULL until somebody needs it */
    SL_VEC(sl_figure) figures;
    SL_VEC(sl_attachment) attachments;
} sl_book;

/* The number under which the text cites an entry; 0 when it is not cited. By evidence index. */
typedef struct sl_numbers {
    const uint32_t *evidence;
    const sl_str *items; /* "3.2", or empty */
} sl_numbers;

/* What the first document of a build says to the others. */
typedef struct sl_primary {
    const sl_strategy *strategy;
    const sl_book *book;
    sl_numbers numbers;
    const sl_map *pages; /* by anchor: sl_str *, the label of its page; NULL: it has none */
} sl_primary;

/* A picture that the layout puts on the cover; bytes empty: none. */
typedef struct sl_cover_picture {
    sl_str path, bytes, alt;
    sl_span span;
} sl_cover_picture;

typedef struct sl_book_options {
    const sl_document *document; /* whose parts and annexes; NULL: all of them */
    const sl_primary *primary;   /* whose numbers; NULL: its own */
    const sl_audit *audit;       /* of the strategy; NULL: it is run */
    bool codes;                  /* of items and entries are printed */
    bool page_references; /* what leads out of it says on which page of the first it stands */
    sl_str audience;      /* whom it is for; empty: only what is restricted to nobody */
    sl_str group;         /* only what this body is asked about (a value of the key that groups) */
    bool paragraph_numbers; /* from one to the last, through the whole text */
    const sl_diags *faults; /* errors to be shown where they stand; NULL: none */
    bool item_graphs;       /* what is asked shows what it rests on as a drawing, on paper */
    bool sparks;            /* what is measured shows its figures as a small line, on paper */
    sl_cover_picture logo, picture;
    sl_str credit;    /* of the picture */
    bool front_sheet; /* decisions, what is new and what is missing, before the contents */
} sl_book_options;

/* The bodies that are asked, each once, in the order of the items. */
const sl_str *sl_book_find_groups(sl_arena *a, const sl_strategy *s, size_t *n);
/* Composes the document. Findings are possible only for what loading could not see. Never NULL. */
sl_book *sl_book_compose(const sl_strategy *s, const sl_book_options *options, sl_numbers *numbers);

#endif
