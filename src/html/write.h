/* write.h: what the parts of the page's writing share. Private to html.
 *
 * Every byte of the strategy goes through sl_html_push_text or sl_html_push_attribute, which
 * escape it. What exists only on the web page stands outside <main> or has the class `web`;
 * its own ids start with `_`, which no id of the format does. Arena: of the one writing.
 */
#ifndef SL_HTML_WRITE_H
#define SL_HTML_WRITE_H

#include "html/html.h"
#include "change/change.h"
#include "sight/facet.h"

/* Sections of the document, each once. */
typedef SL_VEC(const sl_node *) sl_html_places;

typedef struct sl_html sl_html;
struct sl_html {
    sl_buf *out;
    sl_arena *arena;
    const sl_book *book;
    const sl_layout *layout;
    const sl_picture *const *pictures;
    sl_fonts *fonts;
    sl_words *words;
    sl_html_more more;
    sl_map marks;             /* by a node's address: the changed blocks told behind it */
    sl_map numbers;           /* by ID, what evidence and items are read by in changes */
    sl_map things;            /* by id of a section: its change (sl_change) */
    unsigned was;             /* marks written */
    const sl_node **sections; /* by item: where it stands in the document; NULL = nowhere */
    sl_map lines;             /* by an item's id: the paragraph that its lines of sight follow */
    sl_map addresses;         /* made for what had no id */
    sl_map ids;               /* every id of the tree, with its node */
    sl_facets facets;
    sl_html_places *cited;         /* by evidence: what cites it; NULL for a comparison */
    SL_VEC(const sl_node *) notes; /* called in the block under way */
    bool in_notes;                 /* they are being written: of more, each waits for its turn */
    const sl_node *heading;        /* the last one written: what names a table without caption */
    unsigned tables;
    bool slanted;  /* something is emphasised: the italic faces are needed */
    size_t rested; /* where the parser may last rest: bytes of out */
    /* Blocks hold blocks: a kind of block hands what it holds to this, sl_html_push_block, and
     * knows no other kind. */
    void (*push_block)(sl_html *w, const sl_node *n);
};

/* --- write.c --- */
void sl_html_push(sl_html *w, const char *z);
void sl_html_push_text(sl_html *w, sl_str s);
/* Nothing when the value is empty. */
void sl_html_push_attribute(sl_html *w, const char *name, sl_str value);
/* The same between single quotes, for what has many double ones: JSON. */
void sl_html_push_quoted(sl_html *w, const char *name, sl_str value);
/* A script of no text. It does nothing; but a browser that meets a script in the body stops soon
 * after it, so that a long page is read in short turns and answers its reader in between. */
void sl_html_push_turn(sl_html *w);
/* The same between blocks, entries or rows, where enough has been written since the last one. */
void sl_html_push_rest(sl_html *w);
/* A list of many lines is several lists, of which a browser lays out those that are near. */
#define SL_HTML_LIST 32
/* Before an entry of such a list: begins the next one where so many were pushed. */
void sl_html_push_next_list(sl_html *w, size_t pushed);
/* One of layouts/web/, whose hash the policy in the head has. */
void sl_html_push_script(sl_html *w, const char *text);
/* The blocks below a node, each by push_block. */
void sl_html_push_blocks(sl_html *w, const sl_node *node);
/* A message without fields, escaped; and one with them, as text. */
void sl_html_push_word(sl_html *w, sl_say_id id);
#define sl_html_say(w, id, ...) sl_say((w)->book->phrases, (w)->arena, id, __VA_ARGS__)
/* <a href="#id">number title</a>; number may be empty. */
void sl_html_push_section_link(sl_html *w, const sl_node *section, sl_str number, sl_str title);

/* The number under which the document lists an entry; its ID where it does not. */
sl_str sl_html_cited_number(const sl_html *w, const sl_evidence *e);

/* --- encode.c --- */
void sl_html_push_base64(sl_buf *out, sl_str s);
/* 'sha256-…' of an inline style or script, for the policy (CSP 3, 6.6.2). */
void sl_html_push_hash(sl_html *w, sl_str s);

/* --- address.c --- */
/* An id for what has none of its own: of the section around it and the words of a heading or
 * caption (NULL: of its kind), so that it is the same while those are. A heading that a section
 * starts with has the section's. */
void sl_html_push_address(sl_html *w, const sl_node *n, const sl_node *words);

/* --- inline.c --- */
void sl_html_push_inlines(sl_html *w, const sl_node *node);
/* Blocks or inlines, whichever the node holds. */
void sl_html_push_children(sl_html *w, const sl_node *n);
/* The notes called since the last block: they stand directly after it, as in the PDF's order. */
void sl_html_push_notes(sl_html *w);

/* --- block.c: the one place that knows every kind of block --- */
void sl_html_push_block(sl_html *w, const sl_node *n);

/* --- table.c --- */
void sl_html_push_table(sl_html *w, const sl_node *n);
void sl_html_push_caption(sl_html *w, const sl_node *n);

/* --- figure.c --- */
void sl_html_push_figure(sl_html *w, const sl_node *n);
/* An IMAGE among words, or the picture of a FIGURE. */
void sl_html_push_picture(sl_html *w, const sl_node *n);
/* An image with the description and the width that a figure gives it. */
void sl_html_push_image(sl_html *w, const sl_image *image, const sl_node *figure);
/* The widths that pictures of the book ask for, and the brackets of its lists, as styles. */
void sl_html_emit_shares(sl_buf *out, const sl_book *book);
/* The styles of what stands out of the text, where the book has something of it. */
void sl_html_emit_insets(sl_buf *out, const sl_book *book);
void sl_html_emit_marks(sl_buf *out, const sl_book *book);

/* --- sight.c --- */
/* An item's line of sight as an ordered list on one line; nothing for an item without one. */
void sl_html_push_sight(sl_html *w, const sl_item *item);
/* Entries of the register that reach the item. */
size_t sl_html_count_ground(const sl_html *w, const sl_item *item);

/* --- frank.c --- */
void sl_html_find_citations(sl_html *w);
/* Behind a citation of an entry that is out of date: that it is. */
void sl_html_push_age_mark(sl_html *w, sl_str id);
/* At an entry of the register: its age, what it speaks against, what cites it. */
void sl_html_push_entry_state(sl_html *w, sl_str id);
/* How an item stands, in a few words for its line of the contents; nothing for what claims nothing
 * and is as it was. */
void sl_html_push_health(sl_html *w, const sl_node *section);
/* The strength of an item's own evidence first, then by its line of sight; whole: and how much of
 * that is out of date. */
sl_str sl_html_name_strength(sl_html *w, const sl_item *item, bool whole);
/* That and what speaks against it, for an item that claims something. */
void sl_html_push_grounds(sl_html *w, const sl_item *item);

/* --- changes.c --- */
/* Which nodes and sections of the document the changes are of. */
void sl_html_find_changes(sl_html *w);
/* Behind a block that says something else than before: what it said. */
void sl_html_push_was(sl_html *w, const sl_node *block);
/* Below the heading of an item, or at an entry: that it is new, or which of its keys differ. */
void sl_html_push_thing_was(sl_html *w, sl_str id);
/* "new", "changed", or empty, for a section. */
sl_str sl_html_name_change(sl_html *w, sl_str id);
/* In the banner: what differs, as a list. */
void sl_html_push_since(sl_html *w);

/* --- why.c --- */
/* At an entry whose figure a query gives: the query, and the rows that it counts. */
void sl_html_push_why(sl_html *w, const sl_evidence *e);

/* --- falls.c --- */
/* The register is on the page: its entries can be struck out. */
bool sl_html_has_falls(const sl_html *w);
/* At an entry: what strikes it out. */
void sl_html_push_strike(sl_html *w);
/* The line of sight as figures: behind the text, of which they are. */
void sl_html_push_figures(sl_html *w);
/* The panel that says what follows. */
void sl_html_push_falls(sl_html *w);

/* --- older.c --- */
#define SL_HTML_BROAD SL_PT(442.2052) /* 156 mm: the page's column */
/* What a figure shows, as wide as that; NULL: it is not drawn for a width. */
const sl_picture *sl_html_draw(sl_html *w, const sl_figure *f);
/* A figure as it was drawn in the older reading. */
void sl_html_push_older_figure(sl_html *w, const sl_node *was);

/* --- banner.c --- */
/* Whom a copy is for that is not for everybody; empty otherwise. */
sl_str sl_html_kept_for(const sl_html *w);
/* What is for decision, on what grounds, what is open, what comes next. */
void sl_html_push_banner(sl_html *w);
/* At the end of the text: the same as PDF or for Word, and the data, where the build made them. */
void sl_html_push_files(sl_html *w);

/* --- first.c, search.c --- */
size_t sl_html_count_asks(const sl_html *w);
/* The items that the framework groups (its asks), each with its line of sight. */
void sl_html_push_asks(sl_html *w);
void sl_html_push_find(sl_html *w);
void sl_html_push_filters(sl_html *w);
/* data-f: the item's filter values. */
void sl_html_push_facets(sl_html *w, const sl_item *item);

/* --- style.c --- */
/* The layout's colours, measure, families and sizes as custom properties. */
void sl_html_emit_tokens(sl_buf *out, const sl_layout *layout, const sl_phrases *p);

/* --- faces.c --- */
/* @font-face rules for the faces of text and headings, with the characters of the page. */
void sl_html_emit_faces(sl_html *w, sl_buf *css, sl_fonts *fonts, sl_str page);

#endif
