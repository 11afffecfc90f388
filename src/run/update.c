/* The verb update: a newer copy of a sheet into the strategy's own. The strategy is read as it
 * would be before the file is replaced. */
#include <stdio.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/outputs.h"
#include "load/sheet_merge.h"
#include "run/report.h"
#include "run/verbs.h"
#include "session/live.h"

typedef struct updating {
    sl_session *session;
    sl_sheet_merge merged;
    sl_buf said;
    bool dry;
} updating;

static void fail(sl_session *s, const char *path, const char *what, const char *why,
                 const char *help)
{
    sl_finding *f =
        sl_diag_add(&s->diags, SL_E0501, SL_SPAN_NONE, "'%s' cannot be %s: %s", path, what, why);
    sl_diag_help(&s->diags, f, "%s", help);
}

/* The copy as a source; 0 with a finding. */
static uint32_t read_copy(sl_session *s, const char *path)
{
    sl_str bytes;
    const char *why = "";
    sl_file_status status = sl_file_read(s->arena, path, SL_LIMIT_FILE_BYTES, &bytes, &why);
    if (status != SL_FILE_OK) {
        fail(s, path, "read",
             status == SL_FILE_MISSING     ? "there is no such file"
             : status == SL_FILE_TOO_LARGE ? "it is too large"
                                           : why,
             "name the CSV file that the team has sent");
        return 0;
    }
    return sl_sources_add(&s->sources, sl_str_from(path), sl_str_from(path), bytes);
}

/* Reads the strategy with the sheet as it would be; what is wrong with it then is reported. */
static int judge(updating *u)
{
    sl_options o = *u->session->options;
    sl_live *live = sl_live_new(&o);
    sl_live_lay(live, u->merged.path, u->merged.text);
    sl_making *made = sl_live_check(live);
    int status = SL_EXIT_OK;
    if (!made || sl_session_has_errors(made->session))
        status = made ? sl_session_report(made->session, SL_STR_NONE) : SL_EXIT_FINDINGS;
    sl_live_free(live);
    return status;
}

/* Whether the file is still what was read; a mark of UTF-8 before it stays. */
static bool take_bytes(updating *u, sl_str *text)
{
    sl_session *s = u->session;
    sl_str now, was = sl_sources_lookup(&s->sources, u->merged.file)->bytes, mark = SL_STR_NONE;
    const char *why = "it has changed since it was read";
    char *path = (char *)sl_str_format(s->arena, "%.*s", SL_FMT(u->merged.path)).p;
    if (sl_file_read_beneath(s->arena, s->options->folder, path, SL_LIMIT_FILE_BYTES, &now, &why) ==
        SL_FILE_OK) {
        if (!sl_str_equal(now, was) && sl_str_starts(now, "\xef\xbb\xbf"))
            mark = sl_str_slice(now, 0, 3);
        if (sl_str_equal(sl_str_slice(now, mark.n, now.n), was)) {
            *text = mark.n
                        ? sl_str_format(s->arena, "%.*s%.*s", SL_FMT(mark), SL_FMT(u->merged.text))
                        : u->merged.text;
            return true;
        }
    }
    fail(s, path, "changed", why, "nothing was changed: run it again");
    return false;
}

static int commit(updating *u, sl_outputs *outputs)
{
    sl_session *s = u->session;
    const char *path = "", *why = "";
    sl_str text;
    if (!take_bytes(u, &text))
        return SL_EXIT_FILES;
    sl_outputs_add(outputs, sl_str_format(s->arena, "%.*s", SL_FMT(u->merged.path)).p, text);
    if (sl_outputs_commit(outputs, &path, &why) == SL_COMMIT_DONE)
        return SL_EXIT_OK;
    fail(s, path, "written", why, "what was there has not been replaced");
    return SL_EXIT_FILES;
}

static int merge(updating *u, sl_outputs *outputs)
{
    const sl_options *o = u->session->options;
    uint32_t file = read_copy(u->session, o->words[0]);
    sl_str name = o->word_count > 1 ? sl_str_from(o->words[1]) : SL_STR_NONE;
    if (!file)
        return SL_EXIT_FILES;
    if (!sl_sheet_merge_file(u->session->strategy, file, name, &u->merged, &u->said))
        return SL_EXIT_FINDINGS;
    bool any = u->merged.changed || u->merged.added;
    int status = any ? judge(u) : SL_EXIT_OK;
    if (any && !status && !u->dry)
        status = commit(u, outputs);
    sl_buf_push_format(&u->said, "%.*s: %u changed, %u new, %u not in the copy%s\n",
                       SL_FMT(u->merged.path), u->merged.changed, u->merged.added, u->merged.stays,
                       status   ? "; nothing was written"
                       : !any   ? "; as it was"
                       : u->dry ? "; not written"
                                : "");
    return status ? status : u->dry && any ? SL_EXIT_FINDINGS : SL_EXIT_OK;
}

int sl_run_update(const sl_options *o)
{
    if (!o->word_count || o->word_count > 2) {
        fputs("sightline: update takes the copy and, where it has another name, the sheet: update "
              "FILE.csv [SHEET.csv]\n",
              stderr);
        return SL_EXIT_USAGE;
    }
    sl_session s;
    sl_session_init(&s, o);
    const char *why;
    sl_outputs *outputs = sl_outputs_new(s.arena, o->folder);
    if (!o->dry_run)
        sl_outputs_lock(outputs, &why);
    sl_session_load(&s);
    updating u = {.session = &s, .dry = o->dry_run};
    sl_buf_init(&u.said);
    bool has_sheets = s.strategy && s.strategy->config;
    /* What is wrong with the sheets may be what the copy mends. */
    if (has_sheets) {
        sl_diags_init(&s.diags, s.arena, &s.sources);
        s.strategy->diags = &s.diags;
    }
    int status = has_sheets ? merge(&u, outputs) : SL_EXIT_FINDINGS;
    sl_outputs_done(outputs);
    sl_session_print(&u.said);
    sl_buf_done(&u.said);
    if (!has_sheets || sl_session_has_errors(&s)) {
        int reported = sl_session_report(&s, SL_STR_NONE);
        status = status ? status : reported;
    }
    sl_session_done(&s);
    return status;
}
