#include "pdf/form.h"

#include "base/check.h"
#include "base/num.h"

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

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t skip_space(sl_str s, size_t at)
{
    while (at < s.n && is_space(s.p[at]))
        at++;
    return at;
}

/* The number at *at, moving past it and the space after it; UINT32_MAX when there is none. */
static uint32_t take_number(sl_str s, size_t *at)
{
    size_t end = *at;
    uint32_t v;
    while (end < s.n && is_digit(s.p[end]))
        end++;
    if (!sl_num_parse(sl_str_slice(s, *at, end), &v))
        return UINT32_MAX;
    *at = skip_space(s, end);
    return v;
}

/* The reference "12 0 R" at `at`; its end in *end. UINT32_MAX when it is something else. */
static uint32_t reference_at(sl_str s, size_t at, size_t *end)
{
    uint32_t number = take_number(s, &at);
    if (number == UINT32_MAX || take_number(s, &at) != 0 || at >= s.n || s.p[at] != 'R')
        return UINT32_MAX;
    *end = at + 1;
    return number;
}

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
    at = skip_space(t->source, at + 9);
    at = take_number(t->source, &at);
    SL_CHECK(sl_str_starts(sl_str_slice(t->source, at, t->source.n), "xref"));
    at = skip_space(t->source, at + 4);
    SL_CHECK(take_number(t->source, &at) == 0);
    t->count = take_number(t->source, &at);
    SL_CHECK(t->count != UINT32_MAX && at + 20 * (size_t)t->count <= t->source.n);
    t->offsets = SL_NEW_ARRAY(t->arena, size_t, t->count);
    t->numbers = SL_NEW_ARRAY(t->arena, uint32_t, t->count);
    for (uint32_t i = 0; i < t->count; i++) {
        /* Ten digits: one more than a number of ours holds, and the file is far smaller. */
        size_t entry = at + 20 * (size_t)i + 1;
        t->offsets[i] = take_number(t->source, &entry);
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

/* Tokens as they are, references by their numbers here. Strings and names are passed over whole. */
static void push_renumbered(taking *t, sl_buf *out, sl_str s)
{
    for (size_t at = 0; at < s.n;) {
        char before = at ? s.p[at - 1] : ' ';
        size_t end = at + 1;
        uint32_t number = UINT32_MAX;
        if (s.p[at] == '(') {
            for (int depth = 1; end < s.n && depth; end++) {
                depth += s.p[end] == '(' ? 1 : s.p[end] == ')' ? -1 : 0;
                end += s.p[end] == '\\';
            }
        } else if (s.p[at] == '%') {
            /* A comment would swallow what follows it on one line. */
            while (end < s.n && s.p[end] != '\n')
                end++;
            at = end;
            continue;
        } else if (is_digit(s.p[at]) && (is_space(before) || before == '[')) {
            number = reference_at(s, at, &end);
        }
        if (number != UINT32_MAX)
            sl_pdf_push_ref(out, number_here(t, number));
        else
            sl_buf_push(out, s.p + at, end - at);
        at = end;
    }
}

/* The value of /Key in a dictionary, as it is written; empty when it has none. */
static sl_str value_of(sl_str dict, const char *key)
{
    size_t at = sl_str_find(dict, sl_str_from(key), 0);
    if (at == SIZE_MAX)
        return SL_STR_NONE;
    at = skip_space(dict, at + strlen(key));
    size_t end = at, reference;
    if (reference_at(dict, at, &reference) != UINT32_MAX)
        return sl_str_slice(dict, at, reference);
    int depth = 0;
    do {
        depth += dict.p[end] == '<' || dict.p[end] == '[';
        depth -= dict.p[end] == '>' || dict.p[end] == ']';
        end++;
    } while (end < dict.n && (depth > 0 || !(is_space(dict.p[end]) || dict.p[end] == '/')));
    return sl_str_slice(dict, at, end);
}

/* The bytes of a stream: its Length is a number or an object of its own. */
static sl_str stream_of(const taking *t, sl_str dict, size_t at)
{
    sl_str length = value_of(dict, "/Length ");
    size_t end, from = 0;
    uint32_t number = reference_at(length, 0, &end);
    if (number != UINT32_MAX)
        length = body_of(t, number, &end);
    uint32_t n = take_number(length, &from);
    at += strlen("stream\n");
    SL_CHECK(n != UINT32_MAX && at + n <= t->source.n);
    return sl_str_slice(t->source, at, at + n);
}

static bool is_stream(const taking *t, size_t end)
{
    return sl_str_starts(sl_str_slice(t->source, end, t->source.n), "stream\n");
}

/* A dictionary without its brackets and its Length, which is written anew. */
static void push_entries(taking *t, sl_buf *out, sl_str dict)
{
    sl_str inner = sl_str_trim(sl_str_slice(dict, 2, dict.n - 2));
    size_t at = sl_str_find(inner, SL_STR("/Length "), 0);
    sl_str length = value_of(inner, "/Length ");
    if (at == SIZE_MAX) {
        push_renumbered(t, out, inner);
        return;
    }
    push_renumbered(t, out, sl_str_slice(inner, 0, at));
    push_renumbered(t, out, sl_str_slice(inner, (size_t)(length.p - inner.p) + length.n, inner.n));
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
        push_renumbered(t, &out, body);
        sl_pdf_file_put(t->out, t->numbers[number], sl_buf_str(&out));
    }
    sl_buf_done(&out);
}

/* The number of the page, from the trailer by way of the catalogue and the tree of pages. */
static uint32_t find_page(const taking *t)
{
    size_t at = sl_str_find(t->source, SL_STR("trailer"), 0), end;
    SL_CHECK(at != SIZE_MAX);
    sl_str root = value_of(sl_str_slice(t->source, at, t->source.n), "/Root");
    sl_str catalog = body_of(t, reference_at(root, 0, &end), &end);
    sl_str pages = body_of(t, reference_at(value_of(catalog, "/Pages"), 0, &end), &end);
    sl_str kids = value_of(pages, "/Kids");
    return reference_at(kids, skip_space(kids, 1), &end);
}

void sl_pdf_form_put(sl_pdf_file *f, uint32_t id, sl_str source, uint32_t width, uint32_t height)
{
    taking t = {.arena = sl_arena_new(), .out = f, .source = source};
    size_t end;
    read_table(&t);
    sl_str page = body_of(&t, find_page(&t), &end);
    sl_str content = body_of(&t, reference_at(value_of(page, "/Contents"), 0, &end), &end);
    sl_str bytes = stream_of(&t, content, end);
    sl_buf dict;
    sl_buf_init(&dict);
    sl_buf_push_format(&dict, "/Type/XObject/Subtype/Form/BBox[0 0 %u %u]/Matrix[", width, height);
    sl_buf_push_fixed(&dict, (1000000000 + width / 2) / width, 9);
    sl_buf_push_z(&dict, " 0 0 ");
    sl_buf_push_fixed(&dict, (1000000000 + height / 2) / height, 9);
    sl_buf_push_z(&dict, " 0 0]");
    static const char *const kept[] = {"/Resources", "/Group"};
    for (size_t i = 0; i < SL_COUNT(kept); i++) {
        sl_str value = value_of(page, kept[i]);
        if (!value.n)
            continue;
        sl_buf_push_z(&dict, kept[i]);
        sl_buf_push_char(&dict, ' ');
        push_renumbered(&t, &dict, value);
    }
    sl_str filter = value_of(content, "/Filter");
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
