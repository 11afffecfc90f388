/* A Word file as a stream of XML events, of three parts: comments first, as the text refers to
 * them, then the text, then its notes; what belongs to what is known by IDs alone.
 *
 * A paragraph is rebuilt twice at once. `was` is its text as it was sent out: all but tracked
 * insertions, with what is tracked as deleted. The stretches are what became of it, each with its
 * place in `was`; so a comment or a change has a place in a text that we have too, whatever else
 * the reviewer did before it. Tracked changes nest (put in, then taken out again): counters, not
 * flags, say what is open, and what was never there in the end is in neither text.
 *
 * Nothing is trusted: depth and number of elements are limited, a document type ends the reading,
 * and what closes without having been opened changes no counter.
 */
#include "comments/returned.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/map.h"
#include "comments/field.h"
#include "late/office.h"
#include "word/container.h"

typedef struct reading {
    sl_arena *arena;
    sl_returned *out;
    const sl_office *office;
    xmlParserCtxtPtr context;
    sl_map comments; /* by id: 1 + index */
    const char *why;
    unsigned depth, elements;
    bool in_note;

    /* the paragraph under way; 0: none. Text boxes hold paragraphs in paragraphs. */
    SL_VEC(uint32_t) open;
    uint32_t count;
    sl_buf was, piece;
    sl_stretch_kind kind;
    bool moved;
    sl_str author, date;
    size_t at; /* where the piece began */
    unsigned inserted, deleted, moved_from, moved_to, anchors, properties, skipped_run;
    bool in_text, in_instruction, in_property_value;
    sl_fields fields;
    SL_VEC(uint32_t) open_comments;

    /* of comments.xml and docProps */
    sl_returned_comment *comment;
    sl_str property;
    sl_buf text;
} reading;

/* --- small things --- */

static bool is(const xmlChar *name, const char *z)
{
    return strcmp((const char *)name, z) == 0;
}

typedef struct attributes {
    const xmlChar **at;
    int n;
} attributes;

static sl_str value_of(reading *r, attributes all, const char *name)
{
    for (int i = 0; i < all.n; i++) {
        const xmlChar **a = all.at + (size_t)i * 5;
        if (!is(a[0], name))
            continue;
        const char *p = (const char *)a[3];
        return sl_str_copy(r->arena, (sl_str){p, (size_t)(a[4] - a[3])});
    }
    return SL_STR_NONE;
}

static void stop(reading *r, const char *why)
{
    if (!r->why)
        r->why = why;
    r->office->xml_StopParser(r->context);
}

/* --- text --- */

static sl_returned_paragraph *paragraph(reading *r)
{
    return r->open.n ? &r->out->paragraphs.at[r->open.at[r->open.n - 1]] : NULL;
}

static void end_piece(reading *r)
{
    sl_returned_paragraph *p = paragraph(r);
    if (p && r->piece.n) {
        sl_stretch s = {.kind = r->kind, .moved = r->moved, .at = r->at};
        s.text = sl_buf_copy(&r->piece, r->arena);
        s.author = r->author;
        s.date = r->date;
        SL_PUSH(r->arena, p->stretches, s);
    }
    r->piece.n = 0;
    r->at = r->was.n;
}

static sl_stretch_kind kind_of(const reading *r)
{
    return r->inserted || r->moved_to    ? r->deleted ? SL_STRETCH_NEVER : SL_STRETCH_NEW
           : r->deleted || r->moved_from ? SL_STRETCH_GONE
                                         : SL_STRETCH_KEPT;
}

/* What leads to other places of the document, and what the program counts. */
static bool is_skipped(const reading *r)
{
    return r->anchors || r->skipped_run || sl_fields_hide(&r->fields);
}

static void add_text(reading *r, sl_str s)
{
    if (!paragraph(r) || is_skipped(r) || !s.n)
        return;
    sl_stretch_kind kind = kind_of(r);
    if (kind == SL_STRETCH_NEVER)
        return; /* put in and taken out again: it was never there */
    bool moved = r->moved_from || r->moved_to;
    if (kind != r->kind || moved != r->moved)
        end_piece(r);
    r->kind = kind;
    r->moved = moved;
    sl_buf_push_str(&r->piece, s);
    if (kind != SL_STRETCH_NEW)
        sl_buf_push_str(&r->was, s);
}

static void begin_paragraph(reading *r)
{
    if (r->open.n) /* of a text box within another */
        end_piece(r);
    sl_returned_paragraph p = {.number = ++r->count, .in_note = r->in_note};
    SL_PUSH(r->arena, r->out->paragraphs, p);
    SL_PUSH(r->arena, r->open, (uint32_t)r->out->paragraphs.n - 1);
    r->was.n = r->piece.n = 0;
    r->at = 0;
    r->kind = SL_STRETCH_KEPT;
    r->moved = false;
}

/* Comments that go on in the next paragraph end here, as far as their place is asked. */
static void end_paragraph(reading *r)
{
    sl_returned_paragraph *p = paragraph(r);
    if (!p)
        return;
    end_piece(r);
    p->was = sl_buf_copy(&r->was, r->arena);
    uint32_t index = r->open.at[r->open.n - 1] + 1;
    for (size_t i = 0; i < r->open_comments.n; i++) {
        sl_returned_comment *c = &r->out->comments.at[r->open_comments.at[i]];
        if (c->paragraph == index)
            c->end = p->was.n;
    }
    r->open_comments.n = 0;
    r->open.n--;
    r->was.n = 0;
}

/* --- what stands in the text --- */

static void place_comment(reading *r, sl_str id, bool begins, bool ends)
{
    uintptr_t known = (uintptr_t)sl_map_lookup(&r->comments, id);
    if (!known || !r->open.n)
        return;
    sl_returned_comment *c = &r->out->comments.at[known - 1];
    uint32_t here = r->open.at[r->open.n - 1] + 1;
    if (!c->is_placed && (begins || ends)) {
        c->paragraph = here;
        c->begin = c->end = r->was.n;
        c->is_placed = true;
        SL_PUSH(r->arena, r->open_comments, (uint32_t)known - 1);
    }
    if (ends && c->paragraph == here && r->was.n > c->begin) {
        c->end = r->was.n;
        for (size_t i = 0; i < r->open_comments.n; i++)
            if (r->open_comments.at[i] == known - 1)
                r->open_comments.at[i] = r->open_comments.at[--r->open_comments.n];
    }
}

static void name_paragraph(reading *r, sl_str name)
{
    sl_returned_paragraph *p = paragraph(r);
    if (!p || p->name.n || !sl_str_starts(name, "s_"))
        return;
    p->name = name;
    /* What stands before it is a number, and not the source's. */
    if (r->kind == SL_STRETCH_KEPT) {
        r->piece.n = r->was.n = 0;
        r->at = 0;
    }
}

static void begin_change(reading *r, unsigned *count, attributes all)
{
    end_piece(r);
    ++*count;
    r->author = value_of(r, all, "author");
    r->date = value_of(r, all, "date");
}

static void note_format(reading *r, attributes all)
{
    sl_returned_paragraph *p = paragraph(r);
    if (!p)
        return;
    p->is_formatted = true;
    p->formatter = value_of(r, all, "author");
    p->formatted = value_of(r, all, "date");
}

/* --- the text's elements --- */

static void begin_of_text(reading *r, const xmlChar *name, attributes all)
{
    if (is(name, "rPr") || is(name, "pPr") || is(name, "tcPr") || is(name, "trPr"))
        r->properties++;
    else if (r->properties && (is(name, "rPrChange") || is(name, "pPrChange")))
        note_format(r, all);
    if (r->properties)
        return;
    if (is(name, "p"))
        begin_paragraph(r);
    else if (is(name, "t") || is(name, "delText"))
        r->in_text = true;
    else if (is(name, "instrText") || is(name, "delInstrText"))
        r->in_instruction = true;
    else if (is(name, "tab") || is(name, "br") || is(name, "cr"))
        add_text(r, SL_STR(" "));
    else if (is(name, "noBreakHyphen"))
        add_text(r, SL_STR("-"));
    else if (is(name, "ins"))
        begin_change(r, &r->inserted, all);
    else if (is(name, "del"))
        begin_change(r, &r->deleted, all);
    else if (is(name, "moveFrom"))
        begin_change(r, &r->moved_from, all);
    else if (is(name, "moveTo"))
        begin_change(r, &r->moved_to, all);
    else if (is(name, "bookmarkStart"))
        name_paragraph(r, value_of(r, all, "name"));
    else if (is(name, "hyperlink"))
        r->anchors += r->anchors || value_of(r, all, "anchor").n;
    else if (is(name, "commentRangeStart"))
        place_comment(r, value_of(r, all, "id"), true, false);
    else if (is(name, "commentRangeEnd") || is(name, "commentReference"))
        place_comment(r, value_of(r, all, "id"), false, true);
    else if (is(name, "fldChar"))
        sl_fields_mark(&r->fields, value_of(r, all, "fldCharType"));
    else if (is(name, "footnoteReference") || is(name, "footnoteRef"))
        r->skipped_run = 1;
}

static void end_of_text(reading *r, const xmlChar *name)
{
    if (is(name, "rPr") || is(name, "pPr") || is(name, "tcPr") || is(name, "trPr")) {
        r->properties -= r->properties > 0;
        return;
    }
    if (r->properties)
        return;
    if (is(name, "p"))
        end_paragraph(r);
    else if (is(name, "t") || is(name, "delText"))
        r->in_text = false;
    else if (is(name, "instrText") || is(name, "delInstrText"))
        r->in_instruction = false;
    else if (is(name, "r"))
        r->skipped_run = 0;
    else if (is(name, "hyperlink"))
        r->anchors -= r->anchors > 0;
    unsigned *count = is(name, "ins")        ? &r->inserted
                      : is(name, "del")      ? &r->deleted
                      : is(name, "moveFrom") ? &r->moved_from
                      : is(name, "moveTo")   ? &r->moved_to
                                             : NULL;
    if (!count)
        return;
    end_piece(r);
    *count -= *count > 0;
}

/* --- comments.xml and commentsExtended.xml --- */

static void begin_of_comment(reading *r, const xmlChar *name, attributes all)
{
    if (is(name, "comment")) {
        sl_returned_comment c = {.id = value_of(r, all, "id"), .is_open = true};
        c.author = value_of(r, all, "author");
        c.date = value_of(r, all, "date");
        SL_PUSH(r->arena, r->out->comments, c);
        r->comment = &r->out->comments.at[r->out->comments.n - 1];
        sl_map_add(&r->comments, c.id, (void *)(uintptr_t)r->out->comments.n);
        r->text.n = 0;
    } else if (is(name, "p") && r->comment) {
        r->comment->key = value_of(r, all, "paraId");
        if (r->text.n)
            sl_buf_push_char(&r->text, ' ');
    } else if (is(name, "t")) {
        r->in_text = true;
    } else if (is(name, "br") || is(name, "tab")) {
        sl_buf_push_char(&r->text, ' ');
    }
}

static void end_of_comment(reading *r, const xmlChar *name)
{
    if (is(name, "t"))
        r->in_text = false;
    if (!is(name, "comment") || !r->comment)
        return;
    r->comment->text = sl_str_trim(sl_buf_copy(&r->text, r->arena));
    r->comment = NULL;
}

static void begin_of_thread(reading *r, const xmlChar *name, attributes all)
{
    if (!is(name, "commentEx"))
        return;
    sl_str key = value_of(r, all, "paraId"), parent = value_of(r, all, "paraIdParent"),
           done = value_of(r, all, "done");
    uintptr_t at = key.n ? (uintptr_t)sl_map_lookup(&r->comments, key) : 0;
    if (!at)
        return;
    sl_returned_comment *c = &r->out->comments.at[at - 1];
    c->is_done = sl_str_equal_z(done, "1") || sl_str_equal_z(done, "true");
    c->parent = parent.n ? (uint32_t)(uintptr_t)sl_map_lookup(&r->comments, parent) : 0;
    c->is_reply = c->parent != 0;
}

static void begin_of_properties(reading *r, const xmlChar *name, attributes all)
{
    if (is(name, "property"))
        r->property = value_of(r, all, "name");
    else if (is(name, "lpwstr"))
        r->in_text = true;
    r->text.n = 0;
}

static void end_of_properties(reading *r, const xmlChar *name)
{
    struct {
        const char *name;
        sl_str *value;
    } all[] = {{"sightline-content", &r->out->content},
               {"sightline-version", &r->out->version},
               {"sightline-document", &r->out->document},
               {"sightline-audience", &r->out->audience}};
    if (!is(name, "lpwstr"))
        return;
    r->in_text = false;
    for (size_t i = 0; i < SL_COUNT(all); i++)
        if (sl_str_equal_z(r->property, all[i].name))
            *all[i].value = sl_buf_copy(&r->text, r->arena);
}

/* --- the parser --- */

typedef enum part { PART_TEXT, PART_COMMENTS, PART_THREADS, PART_PROPERTIES } part;

typedef struct parsing {
    reading *r;
    part part;
} parsing;

static void on_start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int spaces, const xmlChar **space, int n, int defaulted, const xmlChar **at)
{
    const parsing *p = data;
    reading *r = p->r;
    attributes all = {at, n};
    (void)prefix, (void)uri, (void)spaces, (void)space, (void)defaulted;
    if (++r->depth > SL_LIMIT_OFFICE_DEPTH || ++r->elements > SL_LIMIT_OFFICE_ELEMENTS) {
        stop(r, "it is nested too deeply, or has too many parts");
        return;
    }
    if (p->part == PART_TEXT)
        begin_of_text(r, name, all);
    else if (p->part == PART_COMMENTS)
        begin_of_comment(r, name, all);
    else if (p->part == PART_THREADS)
        begin_of_thread(r, name, all);
    else
        begin_of_properties(r, name, all);
}

static void on_end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    const parsing *p = data;
    (void)prefix, (void)uri;
    p->r->depth -= p->r->depth > 0;
    if (p->part == PART_TEXT)
        end_of_text(p->r, name);
    else if (p->part == PART_COMMENTS)
        end_of_comment(p->r, name);
    else if (p->part == PART_PROPERTIES)
        end_of_properties(p->r, name);
}

static void on_characters(void *data, const xmlChar *text, int n)
{
    const parsing *p = data;
    reading *r = p->r;
    sl_str s = {(const char *)text, (size_t)n};
    if (p->part == PART_TEXT && r->in_instruction)
        sl_fields_read(&r->fields, s);
    else if (p->part == PART_TEXT && r->in_text)
        add_text(r, s);
    else if (r->in_text)
        sl_buf_push_str(&r->text, s);
}

static void on_type(void *data, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
    (void)name, (void)external, (void)system;
    stop(((parsing *)data)->r, "it declares a document type, which no Word file does");
}

static void on_fault(void *data, const char *format, ...)
{
    (void)data, (void)format;
}

static bool parse(reading *r, part which, sl_str bytes)
{
    const sl_office *o = r->office;
    parsing p = {r, which};
    xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC,
                             .startElementNs = on_start,
                             .endElementNs = on_end,
                             .characters = on_characters,
                             .ignorableWhitespace = on_characters,
                             .cdataBlock = on_characters,
                             .internalSubset = on_type,
                             .warning = on_fault,
                             .error = on_fault};
    r->depth = 0;
    r->elements = 0;
    r->in_text = r->in_instruction = false;
    r->context = o->xml_CreatePushParserCtxt(&handler, &p, NULL, 0, NULL);
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

static bool read_part(reading *r, sl_container *c, part which, sl_str name, bool needed)
{
    sl_str bytes;
    const char *why = NULL;
    if (!sl_container_find(c, r->arena, name, &bytes, &why)) {
        r->why = why;
        return false;
    }
    if (!bytes.n) {
        r->why = needed ? "it is no Word document: its text is not where that is" : r->why;
        return !needed;
    }
    return parse(r, which, bytes);
}

/* Threads know comments by their last paragraphs. */
static void key_comments(reading *r)
{
    sl_map_init(&r->comments, r->arena);
    for (size_t i = 0; i < r->out->comments.n; i++)
        if (r->out->comments.at[i].key.n)
            sl_map_add(&r->comments, r->out->comments.at[i].key, (void *)(uintptr_t)(i + 1));
}

/* A reply stands where what it replies to does. */
static void place_replies(sl_returned *out)
{
    for (size_t i = 0; i < out->comments.n; i++) {
        sl_returned_comment *c = &out->comments.at[i];
        const sl_returned_comment *to = c->parent ? &out->comments.at[c->parent - 1] : NULL;
        if (!to || c->is_placed)
            continue;
        c->paragraph = to->paragraph;
        c->begin = to->begin;
        c->end = to->end;
        c->is_placed = to->is_placed;
    }
}

static bool read_all(reading *r, sl_container *c)
{
    sl_map_init(&r->comments, r->arena);
    if (!read_part(r, c, PART_COMMENTS, SL_STR("word/comments.xml"), false))
        return false;
    if (!read_part(r, c, PART_TEXT, SL_STR("word/document.xml"), true))
        return false;
    r->in_note = true;
    r->count = 0;
    r->fields.n = r->anchors = r->properties = 0;
    r->inserted = r->deleted = r->moved_from = r->moved_to = 0;
    r->open.n = 0;
    if (!read_part(r, c, PART_TEXT, SL_STR("word/footnotes.xml"), false))
        return false;
    key_comments(r);
    return read_part(r, c, PART_THREADS, SL_STR("word/commentsExtended.xml"), false) &&
           read_part(r, c, PART_PROPERTIES, SL_STR("docProps/custom.xml"), false);
}

sl_returned *sl_returned_read(sl_arena *a, sl_str bytes, const char **why)
{
    sl_container *c = sl_container_open(a, bytes, why);
    if (!c)
        return NULL;
    reading r = {.arena = a, .office = sl_office_open(), .out = SL_NEW(a, sl_returned)};
    sl_buf_init(&r.was);
    sl_buf_init(&r.piece);
    sl_buf_init(&r.text);
    bool good = read_all(&r, c);
    sl_buf_done(&r.was);
    sl_buf_done(&r.piece);
    sl_buf_done(&r.text);
    *why = r.why;
    if (!good)
        return NULL;
    place_replies(r.out);
    return r.out;
}
