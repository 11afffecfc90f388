#include "comments/report.h"

#include "base/file.h"
#include "base/limits.h"
#include "late/late.h"
#include "word/place.h"

void sl_remark_report(sl_diags *d, sl_arena *a, const char *name, const sl_remark *r)
{
    bool comment = sl_remark_is_comment(r);
    sl_buf b;
    sl_buf_init(&b);
    sl_remark_push(&b, r);
    if (!r->span.file)
        sl_buf_push_format(&b, " [%s, %sparagraph %u]", name, r->in_note ? "note, " : "",
                           r->number);
    sl_code code = !r->span.file ? SL_E0702 : comment ? SL_E0700 : SL_E0701;
    sl_finding *f = sl_diag_add(d, code, r->span, "%.*s", SL_FMT(sl_buf_str(&b)));
    sl_buf_done(&b);
    sl_str quote = sl_place_squeeze(a, r->quote);
    if (!r->span.file && quote.n && comment)
        sl_diag_note_at(d, f, SL_SPAN_NONE, "it is about \"%.*s\"", SL_FMT(quote));
    if (!r->span.file)
        sl_diag_help(d, f,
                     "no paragraph of the document says what stands there: look for it by hand");
    if (r->sent.n && r->span.file) {
        sl_diag_note_at(d, f, SL_SPAN_NONE, "it was sent out as \"%.*s\"", SL_FMT(r->sent));
        sl_diag_note_at(d, f, SL_SPAN_NONE, "it is now \"%.*s\"", SL_FMT(r->now));
    }
}

sl_finding *sl_reply_report_unread(sl_diags *d, const char *name, const char *why)
{
    bool ours = sl_office_is_missing();
    sl_finding *f = sl_diag_add(d, ours ? SL_E0502 : SL_E0703, SL_SPAN_NONE,
                                "'%s' cannot be read: %s", name, why);
    sl_diag_help(d, f, "%s",
                 ours ? SL_LATE_REMEDY
                      : "open it in Word or LibreOffice and save it again as .docx");
    return f;
}

/* Word files but those that Word has open: ~$name.docx. */
static bool is_reply(sl_str path)
{
    return sl_str_ends(path, ".docx") && !sl_str_starts(sl_file_name(path), "~");
}

static void list(sl_arena *a, const char *folder, sl_listing *all)
{
    *all = (sl_listing){0};
    const char *path = sl_file_join(a, folder, SL_REPLIES_FOLDER);
    if (sl_file_is_folder(path))
        sl_file_list(a, path, all);
}

bool sl_replies_are_there(sl_arena *a, const char *folder)
{
    sl_listing all;
    list(a, folder, &all);
    for (size_t i = 0; i < all.paths.n; i++)
        if (is_reply(all.paths.at[i]))
            return true;
    return false;
}

static void read_one(sl_arena *a, sl_diags *d, const sl_sources *sources, const sl_book *book,
                     const char *folder, sl_reply_file *file)
{
    sl_str bytes;
    const char *why = "the system does not let us";
    sl_file_status status =
        sl_file_read_beneath(a, folder, file->path.p, SL_LIMIT_OFFICE_FILE, &bytes, &why);
    const sl_returned *returned = status == SL_FILE_OK ? sl_returned_read(a, bytes, &why) : NULL;
    if (returned) {
        file->remarks = sl_remarks_place(a, sources, book, returned);
        return;
    }
    sl_finding *f = sl_reply_report_unread(d, file->path.p, why);
    f->severity = SL_SEVERITY_WARNING; /* the strategy itself is none the worse */
}

sl_reply_files sl_replies_read(sl_arena *a, sl_diags *d, const sl_sources *sources,
                               const sl_book *book, const char *folder)
{
    sl_reply_files files = {0};
    sl_listing all;
    list(a, folder, &all);
    for (size_t i = 0; i < all.paths.n; i++) {
        if (!is_reply(all.paths.at[i]))
            continue;
        sl_reply_file file = {
            .path = sl_str_format(a, SL_REPLIES_FOLDER "/%.*s", SL_FMT(all.paths.at[i]))};
        read_one(a, d, sources, book, folder, &file);
        SL_PUSH(a, files, file);
    }
    return files;
}
