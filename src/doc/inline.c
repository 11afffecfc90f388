/* cmark's inlines with their places, which cmark does not give.
 *
 * A cursor runs through the source beside cmark's nodes. Each literal is sought from the cursor on,
 * character by character, as a text may stand otherwise in the source than cmark gives it: \x for
 * x, &amp; for &. What is equal becomes a TEXT that is a view of the source, and so has as many
 * bytes as its span: findings may point into it. A character that was written by a code stands in a
 * TEXT of its own, so that an escaped bracket is none of a mark (mark.c), even when texts are
 * joined again.
 *
 * The cursor never goes back, and looks ahead a few thousand bytes at most: the work is linear.
 * What is not found there has the place where it was looked for.
 */
#include <cmark.h>

#include "base/assert.h"
#include "base/limits.h"
#include "doc/comment.h"
#include "doc/commonmark.h"
#include "doc/parse.h"

enum {
    WINDOW = 4096, /* how far ahead a text's place is looked for */
    CELL_GUARD = 3 /* a byte no source may hold: keeps a cell from being read as a block */
};

typedef struct inlines {
    sl_parse *p;
    sl_node *parent;
    size_t at; /* in the gathered text: everything before is read */
    size_t end;
    int depth;
} inlines;

static bool is_punctuation(char c)
{
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
           (c >= '{' && c <= '~');
}

/* Length of the character reference at s.p[i], which is '&'; 0 when it is none. */
static size_t reference_length(sl_str s, size_t i)
{
    enum { LONGEST = 34 };
    for (size_t k = i + 1; k < s.n && k - i < LONGEST; k++) {
        char c = s.p[k];
        if (c == ';')
            return k > i + 1 ? k - i + 1 : 0;
        bool word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!word && !(c == '#' && k == i + 1))
            return 0;
    }
    return 0;
}

typedef struct unit {
    size_t source, text; /* bytes on either side */
    bool coded;          /* written as \x or &x; */
} unit;

/* Matches one character of cmark's text with the source that it was made from. */
static bool match(sl_str source, size_t i, sl_str text, size_t j, unit *u)
{
    char c = source.p[i];
    *u = (unit){1, 1, false};
    if (c == '\\' && i + 1 < source.n && is_punctuation(source.p[i + 1]) &&
        source.p[i + 1] == text.p[j]) {
        *u = (unit){2, 1, true};
        return true;
    }
    size_t n = c == '&' ? reference_length(source, i) : 0;
    if (n && !(text.n - j >= n && memcmp(text.p + j, source.p + i, n) == 0)) {
        size_t after = j;
        sl_utf8_next(text, &after);
        /* A few references stand for two characters. */
        if (after < text.n && i + n < source.n && text.p[after] != source.p[i + n] &&
            !strchr("\\&", source.p[i + n]) && (unsigned char)text.p[after] >= 0x80)
            sl_utf8_next(text, &after);
        *u = (unit){n, after - j, true};
        return true;
    }
    return c == text.p[j];
}

/* Where text starts at or after the cursor: its first characters must all match. */
static size_t seek(const inlines *s, sl_str text)
{
    enum { ENOUGH = 12 };
    sl_str source = sl_str_slice(s->p->lines->text, 0, s->end);
    size_t stop = s->end - s->at > WINDOW ? s->at + WINDOW : s->end;
    for (size_t from = s->at; from < stop; from++) {
        size_t i = from, j = 0;
        unit u;
        while (j < text.n && j < ENOUGH && i < source.n && match(source, i, text, j, &u)) {
            i += u.source;
            j += u.text;
        }
        if (j >= text.n || j >= ENOUGH)
            return from;
    }
    return SIZE_MAX;
}

/* The place of text that stands in the source as it is. */
static sl_span take_span(inlines *s, sl_str text)
{
    const sl_lines *lines = s->p->lines;
    if (s->at > s->end)
        s->at = s->end;
    size_t stop = s->end - s->at > WINDOW + text.n ? s->at + WINDOW + text.n : s->end;
    size_t begin = sl_str_find(sl_str_slice(lines->text, 0, stop), text, s->at);
    if (begin == SIZE_MAX)
        return sl_lines_span(lines, s->at, s->at);
    s->at = begin + text.n;
    return sl_lines_span(lines, begin, begin + text.n);
}

static sl_node *add(inlines *s, sl_node_kind kind, sl_span span)
{
    sl_node *n = sl_node_new(s->p->arena, kind, span);
    sl_node_append(s->parent, n);
    return n;
}

static void add_words(inlines *s, sl_str text, size_t begin, size_t end)
{
    if (text.n == 0)
        return;
    sl_node *n = add(s, SL_NODE_TEXT, sl_lines_span(s->p->lines, begin, end));
    n->text = text;
}

/* Without the comments in it. */
static void add_part(inlines *s, sl_str text, size_t begin, size_t end)
{
    size_t from = 0, at;
    bool same = end - begin == text.n;
    while ((at = sl_str_find_char(text, SL_COMMENT_BYTE, from)) != SIZE_MAX) {
        add_words(s, sl_str_slice(text, from, at), same ? begin + from : begin,
                  same ? begin + at : end);
        while (at < text.n && text.p[at] == SL_COMMENT_BYTE)
            at++;
        from = at;
    }
    add_words(s, sl_str_slice(text, from, text.n), same ? begin + from : begin, end);
}

/* Text of cmark's that the source does not hold as it is. */
static void add_copy(inlines *s, sl_str text, size_t begin, size_t end)
{
    if (text.n)
        add_part(s, sl_str_copy(s->p->arena, text), begin, end);
}

/* True when text is what stands at the cursor, byte for byte, with no code in it. */
static bool is_next(const inlines *s, sl_str text)
{
    return s->at < s->end && s->end - s->at >= text.n &&
           memcmp(s->p->lines->text.p + s->at, text.p, text.n) == 0 &&
           sl_str_find_char(text, '\\', 0) == SIZE_MAX &&
           sl_str_find_char(text, '&', 0) == SIZE_MAX;
}

/* Text as TEXTs whose bytes are those of their span, which they are views of. A character written
 * by a code stands in a TEXT of its own, so that \[@X] is no mark. */
static void add_text(inlines *s, sl_str text)
{
    sl_str source = sl_str_slice(s->p->lines->text, 0, s->end);
    if (is_next(s, text)) {
        size_t begin = s->at;
        s->at += text.n;
        add_part(s, sl_str_slice(source, begin, s->at), begin, s->at);
        return;
    }
    size_t i = s->at < s->end ? seek(s, text) : SIZE_MAX;
    size_t j = 0;
    if (i != SIZE_MAX) {
        size_t from = i;
        unit u;
        while (j < text.n && i < source.n && match(source, i, text, j, &u)) {
            if (u.coded) {
                add_part(s, sl_str_slice(source, from, i), from, i);
                add_copy(s, sl_str_slice(text, j, j + u.text), i, i + u.source);
                from = i + u.source;
            }
            i += u.source;
            j += u.text;
        }
        add_part(s, sl_str_slice(source, from, i), from, i);
        s->at = i;
    }
    add_copy(s, sl_str_slice(text, j, text.n), s->at < s->end ? s->at : s->end, s->at);
}

static void refuse_html(inlines *s, sl_str html)
{
    sl_span span = take_span(s, html);
    add(s, SL_NODE_HTML_INLINE, span)->text = sl_str_copy(s->p->arena, html);
    sl_finding *f = sl_diag_add(s->p->diags, SL_E0106, span, "raw HTML is not read");
    sl_diag_help(s->p->diags, f, "write it as Markdown, or between backquotes to show it as it is");
}

static sl_node *add_link(inlines *s, cmark_node *c, sl_node_kind kind)
{
    size_t at = s->at < s->end ? s->at : s->end;
    sl_node *n = add(s, kind, sl_lines_span(s->p->lines, at, at + (at < s->end)));
    n->target = sl_str_copy(s->p->arena, sl_str_from(cmark_node_get_url(c)));
    sl_str title = sl_str_copy(s->p->arena, sl_str_from(cmark_node_get_title(c)));
    n->title = sl_comment_drop(s->p->arena, title);
    return n;
}

/* Adds one inline; true when its children are to be visited below it. */
static bool add_inline(inlines *s, cmark_node *c)
{
    sl_span here = sl_lines_span(s->p->lines, s->at < s->end ? s->at : s->end, s->at);
    sl_str literal = sl_str_from(cmark_node_get_literal(c));
    switch ((int)cmark_node_get_type(c)) {
    case CMARK_NODE_TEXT:
        add_text(s, literal);
        return false;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK: {
        take_span(s, SL_STR("\n"));
        bool soft = cmark_node_get_type(c) == CMARK_NODE_SOFTBREAK;
        add(s, soft ? SL_NODE_SOFT_BREAK : SL_NODE_LINE_BREAK, here);
        return false;
    }
    case CMARK_NODE_CODE:
        add(s, SL_NODE_CODE, take_span(s, literal))->text =
            sl_comment_drop(s->p->arena, sl_str_copy(s->p->arena, literal));
        return false;
    case CMARK_NODE_HTML_INLINE:
        refuse_html(s, literal);
        return false;
    case CMARK_NODE_EMPH:
        s->parent = add(s, SL_NODE_EMPH, here);
        return true;
    case CMARK_NODE_STRONG:
        s->parent = add(s, SL_NODE_STRONG, here);
        return true;
    case CMARK_NODE_LINK:
        s->parent = add_link(s, c, SL_NODE_LINK);
        return true;
    case CMARK_NODE_IMAGE:
        s->parent = add_link(s, c, SL_NODE_IMAGE);
        return true;
    }
    return false;
}

static void leave(inlines *s)
{
    /* A link's address is passed over so that the search goes on behind it. */
    sl_node *n = s->parent;
    if (n->kind == SL_NODE_LINK || n->kind == SL_NODE_IMAGE) {
        const sl_str all = s->p->lines->text;
        while (s->at < s->end && strchr("`*_", all.p[s->at])) /* of marks that end its words */
            s->at++;
        if (s->at < s->end && all.p[s->at] == ']')
            s->at++;
        if (s->at < s->end && all.p[s->at] == '(')
            take_span(s, n->target.n ? n->target : SL_STR(")"));
        uint32_t end = sl_lines_span(s->p->lines, s->at, s->at).begin;
        n->span.end = end > n->span.begin ? end : n->span.begin;
    }
    s->parent = n->parent;
}

static int depth_of(const sl_node *n)
{
    int depth = 0;
    for (; n; n = n->parent)
        depth++;
    return depth;
}

static void convert(inlines *s, cmark_node *block)
{
    cmark_node *c = cmark_node_first_child(block);
    while (c && sl_parse_count_node(s->p, s->parent->span)) {
        bool inside = false;
        if (s->depth < SL_LIMIT_NODE_DEPTH - 2) {
            inside = add_inline(s, c);
            if (inside && !cmark_node_first_child(c)) {
                leave(s);
                inside = false;
            }
        } else {
            sl_parse_report_depth(s->p, s->parent->span);
        }
        if (inside) {
            c = cmark_node_first_child(c);
            s->depth++;
            continue;
        }
        while (c != block && !cmark_node_next(c)) {
            c = cmark_node_parent(c);
            if (c != block) {
                leave(s);
                s->depth--;
            }
        }
        c = c == block ? NULL : cmark_node_next(c);
    }
}

/* Reads the marks below parent and counts what there is then, over what there was before it: where
 * that is too much, the rest of parent goes. */
static void resolve_marks(sl_parse *p, sl_node *parent, uint32_t before)
{
    sl_mark_resolve(p, parent);
    p->count->nodes = before;
    for (const sl_node *n = parent->first; n; n = sl_node_walk(parent, n)) {
        if (sl_parse_count_node(p, n->span))
            continue;
        while (parent->last != parent->first)
            sl_node_unlink(parent->last);
        return;
    }
}

void sl_inline_convert(sl_parse *p, struct cmark_node *block, sl_node *parent,
                       sl_inline_range range)
{
    inlines s = {.p = p, .parent = parent, .at = range.begin, .end = range.end};
    s.depth = depth_of(parent);
    uint32_t before = p->count->nodes;
    convert(&s, block);
    resolve_marks(p, parent, before);
}

static bool is_plain(sl_str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (strchr("\\`*_[]<>&!^~:", text.p[i]))
            return false;
    return true;
}

void sl_inline_parse(sl_parse *p, sl_str text, sl_node *parent, sl_inline_range range)
{
    if (text.n == 0)
        return;
    inlines s = {.p = p, .parent = parent, .at = range.begin, .end = range.end};
    s.depth = depth_of(parent);
    uint32_t before = p->count->nodes;
    if (is_plain(text)) {
        add_text(&s, text);
        return;
    }
    /* With a space behind it, or "**[" would begin nothing: it stood behind a letter. */
    char *guarded = sl_arena_alloc(p->arena, text.n + 3);
    guarded[0] = CELL_GUARD;
    guarded[1] = ' ';
    memcpy(guarded + 2, text.p, text.n);
    sl_commonmark tree = sl_commonmark_parse(guarded, text.n + 2);
    cmark_node *paragraph = cmark_node_first_child(tree.document);
    cmark_node *first = paragraph ? cmark_node_first_child(paragraph) : NULL;
    SL_CHECK(first && cmark_node_get_type(first) == CMARK_NODE_TEXT);
    const char *literal = cmark_node_get_literal(first);
    SL_CHECK(literal[0] == CELL_GUARD && literal[1] == ' ');
    if (literal[2] == '\0') {
        cmark_node_unlink(first);
    } else {
        char *rest = sl_arena_copy(p->arena, literal + 2, strlen(literal + 2));
        cmark_node_set_literal(first, rest);
    }
    convert(&s, paragraph);
    sl_commonmark_done(&tree);
    resolve_marks(p, parent, before);
}

void sl_inline_parse_lines(sl_parse *p, const sl_lines *lines, sl_node *parent)
{
    sl_lines shown = *lines;
    sl_parse of = *p;
    shown.text = sl_comment_mask(p->arena, p->diags, lines);
    of.lines = &shown;
    sl_inline_range range = {0, shown.text.n};
    while (range.end && shown.text.p[range.end - 1] == '\n')
        range.end--;
    sl_inline_parse(&of, sl_str_slice(shown.text, 0, range.end), parent, range);
}
