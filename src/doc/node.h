/* node.h: the tree of a document, before and after it is composed.
 *
 * doc/markdown makes trees of an item's text; strategy/book makes one new tree of the whole
 * document in which every mark is resolved (citations and references are LINKs, bound figures
 * are TEXT, blocks are tables, boxes and figures). The outputs read the composed tree only.
 * Walks may recurse: depth is at most SL_LIMIT_NODE_DEPTH. Arena: the book's.
 */
#ifndef SL_DOC_NODE_H
#define SL_DOC_NODE_H

#include "diag/source.h"

typedef enum sl_node_kind {
    /* blocks */
    SL_NODE_DOCUMENT,
    SL_NODE_SECTION,   /* an item or part: id, title, role (its type); starts with its HEADING */
    SL_NODE_HEADING,   /* level 1 to 6; number in `number`, not part of the children */
    SL_NODE_PARAGRAPH, /* role says how it is set (caption, cover-title, …) */
    SL_NODE_QUOTE,
    SL_NODE_LIST,
    SL_NODE_LIST_ITEM,
    SL_NODE_CODE_BLOCK, /* text; info in `title` */
    SL_NODE_RULE,       /* thematic break */
    SL_NODE_TABLE,      /* children: optional CAPTION, then TABLE_ROWs, heads first */
    SL_NODE_CAPTION,
    SL_NODE_TABLE_ROW,
    SL_NODE_TABLE_CELL,
    SL_NODE_BOX,    /* a frame: ask, commitment, callout, case-study; role names it */
    SL_NODE_BESIDE, /* BOXes beside each other, `columns` in a row; shares of the measure in
                       `title`; may start with a CAPTION */
    SL_NODE_FIGURE, /* a picture (figure index in `figure`), alt in `alt`; then an optional CAPTION
                     */
    SL_NODE_CONTENTS, /* where the contents list goes: made from the SECTIONs with a `toc` level */
    /* blocks that only parsed trees have */
    SL_NODE_BLOCK,    /* fenced block of a block type: type in `role`, body in `text` */
    SL_NODE_AUDIENCE, /* ::: audience a b; the words in `title` */
    SL_NODE_FOOTNOTE, /* [^name]: …; name in `id` */
    SL_NODE_HTML,     /* refused; kept only so that it can be counted */
    /* inlines */
    SL_NODE_TEXT,
    SL_NODE_SOFT_BREAK,
    SL_NODE_LINE_BREAK,
    SL_NODE_CODE,
    SL_NODE_EMPH,
    SL_NODE_STRONG,
    SL_NODE_SPAN,  /* lang, or an abbreviation with `title` */
    SL_NODE_LINK,  /* target: "#id" inside the document, else a URI */
    SL_NODE_IMAGE, /* what it shows; parsed, behind that the CAPTION that its title is */
    SL_NODE_NOTE,  /* a footnote where it is called: number; children are its blocks */
    /* inlines that only parsed trees have */
    SL_NODE_CITE,      /* [@A, p. 4; @B]: children are CITE_ITEMs */
    SL_NODE_CITE_ITEM, /* id; locator in `text`; contrary */
    SL_NODE_VALUE,     /* [=ID.key]: id; key in `text`; role "words": in words */
    SL_NODE_NOTE_CALL, /* [^name]: name in `id` */
    SL_NODE_HTML_INLINE,
    SL_NODE__COUNT
} sl_node_kind;

typedef enum sl_align {
    SL_ALIGN_NONE, /* by the role */
    SL_ALIGN_LEFT,
    SL_ALIGN_CENTER,
    SL_ALIGN_RIGHT,
    SL_ALIGN_DECIMAL, /* on the decimal point */
    SL_ALIGN_JUSTIFY,
    SL_ALIGN__COUNT
} sl_align;

typedef struct sl_node sl_node;
/* What every walk looks at stands first, within one line of the cache: the trees of 6,000 items are
 * 25 MB, and each pass over them waits for memory. */
struct sl_node {
    sl_node_kind kind;
    uint8_t level;     /* HEADING */
    uint8_t toc;       /* SECTION: level in the contents and bookmarks, 0 = not listed */
    uint8_t align;     /* TABLE_CELL: sl_align */
    bool head : 1;     /* TABLE_ROW, TABLE_CELL: a head (a cell in a body row: row head) */
    bool ordered : 1;  /* LIST */
    bool tight : 1;    /* LIST */
    bool contrary : 1; /* CITE_ITEM */
    bool fresh : 1;    /* SECTION: starts on a new page */
    bool wide : 1;     /* TABLE, FIGURE: wants a landscape page */
    bool written : 1;  /* TABLE: in the words of an author */
    bool again : 1;    /* NOTE: called once more; its text stands where it was called first */
    bool alone : 1;    /* SECTION: on a new page whatever the layout says of chapters */
    bool apart : 1;    /* PARAGRAPH: of a text that the first document does not have */
    sl_node *first, *next, *parent;
    sl_str text; /* TEXT, CODE, CODE_BLOCK, BLOCK, HTML */
    sl_str id;   /* anchor: PDF named destination and HTML id */
    sl_node *last, *prev;
    sl_span span;
    uint8_t percent;  /* IMAGE, FIGURE: width in per cent of the measure; 0 = its own */
    uint16_t columns; /* TABLE, BESIDE; TABLE_CELL: columns spanned (0 = 1) */
    uint16_t rows;    /* TABLE_CELL: rows spanned (0 = 1) */
    int32_t start;    /* LIST: first number; NOTE: its number */
    uint32_t figure;  /* FIGURE, IMAGE: index into the book's figures */
    sl_str role; /* name of a role of the layout, empty = the kind's own; LIST: how its entries are
                    marked ("(a)", "definitions"); LIST_ITEM: task-open, task-done, term,
                    definition */
    sl_str number; /* HEADING, CAPTION: as printed before the text ("3.2", "Figure 4"); PARAGRAPH:
                      in the margin */
    sl_str target; /* LINK, IMAGE; TABLE: path of the dataset that it shows; SPAN: what it shows, by
                      a name of the framework's scores; TEXT: the figure that it prints: "EV-01",
                      "EV-01.share" */
    sl_str title;  /* LINK: title; TABLE, BESIDE: "2,1,1", shares of its columns; SPAN: its words in
                      full;  SECTION: plain title for contents,  bookmarks, running heads */
    sl_str alt;    /* FIGURE, IMAGE; SPAN that was a link out of the document: what it says without
                      numbers */
    sl_str lang;   /* BCP 47, empty = the parent's */
};

sl_node *sl_node_new(sl_arena *a, sl_node_kind kind, sl_span span);
void sl_node_append(sl_node *parent, sl_node *child);
void sl_node_insert_before(sl_node *next, sl_node *node);
void sl_node_unlink(sl_node *node);
/* TEXT with the given bytes, appended to parent. */
sl_node *sl_node_append_text(sl_arena *a, sl_node *parent, sl_str text);
bool sl_node_is_inline(sl_node_kind kind);
const char *sl_node_kind_name(sl_node_kind kind);
/* The next node in document order within root, children first; NULL at the end. */
sl_node *sl_node_walk(const sl_node *root, const sl_node *node);
/* The same, without what stands in paragraphs, headings and cells: of the trees of 6,000 items
 * that is nine nodes in ten, which a walk for blocks would fetch from memory for nothing. */
sl_node *sl_node_walk_blocks(const sl_node *root, const sl_node *node);
/* The HEADING that a section starts with, within its boxes too; NULL: it has none. */
const sl_node *sl_node_lookup_heading(const sl_node *section);
/* Its number as printed, or empty. */
sl_str sl_node_number_of(const sl_node *section);
/* A figure that draws what its item rests on, for paper: what is read on a screen has links. */
bool sl_node_is_item_graph(const sl_node *n);
/* A figure that shows in small, beside an item, what its measure has done; for paper too. */
bool sl_node_is_spark(const sl_node *n);
/* Which of its siblings' numbered chapters it is, from 1; 0: none. */
uint32_t sl_node_chapter(const sl_node *section);
/* What a heading is called by: its id, or else its words in small letters, with hyphens between. */
sl_str sl_node_slug(sl_arena *a, const sl_node *heading);
/* Where the byte `at` of a TEXT stands in the bytes of its span; SIZE_MAX: they are others. */
size_t sl_node_find_source(sl_str source, sl_str text, size_t at);
/* The same for one place after the other: going forward costs what lies between. Begins with the
 * bytes and the text, and noughts. */
typedef struct sl_source_walk {
    sl_str source, text;
    size_t i, k; /* in the source, in the text */
    bool lost;   /* they are others from here on */
} sl_source_walk;
size_t sl_source_walk_to(sl_source_walk *w, size_t at);
/* Whether a backslash stands in the source before the character at `at` of the text: it is shown as
 * it is. */
bool sl_source_walk_is_coded(sl_source_walk *w, size_t at);
/* The words below node as plain text: breaks are spaces, notes are left out. */
sl_str sl_node_plain(sl_arena *a, const sl_node *node);

#endif
