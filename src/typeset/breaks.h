/* breaks.h: where the lines of a paragraph end. Private to typeset.
 *
 * Knuth, D. E. and Plass, M. F.: "Breaking Paragraphs into Lines", Software: Practice and
 * Experience 11 (1981); badness and demerits as in TeX: The Program, 108 and 859. One sl_breaking
 * serves all paragraphs, so that its arrays are neither grown nor cleared for each.
 */
#ifndef SL_TYPESET_BREAKS_H
#define SL_TYPESET_BREAKS_H

#include "typeset/setter.h"

/* A place where a line may end. */
typedef struct sl_brk {
    uint32_t piece; /* the line ends before this piece, or within it */
    uint16_t at;    /* byte of the division; 0 = before the piece */
    bool hyphen;    /* a hyphen is put in */
    bool forced, tied;
    int64_t width;  /* natural width of all before it, spaces included */
    int64_t spaces; /* width of the spaces in that */
    sl_u tail;      /* added when the line ends here: hyphen, less hanging punctuation */
    sl_u skip;      /* not in the next line: the space */
    sl_u gap;       /* not in the next line either, and not stretched */
    sl_u lead;      /* hanging of the next line's first sign; less than 0: an indent */
} sl_brk;

typedef struct sl_line_node {
    int64_t demerits;
    uint32_t brk; /* index */
    int32_t prev, next;
    uint8_t fitness, run; /* run: lines in a row that end in a hyphen, at most 2 */
} sl_line_node;

typedef struct sl_breaking {
    sl_setter *s;
    const sl_para *p;
    sl_u measure, indent;
    bool justify;
    bool tight;    /* spaces may give half of their width, not two fifths */
    bool track;    /* letters may be spaced where spaces would be too wide */
    bool anywhere; /* in a cell: a word wider than the measure is divided between any two letters */
    sl_u emergency; /* stretch lent to every line in the last pass */
    SL_VEC(sl_brk) breaks;
    SL_VEC(sl_line_node) nodes;
    int32_t active, last;  /* first and last of the list, in the order of their breaks */
    SL_VEC(sl_brk) chosen; /* from the start to the end */
} sl_breaking;

/* How a line between two breaks would look. */
typedef struct sl_line_fit {
    sl_u natural, gap, shrink;
    sl_u ink, glyphs;  /* words and spaces alone; how far glyphs give */
    int32_t badness;   /* justified: strain of the spaces (breaks.c); else TeX's */
    int32_t glyph_use; /* how much of what glyphs can give is needed */
    uint16_t tracking; /* between letters, in thousandths of the em */
    uint8_t fitness;   /* 0 tight, 1 decent, 2 loose, 3 very loose */
    bool overfull;
} sl_line_fit;

/* Fills chosen. */
void sl_breaks_choose(sl_breaking *b, bool hyphenate);
sl_line_fit sl_breaks_fit(const sl_breaking *b, const sl_brk *from, const sl_brk *to, bool last);
/* v font units of a style in lengths. */
sl_u sl_breaks_scale(const sl_span_style *style, int32_t v);

#endif
