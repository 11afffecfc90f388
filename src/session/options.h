/* options.h: what a run was asked for: the command line as data. */
#ifndef SL_SESSION_OPTIONS_H
#define SL_SESSION_OPTIONS_H

#include "base/num.h"
#include "diag/report.h"

typedef enum sl_verb {
    SL_VERB_NEW,
    SL_VERB_BUILD,
    SL_VERB_CHECK,
    SL_VERB_TRACE,
    SL_VERB_AUDIT,
    SL_VERB_DIFF,
    SL_VERB_RENAME,
    SL_VERB_FORMAT,
    SL_VERB_UPDATE,
    SL_VERB_REVIEW,
    SL_VERB_COMMENTS,
    SL_VERB_WORDS,
    SL_VERB_QUOTE,
    SL_VERB_SCHEMA,
    SL_VERB_EXPLAIN,
    SL_VERB_SERVE,
    SL_VERB_LSP,
    SL_VERB_COMPLETIONS,
    SL_VERB__COUNT
} sl_verb;

typedef struct sl_options {
    sl_verb verb;
    const char *folder; /* of the strategy */
    const char
        *argument; /* what the verb takes: an ID, a code, a shell, a folder; of diff the older */
    char **words;  /* of review: the IDs; of rename: the old one and the new */
    size_t word_count;
    const char *by;    /* of review: who has read */
    sl_date on;        /* of review: the day; year 0: today */
    bool all, wording; /* of review */
    bool dry_run;      /* of format, update and comments: nothing is written */
    bool merge;        /* of review: the words are BASE, OURS, THEIRS and a name for them */
    sl_str kind;       /* of new: which strategy; empty: the first */
    const char *out, *layout, *audience, *language;
    const char *since;                         /* of build: an older folder or revision; or NULL */
    const char *document;                      /* of build: this one of the documents; NULL: all */
    sl_date as_of;                             /* year 0: the document's date */
    bool pdf, html, docx, csv, json, ics, png; /* formats wanted */
    bool formats_given;
    sl_report_format report;
    bool report_csv;    /* of trace and audit: CSV in place of text */
    const char *editor; /* of serve: a program or an address; NULL: $VISUAL */
    unsigned port;      /* of serve; 0: any that is free */
    bool read_only;     /* of serve: nothing on this machine is opened */
    bool draft;         /* of build: despite errors */
    bool record, apply; /* of comments */
    bool matrix;        /* of trace */
    unsigned jobs;      /* of build: threads beside the main one */
    bool unconfined;    /* what the process may read and write is left as it is */
    bool quiet, verbose, strict, color;
} sl_options;

#endif
