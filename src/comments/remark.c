#include "comments/remark.h"

#include "comments/match.h"
#include "comments/source.h"

/* --- the words around a place --- */

typedef struct placing {
    sl_arena *arena;
    const sl_sources *sources;
    const sl_strategy *strategy;
    sl_matching *matching;
    sl_remarks *out;
    const sl_returned *file;
    struct found {
        bool tried;
        const sl_word_place *place;
    } * found; /* by paragraph */
} placing;

static const struct found *find(placing *p, uint32_t paragraph)
{
    struct found *f = &p->found[paragraph];
    if (!f->tried)
        f->place = sl_match_find(p->matching, paragraph);
    f->tried = true;
    return f;
}

/* The title of an item, which its front matter says. */
static sl_span find_title(const placing *p, const sl_word_place *place)
{
    const sl_item *item = sl_strategy_lookup_item(p->strategy, place->owner);
    const sl_yaml *title = item ? sl_yaml_lookup(item->front, "title") : NULL;
    return title ? title->span : item ? item->span : SL_SPAN_NONE;
}

/* Where a remark is about the bytes begin to end of a paragraph's `was`. */
static void place(placing *p, sl_remark *r, uint32_t paragraph, size_t begin, size_t end)
{
    const sl_returned_paragraph *from = &p->file->paragraphs.at[paragraph];
    const struct found *f = find(p, paragraph);
    r->number = from->number;
    r->in_note = from->in_note;
    if (!f->place)
        return;
    r->node = f->place->node;
    r->item = f->place->owner;
    sl_str sent = sl_place_squeeze(p->arena, from->was);
    sl_str before = sl_place_squeeze(p->arena, sl_str_slice(from->was, 0, begin));
    sl_str words = sl_place_squeeze(p->arena, sl_str_slice(from->was, begin, end));
    r->span = sl_source_find(p->arena, p->sources, f->place->node, before, words, &r->is_exact);
    const sl_item *item = sl_strategy_lookup_item(p->strategy, f->place->owner);
    bool is_title = f->place->node->kind == SL_NODE_HEADING && item &&
                    r->span.file == item->span.file && r->span.begin == item->span.begin;
    if (!r->span.file || is_title)
        r->span = find_title(p, f->place);
    if (sl_str_equal(sent, f->place->text))
        return;
    r->sent = sent;
    r->now = f->place->text;
}

static void add_comments(placing *p)
{
    for (size_t i = 0; i < p->file->comments.n; i++) {
        const sl_returned_comment *c = &p->file->comments.at[i];
        sl_remark r = {.kind = c->is_reply ? SL_REMARK_REPLY : SL_REMARK_COMMENT,
                       .author = c->author,
                       .date = c->date,
                       .text = c->text,
                       .is_done = c->is_done};
        if (c->parent)
            r.replied = p->file->comments.at[c->parent - 1].text;
        if (c->paragraph) {
            const sl_returned_paragraph *from = &p->file->paragraphs.at[c->paragraph - 1];
            size_t end = c->end > from->was.n ? from->was.n : c->end;
            size_t begin = c->begin > end ? end : c->begin;
            r.quote = sl_str_slice(from->was, begin, end);
            place(p, &r, c->paragraph - 1, begin, end);
        }
        SL_PUSH(p->arena, *p->out, r);
    }
}

/* All of a paragraph is new: it stands behind the last one that has a place. */
static void place_behind(placing *p, sl_remark *r, uint32_t paragraph)
{
    const sl_returned_paragraph *from = &p->file->paragraphs.at[paragraph];
    r->number = from->number;
    r->in_note = from->in_note;
    while (paragraph > 0 && !r->node) {
        const sl_returned_paragraph *before = &p->file->paragraphs.at[--paragraph];
        if (before->in_note != from->in_note)
            return;
        bool said = sl_place_squeeze(p->arena, before->was).n > 0;
        const struct found *f = said ? find(p, paragraph) : NULL;
        if (said && !f->place)
            return;
        r->node = said ? f->place->node : NULL;
        r->item = said ? f->place->owner : SL_STR_NONE;
    }
    if (!r->node)
        return;
    r->span = r->node->span;
    r->span.begin = r->span.end;
}

/* What became of a paragraph is one thing. */
static bool is_all(const sl_returned_paragraph *p, sl_stretch_kind kind)
{
    for (size_t i = 0; i < p->stretches.n; i++)
        if (p->stretches.at[i].kind != kind || p->stretches.at[i].moved ||
            p->stretches.at[i].is_end)
            return false;
    return p->stretches.n > 0;
}

static bool is_one_change(const sl_stretch *gone, const sl_stretch *come)
{
    return come && !gone->is_end && !come->is_end && gone->kind == SL_STRETCH_GONE &&
           come->kind == SL_STRETCH_NEW && !gone->moved && !come->moved &&
           sl_str_equal(gone->author, come->author);
}

/* The last of some words, or the first. */
static sl_str cut_words(sl_str s, bool last)
{
    enum { WORDS = 6 };
    size_t at = last ? s.n : 0;
    for (unsigned n = 0; last ? at > 0 : at < s.n; at += last ? (size_t)-1 : 1) {
        bool gap = s.p[last ? at - 1 : at] == ' ';
        if (gap && ++n > WORDS)
            break;
    }
    return sl_str_trim(last ? sl_str_slice(s, at, s.n) : sl_str_slice(s, 0, at));
}

/* A paragraph that was divided, or goes on with the next one. */
static void add_end(placing *p, uint32_t paragraph, const sl_stretch *s)
{
    const sl_returned_paragraph *from = &p->file->paragraphs.at[paragraph];
    bool gone = s->kind == SL_STRETCH_GONE && s->next;
    sl_remark r = {.kind = gone ? SL_REMARK_JOINED : SL_REMARK_DIVIDED,
                   .author = s->author,
                   .date = s->date,
                   .was = from->was,
                   .before = sl_str_slice(from->was, 0, s->at)};
    r.text = cut_words(sl_place_squeeze(p->arena, r.before), true);
    if (gone) {
        const struct found *next = find(p, s->next - 1);
        sl_str first = sl_place_squeeze(p->arena, p->file->paragraphs.at[s->next - 1].was);
        r.text = cut_words(first, false);
        r.next = next->place ? next->place->node : NULL;
    }
    place(p, &r, paragraph, s->at, s->at);
    SL_PUSH(p->arena, *p->out, r);
}

static void add_changes(placing *p, uint32_t paragraph)
{
    const sl_returned_paragraph *from = &p->file->paragraphs.at[paragraph];
    for (size_t i = 0; i < from->stretches.n; i++) {
        const sl_stretch *s = &from->stretches.at[i],
                         *next = i + 1 < from->stretches.n ? s + 1 : NULL;
        if (s->kind == SL_STRETCH_KEPT)
            continue;
        if (s->is_end) {
            add_end(p, paragraph, s);
            continue;
        }
        sl_remark r = {.author = s->author, .date = s->date};
        bool gone = s->kind == SL_STRETCH_GONE;
        /* Words that come before those that they stand for are put in all the same. */
        if (is_one_change(s, next)) {
            r.kind = SL_REMARK_REPLACED;
            r.text = next->text;
            r.is_made = s->is_made || next->is_made;
            i++;
        } else if (next && !gone && is_one_change(next, s)) {
            r.kind = SL_REMARK_REPLACED;
            r.text = s->text;
            r.is_made = s->is_made || next->is_made;
            s = next;
            gone = true;
            i++;
        } else {
            r.kind = s->moved ? gone ? SL_REMARK_MOVED_AWAY : SL_REMARK_MOVED_HERE
                     : gone   ? SL_REMARK_DELETED
                              : SL_REMARK_INSERTED;
            r.text = gone ? SL_STR_NONE : s->text;
            r.is_made = s->is_made;
        }
        r.quote = gone ? s->text : SL_STR_NONE;
        size_t end = s->at + (gone && !s->is_made ? s->text.n : 0);
        r.was = from->was;
        r.is_paragraph = is_all(from, s->kind);
        if (r.is_paragraph && !gone)
            place_behind(p, &r, paragraph);
        else
            place(p, &r, paragraph, s->at, end > from->was.n ? from->was.n : end);
        r.before = sl_str_slice(from->was, 0, s->at);
        SL_PUSH(p->arena, *p->out, r);
    }
    if (!from->is_formatted)
        return;
    sl_remark r = {.kind = SL_REMARK_FORMAT, .author = from->formatter, .date = from->formatted};
    place(p, &r, paragraph, 0, 0);
    SL_PUSH(p->arena, *p->out, r);
}

sl_remarks sl_remarks_place(sl_arena *a, const sl_sources *sources, const sl_book *book,
                            const sl_returned *file)
{
    sl_remarks all = {0};
    sl_word_places *places = SL_NEW(a, sl_word_places);
    *places = sl_place_list(a, book->root);
    placing p = {
        .arena = a, .sources = sources, .strategy = book->strategy, .out = &all, .file = file};
    p.matching = sl_match_begin(a, places, file);
    p.found = (struct found *)sl_arena_alloc_array(a, file->paragraphs.n + 1, sizeof *p.found);
    add_comments(&p);
    for (uint32_t i = 0; i < file->paragraphs.n; i++)
        add_changes(&p, i);
    return all;
}

/* --- as one line --- */

bool sl_remark_is_comment(const sl_remark *r)
{
    return r->kind == SL_REMARK_COMMENT || r->kind == SL_REMARK_REPLY;
}

const char *sl_remark_name(sl_remark_kind kind)
{
    static const char *const names[SL_REMARK__COUNT] = {
        "comment",    "reply",      "insertion",  "deletion", "replacement",
        "moved away", "moved here", "formatting", "division", "joining"};
    return names[kind];
}

static void push_words(sl_buf *out, sl_str s)
{
    enum { MOST = 2000 };
    bool gap = false, any = false;
    size_t at = 0;
    while (at < s.n && at < MOST) {
        size_t from = at;
        uint32_t c = sl_utf8_next(s, &at);
        if (c <= ' ') {
            gap = any;
            continue;
        }
        if (gap)
            sl_buf_push_char(out, ' ');
        gap = false;
        any = true;
        sl_buf_push_str(out, sl_str_slice(s, from, at));
    }
    if (at < s.n)
        sl_buf_push_z(out, " …");
}

static void push_quoted(sl_buf *out, sl_str s)
{
    sl_buf_push_z(out, "\"");
    push_words(out, s);
    sl_buf_push_z(out, "\"");
}

static void push_what(sl_buf *out, const sl_remark *r)
{
    switch (r->kind) {
    case SL_REMARK_COMMENT:
    case SL_REMARK_REPLY:
        push_words(out, r->text);
        return;
    case SL_REMARK_REPLACED:
        push_quoted(out, r->quote);
        sl_buf_push_z(out, " becomes ");
        push_quoted(out, r->text);
        return;
    case SL_REMARK_INSERTED:
    case SL_REMARK_MOVED_HERE:
        push_quoted(out, r->text);
        return;
    case SL_REMARK_DELETED:
    case SL_REMARK_MOVED_AWAY:
        push_quoted(out, r->quote);
        return;
    case SL_REMARK_FORMAT:
        sl_buf_push_z(out, "its look alone");
        return;
    case SL_REMARK_DIVIDED:
        sl_buf_push_z(out, "a new paragraph behind ");
        push_quoted(out, r->text);
        return;
    case SL_REMARK_JOINED:
        sl_buf_push_z(out, "one paragraph with ");
        push_quoted(out, r->text);
        return;
    case SL_REMARK__COUNT:
        return;
    }
}

void sl_remark_push(sl_buf *out, const sl_remark *r)
{
    sl_date day;
    bool dated = r->date.n >= 10 && sl_date_parse(sl_str_slice(r->date, 0, 10), &day);
    sl_buf_push_z(out, sl_remark_name(r->kind));
    sl_buf_push_z(out, " (");
    if (sl_str_trim(r->author).n)
        push_words(out, r->author);
    else
        sl_buf_push_z(out, "unnamed");
    if (dated) {
        sl_buf_push_z(out, ", ");
        sl_buf_push_date(out, day);
    }
    sl_buf_push_z(out, r->is_done ? ", resolved): " : "): ");
    push_what(out, r);
}
