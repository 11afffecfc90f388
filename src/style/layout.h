/* layout.h: a layout: pages, colours, families and what each role looks like.
 *
 * Layouts are YAML without expressions (layouts/NAME.yaml, single `extends`); props.def lists
 * what a role may say. Both outputs read the same values. Arena: run.
 */
#ifndef SL_STYLE_LAYOUT_H
#define SL_STYLE_LAYOUT_H

#include "data/yaml.h"
#include "style/length.h"

typedef enum sl_set_align { SL_SET_LEFT, SL_SET_CENTER, SL_SET_RIGHT, SL_SET_JUSTIFY } sl_set_align;

#define SL_COLOR_NONE UINT32_MAX

/* How a role is set. */
typedef struct sl_style {
    sl_str name;
    sl_str family;
    sl_u size, leading, before, after, left, right, rule_width, bar_width, pad;
    sl_u indent; /* of a paragraph's first line, after another paragraph */
    int32_t weight;
    uint32_t color, ground, rule, bar;        /* 0xRRGGBB or SL_COLOR_NONE */
    uint8_t align;                            /* sl_set_align */
    bool italic, hyphenate, keep, small_caps; /* small_caps: abbreviations are set in them */
} sl_style;

typedef struct sl_color {
    sl_str name;
    uint32_t light, dark;
} sl_color;

/* A token and the family that it stands for. */
typedef struct sl_layout_family {
    sl_str token, family;
    sl_span span;
} sl_layout_family;

/* A face for characters that the bundled ones lack. */
typedef struct sl_layout_face {
    sl_str file; /* in the folder of fonts */
    sl_span span;
} sl_layout_face;

/* A picture of the strategy's own layouts, below its folder; path empty: none. */
typedef struct sl_layout_picture {
    sl_str path, alt;
    sl_span span;
} sl_layout_picture;

typedef struct sl_layout {
    sl_str name;
    bool is_kept; /* at this address, the same for all readings of its folder (base/folder.h) */
    sl_u page_width, page_height, top, bottom, inner, outer;
    bool two_sided;
    bool contents;          /* a list of what it holds */
    bool cover;             /* a page of its own for title, status and notice */
    bool chapter_pages;     /* chapters start on a new page */
    bool front_sheet;       /* decisions, what is new and what is missing stand first */
    bool paragraph_numbers; /* of the body's paragraphs, in the margin */
    bool codes;             /* IDs, and what tells one draft from another, are printed */
    bool rail_notes;        /* notes stand in the rail, beside their calls, where that has room */
    bool item_graphs;       /* what is asked shows what it rests on as a drawing */
    bool page_references;   /* what stands in the strategy alone is named with its page there */
    bool summary;           /* one page of what the document holds, instead of it */
    uint32_t columns;       /* of text, 0 or 1: one */
    uint32_t list_columns;  /* of the contents and of lists of entries */
    sl_u column_gap;
    sl_u rail, rail_gap; /* a narrow column beside the text, and its distance; 0: none */
    sl_str head_left, head_right, foot_left, foot_right; /* with {title} {section} {page} … */
    uint32_t contents_depth;
    sl_str measure;   /* of the web page, a CSS length */
    bool embed_faces; /* the web page holds the faces of its text and headings */
    SL_VEC(sl_color) colors;
    SL_VEC(sl_style) roles;
    SL_VEC(sl_layout_family) families;
    SL_VEC(sl_layout_face) faces;
    sl_layout_picture logo, picture;  /* on the cover */
    sl_str credit;                    /* of the picture, printed on the cover */
    SL_VEC(struct sl_layout *) parts; /* the same in the colour of each chapter in turn */
} sl_layout;

/* Where a strategy has layouts, pictures and faces of its own, from its folder. */
#define SL_LAYOUT_OWN_FOLDER "layouts"

/* Reads NAME.yaml and what it extends: of the strategy's own layouts (own: its folder, or NULL) or
 * else of `folder`. An own layout may extend the one of its name that it stands before. NULL (with
 * findings) when it cannot be used. */
const sl_layout *sl_layout_load(sl_arena *a, sl_sources *sources, sl_diags *d, const char *folder,
                                const char *own, sl_str name);
/* Whether a text can name a file of a folder: no path, nothing hidden. */
bool sl_layout_is_name(sl_str name);
/* Whether a strategy has a layout of that name of its own. */
bool sl_layout_is_own(sl_arena *a, sl_sources *sources, const char *own, sl_str name);
/* The role of that name, else `otherwise`, else the paragraph. Never NULL. */
const sl_style *sl_layout_role(const sl_layout *l, sl_str name, const char *otherwise);
/* The layout of the chapter with that number, from 1: its accent and its tint are those of the
 * chapter, where the layout has `parts`. The layout itself for 0. */
const sl_layout *sl_layout_part(const sl_layout *l, uint32_t chapter);
/* The light value of a colour token; black when there is none. */
uint32_t sl_layout_color(const sl_layout *l, const char *name);
/* Custom properties for the colours (light and dark), and a rule .chapter-N for each colour that
 * chapters have in turn. */
void sl_layout_emit_css(sl_buf *out, const sl_layout *l);

#endif
