/* write.h: what the parts of the writing share. Private to word.
 *
 * Every byte of the strategy goes through sl_docx_push_text, which escapes it and leaves out what
 * no XML may hold. Lengths: twentieths of a point in the text, 12,700 to the point in pictures.
 * Arena: of the one writing.
 */
#ifndef SL_WORD_WRITE_H
#define SL_WORD_WRITE_H

#include "word/container.h"
#include "word/place.h"
#include "word/word.h"

/* What a reference can lead to. */
typedef struct sl_docx_anchor {
    const sl_node *node;
    sl_str name;   /* of its bookmark */
    sl_str number; /* "3.2", "Figure 4"; may be empty */
    sl_str title;
} sl_docx_anchor;

typedef struct sl_docx_rel {
    const char *type; /* behind the relationships' namespace */
    sl_str target;
    bool external;
} sl_docx_rel;

typedef SL_VEC(sl_docx_rel) sl_docx_rels;

enum { SL_DOCX_LEVELS = 9 };

/* A list as numbering.xml has it. */
typedef struct sl_docx_list {
    enum { SL_DOCX_BULLETS, SL_DOCX_ENTRIES, SL_DOCX_HEADINGS, SL_DOCX_PARAGRAPHS } kind;
    sl_str mark;    /* of entries: "(a)"; of headings: what stands before the number */
    bool letters;   /* of headings: the first level counts in letters */
    uint32_t level; /* of entries: how deep it is */
    uint32_t start[SL_DOCX_LEVELS], count[SL_DOCX_LEVELS];
} sl_docx_list;

/* The files of a picture. */
typedef struct sl_docx_media {
    uint32_t number;
    bool has_pixels;
} sl_docx_media;

/* How words are set. */
typedef struct sl_docx_words {
    const char *style; /* of characters; NULL: none */
    bool bold, italic, code, struck;
    char place; /* 'b' below, 'p' above the line */
    sl_str lang;
    uint32_t color; /* or SL_COLOR_NONE */
} sl_docx_words;

typedef struct sl_docx {
    sl_buf *out; /* of the part that is written */
    sl_str lang; /* of the section under way, where that is not the document's */
    sl_docx_rels *rels;
    sl_arena *arena;
    const sl_book *book;
    const sl_layout *layout;
    const sl_picture *const *pictures;
    const sl_word_options *options;
    const sl_word_redline *redline; /* NULL: there is no older text */
    const sl_pages *pages;
    sl_part_files files;
    sl_docx_rels body_rels, note_rels;
    sl_buf notes;
    sl_map anchors;        /* by id: sl_docx_anchor */
    sl_map names;          /* bookmarks' names that are taken */
    sl_map places;         /* by node's address: sl_word_place */
    sl_map page_of;        /* by anchor: sl_str, the label of its page */
    sl_map sequences;      /* by the name of a sequence of captions: uint32_t, the last number */
    sl_map media;          /* by figure: sl_docx_media */
    sl_map pictures_known; /* by what a picture is: the same */
    SL_VEC(sl_docx_list) lists;
    size_t first_list;      /* those before it are of the older text */
    SL_VEC(sl_str) pending; /* bookmarks that the next paragraph begins */
    SL_VEC(uint32_t) open;  /* bookmarks that this paragraph ends */
    SL_VEC(const sl_node *) inner_notes;
    uint32_t bookmarks, drawings, note_count, section_count, picture_count;
    const sl_style *box;    /* of the frame around it; NULL: none */
    const char *text_style; /* of paragraphs without a role; NULL: Body Text */
    int indent;             /* of what stands in lists and frames */
    int cell_room;          /* of a cell that holds a frame; 0: none does */
    unsigned list_depth;
    bool in_cell, in_note, page_break, turned;
    /* Blocks hold blocks: a kind of block hands what it holds to this and knows no other kind. */
    void (*push_block)(struct sl_docx *w, const sl_node *n);
    void (*push_note)(struct sl_docx *w, const sl_node *n);
} sl_docx;

/* --- write.c --- */
void sl_docx_push(sl_docx *w, const char *z);
void sl_docx_push_text(sl_docx *w, sl_str s);
void sl_docx_push_xml(sl_buf *out, sl_str s);
#define sl_docx_format(w, ...) sl_buf_push_format((w)->out, __VA_ARGS__)
int sl_docx_twips(sl_u v);
/* "rId3" of the part that is written. */
sl_str sl_docx_relate(sl_docx *w, const char *type, sl_str target, bool external);
/* Finds what references lead to, and gives each its name. */
void sl_docx_name_anchors(sl_docx *w);
const sl_docx_anchor *sl_docx_lookup(const sl_docx *w, sl_str id);
/* The bookmark of the block goes to the next paragraph. */
void sl_docx_mark(sl_docx *w, sl_str id);
void sl_docx_begin_bookmark(sl_docx *w, sl_str name);
void sl_docx_end_bookmark(sl_docx *w);
/* "SummaryBox" of the role "summary-box": the styles' names. */
sl_str sl_docx_style_id(sl_arena *a, sl_str role);

/* How a paragraph stands. */
typedef struct sl_docx_para {
    const char *style;
    int list, level;   /* 1 + index of the list, 0: none */
    int left, hanging; /* twips; left beside the indent of what is around it */
    const char *align; /* NULL: the style's */
    int decimal;       /* where the point of a figure stands; 0: no matter */
    bool keep, alone;  /* with the next; without the frame around it */
    bool late;         /* its place begins behind a number: sl_docx_begin_place */
} sl_docx_para;

void sl_docx_begin_paragraph(sl_docx *w, const sl_docx_para *p, const sl_node *node);
/* The bookmark of its place in the source: from here on it is what the source says. */
void sl_docx_begin_place(sl_docx *w, const sl_node *node);
void sl_docx_end_paragraph(sl_docx *w);

/* --- inline.c --- */
void sl_docx_push_run(sl_docx *w, const sl_docx_words *how, sl_str text);
void sl_docx_push_inlines(sl_docx *w, const sl_node *node, sl_docx_words how);
/* A field with its result. */
void sl_docx_push_field(sl_docx *w, const sl_docx_words *how, sl_str instruction, sl_str result);

/* --- numbers.c --- */
/* 1 + index of the list that numbers a heading so, with its level; 0: none can. */
int sl_docx_number_heading(sl_docx *w, sl_str number, int *level);
int sl_docx_number_paragraph(sl_docx *w, sl_str number);
int sl_docx_number_list(sl_docx *w, const sl_node *list, unsigned depth);
void sl_docx_emit_numbering(sl_docx *w, sl_buf *out);

/* --- block.c --- */
void sl_docx_push_block(sl_docx *w, const sl_node *n);
void sl_docx_push_blocks(sl_docx *w, const sl_node *node);
/* A paragraph of the style with the inlines below node. */
void sl_docx_push_paragraph(sl_docx *w, const sl_docx_para *p, const sl_node *node);
void sl_docx_push_contents(sl_docx *w);
void sl_docx_push_caption(sl_docx *w, const sl_node *caption, sl_str id);
/* Sheets turned to what is wide, and back. */
void sl_docx_turn(sl_docx *w, bool turned);
void sl_docx_push_section(sl_docx *w, bool turned);

/* --- table.c --- */
void sl_docx_push_table(sl_docx *w, const sl_node *n);
/* Before a table that begins a page, which it cannot do itself. */
void sl_docx_open_page(sl_docx *w);

/* --- beside.c --- */
void sl_docx_push_beside(sl_docx *w, const sl_node *n);

/* --- figure.c, picture.c --- */
void sl_docx_push_figure(sl_docx *w, const sl_node *n);
/* The picture of a FIGURE or IMAGE within a run. */
void sl_docx_push_picture(sl_docx *w, const sl_node *n, sl_u room);

/* --- style.c --- */
void sl_docx_emit_styles(sl_docx *w, sl_buf *out);

/* --- parts.c --- */
void sl_docx_add_parts(sl_docx *w);
/* Without its notes: they are added last. */
void sl_docx_add(sl_docx *w, const char *name, sl_str bytes, bool stored);

#define SL_DOCX_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define SL_DOCX_SPACES                                                                             \
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""                    \
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""             \
    " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\""         \
    " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""                           \
    " xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\""

#endif
