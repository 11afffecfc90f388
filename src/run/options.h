/* options.h: the command line: verbs and flags from one table. */
#ifndef SL_RUN_OPTIONS_H
#define SL_RUN_OPTIONS_H

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
    SL_VERB_REVIEW,
    SL_VERB_WORDS,
    SL_VERB_SCHEMA,
    SL_VERB_EXPLAIN,
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
    const char *out, *layout, *audience, *language;
    const char *document;                /* of build: this one of the documents; NULL: all */
    sl_date as_of;                       /* year 0: the document's date */
    bool pdf, html, csv, json, ics, png; /* formats wanted */
    bool formats_given;
    sl_report_format report;
    bool report_csv; /* of trace and audit: CSV in place of text */
    bool matrix;     /* of trace */
    unsigned jobs;   /* of build: threads beside the main one */
    bool quiet, verbose, strict, color;
} sl_options;

typedef enum sl_parsed { SL_PARSED_RUN, SL_PARSED_DONE, SL_PARSED_WRONG } sl_parsed;

/* DONE: help or version is in out; WRONG: what is wrong is in err. */
sl_parsed sl_options_parse(sl_options *o, int argc, char **argv, sl_buf *out, sl_buf *err);
void sl_options_push_completions(sl_buf *out, const char *shell);

#endif
