#include "doc/tree.h"
#include "tap.h"

static sl_arena *arena;

static sl_node *add(sl_node *parent, sl_node_kind kind)
{
    sl_node *n = sl_node_new(arena, kind, SL_SPAN_NONE);
    if (parent)
        sl_node_append(parent, n);
    return n;
}

static void is_wrong(const sl_node *root, bool composed, const char *want, const char *name)
{
    const sl_node *where;
    const char *why = sl_tree_check(root, composed, &where);
    is_str(sl_str_from(why ? why : "nothing"), want, name);
}

/* document > paragraph > text, list > item > paragraph, table > row > cell > text */
static sl_node *make(void)
{
    sl_node *root = add(NULL, SL_NODE_DOCUMENT);
    add(add(root, SL_NODE_PARAGRAPH), SL_NODE_TEXT);
    add(add(add(root, SL_NODE_LIST), SL_NODE_LIST_ITEM), SL_NODE_PARAGRAPH);
    add(add(add(add(root, SL_NODE_TABLE), SL_NODE_TABLE_ROW), SL_NODE_TABLE_CELL), SL_NODE_TEXT);
    return root;
}

int main(void)
{
    arena = sl_arena_new();
    is_wrong(make(), true, "nothing", "a tree");
    sl_node *root = make();
    add(root->first, SL_NODE_LIST);
    is_wrong(root, false, "a block stands among words", "a list in a paragraph");
    root = make();
    add(root->first->first, SL_NODE_TEXT);
    is_wrong(root, false, "what has no children has one", "a text in a text");
    root = make();
    add(root, SL_NODE_TABLE_ROW);
    is_wrong(root, false, "a row stands in no table, or something else in one", "a row alone");
    root = make();
    add(root->last, SL_NODE_PARAGRAPH);
    is_wrong(root, false, "a row stands in no table, or something else in one",
             "a paragraph in a table");
    root = make();
    add(root->last->first, SL_NODE_TEXT);
    is_wrong(root, false, "a cell stands in no row, or something else in one", "a text in a row");
    root = make();
    add(root, SL_NODE_LIST_ITEM);
    is_wrong(root, false, "an entry stands in no list, or something else in one", "an entry alone");
    root = make();
    add(root->first, SL_NODE_CITE);
    is_wrong(root, false, "nothing", "a citation in a parsed tree");
    is_wrong(root, true, "a mark is left in a composed tree", "and in a composed one");
    root = make();
    add(root, SL_NODE_FIGURE)->id = SL_STR("fig");
    add(root, SL_NODE_SECTION)->id = SL_STR("fig");
    is_wrong(root, false, "nothing", "an anchor twice in a parsed tree");
    is_wrong(root, true, "an anchor stands twice", "and in a composed one");
    root = make();
    root->last->prev = NULL;
    is_wrong(root, false, "links to a parent or neighbour do not fit", "a neighbour that is lost");
    root = make();
    root->last = root->first;
    is_wrong(root, false, "the last child is not the last", "a last child that is not");
    root = make();
    root->first->first->parent = root;
    is_wrong(root, false, "links to a parent or neighbour do not fit", "another's child");
    sl_arena_free(arena);
    return done();
}
