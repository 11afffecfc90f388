#include "word/place.h"

#include "base/map.h"
#include "base/buf.h"

uint32_t sl_place_hash(sl_str text)
{
    uint64_t h = 0xcbf29ce484222325u; /* FNV-1a */
    for (size_t i = 0; i < text.n; i++)
        h = (h ^ (unsigned char)text.p[i]) * 0x100000001b3u;
    return (uint32_t)(h ^ h >> 32);
}

bool sl_place_is_space(uint32_t c)
{
    return c <= ' ' || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) || c == 0x202F || c == 0x3000;
}

sl_str sl_place_squeeze(sl_arena *a, sl_str text)
{
    char *out = sl_arena_alloc(a, text.n + 1);
    size_t n = 0;
    bool gap = false;
    for (size_t at = 0; at < text.n;) {
        size_t from = at;
        uint32_t c = sl_utf8_next(text, &at);
        if (sl_place_is_space(c) || c == 0xAD || c == 0xFEFF) {
            gap = gap || sl_place_is_space(c);
            continue;
        }
        if (gap && n)
            out[n++] = ' ';
        gap = false;
        memcpy(out + n, text.p + from, at - from);
        n += at - from;
    }
    return (sl_str){out, n};
}

bool sl_place_is_read(const sl_node *n)
{
    return sl_node_is_inline(n->kind) && n->kind != SL_NODE_NOTE && n->kind != SL_NODE_IMAGE &&
           !(n->kind == SL_NODE_LINK && sl_str_starts(n->target, "#")) &&
           !(n->kind == SL_NODE_SPAN && sl_str_equal_z(n->role, "page-of"));
}

static void push_text(sl_buf *b, const sl_node *node)
{
    for (const sl_node *n = node->first; n; n = n->next) {
        if (!sl_place_is_read(n))
            continue;
        if (n->kind == SL_NODE_TEXT || n->kind == SL_NODE_CODE)
            sl_buf_push_str(b, n->text);
        else if (n->kind == SL_NODE_SOFT_BREAK || n->kind == SL_NODE_LINE_BREAK)
            sl_buf_push_char(b, ' ');
        push_text(b, n);
    }
}

sl_str sl_place_text(sl_arena *a, const sl_node *node)
{
    sl_buf b;
    sl_buf_init(&b);
    push_text(&b, node);
    sl_str text = sl_place_squeeze(a, sl_buf_str(&b));
    sl_buf_done(&b);
    return text;
}

/* Whether a node is set as a paragraph of its own. */
static bool is_paragraph(const sl_node *n)
{
    switch ((int)n->kind) {
    case SL_NODE_HEADING:
    case SL_NODE_PARAGRAPH:
    case SL_NODE_CAPTION:
        return true;
    case SL_NODE_TABLE_CELL:
    case SL_NODE_LIST_ITEM:
        return n->first && sl_node_is_inline(n->first->kind);
    }
    return false;
}

/* Its own place, or that of the first of its words that has one. */
static bool has_place(const sl_node *node)
{
    if (node->span.file || node->kind == SL_NODE_HEADING) /* a title stands in its front matter */
        return true;
    for (const sl_node *n = node->first; n; n = sl_node_walk(node, n))
        if (n->span.file && n->kind == SL_NODE_TEXT)
            return true;
    return false;
}

static sl_str owner_of(const sl_node *n)
{
    while (n && !(n->kind == SL_NODE_SECTION && n->id.n))
        n = n->parent;
    return n ? n->id : SL_STR_NONE;
}

sl_word_places sl_place_list(sl_arena *a, const sl_node *root)
{
    sl_word_places all = {0};
    sl_map counts;
    sl_map_init(&counts, a);
    for (const sl_node *n = root->first; n; n = sl_node_walk(root, n)) {
        if (!is_paragraph(n) || !has_place(n))
            continue;
        sl_word_place p = {.node = n, .text = sl_place_text(a, n), .owner = owner_of(n)};
        if (!p.text.n)
            continue;
        unsigned *count = sl_map_lookup(&counts, p.owner);
        if (!count) {
            count = SL_NEW(a, unsigned);
            sl_map_add(&counts, p.owner, count);
        }
        p.name = sl_str_format(a, "s_%08x_%u_%08x", (unsigned)sl_place_hash(p.owner), ++*count,
                               (unsigned)sl_place_hash(p.text));
        SL_PUSH(a, all, p);
    }
    return all;
}
