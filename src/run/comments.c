/* The verb comments: what came back in Word files, each remark at its line. */
#include "comments/report.h"
#include "comments/response.h"

#include <stdio.h>

#include "base/file.h"
#include "base/outputs.h"
#include "base/limits.h"
#include "model/audience.h"
#include "run/apply.h"
#include "run/report.h"
#include "run/verbs.h"
#include "session/make.h"
#include "word/place.h"

typedef struct commenting {
    sl_session *s;
    sl_making m;
    sl_map books;   /* by document and audience: sl_book */
    sl_diags diags; /* what is printed: the strategy's own findings are for `check` */
    sl_buf lines;
    sl_buf responses; /* entries that are not on record yet */
    sl_map ids;       /* of all that are */
    size_t recorded;
    size_t counts[2]; /* comments, changes */
    size_t lost;
    bool failed;
    sl_applying applying;
    uint32_t origins; /* files that were read */
} commenting;

static const sl_document *find_document(const commenting *c, sl_str name)
{
    const sl_documents *all = &c->s->strategy->documents;
    for (size_t i = 0; name.n && i < all->n; i++)
        if (sl_str_equal(all->at[i].name, name))
            return &all->at[i];
    return NULL;
}

/* The document that the file is of, as it is now. */
static const sl_book *compose(commenting *c, const sl_returned *file)
{
    sl_session *s = c->s;
    sl_str audience = file->audience;
    if (!audience.n || !sl_audience_is_known(s->strategy, audience))
        audience = sl_audience_widest(s->strategy);
    sl_str key = sl_str_format(s->arena, "%.*s %.*s", SL_FMT(file->document), SL_FMT(audience));
    const sl_book *known = sl_map_lookup(&c->books, key);
    if (known)
        return known;
    const sl_document *d = find_document(c, file->document);
    if (!sl_make_view(&c->m, audience))
        return NULL;
    if (d ? !sl_make_document(&c->m, d, NULL, SL_STR_NONE) : !sl_make_book(&c->m, SL_STR_NONE))
        return NULL;
    sl_map_add(&c->books, key, c->m.book);
    return c->m.book;
}

/* --- findings --- */

static void add_finding(commenting *c, const char *name, const sl_remark *r)
{
    c->counts[!sl_remark_is_comment(r)]++;
    c->lost += !r->span.file;
    sl_remark_report(&c->diags, c->s->arena, name, r);
}

/* path:line:col: comment (author, date): words */
static void push_short(commenting *c, const char *name, const sl_remark *r)
{
    if (r->span.file) {
        sl_place at = sl_sources_locate(&c->s->sources, r->span.file, r->span.begin);
        sl_buf_push_format(&c->lines, "%.*s:%u:%u: ",
                           SL_FMT(sl_sources_lookup(&c->s->sources, r->span.file)->name), at.line,
                           at.column);
    } else {
        sl_buf_push_format(&c->lines, "%s: not placed: ", name);
    }
    sl_remark_push(&c->lines, r);
    if (r->sent.n && r->span.file)
        sl_buf_push_z(&c->lines, " [the text has changed since]");
    sl_buf_push_char(&c->lines, '\n');
}

/* --- a file --- */

static void refuse(commenting *c, const char *name, const char *why)
{
    const sl_finding *f = sl_reply_report_unread(&c->diags, name, why);
    sl_buf_push_format(&c->lines, "%s: error[%s]: it cannot be read: %s\n", name,
                       sl_code_name(f->code), why);
    c->failed = true;
}

static void say_version(commenting *c, const char *name, const sl_returned *file,
                        const sl_book *book)
{
    if (!file->content.n) {
        sl_finding *f = sl_diag_add(&c->diags, SL_E0705, SL_SPAN_NONE,
                                    "'%s' does not say from which text it was made", name);
        sl_diag_help(&c->diags, f, "its places are found by the words of its paragraphs alone");
        return;
    }
    if (sl_str_equal(file->content, book->digest))
        return;
    sl_finding *f = sl_diag_add(
        &c->diags, SL_E0704, SL_SPAN_NONE,
        "'%s' was made from another text: version %.*s, content %.8s; this is version %.*s, "
        "content %.8s",
        name, SL_FMT(file->version), file->content.n >= 8 ? file->content.p : "?",
        SL_FMT(book->version), book->digest.n >= 8 ? book->digest.p : "?");
    sl_diag_help(&c->diags, f, "where a paragraph has changed since, both wordings are printed");
}

static void record(commenting *c, const sl_remarks *all, bool is_current)
{
    const sl_options *o = c->s->options;
    sl_response_options options = {.strategy = c->s->strategy,
                                   .by = o->by ? sl_str_from(o->by) : SL_STR("Reviewer"),
                                   .on = o->on.year ? o->on : c->s->strategy->as_of,
                                   .is_current = is_current,
                                   .ids = &c->ids};
    c->recorded += sl_response_emit(&c->responses, all, &options);
}

/* With changes that are made what is left to say is of the others alone. */
static void count(commenting *c, const sl_remarks *all)
{
    for (size_t i = 0; i < all->n; i++) {
        c->counts[!sl_remark_is_comment(&all->at[i])]++;
        c->lost += !all->at[i].span.file;
    }
}

static void read_file(commenting *c, const char *name)
{
    sl_arena *a = c->s->arena;
    sl_str bytes;
    const char *why = "it is no Word file that can be read";
    sl_file_status status = sl_file_read(a, name, SL_LIMIT_OFFICE_FILE, &bytes, &why);
    if (status != SL_FILE_OK) {
        refuse(c, name,
               status == SL_FILE_MISSING     ? "there is no such file"
               : status == SL_FILE_TOO_LARGE ? "it is larger than 64 MiB"
                                             : "the system does not let us");
        return;
    }
    const sl_returned *file = sl_returned_read(a, bytes, &why);
    if (!file) {
        refuse(c, name, why);
        return;
    }
    const sl_book *book = compose(c, file);
    if (!book)
        return;
    say_version(c, name, file, book);
    sl_remarks all = sl_remarks_place(a, &c->s->sources, book, file);
    if (c->s->options->apply) {
        count(c, &all);
        sl_apply_add(&c->applying, book, &all, ++c->origins);
    }
    for (size_t i = 0; i < all.n && !c->s->options->apply; i++) {
        add_finding(c, name, &all.at[i]);
        push_short(c, name, &all.at[i]);
    }
    if (c->s->options->record)
        record(c, &all, sl_str_equal(file->content, book->digest));
}

/* --- the record --- */

#define RECORD "engagement/word.yaml"

static void begin_record(commenting *c)
{
    const sl_record *r = c->s->strategy->record;
    sl_map_init(&c->ids, c->s->arena);
    sl_buf_init(&c->responses);
    for (size_t i = 0; r && i < r->responses.n; i++)
        sl_map_add(&c->ids, r->responses.at[i].id, c);
}

/* The file as it is with what is new behind it; false when its authors have made something of it to
 * which nothing can be added. */
static bool extend(commenting *c, sl_buf *out)
{
    sl_arena *a = c->s->arena;
    sl_str old = SL_STR_NONE;
    const char *path = sl_file_join(a, c->s->options->folder, RECORD), *why;
    if (sl_file_is_there(path) &&
        sl_file_read(a, path, SL_LIMIT_FILE_BYTES, &old, &why) != SL_FILE_OK)
        return false;
    if (old.n)
        sl_buf_push_str(out, old);
    else
        sl_buf_push_z(out, "# yaml-language-server: $schema=../schema/engagement.json\n"
                           "responses:\n");
    if (out->p[out->n - 1] != '\n')
        sl_buf_push_char(out, '\n');
    sl_buf_push_str(out, sl_buf_str(&c->responses));
    sl_sources sources;
    sl_diags unsaid;
    sl_sources_init(&sources, a);
    sl_diags_init(&unsaid, a, &sources);
    uint32_t was = sl_sources_add(&sources, SL_STR("old"), SL_STR("old"), old);
    uint32_t is = sl_sources_add(&sources, SL_STR("new"), SL_STR("new"), sl_buf_copy(out, a));
    const sl_yaml *before =
        sl_yaml_lookup(sl_yaml_parse(a, &unsaid, was, 0, (uint32_t)old.n), "responses");
    const sl_yaml *after =
        sl_yaml_lookup(sl_yaml_parse(a, &unsaid, is, 0, (uint32_t)out->n), "responses");
    return after && after->count == (before ? before->count : 0) + c->recorded;
}

/* Nothing is written when a file could not be read: all of them are recorded, or none. */
static bool write_record(commenting *c, sl_outputs *outputs)
{
    const sl_options *o = c->s->options;
    sl_arena *a = c->s->arena;
    const char *path = sl_file_join(a, o->folder, RECORD), *why = "it is not a list of responses";
    sl_buf file;
    sl_buf_init(&file);
    bool good = extend(c, &file);
    if (good && c->recorded) {
        sl_outputs_add(outputs, RECORD, sl_buf_str(&file));
        good = sl_file_make_folder(sl_file_join(a, o->folder, "engagement")) &&
               sl_outputs_commit(outputs, &path, &why) == SL_COMMIT_DONE;
    }
    sl_buf_done(&file);
    if (good) {
        fprintf(stderr, "%zu recorded in %s\n", c->recorded, sl_file_join(a, o->folder, RECORD));
        return true;
    }
    sl_finding *f = sl_diag_add(&c->diags, SL_E0706, SL_SPAN_NONE,
                                "nothing can be recorded in '%s': %s", path, why);
    sl_diag_help(&c->diags, f, "its last key must be 'responses', with a list below it");
    return false;
}

/* --- the report --- */

static void push_summary(const commenting *c, sl_buf *b)
{
    sl_buf_push_format(b, "{\"comments\": %zu, \"changes\": %zu, \"not_placed\": %zu", c->counts[0],
                       c->counts[1], c->lost);
    if (c->s->options->apply)
        sl_buf_push_format(b, ", \"made\": %zu, \"refused\": %zu, \"conflicts\": %zu",
                           c->applying.made, c->applying.refused, c->applying.conflicts);
    sl_buf_push_char(b, '}');
}

static void push_count(sl_buf *out, size_t n, const char *one)
{
    sl_buf_push_format(out, "%zu %s%s", n, one, n == 1 ? "" : "s");
}

static void push_last_line(const commenting *c, sl_buf *out)
{
    const sl_options *o = c->s->options;
    if (o->apply)
        sl_apply_push_done(&c->applying, out, !o->dry_run && !c->failed);
    push_count(out, c->counts[0], "comment");
    sl_buf_push_z(out, ", ");
    push_count(out, c->counts[1], "change");
    if (c->lost)
        sl_buf_push_format(out, "; %zu of them could not be placed", c->lost);
    sl_buf_push_char(out, '\n');
}

static void print(commenting *c)
{
    sl_buf out, summary;
    sl_buf_init(&out);
    sl_buf_init(&summary);
    sl_diags_sort(&c->diags);
    push_summary(c, &summary);
    bool for_people =
        c->s->options->report == SL_REPORT_HUMAN || c->s->options->report == SL_REPORT_SHORT;
    if (for_people)
        sl_buf_push_str(&out, sl_buf_str(&c->applying.diff));
    switch (c->s->options->report) {
    case SL_REPORT_HUMAN:
        sl_report_human(&out, &c->diags, c->s->options->color);
        push_last_line(c, &out);
        break;
    case SL_REPORT_SHORT:
        sl_buf_push_str(&out, sl_buf_str(&c->lines));
        if (c->s->options->apply)
            sl_report_short(&out, &c->diags);
        break;
    case SL_REPORT_JSON:
        sl_report_json(&out, &c->diags, sl_buf_str(&summary));
        break;
    case SL_REPORT_SARIF:
        sl_report_sarif(&out, &c->diags);
        break;
    case SL_REPORT_GITHUB:
        sl_report_github(&out, &c->diags);
        break;
    case SL_REPORT__COUNT:
        break;
    }
    sl_session_print(&out);
    sl_buf_done(&out);
    sl_buf_done(&summary);
}

int sl_run_comments(const sl_options *o)
{
    sl_options quiet = *o;
    sl_session s;
    quiet.pdf = quiet.html = quiet.docx = quiet.png = false; /* no picture is drawn */
    sl_session_init(&s, &quiet);
    /* From reading what is changed to writing it, so that nobody's words are lost. */
    const char *why;
    bool writes = o->record || (o->apply && !o->dry_run);
    sl_outputs *outputs = writes ? sl_outputs_new(s.arena, o->folder) : NULL;
    if (outputs)
        sl_outputs_lock(outputs, &why);
    sl_session_load(&s);
    commenting c = {.s = &s};
    if (!s.strategy || sl_session_has_errors(&s) || !sl_make_open(&c.m, &s)) {
        if (outputs)
            sl_outputs_done(outputs);
        int status = sl_session_report(&s, SL_STR_NONE);
        sl_session_done(&s);
        return status;
    }
    sl_map_init(&c.books, s.arena);
    sl_buf_init(&c.lines);
    sl_diags_init(&c.diags, s.arena, &s.sources);
    c.diags.most = UINT32_MAX;
    begin_record(&c);
    sl_apply_begin(&c.applying, &s, &c.diags);
    for (size_t i = 0; i < o->word_count; i++)
        read_file(&c, o->words[i]);
    if (o->record && !c.failed && outputs && !write_record(&c, outputs))
        c.failed = true;
    if (o->apply)
        sl_apply_settle(&c.applying);
    if (o->apply && !c.failed && outputs && !sl_apply_commit(&c.applying, outputs))
        c.failed = true;
    if (outputs)
        sl_outputs_done(outputs);
    print(&c);
    sl_apply_done(&c.applying);
    sl_buf_done(&c.lines);
    sl_buf_done(&c.responses);
    sl_session_done(&s);
    return c.failed ? SL_EXIT_FILES : SL_EXIT_OK;
}
