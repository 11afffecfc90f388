#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/assert.h"
#include "base/outputs.h"
#include "base/mem.h"
#include "lsp/lsp.h"
#include "run/confine.h"
#include "run/verbs.h"
#include "serve/serve.h"

static int run_completions(const sl_options *o)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_options_push_completions(&b, o->argument);
    bool known = b.n > 0;
    if (known)
        fwrite(b.p, 1, b.n, stdout);
    else
        fprintf(stderr, "sightline: completions are made for bash, zsh and fish, not '%s'\n",
                o->argument);
    sl_buf_done(&b);
    return known ? SL_EXIT_OK : SL_EXIT_USAGE;
}

static void confine(const sl_options *o)
{
    sl_run_confine(o, NULL);
}

static int run_serve(const sl_options *o)
{
    sl_served served = sl_serve_folder(o, confine);
    sl_run_tidy();
    switch (served) {
    case SL_SERVED:
        return SL_EXIT_OK;
    case SL_SERVED_NO_MODULE:
        fputs("sightline: the module 'sightline-http.so' is not there: install sightline whole\n",
              stderr);
        return SL_EXIT_FILES;
    case SL_SERVED_NO_PORT:
        fputs("sightline: it cannot be served: the port is taken, or files are missing\n", stderr);
        return SL_EXIT_FILES;
    }
    SL_NEVER("served");
}

static int run_lsp(const sl_options *o)
{
    confine(o);
    return sl_lsp_serve(o, STDIN_FILENO, STDOUT_FILENO) ? SL_EXIT_OK : SL_EXIT_FINDINGS;
}

/* A merge of stamps writes where git says; diff and a build since an older reading confine
 * themselves, when git has given them that; serve does when it listens, lsp at once. */
static bool reads_strategies(sl_verb verb)
{
    switch (verb) {
    case SL_VERB_BUILD:
    case SL_VERB_CHECK:
    case SL_VERB_TRACE:
    case SL_VERB_AUDIT:
    case SL_VERB_RENAME:
    case SL_VERB_FORMAT:
    case SL_VERB_UPDATE:
    case SL_VERB_REVIEW:
    case SL_VERB_COMMENTS:
    case SL_VERB_WORDS:
    case SL_VERB_QUOTE:
    case SL_VERB_SCHEMA:
        return true;
    case SL_VERB_NEW:
    case SL_VERB_DIFF:
    case SL_VERB_EXPLAIN:
    case SL_VERB_SERVE:
    case SL_VERB_LSP:
    case SL_VERB_COMPLETIONS:
    case SL_VERB__COUNT:
        break;
    }
    return false;
}

int sl_run_program(int argc, char **argv)
{
    static int (*const verbs[SL_VERB__COUNT])(const sl_options *) = {
        [SL_VERB_NEW] = sl_run_new,
        [SL_VERB_BUILD] = sl_run_build,
        [SL_VERB_CHECK] = sl_run_check,
        [SL_VERB_TRACE] = sl_run_trace,
        [SL_VERB_AUDIT] = sl_run_audit,
        [SL_VERB_DIFF] = sl_run_diff,
        [SL_VERB_RENAME] = sl_run_rename,
        [SL_VERB_FORMAT] = sl_run_format,
        [SL_VERB_UPDATE] = sl_run_update,
        [SL_VERB_REVIEW] = sl_run_review,
        [SL_VERB_COMMENTS] = sl_run_comments,
        [SL_VERB_WORDS] = sl_run_words,
        [SL_VERB_QUOTE] = sl_run_quote,
        [SL_VERB_SCHEMA] = sl_run_schema,
        [SL_VERB_EXPLAIN] = sl_run_explain,
        [SL_VERB_SERVE] = run_serve,
        [SL_VERB_LSP] = run_lsp,
        [SL_VERB_COMPLETIONS] = run_completions,
    };
    sl_mem_begin();
    sl_mem_on_exhaustion(sl_outputs_abandon);
    sl_options o;
    sl_buf out, err;
    sl_buf_init(&out);
    sl_buf_init(&err);
    sl_parsed parsed = sl_options_parse(&o, argc, argv, &out, &err);
    fwrite(out.p ? out.p : "", 1, out.n, stdout);
    fwrite(err.p ? err.p : "", 1, err.n, stderr);
    sl_buf_done(&out);
    sl_buf_done(&err);
    if (parsed != SL_PARSED_RUN && parsed != SL_PARSED_DONE)
        return SL_EXIT_USAGE;
    if (parsed == SL_PARSED_RUN && reads_strategies(o.verb) && !o.merge && !o.since)
        sl_run_confine(&o, NULL);
    int status = parsed == SL_PARSED_RUN ? verbs[o.verb](&o) : SL_EXIT_OK;
    /* What was printed may wait in a buffer until here, on its way to a full disk. */
    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    fprintf(stderr, "sightline: what was to be printed could not be written: %s\n",
            errno ? strerror(errno) : "writing failed");
    return SL_EXIT_FILES;
}
