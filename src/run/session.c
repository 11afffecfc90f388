#include "run/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/place.h"
#include "load/load.h"
#include "run/verbs.h"
#include "load/block.h"
#include "load/names.h"
#include "model/audience.h"
#include "check/check.h"
#include "model/funding.h"
#include "record/record.h"
#include "sight/audit.h"

void sl_session_init(sl_session *s, const sl_options *o)
{
    *s = (sl_session){.arena = sl_arena_new(), .options = o};
    sl_sources_init(&s->sources, s->arena);
    sl_diags_init(&s->diags, s->arena, &s->sources);
}

void sl_session_done(sl_session *s)
{
    sl_arena_free(s->arena);
}

void sl_session_check(sl_strategy *s)
{
    sl_block_load_all(s);
    sl_names_load(s);
    sl_check_strategy(s);
    sl_check_record(s);
    sl_check_funding(s);
    sl_check_audience(s);
    sl_check_files(s);
}

void sl_session_load(sl_session *s)
{
    s->strategy = sl_strategy_load_in(s->arena, &s->sources, &s->diags, s->options->folder,
                                      sl_str_from(s->options->language));
    if (!s->strategy)
        return;
    if (s->options->as_of.year)
        s->strategy->as_of = s->options->as_of;
    sl_session_check(s->strategy);
}

bool sl_session_has_errors(const sl_session *s)
{
    return s->diags.counts[SL_SEVERITY_ERROR] > 0;
}

/* The folder that the build wrote down beside the program, or beside a test's; NULL when it is
 * installed. */
static const char *source_folder(sl_arena *a)
{
    static const char *const places[] = {"source-folder", "../../src/source-folder"};
    for (size_t i = 0; i < SL_COUNT(places); i++) {
        sl_str path;
        const char *why;
        if (sl_file_read(a, sl_place_join(a, places[i]), 4096, &path, &why) == SL_FILE_OK)
            return sl_str_format(a, "%.*s", SL_FMT(sl_str_trim(path))).p;
    }
    return NULL;
}

/* Tried in turn: SIGHTLINE_DATA, where it is installed as seen from the program, the source tree.
 */
const char *sl_session_data(sl_session *s, const char *name)
{
    const char *places[] = {getenv("SIGHTLINE_DATA"), sl_place_join(s->arena, SL_DATA_FOLDER),
                            source_folder(s->arena)};
    for (size_t i = 0; i < SL_COUNT(places); i++) {
        if (!places[i])
            continue;
        const char *path = sl_file_join(s->arena, places[i], name);
        if (sl_file_is_folder(path))
            return path;
    }
    return name;
}

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
    else if (s->strategy) {
        const sl_audit *audit = s->strategy->audit;
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
