#include "word/tracked.h"

#include "change/sequence.h"

enum {
    FIRST_CHANGE = 100000, /* their numbers are none of a bookmark's */
    GONE_NOTES = 100000
};

static const char *const elements[] = {[SL_TRACKED_KEPT] = NULL,
                                       [SL_TRACKED_GONE] = "del",
                                       [SL_TRACKED_NEW] = "ins",
                                       [SL_TRACKED_FROM] = "moveFrom",
                                       [SL_TRACKED_TO] = "moveTo"};

bool sl_tracked_is_old(sl_tracked_state state)
{
    return state == SL_TRACKED_GONE || state == SL_TRACKED_FROM;
}

/* --- what both texts have --- */

static sl_str author_of(sl_docx *w)
{
    const sl_book *b = w->book;
    sl_buf out;
    sl_buf_init(&out);
    sl_str author = w->redline->author.n ? w->redline->author
                    : b->authors.n       ? b->authors
                    : b->organisation.n  ? b->organisation
                                         : b->title;
    sl_buf_push_z(&out, " w:author=\"");
    sl_docx_push_xml(&out, author);
    sl_buf_push_z(&out, "\" w:date=\"");
    sl_buf_push_iso_date(&out, w->redline->date.year ? w->redline->date : b->date);
    return sl_buf_take(&out, w->arena);
}

static void take_names(sl_tracked *t, sl_map *names, sl_str xml)
{
    sl_str start = SL_STR("<w:bookmarkStart ");
    for (size_t at = 0; (at = sl_str_find(xml, start, at)) != SIZE_MAX; at += start.n)
        sl_map_add(names, sl_markup_value(sl_str_slice(xml, at, xml.n), " w:name=\""), t);
}

void sl_tracked_init(sl_tracked *t, sl_docx *w, sl_markup_keys *keys, sl_str now)
{
    *t = (sl_tracked){.w = w, .arena = w->arena, .keys = keys, .who = author_of(w)};
    sl_map_init(&t->names, t->arena);
    sl_map_init(&t->lists, t->arena);
    sl_map_init(&t->taken, t->arena);
    sl_map_init(&t->gone, t->arena);
    take_names(t, &t->names, now);
}

void sl_tracked_begin(sl_tracked *t, sl_buf *out)
{
    t->out = out;
    t->changes = FIRST_CHANGE;
    t->gone_notes.n = 0;
    sl_map_init(&t->notes, t->arena);
}

void sl_tracked_push(sl_tracked *t, sl_str xml)
{
    sl_buf_push_str(t->out, xml);
}

static void push_z(sl_tracked *t, const char *z)
{
    sl_buf_push_z(t->out, z);
}

/* Words have one time and whole paragraphs another: of the same minute, new words at the end of a
 * paragraph and a new paragraph behind them are one to LibreOffice, with the end between. */
#define WORDS "T00:00:00Z\""
#define WHOLE "T00:02:00Z\""
#define NEVER "T00:04:00Z\""

/* <w:ins w:id="…" w:author="…" w:date="…" and what ends it. */
static void push_change(sl_tracked *t, const char *element, const char *time, const char *end)
{
    sl_buf_push_format(t->out, "<w:%s w:id=\"%u\"%.*s%s%s", element, ++t->changes, SL_FMT(t->who),
                       time, end);
}

void sl_tracked_push_row_props(sl_tracked *t, sl_str props, sl_tracked_state state)
{
    push_z(t, "<w:trPr>");
    sl_tracked_push(t, props);
    push_change(t, sl_tracked_is_old(state) ? "del" : "ins", WHOLE, "/>");
    push_z(t, "</w:trPr>");
}

void sl_tracked_begin_move(sl_tracked *t, uint32_t move, bool from)
{
    sl_buf_push_format(t->out, "<w:move%sRangeStart w:id=\"%u\"%.*s" WHOLE " w:name=\"move%u\"/>",
                       from ? "From" : "To", ++t->changes, SL_FMT(t->who), move);
}

/* No change has begun in between but those of the stretch: its number is the start's. */
void sl_tracked_end_move(sl_tracked *t, bool from)
{
    sl_str start =
        from ? SL_STR("<w:moveFromRangeStart w:id=\"") : SL_STR("<w:moveToRangeStart w:id=\"");
    sl_str all = sl_buf_str(t->out);
    size_t at = all.n;
    while (at > 0 && !sl_str_starts(sl_str_slice(all, at, all.n), start.p))
        at--;
    sl_str id = sl_markup_value(sl_str_slice(all, at, all.n), " w:id=\"");
    sl_str end = sl_str_format(t->arena, "<w:move%sRangeEnd w:id=\"%.*s\"/>", from ? "From" : "To",
                               SL_FMT(id));
    sl_tracked_push(t, end);
}

/* --- bookmarks of the old text --- */

/* What stands before the name of a bookmark; 0: nothing does. */
static size_t count_before_name(sl_str xml, size_t at)
{
    static const char *const before[] = {"w:anchor=\"", "w:name=\"", "REF "};
    for (size_t i = 0; i < SL_COUNT(before); i++)
        if (xml.p[at] == before[i][0] && sl_str_starts(sl_str_slice(xml, at, xml.n), before[i]))
            return strlen(before[i]);
    return 0;
}

bool sl_tracked_rename(sl_tracked *t, sl_str *xml)
{
    size_t done = 0;
    sl_buf b;
    sl_buf_init(&b);
    for (size_t at = 0; at < xml->n; at++) {
        size_t n = count_before_name(*xml, at);
        if (!n)
            continue;
        size_t end = at += n;
        while (end < xml->n && xml->p[end] != '"' && xml->p[end] != ' ')
            end++;
        sl_str name = sl_str_slice(*xml, at, end);
        const sl_str *other = sl_map_lookup(&t->gone, name);
        if (!other || sl_str_equal(*other, name))
            continue;
        sl_buf_push_str(&b, sl_str_slice(*xml, done, at));
        sl_buf_push_str(&b, *other);
        done = end;
    }
    sl_buf_push_str(&b, sl_str_slice(*xml, done, xml->n));
    *xml = sl_buf_take(&b, t->arena);
    return done > 0;
}

/* --- lists --- */

#define LIST "<w:numId w:val=\""

/* The properties of an old paragraph with the number that its list has in the new text. */
static sl_str map_list(sl_tracked *t, sl_str props)
{
    size_t at = sl_str_find(props, SL_STR(LIST), 0);
    if (at == SIZE_MAX)
        return props;
    sl_str number = sl_markup_value(props, LIST);
    const sl_str *now = sl_map_lookup(&t->lists, number);
    if (!now)
        return props;
    at += strlen(LIST);
    return sl_str_format(t->arena, "%.*s%.*s%.*s", (int)at, props.p, SL_FMT(*now),
                         (int)(props.n - at - number.n), props.p + at + number.n);
}

/* Two lists whose paragraphs are the same, and that are alike, are one. */
static void learn_list(sl_tracked *t, sl_str old, sl_str now)
{
    sl_str was = sl_markup_value(old, LIST), is = sl_markup_value(now, LIST);
    if (!was.n || !is.n || sl_map_lookup(&t->lists, was) || sl_map_lookup(&t->taken, is))
        return;
    sl_markup_keys *k = t->keys;
    if (!sl_str_equal(k->list_of(k->context, was), k->list_of(k->context, is)))
        return;
    sl_str *number = SL_NEW(t->arena, sl_str);
    *number = is;
    sl_map_add(&t->lists, was, number);
    sl_map_add(&t->taken, is, number);
}

/* --- notes --- */

const char *sl_tracked_gone_note(sl_tracked *t, sl_str id)
{
    uint32_t n = 0;
    sl_num_parse(id, &n);
    return sl_str_format(t->arena, "%u", GONE_NOTES + n).p;
}

static void note_new(sl_tracked *t, sl_str id, sl_str old)
{
    sl_tracked_note *n = SL_NEW(t->arena, sl_tracked_note);
    n->old = old;
    sl_map_add(&t->notes, id, n);
}

/* --- words --- */

static void end_run(sl_tracked *t)
{
    if (t->in_run)
        push_z(t, t->state == SL_TRACKED_GONE ? "</w:delText></w:r>" : "</w:t></w:r>");
    t->in_run = false;
}

static void end_state(sl_tracked *t)
{
    end_run(t);
    if (t->state != SL_TRACKED_KEPT)
        sl_buf_push_format(t->out, "</w:%s>", elements[t->state]);
    t->state = SL_TRACKED_KEPT;
}

static void end_link(sl_tracked *t)
{
    end_state(t);
    if (t->link.n)
        push_z(t, "</w:hyperlink>");
    t->link = SL_STR_NONE;
}

/* What a link of the old text leads to may be gone from both. */
static sl_str link_of(sl_tracked *t, const sl_markup_token *k, sl_tracked_state state)
{
    if (!sl_tracked_is_old(state) || !k->link.n)
        return k->link;
    sl_str anchor = sl_markup_value(k->link, " w:anchor=\"");
    bool known = !anchor.n || sl_map_lookup(&t->names, anchor) || sl_map_lookup(&t->gone, anchor);
    return known ? k->link : SL_STR_NONE;
}

static void begin_state(sl_tracked *t, sl_tracked_state state, sl_str link)
{
    if (!sl_str_equal(link, t->link))
        end_link(t);
    if (link.n && !t->link.n) {
        sl_tracked_push(t, link);
        t->link = link;
    }
    if (state == t->state)
        return;
    end_state(t);
    if (state != SL_TRACKED_KEPT)
        push_change(t, elements[state], t->time, ">");
    t->state = state;
}

/* Runs in a deletion have their text in other elements. */
static void push_raw(sl_tracked *t, sl_str raw, bool deleted)
{
    static const char *const names[][2] = {{"<w:t>", "<w:delText>"},
                                           {"<w:t ", "<w:delText "},
                                           {"</w:t>", "</w:delText>"},
                                           {"<w:instrText", "<w:delInstrText"},
                                           {"</w:instrText", "</w:delInstrText"}};
    size_t done = 0;
    for (size_t at = 0; deleted && at < raw.n; at++) {
        sl_str here = sl_str_slice(raw, at, raw.n);
        for (size_t i = 0; raw.p[at] == '<' && i < SL_COUNT(names); i++) {
            if (!sl_str_starts(here, names[i][0]))
                continue;
            sl_tracked_push(t, sl_str_slice(raw, done, at));
            push_z(t, names[i][1]);
            done = at + strlen(names[i][0]);
        }
    }
    sl_tracked_push(t, sl_str_slice(raw, done, raw.n));
}

/* The call of a note that is gone has a number that none of the new text has. */
static void push_call(sl_tracked *t, const sl_markup_token *k, bool deleted)
{
    size_t at = (size_t)(k->note.p - k->raw.p);
    const char *id = sl_tracked_gone_note(t, k->note);
    sl_str raw = sl_str_format(t->arena, "%.*s%s%.*s", (int)at, k->raw.p, id,
                               (int)(k->raw.n - at - k->note.n), k->raw.p + at + k->note.n);
    SL_PUSH(t->arena, t->gone_notes, k->note);
    push_raw(t, raw, deleted);
}

static void push_token(sl_tracked *t, const sl_markup_token *k, sl_tracked_state state)
{
    begin_state(t, state, link_of(t, k, state));
    bool deleted = state == SL_TRACKED_GONE;
    if (k->raw.n) {
        end_run(t);
        if (k->note.n && sl_tracked_is_old(state))
            push_call(t, k, deleted);
        else
            push_raw(t, k->raw, deleted);
        if (k->note.n && (state == SL_TRACKED_NEW || state == SL_TRACKED_TO))
            note_new(t, k->note, SL_STR_NONE);
        return;
    }
    if (t->in_run && !sl_str_equal(t->look, k->look))
        end_run(t);
    if (!t->in_run) {
        push_z(t, "<w:r>");
        sl_tracked_push(t, k->look);
        push_z(t, deleted ? "<w:delText xml:space=\"preserve\">" : "<w:t xml:space=\"preserve\">");
        t->in_run = true;
        t->look = k->look;
    }
    sl_tracked_push(t, k->text);
}

/* --- marks --- */

static void push_mark(sl_tracked *t, const sl_markup_mark *mark)
{
    if (sl_str_equal(mark->link, t->link))
        end_state(t);
    else
        end_link(t);
    sl_tracked_push(t, mark->xml);
}

/* A bookmark of a paragraph that is gone, or was moved, has its own name, or a longer one (of at
 * most 40 letters still) where the new text has its own somewhere else; whether it is its own. */
static bool name_gone(sl_tracked *t, sl_str name)
{
    sl_str *now = SL_NEW(t->arena, sl_str);
    *now = name;
    while (sl_map_lookup(&t->names, *now) && now->n < 40)
        *now = sl_str_format(t->arena, "%.*so", SL_FMT(*now));
    sl_map_add(&t->gone, name, now);
    return !sl_map_lookup(&t->names, name);
}

/* The name of the bookmark that begins or ends with a mark. */
static sl_str name_of_mark(const sl_markup_block *b, size_t i)
{
    sl_str id = sl_markup_value(b->marks.at[i].xml, " w:id=\"");
    for (size_t k = i + 1; k-- > 0;) {
        sl_str name = sl_markup_value(b->marks.at[k].xml, " w:name=\"");
        if (name.n && sl_str_equal(sl_markup_value(b->marks.at[k].xml, " w:id=\""), id))
            return name;
    }
    return SL_STR_NONE;
}

/* Bookmarks of the old text where its words are gone or were moved from, but those by which
 * paragraphs are known again: what leads there leads there again when all is rejected. */
static void push_old_mark(sl_tracked *t, const sl_markup_block *b, size_t i)
{
    sl_str name = name_of_mark(b, i);
    if (!name.n || sl_str_starts(name, "s_"))
        return;
    if (name_gone(t, name))
        push_mark(t, &b->marks.at[i]);
}

static void push_marks(sl_tracked *t, const sl_markup_block *b, size_t from, size_t to,
                       sl_tracked_state state)
{
    for (size_t i = from; i < to; i++)
        if (sl_tracked_is_old(state))
            push_old_mark(t, b, i);
        else
            push_mark(t, &b->marks.at[i]);
}

/* Bookmarks of a paragraph that is another now, which has none of their names. */
static void push_lost_marks(sl_tracked *t, const sl_markup_block *b, const sl_markup_block *now)
{
    for (size_t i = 0; i < b->marks.n; i++) {
        sl_str mark = b->marks.at[i].xml, name = sl_markup_value(mark, " w:name=\"");
        if (!sl_str_starts(mark, "<w:bookmarkStart") || sl_str_starts(name, "s_") ||
            sl_markup_has_bookmark(now, name) || !name_gone(t, name))
            continue;
        push_mark(t, &(sl_markup_mark){.xml = mark});
        sl_buf_push_format(t->out, "<w:bookmarkEnd w:id=\"%.*s\"/>",
                           SL_FMT(sl_markup_value(mark, " w:id=\"")));
    }
}

static size_t marks_before(const sl_markup_block *b, size_t token)
{
    return token ? b->tokens.at[token - 1].mark : b->first_mark;
}

/* --- paragraphs --- */

/* What stands before the section's properties, and those. */
static sl_str split_props(sl_str props, sl_str *section)
{
    size_t at = sl_str_find(props, SL_STR("<w:sectPr>"), 0);
    at = at == SIZE_MAX ? props.n : at;
    *section = sl_str_slice(props, at, props.n);
    return sl_str_slice(props, 0, at);
}

/* mark: of the paragraph's end. was: its properties in the old text; NULL: they are the same. */
static void begin_paragraph(sl_tracked *t, sl_str props, const sl_str *was, sl_tracked_state mark)
{
    sl_str section, unused, look = split_props(props, &section),
                            old = was ? split_props(*was, &unused) : look;
    push_z(t, "<w:p><w:pPr>");
    sl_tracked_push(t, look);
    push_z(t, mark == SL_TRACKED_KEPT ? "" : "<w:rPr>");
    if (mark != SL_TRACKED_KEPT)
        push_change(t, elements[mark], WHOLE, "/></w:rPr>");
    sl_tracked_push(t, section);
    if (!sl_str_equal(old, look)) {
        push_change(t, "pPrChange", WORDS, "><w:pPr>");
        sl_tracked_push(t, old);
        push_z(t, "</w:pPr></w:pPrChange>");
    }
    push_z(t, "</w:pPr>");
}

static void end_paragraph(sl_tracked *t)
{
    end_link(t);
    push_z(t, "</w:p>\n");
}

static void push_all(sl_tracked *t, const sl_markup_block *b, sl_tracked_state state)
{
    t->time = WHOLE;
    push_marks(t, b, 0, b->first_mark, state);
    for (size_t i = 0; i < b->tokens.n; i++) {
        push_token(t, &b->tokens.at[i], state);
        push_marks(t, b, marks_before(b, i), b->tokens.at[i].mark, state);
    }
    end_paragraph(t);
}

void sl_tracked_push_paragraph(sl_tracked *t, const sl_markup_block *b, sl_tracked_state state,
                               bool is_last)
{
    bool old = sl_tracked_is_old(state);
    begin_paragraph(t, old ? map_list(t, b->props) : b->props, NULL,
                    is_last ? SL_TRACKED_KEPT : state);
    push_all(t, b, state);
}

void sl_tracked_push_joined(sl_tracked *t, const sl_markup_block *b, sl_tracked_state state,
                            const sl_markup_block *before)
{
    bool old = sl_tracked_is_old(state);
    sl_str was = map_list(t, old ? b->props : before->props);
    begin_paragraph(t, old ? before->props : b->props, &was, SL_TRACKED_KEPT);
    push_all(t, b, state);
}

void sl_tracked_push_never(sl_tracked *t)
{
    push_z(t, "<w:p><w:pPr><w:pStyle w:val=\"Space\"/><w:rPr>");
    push_change(t, "ins", NEVER, "/>");
    push_change(t, "del", NEVER, "/>");
    push_z(t, "</w:rPr></w:pPr>");
    push_change(t, "ins", NEVER, ">");
    push_change(t, "del", NEVER, ">");
    push_z(t, "<w:r><w:delText xml:space=\"preserve\"> </w:delText></w:r></w:del></w:ins></w:p>\n");
}

typedef struct pairing {
    sl_tracked *t;
    const sl_markup_block *old, *now;
} pairing;

static void push_new(const pairing *p, size_t from, size_t to, sl_tracked_state state)
{
    for (size_t i = from; i < to; i++) {
        push_token(p->t, &p->now->tokens.at[i], state);
        push_marks(p->t, p->now, marks_before(p->now, i), p->now->tokens.at[i].mark, state);
    }
}

static void push_gone(const pairing *p, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        push_token(p->t, &p->old->tokens.at[i], SL_TRACKED_GONE);
}

static size_t find_note(const sl_markup_block *b, size_t from, size_t to)
{
    while (from < to && !b->tokens.at[from].note.n)
        from++;
    return from;
}

/* Words in place of others. A note among both is the same note, with another text. */
static void push_replaced(const pairing *p, size_t old, size_t old_end, size_t now, size_t now_end)
{
    for (;;) {
        size_t a = find_note(p->old, old, old_end), b = find_note(p->now, now, now_end);
        bool both = a < old_end && b < now_end &&
                    sl_markup_is_same_call(&p->old->tokens.at[a], &p->now->tokens.at[b]);
        push_gone(p, old, both ? a : old_end);
        push_new(p, now, both ? b : now_end, SL_TRACKED_NEW);
        if (!both)
            return;
        note_new(p->t, p->now->tokens.at[b].note, p->old->tokens.at[a].note);
        push_new(p, b, b + 1, SL_TRACKED_KEPT);
        old = a + 1;
        now = b + 1;
    }
}

static bool is_plain(const sl_markup_block *b, size_t from, size_t n)
{
    for (size_t i = from; i < from + n; i++)
        if (b->tokens.at[i].raw.n)
            return false;
    return true;
}

/* A word or two that stay between two changes make them harder to read, not easier. */
static bool is_crumb(const sl_edits *edits, size_t i, const sl_markup_block *now)
{
    enum { CRUMB = 2, REPLACED = 6 };
    const sl_edit *e = &edits->at[i];
    if (e->kind != SL_EDIT_KEPT || e->n > CRUMB || i == 0 || i + 1 == edits->n)
        return false;
    return edits->at[i - 1].n + edits->at[i + 1].n >= REPLACED && is_plain(now, e->now, e->n);
}

void sl_tracked_push_paragraph_pair(sl_tracked *t, const sl_markup_block *old,
                                    const sl_markup_block *now, sl_tracked_state mark)
{
    pairing p = {t, old, now};
    sl_edits edits = {0};
    uint32_t *was = SL_NEW_ARRAY(t->arena, uint32_t, old->tokens.n + 1),
             *is = SL_NEW_ARRAY(t->arena, uint32_t, now->tokens.n + 1);
    for (size_t i = 0; i < old->tokens.n; i++)
        was[i] = old->tokens.at[i].key;
    for (size_t i = 0; i < now->tokens.n; i++)
        is[i] = now->tokens.at[i].key;
    sl_sequence_compare(t->arena, was, old->tokens.n, is, now->tokens.n, &edits);
    learn_list(t, old->props, now->props);
    sl_str props = map_list(t, old->props);
    begin_paragraph(t, now->props, &props, mark);
    t->time = WORDS;
    push_marks(t, now, 0, now->first_mark, SL_TRACKED_KEPT);
    push_lost_marks(t, old, now);
    for (size_t i = 0; i < edits.n;) {
        const sl_edit *e = &edits.at[i];
        if (e->kind == SL_EDIT_KEPT) {
            push_new(&p, e->now, e->now + e->n, SL_TRACKED_KEPT);
            i++;
            continue;
        }
        size_t from = e->old, to = e->now, gone = 0, come = 0;
        for (; i < edits.n && (edits.at[i].kind != SL_EDIT_KEPT || is_crumb(&edits, i, now)); i++) {
            gone += edits.at[i].kind != SL_EDIT_NEW ? edits.at[i].n : 0;
            come += edits.at[i].kind != SL_EDIT_GONE ? edits.at[i].n : 0;
        }
        push_replaced(&p, from, from + gone, to, to + come);
    }
    end_paragraph(t);
}
