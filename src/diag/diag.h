/* diag.h: findings as data.
 *
 * A phase adds findings and never prints or ends the program. codes.def is the one list of
 * codes. Order of calls: init, any number of adds, then sl_diags_sort once, then report.h.
 * Arena: the one given at init (it outlives the sources' trees).
 */
#ifndef SL_DIAG_DIAG_H
#define SL_DIAG_DIAG_H

#include "diag/source.h"

typedef enum sl_severity {
    SL_SEVERITY_OFF,
    SL_SEVERITY_NOTE,
    SL_SEVERITY_WARNING,
    SL_SEVERITY_ERROR,
    SL_SEVERITY__COUNT
} sl_severity;

typedef enum sl_code {
#define X(code, severity, rule, summary, explanation) SL_##code,
#include "diag/codes.def"
#undef X
    SL_CODE__COUNT
} sl_code;

typedef struct sl_diag_note {
    sl_span span; /* may be SL_SPAN_NONE */
    sl_str message;
} sl_diag_note;

typedef struct sl_finding {
    sl_code code;
    sl_severity severity;
    sl_span span;
    sl_str message;
    sl_str help; /* the remedy; may be empty */
    SL_VEC(sl_diag_note) notes;
    uint32_t order; /* of adding: breaks ties */
} sl_finding;

typedef struct sl_diags {
    sl_arena *arena;
    const sl_sources *sources;
    SL_VEC(sl_finding *) findings;
    uint32_t counts[SL_SEVERITY__COUNT];
    uint32_t most;    /* findings that are kept; 0: SL_LIMIT_FINDINGS */
    uint32_t dropped; /* over that */
} sl_diags;

void sl_diags_init(sl_diags *d, sl_arena *a, const sl_sources *sources);
/* Adds a finding with the code's own severity. Never NULL; the result takes help and notes. */
sl_finding *sl_diag_add(sl_diags *d, sl_code code, sl_span span, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* The same with a severity that the framework's rules decided; SL_SEVERITY_OFF is dropped. */
sl_finding *sl_diag_add_as(sl_diags *d, sl_severity severity, sl_code code, sl_span span,
                           const char *format, ...) __attribute__((format(printf, 5, 6)));
void sl_diag_help(sl_diags *d, sl_finding *f, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void sl_diag_note_at(sl_diags *d, sl_finding *f, sl_span span, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* "did you mean 'X'?" when one of the candidates is near to s; true when it was added. */
bool sl_diag_suggest(sl_diags *d, sl_finding *f, sl_str s, const sl_str *candidates, size_t n);
/* The findings of another list, as if they were made now. They are copied; their texts are not. */
void sl_diags_repeat(sl_diags *d, const sl_diags *from);
/* What keeps a file from being read first, then in order of file name, offset and code; the same
 * finding at the same place once. */
void sl_diags_sort(sl_diags *d);

/* What codes.def says: "E0107", "dangling-evidence", one line, some lines. */
const char *sl_code_name(sl_code code);
const char *sl_code_rule(sl_code code);
const char *sl_code_summary(sl_code code);
const char *sl_code_explanation(sl_code code);
sl_severity sl_code_severity(sl_code code);
/* By name or rule, letter case ignored; SL_CODE__COUNT when there is none. */
sl_code sl_code_lookup(sl_str name);
const char *sl_severity_name(sl_severity s);

#endif
