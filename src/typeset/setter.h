/* setter.h: what the parts of typesetting share. Private to typeset.
 *
 * Three arenas: `arena` holds what the pages keep, `work` the rows of the section under way
 * (emptied when it is on its pages), `scratch` a paragraph (used by mark and reset). Lengths in a
 * row are relative to its top and to the left edge of the text frame.
 */
#ifndef SL_TYPESET_SETTER_H
#define SL_TYPESET_SETTER_H

#include "base/map.h"
#include "base/print.h"
#include "typeset/typeset.h"

/* --- paragraphs --- */

/* How a stretch of text in a paragraph is set. */
typedef struct sl_span_style {
    sl_face *face;
    sl_u size, raise, space; /* space: the natural width of a word space */
    sl_rgb color;
    int32_t elem;
    uint8_t decoration;      /* sl_decoration */
    sl_str target, contents; /* of a link */
} sl_span_style;

/* A word in its place in a paragraph. */
typedef struct sl_piece {
    const sl_word *word;
    sl_u width;
    sl_u gap;                  /* wanted before it, beside the space */
    const sl_picture *picture; /* in the word's place, as wide as the piece; NULL: none */
    sl_u height;               /* of the picture */
    uint32_t figure;           /* its element */
    uint32_t note;             /* 1 + index of the note that is called here */
    uint16_t style;            /* index of its sl_span_style */
    uint16_t space_style;      /* of the text in which the space before it stands */
    uint8_t level;             /* of embedding: odd runs from the right (UAX #9) */
    bool space_before;
    bool tied;         /* the space before it is no break */
    bool soft;         /* a soft hyphen before it: a line may end there with a hyphen */
    bool break_before; /* a forced line break */
    sl_span span;
} sl_piece;

typedef struct sl_para {
    SL_VEC(sl_piece) pieces;
    SL_VEC(sl_span_style) styles;
    bool complex;    /* some text is outside the plain set: levels are wanted */
    bool mixed;      /* some piece runs from the right */
    bool from_right; /* the paragraph's own direction */
} sl_para;

/* --- rows: what a page break cannot divide --- */

typedef struct sl_ink {
    struct sl_ink *next;
    sl_paint paint;
} sl_ink;

typedef struct sl_spot {
    struct sl_spot *next;
    sl_link link;
} sl_spot;

typedef struct sl_call {
    struct sl_call *next;
    uint32_t note; /* index into sl_setter.notes */
} sl_call;

typedef struct sl_anchor_name {
    struct sl_anchor_name *next;
    sl_str name;
    sl_u x, y;
} sl_anchor_name;

typedef struct sl_figure_place {
    struct sl_figure_place *next;
    uint32_t elem;
    sl_u x, y, width, height;
} sl_figure_place;

typedef struct sl_rows sl_rows;

/* What few rows have. */
typedef struct sl_row_more {
    sl_spot *spots, **spots_end;
    sl_call *calls, **calls_end;
    sl_anchor_name *names;
    sl_figure_place *figures;
    struct sl_hung *hung;   /* what stands beside it in the rail */
    const sl_rows *wide;    /* rows for landscape pages after the one where this row is */
    const sl_node *section; /* the chapter or item that begins here: running heads name it */
    sl_str page_of;         /* contents: the destination whose page is printed at the right end */
    const sl_style *page_style;
} sl_row_more;

typedef struct sl_row {
    sl_u height;
    sl_u before, after; /* between two rows the larger counts; dropped at a page's edges */
    int32_t penalty;    /* for a page break before it: SL_BREAK_NEVER forbids */
    uint16_t box;       /* 1 + index of the innermost frame around it */
    uint16_t repeat;    /* 1 + index of what is repeated above it when it starts a page */
    bool keep_next;     /* what follows may not start a page */
    bool floats;        /* may stand at the top of a later page instead */
    bool hyphen;        /* its last word is divided */
    bool across;        /* takes the width of text and rail */
    bool card;          /* begins what no break should divide */
    bool sinks;         /* to the foot of a card that has a page to itself */
    sl_ink *ink, *ink_end;
    sl_row_more *more; /* or NULL */
} sl_row;

/* A row of the rail, hung on a row of the text: `offset` below that one's top; or `gap` below what
 * is above it in the rail, where that stands on the same page (a figure between their rows moves
 * the text, not the rail). gap < 0: its place is beside its row. */
typedef struct sl_hung {
    struct sl_hung *next;
    sl_row row;
    sl_u offset, gap;
} sl_hung;

/* From the end of the text to the base line of what stands at a page's foot. */
#define SL_FOOT_DROP SL_PT(32)

enum { SL_BREAK_NEVER = 10000, SL_BREAK_FORCED = -10000 };

struct sl_rows {
    SL_VEC(sl_row) rows;
};

typedef struct sl_note_rows {
    sl_rows rows;
    sl_rows beside; /* the same in the rail; none: it stands at the foot */
} sl_note_rows;

/* A frame: drawn behind the rows that name it, on each page anew. */
typedef struct sl_frame {
    const sl_style *style;
    sl_u left, width;
    uint16_t outer; /* 1 + index of the frame around it */
} sl_frame;

/* A table's head as it is repeated: artifacts. */
typedef struct sl_repeat {
    sl_rows rows;
    sl_u height;
} sl_repeat;

/* A contents row that was painted: where its page number goes. */
typedef struct sl_contents_slot {
    sl_str dest;
    uint32_t page, paint; /* index of the empty run that holds its place */
    sl_u right;           /* where it ends */
    const sl_style *style;
} sl_contents_slot;

typedef struct sl_setter {
    sl_arena *arena, *work, *scratch;
    sl_diags *diags;
    const sl_layout *layout;
    sl_fonts *fonts;
    sl_words *words;
    const sl_book *book;
    const sl_picture *const *pictures;
    sl_pages *pages;
    struct sl_breaking *breaking;          /* of lines: kept for its arrays */
    SL_VEC(sl_note_rows) notes;            /* in work */
    SL_VEC(sl_frame) frames;               /* in work */
    SL_VEC(sl_repeat) repeats;             /* in work */
    SL_VEC(const sl_node *) pending_notes; /* called since the last sl_note_set_pending, in work */
    SL_VEC(sl_contents_slot) slots;
    SL_VEC(sl_str) running;    /* by page: the section that its head names */
    SL_VEC(uint32_t) chapters; /* by page: the number of the chapter that its head is of; 0: none */
    uint32_t chapter_count;
    const sl_node *section; /* on the pages so far: the last that began */
    sl_str lang;
    const sl_style *body; /* of paragraphs without a role of their own */
    uint16_t box;         /* 1 + index of the open frame */
    uint8_t list_depth;
    bool measuring;            /* widths only: no elements, notes or findings */
    bool trial;                /* what is set is looked at and may be set again in smaller type */
    bool in_cell;              /* in a table's cell: nothing floats or turns there */
    bool first_text;           /* the next paragraph follows a heading: it is not indented */
    sl_u width;                /* of the text frame */
    sl_u column;               /* where text ends that has a rail beside it; 0: it has none */
    const sl_map *page_labels; /* by destination, as far as they are known; NULL: not yet */
    int figure_scale;          /* of large figures beside each other, in per cent; 0: as they are */
    sl_u measure;              /* of the paragraph under way: what pictures in it may take */
} sl_setter;

/* --- para: words of inline nodes, in scratch --- */

/* The inline children of node under element elem. number: set before, with a gap. Pictures among
 * them are no wider than s->measure. */
void sl_para_build(sl_setter *s, sl_para *p, const sl_node *node, const sl_style *style,
                   int32_t elem, sl_str number);
void sl_para_push_text(sl_setter *s, sl_para *p, sl_str text, uint16_t style, sl_span span);

/* A line of code: its spaces are all there, and a tab leads to the next column of SL_TAB. */
enum { SL_TAB = 4 };
void sl_para_push_code(sl_setter *s, sl_para *p, sl_str line, uint16_t style, sl_span span);

/* The width of the space before a piece, as the text has it that the space stands in: before code
 * among words it is no space of code. */
static inline sl_u sl_piece_space(const sl_para *p, const sl_piece *piece)
{
    return p->styles.at[piece->space_style].space;
}
uint16_t sl_para_push_style(sl_setter *s, sl_para *p, const sl_style *style, int32_t elem);
/* Natural width on one line, and of the widest part that is never divided. */
void sl_para_measure(const sl_para *p, sl_u *natural, sl_u *widest);
/* The same of the inline children of a node, of which nothing stays. */
void sl_para_measure_node(sl_setter *s, const sl_node *node, const sl_style *style, sl_u *natural,
                          sl_u *widest);
sl_face *sl_para_face(sl_setter *s, const sl_style *style, int weight, bool italic);

/* --- lines: paragraphs as rows --- */

/* indent: of the first line. */
void sl_lines_break(sl_setter *s, sl_rows *rows, const sl_para *p, const sl_style *style,
                    sl_u indent, sl_u left, sl_u measure);
/* The baseline within a line of the style. */
sl_u sl_lines_baseline(sl_setter *s, const sl_style *style);

/* --- label: texts on one line --- */

sl_u sl_label_measure(sl_setter *s, const sl_style *style, sl_str text);
/* The run of a text at (x, baseline) in the colour of its style. */
sl_paint sl_label_set(sl_setter *s, const sl_style *style, sl_str text, sl_u x, sl_u y,
                      int32_t elem);

/* --- row: making and moving rows --- */

sl_row *sl_row_push(sl_setter *s, sl_rows *rows, sl_u height);
sl_row_more *sl_row_more_of(sl_setter *s, sl_row *row);
void sl_row_append(sl_setter *s, sl_row *row, sl_paint paint);
void sl_row_prepend(sl_setter *s, sl_row *row, sl_paint paint);
void sl_row_add_link(sl_setter *s, sl_row *row, sl_link link);
void sl_row_add_call(sl_setter *s, sl_row *row, uint32_t note);
void sl_row_add_name(sl_setter *s, sl_row *row, sl_str name);
/* Moves all that is on `from` to `row`, down by y. */
void sl_row_absorb(sl_setter *s, sl_row *row, sl_row *from, sl_u y);
/* Moves rows from `done` on that fit into `room` below y = pad to the row, at least one; where they
 * end. */
sl_u sl_row_take(sl_setter *s, sl_row *row, sl_rows *from, size_t *done, sl_u pad, sl_u room);
/* Makes one row of the rows from first on; they then break no more. */
void sl_row_unite(sl_setter *s, sl_rows *rows, size_t first);
/* The space between rows a and b, in this order. */
static inline sl_u sl_row_gap(const sl_row *a, const sl_row *b)
{
    return a->after > b->before ? a->after : b->before;
}
void sl_row_move_paint(sl_setter *s, sl_paint *paint, sl_u x, sl_u y);
/* Empties `work` down to a mark, with all that its rows name: of a section that is on its pages, or
 * of a trial. */
void sl_row_forget(sl_setter *s, sl_arena_mark mark);
sl_u sl_row_sum_heights(const sl_rows *rows);

/* --- block, list, box, figure, note, grid: nodes as rows --- */

const sl_style *sl_block_role(sl_setter *s, sl_str name, const char *otherwise);
void sl_block_set_all(sl_setter *s, sl_rows *rows, const sl_node *node, uint32_t elem, sl_u left,
                      sl_u measure);
void sl_block_set(sl_setter *s, sl_rows *rows, const sl_node *node, uint32_t elem, sl_u left,
                  sl_u measure);
/* A paragraph as lines, with the space around it. */
void sl_block_break(sl_setter *s, sl_rows *rows, const sl_para *p, const sl_style *style, sl_u left,
                    sl_u measure);
/* The inline children of node, with its space before and after. */
void sl_block_set_inlines(sl_setter *s, sl_rows *rows, const sl_node *node, const sl_style *style,
                          uint32_t elem, sl_str number, sl_u left, sl_u measure);
/* The same under a new element of tag, with its notes after it. */
uint32_t sl_block_set_text(sl_setter *s, sl_rows *rows, const sl_node *node, const sl_style *style,
                           sl_tag tag, uint32_t parent, sl_u left, sl_u measure);
void sl_list_set(sl_setter *s, sl_rows *rows, const sl_node *node, uint32_t parent, sl_u left,
                 sl_u measure);
void sl_box_set(sl_setter *s, sl_rows *rows, const sl_node *node, uint32_t parent, sl_u left,
                sl_u measure);
/* Frames beside each other, on one page as far as that has room. */
void sl_beside_set(sl_setter *s, sl_rows *rows, const sl_node *node, uint32_t parent, sl_u left,
                   sl_u measure);
void sl_figure_set(sl_setter *s, sl_rows *rows, const sl_node *node, uint32_t parent, sl_u left,
                   sl_u measure);
/* The notes called since the last call of this: siblings of what called them, below parent. */
void sl_note_set_pending(sl_setter *s, uint32_t parent);
/* A table: cell sets the cells (grid_cell), grid shares the width and makes rows. */
void sl_grid_set(sl_setter *s, sl_rows *rows, const sl_node *table, uint32_t parent, sl_u left,
                 sl_u measure);
/* rail: what stands beside the text. Where the text ends in a frame of that measure; 0: no rail. */
sl_u sl_rail_column(const sl_layout *layout, sl_u measure);
/* A section, or the frame of an item: what has text and rail inside it. */
bool sl_rail_is_ground(const sl_node *node);
/* Whether a block takes text and rail, where the text's measure is `measure`. */
bool sl_rail_spans(sl_setter *s, const sl_node *node, sl_u measure);
/* Whether what it stands in has something in the rail. */
bool sl_rail_stands_beside(const sl_node *node);
/* Whether some child of the node goes into the rail; sl_rail_set_all then sets all of them. */
bool sl_rail_begins(const sl_setter *s, const sl_node *node);
void sl_rail_set_all(sl_setter *s, sl_rows *rows, const sl_node *node, uint32_t elem, sl_u left,
                     sl_u measure);
/* Whether a table is labels with a line of text each. */
bool sl_card_has_lines(const sl_node *table);
/* A row of such a table as pieces of a paragraph, `apart` points behind what is there already: a TR
 * below body. */
void sl_card_push_pair(sl_setter *s, sl_para *p, const sl_node *row, uint32_t body,
                       const sl_style *label, const sl_style *style, sl_u apart);
/* card: the facts, links or chain of an item; false: none of them, or they have no room so. */
bool sl_card_set(sl_setter *s, sl_rows *rows, const sl_node *table, uint32_t parent, sl_u left,
                 sl_u measure);
/* Holds the rows from first on together on one page, where that has room for them. */
void sl_card_hold(sl_setter *s, sl_rows *rows, size_t first);
/* Whether each cell of a table has its text on one line. */
bool sl_grid_fits(sl_setter *s, const sl_node *table, sl_u measure);
/* Rows set for the width of a landscape page follow the page of the last row. */
/* Whether a wide table or figure is set on a landscape page. */
bool sl_block_turns(const sl_layout *layout, const sl_node *node);
void sl_block_attach_wide(sl_setter *s, sl_rows *rows, const sl_rows *wide);

/* --- flow and sheet: rows onto pages --- */

/* What pages of rows look like. */
typedef struct sl_form {
    bool landscape;
    sl_u top;    /* of the frame on the first page, beyond the layout's own */
    sl_u height; /* of the text frame */
    unsigned columns;
} sl_form;

/* Where a page of rows begins and ends, and what stands on it. */
typedef struct sl_sheet {
    uint32_t begin, end;           /* rows */
    uint32_t floats;               /* index in sl_flow.floats of the first pending one … */
    uint32_t top;                  /* … of so many that are set at the top */
    uint32_t deferred;             /* the last so many floats in [begin, end) are left out */
    uint32_t note_begin, note_end; /* lines in sl_flow.note_lines */
} sl_sheet;

typedef SL_VEC(sl_sheet) sl_sheets;

typedef struct sl_note_line {
    sl_row *row;
    sl_u before; /* dropped at the top of the notes */
    bool first;  /* of its note */
} sl_note_line;

typedef struct sl_flow {
    sl_setter *s;
    const sl_row *rows;
    uint32_t n;
    sl_form form;
    SL_VEC(uint32_t) floats; /* rows that float, in order */
    uint32_t *floats_before; /* by row: how many of them stand before it */
    uint32_t *fixed_before;  /* by row: how many rows with a figure that keeps its place */
    SL_VEC(sl_note_line) note_lines;
    uint32_t *calls_before; /* by row: note lines called before it */
    int64_t *note_sums;     /* by note line: heights of those before it */
    sl_u note_gap;
} sl_flow;

/* --- paged: the sheets of an earlier reading --- */

/* key: for sl_paged_remember, when there are none yet. Both do nothing where no reading follows.
 * Sheets of rows that were changed on the way are not to be remembered. */
bool sl_paged_recall(sl_flow *f, uint32_t first_page, sl_print *key, sl_sheets *all);
void sl_paged_remember(const sl_flow *f, const sl_print *key, const sl_sheets *all);

/* Whether a row of a sheet is a float that a later one shows. */
bool sl_flow_is_deferred(const sl_flow *f, const sl_sheet *sheet, uint32_t row);

/* A row of the rail, and where it stands. */
typedef struct sl_aside {
    const sl_row *row;
    sl_u y;
} sl_aside;

typedef SL_VEC(sl_aside) sl_asides;

/* What stands in the rail of a sheet whose rows stand at y (by row, from the first), in scratch;
 * true: its notes are among that, and none stands at its foot. */
bool sl_aside_place(const sl_flow *f, const sl_sheet *sheet, const sl_u *y, sl_u top,
                    sl_asides *out);

/* Rows onto new pages; running: what their heads say. */
void sl_sheet_paginate(sl_setter *s, sl_rows *rows, sl_form form, sl_str running);
/* How many sheets (columns of pages) the rows need. */
size_t sl_flow_count_sheets(sl_setter *s, sl_rows *rows, sl_form form);
sl_form sl_flow_form(const sl_setter *s, bool landscape);
/* The frame of a form's column. */
sl_u sl_flow_measure(const sl_setter *s, bool landscape);
/* Whether a break before row j divides a table. */
bool sl_flow_goes_on(const sl_flow *f, uint32_t j);
/* Whether in rows [i, j) a figure that keeps its place comes before floats in front of it that
 * wait: `left` in all, `deferred` of them of these rows. */
bool sl_flow_overtakes(const sl_flow *f, uint32_t i, uint32_t j, unsigned deferred, unsigned left);
/* Space taken at the top of a page that starts at row i: what is repeated, and frames' pads. */
sl_u sl_flow_top(const sl_flow *f, uint32_t i);
/* Pads of the frames that a break before row i divides. */
sl_u sl_flow_frame_pad(const sl_setter *s, const sl_row *rows, uint32_t i);
uint16_t sl_flow_shared_box(const sl_setter *s, const sl_row *rows, uint32_t i);
/* Where the sheets of a section begin and end, in order; in the scratch arena. */
const sl_sheet *sl_flow_find_sheets(sl_flow *f, size_t *n);

/* Rows at the top of a page that was made with room for them. */
void sl_sheet_paint_band(sl_setter *s, uint32_t page, const sl_rows *rows);

/* summary: the strategy on one page. */
void sl_summary_set(sl_setter *s);
/* A section on a page of its own, in type as small as that takes. */
void sl_plan_set(sl_setter *s, const sl_node *section);

/* margin: running heads and feet, when the number of pages is known. */
void sl_margin_paint(sl_setter *s);

/* --- contents: the list's rows; sl_contents_fill prints the numbers --- */

void sl_contents_set(sl_setter *s, sl_rows *rows, uint32_t elem);
void sl_contents_fill(sl_setter *s);

#endif
