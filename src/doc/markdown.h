/* markdown.h: CommonMark and the marks of the format, as a tree of nodes.
 *
 * cmark (only markdown.c and inline.c include cmark.h) reads CommonMark; footnotes, audience
 * lines, pipe tables and marks in brackets are added on its tree from the source bytes. Faults
 * are findings; the tree is usable all the same. Arena: the one given.
 */
#ifndef SL_DOC_MARKDOWN_H
#define SL_DOC_MARKDOWN_H

#include "diag/diag.h"
#include "doc/lines.h"
#include "doc/node.h"

/* Reads bytes [begin, end) of a file. Never NULL: a DOCUMENT, which later readings of a folder that
 * is kept may have too: nobody moves its nodes, but where marks "{{" or blocks are put in. */
sl_node *sl_markdown_parse(sl_arena *a, sl_diags *d, uint32_t file, uint32_t begin, uint32_t end);
/* The same for who takes it apart: its nodes are the caller's alone. */
sl_node *sl_markdown_parse_apart(sl_arena *a, sl_diags *d, uint32_t file, uint32_t begin,
                                 uint32_t end);
/* Reads gathered lines (text of a YAML block); fenced blocks in them stay code. */
sl_node *sl_markdown_parse_lines(sl_arena *a, sl_diags *d, const sl_lines *lines);

/* Reads gathered lines as inlines alone, as in a table's cell: a PARAGRAPH. */
sl_node *sl_markdown_parse_words(sl_arena *a, sl_diags *d, const sl_lines *lines);

/* A text without its comments: what data say of it. */
sl_str sl_markdown_drop_comments(sl_arena *a, sl_str text);

#endif
