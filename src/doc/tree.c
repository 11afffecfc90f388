#include "doc/tree.h"

#include "base/assert.h"
#include "base/map.h"

typedef struct checking {
    bool composed;
    sl_map ids;
    const sl_node *where;
} checking;

static bool is_leaf(sl_node_kind kind)
{
    switch ((int)kind) {
    case SL_NODE_TEXT:
    case SL_NODE_CODE:
    case SL_NODE_SOFT_BREAK:
    case SL_NODE_LINE_BREAK:
    case SL_NODE_RULE:
    case SL_NODE_CODE_BLOCK:
    case SL_NODE_CITE_ITEM:
    case SL_NODE_VALUE:
    case SL_NODE_NOTE_CALL:
    case SL_NODE_CONTENTS:
        return true;
    default:
        return false;
    }
}

static bool only_parsed(sl_node_kind kind)
{
    return kind == SL_NODE_BLOCK || kind == SL_NODE_AUDIENCE || kind == SL_NODE_FOOTNOTE ||
           kind == SL_NODE_HTML || kind == SL_NODE_CITE || kind == SL_NODE_CITE_ITEM ||
           kind == SL_NODE_VALUE || kind == SL_NODE_NOTE_CALL || kind == SL_NODE_HTML_INLINE;
}

static bool holds_inlines(sl_node_kind kind)
{
    return kind == SL_NODE_PARAGRAPH || kind == SL_NODE_HEADING || kind == SL_NODE_CAPTION ||
           (sl_node_is_inline(kind) && kind != SL_NODE_NOTE);
}

/* Why a child may not stand in its parent; NULL when it may. */
static const char *misplaced(const sl_node *parent, const sl_node *child)
{
    sl_node_kind in = parent->kind, is = child->kind;
    if (is_leaf(in))
        return "what has no children has one";
    if (in == SL_NODE_IMAGE && is == SL_NODE_CAPTION)
        return NULL;
    if (holds_inlines(in) && !sl_node_is_inline(is))
        return "a block stands among words";
    if ((is == SL_NODE_TABLE_ROW) != (in == SL_NODE_TABLE && is != SL_NODE_CAPTION))
        return "a row stands in no table, or something else in one";
    if ((is == SL_NODE_TABLE_CELL) != (in == SL_NODE_TABLE_ROW))
        return "a cell stands in no row, or something else in one";
    if ((is == SL_NODE_LIST_ITEM) != (in == SL_NODE_LIST))
        return "an entry stands in no list, or something else in one";
    if (in == SL_NODE_BESIDE && is != SL_NODE_BOX && is != SL_NODE_CAPTION)
        return "something else than a frame stands beside frames";
    if ((is == SL_NODE_CITE_ITEM) != (in == SL_NODE_CITE))
        return "a source stands in no citation, or something else in one";
    if (is == SL_NODE_DOCUMENT)
        return "a document stands in something";
    return NULL;
}

static const char *check_links(const sl_node *parent)
{
    const sl_node *before = NULL;
    for (const sl_node *n = parent->first; n; before = n, n = n->next)
        if (n->parent != parent || n->prev != before)
            return "links to a parent or neighbour do not fit";
    return parent->last == before ? NULL : "the last child is not the last";
}

/* Anchors that links may lead to. */
static bool has_anchor(const sl_node *n)
{
    return n->id.n && !n->again &&
           (n->kind == SL_NODE_SECTION || n->kind == SL_NODE_FIGURE || n->kind == SL_NODE_TABLE ||
            n->kind == SL_NODE_BESIDE || n->kind == SL_NODE_NOTE);
}

static const char *check(checking *c, const sl_node *parent)
{
    const char *why = check_links(parent);
    c->where = parent;
    for (const sl_node *n = parent->first; n && !why; n = n->next) {
        c->where = n;
        why = misplaced(parent, n);
        if (!why && c->composed && only_parsed(n->kind))
            why = "a mark is left in a composed tree";
        if (!why && c->composed && has_anchor(n) && !sl_map_add(&c->ids, n->id, (void *)n))
            why = "an anchor stands twice";
        why = why ? why : check(c, n);
    }
    return why;
}

const char *sl_tree_check(const sl_node *root, bool composed, const sl_node **where)
{
    sl_arena *scratch = sl_arena_new();
    checking c = {.composed = composed};
    sl_map_init(&c.ids, scratch);
    const char *why = root->parent ? "the root has a parent" : check(&c, root);
    *where = c.where;
    sl_arena_free(scratch);
    return why;
}
