#include "lsp/desk.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"

enum { MOST_SHEETS = 4096, MOST_ROOMS = 32 };

static void free_sheet(sl_sheet *s)
{
    sl_buf_done(&s->text);
    sl_mem_free(s->uri);
    sl_mem_free(s);
}

void sl_desk_done(sl_desk *d)
{
    for (size_t i = 0; i < d->count; i++)
        free_sheet(d->sheets[i]);
    sl_mem_free(d->sheets);
    sl_mem_free(d->by);
    while (d->rooms) {
        sl_room *next = d->rooms->next;
        sl_room_free(d->rooms);
        d->rooms = next;
    }
}

/* It stands in a line of reviews.lock. */
void sl_desk_name_author(sl_desk *d, sl_str by)
{
    for (size_t i = 0; i < by.n; i++)
        if ((unsigned char)by.p[i] < 0x20 || by.p[i] == 0x7F)
            return;
    if (d->by || !sl_str_trim(by).n || sl_str_trim(by).n != by.n || by.n > 200)
        return;
    d->by = sl_mem_alloc(by.n + 1);
    memcpy(d->by, by.p, by.n);
}

/* The room of a folder, which has a strategy.yaml. */
static sl_room *room_of(sl_desk *d, const char *folder)
{
    size_t n = 0;
    for (sl_room *r = d->rooms; r; r = r->next, n++)
        if (strcmp(r->folder, folder) == 0)
            return r;
    if (n >= MOST_ROOMS)
        return NULL;
    sl_room *r = sl_room_new(d->options, folder, d->utf8);
    r->by = d->by;
    r->next = d->rooms;
    d->rooms = r;
    return r;
}

static bool is_strategy(sl_arena *a, const char *folder)
{
    return sl_file_exists(sl_file_join(a, folder, "strategy.yaml"));
}

bool sl_desk_open_folder(sl_desk *d, sl_str uri)
{
    sl_arena *a = sl_arena_new();
    sl_str path = sl_uri_path(a, uri);
    while (path.n > 1 && path.p[path.n - 1] == '/')
        path.n--;
    const char *folder = sl_str_copy(a, path).p, *content = sl_file_join(a, folder, "content");
    bool own = path.n && is_strategy(a, folder);
    bool below = path.n && !own && is_strategy(a, content);
    if (own || below)
        room_of(d, own ? folder : content);
    sl_arena_free(a);
    return own || below;
}

/* Whether a sheet is of the file at a path. */
static bool is_at(const sl_sheet *s, sl_str path)
{
    size_t folder = s->room ? strlen(s->room->folder) : 0;
    return s->room && path.n > folder && path.p[folder] == '/' &&
           sl_str_starts(path, s->room->folder) &&
           sl_str_equal_z(sl_str_slice(path, folder + 1, path.n), s->path);
}

/* An editor may spell the address of one file in several ways (%C3%A9, %c3%a9). */
sl_sheet *sl_desk_find(const sl_desk *d, sl_str uri)
{
    for (size_t i = 0; i < d->count; i++)
        if (sl_str_equal_z(uri, d->sheets[i]->uri))
            return d->sheets[i];
    sl_sheet *found = NULL;
    sl_arena *a = sl_arena_new();
    sl_str path = sl_uri_path(a, uri);
    for (size_t i = 0; path.n && !found && i < d->count; i++)
        found = is_at(d->sheets[i], path) ? d->sheets[i] : NULL;
    sl_arena_free(a);
    return found;
}

/* The nearest folder above a file that has a strategy; empty: none. */
static sl_str folder_of(sl_arena *a, sl_str path)
{
    sl_str folder = sl_file_parent(path);
    while (folder.n > 1) {
        sl_str bare = sl_str_slice(folder, 0, folder.n - 1);
        const char *z = sl_str_copy(a, bare).p;
        if (is_strategy(a, z))
            return sl_str_from(z);
        folder = sl_file_parent(bare);
    }
    return SL_STR_NONE;
}

/* The room that a file belongs to, and its path there. */
static sl_room *find_room(sl_desk *d, sl_arena *a, sl_str uri, sl_str *below)
{
    sl_str path = sl_uri_path(a, uri);
    if (!path.n)
        return NULL;
    for (sl_room *r = d->rooms; r; r = r->next) {
        size_t n = strlen(r->folder);
        if (sl_str_starts(path, r->folder) && path.n > n && path.p[n] == '/') {
            *below = sl_str_slice(path, n + 1, path.n);
            return sl_file_path_is_inside(*below) ? r : NULL;
        }
    }
    sl_str folder = folder_of(a, path);
    if (!folder.n)
        return NULL;
    *below = sl_str_slice(path, folder.n + 1, path.n);
    return sl_file_path_is_inside(*below) ? room_of(d, folder.p) : NULL;
}

static void lay(sl_sheet *s)
{
    if (s->room)
        sl_live_lay(s->room->live, sl_str_from(s->path), sl_buf_str(&s->text));
}

static void take_room(sl_desk *d, sl_sheet *s, sl_str uri)
{
    sl_arena *a = sl_arena_new();
    sl_str below;
    s->room = find_room(d, a, uri, &below);
    if (s->room) {
        s->path = sl_str_copy(s->room->arena, below).p;
        json_object_set_new(s->room->uris, s->path, sl_room_text(uri));
    }
    sl_arena_free(a);
}

bool sl_desk_open(sl_desk *d, sl_str uri, sl_str text)
{
    if (text.n > SL_LIMIT_DATASET_BYTES || uri.n > 4096)
        return false;
    sl_sheet *s = sl_desk_find(d, uri);
    if (!s) {
        if (d->count == MOST_SHEETS)
            return false;
        if (d->count == d->cap) {
            d->cap = d->cap ? d->cap * 2 : 16;
            d->sheets = sl_mem_resize(d->sheets, d->cap * sizeof *d->sheets);
        }
        s = sl_mem_alloc(sizeof *s);
        s->uri = sl_mem_alloc(uri.n + 1);
        memcpy(s->uri, uri.p, uri.n);
        sl_buf_init(&s->text);
        take_room(d, s, uri);
        d->sheets[d->count++] = s;
    }
    s->text.n = 0;
    sl_buf_push_str(&s->text, text);
    lay(s);
    return true;
}

/* One change: of a range, or of all. */
static bool change(sl_desk *d, sl_sheet *s, const json_t *one)
{
    const json_t *text = json_object_get(one, "text"), *range = json_object_get(one, "range");
    if (!json_is_string(text))
        return false;
    sl_str piece = {json_string_value(text), json_string_length(text)};
    uint32_t begin = 0, end = (uint32_t)s->text.n;
    sl_arena *a = sl_arena_new();
    sl_rows rows;
    sl_rows_read(&rows, a, sl_buf_str(&s->text), d->utf8);
    bool good = !range || json_is_null(range) ||
                (sl_rows_offset(&rows, json_object_get(range, "start"), &begin) &&
                 sl_rows_offset(&rows, json_object_get(range, "end"), &end));
    sl_arena_free(a);
    if (begin > end) { /* a selection that was made backwards */
        uint32_t swap = begin;
        begin = end;
        end = swap;
    }
    if (!good || s->text.n + piece.n > SL_LIMIT_DATASET_BYTES)
        return false;
    sl_buf next;
    sl_buf_init(&next);
    sl_buf_push(&next, s->text.p ? s->text.p : "", begin);
    sl_buf_push_str(&next, piece);
    sl_buf_push(&next, (s->text.p ? s->text.p : "") + end, s->text.n - end);
    sl_buf_done(&s->text);
    s->text = next;
    return true;
}

bool sl_desk_change(sl_desk *d, sl_sheet *s, const json_t *changes)
{
    bool good = true;
    for (size_t i = 0; i < json_array_size(changes); i++)
        good = change(d, s, json_array_get(changes, i)) && good;
    lay(s);
    return good;
}

void sl_desk_close(sl_desk *d, sl_str uri)
{
    const sl_sheet *closed = sl_desk_find(d, uri);
    for (size_t i = 0; i < d->count; i++) {
        sl_sheet *s = d->sheets[i];
        if (s != closed)
            continue;
        if (s->room)
            sl_live_lift(s->room->live, sl_str_from(s->path));
        free_sheet(s);
        d->sheets[i] = d->sheets[--d->count];
        return;
    }
}

sl_room *sl_desk_locate(sl_desk *d, sl_str uri, uint32_t *file)
{
    sl_arena *a = sl_arena_new();
    sl_str below = SL_STR_NONE;
    sl_room *r = find_room(d, a, uri, &below);
    *file = 0;
    if (r) {
        sl_room_check(r);
        *file = sl_room_file(r, below);
    }
    sl_arena_free(a);
    return r;
}
