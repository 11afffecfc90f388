#include "diag/diag.h"

#include <stdarg.h>
#include <stdlib.h>
#include <strings.h>

#include "base/assert.h"
#include "base/limits.h"
#include "diag/shown.h"

typedef struct code_entry {
    const char *name, *rule, *summary, *explanation;
    sl_severity severity;
} code_entry;

static const code_entry codes[] = {
#define X(code, severity, rule, summary, explanation)                                              \
    {#code, rule, summary, explanation, SL_SEVERITY_##severity},
#include "diag/codes.def"
#undef X
};

const char *sl_code_name(sl_code code)
{
    return codes[code].name;
}

const char *sl_code_rule(sl_code code)
{
    return codes[code].rule;
}

const char *sl_code_summary(sl_code code)
{
    return codes[code].summary;
}

const char *sl_code_explanation(sl_code code)
{
    return codes[code].explanation;
}

sl_severity sl_code_severity(sl_code code)
{
    return codes[code].severity;
}

sl_code sl_code_lookup(sl_str name)
{
    for (size_t i = 0; i < SL_COUNT(codes); i++) {
        const char *names[] = {codes[i].name, codes[i].rule};
        for (size_t k = 0; k < SL_COUNT(names); k++)
            if (name.n == strlen(names[k]) && strncasecmp(name.p, names[k], name.n) == 0)
                return (sl_code)i;
    }
    return SL_CODE__COUNT;
}

const char *sl_severity_name(sl_severity s)
{
    static const char *const names[] = {"off", "note", "warning", "error"};
    return names[s];
}

void sl_diags_init(sl_diags *d, sl_arena *a, const sl_sources *sources)
{
    *d = (sl_diags){.arena = a, .sources = sources};
}

static void take(sl_diags *d, sl_finding *f)
{
    f->order = (uint32_t)d->findings.n;
    d->counts[f->severity]++;
    if (d->findings.n >= (d->most ? d->most : SL_LIMIT_FINDINGS))
        d->dropped++;
    else
        SL_PUSH(d->arena, d->findings, f);
}

static sl_finding *add(sl_diags *d, sl_severity severity, sl_code code, sl_span span,
                       const char *format, va_list args)
{
    sl_finding *f = SL_NEW(d->arena, sl_finding);
    f->code = code;
    f->severity = severity;
    f->span = span;
    f->message = sl_shown(d->arena, sl_str_format_args(d->arena, format, args));
    if (severity != SL_SEVERITY_OFF)
        take(d, f);
    return f;
}

sl_finding *sl_diag_add(sl_diags *d, sl_code code, sl_span span, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    sl_finding *f = add(d, codes[code].severity, code, span, format, args);
    va_end(args);
    return f;
}

sl_finding *sl_diag_add_as(sl_diags *d, sl_severity severity, sl_code code, sl_span span,
                           const char *format, ...)
{
    va_list args;
    va_start(args, format);
    sl_finding *f = add(d, severity, code, span, format, args);
    va_end(args);
    return f;
}

void sl_diag_help(sl_diags *d, sl_finding *f, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    f->help = sl_shown(d->arena, sl_str_format_args(d->arena, format, args));
    va_end(args);
}

void sl_diag_note_at(sl_diags *d, sl_finding *f, sl_span span, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    SL_PUSH(d->arena, f->notes,
            ((sl_diag_note){span, sl_shown(d->arena, sl_str_format_args(d->arena, format, args))}));
    va_end(args);
}

void sl_diags_repeat(sl_diags *d, const sl_diags *from)
{
    for (size_t i = 0; i < from->findings.n; i++) {
        sl_finding *f = SL_NEW(d->arena, sl_finding);
        *f = *from->findings.at[i];
        f->notes.cap = f->notes.n; /* one more goes into a list of its own */
        take(d, f);
    }
}

bool sl_diag_suggest(sl_diags *d, sl_finding *f, sl_str s, const sl_str *candidates, size_t n)
{
    const sl_str *best = sl_str_nearest(s, candidates, n);
    if (best)
        sl_diag_help(d, f, "did you mean '%.*s'?", SL_FMT(*best));
    return best != NULL;
}

/* qsort has no context: sorting is serial, and the sources are set for its duration. */
static const sl_sources *sort_sources;

/* Causes stand before what may follow from them: a merge that is not finished, then what keeps a
 * file from being read, then the rest. */
static int rank_of(const sl_finding *f)
{
    static const sl_code causes[] = {SL_E0001, SL_E0002, SL_E0003, SL_E0005, SL_E0006,
                                     SL_E0101, SL_E0102, SL_E0103, SL_E0104, SL_E0105,
                                     SL_E0121, SL_E0127, SL_E0150};
    if (f->code == SL_E0149)
        return 0;
    for (size_t i = 0; i < SL_COUNT(causes); i++)
        if (f->code == causes[i])
            return 1;
    return 2;
}

static int by_place(const void *a, const void *b)
{
    const sl_finding *f = *(sl_finding *const *)a, *g = *(sl_finding *const *)b;
    int rank = rank_of(f) - rank_of(g);
    if (rank)
        return rank;
    int c = sl_str_compare(sort_sources->files.at[f->span.file].name,
                           sort_sources->files.at[g->span.file].name);
    if (c)
        return c;
    if (f->span.begin != g->span.begin)
        return f->span.begin < g->span.begin ? -1 : 1;
    if (f->code != g->code)
        return f->code < g->code ? -1 : 1;
    return f->order < g->order ? -1 : 1;
}

/* By the file's name: an edition reads the files of the strategy as sources of its own. */
static bool is_at_same_place(const sl_finding *f, const sl_finding *g)
{
    return f->code == g->code && f->span.begin == g->span.begin &&
           (f->span.file == g->span.file ||
            sl_str_equal(sort_sources->files.at[f->span.file].name,
                         sort_sources->files.at[g->span.file].name));
}

/* Whether one of the last n findings, which stand in their order, says the same. */
static bool is_said(sl_finding *const *findings, size_t n, const sl_finding *f)
{
    while (n-- > 0 && is_at_same_place(findings[n], f))
        if (sl_str_equal(findings[n]->message, f->message))
            return true;
    return false;
}

void sl_diags_sort(sl_diags *d)
{
    if (d->findings.n < 2)
        return;
    sort_sources = d->sources;
    qsort(d->findings.at, d->findings.n, sizeof *d->findings.at, by_place);
    size_t kept = 1;
    for (size_t i = 1; i < d->findings.n; i++) {
        sl_finding *f = d->findings.at[i];
        if (is_said(d->findings.at, kept, f))
            d->counts[f->severity]--;
        else
            d->findings.at[kept++] = f;
    }
    d->findings.n = kept;
}
