#include "doc/node.h"

#include "base/buf.h"
#include "base/assert.h"

sl_node *sl_node_new(sl_arena *a, sl_node_kind kind, sl_span span)
{
    sl_node *n = SL_NEW(a, sl_node);
    n->kind = kind;
    n->span = span;
    return n;
}

void sl_node_append(sl_node *parent, sl_node *child)
{
    SL_CHECK(!child->parent);
    child->parent = parent;
    child->prev = parent->last;
    child->next = NULL;
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

void sl_node_insert_before(sl_node *next, sl_node *node)
{
    SL_CHECK(!node->parent && next->parent);
    node->parent = next->parent;
    node->next = next;
    node->prev = next->prev;
    if (next->prev)
        next->prev->next = node;
    else
        next->parent->first = node;
    next->prev = node;
}

void sl_node_unlink(sl_node *node)
{
    if (!node->parent)
        return;
    if (node->prev)
        node->prev->next = node->next;
    else
        node->parent->first = node->next;
    if (node->next)
        node->next->prev = node->prev;
    else
        node->parent->last = node->prev;
    node->parent = node->prev = node->next = NULL;
}

sl_node *sl_node_append_text(sl_arena *a, sl_node *parent, sl_str text)
{
    sl_node *n = sl_node_new(a, SL_NODE_TEXT, parent->span);
    n->text = text;
    sl_node_append(parent, n);
    return n;
}

bool sl_node_is_inline(sl_node_kind kind)
{
    return kind >= SL_NODE_TEXT;
}

const char *sl_node_kind_name(sl_node_kind kind)
{
    static const char *const names[SL_NODE__COUNT] = {
        [SL_NODE_DOCUMENT] = "document",
        [SL_NODE_SECTION] = "section",
        [SL_NODE_HEADING] = "heading",
        [SL_NODE_PARAGRAPH] = "paragraph",
        [SL_NODE_QUOTE] = "quote",
        [SL_NODE_LIST] = "list",
        [SL_NODE_LIST_ITEM] = "list-item",
        [SL_NODE_CODE_BLOCK] = "code-block",
        [SL_NODE_RULE] = "rule",
        [SL_NODE_TABLE] = "table",
        [SL_NODE_CAPTION] = "caption",
        [SL_NODE_TABLE_ROW] = "table-row",
        [SL_NODE_TABLE_CELL] = "table-cell",
        [SL_NODE_BOX] = "box",
        [SL_NODE_BESIDE] = "beside",
        [SL_NODE_FIGURE] = "figure",
        [SL_NODE_CONTENTS] = "contents",
        [SL_NODE_BLOCK] = "block",
        [SL_NODE_AUDIENCE] = "audience",
        [SL_NODE_FOOTNOTE] = "footnote",
        [SL_NODE_HTML] = "html",
        [SL_NODE_TEXT] = "text",
        [SL_NODE_SOFT_BREAK] = "soft-break",
        [SL_NODE_LINE_BREAK] = "line-break",
        [SL_NODE_CODE] = "code",
        [SL_NODE_EMPH] = "emph",
        [SL_NODE_STRONG] = "strong",
        [SL_NODE_SPAN] = "span",
        [SL_NODE_LINK] = "link",
        [SL_NODE_IMAGE] = "image",
        [SL_NODE_NOTE] = "note",
        [SL_NODE_CITE] = "cite",
        [SL_NODE_CITE_ITEM] = "cite-item",
        [SL_NODE_VALUE] = "value",
        [SL_NODE_NOTE_CALL] = "note-call",
        [SL_NODE_HTML_INLINE] = "html-inline",
    };
    return names[kind];
}

/* The next node that does not stand below node. */
static sl_node *walk_past(const sl_node *root, const sl_node *node)
{
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

sl_node *sl_node_walk(const sl_node *root, const sl_node *node)
{
    return node->first ? node->first : walk_past(root, node);
}

sl_node *sl_node_walk_blocks(const sl_node *root, const sl_node *node)
{
    bool holds_inlines = node->kind == SL_NODE_PARAGRAPH || node->kind == SL_NODE_HEADING ||
                         node->kind == SL_NODE_CAPTION || node->kind == SL_NODE_TABLE_CELL;
    return holds_inlines ? walk_past(root, node) : sl_node_walk(root, node);
}

const sl_node *sl_node_lookup_heading(const sl_node *section)
{
    const sl_node *n = section->first;
    while (n && n->kind == SL_NODE_BOX)
        n = n->first;
    return n && n->kind == SL_NODE_HEADING ? n : NULL;
}

sl_str sl_node_number_of(const sl_node *section)
{
    const sl_node *heading = sl_node_lookup_heading(section);
    return heading ? heading->number : SL_STR_NONE;
}

bool sl_node_is_item_graph(const sl_node *n)
{
    return n->kind == SL_NODE_FIGURE && sl_str_equal_z(n->role, "item-graph");
}

bool sl_node_is_spark(const sl_node *n)
{
    return n->kind == SL_NODE_FIGURE && sl_str_equal_z(n->role, "spark");
}

uint32_t sl_node_chapter(const sl_node *section)
{
    uint32_t n = 0;
    if (section->toc != 1 || !sl_node_number_of(section).n)
        return 0;
    for (const sl_node *one = section; one; one = one->prev)
        n += one->kind == SL_NODE_SECTION && one->toc == 1 && sl_node_number_of(one).n;
    return n;
}

static void push_plain(sl_buf *out, const sl_node *node)
{
    for (const sl_node *n = node->first; n; n = n->next) {
        switch ((int)n->kind) {
        case SL_NODE_TEXT:
        case SL_NODE_CODE:
            sl_buf_push_str(out, n->text);
            break;
        case SL_NODE_SOFT_BREAK:
        case SL_NODE_LINE_BREAK:
            sl_buf_push_char(out, ' ');
            break;
        case SL_NODE_NOTE:
        case SL_NODE_CAPTION: /* of a picture: not what it shows */
            break;
        default:
            push_plain(out, n);
        }
    }
}

sl_str sl_node_plain(sl_arena *a, const sl_node *node)
{
    sl_buf out;
    sl_buf_init(&out);
    push_plain(&out, node);
    return sl_buf_take(&out, a);
}

sl_str sl_node_slug(sl_arena *a, const sl_node *heading)
{
    if (heading->id.n)
        return heading->id;
    sl_str text = sl_str_lower(a, sl_node_plain(a, heading));
    sl_buf b;
    sl_buf_init(&b);
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0xC3;
        bool rest = (unsigned char)c >= 0x80 && (unsigned char)c < 0xC0;
        if (letter && (unsigned char)c >= 0xE2 && (unsigned char)c < 0xE3) { /* “ ’ – and such */
            i += 2;
            letter = false;
        }
        if (letter || rest)
            sl_buf_push_char(&b, c);
        else if (b.n && b.p[b.n - 1] != '-')
            sl_buf_push_char(&b, '-');
    }
    while (b.n && b.p[b.n - 1] == '-')
        b.n--;
    return sl_buf_take(&b, a);
}

/* Whether a backslash at i in the source writes the character at k of the text. */
static bool is_escape(sl_str source, size_t i, sl_str text, size_t k)
{
    return source.p[i] == '\\' && i + 1 < source.n && source.p[i + 1] == text.p[k];
}

size_t sl_source_walk_to(sl_source_walk *w, size_t at)
{
    sl_str source = w->source, text = w->text;
    if (source.n == text.n)
        return at;
    if (w->k > at)
        *w = (sl_source_walk){source, text, 0, 0, false};
    for (; !w->lost && w->i < source.n && w->k < text.n && w->k < at; w->i++, w->k++) {
        w->i += is_escape(source, w->i, text, w->k);
        if (source.p[w->i] == text.p[w->k])
            continue;
        size_t end = sl_str_find_char(source, ';', w->i); /* &amp; is one character */
        w->lost = source.p[w->i] != '&' || end == SIZE_MAX;
        if (w->lost)
            break;
        while (w->k + 1 < text.n && ((unsigned char)text.p[w->k + 1] & 0xC0) == 0x80)
            w->k++;
        w->i = end;
    }
    return !w->lost && w->k == at ? w->i : SIZE_MAX;
}

bool sl_source_walk_is_coded(sl_source_walk *w, size_t at)
{
    size_t i = w->source.n == w->text.n ? SIZE_MAX : sl_source_walk_to(w, at);
    return i < w->source.n && is_escape(w->source, i, w->text, at);
}

size_t sl_node_find_source(sl_str source, sl_str text, size_t at)
{
    sl_source_walk w = {source, text, 0, 0, false};
    return sl_source_walk_to(&w, at);
}
