#include "serve/found.h"

#include <limits.h>
#include <stdlib.h>

#include "base/file.h"
#include "serve/asked.h"
#include "serve/editor.h"

static double number_of(const json_t *o, const char *key)
{
    const json_t *n = json_object_get(o, key);
    return json_is_number(n) ? json_number_value(n) : -1;
}

static sl_span find(sl_preview *p, const json_t *asked)
{
    double page = number_of(asked, "page"), x = number_of(asked, "x"), y = number_of(asked, "y");
    if (page >= 1 && page < INT_MAX)
        return sl_preview_find_point(p, (uint32_t)page - 1, x, y);
    return sl_preview_find_text(p, sl_asked_text(asked, "text"));
}

void sl_found_push(sl_buf *b, sl_preview *p, const sl_options *options, const char *editor,
                   const sl_starter *starter, const json_t *asked)
{
    const sl_sources *sources = &p->making->session->sources;
    sl_span span = find(p, asked);
    if (!span.file || !sl_sources_lookup(sources, span.file)->kept) {
        sl_buf_push_z(b, "{}"); /* of the program's own, or unknown */
        return;
    }
    sl_str path = sl_sources_lookup(sources, span.file)->path;
    sl_place at = sl_sources_locate(sources, span.file, span.begin);
    sl_arena *a = sl_arena_new();
    sl_buf_push_z(b, "{");
    sl_buf_push_json_pair(b, "file", path, true);
    sl_buf_push_format(b, ", \"line\": %u, \"column\": %u", at.line, at.column);
    char *whole = realpath(sl_file_join(a, options->folder, sl_str_copy(a, path).p), NULL);
    bool may_open = json_is_true(json_object_get(asked, "open")) && !options->read_only;
    if (may_open && editor && whole) {
        sl_str address = sl_editor_address(a, editor, whole, at.line, at.column);
        if (address.n)
            sl_buf_push_json_pair(b, "address", address, false);
        else
            sl_buf_push_format(b, ", \"opened\": %s",
                               sl_starter_open(starter, whole, at.line, at.column) ? "true"
                                                                                   : "false");
    }
    free(whole);
    sl_arena_free(a);
    sl_buf_push_z(b, "}");
}
