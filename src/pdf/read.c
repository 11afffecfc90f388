/* A PDF's texts from its bytes, so that a proof holds of the file and not of our intent.
 *
 * All objects are read in the order of the file, without its cross-reference table: what no table
 * names can be read by others too, and must be looked through. Bytes between objects are a fault.
 * Object streams are inflated as they come, and their objects join the table of numbers.
 *
 * A page's text is decoded as a viewer copies it: bytes to codes by the font's code space, codes to
 * characters by its ToUnicode. A line's end is a space, or nothing where the line ends in a soft
 * hyphen, so that a divided word is found whole. Only the operators that we write are known, and
 * images are not looked into. What is damaged, or has codes of a length that we do not write, makes
 * the file unreadable, which the caller takes as a failed proof.
 */
#include "pdf/read.h"

#include <libdeflate.h>

#include "base/assert.h"
#include "base/limits.h"
#include "pdf/font.h"
#include "pdf/token.h"

typedef struct object {
    sl_str body; /* of a stream: its dictionary */
    sl_str stream;
    bool is_stream;
} object;

enum { MOST_BYTES = 3 }; /* of a code that we write */

/* What the codes of a font are copied as. */
typedef struct codes {
    bool is_simple;                   /* a byte is a code, whatever its table says */
    uint8_t length[256];              /* of a code, by its first byte */
    SL_VEC(sl_str) texts[MOST_BYTES]; /* UTF-8, by length - 1 and the code's last two bytes */
} codes;

typedef struct reading {
    sl_arena *arena;
    sl_str bytes;
    sl_pdf_take take;
    void *context;
    struct libdeflate_decompressor *inflate;
    SL_VEC(object) objects; /* by number */
    codes **fonts;          /* by number of the object, when met */
    sl_buf text, raw;
    sl_buf inflated, map; /* streams: a font's table is read while a page is */
    const char *why;
    bool ended;
} reading;

static void give(reading *r, sl_pdf_text kind, sl_str text)
{
    if (text.n && !r->ended)
        r->ended = !r->take(r->context, kind, text);
}

/* --- objects --- */

static object *object_of(reading *r, uint32_t number)
{
    enum { MOST = 1 << 24 }; /* 10,000 pages have half a million */
    if (number >= MOST) {
        r->why = "an object has too high a number";
        number = 0;
    }
    while (r->objects.n <= number)
        SL_PUSH(r->arena, r->objects, ((object){0}));
    return &r->objects.at[number];
}

/* The object that a value refers to; NULL when it is no reference, or one to nothing. */
static const object *referred(const reading *r, sl_str value)
{
    size_t end;
    uint32_t number = sl_pdf_reference(value, 0, &end);
    return number < r->objects.n ? &r->objects.at[number] : NULL;
}

/* A value, or what it refers to. */
static sl_str resolve(const reading *r, sl_str value)
{
    const object *o = referred(r, value);
    return o ? o->body : value;
}

static sl_str inflate(reading *r, sl_str bytes, sl_buf *into)
{
    for (size_t room = bytes.n * 8 + 1024; room < SL_LIMIT_TOTAL_BYTES; room *= 4) {
        into->n = 0;
        char *to = sl_buf_reserve(into, room);
        enum libdeflate_result how =
            libdeflate_zlib_decompress(r->inflate, bytes.p, bytes.n, to, room, &into->n);
        if (how == LIBDEFLATE_SUCCESS)
            return sl_buf_str(into);
        if (how != LIBDEFLATE_INSUFFICIENT_SPACE)
            break;
    }
    into->n = 0;
    r->why = "a stream cannot be inflated";
    return SL_STR_NONE;
}

/* A stream's content, which may stand in `into`. */
static sl_str content_of(reading *r, const object *o, sl_buf *into)
{
    sl_str filter = sl_pdf_lookup(o->body, "Filter");
    if (!filter.n)
        return o->stream;
    if (sl_str_equal_z(filter, "/FlateDecode"))
        return inflate(r, o->stream, into);
    return SL_STR_NONE; /* an image */
}

/* Objects inside an object stream (7.5.7). */
static void read_inner(reading *r, sl_str dict, sl_str content)
{
    size_t at = 0, zero = 0;
    uint32_t count = sl_pdf_take_number(sl_pdf_lookup(dict, "N"), &zero);
    zero = 0;
    uint32_t first = sl_pdf_take_number(sl_pdf_lookup(dict, "First"), &zero);
    for (uint32_t i = 0; count != UINT32_MAX && i < count; i++) {
        uint32_t number = sl_pdf_take_number(content, &at),
                 offset = sl_pdf_take_number(content, &at);
        if (number == UINT32_MAX || offset == UINT32_MAX || first >= content.n ||
            offset > content.n - first) {
            r->why = "an object stream is damaged";
            return;
        }
        /* It ends where the next one begins, or with the stream. */
        size_t next = at, begin = first + offset, end = content.n;
        if (i + 1 < count && sl_pdf_take_number(content, &next) != UINT32_MAX)
            end = first + sl_pdf_take_number(content, &next);
        if (end < begin || end > content.n) {
            r->why = "an object stream is damaged";
            return;
        }
        object_of(r, number)->body = sl_str_slice(content, begin, end);
    }
}

/* One "12 0 obj … endobj" at *at; false at the file's end. */
static bool read_object(reading *r, size_t *at)
{
    size_t i = sl_pdf_skip_space(r->bytes, *at), zero = 0;
    uint32_t number = sl_pdf_take_number(r->bytes, &i),
             generation = sl_pdf_take_number(r->bytes, &i);
    if (number == UINT32_MAX || generation != 0 ||
        !sl_str_starts(sl_str_slice(r->bytes, i, r->bytes.n), "obj"))
        return false;
    i = sl_pdf_skip_space(r->bytes, i + strlen("obj"));
    size_t end = sl_pdf_skip_value(r->bytes, i);
    object o = {.body = sl_str_slice(r->bytes, i, end)};
    i = sl_pdf_skip_space(r->bytes, end);
    static const char opening[] = "stream\n";
    o.is_stream = sl_str_starts(sl_str_slice(r->bytes, i, r->bytes.n), opening);
    if (o.is_stream) {
        uint32_t n = sl_pdf_take_number(sl_pdf_lookup(o.body, "Length"), &zero);
        i += strlen(opening);
        if (n > r->bytes.n - i) {
            r->why = "a stream has no length";
            return false;
        }
        o.stream = sl_str_slice(r->bytes, i, i + n);
        i = sl_pdf_skip_token(r->bytes, sl_pdf_skip_space(r->bytes, i + n));
    }
    *at = sl_pdf_skip_token(r->bytes, sl_pdf_skip_space(r->bytes, i));
    *object_of(r, number) = o;
    if (o.is_stream && sl_str_equal_z(sl_pdf_lookup(o.body, "Type"), "/ObjStm"))
        read_inner(r, o.body, sl_str_copy(r->arena, content_of(r, &o, &r->inflated)));
    return true;
}

static void read_objects(reading *r)
{
    if (!sl_str_starts(r->bytes, "%PDF-")) {
        r->why = "it does not start as a PDF does";
        return;
    }
    size_t at = 0;
    while (!r->why && read_object(r, &at))
        continue;
    if (!r->why && !sl_str_starts(sl_str_slice(r->bytes, at, r->bytes.n), "\nstartxref"))
        r->why = "something stands between its objects";
}

/* --- strings --- */

static void push_latin(sl_buf *out, sl_str s)
{
    for (size_t i = 0; i < s.n; i++)
        sl_buf_push_utf8(out, (unsigned char)s.p[i]);
}

static void push_utf16(sl_buf *out, sl_str s)
{
    for (size_t i = 0; i + 1 < s.n; i += 2) {
        uint32_t c = (uint32_t)(unsigned char)s.p[i] << 8 | (unsigned char)s.p[i + 1];
        if (c >= 0xD800 && c < 0xDC00 && i + 3 < s.n) {
            uint32_t low = (uint32_t)(unsigned char)s.p[i + 2] << 8 | (unsigned char)s.p[i + 3];
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
            i += 2;
        }
        sl_buf_push_utf8(out, c);
    }
}

/* A string's bytes, which stand in the token itself where nothing is escaped, else in `into`. */
static sl_str bytes_of(sl_str token, sl_buf *into)
{
    sl_str bytes = token.n > 1 ? sl_str_slice(token, 1, token.n - 1) : SL_STR_NONE;
    if (token.p[0] == '(' && sl_str_find_char(bytes, '\\', 0) == SIZE_MAX)
        return bytes;
    into->n = 0;
    sl_pdf_push_string(into, token);
    return sl_buf_str(into);
}

/* A text string (7.9.2.2). */
static void give_string(reading *r, sl_str token)
{
    sl_buf *b = &r->text;
    b->n = 0;
    sl_str raw = bytes_of(token, &r->raw);
    if (sl_utf8_count_ascii(raw) == raw.n) { /* most of them */
        give(r, SL_PDF_TEXT_STRING, raw);
        return;
    }
    if (sl_str_starts(raw, "\xFE\xFF"))
        push_utf16(b, sl_str_slice(raw, 2, raw.n));
    else
        push_latin(b, raw);
    give(r, SL_PDF_TEXT_STRING, sl_buf_str(b));
}

/* Past the letters at `at`. A name of letters alone is a keyword of PDF's own. */
static size_t skip_letters(sl_str s, size_t at)
{
    while (at < s.n && (s.p[at] | 32) >= 'a' && (s.p[at] | 32) <= 'z')
        at++;
    return at;
}

/* What a string, name or dictionary begins with. */
static const bool is_opening[256] = {['('] = true, ['<'] = true, ['/'] = true};

/* Gives the strings of an object, and says whether it is a page. */
static bool give_strings(reading *r, sl_str body)
{
    bool is_page = false;
    for (size_t at = 0, end; at < body.n && !r->ended; at = end) {
        char first = body.p[at];
        end = at + 1; /* most of it is numbers */
        if (!is_opening[(unsigned char)first])
            continue;
        if (first == '/') {
            end = skip_letters(body, at + 1);
            is_page = is_page || sl_str_equal_z(sl_str_slice(body, at, end), "/Page");
            if (end == body.n || sl_pdf_class[(unsigned char)body.p[end]])
                continue;
        }
        bool opens = first == '<' && end < body.n && body.p[end] == '<';
        end = sl_pdf_skip_token(body, at);
        if (first == '/')
            give(r, SL_PDF_TEXT_STRING, sl_str_slice(body, at + 1, end));
        else if (!opens)
            give_string(r, sl_str_slice(body, at, end));
    }
    return is_page && sl_str_equal_z(sl_pdf_lookup(body, "Type"), "/Page");
}

/* --- fonts --- */

static uint32_t code_of(sl_str raw)
{
    uint32_t v = 0;
    for (size_t i = 0; i < raw.n && i < 4; i++)
        v = v << 8 | (unsigned char)raw.p[i];
    return v;
}

static void set_code(reading *r, codes *c, sl_str first, sl_str utf16, uint32_t add)
{
    uint32_t code = (code_of(first) + add) & UINT16_MAX;
    size_t length = c->is_simple ? 1 : first.n;
    if (length == 0 || length > MOST_BYTES) {
        r->why = "a font has codes of a length that we do not write";
        return;
    }
    while (c->texts[length - 1].n <= code)
        SL_PUSH(r->arena, c->texts[length - 1], SL_STR_NONE);
    r->text.n = 0;
    push_utf16(&r->text, utf16);
    if (add && r->text.n) { /* the last character counts on */
        size_t at = 0;
        uint32_t last = sl_utf8_next(sl_buf_str(&r->text), &at);
        r->text.n = 0;
        sl_buf_push_utf8(&r->text, last + add);
    }
    if (sl_str_equal_z(sl_buf_str(&r->text), SL_PDF_NO_TEXT))
        r->text.n = 0;
    c->texts[length - 1].at[code] = sl_buf_copy(&r->text, r->arena);
}

/* The next token's string, moving past it; false when it is none. */
static bool take_string(reading *r, sl_str s, size_t *at, sl_str *raw)
{
    size_t begin = sl_pdf_skip_space(s, *at), end = sl_pdf_skip_token(s, begin);
    if (begin >= s.n || s.p[begin] != '<')
        return false;
    *raw = sl_str_copy(r->arena, bytes_of(sl_str_slice(s, begin, end), &r->text));
    *at = end;
    return true;
}

static void set_lengths(codes *c, sl_str first, sl_str last)
{
    for (unsigned i = 0; i < 256 && first.n && last.n; i++)
        if (i >= (unsigned char)first.p[0] && i <= (unsigned char)last.p[0])
            c->length[i] = (uint8_t)first.n;
}

/* codespacerange: first, last; bfchar: code, text; bfrange: first, last, text of the first. */
static void read_map(reading *r, codes *c, sl_str map)
{
    bool range = false, chars = false, space = false;
    for (size_t at = sl_pdf_skip_space(map, 0); at < map.n && !r->why;
         at = sl_pdf_skip_space(map, at)) {
        sl_str first, last, text = SL_STR_NONE;
        if ((!chars && !range && !space) || map.p[at] != '<') {
            size_t end = sl_pdf_skip_token(map, at);
            sl_str word = sl_str_slice(map, at, end);
            chars = sl_str_equal_z(word, "beginbfchar");
            range = sl_str_equal_z(word, "beginbfrange");
            space = sl_str_equal_z(word, "begincodespacerange");
            at = end;
            continue;
        }
        bool good = take_string(r, map, &at, &first);
        last = first;
        good = good && (chars || take_string(r, map, &at, &last)) &&
               (space || take_string(r, map, &at, &text));
        if (!good) {
            r->why = "a font's table of characters is damaged";
            return;
        }
        if (space && !c->is_simple)
            set_lengths(c, first, last);
        uint32_t more = code_of(last) - code_of(first);
        for (uint32_t i = 0; !space && i <= more && i <= UINT16_MAX && !r->why; i++)
            set_code(r, c, first, text, i);
    }
}

static codes *font_of(reading *r, sl_str reference)
{
    const object *font = referred(r, reference);
    if (!font)
        return NULL;
    codes **known = &r->fonts[font - r->objects.at];
    if (*known)
        return *known;
    codes *c = *known = SL_NEW(r->arena, codes);
    c->is_simple = !sl_str_equal_z(sl_pdf_lookup(font->body, "Subtype"), "/Type0");
    memset(c->length, c->is_simple ? 1 : 2, sizeof c->length);
    const object *map = referred(r, sl_pdf_lookup(font->body, "ToUnicode"));
    if (map)
        read_map(r, c, content_of(r, map, &r->map));
    return c;
}

/* --- content streams --- */

typedef struct content {
    reading *r;
    sl_str fonts; /* the dictionary of names */
    codes *font;
    sl_str font_name;
    sl_str name;     /* the last one met */
    sl_buf text;     /* so far */
    sl_buf bytes;    /* of a string */
    bool is_divided; /* the text ends in the first part of a word */
} content;

/* A line's end is a space, and none where it divides a word (U+00AD). */
static void end_line(content *c)
{
    if (c->text.n >= 2 && memcmp(c->text.p + c->text.n - 2, "\xC2\xAD", 2) == 0) {
        c->text.n -= 2;
        c->is_divided = true;
    } else if (!c->is_divided && c->text.n && c->text.p[c->text.n - 1] != ' ') {
        sl_buf_push_char(&c->text, ' ');
    }
}

static void push_text(content *c, sl_str code)
{
    uint32_t low = code_of(code) & UINT16_MAX;
    const codes *f = c->font;
    sl_str text = low < f->texts[code.n - 1].n ? f->texts[code.n - 1].at[low] : SL_STR_NONE;
    if (text.n == 1)
        sl_buf_push_char(&c->text, text.p[0]);
    else
        sl_buf_push_str(&c->text, text);
}

static void show(content *c, sl_str token)
{
    if (!c->font)
        return;
    c->is_divided = false;
    sl_str bytes = bytes_of(token, &c->bytes);
    for (size_t i = 0, n; i < bytes.n; i += n) {
        n = c->font->length[(unsigned char)bytes.p[i]];
        if (n == 0 || n > MOST_BYTES || n > bytes.n - i)
            break;
        push_text(c, sl_str_slice(bytes, i, i + n));
    }
}

static void choose_font(content *c)
{
    if (sl_str_equal(c->name, c->font_name))
        return;
    c->font_name = c->name;
    const char *key = sl_str_copy(c->r->arena, sl_str_slice(c->name, 1, c->name.n)).p;
    c->font = font_of(c->r, sl_pdf_lookup(c->fonts, key));
    if (!c->font)
        c->r->why = "a page names a font that it does not have";
}

static void operate(content *c, sl_str operator)
{
    static const char moves[][2] = {"Td", "ET", "Tm", "TD", "T*"};
    if (operator.n != 2)
        return;
    if (memcmp(operator.p, "Tf", 2) == 0)
        choose_font(c);
    for (size_t i = 0; i < SL_COUNT(moves); i++)
        if (memcmp(operator.p, moves[i], 2) == 0)
            end_line(c);
}

/* What numbers are written with, and what stands between them. */
static const bool is_number[256] = {
    ['0'] = true, ['1'] = true, ['2'] = true, ['3'] = true, ['4'] = true, ['5'] = true,
    ['6'] = true, ['7'] = true, ['8'] = true, ['9'] = true, ['.'] = true, ['-'] = true,
    [' '] = true, ['['] = true, [']'] = true, ['\n'] = true};

static void read_content(reading *r, const object *dict_of, const object *stream)
{
    sl_str s = content_of(r, stream, &r->inflated);
    sl_str resources = resolve(r, sl_pdf_lookup(dict_of->body, "Resources"));
    content c = {.r = r, .fonts = resolve(r, sl_pdf_lookup(resources, "Font"))};
    bool properties = false;
    for (size_t at = sl_pdf_skip_space(s, 0), end; at < s.n && !r->why; at = end) {
        char first = s.p[at];
        end = at + 1; /* most of it is numbers */
        if (is_number[(unsigned char)first])
            continue;
        end = sl_pdf_skip_token(s, at);
        sl_str token = sl_str_slice(s, at, end);
        bool twice = token.n == 2 && token.p[1] == first; /* << >> */
        if ((first | 32) >= 'a' && (first | 32) <= 'z')
            operate(&c, token);
        else if (first == '/')
            c.name = token;
        else if (twice && (first == '<' || first == '>'))
            properties = first == '<';
        else if ((first == '(' || first == '<') && properties)
            give_string(r, token);
        else if (first == '(' || first == '<')
            show(&c, token);
    }
    give(r, SL_PDF_TEXT_PAGE, sl_buf_str(&c.text));
    sl_buf_done(&c.text);
    sl_buf_done(&c.bytes);
}

/* --- the whole --- */

static void read_one(reading *r, const object *o)
{
    if (give_strings(r, o->body)) {
        const object *contents = referred(r, sl_pdf_lookup(o->body, "Contents"));
        if (contents)
            read_content(r, o, contents);
    }
    if (!o->is_stream)
        return;
    sl_str type = sl_pdf_lookup(o->body, "Type");
    if (sl_str_equal_z(sl_pdf_lookup(o->body, "Subtype"), "/Form")) {
        read_content(r, o, o);
    } else if (sl_str_equal_z(type, "/EmbeddedFile") || sl_str_equal_z(type, "/Metadata")) {
        give(r, SL_PDF_TEXT_FILE, content_of(r, o, &r->inflated));
    }
}

bool sl_pdf_read(sl_str bytes, sl_pdf_take take, void *context, const char **why)
{
    reading r = {.arena = sl_arena_new(), .bytes = bytes, .take = take, .context = context};
    r.inflate = libdeflate_alloc_decompressor();
    SL_CHECK(r.inflate);
    read_objects(&r);
    r.fonts = SL_NEW_ARRAY(r.arena, codes *, r.objects.n + 1);
    for (size_t i = 0; i < r.objects.n && !r.why && !r.ended; i++)
        read_one(&r, &r.objects.at[i]);
    *why = r.why;
    sl_buf_done(&r.text);
    sl_buf_done(&r.raw);
    sl_buf_done(&r.inflated);
    sl_buf_done(&r.map);
    libdeflate_free_decompressor(r.inflate);
    sl_arena_free(r.arena);
    return !r.why && !r.ended;
}
