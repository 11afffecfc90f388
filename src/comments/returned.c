/* A Word file as a stream of XML events, part by part: comments first, as the text refers to them,
 * then the text (reading.c), then its notes, heads and feet; what belongs to what is known by IDs
 * alone, and where a part is by the relations of the file.
 *
 * Nothing is trusted: depth and number of elements are limited, and a document type ends the
 * reading.
 */
#include "comments/returned.h"

#include "base/file.h"
#include "base/limits.h"
#include "comments/reading.h"
#include "late/office.h"
#include "word/container.h"

typedef enum part { PART_TEXT, PART_COMMENTS, PART_THREADS, PART_PROPERTIES, PART_RELATIONS } part;

typedef struct relation {
    sl_str type, target; /* the last word of the one; where the other is in the file */
} relation;

typedef struct whole {
    sl_reading reading;
    const sl_office *office;
    sl_container *container;
    xmlParserCtxtPtr context;
    part part;
    const char *why;
    unsigned depth, elements;
    /* the element under way */
    sl_returned_comment *comment;
    sl_str property;
    bool in_text;
    sl_buf text;
    sl_str folder; /* that targets are beneath */
    SL_VEC(relation) relations;
} whole;

static bool is(const xmlChar *name, const char *z)
{
    return strcmp((const char *)name, z) == 0;
}

static void stop(whole *r, const char *why)
{
    if (!r->why)
        r->why = why;
    r->office->xml_StopParser(r->context);
}

/* --- comments, threads, properties, relations --- */

static void begin_of_comment(whole *r, const xmlChar *name, sl_attributes all)
{
    if (is(name, "comment")) {
        sl_returned_comment c = {.id = sl_attribute(&r->reading, all, "id"), .is_open = true};
        c.author = sl_attribute(&r->reading, all, "author");
        c.date = sl_attribute(&r->reading, all, "date");
        SL_PUSH(r->reading.arena, r->reading.out->comments, c);
        r->comment = &r->reading.out->comments.at[r->reading.out->comments.n - 1];
        sl_map_add(&r->reading.comments, c.id, (void *)(uintptr_t)r->reading.out->comments.n);
        r->text.n = 0;
    } else if (is(name, "p") && r->comment) {
        r->comment->key = sl_attribute(&r->reading, all, "paraId");
        if (r->text.n)
            sl_buf_push_char(&r->text, ' ');
    } else if (is(name, "t")) {
        r->in_text = true;
    } else if (is(name, "br") || is(name, "tab")) {
        sl_buf_push_char(&r->text, ' ');
    }
}

static void end_of_comment(whole *r, const xmlChar *name)
{
    if (is(name, "t"))
        r->in_text = false;
    if (!is(name, "comment") || !r->comment)
        return;
    r->comment->text = sl_str_trim(sl_buf_copy(&r->text, r->reading.arena));
    r->comment = NULL;
}

static void begin_of_thread(whole *r, const xmlChar *name, sl_attributes all)
{
    if (!is(name, "commentEx"))
        return;
    sl_str key = sl_attribute(&r->reading, all, "paraId"),
           parent = sl_attribute(&r->reading, all, "paraIdParent"),
           done = sl_attribute(&r->reading, all, "done");
    uintptr_t at = key.n ? (uintptr_t)sl_map_lookup(&r->reading.comments, key) : 0;
    if (!at)
        return;
    sl_returned_comment *c = &r->reading.out->comments.at[at - 1];
    c->is_done = sl_str_equal_z(done, "1") || sl_str_equal_z(done, "true");
    c->parent = parent.n ? (uint32_t)(uintptr_t)sl_map_lookup(&r->reading.comments, parent) : 0;
    c->is_reply = c->parent != 0;
}

static void begin_of_properties(whole *r, const xmlChar *name, sl_attributes all)
{
    if (is(name, "property"))
        r->property = sl_attribute(&r->reading, all, "name");
    else if (is(name, "lpwstr"))
        r->in_text = true;
    r->text.n = 0;
}

static void end_of_properties(whole *r, const xmlChar *name)
{
    struct {
        const char *name;
        sl_str *value;
    } all[] = {{"sightline-content", &r->reading.out->content},
               {"sightline-version", &r->reading.out->version},
               {"sightline-document", &r->reading.out->document},
               {"sightline-audience", &r->reading.out->audience}};
    if (!is(name, "lpwstr"))
        return;
    r->in_text = false;
    for (size_t i = 0; i < SL_COUNT(all); i++)
        if (sl_str_equal_z(r->property, all[i].name))
            *all[i].value = sl_buf_copy(&r->text, r->reading.arena);
}

/* A target beneath a folder, or from the file's root; without . and .. */
static sl_str resolve(sl_arena *a, sl_str folder, sl_str target)
{
    sl_str rest = sl_str_starts(target, "/")
                      ? target
                      : sl_str_format(a, "%.*s/%.*s", SL_FMT(folder), SL_FMT(target)),
           one;
    sl_buf b;
    sl_buf_init(&b);
    while (sl_str_split(&rest, '/', &one)) {
        if (!one.n || sl_str_equal_z(one, "."))
            continue;
        if (sl_str_equal_z(one, "..")) {
            while (b.n && b.p[--b.n] != '/')
                continue;
            continue;
        }
        if (b.n)
            sl_buf_push_char(&b, '/');
        sl_buf_push_str(&b, one);
    }
    return sl_buf_take(&b, a);
}

static void begin_of_relation(whole *r, const xmlChar *name, sl_attributes all)
{
    sl_str type = sl_attribute(&r->reading, all, "Type"),
           target = sl_attribute(&r->reading, all, "Target");
    if (!is(name, "Relationship") || !target.n ||
        sl_str_equal_z(sl_attribute(&r->reading, all, "TargetMode"), "External"))
        return;
    size_t at = type.n;
    while (at > 0 && type.p[at - 1] != '/')
        at--;
    relation one = {sl_str_slice(type, at, type.n), resolve(r->reading.arena, r->folder, target)};
    SL_PUSH(r->reading.arena, r->relations, one);
}

/* --- the parser --- */

static void on_start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int spaces, const xmlChar **space, int n, int defaulted, const xmlChar **at)
{
    whole *r = data;
    sl_attributes all = {at, n};
    (void)prefix, (void)uri, (void)spaces, (void)space, (void)defaulted;
    if (++r->depth > SL_LIMIT_OFFICE_DEPTH || ++r->elements > SL_LIMIT_OFFICE_ELEMENTS) {
        stop(r, "it is nested too deeply, or has too many parts");
        return;
    }
    switch (r->part) {
    case PART_TEXT:
        sl_reading_begin(&r->reading, (const char *)name, all);
        break;
    case PART_COMMENTS:
        begin_of_comment(r, name, all);
        break;
    case PART_THREADS:
        begin_of_thread(r, name, all);
        break;
    case PART_PROPERTIES:
        begin_of_properties(r, name, all);
        break;
    case PART_RELATIONS:
        begin_of_relation(r, name, all);
        break;
    }
}

static void on_end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    whole *r = data;
    (void)prefix, (void)uri;
    r->depth -= r->depth > 0;
    if (r->part == PART_TEXT)
        sl_reading_end(&r->reading, (const char *)name);
    else if (r->part == PART_COMMENTS)
        end_of_comment(r, name);
    else if (r->part == PART_PROPERTIES)
        end_of_properties(r, name);
}

static void on_characters(void *data, const xmlChar *text, int n)
{
    whole *r = data;
    sl_str s = {(const char *)text, (size_t)n};
    if (r->part == PART_TEXT && r->reading.in_instruction)
        sl_fields_read(&r->reading.fields, s);
    else if (r->part == PART_TEXT && r->reading.in_text)
        sl_reading_add(&r->reading, s);
    else if (r->in_text)
        sl_buf_push_str(&r->text, s);
}

static void on_type(void *data, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
    (void)name, (void)external, (void)system;
    stop(data, "it declares a document type, which no Word file does");
}

static void on_fault(void *data, const char *format, ...)
{
    (void)data, (void)format;
}

static bool parse(whole *r, part which, sl_str bytes)
{
    const sl_office *o = r->office;
    xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC,
                             .startElementNs = on_start,
                             .endElementNs = on_end,
                             .characters = on_characters,
                             .ignorableWhitespace = on_characters,
                             .cdataBlock = on_characters,
                             .internalSubset = on_type,
                             .warning = on_fault,
                             .error = on_fault};
    r->part = which;
    r->depth = 0;
    r->in_text = false;
    r->context = o->xml_CreatePushParserCtxt(&handler, r, NULL, 0, NULL);
    if (!r->context)
        return false;
    o->xml_CtxtUseOptions(r->context, XML_PARSE_NONET);
    bool good = true;
    enum { STEP = 1 << 16 };
    for (size_t at = 0; good && !r->why && at < bytes.n; at += STEP) {
        size_t n = bytes.n - at < STEP ? bytes.n - at : STEP;
        good = o->xml_ParseChunk(r->context, bytes.p + at, (int)n, 0) == 0;
    }
    good = good && !r->why && o->xml_ParseChunk(r->context, "", 0, 1) == 0;
    if (r->context->myDoc)
        o->xml_FreeDoc(r->context->myDoc);
    o->xml_FreeParserCtxt(r->context);
    r->context = NULL;
    if (!good && !r->why)
        r->why = "its XML is broken";
    return good;
}

/* --- the file --- */

static bool read_part(whole *r, part which, sl_str name, bool needed)
{
    sl_str bytes;
    const char *why = NULL;
    if (!sl_container_find(r->container, r->reading.arena, name, &bytes, &why)) {
        r->why = why;
        return false;
    }
    if (!bytes.n) {
        r->why = needed ? "it is no Word document: its text is not where that is" : r->why;
        return !needed;
    }
    return parse(r, which, bytes);
}

/* What the part leads to, which is at `name`; "" is the file itself. */
static bool read_relations(whole *r, sl_str name)
{
    size_t at = name.n;
    while (at > 0 && name.p[at - 1] != '/')
        at--;
    r->folder = sl_str_slice(name, 0, at);
    r->relations.n = 0;
    r->elements = 0;
    return read_part(r, PART_RELATIONS,
                     sl_str_format(r->reading.arena, "%.*s_rels/%.*s.rels", SL_FMT(r->folder),
                                   SL_FMT(sl_str_slice(name, at, name.n))),
                     false);
}

/* Where the part of a type is; otherwise: where it commonly is. */
static sl_str find_target(const whole *r, const char *type, const char *otherwise)
{
    for (size_t i = 0; i < r->relations.n; i++)
        if (sl_str_equal_z(r->relations.at[i].type, type))
            return r->relations.at[i].target;
    return sl_str_from(otherwise);
}

/* Threads know comments by their last paragraphs. */
static void key_comments(whole *r)
{
    sl_reading *t = &r->reading;
    sl_map_init(&t->comments, t->arena);
    for (size_t i = 0; i < t->out->comments.n; i++)
        if (t->out->comments.at[i].key.n)
            sl_map_add(&t->comments, t->out->comments.at[i].key, (void *)(uintptr_t)(i + 1));
}

/* A reply stands where what it replies to does. */
static void place_replies(sl_returned *out)
{
    for (size_t i = 0; i < out->comments.n; i++) {
        sl_returned_comment *c = &out->comments.at[i];
        const sl_returned_comment *to = c->parent ? &out->comments.at[c->parent - 1] : NULL;
        if (!to || c->paragraph)
            continue;
        c->paragraph = to->paragraph;
        c->begin = to->begin;
        c->end = to->end;
    }
}

static bool read_text(whole *r, sl_str name, bool in_note, bool needed)
{
    r->elements = 0;
    sl_reading_begin_part(&r->reading, in_note);
    return read_part(r, PART_TEXT, name, needed);
}

/* Heads and feet: together no more than one part. */
static bool read_edges(whole *r)
{
    bool good = true;
    r->elements = 0;
    enum { EDGES_MOST = 200 };
    for (size_t i = 0, n = 0; good && i < r->relations.n; i++) {
        const relation *one = &r->relations.at[i];
        if (!sl_str_equal_z(one->type, "header") && !sl_str_equal_z(one->type, "footer"))
            continue;
        if (++n > EDGES_MOST) {
            r->why = "it has too many heads and feet";
            return false;
        }
        sl_reading_begin_part(&r->reading, true);
        good = read_part(r, PART_TEXT, one->target, false);
    }
    return good;
}

static bool read_all(whole *r)
{
    sl_map_init(&r->reading.comments, r->reading.arena);
    if (!read_relations(r, SL_STR("")))
        return false;
    sl_str text = find_target(r, "officeDocument", "word/document.xml"),
           properties = find_target(r, "custom-properties", "docProps/custom.xml");
    if (!read_relations(r, text))
        return false;
    sl_str threads = find_target(r, "commentsExtended", "word/commentsExtended.xml");
    r->elements = 0;
    if (!read_part(r, PART_COMMENTS, find_target(r, "comments", "word/comments.xml"), false) ||
        !read_text(r, text, false, true) ||
        !read_text(r, find_target(r, "footnotes", "word/footnotes.xml"), true, false) ||
        !read_text(r, find_target(r, "endnotes", "word/endnotes.xml"), true, false) ||
        !read_edges(r))
        return false;
    key_comments(r);
    r->elements = 0;
    return read_part(r, PART_THREADS, threads, false) &&
           read_part(r, PART_PROPERTIES, properties, false);
}

sl_returned *sl_returned_read(sl_arena *a, sl_str bytes, const char **why)
{
    sl_container *c = sl_container_open(a, bytes, why);
    if (!c)
        return NULL;
    whole r = {.reading = {.arena = a, .out = SL_NEW(a, sl_returned)},
               .office = sl_office_open(),
               .container = c};
    sl_buf *bufs[] = {&r.reading.was, &r.reading.piece, &r.reading.made, &r.text};
    for (size_t i = 0; i < SL_COUNT(bufs); i++)
        sl_buf_init(bufs[i]);
    bool good = read_all(&r);
    for (size_t i = 0; i < SL_COUNT(bufs); i++)
        sl_buf_done(bufs[i]);
    *why = r.why;
    if (!good)
        return NULL;
    place_replies(r.reading.out);
    return r.reading.out;
}
