/* marker.h: lists that CommonMark has not, as Pandoc reads them: a. (a) i. (iv) (1), and
 * definitions, a term with ": what it means" below. Private to doc.
 *
 * cmark is shown each such line with a mark of its own, as wide: 1. or 01) or +. What the line
 * was is kept here, by line. A letter begins a list where the next one of its list follows.
 */
#ifndef SL_DOC_MARKER_H
#define SL_DOC_MARKER_H

#include "doc/parse.h"

typedef enum sl_marker_kind { SL_MARKER_NONE, SL_MARKER_ITEM, SL_MARKER_DEFINITION } sl_marker_kind;

typedef struct sl_marker {
    uint8_t kind;
    int32_t number; /* ITEM: its place: c. is 3 */
    sl_str style;   /* ITEM: how the first is written: "a.", "(i)", "A)", "(1)" */
} sl_marker;

/* By line; NULL where there is none. *text is the text as cmark is shown it: the lines' own or a
 * copy, which the marks are written into. */
sl_marker *sl_marker_mask(sl_arena *a, sl_diags *d, const sl_lines *lines, char **text);

#endif
