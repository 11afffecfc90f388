#include "run/report.h"

#include <stdio.h>

#include "run/verbs.h"
#include "sight/audit.h"

void sl_session_print(const sl_buf *b)
{
    fwrite(b->p ? b->p : "", 1, b->n, stdout);
    fflush(stdout);
}

/* --quiet leaves errors; notes are for --verbose. */
static void filter(sl_session *s)
{
    sl_severity least = s->options->quiet ? SL_SEVERITY_ERROR
                        : s->options->verbose || s->options->report == SL_REPORT_JSON ||
                                s->options->report == SL_REPORT_SARIF
                            ? SL_SEVERITY_NOTE
                            : SL_SEVERITY_WARNING;
    size_t kept = 0;
    for (size_t i = 0; i < s->diags.findings.n; i++)
        if (s->diags.findings.at[i]->severity >= least)
            s->diags.findings.at[kept++] = s->diags.findings.at[i];
    s->diags.findings.n = kept;
}

static void push_count(sl_buf *b, uint32_t n, const char *one)
{
    sl_buf_push_format(b, "%s%u %s%s", b->n ? ", " : "", n, one, n == 1 ? "" : "s");
}

static void push_last_line(sl_session *s, sl_buf *b, sl_str done)
{
    sl_buf line;
    sl_buf_init(&line);
    if (s->diags.counts[SL_SEVERITY_ERROR])
        push_count(&line, s->diags.counts[SL_SEVERITY_ERROR], "error");
    if (s->diags.counts[SL_SEVERITY_WARNING])
        push_count(&line, s->diags.counts[SL_SEVERITY_WARNING], "warning");
    if (!line.n)
        sl_buf_push_z(&line, "nothing wrong");
    if (s->strategy && sl_strategy_is_partial(s->strategy))
        sl_buf_push_format(&line, " in %zu files", s->strategy->file_count);
    else if (s->strategy && s->strategy->no_register)
        sl_buf_push_format(&line, " in %zu files; no register of evidence",
                           s->strategy->file_count);
    else if (s->strategy) {
        const sl_audit *audit = sl_session_audit(s, s->strategy);
        sl_buf_push_format(&line, " in %zu files; %u of %u items traced to evidence",
                           s->strategy->file_count, audit->claim_count - audit->untraced_count,
                           audit->claim_count);
    }
    if (done.n)
        sl_buf_push_format(&line, "; %.*s", SL_FMT(done));
    sl_buf_push_format(b, "%s\n", line.p);
    sl_buf_done(&line);
}

static void push_summary(const sl_session *s, sl_buf *b)
{
    sl_buf_push_format(b, "{\"errors\": %u, \"warnings\": %u, \"notes\": %u, \"files\": %zu}",
                       s->diags.counts[SL_SEVERITY_ERROR], s->diags.counts[SL_SEVERITY_WARNING],
                       s->diags.counts[SL_SEVERITY_NOTE],
                       s->strategy ? s->strategy->file_count : (size_t)0);
}

int sl_session_report(sl_session *s, sl_str done)
{
    sl_buf out, summary;
    sl_buf_init(&out);
    sl_buf_init(&summary);
    sl_diags_sort(&s->diags);
    filter(s);
    bool to_stdout = s->options->report >= SL_REPORT_JSON;
    switch (s->options->report) {
    case SL_REPORT_HUMAN:
        sl_report_human(&out, &s->diags, s->options->color);
        break;
    case SL_REPORT_SHORT:
        sl_report_short(&out, &s->diags);
        break;
    case SL_REPORT_JSON:
        push_summary(s, &summary);
        sl_report_json(&out, &s->diags, sl_buf_str(&summary));
        break;
    case SL_REPORT_SARIF:
        sl_report_sarif(&out, &s->diags);
        break;
    case SL_REPORT_GITHUB:
        sl_report_github(&out, &s->diags);
        break;
    case SL_REPORT__COUNT:
        break;
    }
    if (!to_stdout && !s->options->quiet)
        push_last_line(s, &out, done);
    FILE *to = to_stdout ? stdout : stderr;
    fwrite(out.p ? out.p : "", 1, out.n, to);
    fflush(to);
    sl_buf_done(&out);
    sl_buf_done(&summary);
    bool fails =
        sl_session_has_errors(s) || (s->options->strict && s->diags.counts[SL_SEVERITY_WARNING]);
    return fails ? SL_EXIT_FINDINGS : SL_EXIT_OK;
}

int sl_session_finish(sl_session *s, sl_buf *out)
{
    int status = SL_EXIT_OK;
    if (out->n)
        sl_session_print(out);
    if (!out->n || sl_session_has_errors(s))
        status = sl_session_report(s, SL_STR_NONE);
    sl_buf_done(out);
    sl_session_done(s);
    return status;
}
