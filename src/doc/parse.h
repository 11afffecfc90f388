/* parse.h: what the parts of the Markdown reader share. Private to doc. */
#ifndef SL_DOC_PARSE_H
#define SL_DOC_PARSE_H

#include "diag/diag.h"
#include "doc/lines.h"
#include "doc/node.h"

/* What one text holds so far, the footnotes in it too. */
typedef struct sl_parse_count {
    uint32_t nodes;
    bool reported; /* that there are too many */
} sl_parse_count;

typedef struct sl_parse {
    sl_arena *arena;
    sl_parse_count *count;
    sl_diags *diags;
    const sl_lines *lines;
    bool plain_fences; /* fenced blocks stay code */
    bool depth_reported;
    bool has_tables;
    sl_node *footnotes; /* FOOTNOTEs, to be appended to the document */
} sl_parse;

/* Text of one block that holds inlines: bytes [begin, end) of the gathered text. */
typedef struct sl_inline_range {
    size_t begin, end;
} sl_inline_range;

struct cmark_node;
/* Converts the inline children of a cmark block into children of parent, and reads the marks. */
void sl_inline_convert(sl_parse *p, struct cmark_node *block, sl_node *parent,
                       sl_inline_range range);
/* Parses text as inlines only (a table's cell); range says where it stands in the source. */
void sl_inline_parse(sl_parse *p, sl_str text, sl_node *parent, sl_inline_range range);
/* Lines of their own as inlines only (a title, a caption), without their comments. */
void sl_inline_parse_lines(sl_parse *p, const sl_lines *lines, sl_node *parent);
/* Reads the marks in the TEXTs below parent. */
void sl_mark_resolve(sl_parse *p, sl_node *parent);
/* When the lines [first, last] hold a pipe table, appends what stands before it and the table to
 * parent and returns true. indent: columns of containers to pass over. */
bool sl_table_parse(sl_parse *p, sl_node *parent, size_t first, size_t last, size_t indent);
/* Makes CAPTIONs of "Table:" paragraphs beside tables, in all of document. */
void sl_table_resolve_captions(sl_parse *p, sl_node *document);
/* Lists of definitions take their terms; entries that begin with [ ] or [x] are tasks. */
void sl_list_resolve(sl_parse *p, sl_node *document);
/* Reports the depth limit once. */
void sl_parse_report_depth(sl_parse *p, sl_span span);
/* Counts one more node, at span. False when the text holds too many, which is reported once: what
 * follows is left out. */
bool sl_parse_count_node(sl_parse *p, sl_span span);

#endif
