#include <cmark.h>

#include "base/check.h"
#include "base/limits.h"
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
    sl_node *open; /* the TEXT that takes more while nothing but text comes */
    sl_buf text;   /* of it */
} inlines;

static bool is_punctuation(char c)
{
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
           (c >= '{' && c <= '~');
}

/* Finds text at or after the cursor. *escaped: a backslash stands before it. */
static size_t seek(inlines *s, sl_str text, bool *escaped)
{
    const sl_str all = s->p->lines->text;
    *escaped = false;
    if (s->at >= s->end || text.n == 0)
        return SIZE_MAX;
    if (all.p[s->at] == '\\' && s->at + 1 < s->end && all.p[s->at + 1] == text.p[0] &&
        is_punctuation(text.p[0])) {
        *escaped = true;
        return s->at + 1;
    }
    size_t stop = s->end - s->at > WINDOW + text.n ? s->at + WINDOW + text.n : s->end;
    return sl_str_find(sl_str_slice(all, 0, stop), text, s->at);
}

static sl_span take_span(inlines *s, sl_str text, bool *escaped)
{
    size_t begin = seek(s, text, escaped);
    if (begin == SIZE_MAX)
        return sl_lines_span(s->p->lines, s->at < s->end ? s->at : s->end, s->at);
    s->at = begin + text.n;
    return sl_lines_span(s->p->lines, begin, begin + text.n);
}

/* Ends the open TEXT. */
static void flush(inlines *s)
{
    if (!s->open)
        return;
    s->open->text = sl_buf_copy(&s->text, s->p->arena);
    s->text.n = 0;
    s->open = NULL;
}

static sl_node *add(inlines *s, sl_node_kind kind, sl_span span)
{
    flush(s);
    sl_node *n = sl_node_new(s->p->arena, kind, span);
    sl_node_append(s->parent, n);
    return n;
}

/* cmark cuts text at every sign that might mean something; marks need it whole. An escaped sign
 * starts a TEXT of its own, so that \[@X] is no mark. */
static void add_text(inlines *s, sl_str text)
{
    size_t was = s->at;
    bool escaped;
    sl_span span = take_span(s, text, &escaped);
    if (s->open && !escaped && s->at == was + text.n)
        s->open->span.end = span.end;
    else
        s->open = add(s, SL_NODE_TEXT, span);
    sl_buf_push_str(&s->text, text);
}

static void refuse_html(inlines *s, sl_str html)
{
    bool escaped;
    sl_span span = take_span(s, html, &escaped);
    add(s, SL_NODE_HTML_INLINE, span)->text = sl_str_copy(s->p->arena, html);
    sl_finding *f = sl_diag_add(s->p->diags, SL_E0106, span, "raw HTML is not read");
    sl_diag_help(s->p->diags, f, "write it as Markdown, or between backquotes to show it as it is");
}

static sl_node *add_link(inlines *s, cmark_node *c, sl_node_kind kind)
{
    size_t at = s->at < s->end ? s->at : s->end;
    sl_node *n = add(s, kind, sl_lines_span(s->p->lines, at, at + (at < s->end)));
    n->target = sl_str_copy(s->p->arena, sl_str_from(cmark_node_get_url(c)));
    n->title = sl_str_copy(s->p->arena, sl_str_from(cmark_node_get_title(c)));
    return n;
}

/* Adds one inline; true when its children are to be visited below it. */
static bool add_inline(inlines *s, cmark_node *c)
{
    sl_span here = sl_lines_span(s->p->lines, s->at < s->end ? s->at : s->end, s->at);
    bool escaped;
    sl_str literal = sl_str_from(cmark_node_get_literal(c));
    switch ((int)cmark_node_get_type(c)) {
    case CMARK_NODE_TEXT:
        add_text(s, literal);
        return false;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK: {
        take_span(s, SL_STR("\n"), &escaped);
        bool soft = cmark_node_get_type(c) == CMARK_NODE_SOFTBREAK;
        add(s, soft ? SL_NODE_SOFT_BREAK : SL_NODE_LINE_BREAK, here);
        return false;
    }
    case CMARK_NODE_CODE:
        add(s, SL_NODE_CODE, take_span(s, literal, &escaped))->text =
            sl_str_copy(s->p->arena, literal);
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
    flush(s);
    /* A link's address is passed over so that the search goes on behind it. */
    sl_node *n = s->parent;
    if ((n->kind == SL_NODE_LINK || n->kind == SL_NODE_IMAGE) && n->target.n) {
        bool escaped;
        size_t was = s->at;
        size_t found = seek(s, n->target, &escaped);
        if (found != SIZE_MAX && found < was + 8)
            s->at = found + n->target.n;
        n->span.end = sl_lines_span(s->p->lines, was, was).begin;
        if (n->span.end < n->span.begin)
            n->span.end = n->span.begin;
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
    while (c) {
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
    flush(s);
    sl_buf_done(&s->text);
}

void sl_inline_convert(sl_parse *p, struct cmark_node *block, sl_node *parent,
                       sl_inline_range range)
{
    inlines s = {.p = p, .parent = parent, .at = range.begin, .end = range.end};
    s.depth = depth_of(parent);
    convert(&s, block);
    sl_mark_resolve(p, parent);
}

static bool is_plain(sl_str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (strchr("\\`*_[]<>&!^", text.p[i]))
            return false;
    return true;
}

void sl_inline_parse(sl_parse *p, sl_str text, sl_node *parent, sl_inline_range range)
{
    if (text.n == 0)
        return;
    inlines s = {.p = p, .parent = parent, .at = range.begin, .end = range.end};
    s.depth = depth_of(parent);
    if (is_plain(text)) {
        add_text(&s, text);
        flush(&s);
        sl_buf_done(&s.text);
        return;
    }
    char *guarded = sl_arena_alloc(p->arena, text.n + 2);
    guarded[0] = CELL_GUARD;
    memcpy(guarded + 1, text.p, text.n);
    cmark_node *document = cmark_parse_document(guarded, text.n + 1, CMARK_OPT_DEFAULT);
    cmark_node *paragraph = cmark_node_first_child(document);
    cmark_node *first = paragraph ? cmark_node_first_child(paragraph) : NULL;
    SL_CHECK(first && cmark_node_get_type(first) == CMARK_NODE_TEXT);
    const char *literal = cmark_node_get_literal(first);
    SL_CHECK(literal[0] == CELL_GUARD);
    if (literal[1] == '\0') {
        cmark_node_unlink(first);
        cmark_node_free(first);
    } else {
        char *rest = sl_arena_copy(p->arena, literal + 1, strlen(literal + 1));
        cmark_node_set_literal(first, rest);
    }
    convert(&s, paragraph);
    cmark_node_free(document);
    sl_mark_resolve(p, parent);
}
