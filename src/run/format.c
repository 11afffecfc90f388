/* The verb format: files the way the house writes them. What they say is read again before any is
 * replaced: a file that would say anything else stays as it is. */
#include "base/assert.h"
#include "base/outputs.h"
#include "load/house.h"
#include "record/record.h"
#include "record/review.h"
#include "run/report.h"
#include "run/verbs.h"
#include "session/live.h"

typedef struct file {
    sl_str path, text;
    uint32_t file; /* of the sources */
    bool same;     /* what it says */
    bool careful;
} file;

typedef struct formatting {
    sl_session *session;
    const sl_strategy *s;
    SL_VEC(file) files; /* that are written otherwise */
} formatting;

static bool is_yaml(sl_str path)
{
    return sl_str_ends(path, ".yaml") || sl_str_ends(path, ".yml");
}

/* A signature signs bytes: whoever signed would have to sign again for blanks. */
static bool is_signed(const formatting *f)
{
    SL_EACH (body, sl_signoff_bodies(f->s)) {
        const sl_signature *which;
        if (sl_signoff_of(f->s, body->text, &which) != SL_SIGNING_VALID)
            continue;
        sl_finding *g = sl_diag_add(&f->session->diags, SL_E0783, which->span,
                                    "%.*s has signed these very files", SL_FMT(body->text));
        sl_diag_help(&f->session->diags, g, "format them before they are signed");
        return true;
    }
    return false;
}

/* Whether a file was named: all are, where none is. */
static bool is_asked(const sl_options *o, sl_str path)
{
    bool asked = !o->word_count;
    for (size_t i = 0; i < o->word_count; i++)
        asked = asked || sl_str_starts(path, o->words[i]);
    return asked;
}

/* What is named and is no file of the strategy would be passed over without a word. */
static bool check_asked(formatting *f)
{
    const sl_options *o = f->session->options;
    const sl_sources *sources = &f->session->sources;
    bool good = true;
    for (size_t w = 0; w < o->word_count; w++) {
        bool found = false;
        for (uint32_t i = 1; i < sources->files.n; i++)
            found = found || sl_str_starts(sources->files.at[i].path, o->words[w]);
        if (found)
            continue;
        sl_finding *g =
            sl_diag_add(&f->session->diags, SL_E0501, SL_SPAN_NONE,
                        "'%s' cannot be formatted: the strategy has no such file", o->words[w]);
        sl_diag_help(&f->session->diags, g,
                     "name files from the strategy's folder, which stands behind -C");
        good = false;
    }
    return good;
}

static void find_files(formatting *f)
{
    const sl_sources *sources = &f->session->sources;
    for (uint32_t i = 1; i < sources->files.n; i++) {
        const sl_source *source = &sources->files.at[i];
        bool items = sl_str_ends(source->path, ".md");
        if ((!items && !is_yaml(source->path)) || !source->bytes.n ||
            !is_asked(f->session->options, source->path))
            continue;
        sl_str text = items ? sl_house_write_items(f->session->arena, f->s, i, false)
                            : sl_house_write_lines(f->session->arena, source->bytes, false);
        if (!sl_str_equal(text, source->bytes))
            SL_PUSH(f->session->arena, f->files, ((file){source->path, text, i, true, false}));
    }
}

/* --- what they say --- */

static void compare_yaml(const formatting *f, file *one)
{
    sl_str was = sl_sources_lookup(&f->session->sources, one->file)->bytes;
    one->same = sl_house_is_same_text(was, one->text);
}

static const sl_item *find_item(const sl_strategy *s, const sl_item *item)
{
    return sl_strategy_lookup_item(s, item->id);
}

static void compare_items(const formatting *f, const sl_strategy *now, file *one)
{
    size_t before = 0, after = 0;
    for (size_t i = 0; i < f->s->items.n; i++) {
        const sl_item *item = f->s->items.at[i];
        if (item->span.file != one->file)
            continue;
        before++;
        const sl_item *there = find_item(now, item);
        one->same = one->same && there && sl_house_is_same(f->s, item, now, there);
    }
    for (size_t i = 0; i < now->items.n; i++) {
        const sl_source *source = sl_sources_lookup(now->sources, now->items.at[i]->span.file);
        after += sl_str_equal(source->path, one->path);
    }
    one->same = one->same && before == after;
}

/* Reads the strategy as it would be. A file that says something else is written with more care, and
 * then laid as it was; what is left is read again, until all say the same. */
static void compare(formatting *f)
{
    sl_options o = *f->session->options;
    sl_live *live = sl_live_new(&o);
    for (size_t i = 0; i < f->files.n; i++) {
        file *one = &f->files.at[i];
        if (is_yaml(one->path))
            compare_yaml(f, one);
        if (one->same)
            sl_live_lay(live, one->path, one->text);
    }
    for (bool again = true; again;) {
        sl_making *made = sl_live_check(live);
        const sl_strategy *now = made ? made->session->strategy : NULL;
        again = false;
        for (size_t i = 0; i < f->files.n; i++) {
            file *one = &f->files.at[i];
            if (!one->same || is_yaml(one->path))
                continue;
            if (now)
                compare_items(f, now, one);
            else
                one->same = false;
            if (one->same)
                continue;
            again = true;
            if (one->careful) {
                sl_live_lift(live, one->path);
                continue;
            }
            one->careful = one->same = true;
            one->text = sl_house_write_items(f->session->arena, f->s, one->file, true);
            sl_live_lay(live, one->path, one->text);
        }
    }
    sl_live_free(live);
}

static int commit(formatting *f, sl_outputs *outputs, sl_buf *said)
{
    const char *path = "", *why = "";
    if (sl_outputs_commit(outputs, &path, &why) == SL_COMMIT_DONE)
        return SL_EXIT_OK;
    sl_finding *g = sl_diag_add(&f->session->diags, SL_E0501, SL_SPAN_NONE,
                                "'%s' cannot be written: %s", path, why);
    sl_diag_help(&f->session->diags, g, "what was there has not been replaced");
    said->n = 0;
    return SL_EXIT_FILES;
}

/* Writes what says the same, or with --dry-run says what would be written. */
static int write_all(formatting *f, sl_outputs *outputs)
{
    bool dry = f->session->options->dry_run;
    size_t n = 0;
    sl_buf said;
    sl_buf_init(&said);
    for (size_t i = 0; i < f->files.n; i++) {
        const file *one = &f->files.at[i];
        if (!one->same) {
            sl_buf_push_format(&said, "left as it is: %.*s\n", SL_FMT(one->path));
            continue;
        }
        n++;
        sl_buf_push_format(&said, dry ? "would be formatted: %.*s\n" : "formatted: %.*s\n",
                           SL_FMT(one->path));
        sl_outputs_add(outputs, sl_str_format(f->session->arena, "%.*s", SL_FMT(one->path)).p,
                       one->text);
    }
    int status = dry ? (n ? SL_EXIT_FINDINGS : SL_EXIT_OK)
                 : n ? commit(f, outputs, &said)
                     : SL_EXIT_OK;
    if (!f->files.n)
        sl_buf_push_z(&said, "every file is as the house writes it\n");
    sl_session_print(&said);
    sl_buf_done(&said);
    return status;
}

int sl_run_format(const sl_options *o)
{
    sl_session s;
    sl_session_init(&s, o);
    const char *why;
    sl_outputs *outputs = sl_outputs_new(s.arena, o->folder);
    if (!o->dry_run)
        sl_outputs_lock(outputs, &why);
    sl_session_load(&s);
    formatting f = {.session = &s, .s = s.strategy};
    int status = SL_EXIT_OK;
    if (f.s && !sl_session_has_errors(&s) && check_asked(&f) && (o->dry_run || !is_signed(&f))) {
        find_files(&f);
        if (f.files.n)
            compare(&f);
        status = write_all(&f, outputs);
    }
    sl_outputs_done(outputs);
    if (!f.s || sl_session_has_errors(&s)) {
        int reported = sl_session_report(&s, SL_STR_NONE);
        status = status ? status : reported;
    }
    sl_session_done(&s);
    return status;
}
