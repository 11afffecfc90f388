/* reading.h: what reads a layout shares. Private to style. */
#ifndef SL_STYLE_READING_H
#define SL_STYLE_READING_H

#include "style/layout.h"

enum {
    SL_LAYOUT_DEEPEST = 4 /* layouts that extend one another */
};

typedef struct sl_layout_reading {
    sl_arena *arena;
    sl_sources *sources;
    sl_diags *diags;
    const char *folder; /* of the shipped layouts */
    const char *own;    /* the strategy's, which may have layouts/; NULL: none */
    const sl_yaml *chain[SL_LAYOUT_DEEPEST]; /* the layout itself first */
    size_t n;
    sl_layout *layout;
    unsigned defaults; /* kinds of property whose default was missed */
} sl_layout_reading;

/* The nearest value of section.key along the chain; NULL: there is none. */
const sl_yaml *sl_layout_find(const sl_layout_reading *l, const char *section, sl_str key);
/* What stands there is no such thing. */
void sl_layout_report(sl_layout_reading *l, const sl_yaml *y, const char *what);

/* cover: what a strategy's own layout puts on it. */
void sl_layout_read_cover(sl_layout_reading *l);

/* frame: what a layout says under `page`. */
void sl_layout_read_page(sl_layout_reading *l);
/* Every section, and every key of `page`, is one that is read. */
void sl_layout_check_sections(sl_layout_reading *l);

#endif
