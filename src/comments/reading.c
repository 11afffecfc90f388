/* The text of a Word file.
 *
 * A paragraph is rebuilt twice at once. `was` is its text as it was sent out: all but tracked
 * insertions, with what is tracked as deleted. The stretches are what became of it, each with its
 * place in `was`; so a comment or a change has a place in a text that we have too, whatever else
 * the reviewer did before it. Tracked changes nest (put in, then taken out again): counters, not
 * flags, say what is open, and what was never there in the end is in neither text. A paragraph that
 * was divided is one again, with the division as a change of it.
 *
 * What closes without having been opened changes no counter.
 */
#include "comments/reading.h"

#include "word/place.h"

enum { JOINED_MOST = 64 }; /* paragraphs that are parts of one */

static bool is(const char *name, const char *z)
{
    return strcmp(name, z) == 0;
}

sl_str sl_attribute(sl_reading *r, sl_attributes all, const char *name)
{
    for (int i = 0; i < all.n; i++) {
        const unsigned char **a = all.at + (size_t)i * 5;
        if (!is((const char *)a[0], name))
            continue;
        const char *p = (const char *)a[3];
        return sl_str_copy(r->arena, (sl_str){p, (size_t)(a[4] - a[3])});
    }
    return SL_STR_NONE;
}

static sl_reading_level *level_of(sl_reading *r)
{
    return r->levels.n ? &r->levels.at[r->levels.n - 1] : NULL;
}

static sl_returned_paragraph *paragraph(sl_reading *r)
{
    const sl_reading_level *l = level_of(r);
    return l && l->is_open ? &r->out->paragraphs.at[l->index] : NULL;
}

/* --- stretches --- */

static void end_piece(sl_reading *r)
{
    sl_returned_paragraph *p = paragraph(r);
    if (p && (r->piece.n || r->made.n)) {
        sl_stretch s = {.kind = r->kind, .moved = r->moved, .at = r->at};
        s.is_made = !r->piece.n;
        s.text = sl_buf_copy(r->piece.n ? &r->piece : &r->made, r->arena);
        s.author = r->author;
        s.date = r->date;
        SL_PUSH(r->arena, p->stretches, s);
    }
    r->piece.n = r->made.n = 0;
    r->at = r->was.n;
}

static sl_stretch_kind kind_of(const sl_reading *r)
{
    return r->inserted || r->moved_to    ? r->deleted ? SL_STRETCH_NEVER : SL_STRETCH_NEW
           : r->deleted || r->moved_from ? SL_STRETCH_GONE
                                         : SL_STRETCH_KEPT;
}

/* What leads to other places of the document, and what the program counts. */
static bool is_skipped(const sl_reading *r)
{
    return r->anchors || r->skipped_run || sl_fields_hide(&r->fields);
}

/* made: it is none of the paragraph's own words. */
static void add(sl_reading *r, sl_str s, bool made)
{
    sl_stretch_kind kind = kind_of(r);
    if (!paragraph(r) || !s.n || kind == SL_STRETCH_NEVER || (made && kind == SL_STRETCH_KEPT))
        return;
    bool moved = r->moved_from || r->moved_to;
    sl_reading_who who =
        kind != SL_STRETCH_KEPT && r->who.n ? r->who.at[r->who.n - 1] : (sl_reading_who){0};
    if (kind != r->kind || moved != r->moved || !sl_str_equal(who.author, r->author))
        end_piece(r);
    if (!r->piece.n && !r->made.n) {
        r->author = who.author;
        r->date = who.date;
    }
    r->kind = kind;
    r->moved = moved;
    sl_buf_push_str(made ? &r->made : &r->piece, s);
    if (kind != SL_STRETCH_NEW && !made)
        sl_buf_push_str(&r->was, s);
}

void sl_reading_add(sl_reading *r, sl_str text)
{
    add(r, text, is_skipped(r));
}

/* --- levels --- */

static void begin_level(sl_reading *r)
{
    sl_reading_level *outer = level_of(r);
    if (outer && outer->is_open) { /* a text box in a paragraph */
        end_piece(r);
        outer->was = sl_buf_copy(&r->was, r->arena);
        r->was.n = 0;
    }
    SL_PUSH(r->arena, r->levels, ((sl_reading_level){0}));
}

static void end_paragraph(sl_reading *r);

static void end_level(sl_reading *r)
{
    if (r->levels.n < 2)
        return;
    end_paragraph(r);
    r->levels.n--;
    r->was.n = r->piece.n = r->made.n = 0;
    sl_buf_push_str(&r->was, level_of(r)->was);
    r->at = r->was.n;
    r->kind = SL_STRETCH_KEPT;
    r->moved = false;
    r->author = SL_STR_NONE;
}

/* --- comments --- */

static void put_comment(sl_reading *r, uint32_t index)
{
    sl_returned_comment *c = &r->out->comments.at[index];
    c->paragraph = level_of(r)->index + 1;
    c->begin = c->end = r->was.n;
    c->is_placed = true;
    SL_PUSH(r->arena, r->open_comments, index);
    SL_PUSH(r->arena, r->placed, index);
}

static void place_comment(sl_reading *r, sl_str id, bool begins)
{
    uintptr_t known = (uintptr_t)sl_map_lookup(&r->comments, id);
    if (!known)
        return;
    uint32_t index = (uint32_t)known - 1;
    sl_returned_comment *c = &r->out->comments.at[index];
    if (!paragraph(r)) {
        if (begins && !c->is_placed)
            SL_PUSH(r->arena, r->waiting, index);
        return;
    }
    if (!c->is_placed)
        put_comment(r, index);
    if (begins || c->paragraph != level_of(r)->index + 1 || r->was.n <= c->begin)
        return;
    c->end = r->was.n;
    for (size_t i = 0; i < r->open_comments.n; i++)
        if (r->open_comments.at[i] == index)
            r->open_comments.at[i] = r->open_comments.at[--r->open_comments.n];
}

/* Comments that go on in the next paragraph end here, as far as their place is asked; those that
 * begin behind the last word begin there. */
static void leave_comments(sl_reading *r, uint32_t index, size_t end)
{
    size_t n = 0;
    for (size_t i = 0; i < r->open_comments.n; i++) {
        uint32_t one = r->open_comments.at[i];
        sl_returned_comment *c = &r->out->comments.at[one];
        if (c->paragraph != index + 1) {
            r->open_comments.at[n++] = one;
            continue;
        }
        if (c->begin == end && end > 0) {
            c->is_placed = false;
            SL_PUSH(r->arena, r->waiting, one);
        }
        c->end = end;
    }
    r->open_comments.n = n;
}

/* --- paragraphs --- */

static void begin_paragraph(sl_reading *r)
{
    end_paragraph(r); /* that a broken file has not ended */
    sl_reading_level *l = level_of(r);
    sl_returned_paragraph p = {.number = ++r->count,
                               .in_note = r->in_note,
                               .is_formatted = r->is_formatted,
                               .formatter = r->formatter,
                               .formatted = r->formatted};
    SL_PUSH(r->arena, r->out->paragraphs, p);
    r->is_formatted = false;
    l->is_open = true;
    l->index = (uint32_t)r->out->paragraphs.n - 1;
    r->was.n = r->piece.n = r->made.n = 0;
    r->at = 0;
    r->kind = SL_STRETCH_KEPT;
    r->moved = false;
    r->author = SL_STR_NONE;
    if (r->levels.n == 1)
        r->placed.n = 0;
    for (size_t i = 0; i < r->waiting.n; i++)
        if (!r->out->comments.at[r->waiting.at[i]].is_placed)
            put_comment(r, r->waiting.at[i]);
    r->waiting.n = 0;
}

static bool is_said(sl_str text)
{
    for (size_t at = 0; at < text.n;)
        if (!sl_place_is_space(sl_utf8_next(text, &at)))
            return true;
    return false;
}

/* Whether some of its words are there when all changes are made. */
static bool is_left(const sl_returned_paragraph *p)
{
    for (size_t i = 0; i < p->stretches.n; i++) {
        const sl_stretch *s = &p->stretches.at[i];
        if (s->kind != SL_STRETCH_GONE && is_said(s->text))
            return true;
    }
    return false;
}

static void mark_end(sl_reading *r, sl_returned_paragraph *p, uint32_t next)
{
    SL_PUSH(r->arena, p->stretches,
            ((sl_stretch){.kind = p->mark,
                          .at = p->was.n,
                          .author = p->marker,
                          .date = p->marked,
                          .is_end = true,
                          .next = next}));
}

/* The second half of a paragraph that was divided goes to the first. */
static void merge(sl_reading *r, sl_returned_paragraph *head, uint32_t head_index, uint32_t index)
{
    sl_returned_paragraph *p = &r->out->paragraphs.at[index];
    size_t shift = head->was.n;
    if (head->mark == SL_STRETCH_NEW)
        mark_end(r, head, 0);
    head->was = sl_str_format(r->arena, "%.*s%.*s", SL_FMT(head->was), SL_FMT(p->was));
    for (size_t i = 0; i < p->stretches.n; i++) {
        sl_stretch s = p->stretches.at[i];
        s.at += shift;
        SL_PUSH(r->arena, head->stretches, s);
    }
    for (size_t i = 0; i < r->placed.n; i++) {
        sl_returned_comment *c = &r->out->comments.at[r->placed.at[i]];
        if (c->paragraph != index + 1)
            continue;
        c->paragraph = head_index + 1;
        c->begin += shift;
        c->end += shift;
    }
    head->name = head->name.n ? head->name : p->name;
    head->mark = p->mark;
    head->marker = p->marker;
    head->marked = p->marked;
    head->parts++;
    p->name = p->was = SL_STR_NONE;
    p->stretches.n = 0;
    p->mark = SL_STRETCH_KEPT;
}

static void end_paragraph(sl_reading *r)
{
    sl_returned_paragraph *p = paragraph(r);
    if (!p)
        return;
    sl_reading_level *l = level_of(r);
    end_piece(r);
    p->was = sl_buf_copy(&r->was, r->arena);
    leave_comments(r, l->index, p->was.n);
    sl_returned_paragraph *before = l->last ? &r->out->paragraphs.at[l->last - 1] : NULL;
    bool divided = before && (before->mark == SL_STRETCH_NEW || before->mark == SL_STRETCH_NEVER);
    l->is_open = false;
    r->was.n = 0;
    if (divided && before->parts < JOINED_MOST && is_said(before->was) && is_said(p->was)) {
        merge(r, before, l->last - 1, l->index);
        return;
    }
    if (before && before->mark == SL_STRETCH_GONE && is_left(before) && is_left(p))
        mark_end(r, before, l->index + 1);
    l->last = l->index + 1;
}

/* --- what stands in the text --- */

static void name_paragraph(sl_reading *r, sl_str name)
{
    sl_returned_paragraph *p = paragraph(r);
    if (!p || p->name.n || !sl_str_starts(name, "s_"))
        return;
    p->name = name;
    /* What stands before it is a number, and not the source's. */
    end_piece(r);
    size_t n = 0;
    for (size_t i = 0; i < p->stretches.n; i++) {
        sl_stretch *s = &p->stretches.at[i];
        if (s->kind == SL_STRETCH_NEW)
            p->stretches.at[n++] = *s;
    }
    p->stretches.n = n;
    for (size_t i = 0; i < n; i++)
        p->stretches.at[i].at = 0;
    r->was.n = 0;
    r->at = 0;
}

static void begin_change(sl_reading *r, unsigned *count, sl_attributes all)
{
    ++*count;
    sl_reading_who who = {sl_attribute(r, all, "author"), sl_attribute(r, all, "date")};
    SL_PUSH(r->arena, r->who, who);
}

static unsigned *count_of(sl_reading *r, const char *name)
{
    return is(name, "ins")        ? &r->inserted
           : is(name, "del")      ? &r->deleted
           : is(name, "moveFrom") ? &r->moved_from
           : is(name, "moveTo")   ? &r->moved_to
                                  : NULL;
}

/* The end of a paragraph that was put in or taken out. */
static void note_mark(sl_reading *r, const char *name, sl_attributes all)
{
    sl_returned_paragraph *p = paragraph(r);
    const unsigned *count = count_of(r, name);
    if (!p || !count)
        return;
    bool is_new = count == &r->inserted || count == &r->moved_to;
    bool other =
        p->mark != SL_STRETCH_KEPT && p->mark != (is_new ? SL_STRETCH_NEW : SL_STRETCH_GONE);
    p->mark = other ? SL_STRETCH_NEVER : is_new ? SL_STRETCH_NEW : SL_STRETCH_GONE;
    p->marker = sl_attribute(r, all, "author");
    p->marked = sl_attribute(r, all, "date");
}

/* Of a paragraph, or of the table or section that is before its next one. */
static void note_format(sl_reading *r, sl_attributes all)
{
    sl_returned_paragraph *p = paragraph(r);
    sl_str author = sl_attribute(r, all, "author"), date = sl_attribute(r, all, "date");
    if (p) {
        p->is_formatted = true;
        p->formatter = author;
        p->formatted = date;
        return;
    }
    r->is_formatted = true;
    r->formatter = author;
    r->formatted = date;
}

static bool is_properties(const char *name)
{
    static const char *const names[] = {"rPr",    "pPr",   "tcPr",    "trPr",   "tblPr",
                                        "sectPr", "sdtPr", "tblGrid", "ctrlPr", "tblPrEx"};
    for (size_t i = 0; i < SL_COUNT(names); i++)
        if (is(name, names[i]))
            return true;
    return false;
}

static bool is_format(const char *name)
{
    size_t n = strlen(name);
    return (n > 8 && is(name + n - 8, "PrChange")) || is(name, "tblPrExChange") ||
           is(name, "tblGridChange") || is(name, "numberingChange") || is(name, "cellIns") ||
           is(name, "cellDel") || is(name, "cellMerge");
}

static void read_simple_field(sl_reading *r, sl_attributes all)
{
    sl_fields_mark(&r->fields, SL_STR("begin"));
    sl_fields_read(&r->fields, sl_attribute(r, all, "instr"));
    sl_fields_mark(&r->fields, SL_STR("separate"));
}

static bool is_level(const char *name)
{
    return is(name, "tc") || is(name, "txbxContent") || is(name, "footnote") || is(name, "endnote");
}

/* A picture is named where it was put in or taken out. */
static void add_picture(sl_reading *r, sl_attributes all)
{
    sl_str said = sl_attribute(r, all, "descr");
    add(r, said.n ? sl_str_format(r->arena, "(picture: %.*s)", SL_FMT(said)) : SL_STR("(picture)"),
        true);
}

/* Marks that stand for text. */
static bool add_mark(sl_reading *r, const char *name)
{
    if (is(name, "tab") || is(name, "ptab") || is(name, "br") || is(name, "cr"))
        sl_reading_add(r, SL_STR(" "));
    else if (is(name, "noBreakHyphen"))
        sl_reading_add(r, SL_STR("-"));
    else
        return false;
    return true;
}

static void begin_element(sl_reading *r, const char *name, sl_attributes all)
{
    unsigned *change = count_of(r, name);
    if (change)
        begin_change(r, change, all);
    else if (is(name, "p"))
        begin_paragraph(r);
    else if (is(name, "t") || is(name, "delText"))
        r->in_text = true;
    else if (is(name, "instrText") || is(name, "delInstrText"))
        r->in_instruction = true;
    else if (is(name, "bookmarkStart"))
        name_paragraph(r, sl_attribute(r, all, "name"));
    else if (is(name, "hyperlink"))
        r->anchors += r->anchors || sl_attribute(r, all, "anchor").n;
    else if (is(name, "commentRangeStart"))
        place_comment(r, sl_attribute(r, all, "id"), true);
    else if (is(name, "commentRangeEnd") || is(name, "commentReference"))
        place_comment(r, sl_attribute(r, all, "id"), false);
    else if (is(name, "fldChar"))
        sl_fields_mark(&r->fields, sl_attribute(r, all, "fldCharType"));
    else if (is(name, "fldSimple"))
        read_simple_field(r, all);
    else if (is(name, "docPr"))
        add_picture(r, all);
    else if (is(name, "footnoteReference") || is(name, "endnoteReference"))
        add(r, SL_STR("(note)"), true);
    else
        add_mark(r, name);
    if (is(name, "footnoteReference") || is(name, "endnoteReference") || is(name, "footnoteRef") ||
        is(name, "endnoteRef"))
        r->skipped_run = 1;
}

void sl_reading_begin(sl_reading *r, const char *name, sl_attributes all)
{
    r->unused += is(name, "Fallback"); /* the same once more, for older programs */
    if (r->unused)
        return;
    if (is_level(name))
        begin_level(r);
    if (is_properties(name)) {
        r->looks += r->looks || is(name, "pPr");
        r->properties++;
    }
    if (r->properties && is_format(name))
        note_format(r, all);
    else if (r->properties && r->looks > 1) /* in the rPr of a pPr */
        note_mark(r, name, all);
    if (!r->properties)
        begin_element(r, name, all);
}

void sl_reading_end(sl_reading *r, const char *name)
{
    if (r->unused) {
        r->unused -= is(name, "Fallback");
        return;
    }
    if (is_properties(name)) {
        r->looks -= r->looks > 0;
        r->properties -= r->properties > 0;
        return;
    }
    if (r->properties)
        return;
    unsigned *change = count_of(r, name);
    if (change && *change > 0) {
        --*change;
        r->who.n -= r->who.n > 0;
    }
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
    else if (is(name, "fldSimple"))
        sl_fields_mark(&r->fields, SL_STR("end"));
    if (is_level(name))
        end_level(r);
}

void sl_reading_begin_part(sl_reading *r, bool in_note)
{
    r->in_note = in_note;
    r->count = 0;
    r->fields.n = r->anchors = r->properties = r->looks = r->skipped_run = r->unused = 0;
    r->inserted = r->deleted = r->moved_from = r->moved_to = 0;
    r->in_text = r->in_instruction = r->is_formatted = false;
    r->who.n = r->levels.n = r->open_comments.n = r->waiting.n = r->placed.n = 0;
    SL_PUSH(r->arena, r->levels, ((sl_reading_level){0}));
}
