#include "pdf/form.h"

#include "base/assert.h"
#include "pdf/token.h"

/* The source's objects by number: where they stand, and their numbers here. */
typedef struct taking {
    sl_arena *arena;
    sl_pdf_file *out;
    sl_str source;
    size_t *offsets;
    uint32_t *numbers; /* 0 = not met yet */
    uint32_t count;
    SL_VEC(uint32_t) waiting; /* met and not copied */
} taking;

/* The cross-reference table (ISO 32000-1, 7.5.4): one section, entries of 20 bytes. */
static void read_table(taking *t)
{
    size_t at = SIZE_MAX;
    for (size_t next = 0; next != SIZE_MAX;) { /* the last one */
        next = sl_str_find(t->source, SL_STR("startxref"), next);
        at = next == SIZE_MAX ? at : next;
        next += next != SIZE_MAX;
    }
    SL_CHECK(at != SIZE_MAX);
    at = sl_pdf_skip_space(t->source, at + 9);
    at = sl_pdf_take_number(t->source, &at);
    SL_CHECK(sl_str_starts(sl_str_slice(t->source, at, t->source.n), "xref"));
    at = sl_pdf_skip_space(t->source, at + 4);
    SL_CHECK(sl_pdf_take_number(t->source, &at) == 0);
    t->count = sl_pdf_take_number(t->source, &at);
    SL_CHECK(t->count != UINT32_MAX && at + 20 * (size_t)t->count <= t->source.n);
    t->offsets = SL_NEW_ARRAY(t->arena, size_t, t->count);
    t->numbers = SL_NEW_ARRAY(t->arena, uint32_t, t->count);
    for (uint32_t i = 0; i < t->count; i++) {
        /* Ten digits: one more than a number of ours holds, and the file is far smaller. */
        size_t entry = at + 20 * (size_t)i + 1;
        t->offsets[i] = sl_pdf_take_number(t->source, &entry);
    }
}

/* What stands between "N 0 obj" and "endobj" or "stream". */
static sl_str body_of(const taking *t, uint32_t number, size_t *end)
{
    SL_CHECK(number < t->count);
    size_t at = sl_str_find(t->source, SL_STR(" obj"), t->offsets[number]);
    SL_CHECK(at != SIZE_MAX);
    size_t begin = at + 4, close = sl_str_find(t->source, SL_STR("endobj"), begin),
           stream = sl_str_find(t->source, SL_STR("stream\n"), begin);
    *end = stream < close ? stream : close;
    SL_CHECK(*end != SIZE_MAX);
    return sl_str_trim(sl_str_slice(t->source, begin, *end));
}

static uint32_t number_here(taking *t, uint32_t number)
{
    SL_CHECK(number < t->count);
    if (!t->numbers[number]) {
        t->numbers[number] = sl_pdf_file_reserve(t->out);
        SL_PUSH(t->arena, t->waiting, number);
    }
    return t->numbers[number];
}

/* Tokens as they are, references by their numbers here. A comment would swallow what follows it on
 * one line. */
static void push_renumbered(taking *t, sl_buf *out, sl_str s)
{
    for (size_t at = 0, end; at < s.n; at = end) {
        uint32_t number = sl_pdf_reference(s, at, &end);
        if (number != UINT32_MAX) {
            sl_pdf_push_ref(out, number_here(t, number));
            continue;
        }
        end = sl_pdf_is_space(s.p[at]) ? at + 1 : sl_pdf_skip_token(s, at);
        if (s.p[at] != '%')
            sl_buf_push(out, s.p + at, end - at);
    }
}

/* The bytes of a stream: its Length is a number or an object of its own. */
static sl_str stream_of(const taking *t, sl_str dict, size_t at)
{
    sl_str length = sl_pdf_lookup(dict, "Length");
    size_t end, from = 0;
    uint32_t number = sl_pdf_reference(length, 0, &end);
    if (number != UINT32_MAX)
        length = body_of(t, number, &end);
    uint32_t n = sl_pdf_take_number(length, &from);
    at += strlen("stream\n");
    SL_CHECK(n != UINT32_MAX && at + n <= t->source.n);
    return sl_str_slice(t->source, at, at + n);
}

static bool is_stream(const taking *t, size_t end)
{
    return sl_str_starts(sl_str_slice(t->source, end, t->source.n), "stream\n");
}

/* Its Length is written anew; and a picture in PDF/A is not smoothed (ISO 19005-3, 6.2.8). */
static bool is_kept(sl_str key)
{
    return !sl_str_equal_z(key, "/Length") && !sl_str_equal_z(key, "/Interpolate");
}

/* A dictionary without its brackets. */
static void push_entries(taking *t, sl_buf *out, sl_str dict)
{
    for (size_t at = sl_pdf_skip_space(dict, 2); at < dict.n && dict.p[at] == '/';) {
        size_t key = sl_pdf_skip_token(dict, at),
               end = sl_pdf_skip_value(dict, sl_pdf_skip_space(dict, key));
        if (is_kept(sl_str_slice(dict, at, key)))
            push_renumbered(t, out, sl_str_slice(dict, at, end));
        at = sl_pdf_skip_space(dict, end);
    }
}

/* cairo leaves out how its TrueType faces' CIDs become glyphs, which has to be said (ISO 19005-3,
 * 6.2.11.3.2), where it is as is assumed without. */
static void push_object(taking *t, sl_buf *out, sl_str body)
{
    if (sl_str_starts(body, "<<") &&
        sl_str_equal_z(sl_pdf_lookup(body, "Subtype"), "/CIDFontType2") &&
        !sl_pdf_lookup(body, "CIDToGIDMap").n) {
        sl_buf_push_z(out, "<</CIDToGIDMap/Identity ");
        body = sl_str_slice(body, 2, body.n);
    }
    push_renumbered(t, out, body);
}

static void copy_object(taking *t, uint32_t number)
{
    size_t end;
    sl_str body = body_of(t, number, &end);
    sl_buf out;
    sl_buf_init(&out);
    if (is_stream(t, end)) {
        push_entries(t, &out, body);
        sl_pdf_file_put_stream(t->out, t->numbers[number], out.p, stream_of(t, body, end), true);
    } else {
        push_object(t, &out, body);
        sl_pdf_file_put(t->out, t->numbers[number], sl_buf_str(&out));
    }
    sl_buf_done(&out);
}

/* The number of the page, from the trailer by way of the catalogue and the tree of pages. */
static uint32_t find_page(const taking *t)
{
    size_t at = sl_str_find(t->source, SL_STR("trailer"), 0), end;
    SL_CHECK(at != SIZE_MAX);
    at = sl_pdf_skip_space(t->source, at + strlen("trailer"));
    sl_str root = sl_pdf_lookup(sl_str_slice(t->source, at, t->source.n), "Root");
    sl_str catalog = body_of(t, sl_pdf_reference(root, 0, &end), &end);
    sl_str pages = body_of(t, sl_pdf_reference(sl_pdf_lookup(catalog, "Pages"), 0, &end), &end);
    sl_str kids = sl_pdf_lookup(pages, "Kids");
    return sl_pdf_reference(kids, sl_pdf_skip_space(kids, 1), &end);
}

void sl_pdf_form_put(sl_pdf_file *f, uint32_t id, sl_str source, uint32_t width, uint32_t height)
{
    taking t = {.arena = sl_arena_new(), .out = f, .source = source};
    size_t end;
    read_table(&t);
    sl_str page = body_of(&t, find_page(&t), &end);
    sl_str content = body_of(&t, sl_pdf_reference(sl_pdf_lookup(page, "Contents"), 0, &end), &end);
    sl_str bytes = stream_of(&t, content, end);
    sl_buf dict;
    sl_buf_init(&dict);
    sl_buf_push_format(&dict, "/Type/XObject/Subtype/Form/BBox[0 0 %u %u]/Matrix[", width, height);
    sl_buf_push_fixed(&dict, (1000000000 + width / 2) / width, 9);
    sl_buf_push_z(&dict, " 0 0 ");
    sl_buf_push_fixed(&dict, (1000000000 + height / 2) / height, 9);
    sl_buf_push_z(&dict, " 0 0]");
    static const char *const kept[] = {"Resources", "Group"};
    for (size_t i = 0; i < SL_COUNT(kept); i++) {
        sl_str value = sl_pdf_lookup(page, kept[i]);
        if (!value.n)
            continue;
        sl_buf_push_format(&dict, "/%s ", kept[i]);
        push_renumbered(&t, &dict, value);
    }
    sl_str filter = sl_pdf_lookup(content, "Filter");
    if (filter.n) {
        sl_buf_push_z(&dict, "/Filter ");
        sl_buf_push_str(&dict, filter);
    }
    sl_pdf_file_put_stream(f, id, dict.p, bytes, true);
    while (t.waiting.n)
        copy_object(&t, t.waiting.at[--t.waiting.n]);
    sl_buf_done(&dict);
    sl_arena_free(t.arena);
}
