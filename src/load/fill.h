/* fill.h: {{name}} and {{snippet: name}} in texts.
 *
 * Variables are declared under `variables` in strategy.yaml, each a line of Markdown; snippets are
 * files, snippets/NAME.md. A snippet that stands alone in a paragraph is put in as blocks; within
 * a sentence it must be one paragraph. What is put in keeps its own places: findings point into
 * strategy.yaml and into the snippet. */
#ifndef SL_LOAD_FILL_H
#define SL_LOAD_FILL_H

#include "model/strategy.h"

/* Whether a path is that of a snippet, and no item. */
bool sl_fill_is_snippet(sl_str path);
/* Puts in what the marks below root name; root is a DOCUMENT, or a PARAGRAPH of inlines. */
void sl_fill(sl_strategy *s, sl_node *root);

#endif
