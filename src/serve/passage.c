#include "serve/passage.h"

#include "base/file.h"
#include "base/limits.h"
#include "edit/prose_edit.h"

static bool holds(sl_span outer, uint32_t file, uint32_t at)
{
    return outer.file == file && outer.begin <= at && at < outer.end;
}

static bool is_passage(const sl_node *n)
{
    return n->kind == SL_NODE_PARAGRAPH || n->kind == SL_NODE_HEADING ||
           n->kind == SL_NODE_CODE_BLOCK || n->kind == SL_NODE_BLOCK || n->kind == SL_NODE_TABLE;
}

/* The innermost block of an item's text that holds a place; NULL: it is in none. */
static const sl_node *find_block(const sl_item *item, uint32_t file, uint32_t at)
{
    const sl_node *best = NULL;
    for (const sl_node *n = item->body ? item->body->first : NULL; n;
         n = sl_node_walk_blocks(item->body, n))
        if (is_passage(n) && holds(n->span, file, at))
            best = n;
    return best;
}

static const sl_node *find_at(const sl_asking *q, uint32_t file, uint32_t at, const sl_item **item)
{
    for (size_t i = 0; i < q->s->items.n; i++) {
        const sl_node *n = find_block(q->s->items.at[i], file, at);
        *item = q->s->items.at[i];
        if (n)
            return n;
    }
    return NULL;
}

static void push_passage(const sl_asking *q, const sl_item *item, sl_span at)
{
    const sl_sources *sources = q->s->sources;
    sl_buf_push_z(q->out, "{");
    sl_buf_push_json_pair(q->out, "id", item->id, true);
    sl_buf_push_json_pair(q->out, "file", sl_sources_lookup(sources, at.file)->path, false);
    sl_buf_push_format(q->out, ", \"line\": %u, \"begin\": %u",
                       sl_sources_locate(sources, at.file, at.begin).line, at.begin);
    sl_buf_push_json_pair(q->out, "source", sl_prose_lines(q->arena, sl_span_text(sources, at)),
                          false);
    sl_buf_push_z(q->out, "}");
}

/* Where a place is asked for by file and byte; a file of 0: it is none of an item's. */
static sl_span place_of(const sl_asking *q, sl_str file, uint32_t begin)
{
    for (size_t i = 0; i < q->s->items.n; i++) {
        const sl_node *body = q->s->items.at[i]->body;
        if (body && sl_str_equal(sl_sources_lookup(q->s->sources, body->span.file)->path, file))
            return (sl_span){body->span.file, begin, begin};
    }
    return SL_SPAN_NONE;
}

static uint32_t asked_begin(const sl_asking *q)
{
    json_int_t n = json_integer_value(json_object_get(q->asked, "begin"));
    return n >= 0 && n <= UINT32_MAX ? (uint32_t)n : 0;
}

unsigned sl_passage_find(sl_asking *q)
{
    sl_str text = sl_asked_text(q->asked, "text"), file = sl_asked_text(q->asked, "file");
    if (!q->s || (!text.n && !file.n))
        return sl_asking_refuse(q, q->s ? 400 : 422, "say which: \"text\", or \"file\"");
    const sl_item *item;
    sl_span at =
        text.n ? sl_preview_find_text(q->e->preview, text) : place_of(q, file, asked_begin(q));
    const sl_node *n = at.file ? find_at(q, at.file, at.begin, &item) : NULL;
    if (!n)
        return sl_asking_refuse(q, 422,
                                "this is no paragraph of an item's text: it is made of keys or of "
                                "data");
    push_passage(q, item, n->span);
    return 200;
}

/* --- saving --- */

/* Where the passage stands now: where it stood, or in the one other place that has it; SIZE_MAX:
 * nowhere, or in several. */
static size_t locate(sl_str bytes, sl_str source, uint32_t begin)
{
    if (begin + source.n <= bytes.n &&
        sl_str_equal(sl_str_slice(bytes, begin, begin + source.n), source))
        return begin;
    size_t first = sl_str_find(bytes, source, 0);
    bool again = first != SIZE_MAX && sl_str_find(bytes, source, first + 1) != SIZE_MAX;
    return again ? SIZE_MAX : first;
}

/* With the ends of lines that the file has. */
static sl_str with_ends(const sl_asking *q, sl_str bytes, sl_str text)
{
    const char *end = sl_str_line_end(bytes);
    sl_buf b;
    sl_buf_init(&b);
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] == '\n')
            sl_buf_push_z(&b, end);
        else
            sl_buf_push_char(&b, text.p[i]);
    return sl_buf_take(&b, q->arena);
}

static unsigned tell_changed(sl_asking *q, sl_str to)
{
    sl_buf_push_z(q->out, "{");
    sl_buf_push_json_pair(q->out, "error",
                          SL_STR("the passage has changed since you opened it: nothing is saved"),
                          true);
    sl_buf_push_json_pair(q->out, "yours", to, false);
    sl_buf_push_z(q->out, "}");
    return 409;
}

unsigned sl_passage_put(sl_asking *q)
{
    sl_str file = sl_asked_text(q->asked, "file"), to = sl_asked_text(q->asked, "to");
    sl_str source = sl_asked_text(q->asked, "source"), bytes, now;
    const char *why = "it cannot be read";
    if (!q->s || !file.n || !source.n || !to.p)
        return sl_asking_refuse(q, 400, "say \"file\", \"source\" and \"to\"");
    if (!place_of(q, file, 0).file)
        return sl_asking_refuse(q, 422, "it is no text of an item");
    file = sl_str_copy(q->arena, file);
    if (sl_file_read_beneath(q->arena, sl_asking_folder(q), file.p, SL_LIMIT_FILE_BYTES, &bytes,
                             &why) != SL_FILE_OK)
        return sl_asking_refuse(q, 422, why);
    source = with_ends(q, bytes, source);
    size_t at = locate(bytes, source, asked_begin(q));
    if (at == SIZE_MAX)
        return tell_changed(q, to);
    while (to.n && to.p[to.n - 1] == '\n')
        to.n--;
    sl_str put = with_ends(q, bytes, to);
    sl_str after = sl_str_slice(bytes, at + source.n, bytes.n);
    sl_str made =
        sl_str_format(q->arena, "%.*s%.*s%.*s", (int)at, bytes.p, SL_FMT(put), SL_FMT(after));
    switch (sl_file_edit_save(q->arena, sl_asking_folder(q), file,
                              sl_file_edit_digest(q->arena, bytes), made, &now, &why)) {
    case SL_SAVED:
        break;
    case SL_SAVED_CHANGED:
        return tell_changed(q, to);
    case SL_SAVED_NOT:
        return sl_asking_refuse(q, 500, why);
    }
    sl_asking_update(q);
    sl_buf_push_z(q->out, "{");
    sl_buf_push_json_pair(q->out, "file", file, true);
    sl_buf_push_format(q->out, ", \"begin\": %zu", at);
    sl_buf_push_json_pair(q->out, "source", to, false);
    sl_buf_push_z(q->out, "}");
    return 200;
}
