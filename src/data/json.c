#include "data/json.h"

#include "base/buf.h"
#include "base/limits.h"

typedef struct reader {
    sl_arena *arena;
    sl_diags *diags;
    uint32_t file, values;
    sl_str text;
    size_t at;
    bool failed;
} reader;

static void fail(reader *r, size_t at, const char *what, const char *remedy)
{
    if (r->failed)
        return;
    r->failed = true;
    at = at < r->text.n ? at : r->text.n;
    sl_span span = {r->file, (uint32_t)at, (uint32_t)(at < r->text.n ? at + 1 : at)};
    sl_finding *f = sl_diag_add(r->diags, SL_E0160, span, "%s", what);
    sl_diag_help(r->diags, f, "%s", remedy);
}

static const char again[] = "have the program that wrote the file write it anew";

static char peek(const reader *r)
{
    return r->at < r->text.n ? r->text.p[r->at] : '\0';
}

static void skip_space(reader *r)
{
    while (peek(r) == ' ' || peek(r) == '\t' || peek(r) == '\n' || peek(r) == '\r')
        r->at++;
}

static bool take(reader *r, char c)
{
    skip_space(r);
    if (peek(r) != c || r->at >= r->text.n)
        return false;
    r->at++;
    return true;
}

/* --- strings --- */

static bool read_hex(reader *r, uint32_t *out)
{
    uint32_t v = 0;
    for (int i = 0; i < 4; i++, r->at++) {
        char c = peek(r);
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;
        if (digit < 0)
            return false;
        v = v << 4 | (uint32_t)digit;
    }
    *out = v;
    return true;
}

/* \uD83D\uDE00 is one character; half of such a pair, and what no text holds, is none. */
static bool read_unicode(reader *r, sl_buf *b)
{
    uint32_t c, low;
    if (!read_hex(r, &c))
        return false;
    if (c >= 0xD800 && c < 0xDC00) {
        if (peek(r) != '\\' || r->at + 1 >= r->text.n || r->text.p[r->at + 1] != 'u')
            return false;
        r->at += 2;
        if (!read_hex(r, &low) || low < 0xDC00 || low > 0xDFFF)
            return false;
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
    } else if ((c >= 0xDC00 && c < 0xE000) || c < 0x20) {
        return false;
    }
    sl_buf_push_utf8(b, c);
    return true;
}

/* From its backslash on. */
static bool read_escape(reader *r, sl_buf *b)
{
    static const char names[] = "\"\\/bfnrt", means[] = "\"\\/  \n  ";
    r->at++;
    char c = peek(r);
    r->at++;
    if (c == 'u')
        return read_unicode(r, b);
    const char *found = c ? strchr(names, c) : NULL;
    if (found)
        sl_buf_push_char(b, means[found - names]);
    return found != NULL;
}

/* Behind its first mark. */
static sl_str read_string(reader *r)
{
    size_t begin = r->at, stop = r->at;
    sl_buf b;
    sl_buf_init(&b);
    while (!r->failed && peek(r) != '"') {
        size_t at = r->at;
        unsigned char c = (unsigned char)peek(r);
        if (at >= r->text.n)
            fail(r, begin - 1, "a text does not end", again);
        else if (c < 0x20)
            fail(r, at, "a text runs over the end of its line", again);
        else if (c == '\\' && !read_escape(r, &b))
            fail(r, at, "a backslash with what no text in JSON has behind it", again);
        else if (c != '\\')
            sl_buf_push_char(&b, r->text.p[r->at++]);
    }
    stop = r->at++;
    if (b.n == stop - begin || r->failed) { /* nothing was escaped: the file's own bytes */
        sl_buf_done(&b);
        return r->failed ? SL_STR_NONE : sl_str_slice(r->text, begin, stop);
    }
    return sl_buf_take(&b, r->arena);
}

/* --- values --- */

static size_t skip_digits(reader *r)
{
    size_t begin = r->at;
    while (peek(r) >= '0' && peek(r) <= '9')
        r->at++;
    return r->at - begin;
}

static void read_number(reader *r, sl_json *j)
{
    size_t begin = r->at;
    r->at += peek(r) == '-';
    bool nought = peek(r) == '0';
    size_t digits = skip_digits(r);
    bool good = digits && !(nought && digits > 1);
    if (good && peek(r) == '.') {
        r->at++;
        good = skip_digits(r) > 0;
    }
    if (good && (peek(r) == 'e' || peek(r) == 'E')) {
        r->at++;
        r->at += peek(r) == '+' || peek(r) == '-';
        good = skip_digits(r) > 0;
    }
    j->kind = SL_JSON_NUMBER;
    j->text = sl_str_slice(r->text, begin, r->at);
    if (!good)
        fail(r, begin, "what stands here is no value of JSON", again);
}

static sl_json *read_value(reader *r, unsigned depth);

/* A key of an object, with its ':'. */
static sl_str read_key(reader *r, sl_map *keys)
{
    size_t at = r->at;
    if (!take(r, '"')) {
        fail(r, at, "an object has a key in quotes here", again);
        return SL_STR_NONE;
    }
    sl_str key = read_string(r);
    if (!r->failed && !sl_map_add(keys, key, r))
        fail(r, at, "a key stands twice in one object", "remove one of the two");
    if (!r->failed && !take(r, ':'))
        fail(r, r->at, "a key without its ':'", again);
    return key;
}

/* The children of a list or an object, behind its opening mark. */
static void read_children(reader *r, sl_json *j, char close, unsigned depth)
{
    sl_json **last = &j->first;
    sl_map keys;
    sl_map_init(&keys, r->arena);
    if (take(r, close))
        return;
    do {
        skip_space(r);
        sl_str key = close == '}' ? read_key(r, &keys) : SL_STR_NONE;
        sl_json *child = r->failed ? NULL : read_value(r, depth + 1);
        if (!child)
            return;
        child->key = key;
        *last = child;
        last = &child->next;
        j->count++;
    } while (take(r, ','));
    if (!take(r, close))
        fail(r, r->at, close == '}' ? "an object is not closed" : "a list is not closed", again);
}

static bool take_word(reader *r, const char *word)
{
    size_t n = strlen(word);
    if (r->text.n - r->at < n || memcmp(r->text.p + r->at, word, n) != 0)
        return false;
    r->at += n;
    return true;
}

static sl_json *read_value(reader *r, unsigned depth)
{
    skip_space(r);
    if (depth > SL_LIMIT_JSON_DEPTH)
        fail(r, r->at, "nested too deeply", "GeoJSON needs eight levels; remove what is deeper");
    if (++r->values > SL_LIMIT_JSON_VALUES)
        fail(r, r->at, "too many values in one file",
             "simplify the shapes, and keep only the places that are shown");
    if (r->failed)
        return NULL;
    sl_json *j = SL_NEW(r->arena, sl_json);
    j->begin = (uint32_t)r->at;
    if (take(r, '{')) {
        j->kind = SL_JSON_MAP;
        read_children(r, j, '}', depth);
    } else if (take(r, '[')) {
        j->kind = SL_JSON_LIST;
        read_children(r, j, ']', depth);
    } else if (take(r, '"')) {
        j->kind = SL_JSON_STRING;
        j->text = read_string(r);
    } else if (take_word(r, "true")) {
        j->kind = SL_JSON_TRUE;
    } else if (take_word(r, "false")) {
        j->kind = SL_JSON_FALSE;
    } else if (!take_word(r, "null")) {
        read_number(r, j);
    }
    j->end = (uint32_t)r->at;
    return r->failed ? NULL : j;
}

const sl_json *sl_json_parse(sl_arena *a, sl_diags *d, uint32_t file)
{
    reader r = {.arena = a, .diags = d, .file = file};
    r.text = sl_sources_lookup(d->sources, file)->bytes;
    if (sl_str_starts(r.text, "\xEF\xBB\xBF"))
        fail(&r, 0, "a mark of byte order stands before the JSON", "save the file without it");
    const sl_json *j = read_value(&r, 1);
    skip_space(&r);
    if (r.at < r.text.n)
        fail(&r, r.at, "something stands behind the end of the JSON", "remove it");
    return r.failed ? NULL : j;
}

const sl_json *sl_json_lookup_str(const sl_json *map, sl_str key)
{
    for (const sl_json *j = map && map->kind == SL_JSON_MAP ? map->first : NULL; j; j = j->next)
        if (sl_str_equal(j->key, key))
            return j;
    return NULL;
}

const sl_json *sl_json_lookup(const sl_json *map, const char *key)
{
    return sl_json_lookup_str(map, sl_str_from(key));
}

sl_str sl_json_text(const sl_json *map, const char *key)
{
    const sl_json *j = sl_json_lookup(map, key);
    return j && j->kind == SL_JSON_STRING ? j->text : SL_STR_NONE;
}

sl_span sl_json_span(uint32_t file, const sl_json *j)
{
    return (sl_span){file, j->begin, j->end};
}
