/* review --merge: what two branches have made of one reviews.lock, for git as a merge driver.
 * Nothing of the strategy is read: in the midst of a merge it may not be whole. */
#include "run/merge.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/outputs.h"
#include "record/merge.h"
#include "run/report.h"
#include "run/verbs.h"

static const char *const side_names[SL_MERGE_SIDES] = {"base", "ours", "theirs"};

/* The file of a side as a source; 0 and a finding when it cannot be read as text. */
static uint32_t read_side(sl_session *s, sl_merge_side side)
{
    const char *path = s->options->words[side], *why = "";
    sl_str bytes;
    sl_file_status status = sl_file_read(s->arena, path, SL_LIMIT_FILE_BYTES, &bytes, &why);
    if (status != SL_FILE_OK) {
        sl_code code = status == SL_FILE_MISSING     ? SL_E0004
                       : status == SL_FILE_TOO_LARGE ? SL_E0002
                                                     : SL_E0001;
        sl_finding *f = sl_diag_add(&s->diags, code, SL_SPAN_NONE, "'%s' (%s) cannot be read: %s",
                                    path, side_names[side],
                                    status == SL_FILE_MISSING ? "there is no such file" : why);
        sl_diag_help(&s->diags, f,
                     "name the base, ours and theirs, as git gives them: %%O %%A %%B");
        return 0;
    }
    /* git's own names of the three say nothing: the fourth word is what it is about. */
    sl_str name = sl_str_from(path);
    if (s->options->word_count > SL_MERGE_SIDES)
        name =
            sl_str_format(s->arena, "%s (%s)", s->options->words[SL_MERGE_SIDES], side_names[side]);
    uint32_t file = sl_sources_add(&s->sources, name, name, bytes);
    size_t bad = sl_utf8_find_invalid(bytes);
    if (bad == SIZE_MAX)
        return file;
    sl_finding *f = sl_diag_add(&s->diags, SL_E0105, SL_SPAN_NONE,
                                "byte %zu of '%.*s' is not UTF-8", bad + 1, SL_FMT(name));
    sl_diag_help(&s->diags, f, "nothing was merged: mend it on its branch, then merge again");
    return 0;
}

static bool write_ours(sl_session *s, sl_str merged)
{
    const char *path = s->options->words[SL_MERGE_OURS], *why = "";
    sl_str name = sl_file_name(sl_str_from(path));
    sl_outputs *outputs = sl_outputs_new(s->arena, sl_file_folder_of(s->arena, sl_str_from(path)));
    sl_outputs_add(outputs, sl_arena_copy(s->arena, name.p, name.n), merged);
    bool done = sl_outputs_commit(outputs, &path, &why) == SL_COMMIT_DONE;
    if (!done) {
        sl_finding *f =
            sl_diag_add(&s->diags, SL_E0501, SL_SPAN_NONE, "'%s' cannot be written: %s", path, why);
        sl_diag_help(&s->diags, f, "what was there has not been replaced");
    }
    sl_outputs_done(outputs);
    return done;
}

int sl_run_merge(const sl_options *o)
{
    sl_options told = *o;
    told.verbose = true; /* what was decided is said */
    sl_session s;
    sl_session_init(&s, &told);
    uint32_t files[SL_MERGE_SIDES];
    bool good = true;
    for (int side = 0; side < SL_MERGE_SIDES; side++) {
        files[side] = read_side(&s, (sl_merge_side)side);
        good = good && files[side];
    }
    sl_buf merged;
    sl_buf_init(&merged);
    good = good && sl_merge_reviews(&merged, s.arena, &s.diags, files);
    bool written = good && write_ours(&s, sl_buf_str(&merged));
    sl_buf_done(&merged);
    int status = SL_EXIT_OK;
    if (s.diags.findings.n)
        status = sl_session_report(&s, SL_STR_NONE);
    if (good && !written)
        status = SL_EXIT_FILES;
    sl_session_done(&s);
    return status;
}
