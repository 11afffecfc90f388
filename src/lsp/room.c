#include "lsp/room.h"

#include <time.h>

#include "base/buf.h"
#include "comments/report.h"
#include "session/cursor.h"

/* Files that other programs write are looked at as often, while somebody types. */
enum { ASK_EVERY = 2000 };

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

sl_room *sl_room_new(const sl_options *options, const char *folder, bool utf8)
{
    sl_arena *a = sl_arena_new();
    sl_room *r = SL_NEW(a, sl_room);
    r->arena = a;
    r->folder = sl_arena_copy(a, folder, strlen(folder));
    r->options = *options;
    r->options.folder = r->folder;
    r->live = sl_live_new(&r->options);
    r->cursor_prefix = sl_cursor_prefix(a, r->folder);
    r->round = sl_arena_new();
    r->utf8 = utf8;
    r->published = json_object();
    r->uris = json_object();
    return r;
}

void sl_room_free(sl_room *r)
{
    json_decref(r->published);
    json_decref(r->uris);
    sl_live_free(r->live);
    sl_arena_free(r->round);
    sl_arena_free(r->arena);
}

bool sl_room_is_stale(const sl_room *r)
{
    return sl_live_is_stale(r->live);
}

/* What reviewers wrote into Word files that lie in the folder, at its places. */
static void add_replies(sl_room *r)
{
    sl_session *s = r->session;
    sl_str audience;
    if (!s->strategy || sl_session_is_stopped(s) || !r->making->layout ||
        !sl_replies_are_there(s->arena, r->folder) || !sl_make_find_audience(s, &audience) ||
        !sl_make_view(r->making, audience) || !sl_make_book(r->making, SL_STR_NONE))
        return;
    sl_reply_files files =
        sl_replies_read(s->arena, &s->diags, &s->sources, r->making->book, r->folder);
    for (size_t i = 0; i < files.n; i++)
        for (size_t k = 0; k < files.at[i].remarks.n; k++)
            sl_remark_report(&s->diags, s->arena, files.at[i].path.p, &files.at[i].remarks.at[k]);
}

void sl_room_check(sl_room *r)
{
    if (now() - r->asked > ASK_EVERY) {
        sl_live_touch(r->live);
        r->asked = now();
    }
    if (!sl_live_is_stale(r->live))
        return;
    r->making = sl_live_check(r->live);
    r->is_told = false;
    r->session = r->making->session;
    r->s = r->session->strategy;
    add_replies(r);
    sl_arena_reset(r->round, (sl_arena_mark){0});
    r->rows = SL_NEW_ARRAY(r->round, sl_rows, r->session->sources.files.n + 1);
}

json_t *sl_room_text(sl_str s)
{
    json_t *text = json_stringn(s.p ? s.p : "", s.n);
    return text ? text : json_string("");
}

static bool stays(char c)
{
    return sl_is_letter(c) || sl_is_digit(c) || strchr("/-._~", c);
}

json_t *sl_uri_from(const char *path)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_z(&b, "file://");
    for (; *path; path++) {
        if (stays(*path))
            sl_buf_push_char(&b, *path);
        else
            sl_buf_push_format(&b, "%%%02X", (unsigned)(unsigned char)*path);
    }
    json_t *uri = sl_room_text(sl_buf_str(&b));
    sl_buf_done(&b);
    return uri;
}

static int hex(char c)
{
    return sl_is_digit(c)                             ? c - '0'
           : sl_lower(c) >= 'a' && sl_lower(c) <= 'f' ? sl_lower(c) - 'a' + 10
                                                      : -1;
}

sl_str sl_uri_path(sl_arena *a, sl_str uri)
{
    if (!sl_str_starts(uri, "file://"))
        return SL_STR_NONE;
    size_t slash = sl_str_find_char(uri, '/', strlen("file://"));
    if (slash == SIZE_MAX)
        return SL_STR_NONE;
    char *p = sl_arena_alloc(a, uri.n + 1);
    size_t n = 0;
    for (size_t i = slash; i < uri.n; i++) {
        int high = uri.p[i] == '%' && i + 2 < uri.n ? hex(uri.p[i + 1]) : -1;
        int low = high >= 0 ? hex(uri.p[i + 2]) : -1;
        if (low >= 0)
            i += 2;
        p[n++] = low >= 0 ? (char)(high * 16 + low) : uri.p[i];
        if (!p[n - 1])
            return SL_STR_NONE;
    }
    return (sl_str){p, n};
}

json_t *sl_room_uri_of(const sl_room *r, sl_str path)
{
    const char *z = sl_str_copy(r->round, path).p;
    json_t *own = json_object_get(r->uris, z);
    return own ? json_incref(own) : sl_uri_from(sl_file_join(r->round, r->folder, z));
}

json_t *sl_room_uri(const sl_room *r, uint32_t file)
{
    const sl_source *source = sl_sources_lookup(&r->session->sources, file);
    if (!file)
        return sl_room_uri_of(r, SL_STR("strategy.yaml"));
    bool outside = !source->kept && sl_str_starts(source->name, "/") &&
                   !sl_str_starts(source->name, r->folder);
    return outside ? sl_uri_from(sl_str_copy(r->round, source->name).p)
                   : sl_room_uri_of(r, source->path.n ? source->path : SL_STR("strategy.yaml"));
}

uint32_t sl_room_file(const sl_room *r, sl_str path)
{
    const sl_sources *sources = &r->session->sources;
    const sl_folder_file *kept = sl_folder_find(sources->folder, path);
    return kept && kept->number < sources->files.n && sources->files.at[kept->number].kept == kept
               ? kept->number
               : 0;
}

const sl_rows *sl_room_rows(sl_room *r, uint32_t file)
{
    sl_rows *rows = &r->rows[file];
    if (!rows->begins)
        sl_rows_read(rows, r->round, sl_sources_lookup(&r->session->sources, file)->bytes, r->utf8);
    return rows;
}

json_t *sl_room_range(sl_room *r, sl_span span)
{
    return sl_rows_range(sl_room_rows(r, span.file), span.begin, span.end);
}

json_t *sl_room_location(sl_room *r, sl_span span)
{
    if (!span.file)
        return NULL;
    return json_pack("{s:o, s:o}", "uri", sl_room_uri(r, span.file), "range",
                     sl_room_range(r, span));
}
