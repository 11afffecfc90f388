/* tree.h: whether a tree is one: links that fit, children that may stand where they stand.
 *
 * As cmark's cmark_node_check: run on every tree that was parsed or composed in builds that are
 * tested (SL_CHECK_TREES), never in a release.
 */
#ifndef SL_DOC_TREE_H
#define SL_DOC_TREE_H

#include "doc/node.h"

/* What is wrong with the tree below root, at *where; NULL when nothing is. composed: marks are
 * resolved, and an anchor stands once. */
const char *sl_tree_check(const sl_node *root, bool composed, const sl_node **where);

/* Ends the program, a defect of ours, when a tree is none. */
#ifdef SL_CHECK_TREES
#define SL_CHECK_TREE(root, composed)                                                              \
    do {                                                                                           \
        const sl_node *where_;                                                                     \
        SL_CHECK(!sl_tree_check((root), (composed), &where_));                                     \
    } while (0)
#else
#define SL_CHECK_TREE(root, composed) ((void)0)
#endif

#endif
