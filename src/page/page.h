/* page.h: the display list: where layout and output meet.
 *
 * Typesetting makes an sl_pages; src/pdf and src/raster paint it and know nothing of documents.
 * Every painted thing carries the structure element that it belongs to, or the kind of artifact
 * that it is. Origin: top left of the page, y down, lengths in sl_u; baselines for text.
 * Elements: blocks are children of their parent in the order of their making (reading order,
 * wherever they are painted); inline elements take their place among the parent's marks when
 * they are first painted. Arena: pages.
 */
#ifndef SL_PAGE_PAGE_H
#define SL_PAGE_PAGE_H

#include "style/length.h"
#include "text/word.h"

/* --- structure (ISO 32000-1, 14.8) --- */

typedef enum sl_tag {
    SL_TAG_DOCUMENT,
    SL_TAG_SECT,
    SL_TAG_DIV,
    SL_TAG_H1,
    SL_TAG_H2,
    SL_TAG_H3,
    SL_TAG_H4,
    SL_TAG_H5,
    SL_TAG_H6,
    SL_TAG_P,
    SL_TAG_L,
    SL_TAG_LI,
    SL_TAG_LBL,
    SL_TAG_LBODY,
    SL_TAG_TABLE,
    SL_TAG_CAPTION,
    SL_TAG_THEAD,
    SL_TAG_TBODY,
    SL_TAG_TR,
    SL_TAG_TH,
    SL_TAG_TD,
    SL_TAG_FIGURE,
    SL_TAG_BLOCKQUOTE,
    SL_TAG_NOTE,
    SL_TAG_REFERENCE,
    SL_TAG_TOC,
    SL_TAG_TOCI,
    SL_TAG_LINK,
    SL_TAG_CODE,
    SL_TAG_SPAN,
    SL_TAG__COUNT
} sl_tag;

typedef enum sl_scope { SL_SCOPE_NONE, SL_SCOPE_COLUMN, SL_SCOPE_ROW } sl_scope;

/* A line of the text's own: what was put in, and what was left out. */
typedef enum sl_decoration { SL_DECORATION_NONE, SL_UNDERLINE, SL_LINE_THROUGH } sl_decoration;

/* How the entries of a list are marked (ISO 32000-1, table 347). */
typedef enum sl_numbering {
    SL_NUMBERING_DISC,
    SL_NUMBERING_NONE,
    SL_NUMBERING_DECIMAL,
    SL_NUMBERING_LOWER_ALPHA,
    SL_NUMBERING_UPPER_ALPHA,
    SL_NUMBERING_LOWER_ROMAN,
    SL_NUMBERING_UPPER_ROMAN,
    SL_NUMBERING__COUNT
} sl_numbering;

typedef struct sl_elem {
    uint8_t tag;            /* sl_tag */
    bool is_inline;         /* attached to its parent at its first mark */
    uint8_t scope;          /* TH: sl_scope */
    uint8_t decoration;     /* SPAN: sl_decoration */
    uint8_t numbering;      /* L: sl_numbering */
    uint16_t columns, rows; /* TH, TD: spans, 0 = 1 */
    uint32_t parent;        /* index; the root has 0 and is its own parent */
    sl_str data;            /* TABLE, FIGURE: path of the dataset that it shows; empty = none */
    sl_str id;              /* NOTE: unique; others: of the item */
    sl_str title, alt, lang, expansion;
    sl_u bbox[4]; /* FIGURE: x0 y0 x1 y1 on its page */
} sl_elem;

/* Values of a paint's elem that are no element. */
enum {
    SL_ARTIFACT_LAYOUT = -1, /* rules, frames, repeated table heads */
    SL_ARTIFACT_HEADER = -2, /* running head */
    SL_ARTIFACT_FOOTER = -3, /* running foot */
    SL_ARTIFACT_BACKGROUND = -4
};

/* --- painted things --- */

typedef uint32_t sl_rgb; /* 0xRRGGBB */

typedef struct sl_placed {
    const sl_word *word;
    sl_u x;     /* from the run's x */
    bool space; /* a space glyph is written after it, up to the next word or the line's end */
} sl_placed;

/* Words of one face, size and colour on one baseline. */
typedef struct sl_run {
    sl_face *face;
    sl_u x, y; /* of the baseline's start */
    sl_u size;
    sl_rgb color;
    uint16_t stretch;  /* horizontal scale in 1/10000: 10000 = natural */
    uint16_t tracking; /* behind each glyph, in 1/1000 of the size: 0 = none */
    uint16_t n;
    sl_placed *words;
    sl_u end; /* x after the last word's space, from x: where the last space is stretched to */
} sl_run;

typedef enum sl_path_op { SL_PATH_MOVE, SL_PATH_LINE, SL_PATH_CURVE, SL_PATH_CLOSE } sl_path_op;

typedef struct sl_path {
    const uint8_t *ops; /* sl_path_op */
    const sl_u *coords; /* x y pairs: 1 for MOVE and LINE, 3 for CURVE, 0 for CLOSE */
    uint32_t op_count, coord_count;
    sl_rgb fill, stroke;
    bool filled, stroked;
    uint8_t tint; /* percent of the accent colour on the ground that fill is; 0 = fill alone */
    sl_u width;   /* of the stroke */
    sl_u dash[2]; /* on, off; 0 = solid */
    uint8_t cap;  /* 0 butt, 1 round */
} sl_path;

typedef struct sl_image sl_image; /* decoded or to be passed through: page/image.h */

typedef struct sl_picture_place {
    const sl_image *image;
    sl_u x, y, width, height;
} sl_picture_place;

typedef enum sl_paint_kind {
    SL_PAINT_RUN,
    SL_PAINT_RECT,
    SL_PAINT_PATH,
    SL_PAINT_IMAGE
} sl_paint_kind;

typedef struct sl_rect {
    sl_u x, y, width, height;
    sl_rgb color;
} sl_rect;

typedef struct sl_paint {
    uint8_t kind; /* sl_paint_kind */
    int32_t elem; /* element index, or SL_ARTIFACT_… */
    union {
        sl_run run;
        sl_rect rect;
        const sl_path *path;
        sl_picture_place image;
    } u;
} sl_paint;

typedef struct sl_link {
    sl_u x, y, width, height; /* y: top */
    uint32_t elem;            /* its LINK element */
    sl_str target;            /* "#id" or a URI */
    sl_str contents;          /* what it leads to, for who cannot see it */
} sl_link;

typedef struct sl_page {
    sl_u width, height;
    sl_str label; /* as printed */
    SL_VEC(sl_paint) paints;
    SL_VEC(sl_link) links;
} sl_page;

typedef struct sl_dest {
    sl_str name;
    uint32_t page;
    sl_u x, y;
} sl_dest;

typedef struct sl_outline {
    uint8_t level; /* 1 … */
    sl_str title;
    sl_str dest; /* name of a destination */
} sl_outline;

typedef struct sl_pages {
    sl_arena *arena;
    SL_VEC(sl_page) pages;
    SL_VEC(sl_elem) elems; /* elems.at[0] is the Document */
    SL_VEC(sl_dest) dests;
    SL_VEC(sl_outline) outline;
} sl_pages;

void sl_pages_init(sl_pages *p, sl_arena *a);
/* Index of the new element. */
uint32_t sl_pages_add_elem(sl_pages *p, sl_tag tag, uint32_t parent, bool is_inline);
const char *sl_tag_name(sl_tag tag);

/* --- pictures: charts and diagrams, made by src/draw, set by typesetting, drawn as SVG by html ---
 */

typedef enum sl_anchor { SL_ANCHOR_START, SL_ANCHOR_MIDDLE, SL_ANCHOR_END } sl_anchor;

typedef struct sl_label {
    sl_str text;
    sl_u x, y; /* of the baseline at the anchor */
    sl_u size;
    uint8_t anchor; /* sl_anchor */
    bool bold;
    sl_rgb color;
    sl_run run; /* the same, shaped: run.x is where it starts */
} sl_label;

typedef enum sl_mark_kind { SL_MARK_RECT, SL_MARK_PATH, SL_MARK_LABEL, SL_MARK_LINK } sl_mark_kind;

typedef struct sl_mark {
    uint8_t kind;  /* sl_mark_kind */
    bool repeated; /* said before, on another page */
    union {
        sl_rect rect;
        sl_path path;
        sl_label label;
        sl_link link; /* elem unused */
    } u;
} sl_mark;

typedef struct sl_picture {
    sl_u width, height;
    SL_VEC(sl_mark) marks;
    sl_rgb accent;         /* of a drawing: the colour that the page's own stands for */
    const sl_image *image; /* instead of marks: a raster or SVG image */
    /* Where it may be divided: the end of what each part has at its top (axis, unit), then the end
     * of each row. Empty: nowhere. */
    SL_VEC(sl_u) cuts;
    struct sl_folder *keeper; /* that keeps it from one reading to the next; NULL: none */
} sl_picture;

/* The same in the size mul/div; its marks are the pages' own: arena lives as long as they. */
sl_picture *sl_picture_scale(sl_arena *a, const sl_picture *p, sl_u mul, sl_u div);
/* The rows from, from + 1 … to - 1 (row i ends at cuts[i + 1]) under the picture's head. */
sl_picture *sl_picture_part(sl_arena *a, const sl_picture *p, size_t from, size_t to);

#endif
