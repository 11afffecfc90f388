#include "comments/edit.h"

#include "base/buf.h"
#include "change/sequence.h"
#include "comments/letters.h"
#include "comments/prose.h"
#include "word/place.h"

typedef struct editing {
    sl_arena *arena;
    const sl_sources *sources;
    const sl_book *book;
    const sl_remark *r;
    sl_letters now;  /* of the paragraph as it is */
    size_t from, to; /* the letters that are taken out; the same: between which words are put in */
    bool space_before, space_behind; /* the change has one at its start, and its end */
} editing;

/* --- why not --- */

/* "the register says so: EV-PROD-01, line 88" */
static const char *blame_register(const editing *e, sl_str id)
{
    const sl_evidence *entry = sl_strategy_lookup_evidence(e->book->strategy, id);
    if (!entry)
        return NULL;
    sl_place at = sl_sources_locate(e->sources, entry->span.file, entry->span.begin);
    return sl_str_format(e->arena, "the register says so: %.*s, line %u", SL_FMT(entry->id),
                         at.line)
        .p;
}

static sl_str id_in(sl_str mark)
{
    size_t n = 0;
    while (n < mark.n && (sl_is_letter(mark.p[n]) || sl_is_digit(mark.p[n]) || mark.p[n] == '-'))
        n++;
    return sl_str_slice(mark, 0, n);
}

/* What the source has between the letters around those that the program made. */
static sl_str made_of(const editing *e, size_t from, size_t to)
{
    const sl_letters *l = &e->now;
    sl_span all = e->r->node->span;
    while (from > 0 && !l->at[from - 1].file)
        from--;
    while (to < l->n && !l->at[to].file)
        to++;
    if (from > 0)
        all = (sl_span){l->at[from - 1].file, l->at[from - 1].end, all.end};
    if (to < l->n)
        all = (sl_span){l->at[to].file, from > 0 ? all.begin : l->at[to].begin, l->at[to].begin};
    return all.file && all.begin <= all.end ? sl_span_text(e->sources, all) : SL_STR_NONE;
}

static const char *blame(const editing *e, size_t from, size_t to)
{
    sl_str source = made_of(e, from, to);
    size_t value = sl_str_find(source, SL_STR("[="), 0),
           cite = sl_str_find(source, SL_STR("[@"), 0);
    const char *why = NULL;
    if (value != SIZE_MAX)
        why = blame_register(e, id_in(sl_str_slice(source, value + 2, source.n)));
    if (!why && cite != SIZE_MAX)
        return sl_str_format(e->arena,
                             "a citation or reference stands there, [@%.*s]: change that mark",
                             SL_FMT(id_in(sl_str_slice(source, cite + 2, source.n))))
            .p;
    if (!why)
        why = blame_register(e, e->r->item);
    return why ? why : "the program makes these words of what stands elsewhere";
}

/* --- titles --- */

static sl_str anchor_of(const sl_node *heading)
{
    const sl_node *n = heading;
    if (heading->id.n)
        return heading->id;
    while (n && n->kind != SL_NODE_SECTION)
        n = n->parent;
    return n && sl_node_lookup_heading(n) == heading ? n->id : SL_STR_NONE;
}

/* How many links of the document lead to a heading, but those within its own section. */
static size_t count_links(const sl_book *book, const sl_node *heading)
{
    sl_str id = anchor_of(heading);
    size_t n = 0;
    for (const sl_node *l = book->root->first; id.n && l; l = sl_node_walk(book->root, l))
        n += l->kind == SL_NODE_LINK && l->target.n == id.n + 1 && l->target.p[0] == '#' &&
             memcmp(l->target.p + 1, id.p, id.n) == 0;
    return n;
}

static const char *read_title(editing *e)
{
    const sl_node *heading = e->r->node;
    size_t n = count_links(e->book, heading);
    const sl_item *item = sl_strategy_lookup_item(e->book->strategy, e->r->item);
    bool is_title = item && anchor_of(heading).n && sl_str_equal(anchor_of(heading), item->id);
    if (n)
        return sl_str_format(e->arena,
                             "it is a title that others refer to, in %zu %s: change it in the "
                             "source, and look at those",
                             n, n == 1 ? "place" : "places")
            .p;
    const sl_yaml *title = is_title ? sl_yaml_lookup(item->front, "title") : NULL;
    if (title)
        e->now = sl_letters_at(e->arena, e->sources, title->span, sl_node_plain(e->arena, heading));
    return NULL;
}

/* --- where it is now --- */

static uint32_t *numbers_of(sl_arena *a, const sl_letters *l)
{
    uint32_t *out = SL_NEW_ARRAY(a, uint32_t, l->n + 1);
    for (size_t i = 0; i < l->n; i++)
        out[i] = l->at[i].c;
    return out;
}

/* The place of letters begin to end of the text as it was sent, in the text as it is: false when
 * they, or what is beside them, have changed since. */
static bool find_since(editing *e, size_t begin, size_t end, const sl_letters *sent)
{
    sl_edits edits = {0};
    sl_sequence_compare(e->arena, numbers_of(e->arena, sent), sent->n,
                        numbers_of(e->arena, &e->now), e->now.n, &edits);
    size_t least = begin ? begin - 1 : 0, most = end < sent->n ? end + 1 : end;
    for (size_t i = 0; i < edits.n; i++) {
        const sl_edit *k = &edits.at[i];
        if (k->kind != SL_EDIT_KEPT || k->old > least || k->old + k->n < most)
            continue;
        e->from = k->now + (begin - k->old);
        e->to = k->now + (end - k->old);
        return true;
    }
    return !sent->n && !e->now.n;
}

static bool is_space_at(sl_str s, size_t at, bool before)
{
    if (before ? at == 0 : at >= s.n)
        return false;
    if (before)
        while (at > 0 && ((unsigned char)s.p[--at] & 0xC0) == 0x80)
            continue;
    return sl_place_is_space(sl_utf8_next(s, &at));
}

static const char *find(editing *e)
{
    const sl_remark *r = e->r;
    sl_letters sent = sl_letters_of(e->arena, r->was);
    size_t begin = sl_letters_of(e->arena, r->before).n,
           end = begin + (r->is_made ? 0 : sl_letters_of(e->arena, r->quote).n);
    if (find_since(e, begin, end, &sent))
        return NULL;
    return sl_str_format(e->arena,
                         "the text has changed there since it was sent out: sent as \"%.*s\", now "
                         "\"%.*s\"",
                         SL_FMT(r->sent), SL_FMT(r->now))
        .p;
}

/* --- edits of words --- */

static sl_str file_bytes(const editing *e, uint32_t file)
{
    return sl_sources_lookup(e->sources, file)->bytes;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Over white space, a line's end too, but no mark of a quotation or a table behind it. */
static uint32_t skip_back(sl_str s, uint32_t at, uint32_t least)
{
    while (at > least && is_blank(s.p[at - 1]))
        at--;
    return at;
}

static uint32_t skip_on(sl_str s, uint32_t at, uint32_t most)
{
    while (at < most && is_blank(s.p[at]))
        at++;
    return at;
}

/* Between letters of one run of prose there is nothing but white space. */
static const char *check_prose(const editing *e)
{
    for (size_t i = e->from; i < e->to; i++) {
        const sl_letter *l = &e->now.at[i], *before = i > e->from ? l - 1 : NULL;
        if (!l->file)
            return blame(e, e->from, e->to);
        if (!before)
            continue;
        sl_str bytes = file_bytes(e, l->file);
        if (before->file != l->file || before->end > l->begin ||
            skip_on(bytes, before->end, l->begin) != l->begin) {
            sl_str gap = before->file == l->file && before->end <= l->begin
                             ? sl_str_slice(bytes, before->end, l->begin)
                             : SL_STR_NONE;
            bool mark = sl_str_find(gap, SL_STR("[@"), 0) != SIZE_MAX ||
                        sl_str_find(gap, SL_STR("[="), 0) != SIZE_MAX;
            return mark ? blame(e, i, i)
                        : "it goes over the edge of a mark, as of bold words or a link";
        }
    }
    return NULL;
}

/* The letter before the place and the one behind it, where the source has them. */
static const sl_letter *letter_at(const editing *e, size_t i)
{
    return i < e->now.n && e->now.at[i].file ? &e->now.at[i] : NULL;
}

static bool is_in(const sl_span *all, const sl_letter *l)
{
    return l && l->file == all->file;
}

/* What the source has between two letters is white space, or nothing. */
static bool is_gap(const editing *e, const sl_letter *before, const sl_letter *behind)
{
    if (!before || !behind || before->file != behind->file || before->end > behind->begin)
        return false;
    return skip_on(file_bytes(e, before->file), before->end, behind->begin) == behind->begin;
}

/* The words, as they stand at a place of a file. */
static sl_str write_words(const editing *e, uint32_t file, uint32_t at, bool is_code)
{
    sl_str bytes = file_bytes(e, file);
    if (is_code)
        return sl_place_squeeze(e->arena, e->r->text);
    return sl_prose_write(e->arena, e->r->text, e->from == 0 || sl_prose_begins(bytes, at));
}

static const char *check_code(bool is_code, sl_str words)
{
    return is_code && sl_str_find_char(words, '`', 0) != SIZE_MAX
               ? "it puts a mark of code into code"
               : NULL;
}

/* Spaces alone, put in or taken out between two letters; or words in their place. */
static const char *change_gap(const editing *e, sl_text_edit *out, sl_str words)
{
    const sl_remark *r = e->r;
    const sl_letter *before = e->from ? letter_at(e, e->from - 1) : NULL,
                    *behind = letter_at(e, e->from);
    size_t end = r->before.n + r->quote.n;
    bool first = is_space_at(r->was, r->before.n, true) || e->space_before,
         last = is_space_at(r->was, end, false) || e->space_behind;
    if (!is_gap(e, before, behind))
        return "it puts in or takes out spaces beside a mark";
    out->file = before->file;
    out->begin = before->end;
    out->end = behind->begin;
    out->text = words.n ? sl_str_format(e->arena, "%s%.*s%s", first ? " " : "", SL_FMT(words),
                                        last ? " " : "")
                : first || last ? SL_STR(" ")
                                : SL_STR_NONE;
    bool had = out->end > out->begin;
    return !words.n && had == (out->text.n > 0)
               ? "it changes how many spaces there are, which says nothing"
               : NULL;
}

/* Words put in where nothing is taken out. */
static const char *insert(editing *e, sl_text_edit *out)
{
    sl_span all = e->r->node->span;
    const sl_letter *before = e->from ? letter_at(e, e->from - 1) : NULL,
                    *behind = letter_at(e, e->from);
    bool gap_before = is_space_at(e->r->was, e->r->before.n, true),
         gap_behind = is_space_at(e->r->was, e->r->before.n, false);
    if (e->from > 0 && e->from < e->now.n && !before && !behind)
        return blame(e, e->from - 1, e->from);
    bool at_end = e->from == e->now.n, is_said = sl_place_squeeze(e->arena, e->r->text).n > 0;
    if (!e->now.n || (!before && !behind && !at_end))
        return blame(e, 0, e->now.n);
    if (at_end && !before) { /* behind a citation or a figure that ends the paragraph */
        if (!all.file || !is_in(&all, letter_at(e, 0)))
            return blame(e, e->from - 1, e->from);
        out->file = all.file;
        out->begin = skip_back(file_bytes(e, all.file), all.end, all.begin);
    } else {
        bool on = behind && (gap_before || !before);
        out->file = on ? behind->file : before->file;
        out->begin = on ? behind->begin : before->end;
    }
    out->end = out->begin;
    const sl_letter *own = !at_end && behind && out->begin == behind->begin ? behind : before;
    bool is_code = own && own->is_code;
    sl_str words = write_words(e, out->file, out->begin, is_code);
    if (!is_said || (e->r->quote.n && is_gap(e, before, behind)))
        return change_gap(e, out, words);
    bool first = e->space_before && !gap_before, last = e->space_behind && !gap_behind;
    /* Behind a space that is there already the next word follows with one. */
    if (gap_before && behind && out->begin == behind->begin)
        last = e->space_behind || gap_behind;
    out->text =
        sl_str_format(e->arena, "%s%.*s%s", first ? " " : "", SL_FMT(words), last ? " " : "");
    return check_code(is_code, words);
}

/* Words taken out: of the spaces at both sides one goes too. What comes first in a line then is no
 * mark. */
static const char *take_out(const editing *e, sl_text_edit *out)
{
    sl_span all = e->r->node->span;
    sl_str bytes = file_bytes(e, out->file);
    uint32_t least = all.file == out->file ? all.begin : out->begin,
             most = all.file == out->file ? all.end : out->end;
    uint32_t back = skip_back(bytes, out->begin, least), on = skip_on(bytes, out->end, most);
    bool marks = (back > 0 && strchr("*_[", bytes.p[back - 1]) && back == out->begin) &&
                 (on < bytes.n && strchr("*_]", bytes.p[on]) && on == out->end);
    if (marks)
        return "all that a mark is around is taken out: take the mark out too";
    bool begins = e->from == 0 || sl_prose_begins(bytes, out->begin);
    if (begins && on < most && sl_prose_is_marked(sl_str_slice(bytes, on, most))) {
        if (e->from == 0)
            return "what stands behind it would begin the line with a mark";
        out->begin = back;
        return NULL;
    }
    if (on > out->end && (back < out->begin || e->from == 0))
        out->end = on;
    else if (back < out->begin && on == out->end && (on == most || strchr(".,;:!?)", bytes.p[on])))
        out->begin = back;
    return NULL;
}

/* Others in their place, with the spaces that accepting the change would leave at both sides. */
static const char *replace(editing *e, sl_text_edit *out)
{
    const sl_remark *r = e->r;
    const char *why = check_prose(e);
    if (why)
        return why;
    const sl_letter *first = &e->now.at[e->from], *last = &e->now.at[e->to - 1],
                    *before = e->from ? letter_at(e, e->from - 1) : NULL,
                    *behind = letter_at(e, e->to);
    sl_str words = write_words(e, first->file, first->begin, first->is_code);
    out->file = first->file;
    out->begin = first->begin;
    out->end = last->end;
    if (!words.n)
        return take_out(e, out);
    bool wants = e->space_before || is_space_at(r->was, r->before.n, true),
         wants_last = e->space_behind || is_space_at(r->was, r->before.n + r->quote.n, false);
    bool joins = !wants && is_gap(e, before, first),
         joins_last = !wants_last && is_gap(e, last, behind);
    bool puts = wants && before && before->end == first->begin && before->file == first->file,
         puts_last =
             wants_last && behind && behind->begin == last->end && behind->file == last->file;
    out->begin = joins ? before->end : out->begin;
    out->end = joins_last ? behind->begin : out->end;
    out->text =
        sl_str_format(e->arena, "%s%.*s%s", puts ? " " : "", SL_FMT(words), puts_last ? " " : "");
    return check_code(first->is_code, words);
}

/* --- whole paragraphs --- */

/* A paragraph of a text on its own lines, in no list, quotation or table. */
static bool is_on_its_own(const editing *e)
{
    const sl_node *n = e->r->node;
    if (n->kind != SL_NODE_PARAGRAPH || !n->span.file)
        return false;
    sl_str bytes = file_bytes(e, n->span.file);
    uint32_t at = n->span.begin;
    return at == 0 || bytes.p[at - 1] == '\n';
}

static const char *add_paragraph(editing *e, sl_text_edit *out)
{
    if (!is_on_its_own(e))
        return "a new paragraph can be put in behind a paragraph of text alone: do it by hand";
    sl_span all = e->r->node->span;
    out->file = all.file;
    out->begin = out->end = skip_back(file_bytes(e, all.file), all.end, all.begin);
    const char *line = sl_str_line_end(file_bytes(e, all.file));
    out->text = sl_str_format(e->arena, "%s%s%.*s", line, line,
                              SL_FMT(sl_prose_write(e->arena, e->r->text, true)));
    return NULL;
}

static const char *remove_paragraph(editing *e, sl_text_edit *out)
{
    const char *why = check_prose(e);
    if (why)
        return why;
    if (!is_on_its_own(e))
        return "what holds the words would be empty: take it out by hand";
    sl_span all = e->r->node->span;
    sl_str bytes = file_bytes(e, all.file);
    out->file = all.file;
    out->begin = all.begin;
    out->end = skip_on(bytes, all.end, (uint32_t)bytes.n);
    if (out->end == bytes.n) /* the last one: the line before it ends the file */
        out->begin = skip_back(bytes, out->begin, 0) + 1;
    return NULL;
}

/* A paragraph that is divided where there is nothing but white space. */
static const char *divide(editing *e, sl_text_edit *out)
{
    const sl_letter *before = e->from ? letter_at(e, e->from - 1) : NULL,
                    *behind = letter_at(e, e->from);
    if (!is_on_its_own(e) || !is_gap(e, before, behind))
        return "a paragraph of text alone is divided, between two words: do it by hand";
    sl_str bytes = file_bytes(e, before->file);
    const char *line = sl_str_line_end(bytes);
    if (sl_prose_is_marked(sl_str_slice(bytes, behind->begin, bytes.n)))
        return "what stands behind it would begin the line with a mark";
    out->file = before->file;
    out->begin = before->end;
    out->end = behind->begin;
    out->text = sl_str_format(e->arena, "%s%s", line, line);
    return NULL;
}

/* Two paragraphs of text that follow each other become one. */
static const char *join(editing *e, sl_text_edit *out)
{
    editing next = *e;
    sl_remark of_next = *e->r;
    of_next.node = e->r->next;
    next.r = &of_next;
    if (!of_next.node || !is_on_its_own(e) || !is_on_its_own(&next))
        return "two paragraphs of text alone are joined: do it by hand";
    sl_span a = e->r->node->span, b = of_next.node->span;
    sl_str bytes = file_bytes(e, a.file);
    uint32_t end = skip_back(bytes, a.end, a.begin);
    if (a.file != b.file || end > b.begin || skip_on(bytes, end, b.begin) != b.begin)
        return "the two paragraphs do not follow each other in the source";
    out->file = a.file;
    out->begin = end;
    out->end = b.begin;
    out->text = SL_STR(" ");
    return NULL;
}

/* --- a change --- */

static const char *make(editing *e, sl_text_edit *out)
{
    const sl_remark *r = e->r;
    if (r->kind == SL_REMARK_FORMAT)
        return "it changes looks alone";
    if (r->kind == SL_REMARK_MOVED_AWAY || r->kind == SL_REMARK_MOVED_HERE)
        return "it moves words: move them in the source";
    if (!r->node)
        return "no paragraph of the document says what stands there";
    e->space_before = is_space_at(r->text, 0, false);
    e->space_behind = is_space_at(r->text, r->text.n, true);
    if (r->is_paragraph && r->kind == SL_REMARK_INSERTED)
        return add_paragraph(e, out);
    e->now = sl_letters_list(e->arena, e->sources, r->node);
    const char *why = r->node->kind == SL_NODE_HEADING ? read_title(e) : NULL;
    why = why ? why : find(e);
    if (why)
        return why;
    if (r->is_made)
        return blame(e, e->from, e->from);
    if (r->kind == SL_REMARK_DIVIDED)
        return divide(e, out);
    if (r->kind == SL_REMARK_JOINED)
        return join(e, out);
    if (r->is_paragraph && r->kind == SL_REMARK_DELETED)
        return remove_paragraph(e, out);
    return e->from == e->to ? insert(e, out) : replace(e, out);
}

/* Whether a title in front matter is one still. */
static bool keeps_title(const editing *e, const sl_text_edit *edit)
{
    sl_str bytes = file_bytes(e, edit->file);
    if (sl_str_find_char(edit->text, '\\', 0) != SIZE_MAX)
        return false;
    const sl_item *item = sl_strategy_lookup_item(e->book->strategy, e->r->item);
    const sl_yaml *title = item ? sl_yaml_lookup(item->front, "title") : NULL;
    sl_span all = title ? title->span : SL_SPAN_NONE;
    if (all.file != edit->file || edit->begin < all.begin || edit->end > all.end)
        return true;
    return sl_prose_is_scalar(
        sl_str_format(e->arena, "%.*s%.*s%.*s", (int)(edit->begin - all.begin), bytes.p + all.begin,
                      SL_FMT(edit->text), (int)(all.end - edit->end), bytes.p + edit->end));
}

const char *sl_text_edit_add(sl_arena *a, const sl_sources *sources, const sl_book *book,
                             const sl_remark *r, uint32_t origin, sl_text_edits *out)
{
    editing e = {.arena = a, .sources = sources, .book = book, .r = r};
    sl_text_edit edit = {.origin = origin, .remark = r};
    const char *why = make(&e, &edit);
    if (why)
        return why;
    const sl_source *file = sl_sources_lookup(sources, edit.file);
    bool title = r->node->kind == SL_NODE_HEADING;
    if (!sl_str_ends(file->name, ".md")) {
        sl_place at = sl_sources_locate(sources, edit.file, edit.begin);
        why = blame_register(&e, r->item);
        return why ? why
                   : sl_str_format(a,
                                   "it stands in %.*s, line %u, which is no text: change it there",
                                   SL_FMT(file->name), at.line)
                         .p;
    }
    if (title && !keeps_title(&e, &edit))
        return "a title with such a mark is changed by hand";
    SL_PUSH(a, *out, edit);
    return NULL;
}
