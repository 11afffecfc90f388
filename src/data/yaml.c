#include "data/yaml.h"

#include <yaml.h>

#include "base/assert.h"
#include "base/limits.h"
#include "base/map.h"

typedef struct level {
    sl_yaml *node;
    sl_yaml *last;
    bool expects_key;
    sl_str key;
    sl_span key_span;
    sl_map keys; /* MAP of many: its keys, to their children */
} level;

typedef struct reading {
    sl_arena *arena;
    sl_diags *diags;
    uint32_t file, begin;
    sl_str bytes;            /* of the document only */
    size_t ascii;            /* so many characters at the start are bytes */
    size_t at_char, at_byte; /* the cursor, behind them */
    level stack[SL_LIMIT_YAML_DEPTH];
    int depth;
    sl_yaml *root;
    bool failed;  /* no usable tree */
    bool stopped; /* and reading on makes no sense */
} reading;

/* libyaml counts characters; events come in order, so one cursor turns them into bytes. */
static uint32_t offset_of(reading *r, size_t character)
{
    if (character <= r->ascii)
        return r->begin + (uint32_t)character;
    if (character < r->at_char)
        r->at_char = r->at_byte = r->ascii;
    while (r->at_char < character && r->at_byte < r->bytes.n) {
        sl_utf8_next(r->bytes, &r->at_byte);
        r->at_char++;
    }
    return r->begin + (uint32_t)r->at_byte;
}

static sl_span span_of(reading *r, const yaml_event_t *e)
{
    uint32_t begin = offset_of(r, e->start_mark.index);
    uint32_t end = offset_of(r, e->end_mark.index);
    return (sl_span){r->file, begin, end < begin ? begin : end};
}

static sl_finding *refuse(reading *r, sl_code code, sl_span span, const char *message)
{
    r->failed = r->stopped = true;
    return sl_diag_add(r->diags, code, span, "%s", message);
}

static void report_syntax(reading *r, const yaml_parser_t *p)
{
    size_t mark = p->problem_mark.index;
    /* For bad bytes there is no mark, only an offset. */
    uint32_t at =
        p->error == YAML_READER_ERROR ? r->begin + (uint32_t)p->problem_offset : offset_of(r, mark);
    uint32_t end = r->begin + (uint32_t)r->bytes.n;
    if (at > end)
        at = end;
    r->failed = true;
    sl_finding *f = sl_diag_add(r->diags, SL_E0101, (sl_span){r->file, at, at < end ? at + 1 : at},
                                "this is not YAML: %s", p->problem ? p->problem : "cannot be read");
    if (p->context)
        sl_diag_note_at(r->diags, f,
                        (sl_span){r->file, offset_of(r, p->context_mark.index),
                                  offset_of(r, p->context_mark.index)},
                        "%s that starts here", p->context);
    sl_diag_help(r->diags, f,
                 "indent with spaces, put a space after each colon, and put text that holds ': ' "
                 "or starts with a sign in quotes");
}

/* The child with the key, or NULL. Keys are hashed once there are more than a few. */
static const sl_yaml *find_key(reading *r, level *l, sl_str key)
{
    enum { FEW = 16 };
    if (l->node->count < FEW)
        return sl_yaml_lookup_str(l->node, key);
    if (!l->keys.entries.n) {
        sl_map_init(&l->keys, r->arena);
        SL_EACH (child, l->node)
            sl_map_add(&l->keys, child->key, (void *)child);
    }
    return sl_map_lookup(&l->keys, key);
}

static void attach(reading *r, sl_yaml *y)
{
    if (r->depth == 0) {
        r->root = y;
        return;
    }
    level *l = &r->stack[r->depth - 1];
    if (l->node->kind == SL_YAML_MAP) {
        y->key = l->key;
        y->key_span = l->key_span;
        l->expects_key = true;
        const sl_yaml *other = find_key(r, l, y->key);
        if (other) {
            sl_finding *f = sl_diag_add(r->diags, SL_E0103, y->key_span,
                                        "the key '%.*s' stands here twice", SL_FMT(y->key));
            sl_diag_note_at(r->diags, f, other->key_span, "first here");
            sl_diag_help(r->diags, f, "keep one of the two");
            r->failed = true;
            return;
        }
        if (l->keys.entries.n)
            sl_map_add(&l->keys, y->key, y);
    }
    if (l->last)
        l->last->next = y;
    else
        l->node->first = y;
    l->last = y;
    l->node->count++;
}

/* Escapes may write what no byte of the file may be: such a character ends a line of a report, of
 * a calendar, or the program that reads what we write. */
static bool is_refused(uint32_t c)
{
    return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0) ||
           (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

static bool has_control(sl_str text)
{
    unsigned char found = 0;
    for (size_t i = 0; i < text.n; i++)
        found |= (unsigned char)text.p[i] < 0x20 || text.p[i] == 0x7F;
    return found;
}

static void check_characters(reading *r, sl_str text, sl_span span)
{
    for (size_t at = sl_utf8_count_ascii(text) == text.n && !has_control(text) ? text.n : 0;
         at < text.n;) {
        uint32_t c = sl_utf8_next(text, &at);
        if (!is_refused(c))
            continue;
        sl_finding *f =
            sl_diag_add(r->diags, SL_E0127, span, "a control character (U+%04X)", (unsigned)c);
        sl_diag_help(r->diags, f, "remove it; an escape such as \\x1b or \\0 writes one");
        r->failed = true;
        return;
    }
}

/* True when the event is the key of a mapping, which becomes part of its value. */
static bool take_key(reading *r, const yaml_event_t *e)
{
    level *l = r->depth ? &r->stack[r->depth - 1] : NULL;
    if (!l || l->node->kind != SL_YAML_MAP || !l->expects_key)
        return false;
    if (e->type != YAML_SCALAR_EVENT) {
        sl_diag_help(r->diags, refuse(r, SL_E0102, span_of(r, e), "a key must be plain text"),
                     "write 'key: value'");
        return true;
    }
    l->key =
        sl_str_copy(r->arena, (sl_str){(const char *)e->data.scalar.value, e->data.scalar.length});
    l->key_span = span_of(r, e);
    check_characters(r, l->key, l->key_span);
    l->expects_key = false;
    return true;
}

static void open_level(reading *r, const yaml_event_t *e, sl_yaml_kind kind)
{
    sl_yaml *y = SL_NEW(r->arena, sl_yaml);
    y->kind = kind;
    y->span = span_of(r, e);
    attach(r, y);
    if (r->depth == SL_LIMIT_YAML_DEPTH) {
        sl_finding *f = refuse(r, SL_E0104, y->span, "nested too deeply");
        sl_diag_help(r->diags, f, "no part of a strategy needs more than %d levels",
                     SL_LIMIT_YAML_DEPTH);
        return;
    }
    level *l = &r->stack[r->depth++];
    *l = (level){.node = y, .expects_key = true};
}

static void close_level(reading *r, const yaml_event_t *e)
{
    SL_CHECK(r->depth > 0);
    sl_yaml *y = r->stack[--r->depth].node;
    /* A block collection ends where its last child does, not at the next key. */
    const sl_yaml *last = r->stack[r->depth].last;
    uint32_t end = span_of(r, e).end;
    y->span.end = last && e->start_mark.index == e->end_mark.index ? last->span.end : end;
}

/* Where a # behind a plain value begins a comment, and the value looks cut short by it: "Ranked
 * #1", or prose with one space before it. Comments stand two spaces behind the value. */
static void check_cut(reading *r, const sl_yaml *y)
{
    sl_str all = sl_sources_lookup(r->diags->sources, r->file)->bytes;
    size_t end = r->begin + r->bytes.n, at = y->span.end;
    while (at < end && (all.p[at] == ' ' || all.p[at] == '\t'))
        at++;
    if (at >= end || all.p[at] != '#' || at == y->span.end)
        return;
    char next = at + 1 < end ? all.p[at + 1] : '\n';
    bool word = !strchr(" \t\r\n#", next);
    bool prose = at == y->span.end + 1u && sl_str_find_char(y->text, ' ', 0) != SIZE_MAX;
    if (!word && !prose)
        return;
    sl_finding *f =
        sl_diag_add(r->diags, SL_E0131, (sl_span){r->file, (uint32_t)at, (uint32_t)at + 1},
                    "this # cuts the value short: what follows is a comment");
    sl_diag_help(
        r->diags, f,
        "put the whole value in quotes; a comment stands two spaces behind, as '  # words'");
}

static void take_scalar(reading *r, const yaml_event_t *e)
{
    sl_yaml *y = SL_NEW(r->arena, sl_yaml);
    y->kind = SL_YAML_SCALAR;
    y->span = span_of(r, e);
    y->text =
        sl_str_copy(r->arena, (sl_str){(const char *)e->data.scalar.value, e->data.scalar.length});
    check_characters(r, y->text, y->span);
    yaml_scalar_style_t style = e->data.scalar.style;
    y->quoted =
        style == YAML_SINGLE_QUOTED_SCALAR_STYLE || style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    y->literal = style == YAML_LITERAL_SCALAR_STYLE;
    if (style == YAML_PLAIN_SCALAR_STYLE && y->text.n)
        check_cut(r, y);
    attach(r, y);
}

static bool has_anchor_or_tag(const yaml_event_t *e)
{
    switch ((int)e->type) {
    case YAML_SCALAR_EVENT:
        return e->data.scalar.anchor || e->data.scalar.tag;
    case YAML_SEQUENCE_START_EVENT:
        return e->data.sequence_start.anchor || e->data.sequence_start.tag;
    case YAML_MAPPING_START_EVENT:
        return e->data.mapping_start.anchor || e->data.mapping_start.tag;
    }
    return false;
}

static void refuse_reference(reading *r, const yaml_event_t *e)
{
    sl_finding *f = refuse(r, SL_E0102, span_of(r, e),
                           e->type == YAML_ALIAS_EVENT ? "aliases are not read"
                                                       : "anchors and tags are not read");
    sl_diag_help(r->diags, f, "write the value out again where it is needed");
}

/* False when the document is over or cannot go on. */
static bool take_event(reading *r, const yaml_event_t *e, int *documents)
{
    if (e->type == YAML_ALIAS_EVENT || has_anchor_or_tag(e)) {
        refuse_reference(r, e);
        return false;
    }
    switch ((int)e->type) {
    case YAML_STREAM_END_EVENT:
        return false;
    case YAML_DOCUMENT_START_EVENT:
        if (++*documents > 1) {
            sl_finding *f =
                refuse(r, SL_E0102, span_of(r, e), "a second YAML document starts here");
            sl_diag_help(r->diags, f, "remove the line ---");
            return false;
        }
        break;
    case YAML_SCALAR_EVENT:
        if (!take_key(r, e))
            take_scalar(r, e);
        break;
    case YAML_SEQUENCE_START_EVENT:
        if (!take_key(r, e))
            open_level(r, e, SL_YAML_LIST);
        break;
    case YAML_MAPPING_START_EVENT:
        if (!take_key(r, e))
            open_level(r, e, SL_YAML_MAP);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        close_level(r, e);
        break;
    }
    return !r->stopped;
}

static void read_events(reading *r, yaml_parser_t *p)
{
    int documents = 0;
    for (bool more = true; more;) {
        yaml_event_t e;
        if (!yaml_parser_parse(p, &e)) {
            if (p->error == YAML_MEMORY_ERROR)
                SL_NEVER("libyaml has no memory");
            report_syntax(r, p);
            return;
        }
        more = take_event(r, &e, &documents);
        yaml_event_delete(&e);
    }
}

static sl_yaml *parse(sl_arena *a, sl_diags *d, uint32_t file, uint32_t begin, uint32_t end)
{
    sl_str whole = sl_sources_lookup(d->sources, file)->bytes;
    /* libyaml skips a byte order mark only where it looks for the encoding. */
    if (begin == 0 && end >= 3 && sl_str_starts(whole, "\xEF\xBB\xBF"))
        begin = 3;
    reading reads = {.arena = a, .diags = d, .file = file, .begin = begin}, *r = &reads;
    r->bytes = sl_str_slice(whole, begin, end);
    r->ascii = r->at_char = r->at_byte = sl_utf8_count_ascii(r->bytes);
    yaml_parser_t p;
    SL_CHECK(yaml_parser_initialize(&p));
    yaml_parser_set_encoding(&p, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&p, (const unsigned char *)(r->bytes.p ? r->bytes.p : ""),
                                 r->bytes.n);
    read_events(r, &p);
    yaml_parser_delete(&p);
    if (r->failed)
        return NULL;
    if (!r->root || sl_yaml_is_null(r->root)) {
        r->root = SL_NEW(a, sl_yaml);
        r->root->kind = SL_YAML_MAP;
        r->root->span = (sl_span){file, begin, begin};
    }
    return r->root;
}

/* A tree as it was made of bytes that are kept, with what was found. */
typedef struct made {
    uint32_t end;
    sl_yaml *root;
    sl_diags diags;
} made;

const sl_yaml *sl_yaml_parse(sl_arena *a, sl_diags *d, uint32_t file, uint32_t begin, uint32_t end)
{
    static const char by;
    sl_folder_file *kept = sl_sources_lookup(d->sources, file)->kept;
    if (!kept)
        return parse(a, d, file, begin, end);
    made *m = sl_folder_made(kept, &by, begin);
    if (!m || m->end != end) {
        m = SL_NEW(kept->arena, made);
        m->end = end;
        sl_diags_init(&m->diags, kept->arena, d->sources);
        m->root = parse(kept->arena, &m->diags, file, begin, end);
        sl_folder_keep(kept, &by, begin, m);
    }
    sl_diags_repeat(d, &m->diags);
    return m->root;
}

const sl_yaml *sl_yaml_lookup_str(const sl_yaml *map, sl_str key)
{
    if (!map || map->kind != SL_YAML_MAP)
        return NULL;
    SL_EACH (child, map)
        if (sl_str_equal(child->key, key))
            return child;
    return NULL;
}

bool sl_yaml_is_null(const sl_yaml *y)
{
    return y->kind == SL_YAML_SCALAR && !y->quoted && !y->literal &&
           (y->text.n == 0 || sl_str_equal_z(y->text, "~") || sl_str_equal_z(y->text, "null"));
}

bool sl_yaml_bool(const sl_yaml *map, const char *key, bool otherwise)
{
    sl_str text = sl_yaml_text(map, key);
    if (sl_str_equal_z(text, "true"))
        return true;
    return sl_str_equal_z(text, "false") ? false : otherwise;
}

sl_yaml **sl_yaml_copy_children(sl_arena *a, sl_yaml *to, const sl_yaml *from)
{
    sl_yaml **end = &to->first;
    *end = NULL;
    for (const sl_yaml *y = from->first; y; y = y->next) {
        sl_yaml *copy = SL_NEW(a, sl_yaml);
        *copy = *y;
        copy->next = NULL;
        *end = copy;
        end = &copy->next;
    }
    return end;
}

const sl_yaml *sl_yaml_parse_text(sl_arena *a, sl_str text)
{
    sl_sources *sources = SL_NEW(a, sl_sources);
    sl_diags *unsaid = SL_NEW(a, sl_diags);
    sl_sources_init(sources, a);
    sl_diags_init(unsaid, a, sources);
    uint32_t file = sl_sources_add(sources, SL_STR_NONE, SL_STR_NONE, text);
    return sl_yaml_parse(a, unsaid, file, 0, (uint32_t)text.n);
}
