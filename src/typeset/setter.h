/* setter.h: what the parts of typesetting share. Private to typeset. */
#ifndef SL_TYPESET_SETTER_H
#define SL_TYPESET_SETTER_H

#include "typeset/typeset.h"

/* How a stretch of text in a paragraph is set. */
typedef struct sl_span_style {
    sl_face *face;
    sl_u size, raise;
    sl_rgb color;
    int32_t elem;
    sl_str target, contents; /* of a link */
} sl_span_style;

/* A word in its place in a paragraph. */
typedef struct sl_piece {
    const sl_word *word;
    sl_u width;
    uint32_t note;  /* 1 + index of the note that is called here */
    uint16_t style; /* index of its sl_span_style */
    bool space_before;
    bool break_before; /* a forced line break */
    sl_span span;
} sl_piece;

typedef struct sl_para {
    SL_VEC(sl_piece) pieces;
    SL_VEC(sl_span_style) styles;
} sl_para;

/* One row of a page: what cannot be divided. Everything is relative to its top left corner. */
typedef struct sl_row sl_row;
struct sl_row {
    sl_u height, before; /* `before` is dropped at the top of a page */
    int32_t penalty;     /* for a page break before it: SL_BREAK_NEVER forbids */
    uint16_t box;        /* 1 + index of the frame around it */
    uint32_t header;     /* 1 + index of the first of the rows that are repeated above it */
    uint16_t header_count;
    SL_VEC(sl_paint) paints;
    SL_VEC(sl_link) links;
    SL_VEC(uint32_t) notes; /* indices into sl_setter.notes */
    sl_str dest;            /* a destination at its top */
    sl_str running;         /* from here on the running head's section */
    sl_str page_of;         /* contents: the destination whose page is printed at its right end */
    uint32_t page_style;    /* contents: 1 + index of a role's style for the number */
    uint32_t figure_elem;   /* 1 + FIGURE element whose bbox it is */
    int32_t page_elem;      /* contents: the element of the number */
    bool keep_next;         /* what follows may not start a page */
};

enum { SL_BREAK_NEVER = 10000 };

typedef SL_VEC(sl_row) sl_rows;

typedef struct sl_note_rows {
    sl_rows rows;
    sl_u height;
} sl_note_rows;

/* A frame: drawn behind the rows that name it, on each page anew. */
typedef struct sl_frame {
    const sl_style *style;
    sl_u left, width;
} sl_frame;

/* A contents row that was painted: where its page number goes. */
typedef struct sl_contents_slot {
    sl_str dest;
    uint32_t page;
    sl_u x, y;
    uint32_t style;
    int32_t elem;
} sl_contents_slot;

typedef struct sl_setter {
    sl_arena *arena, *scratch;
    sl_diags *diags;
    const sl_layout *layout;
    sl_fonts *fonts;
    sl_words *words;
    const sl_book *book;
    const sl_picture *const *pictures;
    sl_pages *pages;
    SL_VEC(sl_note_rows) notes;
    SL_VEC(sl_frame) frames;
    SL_VEC(uint32_t) pending_notes; /* NOTE nodes seen in the paragraph under way */
    SL_VEC(sl_contents_slot) slots;
    SL_VEC(sl_str) running; /* by page: the section that its head names */
    sl_str lang;
    const sl_style *cell; /* inside a table's cell: how its text is set; else NULL */
    uint16_t box;         /* open frame */
    sl_u width;           /* of the text frame */
} sl_setter;

/* para: the inline children of node, with its style, under element elem. lead: text set before. */
void sl_para_build(sl_setter *s, sl_para *p, const sl_node *node, const sl_style *style,
                   int32_t elem, sl_str lead);
void sl_para_push_text(sl_setter *s, sl_para *p, sl_str text, uint16_t style, sl_span span);
uint16_t sl_para_push_style(sl_setter *s, sl_para *p, const sl_style *style, int32_t elem);

/* lines: breaks a paragraph of the given measure into rows at x = left. */
void sl_lines_break(sl_setter *s, sl_rows *rows, const sl_para *p, const sl_style *style, sl_u left,
                    sl_u measure);
/* Natural width on one line, and of the widest piece that is never divided. */
void sl_lines_measure(const sl_setter *s, const sl_para *p, sl_u *natural, sl_u *widest);

/* block: the block children of node. */
void sl_block_set_all(sl_setter *s, sl_rows *rows, const sl_node *node, uint32_t elem, sl_u left,
                      sl_u measure);
void sl_block_set(sl_setter *s, sl_rows *rows, const sl_node *node, uint32_t elem, sl_u left,
                  sl_u measure);
/* A paragraph with a role's style under a new element of tag. */
void sl_block_set_text(sl_setter *s, sl_rows *rows, const sl_node *node, const sl_style *style,
                       sl_tag tag, uint32_t parent, sl_u left, sl_u measure);
/* The notes called in what was just set below node: siblings after it in the structure. */
void sl_block_set_notes(sl_setter *s, const sl_node *node, uint32_t parent);
/* An empty row of a height. */
sl_row *sl_block_push_space(sl_setter *s, sl_rows *rows, sl_u height, int32_t penalty);

/* grid: a table. */
void sl_grid_set(sl_setter *s, sl_rows *rows, const sl_node *table, uint32_t elem, sl_u left,
                 sl_u measure);

/* flow: rows of one section onto new pages. */
void sl_flow_paginate(sl_setter *s, const sl_rows *rows, sl_str running);
/* Running heads and feet, when the number of pages is known. */
void sl_flow_paint_margins(sl_setter *s);

/* contents: the list's rows; numbers are printed by sl_contents_fill. */
void sl_contents_set(sl_setter *s, sl_rows *rows, uint32_t elem);
void sl_contents_fill(sl_setter *s);
/* Records that a contents row was painted on a page at y. */
void sl_contents_note_row(sl_setter *s, const sl_row *row, uint32_t page, sl_u x, sl_u y);

/* A one-line text as paints at (x, baseline); its width. */
sl_u sl_lines_push_label(sl_setter *s, sl_page *page, const sl_style *style, sl_str text, sl_u x,
                         sl_u y, int32_t elem);
sl_u sl_lines_measure_label(sl_setter *s, const sl_style *style, sl_str text);
sl_face *sl_setter_face(sl_setter *s, const sl_style *style, int weight, bool italic);
/* Height of the line of a style and its baseline within it. */
sl_u sl_setter_baseline(sl_setter *s, const sl_style *style);

#endif
